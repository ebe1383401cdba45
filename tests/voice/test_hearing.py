"""What a speech recogniser understood of the shipped recordings (`docs/make_hearing.py` asks it)."""

import re
from pathlib import Path

import pytest

from practice_player.settings import shipped_dir

TABLES = sorted(Path(__file__).parent.glob("heard-*.tsv"))
MOST_OVERALL = 0.05
MOST_EACH = 0.20
SPELT = {
    "colour": "color",
    "colours": "colors",
    "centre": "center",
    "favour": "favor",
    "neighbour": "neighbor",
    "metre": "meter",
    "grey": "gray",
    "alright": "all right",
    "ok": "okay",
    "till": "until",
    "tryout": "try out",
    "halfway": "half way",
}
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def words(text: str) -> list[str]:
    """As they sound: without case, punctuation, or two ways to spell one word."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    plain = re.sub(r"[^a-z0-9' ]+", " ", plain)
    found = [NUMBERS[int(one)] if one.isdigit() and int(one) < len(NUMBERS) else one for one in plain.split()]
    return " ".join(SPELT.get(one, one).replace("'", "") for one in found).split()


def mistakes(meant: list[str], heard: list[str]) -> int:
    """Words to put in, leave out or change, at least."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(meant, 1):
        before, row[0] = row[0], count
        for at, other in enumerate(heard, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (word != other))
    return row[-1]


def rows(table: Path) -> list[tuple[str, int, list[str], list[str]]]:
    found = []
    for line in table.read_text(encoding="utf-8").splitlines():
        name, size, meant, heard = line.split("\t")
        found.append((name, int(size), words(meant), words(heard)))
    return found


def test_mistakes_are_counted_as_word_errors_are() -> None:
    assert mistakes(words("Breathe in."), words("breathe in")) == 0
    assert mistakes(words("Five things you can see."), words("5 things you see")) == 1
    assert mistakes(words("And out."), words("and doubt now")) == 2


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_recording_was_heard_as_it_is_now(table: Path) -> None:
    folder = shipped_dir("audio") / table.stem.removeprefix("heard-")

    assert {(name, size) for name, size, _, _ in rows(table)} == {
        (path.name, path.stat().st_size) for path in folder.glob("*.ogg")
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_hardly_a_word_is_misheard(table: Path) -> None:
    found = rows(table)
    wrong = {name: mistakes(meant, heard) / len(meant) for name, _, meant, heard in found}
    overall = sum(mistakes(meant, heard) for _, _, meant, heard in found) / sum(
        len(meant) for _, _, meant, _ in found
    )

    assert overall <= MOST_OVERALL
    unclear = {name: round(share, 2) for name, share in wrong.items() if share > MOST_EACH}
    assert not unclear


def test_each_shipped_voice_was_heard() -> None:
    voices = {folder.parent.name for folder in shipped_dir("audio").glob("*/voice.yaml")}

    assert {table.stem.removeprefix("heard-") for table in TABLES} == voices
