"""The colours of the player: dark and warm, with contrast for reading and none to spare."""

from typing import Final

from textual.theme import Theme

EMBER: Final = Theme(
    name="ember",
    dark=True,
    primary="#cb9a6b",
    secondary="#93a78f",
    accent="#e0b98f",
    foreground="#e9dfd2",
    background="#161311",
    surface="#1d1916",
    panel="#282320",
    success="#93a78f",
    warning="#d0a263",
    error="#c98472",
    variables={
        "footer-background": "#161311",
        "footer-foreground": "#a89b8c",
        "footer-description-foreground": "#a89b8c",
        "footer-key-foreground": "#e0b98f",
        "footer-item-background": "#161311",
        "footer-key-background": "#161311",
        "footer-description-background": "#161311",
        "block-cursor-background": "#352c25",
        "block-cursor-foreground": "#f4ebdf",
        "block-cursor-text-style": "none",
        "block-hover-background": "#241f1b",
        "input-cursor-background": "#e0b98f",
        "input-cursor-foreground": "#161311",
        "input-selection-background": "#cb9a6b 30%",
        "border": "#cb9a6b",
        "border-blurred": "#3a322c",
        "scrollbar": "#352c25",
        "scrollbar-hover": "#4a3d33",
        "scrollbar-active": "#cb9a6b",
        "scrollbar-background": "#161311",
        "scrollbar-background-hover": "#161311",
        "scrollbar-background-active": "#161311",
    },
)
