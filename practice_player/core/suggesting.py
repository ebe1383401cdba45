"""The one suggestion of the first screen, as a request that can be played."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from practice_player.balance.suggest import PracticeFacts
from practice_player.core.balance import Balance
from practice_player.core.card import PracticeCard
from practice_player.core.request import PracticeRequest
from practice_player.lib.units import frames, seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionOffer:
    """A practice that the first screen suggests."""

    key: str
    """What it is dismissed by."""

    words: str
    """The reason and the practice, in a sentence."""

    request: PracticeRequest


def suggestion_offer(
    balance: Balance,
    cards: Callable[[str], list[PracticeCard]],
    recent: Callable[[str], tuple[str, ...]],
    *,
    solo_only: bool,
) -> SuggestionOffer | None:
    """Returns the suggestion for now; the cards are read only if a rule asks for practices."""

    @cache
    def all_cards() -> dict[str, PracticeCard]:
        kinds = ("solo",) if solo_only else ("solo", "partner")
        return {card.name: card for kind in kinds for card in cards(kind) if not card.problem}

    suggestion = balance.suggestion(
        lambda: [
            PracticeFacts(
                name=card.name,
                title=card.title,
                practice=card.practice,
                goal=card.goal,
                level=card.level,
                least_s=seconds(card.least_frames),
            )
            for card in all_cards().values()
            if not card.shortcut
        ],
        lambda: (*recent("solo"), *recent("partner")),
        solo_only=solo_only,
    )
    if suggestion is None:
        return None
    card = all_cards()[suggestion.name]
    length_frames = None
    if suggestion.length_s is not None:
        length_frames = min(max(frames(suggestion.length_s), card.least_frames), card.most_frames)
    request = PracticeRequest(name=card.name, length_frames=length_frames)
    return SuggestionOffer(key=suggestion.key, words=suggestion.words, request=request)
