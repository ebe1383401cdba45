"""A voice: finding and making its recordings, respelling words, and errors in its `voice.yaml`."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from practice_player.lib.errors import ClipError, VoiceError
from practice_player.narration.narrate import narrate
from practice_player.voice.lookup import find_voice
from practice_player.voice.voice import Voice


def voice_in(folder: Path, manifest: str = "name: test\nspeed: 0.8\n") -> Voice:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "voice.yaml").write_text(manifest, encoding="utf-8")
    return Voice.open(folder)


def record(path: Path, *, length_frames: int, rate_hz: int) -> None:
    tone = 0.1 * np.sin(np.arange(length_frames) * 0.05).astype(np.float32)
    soundfile.write(path, tone, rate_hz, format="OGG", subtype="VORBIS")


def test_a_phrase_without_a_recording_has_no_clip(tmp_path: Path) -> None:
    assert voice_in(tmp_path).find("And out.") is None


def test_a_recording_is_found_whichever_way_an_ellipsis_is_written(tmp_path: Path) -> None:
    voice = voice_in(tmp_path)
    for recorded, written in (("Out…", "Out..."), ("And in...", "And in…")):
        record(voice.path_for(recorded), length_frames=12_000, rate_hz=48_000)

        assert voice.find(written) is not None


def test_a_clip_is_as_long_as_its_recording(tmp_path: Path) -> None:
    voice = voice_in(tmp_path)
    record(voice.path_for("And out."), length_frames=12_000, rate_hz=48_000)

    clip = voice.find("And out.")

    assert clip is not None
    assert clip.path == str(voice.path_for("And out."))
    assert clip.length_frames == 12_000


def test_a_recording_at_another_rate_is_as_long_in_seconds(tmp_path: Path) -> None:
    voice = voice_in(tmp_path)
    record(voice.path_for("And out."), length_frames=12_000, rate_hz=24_000)

    clip = voice.find("And out.")

    assert clip is not None
    assert clip.length_frames == 24_000


def test_a_recording_made_later_is_found(tmp_path: Path) -> None:
    voice = voice_in(tmp_path)
    clip_before = voice.find("And out.")
    record(voice.path_for("And out."), length_frames=4_800, rate_hz=48_000)

    assert clip_before is None
    assert voice.find("And out.") is not None


def test_a_recording_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    voice = voice_in(tmp_path)
    voice.path_for("And out.").write_bytes(b"not a recording")

    with pytest.raises(ClipError, match="no recording") as caught:
        voice.find("And out.")

    assert caught.value.place == str(voice.path_for("And out."))
    assert "narrate" in caught.value.fix


def test_whole_words_are_respelled_and_keep_their_capitals(tmp_path: Path) -> None:
    voice = voice_in(tmp_path, "respell: {read: red, live: lyve}")

    assert voice.engine_text("Read this, already read. LIVE!") == "Red this, already red. LYVE!"


@pytest.mark.parametrize(
    ("disk_name", "typed_name"), [("caf\u00e9", "cafe\u0301"), ("cafe\u0301", "caf\u00e9")]
)
def test_a_voice_and_its_words_are_known_in_whatever_form_they_are_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, disk_name: str, typed_name: str
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    voice_in(tmp_path / "audio" / disk_name, f"respell: {{{disk_name}: kaffay}}")

    assert find_voice(typed_name).engine_text(f"A {typed_name}.") == "A kaffay."


def test_a_letter_that_has_no_small_one_is_left_as_it_is(tmp_path: Path) -> None:
    assert voice_in(tmp_path, "respell: {sigh: sye}").engine_text("A \u017figh.") == "A \u017figh."


def test_a_respelled_phrase_is_another_recording(tmp_path: Path) -> None:
    plain = voice_in(tmp_path / "plain")
    respelled = voice_in(tmp_path / "respelled", "respell: {sigh: sye}")

    assert plain.path_for("A sigh.").name != respelled.path_for("A sigh.").name


def test_a_voice_says_which_language_it_speaks(tmp_path: Path) -> None:
    assert voice_in(tmp_path / "here", "language: en-gb").manifest.language == "en-GB"
    assert voice_in(tmp_path / "north", "language: no").manifest.language == "no"
    assert voice_in(tmp_path / "quiet", "speed: 0.7").manifest.language is None


def test_a_voice_without_a_name_is_called_after_its_folder(tmp_path: Path) -> None:
    assert voice_in(tmp_path / "quiet", "speed: 0.7").name == "quiet"


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "just words",
        "speed: [",
        "speed: quick",
        "speed: 9",
        "speed: true",
        "engine: 7",
        "engine: ''",
        "speaker: [heart]",
        "language: German",
        "language: [en]",
        "respell: [a]",
        "respell: {a: 1}",
    ],
)
def test_a_broken_voice_says_where_and_what_to_try(tmp_path: Path, manifest: str) -> None:
    with pytest.raises(VoiceError) as caught:
        voice_in(tmp_path, manifest)

    assert caught.value.place == str(tmp_path / "voice.yaml")
    assert caught.value.fix


def test_a_folder_that_is_no_voice_says_so(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="cannot be opened"):
        Voice.open(tmp_path)


def test_a_persons_own_voice_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    voice_in(tmp_path / "audio" / "heart")

    assert find_voice("heart").folder == tmp_path / "audio" / "heart"


def test_an_unknown_voice_names_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    voice_in(tmp_path / "audio" / "granite")

    with pytest.raises(VoiceError, match="did you mean granite"):
        find_voice("granit")


def hum(text: str) -> NDArray[np.float32]:
    length_frames = 4_800 * len(text)
    return np.asarray(0.3 * np.sin(np.arange(length_frames) * 0.05), np.float32)


def test_only_missing_phrases_are_narrated(tmp_path: Path) -> None:
    voice = voice_in(tmp_path)
    reported: list[str] = []
    narrate(["In."], voice, reported.append, speak=hum)

    result = narrate(["In.", "And out."], voice, reported.append, speak=hum)

    assert (result.made_count, result.existing_count) == (1, 1)
    assert reported == ["In.", "And out."]
    assert voice.find("And out.") is not None


def test_a_phrase_said_twice_is_narrated_once(tmp_path: Path) -> None:
    voice = voice_in(tmp_path)

    result = narrate(["In.", "In."], voice, lambda _: None, speak=hum)

    assert (result.made_count, result.existing_count) == (1, 0)


def test_narrating_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = voice_in(tmp_path / "one"), voice_in(tmp_path / "two")

    for voice in (first, second):
        narrate(["And out."], voice, lambda _: None, speak=hum)

    assert first.path_for("And out.").read_bytes() == second.path_for("And out.").read_bytes()


def test_a_silent_engine_is_an_error_and_leaves_no_file(tmp_path: Path) -> None:
    voice = voice_in(tmp_path)

    with pytest.raises(VoiceError, match="no sound"):
        narrate(["In."], voice, lambda _: None, speak=lambda _: np.zeros(4_800, np.float32))

    assert [path.name for path in tmp_path.iterdir()] == ["voice.yaml"]
