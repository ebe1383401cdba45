"""Ctrl-Z and `fg` in plain lines, and a render that is ended, in processes of their own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no programs")

SCRIPT = """\
format: 1
title: Three Parts
practice: solo
goal: settle
level: 1
summary: For tests.
bed: none
steps:
  - {rest: 1s, caption: Part 1.}
  - {rest: 1s, caption: Part 2.}
"""


@pytest.mark.parametrize("name", ["SIGTSTP", "SIGSTOP"])
def test_a_stopped_practice_goes_on_when_it_is_continued(tmp_path: Path, name: str) -> None:
    script = tmp_path / "parts.yaml"
    script.write_text(SCRIPT)
    command = [sys.executable, "-m", "practice_player"]
    env = os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path)}
    process = subprocess.Popen(
        [*command, "play", str(script), "--plain", "--to", "silence"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,  # a job, as a shell makes one: only such a one is stopped by Ctrl-Z
    )
    assert process.stdout
    while "Part 1" not in (line := process.stdout.readline()):
        assert line, "ended before its first words"

    process.send_signal(getattr(signal, name))
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=60)

    assert os.WIFSTOPPED(status)
    assert ("Part 2" in out, "done." in out, err, process.returncode) == (True, True, "", 0)
    told = subprocess.run([*command, "journal", "--json"], env=env, capture_output=True, check=True)
    (entry,) = json.loads(told.stdout)
    assert (entry["ended"], entry["practised_s"]) == ("finished", entry["planned_s"])


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_a_render_that_is_ended_leaves_no_file_behind(tmp_path: Path, name: str) -> None:
    script, out = tmp_path / "long.yaml", tmp_path / "out"
    script.write_text(SCRIPT + "  - {rest: 3h}\n")
    out.mkdir()
    command = [sys.executable, "-m", "practice_player", "render", str(script), "-o", str(out / "x.wav")]
    env = os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path)}
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not any(one.stat().st_size for one in out.iterdir()):
        assert process.poll() is None, "ended before it wrote anything"

    process.send_signal(getattr(signal, name))
    _, err = process.communicate(timeout=60)
    if name == "SIGKILL":  # nothing can be done then: the next one of its name does it
        script.write_text(SCRIPT)
        subprocess.run(command, env=env, check=True, capture_output=True)
        assert sorted(one.name for one in out.iterdir()) == ["x.vtt", "x.wav"]
        return

    assert (list(out.iterdir()), err) == ([], "Stopped before it was done.\n")
    assert process.returncode == 128 + getattr(signal, name)
