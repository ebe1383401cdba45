"""There is something to do within half a minute."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_player.clips.measurement import ClipAnalysis
from practice_player.lib.diagnostics import Diagnostic
from practice_player.lint.lint_script import lint_file
from practice_player.lint.rules.beginnings import first_act_frame
from practice_player.lint.voice_clips import VoiceClips
from practice_player.timeline.compiler import compile_timeline
from tests.fakes import HEAD, no_clips, script_of

SENTENCE = "Sixty letters at reading pace take six seconds for everybody."
MANY = " ".join([SENTENCE] * 7)
"""Seven such sentences last 50 s or so, with the pauses between them."""

FEW = " ".join([SENTENCE] * 3)


@pytest.fixture
def voice(tmp_path: Path) -> VoiceClips:
    folder = tmp_path / "audio" / "mine"
    folder.mkdir(parents=True)
    (folder / "voice.yaml").write_text("name: mine\nspeed: 1.0\n")
    return VoiceClips(folder)


def unmeasured(path: Path) -> ClipAnalysis:
    raise AssertionError(path)


def late_starts(voice: VoiceClips, folder: Path, steps: str) -> Iterator[Diagnostic]:
    path = folder / "evening.yaml"
    path.write_text(HEAD.format(practice="partner", more="bed: none") + steps)
    for problem in lint_file(path, voice, unmeasured).problems:
        if problem.code == "late-start":
            yield problem


@pytest.mark.parametrize(
    "steps",
    [
        f"  - say: {MANY}\n  - rest: 60s\n",
        f"  - say: {FEW}\n    pause: 4s\n  - bell: 1\n  - say: {FEW}\n  - {{stay: 60s, caption: So.}}\n",
        f"  - say: {MANY}\n    pause: 20s\n",
    ],
)
def test_a_practice_in_which_nothing_can_be_done_for_long_is_told(
    voice: VoiceClips, tmp_path: Path, steps: str
) -> None:
    (problem,) = late_starts(voice, tmp_path, steps)

    assert (problem.severity, problem.place.line) == ("advice", 9)
    assert "the first thing to do comes after" in problem.problem


@pytest.mark.parametrize(
    "steps",
    [
        f"  - say: {FEW}\n  - {{turn: first, for: 30s}}\n  - say: {MANY}\n",
        f"  - say: {FEW}\n  - {{breathe: 4-0-6-0, cycles: 6}}\n  - say: {MANY}\n",
        f"  - say: {FEW}\n    pause: 5s\n  - say: {MANY}\n  - rest: 60s\n",
        f"  - say: Look round … 6s … and listen. {MANY}\n  - rest: 60s\n",
        f"  - say: {MANY}\n  - rest: 15m\n",
        f"  - say: {MANY}\n    pause: 2s\n",
    ],
)
def test_something_to_do_soon_or_a_long_practice_is_not_told(
    voice: VoiceClips, tmp_path: Path, steps: str
) -> None:
    assert not list(late_starts(voice, tmp_path, steps))


def test_a_silence_begins_where_the_words_before_it_end() -> None:
    timeline = compile_timeline(
        script_of(f"  - say: {SENTENCE}\n    pause: 9s\n  - say: And on.\n  - rest: 9s\n"), no_clips
    )

    assert first_act_frame(timeline) == timeline.phrases[0].end_frame
