"""A practice once more, as it was wanted the last time."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from practice_player.core.card import PracticeCard
from practice_player.core.practice_memory import CardChoices
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames
from practice_player.script.choices import INSTRUCTIONS, NOTHING

if TYPE_CHECKING:
    from practice_player.core.core import Core


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOffer:
    """A practice that the first screen offers to begin at once."""

    title: str
    length: str
    """In words."""

    request: PracticeRequest


def as_chosen(card: PracticeCard, choices: CardChoices, voices: Collection[str] = ()) -> PracticeRequest:
    """The request for a practice as it was last chosen, as far as its script still allows that.

    `voices` are those that can be used: what was chosen may have been deleted.
    """
    can_leave_out = {switch.word for switch in card.switches if switch.remembered}
    without = frozenset[str]()
    if choices.without is not None and card.practice == "solo":
        without = choices.without & can_leave_out | {NOTHING}
    if choices.brief:
        without |= {INSTRUCTIONS} & can_leave_out
    length = choices.length_frames
    if length is not None:
        length = min(max(length, card.least_frames), card.most_frames)
    return PracticeRequest(
        name=card.name,
        length_frames=length,
        bed=choices.bed if choices.bed in card.beds else None,
        without=without,
        voice=choices.voice if choices.voice in voices else None,
    )


def again_offer(core: "Core", name: str, planned_s: float) -> PracticeOffer | None:
    """Returns a practice as it was last chosen, with this length; None when it cannot be played any more."""
    choices = replace(core.memory.choices(name), length_frames=frames(planned_s))
    try:
        loaded = core.open(name)
        voices = core.voices() if choices.voice else ()
        request = as_chosen(core.card(loaded), choices, voices)
        card = core.card(loaded, request.without, request.voice)
    except PracticeError:
        return None
    if card.problem:
        return None
    request = as_chosen(card, choices, voices)
    return PracticeOffer(title=card.title, length=card.spoken(request.length_frames), request=request)
