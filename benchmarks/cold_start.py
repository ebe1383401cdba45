"""From a command or a key to the first sound, beside mpv playing the same practice from a wav file.

usage: python benchmarks/cold_start.py [RUNS]                                    needs PulseAudio

Each plays on a private sound server; the time ends with the first frame that is heard there.  The silence
with which the practice itself begins is taken off, also for mpv, and printed beside it.  The commands are
started anew each time, and nothing has changed since they were last; the keys are pressed in a running
interface.
"""

import os
import pty
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile
from measuring import PLAYER, run  # puts the checkout on the path, too

from tests.sound_server import MISSING, SoundServerRig, sound_server

AUDIBLE = 1e-5
LIMIT_S = 30.0
SETTLED_S = 2.5


@contextmanager
def started(command: list[str], env: dict[str, str]) -> Iterator[int]:
    """Runs a command in a terminal of 80x24, and ends it; yields the terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, env | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"})
    try:
        yield terminal
    finally:
        os.kill(child, signal.SIGTERM)
        os.close(terminal)
        os.waitpid(child, 0)


def heard_after_s(rig: SoundServerRig, frame: int, began_s: float) -> float:
    """Returns the seconds from `began_s` until something is heard; nothing was before `frame`."""
    while not np.any(np.abs(rig.recorded(frame)) > AUDIBLE):
        frame = max(frame, rig.frames - 480)
        if time.monotonic() > began_s + LIMIT_S:
            raise SystemExit("nothing was heard")
        time.sleep(0.002)
    return time.monotonic() - began_s


def command_s(rig: SoundServerRig, command: list[str], env: dict[str, str]) -> float:
    frame, began_s = rig.frames, time.monotonic()
    with started(command, env):
        return heard_after_s(rig, frame, began_s)


def wait_for(terminal: int, words: str) -> None:
    """Reads what is painted until the words stand there."""
    shown, until_s = "", time.monotonic() + LIMIT_S
    while words not in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown):
        if time.monotonic() > until_s:
            raise SystemExit(f"`{words}` was never shown")
        shown += os.read(terminal, 65_536).decode(errors="replace")


def key_s(rig: SoundServerRig, env: dict[str, str], before: list[tuple[str, str]], key: str) -> float:
    """Presses each key of `before` once its words are shown, then the key that is measured."""
    with started(PLAYER, env) as terminal:
        for words, earlier in before:
            wait_for(terminal, words)
            os.write(terminal, earlier.encode())
        time.sleep(2.0)  # a person has looked at the page by then
        frame, began_s = rig.frames, time.monotonic()
        os.write(terminal, key.encode())
        return heard_after_s(rig, frame, began_s)


def lead_in_s(name: str, env: dict[str, str]) -> float:
    """Returns the length of the silence with which a practice begins."""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder, "practice.wav")
        run([*PLAYER, "render", name, "-o", str(wav)], env=env)
        samples = soundfile.read(wav, frames=480_000, dtype="float32")[0]
    return int(np.argmax(np.abs(samples).max(axis=1) > AUDIBLE)) / 48_000


def main() -> None:
    if MISSING:
        raise SystemExit(f"{MISSING} is not installed")
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with sound_server() as rig, tempfile.TemporaryDirectory() as home:
        env = rig.env | {"PRACTICE_PLAYER_HOME": home}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        Path(home, "preferences.json").write_text('{"welcomed": true}')
        wav = Path(home, "practice.wav")
        run([*PLAYER, "render", "here-and-now", "-o", str(wav)], env=env)
        time.sleep(SETTLED_S)
        mpv = ["mpv", "--no-config", "--no-terminal", "--ao=pulse", str(wav)]
        play = [*PLAYER, "play", "here-and-now", "--plain"]
        to_card = [("Alone", "a"), ("Search", "\r"), ("Begin", "")]
        measures: dict[str, tuple[str, Callable[[], float]]] = {
            "mpv": ("here-and-now", lambda: command_s(rig, mpv, env)),
            "the command": ("here-and-now", lambda: command_s(rig, play, env)),
            "enter on a card": ("one-sigh-two", lambda: key_s(rig, env, to_card, "\r")),
            "the ground key": ("ninety-seconds", lambda: key_s(rig, env, [("Alone", "")], "g")),
        }
        if not shutil.which("mpv"):
            del measures["mpv"]
        taken: dict[str, list[float]] = {name: [] for name in measures}
        for _ in range(runs + 1):
            for name, (_, measure) in measures.items():
                taken[name].append(measure())
        silent_s = {name: lead_in_s(practice, env) for name, (practice, _) in measures.items()}
    print(f"medians of {runs}")
    for name, times_s in taken.items():
        after_s = statistics.median(times_s[1:]) - silent_s[name]
        print(f"  {name:<18} {after_s:5.2f} s, without {silent_s[name]:.2f} s of silence")


if __name__ == "__main__":
    main()
