"""Finding voices: own folders beside shipped ones, private recordings, and faulty `voice.yaml` files."""

import os
import stat
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from practice_player.cli.voice import list_voices
from practice_player.lib.errors import VoiceError
from practice_player.narration.kokoro import read_styles
from practice_player.narration.narrate import narrate
from practice_player.voice.lookup import find_all_voices, find_voice, own_folder, usable_voices
from practice_player.voice.manifest import read_manifest
from practice_player.voice.voice import Voice

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and pipes are POSIX's")


def hum(text: str) -> NDArray[np.float32]:
    return np.asarray(0.2 * np.sin(np.arange(4_800 * len(text)) * 0.05), np.float32)


def record(path: Path, *, length_frames: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.full(length_frames, 0.1, np.float32), 48_000)


@pytest.fixture
def own_river(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes a home and a shipped voice `river` with a recording of "In."; returns `river`'s own folder."""
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    shipped = tmp_path / "installed"
    monkeypatch.setattr("practice_player.settings.shipped_dir", lambda name: shipped / name)
    folder = shipped / "audio" / "river"
    folder.mkdir(parents=True)
    (folder / "voice.yaml").write_text("name: river\nspeed: 0.8\n")
    record(folder / Voice.open(folder).path_for("In.").name, length_frames=1_000)
    return tmp_path / "home" / "audio" / "river"


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))}


def with_own(name: str) -> Voice:
    voice = find_voice(name)
    return Voice(folders=(own_folder(name), *voice.folders), manifest=voice.manifest)


def voice_into(folder: Path) -> Voice:
    """Returns the voice that `voice narrate --out` records into a folder."""
    return Voice(folders=(folder,), manifest=find_voice("river").manifest)


def test_narration_goes_among_ones_own_things_and_nothing_is_written_into_the_installation(
    own_river: Path, tmp_path: Path
) -> None:
    files_before = snapshot(tmp_path / "installed")

    result = narrate(["In.", "And out."], with_own("river"), lambda _: None, speak=hum)

    assert (result.made_count, result.existing_count) == (1, 1)
    assert snapshot(tmp_path / "installed") == files_before
    assert [path.suffix for path in own_river.iterdir()] == [".ogg"]


@ON_POSIX
@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_narration_of_ones_own_is_for_oneself_alone_whatever_the_umask(own_river: Path, umask: int) -> None:
    old_umask = os.umask(umask)
    try:
        narrate(["And out."], with_own("river"), lambda _: None, speak=hum)
    finally:
        os.umask(old_umask)

    home = own_river.parent.parent
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home, own_river.parent, own_river)] == [0o700] * 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in own_river.iterdir()} == {0o600}


@ON_POSIX
def test_a_folder_that_is_named_among_ones_own_is_as_private_and_so_are_those_above_it(
    own_river: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    linked_folder = tmp_path / "link" / "home" / "audio" / "river"
    old_umask = os.umask(0)
    try:
        narrate(["And out."], voice_into(linked_folder), lambda _: None, speak=hum)
    finally:
        os.umask(old_umask)

    home = own_river.parent.parent
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (home, *home.rglob("*"))}
    assert {path: mode for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}
    assert [path.suffix for path in own_river.iterdir()] == [".ogg"]


@ON_POSIX
def test_narration_for_others_is_for_whom_the_umask_says(own_river: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared" / "river"
    old_umask = os.umask(0o022)
    try:
        narrate(["And out."], voice_into(shared), lambda _: None, speak=hum)
    finally:
        os.umask(old_umask)

    assert [stat.S_IMODE(path.stat().st_mode) for path in (shared.parent, shared)] == [0o755] * 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in shared.iterdir()} == {0o644}
    assert not own_river.exists()


def test_ones_own_recording_comes_first_and_the_shipped_one_is_still_found(own_river: Path) -> None:
    shipped_clip = find_voice("river").find("In.")
    name = find_voice("river").path_for("And out.").name
    record(own_river / name, length_frames=2_000)

    voice = find_voice("river")
    shipped_clip_again, own_clip = voice.find("In."), voice.find("And out.")
    record(own_river / voice.path_for("In.").name, length_frames=3_000)
    replacing_clip = find_voice("river").find("In.")

    assert shipped_clip
    assert shipped_clip_again == shipped_clip
    assert own_clip
    assert own_clip.path == str(own_river / name)
    assert replacing_clip
    assert replacing_clip.path.startswith(str(own_river))
    assert replacing_clip.length_frames == 3_000


def test_a_recording_that_an_earlier_version_wrote_into_the_package_is_still_found(
    own_river: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "installed" / "audio" / "river"
    record(folder / find_voice("river").path_for("Later.").name, length_frames=500)

    assert find_voice("river").find("Later.")
    assert narrate(["Later."], with_own("river"), lambda _: None, speak=hum).made_count == 0
    assert not own_river.exists(), "nothing is made where nothing is missing"


def test_a_voice_yaml_of_ones_own_counts_instead_of_the_shipped_one(own_river: Path) -> None:
    own_river.mkdir(parents=True)
    (own_river / "voice.yaml").write_text("name: my river\nspeed: 0.7\n")

    voice = find_voice("river")

    assert voice.name == "my river"
    assert voice.find("In."), "and the shipped recordings fill the gaps"


def test_the_list_of_voices_says_both_places(own_river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(own_river / "x-0.ogg", length_frames=500)

    list_voices()

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines] == [["river", "1", "recordings"]] * 2
    assert str(own_river) in lines[0]


BOMB = "a: &a [x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "name: 2024-13-45\n",
        "name: 2024-01-02 30:99:99\n",
        "name: !!python/object/apply:os.system [echo]\n",
        "speed: !!float 1\n",
        "[" * 5_000,
        "a: " + "{b: " * 200,
        "name: x\n---\nname: y\n",
        "speed: .nan\n",
        "speed: .inf\n",
        "speed: 1" + "0" * 5_000 + "\n",
        "speed: 1:30\n",
        "speed: 2024-13-45\n",
        'name: "\\e[31mred"\n',
        'name: "two\\nlines"\n',
        "name: " + "n" * 5_000 + "\n",
        "name: x\nname: y\n",
        "? [a]\n: b\n",
        "speaker: ../../elsewhere\n",
        "speaker: /dev/zero\n",
        "speaker: ''\n",
        "respell: {a: " + "b" * 5_000 + "}\n",
        "respell: {" + ", ".join(f"a{number}: b" for number in range(5_000)) + "}\n",
        "respell: {a: 2024-13-45}\n",
        "respell: {'': b}\n",
        "respell: [a, b]\n",
        "respell: yes\n",
        "engine: yes\n",
        "\x00",
        "name: \ufeff\ufffe\n",
        "x" * 1_100_000,
    ],
    ids=range(31),
)
def test_a_voice_from_elsewhere_is_refused_calmly(tmp_path: Path, text: str) -> None:
    (tmp_path / "voice.yaml").write_bytes(text.encode(errors="surrogatepass"))

    with pytest.raises(VoiceError) as caught:
        read_manifest(tmp_path)

    assert caught.value.place == str(tmp_path / "voice.yaml")
    assert caught.value.fix
    assert len(str(caught.value)) < 1_000


@ON_POSIX
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "loop", "gone", "latin"])
def test_a_voice_yaml_that_is_no_plain_file_keeps_nobody_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "voice.yaml"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path)
        case "gone":
            path.symlink_to(tmp_path / "nowhere")
        case _:
            path.write_bytes("name: é\n".encode("latin-1"))

    with pytest.raises(VoiceError, match="cannot be opened"):
        read_manifest(tmp_path)


@ON_POSIX
def test_one_bad_voice_hides_no_other_and_is_not_offered(
    own_river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("bomb", BOMB), ("date", "name: 2024-13-45\n"), ("good", "name: good\nspeed: 1\n")):
        (own_river.parent / name).mkdir(parents=True)
        (own_river.parent / name / "voice.yaml").write_text(text)
    (own_river.parent / "pipe").mkdir()
    os.mkfifo(own_river.parent / "pipe" / "voice.yaml")

    list_voices()

    output = capsys.readouterr().out
    assert list(find_all_voices()) == ["bomb", "date", "good", "pipe", "river"]
    assert usable_voices() == ["good", "river"]
    assert output.count("cannot be used") == 3
    assert find_voice("river").find("In.")


@ON_POSIX
def test_a_speakers_table_that_is_a_pipe_or_without_end_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.bin")
    (tmp_path / "zero.bin").symlink_to("/dev/zero")

    for name in ("pipe.bin", "zero.bin"):
        with pytest.raises(VoiceError, match="no table"):
            read_styles(tmp_path / name)
