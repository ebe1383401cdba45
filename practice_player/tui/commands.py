"""Every key, once: bindings, the footer, the palette and the help are made from this list."""

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something a person can ask for with a key."""

    key: str
    """As Textual names it; several are parted by commas."""

    shown: str
    """The key as people read it."""

    name: str
    """One or two words, for the footer and the palette."""

    tooltip: str
    """One sentence, for the help."""

    action: str

    footer: bool = True
    """False keeps it out of the footer; the help has it all the same."""

    offered: bool = True
    """False keeps it out of the palette: it only moves a light, or asks for the palette itself."""

    anywhere: bool = False
    """True obeys it whatever lies over the screen, and whatever is being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The commands of one place, as the help groups them."""

    title: str
    commands: tuple[Command, ...]

    @property
    def bindings(self) -> list[BindingType]:
        return [
            Binding(
                command.key,
                command.action,
                command.name,
                show=command.footer,
                key_display=command.shown,
                tooltip=command.tooltip,
                priority=command.anywhere,
            )
            for command in self.commands
        ]


HELP_KEY: Final = "question_mark"
"""As Textual names it once it was pressed."""

_BACK: Final = Command(key="escape", shown="esc", name="Back", tooltip="Go back one step.", action="back")

EVERYWHERE: Final = Section(
    title="Anywhere",
    commands=(
        Command(key="?", shown="?", name="Help", tooltip="Show the keys.", action="app.help"),
        Command(
            key="ctrl+p",
            shown="ctrl+p",
            name="Look for a command",
            tooltip="Everything that can be done here, by its name.",
            action="app.palette",
            footer=False,
            offered=False,
        ),
        Command(
            key="ctrl+z",
            shown="ctrl+z",
            name="Back to the shell",
            tooltip="Pause, and go back to the shell; fg comes back here.",
            action="app.suspend",
            footer=False,
            anywhere=True,
        ),
        Command(
            key="ctrl+c,ctrl+q",
            shown="ctrl+c",
            name="Quit",
            tooltip="Quit the player; a practice stops at once.",
            action="app.leave",
            footer=False,
            anywhere=True,
        ),
    ),
)

COLOURS: Final = Command(
    key="", shown="", name="Colours", tooltip="Choose other colours.", action="app.colours"
)
"""Only in the palette."""

HOME: Final = Section(
    title="At home",
    commands=(
        Command(key="a", shown="a", name="Alone", tooltip="Practices for yourself.", action="choose('solo')"),
        Command(
            key="t",
            shown="t",
            name="Together",
            tooltip="Practices for two.",
            action="choose('partner')",
        ),
        Command(key="j", shown="j", name="Journal", tooltip="What has been practised.", action="journal"),
        Command(key="q", shown="q", name="Quit", tooltip="Quit the player.", action="app.leave"),
        Command(
            key="left,up",
            shown="←",
            name="Alone",
            tooltip="Move to alone.",
            action="aim('solo')",
            footer=False,
            offered=False,
        ),
        Command(
            key="right,down",
            shown="→",
            name="Together",
            tooltip="Move to together.",
            action="aim('partner')",
            footer=False,
            offered=False,
        ),
        Command(
            key="enter",
            shown="enter",
            name="Choose",
            tooltip="Open the one that is lit.",
            action="open",
            footer=False,
            offered=False,
        ),
    ),
)

PRACTICES: Final = Section(
    title="Choosing a practice",
    commands=(
        Command(
            key="up",
            shown="↑",
            name="Up",
            tooltip="The practice above.",
            action="move(-1)",
            footer=False,
            offered=False,
        ),
        Command(
            key="down",
            shown="↓",
            name="Down",
            tooltip="The practice below.",
            action="move(1)",
            footer=False,
            offered=False,
        ),
        Command(
            key="enter", shown="enter", name="Choose", tooltip="Get this practice ready.", action="choose"
        ),
        _BACK,
    ),
)

PREPARE: Final = Section(
    title="Before a practice",
    commands=(
        Command(key="enter", shown="enter", name="Begin", tooltip="Begin the practice.", action="begin"),
        _BACK,
        Command(key="left,minus", shown="←", name="Shorter", tooltip="Make it shorter.", action="length(-1)"),
        Command(key="right,plus", shown="→", name="Longer", tooltip="Make it longer.", action="length(1)"),
        Command(key="b", shown="b", name="Background", tooltip="Another background, or none.", action="bed"),
        Command(
            key="space",
            shown="space",
            name="Switch",
            tooltip="Leave out what is lit, or take it in again.",
            action="switch",
        ),
        Command(
            key="up",
            shown="↑",
            name="Up",
            tooltip="Light the line above.",
            action="light(-1)",
            footer=False,
            offered=False,
        ),
        Command(
            key="down",
            shown="↓",
            name="Down",
            tooltip="Light the line below.",
            action="light(1)",
            footer=False,
            offered=False,
        ),
    ),
)

PLAYER: Final = Section(
    title="During a practice",
    commands=(
        Command(key="space", shown="space", name="Pause", tooltip="Pause, and go on again.", action="pause"),
        Command(
            key="escape,q",
            shown="esc",
            name="Stop",
            tooltip="Stop at once (esc or q). Nothing is asked.",
            action="stop",
        ),
        Command(
            key="enter",
            shown="enter",
            name="Go on",
            tooltip="Go on where it waits; stay where it asks.",
            action="go_on",
            footer=False,
        ),
        Command(
            key="s",
            shown="s",
            name="Shift",
            tooltip="Shift to something gentler, where it asks.",
            action="shift",
            footer=False,
        ),
        Command(
            key="g",
            shown="g",
            name="Ground",
            tooltip="Too much? Leave this, and come back to the room for a few minutes.",
            action="ground",
        ),
        Command(key="left", shown="←", name="Back", tooltip="One step back.", action="step_back"),
        Command(key="right", shown="→", name="On", tooltip="One step on.", action="step_on"),
        Command(key="b", shown="b", name="Background", tooltip="Background sound, on or off.", action="bed"),
        Command(
            key="plus,equals_sign",
            shown="+",
            name="Louder",
            tooltip="A louder voice.",
            action="voice(2)",
            footer=False,
        ),
        Command(
            key="minus",
            shown="-",
            name="Softer",
            tooltip="A softer voice.",
            action="voice(-2)",
            footer=False,
        ),
        Command(
            key="right_square_bracket",
            shown="]",
            name="Background louder",
            tooltip="A louder background.",
            action="bed_level(2)",
            footer=False,
        ),
        Command(
            key="left_square_bracket",
            shown="[",
            name="Background softer",
            tooltip="A softer background.",
            action="bed_level(-2)",
            footer=False,
        ),
        Command(
            key="B",
            shown="B",
            name="Another background",
            tooltip="Another background, or none.",
            action="next_bed",
            footer=False,
        ),
        Command(
            key="v",
            shown="v",
            name="Another voice",
            tooltip="Another voice, from the sentence under way.",
            action="next_voice",
            footer=False,
        ),
    ),
)

CLOSE: Final = Section(
    title="After a practice",
    commands=(
        Command(
            key="enter",
            shown="enter",
            name="Keep it, go home",
            tooltip="Keep the word and go home.",
            action="screen.keep",
        ),
        Command(
            key="escape",
            shown="esc",
            name="Home, no word",
            tooltip="Go home without a word.",
            action="screen.back",
        ),
    ),
)

JOURNAL: Final = Section(title="In the journal", commands=(_BACK,))

HELP: Final = Section(
    title="In the help",
    commands=(
        Command(key="escape,?,q,enter", shown="esc", name="Close", tooltip="Close the help.", action="close"),
    ),
)

PALETTE: Final = Section(
    title="In the palette",
    commands=(
        Command(key="enter", shown="enter", name="Do it", tooltip="Do what is lit.", action="screen.take"),
        Command(
            key="escape,ctrl+p",
            shown="esc",
            name="Close",
            tooltip="Close the palette.",
            action="screen.close",
        ),
        Command(
            key="up", shown="↑", name="Up", tooltip="The line above.", action="screen.move(-1)", footer=False
        ),
        Command(
            key="down",
            shown="↓",
            name="Down",
            tooltip="The line below.",
            action="screen.move(1)",
            footer=False,
        ),
        Command(
            key="pageup",
            shown="page up",
            name="Up",
            tooltip="Some lines up.",
            action="screen.move(-8)",
            footer=False,
        ),
        Command(
            key="pagedown",
            shown="page down",
            name="Down",
            tooltip="Some lines down.",
            action="screen.move(8)",
            footer=False,
        ),
    ),
)

EVERY_SECTION: Final = (HOME, PRACTICES, PREPARE, PLAYER, CLOSE, EVERYWHERE)
