"""The last practice once more, and what was done lately."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.core.core import Core
from practice_player.core.practice_memory import CardChoices, PracticeMemory
from practice_player.journal.store import Journal
from practice_player.lib.units import frames
from practice_player.script.choices import NOTHING
from practice_player.script.library import Library
from tests.fakes import HEAD, SteppedSound, no_clips
from tests.journal.records import record

ELASTIC = "  - rest: 60/120/300s\n"
START = datetime(2026, 1, 12, 21, 0, tzinfo=UTC)


@pytest.fixture
def core(tmp_path: Path) -> Core:
    for name in ("corners", "sighs", "hands"):
        practice = "partner" if name == "hands" else "solo"
        (tmp_path / f"{name}.yaml").write_text(HEAD.format(practice=practice, more="bed: rain") + ELASTIC)
    return Core(
        Library([tmp_path]),
        lambda: no_clips,
        SteppedSound(),
        tmp_path / "journal.sqlite3",
        memory=PracticeMemory(tmp_path / "practices.json"),
    )


def practise(core_folder: Path, *names: str, planned_s: float = 120.0) -> None:
    with Journal.open(core_folder / "journal.sqlite3") as journal:
        for number, name in enumerate(names):
            journal.put(
                record(
                    name=name,
                    title=name.title(),
                    practice="partner" if name == "hands" else "solo",
                    planned_s=planned_s,
                    started_at=START + timedelta(hours=number),
                )
            )


def test_before_anything_was_done_nothing_is_offered_again(core: Core) -> None:
    assert core.again() is None
    assert core.recent("solo") == ()


def test_the_last_practice_is_offered_as_it_was_chosen(core: Core, tmp_path: Path) -> None:
    practise(tmp_path, "sighs", "corners", planned_s=240.0)
    core.memory.choose("corners", CardChoices(bed="sea"))

    offer = core.again()

    assert offer
    assert offer.length == "4 minutes"
    assert offer.request.name == "corners"
    assert offer.request.length_frames == frames(240)
    assert offer.request.bed == "sea"
    assert offer.request.without == frozenset()


KNOWN = "  - {unless: brief, then: [{rest: 30s}]}\n"


@pytest.mark.parametrize("name", ["corners", "hands"])
def test_whoever_knows_a_practice_is_offered_it_without_its_instructions_again(
    core: Core, tmp_path: Path, name: str
) -> None:
    practice = "partner" if name == "hands" else "solo"
    head = HEAD.format(practice=practice, more="adaptations: [brief]")
    practise(tmp_path, name)
    core.memory.choose(name, CardChoices(brief=True))

    (tmp_path / f"{name}.yaml").write_text(head + KNOWN + ELASTIC)
    known = core.again()
    (tmp_path / f"{name}.yaml").write_text(HEAD.format(practice=practice, more="bed: rain") + ELASTIC)
    changed = core.again()

    assert known
    assert changed
    assert known.request.without == frozenset({"instructions"}), "the settings hold all the same"
    assert changed.request.without == frozenset(), "there are none any more"


def test_a_length_that_its_script_no_longer_has_becomes_the_nearest(core: Core, tmp_path: Path) -> None:
    practise(tmp_path, "corners", planned_s=3600.0)
    core.memory.choose("corners", CardChoices(without=frozenset({"hold"})))

    offer = core.again()

    assert offer
    assert offer.request.length_frames == core.card(core.open("corners")).most_frames
    assert offer.request.without == frozenset({NOTHING}), "there is no way without holds any more"


def test_a_practice_that_has_gone_is_not_offered(core: Core, tmp_path: Path) -> None:
    practise(tmp_path, "corners")
    (tmp_path / "corners.yaml").unlink()

    assert core.again() is None


def test_what_was_done_lately_comes_once_each_and_the_latest_first(core: Core, tmp_path: Path) -> None:
    practise(tmp_path, "corners", "sighs", "hands", "corners")

    assert core.recent("solo") == ("corners", "sighs")
    assert core.recent("partner") == ("hands",)
