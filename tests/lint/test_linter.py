"""The linter: reports on scripts, cached or new, and on a voice's recordings."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from practice_player.lib.fact_cache import FactCache
from practice_player.lib.plain_files import ReadFile, read_bytes
from practice_player.lint import context
from practice_player.lint.linter import Linter
from practice_player.lint.report import Report
from practice_player.script.parsing import reader
from practice_player.script.parsing.yaml_tree import compose
from practice_player.voice.voice import Voice
from tests.fakes import HEAD

SOLO_HEAD = HEAD.format(practice="solo", more="bed: none")
FAST_BREATH = [(9, "fast-breathing"), (9, "no-way-without-breath")]
"""The line and code of each problem of a fast breath on line 9."""


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    folder = tmp_path / "audio" / "mine"
    folder.mkdir(parents=True)
    (folder / "voice.yaml").write_text("name: mine\nspeed: 1.0\n")
    return Voice.open(folder)


def record(voice: Voice, text: str, *, level: float = 0.125, length_s: float = 2.0) -> Path:
    times_s = np.arange(round(length_s * 48_000)) / 48_000
    path = voice.path_for(text)
    soundfile.write(path, level * np.sin(2 * np.pi * 997 * times_s), 48_000)
    return path


def write(tmp_path: Path, steps: str, name: str = "x.yaml") -> Path:
    path = tmp_path / name
    path.write_text(SOLO_HEAD + steps)
    return path


class CountingLinter(Linter):
    """Counts the scripts for which the cache had no report."""

    linted = 0

    def _lint(self, path: Path, read_file: ReadFile) -> Report:
        self.linted += 1
        return super()._lint(path, read_file)


class CountingFiles:
    """Reads files, and counts how often each was read."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def __call__(self, path: Path) -> bytes:
        self.counts[path.name] += 1
        return read_bytes(path)


class ProgramRuns:
    """Linters as in successive runs of the program, with the same cache."""

    def __init__(self, voice: Voice, folder: Path) -> None:
        self.voice = voice
        self.path = folder / "cache" / "checked.json"

    def linter(
        self,
        later_s: float = 10.0,
        read_file: ReadFile = read_bytes,
        is_said_elsewhere: Callable[[str], bool] = lambda _: False,
    ) -> tuple[CountingLinter, FactCache]:
        lint_cache = FactCache.open(self.path)
        now_s = time.time() + later_s
        linter = CountingLinter(
            self.voice.folders,
            lint_cache,
            now_s=now_s,
            read_file=read_file,
            is_said_elsewhere=is_said_elsewhere,
        )
        return linter, lint_cache

    def check(self, path: Path, later_s: float = 10.0) -> tuple[list[tuple[int, str]], int]:
        """Returns line and code of each problem, and how many scripts had to be linted."""
        linter, lint_cache = self.linter(later_s)
        report = linter.report(path)
        problems = [*report.problems, *linter.unrecorded_problems(report, path, report.clips)]
        lint_cache.save()
        assert all(problem.place.path == str(path) for problem in problems)
        return [(problem.place.line, problem.code) for problem in problems], linter.linted


@pytest.fixture
def runs(voice: Voice, tmp_path: Path) -> ProgramRuns:
    return ProgramRuns(voice, tmp_path)


def test_a_cue_without_a_recording_is_reported_where_the_breath_asks_for_it(
    runs: ProgramRuns, tmp_path: Path
) -> None:
    steps = "  - {breathe: 4-0-6-0, cycles: 5, cue: voice-then-tone}\n  - say: Hello. Breathe in.\n"
    path = write(tmp_path, steps)

    report = runs.linter()[0].report(path)

    assert [(phrase.text, phrase.place.line) for phrase in report.unrecorded] == [
        ("Breathe in.", 9),
        ("And out.", 9),
        ("Hello.", 10),
    ]


def test_a_voice_of_another_language_is_told_and_not_asked_for_recordings(
    voice: Voice, runs: ProgramRuns, tmp_path: Path
) -> None:
    path = write(tmp_path, "  - say: Ruhe. Nur das.\n")
    record(voice, "Ruhe.")
    path.write_text(path.read_text().replace("bed: none", "lang: de-AT"))
    manifest = voice.folder / "voice.yaml"

    assert runs.check(path) == ([(9, "no-recording")], 1)
    manifest.write_text("name: mine\nlanguage: de\n")
    assert runs.check(path) == ([(9, "no-recording")], 1)
    manifest.write_text("name: mine\nlanguage: en-GB\n")
    assert runs.check(path) == ([(7, "other-language")], 1)
    path.write_text(path.read_text().replace("lang: de-AT", "bed: none"))
    assert runs.check(path) == ([(9, "no-recording")], 1)


def test_words_of_a_voices_own_language_are_read_at_its_speed(
    voice: Voice, runs: ProgramRuns, tmp_path: Path
) -> None:
    path = write(tmp_path, "  - {breathe: 4-0-6-0, cycles: 3, cue: voice-then-tone}\n")
    record(voice, "Breathe in.", length_s=1.5)
    record(voice, "And out.", length_s=1.5)
    path.write_text(path.read_text().replace("bed: none", "lang: zh"))
    manifest = voice.folder / "voice.yaml"

    manifest.write_text("name: mine\nlanguage: zh\n")
    assert "fast-captions" in [code for _, code in runs.check(path)[0]]
    manifest.write_text("name: mine\nlanguage: en-GB\n")
    assert "fast-captions" not in [code for _, code in runs.check(path)[0]]


def test_how_soon_there_is_something_to_do_is_heard_from_the_recordings(
    voice: Voice, runs: ProgramRuns, tmp_path: Path
) -> None:
    sentence = "This is a sentence of some length that is said several times over."
    path = write(tmp_path, f"  - say: {' '.join([sentence] * 5)}\n  - rest: 60s\n")

    at_reading_pace = runs.check(path)
    record(voice, sentence, length_s=4.0)

    assert at_reading_pace == ([(9, "late-start"), (9, "talk-pace"), (9, "no-recording")], 1)
    assert runs.check(path) == ([(9, "talk-pace")], 1)


def test_an_unchanged_script_is_reported_from_the_cache(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n  - say: Hello.\n")

    assert runs.check(path) == ([*FAST_BREATH, (10, "no-recording")], 1)
    assert runs.check(path) == ([*FAST_BREATH, (10, "no-recording")], 0)


def test_the_problems_of_a_script_have_the_path_it_was_named_by(
    runs: ProgramRuns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n")
    runs.check(path)
    monkeypatch.chdir(tmp_path)

    assert runs.check(Path("x.yaml")) == (FAST_BREATH, 0)


def test_a_change_of_the_same_size_and_date_is_seen(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n")
    runs.check(path)
    status = path.stat()
    path.write_text(path.read_text().replace("1-0-1-0", "4-0-4-0"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert runs.check(path) == (FAST_BREATH[1:], 1)


def test_a_recording_made_changed_or_deleted_is_seen(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: Hello there.\n  - say: And again.\n")
    assert runs.check(path)[0] == [(9, "no-recording")], "one word for all, when there is none"

    record(runs.voice, "Hello there.")
    assert runs.check(path) == ([(10, "no-recording")], 1)
    record(runs.voice, "And again.", level=0.9)
    assert runs.check(path) == ([(10, "high-peaks"), (10, "loudness")], 1)
    runs.voice.path_for("And again.").write_bytes(b"no sound")
    assert runs.check(path) == ([(10, "unreadable-recording")], 1)
    assert runs.check(path) == ([(10, "unreadable-recording")], 0)
    runs.voice.path_for("And again.").unlink()
    assert runs.check(path) == ([(10, "no-recording")], 1)


def test_a_report_on_what_changed_a_moment_ago_is_not_kept(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: Hello there.\n")
    record(runs.voice, "Hello there.")

    assert runs.check(path, later_s=0.0)[1] == 1
    assert runs.check(path, later_s=0.0)[1] == 1, "a second change would leave the same date"


def test_another_version_of_the_program_lints_anew(
    runs: ProgramRuns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "  - rest: 20s\n")
    runs.check(path)
    monkeypatch.setattr("practice_player.lib.fact_cache.__version__", "99")

    assert runs.check(path)[1] == 1


def test_a_cache_that_another_program_wrote_into_is_not_believed(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n")
    runs.check(path)
    cached_text = runs.path.read_text()
    runs.path.write_text(cached_text.replace('"line": ', '"line": 1'))

    assert runs.path.read_text() != cached_text
    assert runs.check(path) == (FAST_BREATH, 1)


def test_a_script_that_cannot_be_read_is_reported_each_time(runs: ProgramRuns, tmp_path: Path) -> None:
    assert runs.check(tmp_path / "none.yaml") == ([(1, "format")], 1)
    assert runs.check(tmp_path / "none.yaml") == ([(1, "format")], 1)


def test_stale_and_unused_recordings_are_named(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: Let your head turn slowly now.\n  - say: Fine.\n")
    record(runs.voice, "Fine.")
    old_recording = record(runs.voice, "Let your head turn slowly, as before.")
    spare_recording = record(runs.voice, "Nobody says this.")
    linter, _ = runs.linter()
    report = linter.report(path)

    (stale_problem,) = linter.unrecorded_problems(report, path, report.clips)
    unused_problems = list(linter.unused_problems(report.clips))

    assert (stale_problem.code, stale_problem.place.line) == ("stale-recording", 9)
    assert old_recording.name in stale_problem.problem
    assert {Path(problem.place.path).name for problem in unused_problems} == {
        old_recording.name,
        spare_recording.name,
    }
    assert {problem.severity for problem in (stale_problem, *unused_problems)} == {"advice"}


def test_what_another_voice_says_need_not_be_recorded(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: One.\n  - say: Two.\n  - say: Three.\n")
    linter, _ = runs.linter(is_said_elsewhere={"One.", "Three."}.__contains__)

    (problem,) = linter.unrecorded_problems(linter.report(path), path, ())

    assert (problem.code, problem.problem) == ("no-recording", "no recording says: Two.")


def test_other_scripts_are_asked_only_when_a_recording_of_old_words_may_be_left(
    runs: ProgramRuns, tmp_path: Path
) -> None:
    path = write(tmp_path, "  - say: Let your head turn slowly now.\n  - say: Fine.\n")
    record(runs.voice, "Fine.")
    linter, _ = runs.linter()
    assert not linter.may_be_stale(linter.report(path))

    record(runs.voice, "Let your head turn slowly, as before.")
    linter, _ = runs.linter()
    assert linter.may_be_stale(linter.report(path))


def test_a_recording_that_another_script_needs_is_not_stale(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - say: Let your head turn slowly now.\n  - say: Fine.\n")
    record(runs.voice, "Fine.")
    other_recording = record(runs.voice, "Let your head turn slowly, as before.")
    linter, _ = runs.linter()
    report = linter.report(path)

    (problem,) = linter.unrecorded_problems(report, path, {*report.clips, other_recording.name})

    assert problem.code == "no-recording"


def test_the_cue_of_a_breath_has_its_recording_too(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {breathe: 4-0-6-0, cycles: 3, cue: voice-then-tone}\n")
    record(runs.voice, "Breathe in.")

    assert runs.check(path)[0] == [FAST_BREATH[1], (9, "no-recording")]


def test_a_change_in_a_piece_is_seen_and_its_problems_name_it(
    runs: ProgramRuns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "  - include: pieces/breath.yaml\n")
    piece = tmp_path / "pieces" / "breath.yaml"
    piece.parent.mkdir()
    piece.write_text("format: 1\nsteps:\n  - {breathe: 1-0-1-0, cycles: 3}\n")
    monkeypatch.chdir(tmp_path)

    def report() -> tuple[list[tuple[str, int]], int]:
        linter, lint_cache = runs.linter()
        report = linter.report(path)
        lint_cache.save()
        return [(problem.place.path, problem.place.line) for problem in report.problems], linter.linted

    assert report() == ([(str(piece), 3)] * 2, 1)
    assert report() == ([(str(piece), 3)] * 2, 0)
    piece.write_text(piece.read_text().replace("1-0-1-0", "4-0-4-0"))
    assert report() == ([(str(piece), 3)], 1), "slow now, and still paced"


def test_a_script_with_a_missing_piece_is_linted_each_time(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - include: pieces/none.yaml\n")
    assert runs.check(path) == ([(9, "format")], 1)

    path = write(tmp_path, "  - {breathe: 1-0-1-0, cycles: 3}\n  - include: pieces/none.yaml\n")

    assert runs.check(path) == ([(9, "fast-breathing"), (10, "format")], 1)


def test_a_change_in_a_piece_of_a_piece_is_seen(runs: ProgramRuns, tmp_path: Path) -> None:
    folder = tmp_path / "pieces"
    folder.mkdir()
    outer, inner = folder / "outer.yaml", folder / "inner.yaml"
    outer.write_text("format: 1\nsteps:\n  - include: inner.yaml\n")
    inner.write_text("format: 1\nsteps:\n  - rest: 20s\n")
    assert runs.check(outer) == ([], 1)
    assert runs.check(outer) == ([], 0)

    inner.write_text("format: 1\nsteps:\n  - rest: 20\n")
    linter, _ = runs.linter()

    assert [(problem.place.path, problem.place.line) for problem in linter.report(outer).problems] == [
        (str(inner), 3)
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_another_piece_is_seen(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - include: pieces/now.yaml\n")
    (tmp_path / "pieces").mkdir()
    for name, step in (("slow", "{rest: 10s}"), ("fast", "{breathe: 1-0-1-0, cycles: 3}")):
        piece = tmp_path / "pieces" / f"{name}.yaml"
        piece.write_text(f"format: 1\nsteps:\n  - {step}\n")
    link = tmp_path / "pieces" / "now.yaml"
    link.symlink_to("slow.yaml")
    linter, lint_cache = runs.linter()
    assert not linter.report(path).problems
    lint_cache.save()

    link.unlink()
    link.symlink_to("fast.yaml")
    linter, _ = runs.linter()

    assert [problem.code for problem in linter.report(path).problems] == [rule for _, rule in FAST_BREATH]


def test_a_recording_that_the_script_names_is_measured(runs: ProgramRuns, tmp_path: Path) -> None:
    path = write(tmp_path, "  - {say: Hello there., audio: hello.ogg}\n")
    own_recording = tmp_path / "hello.ogg"

    assert runs.check(path) == ([(9, "audio-missing")], 1)
    assert runs.check(path) == ([(9, "audio-missing")], 0)
    own_recording.write_bytes(record(runs.voice, "Another.").read_bytes())
    assert runs.check(path) == ([], 1)
    own_recording.write_bytes(record(runs.voice, "Another.", level=0.9).read_bytes())
    assert runs.check(path) == ([(9, "high-peaks"), (9, "loudness")], 1)
    own_recording.write_bytes(b"no sound")
    assert runs.check(path) == ([(9, "unreadable-recording")], 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_stands_in_place_of_a_recording_is_reported(runs: ProgramRuns, tmp_path: Path) -> None:
    def problem_with(name: str) -> str:
        path = write(tmp_path, f'  - {{say: Hello there., audio: "{name}"}}\n')
        ((problem),) = runs.linter()[0].report(path).problems
        return f"{problem.problem}; {problem.fix}"

    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    assert "`folder` is a folder" in problem_with("folder")
    assert "`pipe` is a pipe or a device" in problem_with("pipe")
    assert "` a.wav`" in problem_with(" a.wav")
    assert "take the space away" in problem_with(" a.wav")


def test_a_number_that_outlasts_its_beat_is_reported_where_it_is_counted(
    runs: ProgramRuns, voice: Voice, tmp_path: Path
) -> None:
    path = write(tmp_path, "  - say: Two. And.\n  - {count: 2, each: 1.5s}\n  - {count: 2, each: 0.9s}\n")
    for text, length_s in (("One.", 0.8), ("Two.", 1.2), ("And.", 1.2)):
        record(voice, text, length_s=length_s)

    assert runs.check(path)[0] == [(11, "longer-than-its-time")]


def test_a_script_and_its_pieces_are_read_once_and_parsed_once(
    runs: ProgramRuns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pieces").mkdir()
    piece = tmp_path / "pieces" / "seat.yaml"
    piece.write_text("format: 1\nsteps:\n  - say: Find a seat.\n  - {breathe: 1-0-1-0, cycles: 3}\n")
    path = write(tmp_path, "  - include: pieces/seat.yaml\n  - say: Bench #4\n")
    compose_counts: Counter[str] = Counter()

    def counting_compose(text: str, path: str = "") -> Any:
        compose_counts[Path(path).name] += 1
        return compose(text, path)

    monkeypatch.setattr(reader, "compose", counting_compose)
    monkeypatch.setattr(context, "compose", counting_compose)
    for reports in ("afresh", "from the cache"):
        files = CountingFiles()
        linter, lint_cache = runs.linter(read_file=files)
        codes = {problem.code for problem in linter.report(path).problems}
        monkeypatch.chdir(tmp_path)
        linter.report(Path("x.yaml"))  # by another path, as when the library lists it too
        lint_cache.save()

        assert codes == {"fast-breathing", "no-way-without-breath", "lost-words"}
        assert files.counts == {"x.yaml": 1, "seat.yaml": 1}, reports
        assert compose_counts == {"x.yaml": 1, "seat.yaml": 1}, "and not again for words lost to a comment"
