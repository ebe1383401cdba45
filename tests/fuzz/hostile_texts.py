"""Random hostile texts: markup, terminal control sequences, odd characters, very long texts."""

import random
from collections.abc import Callable
from typing import Final

MARKUP: Final = (
    *(
        "[bold]",
        "[/bold]",
        "[/]",
        "[/x]",
        "[x",
        "x]",
        "[[",
        "]]",
        "\\[",
        "[",
        "]",
        "[]",
        "[ ]",
        "[1]",
        "[$accent]",
    ),
    *(
        "[@click=app.probe('x')]",
        "[@click=app.screenshot('x','.')]here[/]",
        "[@click=screen.back]",
        "[@hover=x]",
    ),
    *(
        "[link=https://example.org]",
        "[red on blue]",
        "[on #fff]",
        "[not bold]",
        "[b i u]",
        "[#]",
        "[=]",
        "[@]",
    ),
    *(
        "{item}",
        "{",
        "%s",
        "%(x)s",
        "{0.__class__}",
        ":warning:",
        "&amp;",
        "<b>",
        "-->",
        "$foreground",
        "~",
        "`",
    ),
)
CONTROLS: Final = (
    *(
        "\x1b[31m",
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x1b]8;;file:///\x1b\\",
        "\x1bP",
        "\x1bc",
        "\x9b31m",
        "\x90",
        "\x9d",
    ),
    *(
        "\x00",
        "\x07",
        "\x08",
        "\x0e",
        "\x1a",
        "\x7f",
        "\x85",
        "\xad",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\v",
        "\f",
        "\x1c",
    ),
    *("\u2028", "\u2029", "\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
    *("\u2066", "\u2067", "\u2068", "\u2069", "\u206a", "\ufeff", "\ufff9", "\ufffb", "\ufffe", "\uffff"),
    *("\ud800", "\udcff", "\udfff"),
)
CHARACTERS: Final = (
    *(
        "\u200d",
        "\u200c",
        "\u200b",
        "\u2060",
        "\ufe0f",
        "\ufe0e",
        "\u0301",
        "\u0489",
        "\u20e3",
        "\u3164",
        "\u115f",
    ),
    *(
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f44b\U0001f3fd",
        "1\ufe0f\u20e3",
    ),
    *(
        "\U0001f1ec\U0001f1e7",
        "\U0001f1ec",
        "\U0001f3ff",
        "\U000e0067",
        "\U000e007f",
        "\U0010ffff",
        "\ue000",
        "\u2764\ufe0f",
    ),
    *(
        "息を整える",
        "שלום",
        "مرحبا",
        "กำลัง",
        "क्षि",
        "각",
        "\u1112\u1161\u11ab",
        "ﷺ",
        "𒐫",
        "é",
        "ß",
        "ﬁ",
        "…",
        "“”",
    ),
    *(" ", "  ", "\u00a0", "\u3000", "-", "--", "a-b", "word", "Breathe in.", "x" * 60, "0", ""),
)


def texts(count: int, seed: int) -> list[str]:
    """Returns `count` texts, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    return [_text(rng) for _ in range(count)]


def _text(rng: random.Random) -> str:
    generator: Callable[[random.Random], str] = rng.choices(
        (_mixture, _random_characters, _long), (80, 15, 5)
    )[0]
    return generator(rng)


def _mixture(rng: random.Random) -> str:
    kinds = (MARKUP, CONTROLS, CHARACTERS)
    return "".join(rng.choice(rng.choice(kinds)) for _ in range(rng.randint(1, 12)))


def _random_characters(rng: random.Random) -> str:
    return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randint(1, 30)))


def _long(rng: random.Random) -> str:
    piece = _mixture(rng) or "x"
    return piece * (rng.choice((300, 3_000, 100_000)) // len(piece) + 1)
