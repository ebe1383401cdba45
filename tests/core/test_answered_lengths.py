"""The length of a practice for two, chosen before they answered: it never reveals that somebody said no."""

from itertools import combinations

import pytest

from practice_player.core.core import Core
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import LengthError
from practice_player.script.choices import CONSENTS
from practice_player.script.expand import can_leave_out
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from tests.fakes import SteppedSound, no_clips

LIBRARY = Library((shipped_dir("sessions"),))
PARTNER = [script.name for script in LIBRARY.scripts() if script.playable().practice == "partner"]


@pytest.fixture(scope="module")
def core() -> Core:
    return Core(LIBRARY, lambda: no_clips, SteppedSound(), None)


@pytest.mark.parametrize("name", PARTNER)
def test_whatever_is_answered_the_practice_begins_at_any_length_on_its_card(core: Core, name: str) -> None:
    loaded = core.open(name)
    card, consents = core.card(loaded), sorted(can_leave_out(loaded.playable()) & set(CONSENTS))
    for count in range(len(consents) + 1):
        for without in map(frozenset, combinations(consents, count)):
            for length_frames in (card.least_frames, card.usual_frames, card.most_frames):
                request = PracticeRequest(
                    name=name, length_frames=length_frames, without=without, prepared=True
                )
                assert core.timeline(loaded, request).length_frames > 0


def test_a_length_that_is_asked_for_openly_is_refused_with_the_range(core: Core) -> None:
    loaded = core.open("ask-first")

    with pytest.raises(LengthError):
        core.timeline(loaded, PracticeRequest(name="ask-first", length_frames=48_000))
