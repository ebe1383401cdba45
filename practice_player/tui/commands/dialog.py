"""The keys of prompts and of pages to be read."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

_SCROLLING: Final = (
    KeyCommand(
        key="up",
        shown="↑",
        name="Up",
        tooltip="A line up.",
        action="scroll_words(-1)",
        footer=False,
        offered=False,
    ),
    KeyCommand(
        key="down",
        shown="↓",
        name="Down",
        tooltip="A line down.",
        action="scroll_words(1)",
        footer=False,
        offered=False,
    ),
    KeyCommand(
        key="pageup",
        shown="page up",
        name="Up",
        tooltip="Some lines up.",
        action="scroll_words(-8)",
        footer=False,
        offered=False,
    ),
    KeyCommand(
        key="pagedown",
        shown="page down",
        name="Down",
        tooltip="Some lines down.",
        action="scroll_words(8)",
        footer=False,
        offered=False,
    ),
)

DIALOG: Final = KeySection(
    title="When something is asked",
    commands=(
        KeyCommand(
            key="escape",
            shown="esc",
            name="Leave",
            tooltip="Leave this at once; no answer is kept.",
            action="leave",
        ),
        KeyCommand(
            key="enter",
            shown="enter",
            name="Answer",
            tooltip="Give the answer beside it, or what was typed.",
            action="send",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="backspace",
            shown="bksp",
            name="Erase",
            tooltip="Take back the letter typed last.",
            action="erase",
            footer=False,
            offered=False,
        ),
        *_SCROLLING,
    ),
)

PAGE: Final = KeySection(
    title="On a page",
    commands=(
        KeyCommand(
            key="q,escape,enter",
            shown="q",
            name="Close",
            tooltip="Close the page at once (q, esc or enter).",
            action="leave",
        ),
        *_SCROLLING,
        KeyCommand(
            key="home",
            shown="home",
            name="Top",
            tooltip="To the top of the page.",
            action="scroll_words(-1000)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="end",
            shown="end",
            name="End",
            tooltip="To the end of the page.",
            action="scroll_words(1000)",
            footer=False,
            offered=False,
        ),
    ),
)

WELCOME: Final = KeySection(
    title="On the first page",
    commands=(
        KeyCommand(
            key="enter,q,escape",
            shown="enter",
            name="Begin",
            tooltip="Go to the practices (enter, q or esc).",
            action="leave",
        ),
        *PAGE.commands[1:],
    ),
)
