"""What speaking turns are called in outlines, in the player and as chapters."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLabels:
    """The names of a turn."""

    outline_label: str
    player_label: str
    chapter_label: str

    listening: str = ""
    """What the listener is to do while the other one talks; empty if both may talk."""


_LISTENING: Final = "Listening is all there is to do: no reply, no advice."

TURNS: Final = {
    "first": TurnLabels(
        outline_label="The first of you speaks",
        player_label="First turn",
        chapter_label="First turn",
        listening=_LISTENING,
    ),
    "second": TurnLabels(
        outline_label="The other speaks",
        player_label="Second turn",
        chapter_label="Second turn",
        listening=_LISTENING,
    ),
    "both": TurnLabels(
        outline_label="Both of you", player_label="Both of you", chapter_label="A turn for both"
    ),
}
