"""Cutting off what is said before a phrase, and the speaker's table."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from practice_player.lib.errors import VoiceError
from practice_player.narration import kokoro


def spoken(*parts_s: float) -> NDArray[np.float32]:
    """Sound for so many seconds, and silence for those that are below 0."""
    return np.concatenate(
        [np.full(round(abs(part) * kokoro.RATE_HZ), 0.1 if part > 0 else 0.0, np.float32) for part in parts_s]
    )


BEFORE, AFTER = spoken(-0.3, 0.3, -0.2), spoken(-0.2, 0.3, -0.65)
"""What is said around a phrase at speed 1."""


def test_a_phrase_is_kept_whole_without_what_is_said_around_it() -> None:
    phrase = spoken(0.9, -0.4, 0.5)

    kept = kokoro.between_silences(np.concatenate([BEFORE, phrase, AFTER]), 1.0, "One.")

    assert np.array_equal(np.trim_zeros(kept), phrase)
    assert not kept[:240].any(), "not cut into"
    assert not kept[-240:].any(), "not cut into"


def test_a_slower_voice_is_cut_where_its_silences_are() -> None:
    phrase = spoken(2.0)

    kept = kokoro.between_silences(
        np.concatenate([np.repeat(BEFORE, 2), phrase, np.repeat(AFTER, 2)]), 0.5, "One."
    )

    assert np.array_equal(np.trim_zeros(kept), phrase)


@pytest.mark.parametrize(
    "sound",
    [
        spoken(4.0),
        np.concatenate([BEFORE, spoken(2.0)]),
        np.concatenate([spoken(2.0), AFTER]),
        np.concatenate([spoken(-0.3, 0.3, -0.02, 1.0), AFTER]),
        np.concatenate([BEFORE, AFTER]),
    ],
)
def test_words_that_run_into_each_other_are_no_recording(sound: NDArray[np.float32]) -> None:
    with pytest.raises(VoiceError, match="ran into each other"):
        kokoro.between_silences(sound, 1.0, "One.")


@pytest.mark.parametrize(("table", "told"), [(None, "cannot be opened"), (b"1234", "no table of a speaker")])
def test_a_speaker_without_a_table_is_told_by_its_place(
    tmp_path: Path, table: bytes | None, told: str
) -> None:
    path = tmp_path / "somebody.bin"
    if table is not None:
        path.write_bytes(table)

    with pytest.raises(VoiceError, match=told) as caught:
        kokoro.read_styles(path)

    assert caught.value.place == str(path)
