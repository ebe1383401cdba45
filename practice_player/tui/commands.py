"""Every key, once: bindings, the footer, the palette and the help are made from this list."""

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCommand:
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
class KeySection:
    """The commands of one place, as the help groups them."""

    title: str
    commands: tuple[KeyCommand, ...]

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

_BACK: Final = KeyCommand(key="escape", shown="esc", name="Back", tooltip="Go back one step.", action="back")

EVERYWHERE: Final = KeySection(
    title="Anywhere",
    commands=(
        KeyCommand(key="?", shown="?", name="Help", tooltip="Show the keys.", action="app.help"),
        KeyCommand(
            key="ctrl+p",
            shown="ctrl+p",
            name="Look for a command",
            tooltip="Everything that can be done here, by its name.",
            action="app.palette",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="ctrl+z",
            shown="ctrl+z",
            name="Back to the shell",
            tooltip="Pause, and go back to the shell; fg comes back here.",
            action="app.suspend",
            footer=False,
            anywhere=True,
        ),
        KeyCommand(
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

COLOURS: Final = KeyCommand(
    key="", shown="", name="Colours", tooltip="Choose other colours.", action="app.colours"
)
"""Only in the palette."""

HOME: Final = KeySection(
    title="At home",
    commands=(
        KeyCommand(
            key="a", shown="a", name="Alone", tooltip="Practices for yourself.", action="choose('solo')"
        ),
        KeyCommand(
            key="t",
            shown="t",
            name="Together",
            tooltip="Practices for two.",
            action="choose('partner')",
        ),
        KeyCommand(key="j", shown="j", name="Journal", tooltip="What has been practised.", action="journal"),
        KeyCommand(key="q", shown="q", name="Quit", tooltip="Quit the player.", action="app.leave"),
        KeyCommand(
            key="left,up",
            shown="←",
            name="Alone",
            tooltip="Move to alone.",
            action="aim('solo')",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="right,down",
            shown="→",
            name="Together",
            tooltip="Move to together.",
            action="aim('partner')",
            footer=False,
            offered=False,
        ),
        KeyCommand(
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

PRACTICES: Final = KeySection(
    title="Choosing a practice",
    commands=(
        KeyCommand(
            key="up",
            shown="↑",
            name="Up",
            tooltip="The practice above.",
            action="move(-1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="down",
            shown="↓",
            name="Down",
            tooltip="The practice below.",
            action="move(1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="pageup",
            shown="page up",
            name="Up",
            tooltip="Some lines up.",
            action="move(-8)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="pagedown",
            shown="page down",
            name="Down",
            tooltip="Some lines down.",
            action="move(8)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="enter", shown="enter", name="Choose", tooltip="Get this practice ready.", action="choose"
        ),
        _BACK,
    ),
)

PREPARE: Final = KeySection(
    title="Before a practice",
    commands=(
        KeyCommand(key="enter", shown="enter", name="Begin", tooltip="Begin the practice.", action="begin"),
        _BACK,
        KeyCommand(
            key="left,minus", shown="←", name="Shorter", tooltip="Make it shorter.", action="length(-1)"
        ),
        KeyCommand(key="right,plus", shown="→", name="Longer", tooltip="Make it longer.", action="length(1)"),
        KeyCommand(
            key="b", shown="b", name="Background", tooltip="Another background, or none.", action="bed"
        ),
        KeyCommand(
            key="space",
            shown="space",
            name="Switch",
            tooltip="Leave out what is lit, or take it in again.",
            action="switch",
        ),
        KeyCommand(
            key="up",
            shown="↑",
            name="Up",
            tooltip="Light the line above.",
            action="light(-1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
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

PLAYER: Final = KeySection(
    title="During a practice",
    commands=(
        KeyCommand(
            key="space", shown="space", name="Pause", tooltip="Pause, and go on again.", action="pause"
        ),
        KeyCommand(
            key="escape,q",
            shown="esc",
            name="Stop",
            tooltip="Stop at once (esc or q). Nothing is asked.",
            action="stop",
        ),
        KeyCommand(
            key="enter",
            shown="enter",
            name="Go on",
            tooltip="Go on where it waits; stay where it asks.",
            action="go_on",
            footer=False,
        ),
        KeyCommand(
            key="s",
            shown="s",
            name="Shift",
            tooltip="Shift to something gentler, where it asks.",
            action="shift",
            footer=False,
        ),
        KeyCommand(
            key="g",
            shown="g",
            name="Ground",
            tooltip="Too much? Leave this, and come back to the room for a few minutes.",
            action="ground",
        ),
        KeyCommand(key="left", shown="←", name="Back", tooltip="One step back.", action="step_back"),
        KeyCommand(key="right", shown="→", name="On", tooltip="One step on.", action="step_on"),
        KeyCommand(
            key="b", shown="b", name="Background", tooltip="Background sound, on or off.", action="bed"
        ),
        KeyCommand(
            key="plus,equals_sign",
            shown="+",
            name="Louder",
            tooltip="A louder voice.",
            action="voice(2)",
            footer=False,
        ),
        KeyCommand(
            key="minus",
            shown="-",
            name="Softer",
            tooltip="A softer voice.",
            action="voice(-2)",
            footer=False,
        ),
        KeyCommand(
            key="right_square_bracket",
            shown="]",
            name="Background louder",
            tooltip="A louder background.",
            action="bed_level(2)",
            footer=False,
        ),
        KeyCommand(
            key="left_square_bracket",
            shown="[",
            name="Background softer",
            tooltip="A softer background.",
            action="bed_level(-2)",
            footer=False,
        ),
        KeyCommand(
            key="B",
            shown="B",
            name="Another background",
            tooltip="Another background, or none.",
            action="next_bed",
            footer=False,
        ),
        KeyCommand(
            key="v",
            shown="v",
            name="Another voice",
            tooltip="Another voice, from the sentence under way.",
            action="next_voice",
            footer=False,
        ),
    ),
)

CLOSE: Final = KeySection(
    title="After a practice",
    commands=(
        KeyCommand(
            key="enter",
            shown="enter",
            name="Keep it, go home",
            tooltip="Keep the word and go home.",
            action="screen.keep",
        ),
        KeyCommand(
            key="escape",
            shown="esc",
            name="Home, no word",
            tooltip="Go home without a word.",
            action="screen.back",
        ),
    ),
)

JOURNAL: Final = KeySection(title="In the journal", commands=(_BACK,))

HELP: Final = KeySection(
    title="In the help",
    commands=(
        KeyCommand(
            key="escape,?,q,enter", shown="esc", name="Close", tooltip="Close the help.", action="close"
        ),
    ),
)

PALETTE: Final = KeySection(
    title="In the palette",
    commands=(
        KeyCommand(key="enter", shown="enter", name="Do it", tooltip="Do what is lit.", action="screen.take"),
        KeyCommand(
            key="escape,ctrl+p",
            shown="esc",
            name="Close",
            tooltip="Close the palette.",
            action="screen.close",
        ),
        KeyCommand(
            key="up", shown="↑", name="Up", tooltip="The line above.", action="screen.move(-1)", footer=False
        ),
        KeyCommand(
            key="down",
            shown="↓",
            name="Down",
            tooltip="The line below.",
            action="screen.move(1)",
            footer=False,
        ),
        KeyCommand(
            key="pageup",
            shown="page up",
            name="Up",
            tooltip="Some lines up.",
            action="screen.move(-8)",
            footer=False,
        ),
        KeyCommand(
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
