"""A page as text: what its policy lets run, that data cannot break out of it, and what it gives away."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from practice_player.lib.errors import OutputError
from practice_player.page.document import page_document
from practice_player.page.page_data import page_json
from practice_player.page.writing import write_page
from practice_player.timeline.roads import roads
from practice_player.tui.theme import DAY, HIGH_CONTRAST, NIGHT
from tests.page.pages import FACTS, arrangement_of, page_of

HOSTILE = "</script><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>\u202e"


class Elements(HTMLParser):
    """Collects the attributes and the text of each element of some kinds."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}, ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for found, attributes, text in self.found if found == tag]


def document(**facts: Any) -> str:
    data = page_json(replace(FACTS, **facts), roads(arrangement_of()), silence_frames=0)
    return page_document(replace(FACTS, **facts), data, b"sound")


def source_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_nothing_runs_and_nothing_is_fetched_but_what_the_policy_names() -> None:
    elements = Elements(document())

    policy = next(a["content"] or "" for a, _ in elements.of("meta") if a.get("http-equiv"))
    (_, style), *_ = elements.of("style")
    scripts = [text for attributes, text in elements.of("script") if "type" not in attributes]
    assert len(scripts) == 1
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {source_hash(scripts[0])}",
        f"style-src {source_hash(style)}",
        "media-src data:",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_no_address_is_in_it() -> None:
    addresses = set(re.findall(r"[a-z]+://[^\s\"')]+", document()))

    assert addresses == {"http://www.w3.org/2000/svg"}, "the name of SVG, which nobody fetches"


def test_hostile_words_stay_words() -> None:
    elements = Elements(document(title=HOSTILE, summary=HOSTILE, care=(HOSTILE,), lang='"><script>'))

    assert len(elements.of("script")) == 2
    assert not any("onerror" in attributes for _, attributes, _ in elements.found)
    ((_, title),) = elements.of("title")
    assert title.strip() == HOSTILE
    data = next(text for attributes, text in elements.of("script") if attributes.get("id") == "practice")
    assert json.loads(data)["care"] == [HOSTILE]


def test_the_sound_is_inside() -> None:
    ((audio, _),) = Elements(document()).of("audio")

    kind, sound = (audio["src"] or "").split(",")
    assert kind == "data:audio/mpeg;base64"
    assert base64.b64decode(sound) == b"sound"


def test_nothing_of_the_machine_is_in_its_data() -> None:
    data = json.loads(page_json(FACTS, roads(arrangement_of()), silence_frames=0))

    cues = [cue for road in data["roads"] for cue in road["cues"]]
    assert cues
    assert not any({"clip", "speaker", "path"} & set(cue) for cue in cues)


def test_roads_lie_in_the_sound_one_after_the_other() -> None:
    found = roads(arrangement_of())

    first, staying = json.loads(page_json(FACTS, found, silence_frames=48_000))["roads"]

    assert first["sound_s"] == 0
    assert staying["sound_s"] == pytest.approx(first["length_s"] + 1)
    assert first["forks"] == [{"at_s": staying["start_s"], "road": 1}]


def test_the_colours_are_those_of_the_interface() -> None:
    style = files("practice_player.page").joinpath("template", "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)

    for block, theme in zip(blocks, (NIGHT, DAY, HIGH_CONTRAST), strict=True):
        colours = dict(re.findall(r"--(\w+): (#\w+);", block))
        variables = {**theme.variables, **{name: getattr(theme, name) for name in ("foreground", "panel")}}
        assert colours == {
            "foreground": theme.foreground,
            "background": theme.background,
            "panel": variables["panel"],
            "primary": theme.primary,
            "accent": theme.accent,
            "quiet": variables["footer-foreground"],
            "edge": variables["border-blurred"],
        }


def test_ten_minutes_are_no_more_than_six_megabytes(tmp_path: Path) -> None:
    path = page_of(tmp_path, "  - {breathe: 4-0-6-0, cycles: 60}\n")

    assert path.stat().st_size <= 6_000_000


def test_a_page_goes_to_a_file_and_nowhere_else(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder"):
        write_page(arrangement_of(), FACTS, tmp_path, report=print)
    with pytest.raises(OutputError, match="cannot be written"):
        write_page(arrangement_of(), FACTS, tmp_path / "none" / "page.html", report=print)
