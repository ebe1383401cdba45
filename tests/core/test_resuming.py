"""What can go on after it broke off, with the choices of that time, as one entry of the journal."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from practice_player.core.core import Core
from practice_player.core.preferences import Preferences, Setting
from practice_player.core.request import PracticeRequest
from practice_player.journal.store import Journal
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames
from practice_player.people.store import People
from practice_player.playback.session import PlaybackSession
from practice_player.prompts.before import Preparation
from practice_player.script.choices import NOTHING
from practice_player.script.library import Library
from tests.fakes import HEAD, SteppedSound, no_clips

SIGHS = """\
  - rest: 60/120/300s
  - when: no-hold
    then:
      - {breathe: 4-0-6-0, cycles: 6}
    otherwise:
      - {breathe: 4-4-6-0, cycles: 6}
  - rest: 60s
"""
HANDS = """\
  - rest: 20s
  - when: touch
    then:
      - rest: 120s
    otherwise:
      - rest: 60s
  - {turn: first, for: 60s}
  - {turn: second, for: 60s}
"""
ADAPTS = "bed: rain\nadaptations: [no-hold]"
ASKS = "bed: none\nasks: {touch: yes}\ncheck_in: [tension]"


class Machine:
    """A folder with scripts and a journal, in which programs are started, killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scripts = folder / "scripts"
        self.scripts.mkdir()
        self.journal_path = folder / "journal.sqlite3"
        (self.scripts / "sighs.yaml").write_text(HEAD.format(practice="solo", more=ADAPTS) + SIGHS)
        (self.scripts / "hands.yaml").write_text(HEAD.format(practice="partner", more=ASKS) + HANDS)

    def start(self, *, voices: dict[str, Any] | None = None) -> tuple[Core, SteppedSound]:
        sound = SteppedSound()
        core = Core(
            Library([self.scripts]),
            lambda: no_clips,
            sound,
            self.journal_path,
            people=People(self.folder / "people.json"),
            preferences=Preferences(self.folder / "preferences.json"),
            other_voices=voices or {},
            voice="heart",
        )
        return core, sound

    def practise(
        self, request: PracticeRequest, length_s: float, *, kill: bool = True
    ) -> tuple[Core, PlaybackSession]:
        """Practises for a while; the program is killed then, or the practice is stopped."""
        core, sound = self.start()
        session = core.prepare(core.open(request.name), request)
        session.start(sound.now_s)
        for _ in range(round(length_s / 0.05)):
            sound.advance(0.05)
            session.snapshot(sound.now_s)
        if not kill:
            session.stop(sound.now_s)
        session.close()
        if kill:
            self.age(seconds=20)
        return core, session

    def age(self, *, seconds: float) -> None:
        """Lets time pass since the last beat."""
        with closing(sqlite3.connect(self.journal_path)) as journal, journal:
            for key, last_beat in journal.execute("SELECT key, last_beat_at FROM entry").fetchall():
                earlier = datetime.fromisoformat(last_beat) - timedelta(seconds=seconds)
                journal.execute("UPDATE entry SET last_beat_at = ? WHERE key = ?", (earlier.isoformat(), key))

    def entries(self) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.journal_path)) as journal:
            journal.row_factory = sqlite3.Row
            return [dict(row) for row in journal.execute("SELECT * FROM entry ORDER BY id")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def resume(core: Core) -> PracticeRequest:
    offer = core.unfinished.offer()
    assert offer
    return offer.request


def test_a_killed_practice_is_offered_with_its_choices(machine: Machine) -> None:
    request = PracticeRequest(
        name="sighs", length_frames=frames(300), bed="sea", without=frozenset({"hold"}), people=("Ana",)
    )
    machine.practise(request, 40.0)
    core, _ = machine.start()

    offer = core.unfinished.offer()

    assert offer
    assert (offer.title, offer.left) == ("A Test", "4 minutes")
    assert offer.request == replace(
        request,
        without=frozenset({"hold", NOTHING}),
        resume=machine.entries()[0]["key"],
        check_ins=({},),
        prepared=True,
    )


@pytest.mark.parametrize(
    ("chosen", "offered"), [("my-rain.ogg", "my-rain.ogg"), ("hush", "hush"), ("no bed at all", None)]
)
def test_a_background_from_a_file_is_offered_again(
    machine: Machine, chosen: str, offered: str | None
) -> None:
    machine.practise(PracticeRequest(name="sighs", length_frames=frames(300), bed=chosen), 40.0)
    core, _ = machine.start()

    assert resume(core).bed == offered


def test_just_after_a_kill_it_counts_as_under_way_and_is_named(machine: Machine) -> None:
    machine.practise(PracticeRequest(name="sighs", length_frames=frames(300)), 40.0)
    core, _ = machine.start()
    assert core.unfinished.under_way() == ""

    machine.age(seconds=-15)  # five seconds after the kill

    assert core.unfinished.offer() is None
    assert core.unfinished.under_way() == "A Test"


def test_it_goes_on_in_the_same_entry(machine: Machine) -> None:
    _, killed = machine.practise(PracticeRequest(name="sighs", length_frames=frames(300)), 45.0)
    (before,) = machine.entries()
    core, _ = machine.start()
    request = resume(core)

    _, session = machine.practise(request, 30.0, kill=False)

    (after,) = machine.entries()
    assert session.timeline == killed.timeline
    assert session.snapshot(0.0).elapsed_s == pytest.approx(45.0 - 2.0 + 30.0, abs=2.1)
    assert after["practised_s"] == pytest.approx(before["practised_s"] + 30.0, abs=0.2)
    assert (before["ended"], after["ended"]) == ("running", "stopped")
    for column in ("key", "started_at", "day", "planned_s", "script_hash"):
        assert after[column] == before[column]


def test_it_can_be_killed_again_and_again(machine: Machine) -> None:
    machine.practise(PracticeRequest(name="sighs", length_frames=frames(300)), 45.0)
    for times in range(1, 4):
        core, _ = machine.start()
        machine.practise(resume(core), 20.0)

        (entry,) = machine.entries()
        assert entry["practised_s"] == pytest.approx(45.0 + 20.0 * times, abs=2.1 * (times + 1))


def test_two_programs_cannot_go_on_with_the_same_practice(machine: Machine) -> None:
    machine.practise(PracticeRequest(name="sighs", length_frames=frames(300)), 45.0)
    (first, _), (second, _) = machine.start(), machine.start()
    request = resume(first)
    assert resume(second) == request
    first.prepare(first.open("sighs"), request)

    with pytest.raises(PracticeError, match="goes on elsewhere"):
        second.prepare(second.open("sighs"), request)

    assert second.unfinished.offer() is None


def test_what_is_erased_while_it_goes_on_stays_erased(machine: Machine) -> None:
    machine.practise(PracticeRequest(name="sighs", length_frames=frames(300)), 45.0)
    core, sound = machine.start()
    session = core.prepare(core.open("sighs"), resume(core))
    session.start(sound.now_s)
    with Journal.open(machine.journal_path) as journal:
        journal.erase(1)

    for _ in range(100):
        sound.advance(0.05)
        session.snapshot(sound.now_s)
    session.stop(sound.now_s)
    session.close()

    assert machine.entries() == []
    assert core.unfinished.offer() is None


def test_a_script_that_was_changed_or_has_gone_is_not_offered(machine: Machine) -> None:
    machine.practise(PracticeRequest(name="sighs", length_frames=frames(300)), 45.0)
    core, _ = machine.start()
    request = resume(core)
    script = machine.scripts / "sighs.yaml"
    text = script.read_text()

    script.write_text(text.replace("cycles: 6", "cycles: 7"))
    assert core.unfinished.offer() is None
    with pytest.raises(PracticeError, match="was changed after it broke off"):
        core.prepare(core.open("sighs"), request)
    script.write_text("no script")
    assert core.unfinished.offer() is None
    script.unlink()
    assert core.unfinished.offer() is None

    script.write_text(text)
    assert core.unfinished.offer()


def test_a_script_outside_the_folders_is_found_by_its_path(machine: Machine, tmp_path: Path) -> None:
    script = tmp_path / "evening.yaml"
    script.write_text((machine.scripts / "sighs.yaml").read_text())
    machine.practise(PracticeRequest(name=str(script), length_frames=frames(300)), 45.0)
    core, _ = machine.start()

    assert resume(core).name == str(script)


def test_what_is_forgotten_is_not_offered_any_more(machine: Machine) -> None:
    machine.practise(PracticeRequest(name="sighs", length_frames=frames(300)), 45.0)
    core, _ = machine.start()

    core.unfinished.forget()

    assert core.unfinished.offer() is None
    assert [entry["resume"] for entry in machine.entries()] == [""]


def test_a_practice_that_is_too_much_is_not_offered_nor_is_the_grounding_one(machine: Machine) -> None:
    core, sound = machine.start()
    session = core.prepare(core.open("sighs"), PracticeRequest(name="sighs", length_frames=frames(300)))
    session.start(sound.now_s)
    for _ in range(600):
        sound.advance(0.05)
        session.snapshot(sound.now_s)
    session.set_aside(sound.now_s)
    grounding = core.prepare(core.open("sighs"), PracticeRequest(name="sighs"), aside=True)
    grounding.start(sound.now_s)
    for _ in range(600):
        sound.advance(0.05)
        grounding.snapshot(sound.now_s)

    grounding.stop(sound.now_s)
    session.stop(sound.now_s)
    core.close()

    assert [(entry["ended"], entry["resume"]) for entry in machine.entries()] == [
        ("grounded", ""),
        ("stopped", ""),
    ]


TWO = PracticeRequest(name="hands", people=("Ana", "Ben"), check_ins=({"tension": 4}, {}), prepared=True)


def prepare_two(core: Core, **answers: Any) -> PracticeRequest:
    """Answers what is asked before a practice for two goes on."""
    request = resume(core)
    preparation = Preparation(people=answers.pop("people", ("Ana", "Ben")), check_ins=({}, {}), **answers)
    return core.preparer.prepared(core.open("hands"), request, preparation)


def test_of_two_people_nothing_is_stored_that_they_consented_to(machine: Machine) -> None:
    stored = []
    for without, some in ((frozenset(), frozenset({"touch"})), (frozenset({"touch"}), frozenset[str]())):
        machine.practise(replace(TWO, without=without, some=some), 30.0)
        stored.append(machine.entries()[-1]["resume"])

    assert all("touch" not in text and "tension" not in text for text in stored)


def test_two_people_are_asked_anew_and_their_names_are_as_last_time(machine: Machine) -> None:
    machine.practise(TWO, 40.0)
    core, _ = machine.start()
    request = resume(core)

    dialog = core.preparer.before(core.open("hands"), request)
    titles = []
    while dialog.prompt:
        titles.append(dialog.prompt.title)
        if "Who is here" in dialog.prompt.title:
            assert dialog.prompt.options[-3].label == "Ana and Ben, as last time"
        assert dialog.answer("")

    assert (request.without, request.some, request.check_ins) == (frozenset(), frozenset(), ())
    assert not request.prepared
    assert "Ana goes first" in titles
    assert any(title.startswith("Ana: ") or "Touch" in title for title in titles), "consents are asked"
    assert not any("tense" in title for title in titles), "the numbers from before stay"


def test_if_more_is_left_out_now_the_place_is_the_nearest(machine: Machine) -> None:
    _, killed = machine.practise(replace(TWO, length_frames=None), 80.0)
    core, _ = machine.start()

    session = core.prepare(core.open("hands"), prepare_two(core, without=frozenset({"touch"})))

    snapshot = session.snapshot(0.0)
    assert killed.snapshot(0.0).length_s - snapshot.length_s == 60.0
    assert snapshot.elapsed_s == pytest.approx(20.5 + 59.5 / 120 * 60, abs=1.5)


def test_with_the_same_answers_it_is_the_same_place_and_the_numbers_from_before_stay(
    machine: Machine,
) -> None:
    people = People(machine.folder / "people.json")
    people.add("Ana", me=True)
    machine.practise(TWO, 80.0)
    core, _ = machine.start()

    _, session = machine.practise(prepare_two(core), 10.0, kill=False)

    (entry,) = machine.entries()
    assert session.snapshot(0.0).elapsed_s == pytest.approx(90.0, abs=2.2)
    assert entry["check_ins"] == '{"before": {"tension": 4}}'
    assert entry["people"] == '["Ana", "Ben"]'


def test_other_people_go_on_in_an_entry_of_their_own(machine: Machine) -> None:
    machine.practise(TWO, 80.0)
    core, _ = machine.start()

    machine.practise(prepare_two(core, people=("Cleo", "Ben")), 30.0, kill=False)

    first, second = machine.entries()
    assert (first["people"], first["ended"]) == ('["Ana", "Ben"]', "running")
    assert second["people"] == '["Cleo", "Ben"]'
    assert second["practised_s"] == pytest.approx(30.0, abs=0.2)


def test_practices_for_two_that_are_not_kept_do_not_go_on(machine: Machine) -> None:
    machine.practise(TWO, 80.0)
    core, _ = machine.start()
    resume(core)

    core.turn(Setting.TOGETHER_KEPT, on=False)

    assert core.unfinished.offer() is None


def test_another_voice_that_was_chosen_on_the_way_speaks_on(machine: Machine) -> None:
    finders: dict[str, Callable[[], Any]] = {"michael": lambda: no_clips}
    core, sound = machine.start(voices=finders)
    session = core.prepare(core.open("sighs"), PracticeRequest(name="sighs", length_frames=frames(300)))
    session.start(sound.now_s)
    session.next_voice(sound.now_s)
    session.toggle_bed()
    for _ in range(600):
        sound.advance(0.05)
        session.snapshot(sound.now_s)
    session.stop(sound.now_s)
    core.close()

    again, _ = machine.start(voices=finders)
    request = resume(again)
    session = again.prepare(again.open("sighs"), request)
    session.start(sound.now_s)
    session.next_voice(sound.now_s)

    assert request.bed == "none"
    assert session.snapshot(sound.now_s).voice == "heart"


def test_the_voice_that_was_chosen_for_a_practice_speaks_on(machine: Machine) -> None:
    finders: dict[str, Callable[[], Any]] = {"michael": lambda: no_clips}
    core, sound = machine.start(voices=finders)
    request = PracticeRequest(name="sighs", length_frames=frames(300), voice="michael")
    session = core.prepare(core.open("sighs"), request)
    session.start(sound.now_s)
    for _ in range(600):
        sound.advance(0.05)
        session.snapshot(sound.now_s)
    session.stop(sound.now_s)
    core.close()

    again, _ = machine.start(voices=finders)
    session = again.prepare(again.open("sighs"), resume(again))
    session.start(sound.now_s)
    session.next_voice(sound.now_s)

    assert session.snapshot(sound.now_s).voice == "heart", "the one after michael"
    assert [entry["voice"] for entry in machine.entries()] == ["michael"]


def test_a_practice_for_two_that_was_taken_out_is_brought_back_as_it_was(machine: Machine) -> None:
    core, session = machine.practise(TWO, 40.0, kill=False)
    session.add_note("warm")
    before = machine.entries()
    assert [entry["note"] for entry in before] == ["warm"]

    core.forget_together()
    assert machine.entries() == []
    assert not core.is_on(Setting.TOGETHER_KEPT)

    core.remember_together()
    assert machine.entries() == before
    assert core.is_on(Setting.TOGETHER_KEPT)


BRIEF = "  - {unless: brief, then: [{rest: 20s}]}\n"


def test_two_who_know_a_practice_go_on_without_its_instructions(machine: Machine) -> None:
    more = ASKS.replace("bed: none", "adaptations: [brief]")
    (machine.scripts / "hands.yaml").write_text(HEAD.format(practice="partner", more=more) + BRIEF + HANDS)
    machine.practise(replace(TWO, without=frozenset({"touch", "instructions"})), 40.0)
    core, _ = machine.start()

    request = resume(core)

    assert request.without == {"instructions"}
    assert not request.prepared, "consents are asked anew"
