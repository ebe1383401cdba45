"""Two voices: who says what, level in loudness, and one voice where there is no other."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile

from practice_player.clips.reader import ClipReader
from practice_player.lib.units import frames
from practice_player.script.parsing.reader import draft, read
from practice_player.sound.mixer import Mixer
from practice_player.timeline.compiler import arrange, compile_timeline
from practice_player.timeline.finders import TwoVoices
from practice_player.timeline.model import Clip, ClipFinder, Timeline
from practice_player.timeline.outline import outline
from practice_player.timeline.phrases import spoken, spoken_by
from practice_player.voice.script_recordings import ScriptRecordings
from tests.fakes import HEAD, no_clips, script_of

DIALOGUE = """\
  - say: Good evening.
  - say: And good evening from me.
    voice: second
  - say: Shall we?
"""
PART = """\
  - voice: second
    speaks:
      - say: This part is mine.
      - say: But for this.
        voice: first
      - include: pieces/more.yaml
      - each: [hands, feet]
        repeat:
          - say: The {item}.
      - breathe: 4-0-6-0
        cycles: 6
        cue: voice-then-tone
        along:
          - {at: half, say: Along by me.}
          - {at: two-thirds, say: Along by you., voice: first}
      - count: 2
      - rest: 60s
        along: [{at: half, say: Still here.}]
      - agree: Good?
        for: 10s
        shift: [{rest: 5s}]
  - say: And back.
"""


def saying(name: str, *texts: str, length_s: float = 2.0) -> ClipFinder:
    """Returns a finder of a voice that has only these phrases, or all if none are named."""
    return lambda text: (
        Clip(path=f"{name}/{text}", length_frames=frames(length_s)) if not texts or text in texts else None
    )


def speakers(timeline: Timeline) -> dict[str, str]:
    """Returns whose recording each phrase is, by its words."""
    return {phrase.text: phrase.clip.path.split("/")[0] for phrase in timeline.phrases if phrase.clip}


def test_two_voices_alternate() -> None:
    timeline = compile_timeline(script_of(DIALOGUE), TwoVoices(saying("heart"), saying("george")))

    assert speakers(timeline) == {
        "Good evening.": "heart",
        "And good evening from me.": "george",
        "Shall we?": "heart",
    }
    assert [entry.voice for entry in outline(timeline)] == ["first", "second", "first"]


def test_a_whole_part_can_be_the_second_voices_with_all_that_is_said_in_it(tmp_path: Path) -> None:
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "more.yaml").write_text("format: 1\nsteps:\n  - say: From a piece.\n")
    path = tmp_path / "evening.yaml"
    path.write_text(HEAD.format(practice="solo", more="bed: none") + PART)
    script = read(path)
    whose = speakers(compile_timeline(script, TwoVoices(saying("heart"), saying("george"))))

    assert {text for text, name in whose.items() if name == "heart"} == {
        "But for this.",
        "Along by you.",
        "And back.",
    }
    assert {
        voice: {text for role, text in spoken_by(script) if role == voice} for voice in ("first", "second")
    } == {
        "first": {text for text, name in whose.items() if name == "heart"},
        "second": {text for text, name in whose.items() if name == "george"},
    }
    assert set(spoken(script)) == {text for _, text in spoken_by(script)}


def test_a_part_inside_a_part_has_its_own_voice() -> None:
    steps = (
        "  - voice: second\n    speaks:\n      - say: Mine.\n"
        "      - {voice: first, speaks: [{say: Yours.}]}\n      - say: Mine again.\n"
    )

    assert [voice for voice, _ in spoken_by(script_of(steps))] == ["second", "first", "second"]


@pytest.mark.parametrize(
    ("find_clip", "names"),
    [
        (saying("heart"), ["heart", "heart", "heart"]),
        (TwoVoices(saying("heart"), saying("george", "Shall we?")), ["heart", "heart", "heart"]),
        (TwoVoices(saying("heart", "Good evening."), saying("george")), ["heart", "george"]),
    ],
)
def test_without_a_recording_by_the_second_voice_the_first_says_it_and_never_the_other_way_round(
    find_clip: ClipFinder, names: list[str]
) -> None:
    assert list(speakers(compile_timeline(script_of(DIALOGUE), find_clip)).values()) == names


def test_another_voice_in_the_middle_changes_both() -> None:
    arrangement = arrange(script_of(DIALOGUE), TwoVoices(saying("heart"), saying("george")))
    changed = arrangement.with_voice(TwoVoices(saying("george", length_s=3), saying("heart", length_s=3)))

    assert list(speakers(changed.timeline).values()) == ["george", "heart", "george"]
    assert [step.kind for step in changed.timeline.steps] == [
        step.kind for step in arrangement.timeline.steps
    ]


def test_recordings_by_both_are_found_before_the_first_is_needed() -> None:
    asked: list[tuple[str, str]] = []

    def asking(name: str) -> Callable[[str], None]:
        return lambda text: asked.append((name, text))

    arrangement = arrange(script_of(DIALOGUE), no_clips)
    asked.clear()
    arrangement.with_voice(TwoVoices(asking("heart"), asking("george")))

    assert asked[:2] == [("heart", "Good evening."), ("george", "And good evening from me.")]


def test_a_dialogue_stays_level_whatever_its_recordings_are(tmp_path: Path) -> None:
    def recorded(name: str, level: float) -> ClipFinder:
        path = tmp_path / f"{name}.wav"
        soundfile.write(
            path, np.random.default_rng(2).uniform(-level, level, frames(3)), 48_000, subtype="FLOAT"
        )
        return lambda _: ScriptRecordings().find(path)

    timeline = compile_timeline(
        script_of(DIALOGUE), TwoVoices(recorded("loud", 0.8), recorded("faint", 0.06))
    )
    samples = np.zeros((timeline.length_frames, 2), np.float32)
    Mixer(timeline, ClipReader()).mix(0, samples)
    meter = pyloudnorm.Meter(48_000)
    lufs = [
        meter.integrated_loudness(samples[phrase.start_frame : phrase.end_frame].astype(np.float64))
        for phrase in timeline.phrases
    ]

    assert max(lufs) - min(lufs) < 1.0


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ("  - {say: Hello., voice: third}\n", "`third` does not fit here"),
        ("  - {say: Hello., audio: a.wav, voice: second}\n", "the recording has its own voice"),
        ("  - voice: second\n    speaks: []\n  - rest: 5s\n", "nobody says anything here"),
        ("  - speaks:\n      - say: Hello.\n", "`voice` is missing"),
        ("  - {rest: 20s, voice: second}\n", "`voice` is not a word scripts know here"),
    ],
)
def test_what_makes_no_sense_is_told(steps: str, problem: str) -> None:
    text = HEAD.format(practice="solo", more="bed: none") + steps

    assert problem in [problem.problem for problem in draft(text, path="x.yaml").problems]
