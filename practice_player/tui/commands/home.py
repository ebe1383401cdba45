"""The commands of the first screen."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection
from practice_player.tui.commands.paths import SHOW_PATHS
from practice_player.tui.commands.settings import OPEN_SETTINGS

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
        KeyCommand(
            key="m", shown="m", name="Meet again", tooltip="Be back, as you two agreed.", action="meet"
        ),
        KeyCommand(
            key="x",
            shown="x",
            name="Not today",
            tooltip="Forget the time that you two agreed on, or what is unfinished.",
            action="not_today",
        ),
        KeyCommand(
            key="c",
            shown="c",
            name="Go on",
            tooltip="Go on with the practice that is unfinished, where it broke off.",
            action="resume",
        ),
        KeyCommand(
            key="r",
            shown="r",
            name="Again",
            tooltip="The last practice once more, as it was.",
            action="again",
        ),
        KeyCommand(
            key="p",
            shown="p",
            name="As planned",
            tooltip="The practices for what you planned for today.",
            action="day('planned')",
        ),
        KeyCommand(
            key="s",
            shown="s",
            name="As suggested",
            tooltip="Begin what is suggested.",
            action="day('suggested')",
        ),
        KeyCommand(
            key="n",
            shown="n",
            name="Not now",
            tooltip="Put the plan or the suggestion aside; it does not come back.",
            action="day('aside')",
        ),
        KeyCommand(
            key="N",
            shown="N",
            name="No suggestions",
            tooltip="Suggest nothing any more; the settings turn it on again.",
            action="day('never')",
            footer=False,
        ),
        KeyCommand(
            key="g",
            shown="g",
            name="Too much",
            tooltip="Too much right now: a minute or two to come back to the room.",
            action="ground",
        ),
        KeyCommand(key="j", shown="j", name="Journal", tooltip="What has been practised.", action="journal"),
        SHOW_PATHS,
        KeyCommand(
            key="1",
            shown="1",
            name="Wound up",
            tooltip="What helps when you are wound up.",
            action="mood('wound-up')",
            footer=False,
        ),
        KeyCommand(
            key="2",
            shown="2",
            name="Can't sleep",
            tooltip="What helps when you can't sleep.",
            action="mood('sleepless')",
            footer=False,
        ),
        KeyCommand(
            key="3",
            shown="3",
            name="Far away",
            tooltip="What helps when you feel far away.",
            action="mood('far-away')",
            footer=False,
        ),
        OPEN_SETTINGS,
        KeyCommand(key="q", shown="q", name="Quit", tooltip="Quit the player.", action="app.leave"),
        KeyCommand(
            key="left",
            shown="←",
            name="Left",
            tooltip="Light the choice to the left.",
            action="move(-1, 0)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="right",
            shown="→",
            name="Right",
            tooltip="Light the choice to the right.",
            action="move(1, 0)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="up",
            shown="↑",
            name="Up",
            tooltip="Light the choice above.",
            action="move(0, -1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="down",
            shown="↓",
            name="Down",
            tooltip="Light the choice below.",
            action="move(0, 1)",
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
