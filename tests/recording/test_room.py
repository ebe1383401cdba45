"""What is said of a room before anybody speaks."""

import numpy as np
import pytest

from practice_player.lib.units import frames
from practice_player.recording.room import RoomKind, measure_room
from practice_player.sound.block import Mono
from tests.recording.sounds import hum, joined, noise, silence


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (noise(2, -65), RoomKind.QUIET),
        (noise(2, -45), RoomKind.SOME_NOISE),
        (noise(2, -30), RoomKind.LOUD),
        (hum(2, -40) + noise(2, -60), RoomKind.HUM),
        (hum(2, -40, pitch_hz=60.0) + noise(2, -60), RoomKind.HUM),
        (silence(2), RoomKind.DEAD),
    ],
    ids=["quiet", "some noise", "loud", "50 Hz", "60 Hz", "dead"],
)
def test_a_room_is_known_by_its_noise(sound: Mono, kind: RoomKind) -> None:
    assert measure_room(sound).kind is kind


def test_the_level_is_that_of_the_noise() -> None:
    assert measure_room(noise(2, -45)).level_db == pytest.approx(-45.0, abs=0.5)


def test_a_cough_while_it_is_measured_makes_no_room_loud() -> None:
    assert measure_room(joined(noise(1.4, -65), noise(0.3, -10), noise(0.3, -65))).kind is RoomKind.QUIET


def test_a_wave_off_the_middle_is_no_noise() -> None:
    assert measure_room(noise(2, -65) + np.float32(0.05)).kind is RoomKind.QUIET


def test_what_a_room_means_is_said_in_words_and_a_dead_microphone_with_a_remedy() -> None:
    assert measure_room(noise(2, -65)).words == "Quiet enough."
    assert measure_room(hum(2, -40)).words == "There is a hum; close a window or come nearer."
    assert measure_room(silence(2)).words.startswith("Nothing comes from the microphone. Plug one in")


def test_a_very_short_measure_is_a_measure() -> None:
    assert measure_room(noise(2, -65)[: frames(0.01)]).kind is RoomKind.QUIET
