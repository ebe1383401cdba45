"""Names, folders and files of a voice that a person records."""

import errno
import os
import stat
from pathlib import Path

import pytest

from practice_player.cli.voice import list_voices
from practice_player.lib.errors import VoiceError
from practice_player.narration.engines import open_engine
from practice_player.recording.recorded_voice import RecordedVoice, recorded_voice_names
from practice_player.voice.lookup import find_voice, narrate_command
from practice_player.voice.manifest import read_manifest
from tests.recording.sounds import speech

TEXT = "Sit down if you like."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", ["anna", "Anna Maria", "Zoë", "nan-2", "O'Neill", "祖母"])
def test_people_can_call_a_voice_as_they_like(name: str) -> None:
    voice = RecordedVoice.open(name)
    voice.keep(TEXT, speech(1.0))

    assert voice.has(TEXT)
    assert find_voice(name).name == name
    assert recorded_voice_names() == [name]


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "..", "../x", "a/b", "a\\b", ".hidden", "CON", "nul.txt", "a\0b", "x" * 61, "a:b", "-x"],
)
def test_a_name_that_no_folder_should_have_is_refused(name: str, home: Path) -> None:
    with pytest.raises(VoiceError, match="name of a voice"):
        RecordedVoice.open(name)

    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["heart", "Heart", "michael"])
def test_a_voice_that_comes_with_the_program_is_not_recorded_over(name: str) -> None:
    with pytest.raises(VoiceError, match="which a speech engine speaks"):
        RecordedVoice.open(name)


def test_a_voice_of_ones_own_that_an_engine_speaks_is_not_recorded_over(home: Path) -> None:
    (home / "audio" / "mine").mkdir(parents=True)
    (home / "audio" / "mine" / "voice.yaml").write_text("name: mine\nspeed: 0.6\n")

    with pytest.raises(VoiceError, match="which a speech engine speaks"):
        RecordedVoice.open("mine")


def test_nothing_is_recorded_into_a_pack_which_may_be_replaced(home: Path) -> None:
    packed = home / "packs" / "quiet" / "audio" / "mum"
    packed.mkdir(parents=True)
    (packed / "voice.yaml").write_text("name: mum\nkind: recorded\n")

    with pytest.raises(VoiceError, match="mum is a voice of the pack `quiet`"):
        RecordedVoice.open("Mum")
    assert recorded_voice_names() == [], "it is not suggested either"


def test_a_voice_of_ones_own_is_recorded_on_when_a_pack_has_one_of_that_name(home: Path) -> None:
    RecordedVoice.open("mum").keep(TEXT, speech(1.0))
    packed = home / "packs" / "quiet" / "audio" / "mum"
    packed.mkdir(parents=True)
    (packed / "voice.yaml").write_text("name: mum\nspeed: 0.6\n")

    voice = RecordedVoice.open("mum")

    assert voice.folder == home / "audio" / "mum"
    assert voice.has(TEXT)
    assert recorded_voice_names() == ["mum"]


def test_capitals_make_no_second_voice() -> None:
    RecordedVoice.open("anna").keep(TEXT, speech(1.0))

    assert RecordedVoice.open("Anna").has(TEXT)


def test_whom_a_voice_was_made_for_is_remembered() -> None:
    RecordedVoice.open("anna", made_for='Ben "B"').keep(TEXT, speech(1.0))

    voice = RecordedVoice.open("anna")

    assert voice.made_for == 'Ben "B"'
    assert read_manifest(voice.folder).made_for == 'Ben "B"'


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_a_voice_is_for_its_owner_alone(home: Path) -> None:
    voice = RecordedVoice.open("anna")
    voice.keep(TEXT, speech(1.0))

    for path in (voice.folder, *voice.folder.iterdir()):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_what_is_missing_of_a_recorded_voice_is_recorded_and_not_narrated() -> None:
    RecordedVoice.open("anna").keep(TEXT, speech(1.0))

    assert narrate_command("anna") == "voice record --as anna"
    with pytest.raises(VoiceError, match="recorded by a person") as caught:
        open_engine(find_voice("anna").manifest)
    assert "voice record --as anna" in caught.value.fix


def test_the_list_of_voices_says_which_a_person_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    RecordedVoice.open("anna", made_for="Ben").keep(TEXT, speech(1.0))

    assert list_voices() == 0

    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("anna ")]
    assert lines[0] == "anna         recorded by a person for Ben"
    assert "   1 recordings  " in lines[1]


def test_a_damaged_clip_says_to_record_it_again() -> None:
    voice = RecordedVoice.open("anna")
    voice.keep(TEXT, speech(1.0))
    voice.path_for(TEXT).write_bytes(b"no sound")

    with pytest.raises(VoiceError, match="cannot be read") as caught:
        voice.read(TEXT)
    assert caught.value.fix == "record it again"


def test_a_voice_that_cannot_be_described_keeps_no_clip_that_nobody_would_find() -> None:
    voice = RecordedVoice.open("anna")
    (voice.folder / "voice.yaml").mkdir(parents=True)

    with pytest.raises(VoiceError, match="the take cannot be kept"):
        voice.keep(TEXT, speech(1.0))

    assert not voice.has(TEXT)
    assert [path.name for path in voice.folder.iterdir()] == ["voice.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a small disk or a limit")
def test_a_disk_that_fills_while_a_clip_is_written_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource
    import signal

    voice = RecordedVoice.open("anna")
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, limits[1]))
    try:
        with pytest.raises(VoiceError, match="the take cannot be kept") as caught:
            voice.keep(TEXT, speech(5.0))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)

    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EFBIG
    assert not voice.folder.exists()


@pytest.mark.parametrize(
    ("kept", "asked"), [("Sit... and stay.", "Sit… and stay."), ("Oh… well.", "Oh... well.")]
)
def test_an_ellipsis_is_the_same_however_it_is_written(kept: str, asked: str) -> None:
    voice = RecordedVoice.open("anna")
    voice.keep(kept, speech(1.0))

    assert voice.has(asked)
    voice.keep(asked, speech(2.0))
    assert len(list(voice.folder.glob("*.ogg"))) == 1, "it replaces the earlier take"


def test_no_recording_is_suggested_for_a_recorded_voice_that_is_only_in_a_pack(home: Path) -> None:
    packed = home / "packs" / "quiet" / "audio" / "mum"
    packed.mkdir(parents=True)
    (packed / "voice.yaml").write_text("name: mum\nkind: recorded\n")

    assert narrate_command("mum") == "voice narrate"
