"""Few words of the shipped recordings are misheard by a speech recogniser (see `docs/make_hearing.py`)."""

from pathlib import Path

import pytest

from practice_player.settings import shipped_dir
from tests.voice.word_errors import count_word_errors, words

TABLES = sorted(Path(__file__).parent.glob("heard-*.tsv"))
MAX_ERROR_RATE = 0.05
MAX_ERROR_RATE_OF_A_PHRASE = 0.20


def rows(table: Path) -> list[tuple[str, int, list[str], list[str]]]:
    rows_found = []
    for line in table.read_text(encoding="utf-8").splitlines():
        name, size, text, heard_text = line.split("\t")
        rows_found.append((name, int(size), words(text), words(heard_text)))
    return rows_found


def test_mistakes_are_counted_as_word_errors_are() -> None:
    assert count_word_errors(words("Breathe in."), words("breathe in")) == 0
    assert count_word_errors(words("Five things you can see."), words("5 things you see")) == 1
    assert count_word_errors(words("And out."), words("and doubt now")) == 2


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_recording_was_heard_as_it_is_now(table: Path) -> None:
    folder = shipped_dir("audio") / table.stem.removeprefix("heard-")

    assert {(name, size) for name, size, _, _ in rows(table)} == {
        (path.name, path.stat().st_size) for path in folder.glob("*.ogg")
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_hardly_a_word_is_misheard(table: Path) -> None:
    recordings = rows(table)
    error_rates = {
        name: count_word_errors(text_words, heard_words) / len(text_words)
        for name, _, text_words, heard_words in recordings
    }
    overall_rate = sum(
        count_word_errors(text_words, heard_words) for _, _, text_words, heard_words in recordings
    ) / sum(len(text_words) for _, _, text_words, _ in recordings)

    assert overall_rate <= MAX_ERROR_RATE
    misheard = {
        name: round(share, 2) for name, share in error_rates.items() if share > MAX_ERROR_RATE_OF_A_PHRASE
    }
    assert not misheard


def test_each_shipped_voice_was_heard() -> None:
    voices = {folder.parent.name for folder in shipped_dir("audio").glob("*/voice.yaml")}

    assert {table.stem.removeprefix("heard-") for table in TABLES} == voices
