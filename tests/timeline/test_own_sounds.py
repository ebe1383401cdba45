"""Sounds and backgrounds of a script's own: found in its folder, placed, named, and missed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.clips.reader import ClipReader
from practice_player.core.bootstrap import create_core
from practice_player.core.request import PracticeRequest
from practice_player.lib.units import RATE_HZ, frames
from practice_player.playback.session import PlaybackSession
from practice_player.script.choices import bed_label
from practice_player.script.parsing.reader import draft, read
from practice_player.sound.mixer import Mixer
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Timeline
from practice_player.timeline.outline import outline
from practice_player.voice.script_recordings import ScriptRecordings
from tests.fakes import HEAD, SteppedSound, no_clips


def noise(path: Path, length_s: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.random.default_rng(1).uniform(-0.3, 0.3, round(length_s * RATE_HZ)), RATE_HZ)


def timeline_of(folder: Path, steps: str, *, more: str = "bed: none", bed: str | None = None) -> Timeline:
    path = folder / "evening.yaml"
    path.write_text(HEAD.format(practice="solo", more=more) + steps)
    return compile_timeline(read(path), no_clips, bed=bed, find_file=ScriptRecordings().find)


def problems_of(steps: str, more: str = "bed: none") -> list[str]:
    text = HEAD.format(practice="solo", more=more) + steps
    return [problem.problem for problem in draft(text, path="x.yaml").problems]


def test_a_sound_lasts_as_long_as_its_recording_and_is_heard_whole(tmp_path: Path) -> None:
    noise(tmp_path / "sounds" / "gong.wav", 3.25)
    timeline = timeline_of(tmp_path, "  - rest: 2s\n  - sound: sounds/gong.wav\n  - rest: 2s\n")

    (cue,) = timeline.sounds
    assert (cue.name, cue.start_frame, cue.length_frames) == ("sounds/gong.wav", frames(2.5), frames(3.25))
    assert timeline.length_frames == frames(0.5 + 2 + 3.25 + 2)
    entry = outline(timeline)[1]
    assert (entry.kind, entry.words, entry.clip) == (
        "sound",
        "(a sound)",
        str(tmp_path / "sounds" / "gong.wav"),
    )


def test_gain_makes_it_softer(tmp_path: Path) -> None:
    noise(tmp_path / "gong.wav", 2)
    heard = []
    for gain in ("0", "-6", "-6 dB"):
        timeline = timeline_of(tmp_path, f"  - {{sound: gong.wav, gain: {gain}}}\n")
        out = np.zeros((timeline.length_frames, 2), np.float32)
        Mixer(timeline, ClipReader()).mix(0, out)
        heard.append(float(np.sqrt(np.mean(out**2))))

    assert heard[1] == heard[2] == pytest.approx(heard[0] * 10 ** (-6 / 20), rel=1e-3)


def test_a_sound_that_is_gone_is_silent_and_told(tmp_path: Path) -> None:
    noise(tmp_path / "gong.wav", 2)
    timeline = timeline_of(tmp_path, "  - sound: gong.wav\n")
    (tmp_path / "gong.wav").unlink()
    mixer, out = Mixer(timeline, ClipReader()), np.zeros((RATE_HZ, 2), np.float32)
    mixer.mix(RATE_HZ // 2, out)

    assert not out.any()
    assert mixer.unreadable == {"gong.wav"}


def test_files_that_are_not_there_are_silence_with_a_name(tmp_path: Path) -> None:
    steps = (
        "  - sound: gong.wav\n  - background: sea\n  - rest: 5s\n  - background: other.ogg\n  - rest: 5s\n"
    )
    timeline = timeline_of(tmp_path, steps, more="bed: my-rain.ogg")

    assert timeline.missing_sounds == ("gong.wav", "my-rain.ogg", "other.ogg")
    assert timeline.beds == ("none", "sea", "none")
    assert timeline.steps[0].length_frames == frames(5.5)


def test_a_background_from_a_file_is_one_like_any_other(tmp_path: Path) -> None:
    noise(tmp_path / "my-rain.wav", 30)
    steps = "  - rest: 5s\n  - background: sea\n  - rest: 5s\n  - background: my-rain.wav\n  - rest: 5s\n"
    timeline = timeline_of(tmp_path, steps)

    assert timeline.beds == ("none", "sea", "my-rain.wav")
    assert [name for name, _ in timeline.own_beds] == ["my-rain.wav"]
    assert "(my-rain in the background)" in [entry.words for entry in outline(timeline)]
    assert timeline_of(tmp_path, steps, bed="my-rain.wav").beds == ("none", "my-rain.wav")
    assert timeline_of(tmp_path, steps, bed="night").beds == ("none", "night")
    assert timeline_of(tmp_path, steps, bed="unknown.wav").beds == ("none", "sea", "my-rain.wav")


def test_a_piece_names_files_from_its_own_folder(tmp_path: Path) -> None:
    noise(tmp_path / "pieces" / "wind.wav", 30)
    (tmp_path / "pieces" / "air.yaml").write_text(
        "format: 1\nsteps:\n  - background: wind.wav\n  - rest: 5s\n"
    )
    timeline = timeline_of(tmp_path, "  - include: pieces/air.yaml\n")

    assert timeline.beds == ("pieces/wind.wav",)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("rain", "rain"),
        ("my-rain.ogg", "my-rain"),
        ("sounds/my rain.tar.ogg", "my rain.tar"),
        ("none.wav", "none.wav"),
    ],
)
def test_a_background_is_called_after_its_file(name: str, label: str) -> None:
    assert bed_label(name) == label


@pytest.mark.parametrize(
    ("steps", "more", "problem"),
    [
        ("  - rest: 5s\n", "bed: jazz", "`jazz` does not fit here"),
        ("  - background: rian\n  - rest: 5s\n", "bed: none", "`rian` does not fit here"),
        ("  - sound: ../gong.wav\n", "bed: none", "`../gong.wav` leads out of the script's folder"),
        (
            "  - rest: 5s\n",
            "bed: /rain.ogg",
            "`/rain.ogg` is not a path inside the script's folder: it begins at a drive or the top folder",
        ),
        ("  - {sound: gong.wav, gain: loud}\n", "bed: none", "`loud` is not a gain in dB"),
        ("  - {sound: gong.wav, gain: 20}\n", "bed: none", "`20` is out of range"),
        ("  - sound:\n", "bed: none", "a value is missing here"),
    ],
)
def test_what_names_no_sound_is_told(steps: str, more: str, problem: str) -> None:
    assert problem in problems_of(steps, more)


def test_the_key_for_backgrounds_goes_through_the_scripts_own_too(tmp_path: Path) -> None:
    noise(tmp_path / "my-rain.wav", 30)
    timeline = replace(timeline_of(tmp_path, "  - rest: 60s\n", more="bed: my-rain.wav"))
    sound = SteppedSound()
    session = PlaybackSession(timeline, sound, None)
    session.start(sound.now_s)
    names = []
    for _ in range(7):
        names.append(session.snapshot(sound.now_s).bed)
        session.next_bed()

    assert names == ["my-rain", "hush", "rain", "sea", "drone", "night", "none"]
    assert session.snapshot(sound.now_s).bed == "my-rain"


def test_the_card_shows_it_and_says_when_it_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    script = tmp_path / "sessions" / "evening.yaml"
    noise(script.parent / "my-rain.wav", 30)
    script.write_text(HEAD.format(practice="solo", more="bed: my-rain.wav") + "  - rest: 5s\n")
    core = create_core(output="silence")

    card = core.card(core.open("evening"))
    assert card.beds == ("my-rain.wav", "hush", "rain", "sea", "drone", "night", "none")
    assert card.unheard == ""
    assert core.timeline(core.open("evening"), PracticeRequest(name="evening", bed="sea")).bed == "sea"

    (script.parent / "my-rain.wav").unlink()
    assert core.card(core.open("evening")).unheard == "my-rain.wav is not there, so it is silent."
    core.close()
