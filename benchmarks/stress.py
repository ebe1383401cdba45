"""Ten minutes of a practice while the interface does its worst in the process beside the engine.

A table of 1,500 rows and a long Markdown are mounted over and over, and a thread keeps the interpreter
to itself.  What was heard is compared with what was meant, sample for sample.

usage: python benchmarks/stress.py [MINUTES]
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import soundfile
from live import lost_ms, wait_for
from measuring import timeline_of
from textual.app import App, ComposeResult
from textual.widgets import DataTable, Markdown

from practice_player.sound.engine.client import EngineClient
from practice_player.sound.engine.protocol import CardState, Load, Play
from practice_player.sound.render import render
from tests.sound_server import MISSING, sound_server

SCRIPT = """\
format: 1
title: A long one
practice: solo
goal: settle
level: 1
summary: For measuring.
bed: hush
steps:
  - {say: "Sit, stand or lean, whatever your body would thank you for.", pause: 3s}
  - {breathe: 4-0-6-0, cycles: 100, cue: voice-then-tone, along: [{at: half, say: "And out."}]}
"""


class Worst(App[None]):
    """Mounts what is heavy, takes it away, and begins again."""

    def __init__(self, until_s: float) -> None:
        super().__init__()
        self._until_s = until_s
        self.rounds = 0

    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        self.set_timer(0.05, self._again)

    async def _again(self) -> None:
        if time.monotonic() > self._until_s:
            self.exit()
            return
        await self.query("DataTable, Markdown").remove()
        table: DataTable[str] = DataTable()
        await self.mount(table)
        table.add_columns(*(f"column {number}" for number in range(6)))
        table.add_rows([[f"{row} {column}" for column in range(6)] for row in range(1500)])
        await self.mount(Markdown("\n\n".join(f"## Part {n}\n\n*words*, `code`, " * 5 for n in range(120))))
        self.rounds += 1
        self.set_timer(0.02, self._again)


def hog(done: threading.Event) -> None:
    while not done.is_set():
        sum(number * number for number in range(20_000))


def main() -> None:
    if "--app" in sys.argv:
        play(sys.argv[2], float(sys.argv[3]))
        return
    if MISSING:
        raise SystemExit(f"{MISSING} is not installed: nothing can be heard")
    length_s = 60 * (float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
    with tempfile.TemporaryDirectory() as name, sound_server() as rig:
        os.environ["PRACTICE_PLAYER_HOME"] = name
        script, wav = Path(name, "long.yaml"), Path(name, "long.wav")
        script.write_text(SCRIPT)
        render(timeline_of(str(script)), wav)
        before = rig.frames
        # In a process of its own: what is heard must be kept by somebody who is not kept waiting.
        told = subprocess.run(
            [sys.executable, __file__, "--app", str(script), str(length_s)],
            env=rig.env | {"PRACTICE_PLAYER_HOME": name},
            capture_output=True,
            text=True,
            check=True,
        )
        heard = rig.recorded(before)
        meant = soundfile.read(wav, frames=round(length_s * 48_000), dtype="float32", always_2d=True)[0]
        places, moved_ms = lost_ms(heard, meant)
        said = told.stdout.splitlines()[-1]
        print(f"{length_s / 60:g} minutes: {places} dropouts ({moved_ms:.1f} ms); {said}")


def play(script: str, length_s: float) -> None:
    """The interface's process at its worst, with an engine beside it."""
    engine, done = EngineClient(), threading.Event()
    engine.start()
    wait_for(engine, CardState.OPEN)
    engine.send(Load(timeline=timeline_of(script)))
    time.sleep(1.0)
    engine.send(Play())
    threading.Thread(target=hog, args=(done,), daemon=True).start()
    app = Worst(time.monotonic() + length_s)
    app.run(headless=True)
    done.set()
    report = engine.report()
    engine.close()
    print(f"mounted {app.rounds} times, {report.underruns if report else -1} underruns counted")


if __name__ == "__main__":
    main()
