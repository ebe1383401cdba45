"""Pairs of text and ground in the interface's styles, and how well one can be read on the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from textual.color import Color
from textual.theme import Theme

import practice_player.tui

INTERFACE: Final = Path(practice_player.tui.__file__).parent

TEXT_RATIO, GRAPHICS_RATIO = 4.5, 3.0
"""WCAG 2.2, AA: 1.4.3 for text, 1.4.11 for what is no text and has to be seen."""

DECORATION: Final = frozenset(
    {"border-blurred", "pacer--rest", "discs--light", "passage--ahead", "plot--axis"}
)
"""What nobody has to see: words, or something else that can be seen, say the same."""

GRAPHICS: Final = re.compile(r"--(?:orb|light|done|bar|ring|disc|line|mark)\b")
"""Component classes that draw shapes and no words."""

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN: Final = re.compile(r"\s*([^{};]*)([{};])")
_DEFAULT_CSS: Final = re.compile(r'DEFAULT_CSS = """(.*?)"""', re.DOTALL)
_STYLED: Final = re.compile(r"[\"'](?:(?:bold|dim|italic|underline|not) )*(\$[\w-]+(?: \d+%)?)[\"']")
_COLOUR: Final = re.compile(r"(?P<name>\$[\w-]+|#[0-9a-fA-F]+|[a-z]+)(?:\s+(?P<percent>\d+)%)?$")
_BORDERS: Final = re.compile(r"(?:border|outline)(?:-(?:top|right|bottom|left))?$")


@dataclass(frozen=True, slots=True)
class Pair:
    """Something that is drawn on something, as the styles name the two."""

    where: str
    colour: str
    ground: str
    least_ratio: float


@dataclass(slots=True)
class _Block:
    selector: str
    parent: "_Block | None" = None
    styles: dict[str, str] = field(default_factory=dict)

    @property
    def ground(self) -> str | None:
        """The background that is declared here or around it."""
        block: _Block | None = self
        while block is not None:
            if "background" in block.styles:
                return block.styles["background"]
            block = block.parent
        return None


def pairs() -> Iterator[Pair]:
    """Every pair in the style sheets, in the styles of widgets, and in what is styled in the code."""
    for path in sorted(INTERFACE.rglob("*.tcss")):
        yield from pairs_in(path.read_text(encoding="utf-8"), path.name)
    for path in sorted(INTERFACE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for css in _DEFAULT_CSS.findall(text):
            yield from pairs_in(css, path.name)
        grounds = ["$background", "$surface"]
        if "Option(" in text:
            grounds.append("$block-cursor-background")
        for styled in sorted(set(_STYLED.findall(text))):
            for ground in grounds:
                yield Pair(path.name, styled, ground, TEXT_RATIO)


def pairs_in(css: str, where: str) -> Iterator[Pair]:
    """The pairs in one style sheet.

    Where no ground is declared around a colour, it may stand on any that the sheet gives to something
    without a colour of its own, such as the card of a dialog.
    """
    blocks = list(_blocks(css))
    grounds = {"$background"} | {
        block.styles["background"]
        for block in blocks
        if "background" in block.styles and "color" not in block.styles
    }
    for block in blocks:
        place = f"{where}: {block.selector}"
        for name, value in block.styles.items():
            own = block.ground
            if name == "color" and value != "auto" and not any(word in value for word in DECORATION):
                if any(word in block.selector for word in DECORATION):
                    continue
                ratio = GRAPHICS_RATIO if GRAPHICS.search(block.selector) else TEXT_RATIO
                for ground in [own] if own else sorted(grounds):
                    yield Pair(place, value, ground, ratio)
            elif _BORDERS.match(name) and value != "none":
                line = value.split(maxsplit=1)[-1]
                if not any(word in line for word in DECORATION):
                    yield Pair(place, line, "$background", GRAPHICS_RATIO)


def ratio(pair: Pair, theme: Theme) -> float:
    """How much brighter one is than the other in a theme, from 1 to 21."""
    colours = theme.to_color_system().generate()
    paper = Color.parse(colours["background"])
    ground = paper + _colour(pair.ground, colours)
    return contrast(ground + _colour(pair.colour, colours), ground)


def contrast(first_colour: Color, second_colour: Color) -> float:
    """As WCAG 2.2 defines it."""
    darker, brighter = sorted((_luminance(first_colour), _luminance(second_colour)))
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _colour(written: str, colours: dict[str, str]) -> Color:
    match = _COLOUR.match(written)
    assert match, written
    name = match["name"]
    colour = _colour(colours[name[1:]], colours) if name.startswith("$") else Color.parse(name)
    return colour.with_alpha(colour.a * int(match["percent"] or 100) / 100)


def _blocks(css: str) -> Iterator[_Block]:
    block: _Block | None = None
    for match in _TOKEN.finditer(_COMMENT.sub(" ", css)):
        words, end = match[1].strip(), match[2]
        if end == "{":
            block = _Block(words, block)
            yield block
            continue
        if block is not None and ":" in words:
            name, _, value = words.partition(":")
            block.styles[name.strip()] = value.strip()
        if end == "}" and block is not None:
            block = block.parent
