"""What the player shows, in the terms of MPRIS."""

import pytest

from practice_player.mpris.player_state import MAX_TITLE_LETTERS, level_db_of, player_state, volume_of
from practice_player.playback.levels import MAX_DB, MIN_DB
from tests.mpris.moments import at


def test_a_snapshot_is_told_in_microseconds() -> None:
    state = player_state(at(12.5), track=1, title="Soft Sighs")

    assert (state.status, state.position_us, state.length_us) == ("Playing", 12_500_000, 120_000_000)
    assert player_state(at(12.5, paused=True), track=1, title="Soft Sighs").status == "Paused"


@pytest.mark.parametrize(("to_s", "jumps"), [(10.05, 0), (10.9, 0), (9.9, 0), (11.1, 1), (9.7, 1), (0.0, 1)])
def test_what_is_more_than_going_on_counts_as_a_jump(to_s: float, jumps: int) -> None:
    before = player_state(at(10.0), track=1, title="")

    assert player_state(at(to_s), track=1, title="", before=before).jumps == jumps


def test_jumps_add_up() -> None:
    state = None
    for elapsed_s in (0.0, 10.0, 10.1, 5.0):
        state = player_state(at(elapsed_s), track=1, title="", before=state)

    assert state is not None
    assert state.jumps == 2


def test_a_title_that_d_bus_could_not_carry_is_made_harmless() -> None:
    title = player_state(at(0.0), track=1, title="a\x00b\ud800\nc\u202e" + "d" * 999).title

    assert title.startswith("a␀b� cd")
    assert len(title) <= MAX_TITLE_LETTERS
    assert title.encode()


@pytest.mark.parametrize("level_db", [MIN_DB, -10.0, -2.0, -0.5, 0.0, 2.0, MAX_DB])
def test_a_volume_that_was_told_comes_back_as_the_same_level(level_db: float) -> None:
    assert level_db_of(volume_of(level_db)) == pytest.approx(level_db, abs=0.05)


@pytest.mark.parametrize(
    ("volume", "level_db"),
    [(1.0, 0.0), (0.0, MIN_DB), (-5.0, MIN_DB), (1e-300, MIN_DB), (9.0, MAX_DB), (float("inf"), MAX_DB)],
)
def test_any_volume_leads_to_a_level_that_the_keys_can_reach(volume: float, level_db: float) -> None:
    assert level_db_of(volume) == level_db


def test_a_small_step_of_a_volume_is_not_lost_in_rounding() -> None:
    assert level_db_of(1.01) > 0.0
    assert level_db_of(0.99) < 0.0


def test_what_is_no_number_is_no_volume() -> None:
    with pytest.raises(ValueError, match="number"):
        level_db_of(float("nan"))
