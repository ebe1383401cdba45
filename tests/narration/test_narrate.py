"""Making missing recordings, with a fake speech engine."""

import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.measurement import ClipAnalysis
from practice_player.clips.progress import ProgressCallback
from practice_player.lib.errors import UnspeakableError, VoiceError
from practice_player.narration import narrate as narrate_module
from practice_player.narration.narrate import narrate
from practice_player.voice.voice import Voice


@pytest.fixture
def voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Voice:
    """A voice in the person's own data."""
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    (tmp_path / "voice.yaml").write_text("name: test\nspeed: 0.8\nrespell: {}\n", encoding="utf-8")
    return Voice.open(tmp_path)


class Engine:
    """A fake engine that hums for 0.1 s per letter."""

    def __init__(self) -> None:
        self.spoken_texts: list[str] = []

    def __call__(self, text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        self.spoken_texts.append(text)
        length_frames = 4_800 * len(text)
        return np.asarray(0.2 * np.sin(np.arange(length_frames) * 0.05), np.float32)


def test_a_recording_is_made_where_it_is_looked_for(voice: Voice) -> None:
    result = narrate(["One of these."], voice, lambda _: None, speak=Engine())

    clip = voice.find("One of these.")
    assert (result.made_count, result.existing_count) == (1, 0)
    assert clip
    assert clip.length_frames == soundfile.info(clip.path).frames
    assert soundfile.info(clip.path).samplerate == 48_000


def test_a_recording_that_exists_is_not_made_again(voice: Voice) -> None:
    narrate(["One."], voice, lambda _: None, speak=Engine())
    modified_before_ns = voice.path_for("One.").stat().st_mtime_ns
    engine = Engine()

    result = narrate(["One.", "Two.", "One."], voice, lambda _: None, speak=engine)

    assert engine.spoken_texts == ["Two."]
    assert (result.made_count, result.existing_count) == (1, 1)
    assert voice.path_for("One.").stat().st_mtime_ns == modified_before_ns


def test_an_engine_that_gives_no_sound_is_told(voice: Voice) -> None:
    with pytest.raises(VoiceError, match="no sound"):
        narrate(["One."], voice, lambda _: None, speak=lambda _: np.zeros(0, np.float32))

    assert voice.find("One.") is None


def test_recordings_that_came_from_elsewhere_are_measured_though_none_was_missing(
    voice: Voice, tmp_path: Path
) -> None:
    narrate(["One."], voice, lambda _: None, speak=Engine())
    examined: list[Path] = []

    def examine(path: Path, _lasting: bool, _progress: ProgressCallback) -> ClipAnalysis:
        examined.append(path)
        return ClipAnalysis(length_frames=1, loudness_lufs=-18.0, peak_db=-6.0, clipped=False)

    elsewhere = Voice(
        folders=voice.folders,
        manifest=voice.manifest,
        analysis_cache=ClipAnalysisCache(tmp_path / "kept", examine),
    )
    result = narrate(["One."], elsewhere, lambda _: None, speak=Engine())

    assert result.made_count == 0
    assert examined == [voice.path_for("One.")]


def test_a_folder_that_no_disk_can_have_is_told(voice: Voice, tmp_path: Path) -> None:
    voice_in_long_folder = Voice(folders=(tmp_path / ("n" * 300),), manifest=voice.manifest)

    with pytest.raises(VoiceError, match="cannot be written"):
        narrate(["One."], voice_in_long_folder, lambda _: None, speak=Engine())
    assert narrate([], voice_in_long_folder, lambda _: None).made_count == 0


def test_a_phrase_is_read_as_its_script_spells_it_and_found_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "voice.yaml").write_text(
        "name: test\nrespell: {nidra: nydra, rest: wrest}\n", encoding="utf-8"
    )
    voice, engine = Voice.open(tmp_path), Engine()

    narrate(
        ["Nidra, rest.", "Rest."],
        voice,
        lambda _: None,
        sounds={"Nidra, rest.": "Needra, rest."},
        speak=engine,
    )

    assert sorted(engine.spoken_texts) == ["Needra, wrest.", "Wrest."]
    assert voice.find("Nidra, rest.")


class MeetingEngine(Engine):
    """A fake engine that speaks only once a second phrase is being said, too."""

    def __init__(self) -> None:
        super().__init__()
        self._both = threading.Barrier(2)

    def __call__(self, text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        self._both.wait(20.0)
        return super().__call__(text)


def test_phrases_are_made_side_by_side_and_told_in_order(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrate_module, "processor_count", lambda: 2)
    texts = [f"Number {number}." for number in range(6)]
    made: list[str] = []

    result = narrate(texts, voice, made.append, speak=MeetingEngine())

    assert made == texts
    assert result.made_count == 6
    assert all(voice.find(text) for text in texts)


def test_phrases_that_are_made_side_by_side_are_those_that_are_made_one_by_one(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"Number {'x' * number}." for number in range(5)]
    contents = []
    for count in (1, 3):
        monkeypatch.setattr(narrate_module, "processor_count", lambda count=count: count)
        narrate(texts, voice, lambda _: None, speak=Engine())
        contents.append([voice.path_for(text).read_bytes() for text in texts])
        for text in texts:
            voice.path_for(text).unlink()

    assert contents[0] == contents[1]


def test_once_it_is_cancelled_no_further_phrase_is_begun(voice: Voice) -> None:
    engine = Engine()
    texts = [f"Number {number}." for number in range(100)]
    made: list[str] = []

    result = narrate(texts, voice, made.append, speak=engine, is_cancelled=lambda: len(made) == 3)

    assert 3 <= result.made_count < 100
    assert len(made) == result.made_count
    assert {text for text in texts if voice.find(text)} == set(made)


def test_after_an_engine_has_failed_no_further_phrase_is_begun(voice: Voice) -> None:
    engine = Engine()
    texts = ["One.", *(f"Number {number}." for number in range(100))]

    def speak(text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        if text == "One.":
            raise VoiceError("the engine has failed at 'One.'", fix="install it again")
        return engine(text)

    with pytest.raises(VoiceError, match=r"One\."):
        narrate(texts, voice, lambda _: None, speak=speak)

    assert len(engine.spoken_texts) < 100


def test_a_phrase_that_cannot_be_said_keeps_no_other_from_being_made(voice: Voice) -> None:
    engine = Engine()
    texts = ["One.", "Two.", "Three.", "Four."]
    made: list[str] = []

    def speak(text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        return np.zeros(0, np.float32) if text in {"One.", "Three."} else engine(text)

    with pytest.raises(UnspeakableError, match=r"2 sentences .*One\..*Three\."):
        narrate(texts, voice, made.append, speak=speak)

    assert made == ["Two.", "Four."]
    assert [text for text in texts if voice.find(text)] == made
