"""The commands of a practice under way."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

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
            tooltip="Go on where it waits, stay where it asks, or finish a sentence after your turn.",
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
            key="m",
            shown="m",
            name="More time",
            tooltip="30 seconds more here; in a turn, for each of you.",
            action="more_time",
        ),
        KeyCommand(
            key="g",
            shown="g",
            name="Ground",
            tooltip="Too much? Leave this, and come back to the room for a minute or two.",
            action="ground",
        ),
        KeyCommand(
            key="j",
            shown="j",
            name="Catch up",
            tooltip="Go to where the other is, in a practice that was joined.",
            action="catch_up",
            footer=False,
        ),
        KeyCommand(key="left", shown="←", name="Back", tooltip="One step back.", action="step_back"),
        KeyCommand(key="right", shown="→", name="On", tooltip="One step on.", action="step_on"),
        KeyCommand(
            key="b", shown="b", name="Background", tooltip="Background sound, on or off.", action="bed"
        ),
        KeyCommand(
            key="e",
            shown="e",
            name="Eyes closed",
            tooltip="A dark screen, and only sound; any key lights it again, and does nothing else.",
            action="eyes_closed",
        ),
        KeyCommand(
            key="c",
            shown="c",
            name="Captions",
            tooltip="The words that are said, off the screen or on it.",
            action="captions",
            footer=False,
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
