"""The program's own colours: night, day and high contrast.

tests/tui/test_contrast.py holds that whatever is written can be read in each of them.
"""

from typing import Final

from textual.theme import Theme

from practice_player.core.user_settings import CONTRAST_THEME, DAY_THEME, NIGHT_THEME

FEW_COLOURS: Final = "-few-colours"
"""The app's class on terminals of 16 colours, and under NO_COLOR; see few_colours.tcss."""


def shows_few_colours(color_system: str | None, *, no_color: bool) -> bool:
    """Whether what is lit needs another sign than its colour, by Rich's name for the terminal's colours."""
    return no_color or color_system == "standard"


def _theme(*, name: str, dark: bool, **colours: str) -> Theme:
    """Returns a theme of these colours.

    `surface` lies behind what lies over a screen, `cursor` behind the chosen row of a list and `hover` behind
    a row under the mouse; `quiet` is for words that are there to be found, such as the names of keys; `edge`
    is a line round something, and `bar` what a scroll bar is moved by.
    """
    return Theme(
        name=name,
        dark=dark,
        primary=colours["primary"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        success=colours["secondary"],
        warning=colours["warning"],
        error=colours["error"],
        variables={
            "footer-background": colours["background"],
            "footer-foreground": colours["quiet"],
            "footer-description-foreground": colours["quiet"],
            "footer-key-foreground": colours["accent"],
            "footer-item-background": colours["background"],
            "footer-key-background": colours["background"],
            "footer-description-background": colours["background"],
            "block-cursor-background": colours["cursor"],
            "block-cursor-foreground": colours["cursor_text"],
            "block-cursor-text-style": "none",
            "block-hover-background": colours["hover"],
            "input-cursor-background": colours["accent"],
            "input-cursor-foreground": colours["background"],
            "input-selection-background": f"{colours['primary']} 30%",
            "border": colours["primary"],
            "border-blurred": colours["edge"],
            "scrollbar": colours["bar"],
            "scrollbar-hover": colours["bar_hover"],
            "scrollbar-active": colours["primary"],
            "scrollbar-background": colours["background"],
            "scrollbar-background-hover": colours["background"],
            "scrollbar-background-active": colours["background"],
        },
    )


NIGHT: Final = _theme(
    name=NIGHT_THEME,
    dark=True,
    foreground="#e9dfd2",
    background="#161311",
    surface="#1d1916",
    panel="#282320",
    primary="#cb9a6b",
    secondary="#93a78f",
    accent="#e0b98f",
    warning="#d0a263",
    error="#c98472",
    quiet="#a89b8c",
    cursor="#352c25",
    cursor_text="#f4ebdf",
    hover="#241f1b",
    edge="#3a322c",
    bar="#352c25",
    bar_hover="#4a3d33",
)
"""Dark and warm, with contrast for reading and none to spare."""

DAY: Final = _theme(
    name=DAY_THEME,
    dark=False,
    foreground="#050302",
    background="#fffcf6",
    surface="#faf5ec",
    panel="#efe7d8",
    primary="#85552a",
    secondary="#466042",
    accent="#794616",
    warning="#7a500e",
    error="#96402c",
    quiet="#64584a",
    cursor="#ecdcc2",
    cursor_text="#050302",
    hover="#f6ecdb",
    edge="#cbbfae",
    bar="#cbbfae",
    bar_hover="#b3a48f",
)
"""Ink on paper, for a bright room."""

HIGH_CONTRAST: Final = _theme(
    name=CONTRAST_THEME,
    dark=True,
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    primary="#ffd75f",
    secondary="#8fe8c8",
    accent="#ffe27a",
    warning="#ffb454",
    error="#ff9d8a",
    quiet="#d0d0d0",
    cursor="#1c3d5a",
    cursor_text="#ffffff",
    hover="#303030",
    edge="#8c8c8c",
    bar="#8c8c8c",
    bar_hover="#d0d0d0",
)
"""White on black, with lines that can be seen."""

OWN_THEMES: Final = (NIGHT, DAY, HIGH_CONTRAST)
