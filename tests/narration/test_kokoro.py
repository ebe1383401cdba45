"""Kokoro: cutting off the padding words around a phrase, and reading a speaker's table."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from practice_player.lib.errors import VoiceError
from practice_player.narration import kokoro


def sound_of(*parts_s: float) -> NDArray[np.float32]:
    """Returns sound for each positive length, and silence for each negative one."""
    return np.concatenate(
        [
            np.full(round(abs(part_s) * kokoro.RATE_HZ), 0.1 if part_s > 0 else 0.0, np.float32)
            for part_s in parts_s
        ]
    )


PADDING_BEFORE, PADDING_AFTER = sound_of(-0.3, 0.3, -0.2), sound_of(-0.2, 0.3, -0.65)
"""The sound before and after a phrase at speed 1."""


def test_a_phrase_is_kept_whole_without_what_is_said_around_it() -> None:
    phrase = sound_of(0.9, -0.4, 0.5)

    phrase_cut = kokoro.between_silences(np.concatenate([PADDING_BEFORE, phrase, PADDING_AFTER]), 1.0, "One.")

    assert np.array_equal(np.trim_zeros(phrase_cut), phrase)
    assert not phrase_cut[:240].any(), "not cut into"
    assert not phrase_cut[-240:].any(), "not cut into"


def test_a_slower_voice_is_cut_where_its_silences_are() -> None:
    phrase = sound_of(2.0)

    phrase_cut = kokoro.between_silences(
        np.concatenate([np.repeat(PADDING_BEFORE, 2), phrase, np.repeat(PADDING_AFTER, 2)]), 0.5, "One."
    )

    assert np.array_equal(np.trim_zeros(phrase_cut), phrase)


@pytest.mark.parametrize(
    "sound",
    [
        sound_of(4.0),
        np.concatenate([PADDING_BEFORE, sound_of(2.0)]),
        np.concatenate([sound_of(2.0), PADDING_AFTER]),
        np.concatenate([sound_of(-0.3, 0.3, -0.02, 1.0), PADDING_AFTER]),
        np.concatenate([PADDING_BEFORE, PADDING_AFTER]),
    ],
)
def test_words_that_run_into_each_other_are_no_recording(sound: NDArray[np.float32]) -> None:
    with pytest.raises(VoiceError, match="ran into each other"):
        kokoro.between_silences(sound, 1.0, "One.")


@pytest.mark.parametrize(
    ("table", "problem"), [(None, "cannot be opened"), (b"1234", "no table of a speaker")]
)
def test_a_speaker_without_a_table_is_told_by_its_place(
    tmp_path: Path, table: bytes | None, problem: str
) -> None:
    path = tmp_path / "somebody.bin"
    if table is not None:
        path.write_bytes(table)

    with pytest.raises(VoiceError, match=problem) as caught:
        kokoro.read_styles(path)

    assert caught.value.place == str(path)


def test_a_short_pause_before_the_last_sound_of_the_padding_word_is_not_where_it_ends() -> None:
    phrase = sound_of(0.9, -0.4, 0.5)
    padding_with_a_stop = sound_of(-0.3, 0.2, -0.04, 0.1, -0.2)

    phrase_cut = kokoro.between_silences(
        np.concatenate([padding_with_a_stop, phrase, PADDING_AFTER]), 1.0, "One."
    )

    assert np.array_equal(np.trim_zeros(phrase_cut), phrase)
