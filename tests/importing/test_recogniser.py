"""A recogniser is one that a person has; what cannot be loaded is told."""

from pathlib import Path

import pytest

from practice_player.importing.recogniser import likeness, open_recogniser, plain_words
from practice_player.lib.errors import VoiceError


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="no such folder"):
        open_recogniser(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["model.bin", "README"])
def test_a_folder_that_holds_no_model_is_told_whatever_is_installed(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"no model")

    with pytest.raises(VoiceError) as raised:
        open_recogniser(tmp_path)

    assert raised.value.place == str(tmp_path)
    assert raised.value.fix


@pytest.mark.parametrize(
    ("some", "others", "expected"),
    [
        ("Stopping is not failing.", "stopping is not FAILING", 1.0),
        ("You\N{RIGHT SINGLE QUOTATION MARK}re here", "you're here", 1.0),
        ("one two", "one three", 0.5),
        ("one", "two", 0.0),
        ("", "", 0.0),
    ],
)
def test_texts_are_as_alike_as_their_words(some: str, others: str, expected: float) -> None:
    from collections import Counter

    assert likeness(Counter(plain_words(some)), Counter(plain_words(others))) == expected
