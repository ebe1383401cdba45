"""The rules on sounds and backgrounds of a script's own."""

from dataclasses import replace
from pathlib import Path

import pytest

from practice_player.clips.measurement import ClipAnalysis
from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import ClipError
from practice_player.lint.lint_script import lint_file
from practice_player.packs.contents import NoClips
from tests.fakes import HEAD

QUIET = ClipAnalysis(loudness_lufs=-40.0, peak_db=-12.0, length_frames=30 * 48_000, clipped=False)
CODES = (
    "audio-missing",
    "unreadable-recording",
    "clipped",
    "high-peaks",
    "loudness",
    "long-sound",
    "short-bed",
)


def problems_of(
    folder: Path, steps: str, *, more: str = "bed: none", recording: ClipAnalysis | None = QUIET
) -> list[Diagnostic]:
    def measure(path: Path) -> ClipAnalysis:
        if recording is None:
            raise ClipError("this is no recording", fix="record it again", place=str(path))
        return recording

    (folder / "a.wav").write_bytes(b"stands for a recording")
    path = folder / "evening.yaml"
    path.write_text(HEAD.format(practice="solo", more=more) + steps)
    problems = lint_file(path, NoClips(), measure).problems
    return [problem for problem in problems if problem.code in CODES]


@pytest.mark.parametrize(
    ("steps", "more"),
    [
        ("  - sound: a.wav\n", "bed: none"),
        ("  - rest: 5s\n", "bed: a.wav"),
        ("  - background: a.wav\n  - rest: 5s\n", "bed: none"),
    ],
)
def test_they_are_checked_like_recordings_but_levelled_whatever_their_loudness(
    tmp_path: Path, steps: str, more: str
) -> None:
    assert problems_of(tmp_path, steps, more=more) == []
    (clipped,) = problems_of(tmp_path, steps, more=more, recording=replace(QUIET, clipped=True))
    (unreadable,) = problems_of(tmp_path, steps, more=more, recording=None)
    (missing,) = problems_of(tmp_path, steps.replace("a.wav", "b.wav"), more=more.replace("a.wav", "b.wav"))

    assert clipped.code == "clipped"
    assert (unreadable.code, unreadable.severity) == ("unreadable-recording", "error")
    assert (missing.code, missing.severity) == ("audio-missing", "error")
    assert "there is no recording `b.wav`" in missing.problem


def test_a_long_sound_and_a_short_background_are_told(tmp_path: Path) -> None:
    minutes, moment = replace(QUIET, length_frames=200 * 48_000), replace(QUIET, length_frames=24_000)

    (long_sound,) = problems_of(tmp_path, "  - sound: a.wav\n", recording=minutes)
    (short_bed,) = problems_of(tmp_path, "  - rest: 5s\n", more="bed: a.wav", recording=moment)

    assert (long_sound.code, short_bed.code) == ("long-sound", "short-bed")
    assert "cannot be looped" in short_bed.problem
    assert not problems_of(tmp_path, "  - sound: a.wav\n", recording=moment)
    assert not problems_of(tmp_path, "  - rest: 5s\n", more="bed: a.wav", recording=minutes)
