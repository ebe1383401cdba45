"""Inputs on which the program once failed, and what a person must see now.

The recordings and scripts are in `tests/cases`; each test is named after what was noticed.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.cli.test_commands import run

CASES = Path(__file__).parent / "cases"
FFMPEG = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
STRACE = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


def copy_case(case: str, folder: Path) -> Path:
    """Copies the files of a case to a folder that can be written to."""
    return Path(shutil.copytree(CASES / case, folder / case))


def length_s(home: Path, script: Path) -> float:
    code, stdout, stderr = run(home, "show", str(script), "--json")
    assert code == 0, stderr
    return float(json.loads(stdout)["length_s"])


def render(home: Path, script: Path, folder: Path) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    code, _, stderr = run(home, "render", str(script), "--bed", "none", "-o", str(folder / "out.wav"))
    assert code == 0, stderr
    return np.asarray(soundfile.read(folder / "out.wav", dtype="float32", always_2d=True)[0])


def rules_reported(home: Path, script: Path) -> set[str]:
    _, stdout, _ = run(home, "check", str(script), "--json")
    return {problem["rule"] for problem in json.loads(stdout)}


def test_a_voicemail_is_heard_and_other_scripts_are_listed_beside_it(tmp_path: Path) -> None:
    script = copy_case("gsm-voicemail-wav", tmp_path) / "script.yaml"

    code, stdout, _ = run(tmp_path / "home", "--sessions", str(script.parent), "list")

    assert code == 0
    assert "soft-sighs" in stdout
    assert "Fault" not in stdout.partition("cannot be played")[2]
    assert np.abs(render(tmp_path / "home", script, tmp_path)[: 48_000 * 2]).max() > 0.05


def test_an_unreadable_recording_takes_no_other_script_down(tmp_path: Path) -> None:
    script = copy_case("gsm-voicemail-wav", tmp_path) / "script.yaml"
    (script.parent / "voicemail.wav").write_bytes(b"RIFF\xff\xff\xff\xffWAVE" + bytes(range(1, 201)) * 20)

    code, stdout, _ = run(tmp_path / "home", "--sessions", str(script.parent), "list")

    assert code == 0
    assert "soft-sighs" in stdout
    assert "nothing in it can be decoded" in stdout
    assert "unreadable-recording" in rules_reported(tmp_path / "home", script)


def test_one_bad_sample_costs_no_sound_after_it(tmp_path: Path) -> None:
    script = copy_case("one-nan-sample", tmp_path) / "script.yaml"

    sound = render(tmp_path / "home", script, tmp_path)

    assert np.isfinite(sound).all()
    assert np.abs(sound[-48_000 * 4 :]).max() > 0.01, "the bell at the end is heard"
    assert "bad-samples" in rules_reported(tmp_path / "home", script)


def test_half_a_download_ends_where_its_sound_does_and_check_says_so(tmp_path: Path) -> None:
    script = copy_case("half-downloaded-mp3", tmp_path) / "script.yaml"

    code, stdout, _ = run(tmp_path / "home", "check", str(script))

    assert code == 0
    assert "it says that it lasts 8.0 s, and 3.7 s are there" in stdout
    assert 10.5 < length_s(tmp_path / "home", script) < 12.0


def test_a_damaged_mp3_is_answered_in_a_moment(tmp_path: Path) -> None:
    script = copy_case("mp3-that-never-ends", tmp_path) / "aaa.yaml"
    start_s = time.monotonic()

    assert 3.0 < length_s(tmp_path / "home", script) < 7.0
    assert "header-differs" in rules_reported(tmp_path / "home", script)
    assert len(render(tmp_path / "home", script, tmp_path)) > 48_000

    assert time.monotonic() - start_s < 30.0


@FFMPEG
@pytest.mark.parametrize("name", ["webm", "wma"])
def test_seventy_seconds_are_heard_to_the_end(tmp_path: Path, name: str) -> None:
    script = copy_case("webm-wma-cut-at-one-minute", tmp_path) / f"{name}.yaml"

    sound = render(tmp_path / "home", script, tmp_path)

    assert len(sound) > 70 * 48_000
    assert np.abs(sound[int(69.5 * 48_000) : 70 * 48_000]).max() > 0.01


def test_a_playlist_is_no_recording(tmp_path: Path) -> None:
    script = copy_case("playlist-named-m4a", tmp_path) / "aaa.yaml"

    code, stdout, stderr = run(tmp_path / "home", "show", str(script))

    assert code == 1
    assert "a list of recordings, and none itself" in stdout + stderr
    assert not list((tmp_path / "home").rglob("*.flac"))


def test_a_decoder_prints_nothing_on_the_terminal(tmp_path: Path) -> None:
    folder = copy_case("decoder-warnings-on-the-screen", tmp_path)

    for command in ("show", "check"):
        _, stdout, stderr = run(tmp_path / "home", command, str(folder / "later.yaml"))
        assert "Xing" not in stdout + stderr


PLAYLISTS = {
    "list.m4a": "#EXTM3U\n#EXTINF:2,\n{secret}\n#EXT-X-ENDLIST\n",
    "concat.webm": "ffconcat version 1.0\nfile {secret}\n",
    "commented.wma": "\n\n# a comment\nffconcat version 1.0\nfile {secret}\n",
    "dash.m4a": '<?xml version="1.0"?><MPD><BaseURL>{secret}</BaseURL></MPD>',
    "words.aac": "v=0\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\na={secret}\n",
    "unfinished.m4a": "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:9/x.ts\n",
    "image%03d.m4a": "{secret}",
}


@FFMPEG
@STRACE
@pytest.mark.parametrize("name", PLAYLISTS)
def test_no_other_file_is_opened_and_no_address_asked(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "elsewhere" / "secret.wav"
    secret.parent.mkdir()
    soundfile.write(secret, np.zeros(8000), 8000)
    script = copy_case("playlist-named-m4a", tmp_path) / "aaa.yaml"
    text = script.read_text().replace("a.m4a", f'"{name}"')
    script.write_text(text)
    (script.parent / name).write_text(PLAYLISTS[name].replace("{secret}", str(secret)))
    trace = tmp_path / "trace"

    subprocess.run(
        ["strace", "-f", "-e", "trace=open,openat,socket,connect", "-o", trace, "python3", "-m",
         "practice_player", "show", str(script)],
        env=os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path / "home"), "PATH": _search_path()},
        check=False,
        capture_output=True,
        timeout=60,
    )  # fmt: skip

    calls = trace.read_text(errors="replace")
    assert name in calls, "the file itself was looked at"
    assert str(secret) not in calls
    assert "AF_INET" not in calls


def _search_path() -> str:
    return os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


def test_a_practice_that_leaves_no_trace_leaves_none_of_its_recordings(tmp_path: Path) -> None:
    script = copy_case("half-downloaded-mp3", tmp_path) / "script.yaml"
    script.write_text(script.read_text().replace("A kettle is heard here. " * 5, "A kettle."))

    code, _, stderr = run(tmp_path / "home", "play", str(script), "--plain", "--to", "silence", "--no-log")

    assert code == 0, stderr
    assert not [path for path in (tmp_path / "home").rglob("*") if path.is_file()]


def test_a_module_beside_the_scripts_is_not_run(tmp_path: Path) -> None:
    shutil.copy(CASES / "module-beside-the-scripts" / "numpy.py.txt", tmp_path / "numpy.py")

    doctor = subprocess.run(
        [str(Path(sys.executable).with_name("practice-player")), "doctor"],
        env=os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path / "home")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert "sound" in doctor.stdout
    assert not (tmp_path / "it-ran").exists()


@pytest.mark.parametrize("command", ["render", "play"])
def test_a_recording_that_a_practice_is_made_of_is_never_written_over(tmp_path: Path, command: str) -> None:
    script = copy_case("one-nan-sample", tmp_path) / "script.yaml"
    recording = script.parent / "nan.wav"
    bytes_before = recording.read_bytes()
    output_options = ["-o", str(recording)] if command == "render" else ["--to", str(recording)]

    code, _, stderr = run(tmp_path / "home", command, str(script), *output_options)

    assert code == 1
    assert "the practice is made of this file" in stderr
    assert recording.read_bytes() == bytes_before


def test_notes_beside_a_rendered_practice_are_not_taken_for_captions(tmp_path: Path) -> None:
    script = copy_case("one-nan-sample", tmp_path) / "script.yaml"
    notes = tmp_path / "out.vtt"
    notes.write_text("my notes")

    code, _, stderr = run(tmp_path / "home", "render", str(script), "-o", str(tmp_path / "out.wav"))

    assert (code, notes.read_text()) == (1, "my notes")
    assert "there is something else" in stderr


@FFMPEG
def test_check_reads_a_memo_once_ffmpeg_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = copy_case("gsm-voicemail-wav", tmp_path) / "script.yaml"
    memo = script.parent / "memo.m4a"
    subprocess.run(["ffmpeg", "-v", "error", "-i", script.parent / "voicemail.wav", memo], check=True)
    script.write_text(script.read_text().replace("voicemail.wav", "memo.m4a"))
    for path in script.parent.iterdir():
        os.utime(path, (1e9, 1e9))

    with monkeypatch.context() as environment:
        environment.setenv("PATH", str(tmp_path))
        assert "unreadable-recording" in rules_reported(tmp_path / "home", script)

    assert "unreadable-recording" not in rules_reported(tmp_path / "home", script)
