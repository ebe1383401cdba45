"""From a new script of five minutes without a recording to its first sound, beside the speech engine alone.

usage: python benchmarks/first_sound.py [RUNS]          needs the extra `voice`, and PulseAudio

The program runs in a terminal, as a person starts it: `play`, yes to narrating, then the practice begins on
a private sound server.  The time is that from starting the program to the first frame that is heard.  The
engine alone loads and says the same sentences, in a Python of its own.  The first run of each is not counted.
"""

import os
import pty
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from measuring import PLAYER  # puts the checkout on the path, too

from tests.sound_server import MISSING, SoundServerRig, sound_server

OPENINGS = ("Perhaps you notice", "You might listen for", "If you like, feel", "There may be")
THINGS = ("the weight of your hands", "the furthest sound", "the floor under your feet", "one plain colour")
PLACES = ("near the window", "in this room", "where you are", "before the kettle boils", "as the light goes")
SENTENCES = tuple(
    f"{opening} {THINGS[at % 4]} {place}." for place in PLACES for at, opening in enumerate(OPENINGS)
)
HEAD = "format: 1\ntitle: New\npractice: solo\ngoal: settle\nlevel: 1\nsummary: Not said yet.\nsteps:\n"
ALONE = """
import sys
from hibari import Hibari
engine = Hibari(voice="heart")
for text in sys.argv[1:]:
    engine(text, speed=0.55, seed=0)
"""
AUDIBLE = 1e-3
LIMIT_S = 60.0


def script() -> str:
    return HEAD + "".join(f"  - say: {text}\n  - rest: 5/10/20s\n" for text in SENTENCES)


def first_sound_s(rig: SoundServerRig) -> float:
    """Seconds from starting the program to the first frame that is heard; nothing is recorded before."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home, "sessions", "new.yaml")
        path.parent.mkdir()
        path.write_text(script(), encoding="utf-8")
        frame, began_s = rig.frames, time.monotonic()
        child, terminal = pty.fork()
        if child == 0:
            command = [*PLAYER, "play", "new", "--plain"]
            os.execvpe(command[0], command, rig.env | {"PRACTICE_PLAYER_HOME": home})
        try:
            os.write(terminal, b"y\n")  # it is read once the question is asked
            while not np.any(np.abs(rig.recorded(frame)) > AUDIBLE):
                frame = max(frame, rig.frames - 480)
                if time.monotonic() > began_s + LIMIT_S:
                    raise SystemExit(f"nothing was heard: {os.read(terminal, 10_000).decode()}")
                time.sleep(0.005)
            return time.monotonic() - began_s
        finally:
            os.kill(child, signal.SIGTERM)
            os.close(terminal)
            os.waitpid(child, 0)


def engine_alone_s(_: SoundServerRig) -> float:
    began_s = time.monotonic()
    subprocess.run([sys.executable, "-c", ALONE, *SENTENCES], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began_s


def main() -> None:
    if MISSING:
        raise SystemExit(f"{MISSING} is not installed")
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with sound_server() as rig:
        alone_s, ours_s = (
            [measure(rig) for _ in range(runs + 1)][1:] for measure in (engine_alone_s, first_sound_s)
        )
    print(f"{len(SENTENCES)} sentences, medians of {runs}")
    print(f"  the engine alone says them      {statistics.median(alone_s):5.2f} s")
    print(f"  from nothing to the first sound {statistics.median(ours_s):5.2f} s")


if __name__ == "__main__":
    main()
