"""Many scripts, and what is remembered of them."""

import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.lib.fact_cache import FactCache
from practice_player.lint import linter as survey_module
from practice_player.lint.linter import Linter
from practice_player.lint.report import Report
from practice_player.voice.voice import Voice
from tests.fakes import HEAD

SOLO = HEAD.format(practice="solo", more="bed: none")
FAST = [(9, "fast-breathing"), (9, "no-way-without-breath")]
"""What is told of a quick breath on line 9."""


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    folder = tmp_path / "audio" / "mine"
    folder.mkdir(parents=True)
    (folder / "voice.yaml").write_text("name: mine\nspeed: 1.0\n")
    return Voice.open(folder)


def record(voice: Voice, text: str, *, level: float = 0.125, length_s: float = 2.0) -> Path:
    at = np.arange(round(length_s * 48_000)) / 48_000
    path = voice.path_for(text)
    soundfile.write(path, level * np.sin(2 * np.pi * 997 * at), 48_000)
    return path


def write(tmp_path: Path, steps: str, name: str = "x.yaml") -> Path:
    path = tmp_path / name
    path.write_text(SOLO + steps)
    return path


class Looks:
    """Surveys one after another with one memory, and whether each opened its scripts."""

    def __init__(self, voice: Voice, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.voice = voice
        self.path = folder / "cache" / "checked.json"
        self.lint_file = 0
        before = Linter._examined

        def counted(linter: Linter, path: Path) -> Report:
            self.lint_file += 1
            return before(linter, path)

        monkeypatch.setattr(survey_module.Linter, "_examined", counted)

    def linter(self, later_s: float = 10.0) -> tuple[Linter, FactCache]:
        lint_cache = FactCache.open(self.path)
        return Linter(self.voice.folders, lint_cache, now_s=time.time() + later_s), lint_cache

    def look(self, path: Path, later_s: float = 10.0) -> tuple[list[tuple[int, str]], int]:
        """Line and rule of each problem, and how many scripts had to be opened for it."""
        self.lint_file = 0
        linter, lint_cache = self.linter(later_s)
        report = linter.report(path)
        problems = [*report.problems, *linter.unheard_problems(report, path, report.clips)]
        lint_cache.save()
        assert all(one.path == str(path) for one in problems)
        return [(one.line, one.rule) for one in problems], self.lint_file


@pytest.fixture
def looks(voice: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Looks:
    return Looks(voice, tmp_path, monkeypatch)


def test_a_cue_without_a_recording_is_told_where_the_breath_asks_for_it(looks: Looks, tmp_path: Path) -> None:
    steps = "  - {breathe: 4-0-6-0, cycles: 5, cue: voice-then-tone}\n  - say: Hello. Breathe in.\n"
    path = write(tmp_path, steps)

    report = looks.linter()[0].report(path)

    assert [(one.text, one.line) for one in report.unheard] == [
        ("Breathe in.", 9),
        ("And wait.", 9),
        ("And out.", 9),
        ("Hello.", 10),
    ]


def test_an_unchanged_script_is_told_from_memory(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n  - say: Hello.\n")

    assert looks.look(path) == ([*FAST, (10, "no-recording")], 1)
    assert looks.look(path) == ([*FAST, (10, "no-recording")], 0)


def test_the_same_script_by_another_path_is_told_by_that_path(
    looks: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n")
    looks.look(path)
    monkeypatch.chdir(tmp_path)

    assert looks.look(Path("x.yaml")) == (FAST, 0)


def test_a_change_of_the_same_size_and_date_is_seen(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n")
    looks.look(path)
    found = path.stat()
    path.write_text(path.read_text().replace("1-0-1-0", "4-0-4-0"))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    assert looks.look(path) == (FAST[1:], 1)


def test_a_recording_made_changed_or_deleted_is_seen(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: Hello there.\n  - say: And again.\n")
    assert looks.look(path)[0] == [(9, "no-recording")], "one word for all, when there is none"

    record(looks.voice, "Hello there.")
    assert looks.look(path) == ([(10, "no-recording")], 1)
    record(looks.voice, "And again.", level=0.9)
    assert looks.look(path) == ([(10, "high-peaks"), (10, "loudness")], 1)
    looks.voice.path_for("And again.").write_bytes(b"no sound")
    assert looks.look(path) == ([(10, "unreadable-recording")], 1)
    assert looks.look(path) == ([(10, "unreadable-recording")], 0)
    looks.voice.path_for("And again.").unlink()
    assert looks.look(path) == ([(10, "no-recording")], 1)


def test_what_changed_a_moment_ago_is_not_remembered(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: Hello there.\n")
    record(looks.voice, "Hello there.")

    assert looks.look(path, later_s=0.0)[1] == 1
    assert looks.look(path, later_s=0.0)[1] == 1, "a second change would leave the same date"


def test_another_version_of_the_program_looks_anew(
    looks: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "  - rest: 20s\n")
    looks.look(path)
    monkeypatch.setattr("practice_player.lib.fact_cache.__version__", "99")

    assert looks.look(path)[1] == 1


def test_a_memory_somebody_wrote_into_is_not_believed(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n")
    looks.look(path)
    kept = looks.path.read_text()
    looks.path.write_text(kept.replace('"line": ', '"line": 1'))

    assert looks.path.read_text() != kept
    assert looks.look(path) == (FAST, 1)


def test_a_script_that_cannot_be_read_is_told_each_time(looks: Looks, tmp_path: Path) -> None:
    assert looks.look(tmp_path / "none.yaml") == ([(1, "format")], 1)
    assert looks.look(tmp_path / "none.yaml") == ([(1, "format")], 1)


def test_recordings_of_old_words_and_of_none_are_named(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: Let your head turn slowly now.\n  - say: Fine.\n")
    record(looks.voice, "Fine.")
    old = record(looks.voice, "Let your head turn slowly, as before.")
    spare = record(looks.voice, "Nobody says this.")
    linter, _ = looks.linter()
    report = linter.report(path)

    (stale,) = linter.unheard_problems(report, path, report.clips)
    unused = list(linter.unused_problems(report.clips))

    assert (stale.rule, stale.line) == ("stale-recording", 9)
    assert old.name in stale.problem
    assert {Path(one.path).name for one in unused} == {old.name, spare.name}
    assert {one.severity for one in (stale, *unused)} == {"advice"}


def test_other_scripts_are_asked_only_when_a_recording_of_old_words_may_be_left(
    looks: Looks, tmp_path: Path
) -> None:
    path = write(tmp_path, "  - say: Let your head turn slowly now.\n  - say: Fine.\n")
    record(looks.voice, "Fine.")
    linter, _ = looks.linter()
    assert not linter.may_be_stale(linter.report(path))

    record(looks.voice, "Let your head turn slowly, as before.")
    linter, _ = looks.linter()
    assert linter.may_be_stale(linter.report(path))


def test_a_recording_that_another_script_needs_is_not_stale(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: Let your head turn slowly now.\n  - say: Fine.\n")
    record(looks.voice, "Fine.")
    other = record(looks.voice, "Let your head turn slowly, as before.")
    linter, _ = looks.linter()
    report = linter.report(path)

    (told,) = linter.unheard_problems(report, path, {*report.clips, other.name})

    assert told.rule == "no-recording"


def test_the_cue_of_a_breath_has_its_recording_too(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {breathe: 4-0-6-0, cycles: 3, cue: voice-then-tone}\n")
    record(looks.voice, "Breathe in.")

    assert looks.look(path)[0] == [FAST[1], *[(9, "no-recording")] * 2]


def test_a_change_in_a_piece_is_seen_and_its_problems_name_it(
    looks: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "  - include: pieces/breath.yaml\n")
    piece = tmp_path / "pieces" / "breath.yaml"
    piece.parent.mkdir()
    piece.write_text("format: 1\nsteps:\n  - {breathe: 1-0-1-0, cycles: 3}\n")
    monkeypatch.chdir(tmp_path)

    def told() -> tuple[list[tuple[str, int]], int]:
        looks.lint_file = 0
        linter, lint_cache = looks.linter()
        report = linter.report(path)
        lint_cache.save()
        return [(one.path, one.line) for one in report.problems], looks.lint_file

    assert told() == ([(str(piece), 3)] * 2, 1)
    assert told() == ([(str(piece), 3)] * 2, 0)
    piece.write_text(piece.read_text().replace("1-0-1-0", "4-0-4-0"))
    assert told() == ([(str(piece), 3)], 1), "slow now, and still paced"


def test_a_script_with_a_piece_that_is_not_there_is_looked_at_each_time(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - include: pieces/none.yaml\n")
    assert looks.look(path) == ([(9, "format")], 1)

    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n  - include: pieces/none.yaml\n")

    assert looks.look(path) == ([(9, "fast-breathing"), (10, "format")], 1)


def test_a_change_in_a_piece_of_a_piece_is_seen(looks: Looks, tmp_path: Path) -> None:
    folder = tmp_path / "pieces"
    folder.mkdir()
    outer, inner = folder / "outer.yaml", folder / "inner.yaml"
    outer.write_text("format: 1\nsteps:\n  - include: inner.yaml\n")
    inner.write_text("format: 1\nsteps:\n  - rest: 20s\n")
    assert looks.look(outer) == ([], 1)
    assert looks.look(outer) == ([], 0)

    inner.write_text("format: 1\nsteps:\n  - rest: 20\n")
    linter, _ = looks.linter()

    assert [(one.path, one.line) for one in linter.report(outer).problems] == [(str(inner), 3)]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_another_piece_is_seen(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - include: pieces/now.yaml\n")
    (tmp_path / "pieces").mkdir()
    for name, step in (("slow", "{rest: 10s}"), ("fast", "{breathe: 1-0-1-0, cycles: 3}")):
        piece = tmp_path / "pieces" / f"{name}.yaml"
        piece.write_text(f"format: 1\nsteps:\n  - {step}\n")
    link = tmp_path / "pieces" / "now.yaml"
    link.symlink_to("slow.yaml")
    linter, lint_cache = looks.linter()
    assert not linter.report(path).problems
    lint_cache.save()

    link.unlink()
    link.symlink_to("fast.yaml")
    linter, _ = looks.linter()

    assert [one.rule for one in linter.report(path).problems] == [rule for _, rule in FAST]


def test_a_recording_of_the_scripts_own_is_looked_at(looks: Looks, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {say: Hello there., audio: hello.ogg}\n")
    own = tmp_path / "hello.ogg"

    assert looks.look(path) == ([(9, "audio-missing")], 1)
    assert looks.look(path) == ([(9, "audio-missing")], 0)
    own.write_bytes(record(looks.voice, "Another.").read_bytes())
    assert looks.look(path) == ([], 1)
    own.write_bytes(record(looks.voice, "Another.", level=0.9).read_bytes())
    assert looks.look(path) == ([(9, "high-peaks"), (9, "loudness")], 1)
    own.write_bytes(b"no sound")
    assert looks.look(path) == ([(9, "unreadable-recording")], 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_stands_in_place_of_a_recording_is_told(looks: Looks, tmp_path: Path) -> None:
    def told(name: str) -> str:
        path = write(tmp_path, f'  - {{say: Hello there., audio: "{name}"}}\n')
        ((problem),) = looks.linter()[0].report(path).problems
        return f"{problem.problem}; {problem.fix}"

    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    assert "`folder` is a folder" in told("folder")
    assert "`pipe` is a pipe or a device" in told("pipe")
    assert "` a.wav`" in told(" a.wav")
    assert "take the space away" in told(" a.wav")


def test_a_number_that_outlasts_its_beat_is_told_where_it_is_counted(
    looks: Looks, voice: Voice, tmp_path: Path
) -> None:
    path = write(tmp_path, "  - say: Two. And.\n  - {count: 2, each: 1.5s}\n  - {count: 2, each: 0.9s}\n")
    for text, length_s in (("One.", 0.8), ("Two.", 1.2), ("And.", 1.2)):
        record(voice, text, length_s=length_s)

    assert looks.look(path)[0] == [(11, "longer-than-its-time")]
