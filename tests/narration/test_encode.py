"""Encoding a clip: the same bytes each time, and whole or not at all."""

from pathlib import Path

import numpy as np
import pytest

from practice_player.narration.encode import write_clip

HUM = np.asarray(0.2 * np.sin(np.arange(96_000) * 0.05), np.float32)


def test_the_same_samples_give_the_same_bytes(tmp_path: Path) -> None:
    write_clip(tmp_path / "one.ogg", HUM)
    write_clip(tmp_path / "two.ogg", HUM)

    assert (tmp_path / "one.ogg").read_bytes() == (tmp_path / "two.ogg").read_bytes()


def test_a_clip_that_cannot_be_encoded_leaves_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "one.ogg"
    write_clip(path, HUM)
    bytes_before = path.read_bytes()

    with pytest.raises(ValueError, match=r"(?i)invalid shape"):
        write_clip(path, np.zeros((48_000, 2), np.float32))

    assert path.read_bytes() == bytes_before
    assert list(tmp_path.iterdir()) == [path]
