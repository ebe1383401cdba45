"""Fakes that tests step by hand, and short scripts and recordings."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import soundfile

from practice_player.lib.errors import OutputError
from practice_player.playback.desktop_port import NoDesktop
from practice_player.playback.remote_request import RemoteRequest
from practice_player.playback.snapshot import PlaybackSnapshot
from practice_player.script.model import Script
from practice_player.script.parsing.reader import parse
from practice_player.sound.block import Block, Render
from practice_player.sound.engine.engine import SoundEngine
from practice_player.sound.engine.protocol import Command, EngineReport
from practice_player.sound.outputs.manual import ManualOutput
from practice_player.timeline.model import Clip, ClipFinder

HEAD = """\
format: 1
title: A Test
practice: {practice}
goal: settle
level: 1
summary: For tests.
{more}
steps:
"""


def script_in_parts(*lengths: str) -> str:
    """Returns the script Three Parts, with a silent part of each length; the first caption is Part 1."""
    parts = [f"  - {{rest: {length}, caption: Part {number}.}}\n" for number, length in enumerate(lengths, 1)]
    return HEAD.replace("A Test", "Three Parts").format(practice="solo", more="bed: none") + "".join(parts)


def script_of(steps: str, *, practice: str = "solo", more: str = "bed: none") -> Script:
    return parse(HEAD.format(practice=practice, more=more) + steps, path="test.yaml")


def no_clips(_: str) -> Clip | None:
    return None


def clips_in(folder: Path, **length_s: float) -> ClipFinder:
    """Writes noise recordings; returns a finder that takes the first word of a phrase, in lower case."""
    clips: dict[str, Clip] = {}
    for number, (word, seconds) in enumerate(length_s.items()):
        frames = round(seconds * 48_000)
        noise = np.random.default_rng(number).uniform(-0.4, 0.4, frames)
        path = folder / f"{word}.wav"
        soundfile.write(path, noise, 48_000, subtype="FLOAT")
        clips[word] = Clip(path=str(path), length_frames=frames)
    return lambda text: clips.get(text.split()[0].lower().strip(".,…"))


class FakeDesktop(NoDesktop):
    """Remembers what it was told: the state of each snapshot, and `over` at the end."""

    def __init__(self, asks: Mapping[int, RemoteRequest] | None = None) -> None:
        """`asks` has what is asked for, by how often a front end has looked."""
        self.told: list[str] = []
        self.last: PlaybackSnapshot | None = None
        self._asks = [*(asks or {}).items()]
        self._looks = 0

    def ask(self, request: RemoteRequest) -> None:
        """Asks for something at the next look."""
        self._asks.append((0, request))

    def take(self) -> Sequence[RemoteRequest]:
        self._looks += 1
        due = [request for look, request in self._asks if look <= self._looks]
        self._asks = [(look, request) for look, request in self._asks if look > self._looks]
        return due

    def show(self, snapshot: PlaybackSnapshot) -> None:
        self.told.append(snapshot.state.value)
        self.last = snapshot

    def end(self) -> None:
        self.told.append("over")


class SteppedCard(ManualOutput):
    """A sound card that a test can remove."""

    def __init__(self) -> None:
        super().__init__()
        self.present = True

    def start(self, render: Render) -> None:
        if not self.present:
            raise OutputError("no sound card answers", fix="plug one in")
        super().start(render)


class SteppedSound:
    """The real engine, in this process, on a clock that a test moves."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.card = SteppedCard()
        self.heard: list[Block] = []
        self.starts = 0
        self.underruns = 0
        self._last_number = 0
        self.hung_report: EngineReport | None = None
        self._engine: SoundEngine | None = None
        self.start()

    def start(self) -> None:
        self.starts += 1
        self.hung_report = None
        self._engine = SoundEngine(self.card, lambda: self.now_s)

    def send(self, command: Command) -> int:
        self._last_number += 1
        if self._engine:
            self._engine.handle(self._last_number, command)
        return self._last_number

    def hang(self) -> None:
        """Makes the engine hang: it stays alive, but does nothing and repeats its last report."""
        self.hung_report = self.report()

    def report(self) -> EngineReport | None:
        if self.hung_report:
            return self.hung_report
        return self._engine.poll() if self._engine else None

    def alive(self) -> bool:
        return self._engine is not None

    def close(self) -> None:
        self._engine = None

    def advance(self, length_s: float) -> None:
        """Plays on in blocks of 50 ms; without a card, only the clock advances."""
        for _ in range(round(length_s / 0.05)):
            self.now_s += 0.05
            if self._engine and not self.hung_report:
                self._engine.poll()
                if self.card.present:
                    self.heard.append(self.card.pull(2400))
