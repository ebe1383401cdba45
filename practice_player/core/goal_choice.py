"""The practice that fits a goal and a time best, for somebody who knows those and would rather not choose."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from practice_player.core.card import PracticeCard
from practice_player.core.choosing import GROUP_NAMES, PracticeFilter
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames, seconds, spoken_length
from practice_player.script.choices import GOALS, MOODS

GOAL_WORDS: Final = (*GOALS, *MOODS)
"""What can be typed as a goal: what a practice is for, or how somebody feels."""

_MOOD_WORDS: Final = {
    "wound-up": "for when you are wound up",
    "sleepless": "for when you can't sleep",
    "far-away": "for when you feel far away",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeWish:
    """What somebody wants of a practice."""

    goal: str
    """One of `GOAL_WORDS`."""

    practice: str = "solo"
    """`solo` or `partner`."""

    length_frames: int | None = None
    """None for whatever is usual."""

    without: Collection[str] = ()
    """What is to be left out."""

    def fits(self, card: PracticeCard) -> bool:
        """Whether a practice has this goal, and can be done as is wished, whatever its length."""
        has_way = any(switch.word == "touch" for switch in card.switches)
        wanted = PracticeFilter(without_touch="touch" in self.without and not has_way)
        return (
            not card.problem
            and card.practice == self.practice
            and has_goal(card, self.goal)
            and wanted.fits(card)
        )

    def nearest_frames(self, card: PracticeCard) -> int:
        """Returns the length of a practice that is nearest to the one that is wished."""
        if self.length_frames is None:
            return card.usual_frames
        return min(max(self.length_frames, card.least_frames), card.most_frames)

    def fits_length(self, card: PracticeCard) -> bool:
        """Whether a practice can last about as long as is wished: a tenth more or less, or 15 s."""
        if self.length_frames is None:
            return True
        tolerance_frames = max(self.length_frames // 10, frames(15))
        return abs(self.nearest_frames(card) - self.length_frames) <= tolerance_frames


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalChoice:
    """The practice that was chosen, and why."""

    card: PracticeCard
    length_frames: int
    reason: str


def has_goal(card: PracticeCard, word: str) -> bool:
    """Whether a practice is for one of `GOAL_WORDS`."""
    return word in card.helps if word in MOODS else card.goal == word


def goal_in_words(word: str) -> str:
    """One of `GOAL_WORDS` as it is said: `to settle`."""
    return _MOOD_WORDS.get(word) or GROUP_NAMES[word]


def best_fit(
    cards: Iterable[PracticeCard], wish: PracticeWish, favourites: Collection[str] = ()
) -> GoalChoice:
    """Returns the practice that fits a wish best.

    Favourites come first, then what goes less deep, then what usually lasts nearest to the time there is, or
    the shortest; the first by its name of those that are alike.

    Raises:
        PracticeError: none fits.
    """
    wanted = [card for card in cards if wish.fits(card)]
    fitting = [card for card in wanted if wish.fits_length(card)]
    if not fitting:
        raise _none_fits(wanted, wish)

    def order(card: PracticeCard) -> tuple[bool, int, int, str]:
        away_frames = abs(card.usual_frames - (wish.length_frames or 0))
        return card.name not in favourites, card.level, away_frames, card.name

    best = min(fitting, key=order)
    reason = "the only one that fits" if len(fitting) == 1 else f"one of {len(fitting)} that fit"
    return GoalChoice(
        card=best,
        length_frames=wish.nearest_frames(best),
        reason="one of your favourites" if best.name in favourites else reason,
    )


def _none_fits(wanted: list[PracticeCard], wish: PracticeWish) -> PracticeError:
    kind, other_kind = ("two", "one") if wish.practice == "partner" else ("one", "two")
    if not wanted or wish.length_frames is None:
        return PracticeError(
            f"no practice for {kind} fits `{wish.goal}`",
            fix=f"--for {other_kind}, or see `practice-player list --goal {wish.goal}`",
        )
    wanted_frames = wish.length_frames
    nearest = min(wanted, key=lambda card: abs(wish.nearest_frames(card) - wanted_frames))
    return PracticeError(
        f"no practice for {kind} that fits `{wish.goal}` lasts about {spoken_length(seconds(wanted_frames))}",
        fix=f"the nearest is {nearest.clock(wish.nearest_frames(nearest))}, {nearest.title}",
    )
