"""Languages of scripts and voices: reading their tags (BCP 47), and how fast each language is read."""

import re
from decimal import Decimal
from typing import Final

from practice_player.script.durations import NotReadableError

_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)

_TWO_LETTERS: Final = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()  # noqa: SIM905 - a list would be five times as long
)
"""The codes of ISO 639-1; those of three letters are too many to list, and any is taken."""

_SAME: Final = {"nb": "no", "nn": "no", "cmn": "zh", "yue": "zh"}
"""Languages that count as another one where they are compared."""

_OFTEN_MEANT: Final = {"jp": "ja", "cn": "zh", "gr": "el", "cz": "cs", "dk": "da", "ua": "uk", "gb": "en"}
"""Codes of countries that are written for their language."""

_CHARACTERS_PER_MINUTE: Final = {
    "ar": ("Arabic", 612),
    "zh": ("Chinese", 255),
    "nl": ("Dutch", 978),
    "en": ("English", 987),
    "fi": ("Finnish", 1078),
    "fr": ("French", 998),
    "de": ("German", 920),
    "he": ("Hebrew", 833),
    "it": ("Italian", 950),
    "ja": ("Japanese", 357),
    "pl": ("Polish", 916),
    "pt": ("Portuguese", 913),
    "ru": ("Russian", 986),
    "sl": ("Slovenian", 885),
    "es": ("Spanish", 1025),
    "sv": ("Swedish", 917),
    "tr": ("Turkish", 1054),
}
"""How many characters adults read in a minute, and the language's name: Trauzettel-Klosinski and Dietz 2012,
“Standardized assessment of reading performance”, doi:10.1167/iovs.11-8284, the same texts in 17 languages.
"""

_EXAMPLES: Final = "write its code, such as `lang: de` or `lang: pt-BR`"


def read_language(text: str) -> str:
    """Reads the tag of a language, and returns it with the usual capitals: `pt-BR`, `zh-Hant`.

    Raises:
        NotReadableError: it is no tag, or of a language that does not exist.
    """
    written = text.strip()
    match = _TAG.fullmatch(written.replace("_", "-"))
    language = match["language"].lower() if match else ""
    if not match or (len(language) == 2 and language not in _TWO_LETTERS):  # noqa: PLR2004
        raise NotReadableError(f"`{text}` is not the code of a language", _fix(written))
    if "_" in written:
        raise NotReadableError(
            f"`{text}` is written with `_`", f"write `lang: {read_language(written.replace('_', '-'))}`"
        )
    script, region = (match["script"] or "").title(), (match["region"] or "").upper()
    return (
        "-".join(filter(None, (language + match["extended"].lower(), script, region))) + match["rest"].lower()
    )


def is_same_language(first: str, second: str) -> bool:
    """Whether two tags are of one language, wherever it is spoken."""
    return _primary(first) == _primary(second)


def may_speak(voice_language: str | None, script_language: str | None) -> bool:
    """Whether a voice may speak a script; if either does not say its language, it may."""
    return (
        voice_language is None or script_language is None or is_same_language(voice_language, script_language)
    )


def language_name(tag: str) -> str:
    """Returns what a language is called in English; the tag itself for one that is not in the table."""
    return _CHARACTERS_PER_MINUTE.get(_primary(tag), (f"`{tag}`", 0))[0]


def relative_reading_speed(tag: str | None) -> Decimal:
    """Returns how many characters of a language are read in the time of one in English.

    It is 1 for None and for a language that is not in the table.
    """
    english = Decimal(_CHARACTERS_PER_MINUTE["en"][1])
    _, speed = _CHARACTERS_PER_MINUTE.get(_primary(tag or "en"), ("", english))
    return speed / english


def _primary(tag: str) -> str:
    language = tag.partition("-")[0].lower()
    return _SAME.get(language, language)


def _fix(written: str) -> str:
    names = {name.casefold(): code for code, (name, _) in _CHARACTERS_PER_MINUTE.items()}
    folded = written.casefold()
    if code := names.get(folded) or _OFTEN_MEANT.get(re.split(r"[-_]", folded)[0]):
        return f"write `lang: {code}`"
    return _EXAMPLES
