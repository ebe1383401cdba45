"""The player's own words: where in the practice one is."""

from dataclasses import replace

from practice_player.playback.snapshot import PlaybackState, Question
from practice_player.tui.player_words import place
from tests.tui.fakes import BREATHING

HEADED = replace(BREATHING, heading="Arriving", place="Breathing")


def test_the_name_of_the_part_comes_last_where_it_can_be_cut() -> None:
    words = place(replace(HEADED, sound_missing=True, silent=True), captions=True)

    assert words.startswith("Breathing")
    assert words.endswith("silent  ·  Arriving")


def test_a_pause_says_how_to_go_on_and_no_more() -> None:
    assert place(replace(HEADED, state=PlaybackState.PAUSED), captions=True) == "Paused.  Space goes on."


def test_breathing_until_enter_does_not_say_of_how_many_breaths() -> None:
    shown = replace(BREATHING, place="Breathing", asks=Question.WAIT)

    assert place(shown, captions=True) == "Breathing 5"
