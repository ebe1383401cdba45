"""Puts a page together from its template: HTML, style and script of this package, the data and the sound.

Pure but for reading the template.  The page's own policy lets nothing run but its one script, known by its
hash, and nothing be fetched.
"""

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from practice_player.page.page_data import PageFacts

_POLICY: Final = (
    "default-src 'none'; script-src {script}; style-src {style}; media-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)

_SCRIPTS: Final = ("practice.js", "appointment.js", "words.js", "device.js", "page.js")
"""Files of the template that make up its one script, in this order."""


def page_document(facts: PageFacts, data_json: str, sound_mp3: bytes) -> str:
    """Returns the whole page as text."""
    style, script = _template_file("page.css"), "".join(_template_file(name) for name in _SCRIPTS)
    return Template(_template_file("page.html")).substitute(
        policy=_POLICY.format(script=_source_hash(script), style=_source_hash(style)),
        lang=escape(facts.lang),
        title=escape(facts.title),
        style=style,
        script=script,
        # Inside a script element only `<` could end it; in JSON it may be written as its number.
        data=data_json.replace("<", "\\u003c"),
        sound=b64encode(sound_mp3).decode("ascii"),
    )


def _template_file(name: str) -> str:
    template = files("practice_player.page").joinpath("template", name)
    return template.read_text(encoding="utf-8").replace("\r\n", "\n")


def _source_hash(source: str) -> str:
    """Names a style or script in a Content-Security-Policy by its text."""
    digest = b64encode(sha256(source.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"
