"""Readings for tests: shipped recordings with pauses between them, as if somebody had read them in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from practice_player.importing.plan import ImportPlan
from practice_player.importing.recogniser import HEARING_RATE_HZ, Word
from practice_player.lib.units import RATE_HZ, frames
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.timeline.phrases import spoken
from practice_player.voice.voice import Voice

PRACTICE = "turning-toward"
VOICE = "heart"


@dataclass(frozen=True)
class Reading:
    sound: NDArray[np.float32]
    truth: tuple[tuple[int, int, int], ...]
    """Which sentence was read from which frame to which."""

    def write(self, path: Path) -> Path:
        soundfile.write(path, self.sound, RATE_HZ)
        return path

    def wrong(self, plan: ImportPlan) -> list[int]:
        """Returns the sentences that are missing from a plan, or that have another sentence's sound."""
        placed = plan.placed
        wrong_ones = []
        for sentence in {sentence for sentence, _, _ in self.truth}:
            piece = placed.get(sentence)
            spans = [(start, end) for read, start, end in self.truth if read == sentence]
            if piece is None or not any(
                abs(piece.start_frame - start) < frames(0.3) and abs(piece.end_frame - end) < frames(0.45)
                for start, end in spans
            ):
                wrong_ones.append(sentence)
        return wrong_ones


def sentences(count: int = 30, practice: str = PRACTICE) -> list[str]:
    script = Library((shipped_dir("sessions"),)).find(practice).playable()
    return list(dict.fromkeys(spoken(script)))[:count]


def clip_sound(text: str, voice: str = VOICE) -> NDArray[np.float32]:
    path = Voice.open(shipped_dir("audio") / voice).path_for(text)
    return np.asarray(soundfile.read(path, dtype="float32")[0], np.float32)


def cough(length_s: float = 0.4) -> NDArray[np.float32]:
    count = frames(length_s)
    noise = np.random.default_rng(5).standard_normal(count)
    return np.asarray(0.3 * noise * np.exp(-4 * np.arange(count) / count), np.float32)


def read(
    texts: Sequence[str],
    order: Iterable[int],
    *,
    noise_db: float = -70.0,
    coughs_after: Iterable[int] = (),
    voice: str = VOICE,
) -> Reading:
    """Returns a reading of texts in an order, with pauses of 0.9 to 2.2 s, in a room of some noise."""
    random = np.random.default_rng(1)

    def pause() -> NDArray[np.float32]:
        return np.zeros(frames(random.uniform(0.9, 2.2)), np.float32)

    parts, truth, at = [pause()], [], 0
    at = len(parts[0])
    for place, index in enumerate(order):
        sound = clip_sound(texts[index], voice)
        truth.append((index, at, at + len(sound)))
        parts += [sound, pause()]
        if place in coughs_after:
            parts += [cough(), pause()]
        at = sum(map(len, parts))
    whole = np.concatenate(parts)
    noise = random.standard_normal(len(whole)) * 10.0 ** (noise_db / 20.0)
    return Reading(sound=np.asarray(whole + noise, np.float32), truth=tuple(truth))


class PerfectEars:
    """A recogniser that hears what was read; given one part after another of `CHUNK_S`."""

    def __init__(self, texts: Sequence[str], reading: Reading) -> None:
        self._words = [
            (word, (start + (end - start) * (number + 0.5) / len(text.split())) / RATE_HZ)
            for index, start, end in reading.truth
            for text in [texts[index]]
            for number, word in enumerate(text.split())
        ]
        self._heard_s = 0.0

    def __call__(self, sound: NDArray[np.float32]) -> Iterable[Word]:
        began_s = self._heard_s
        self._heard_s += len(sound) / HEARING_RATE_HZ
        return [
            Word(text=word, start_s=at_s - began_s, end_s=at_s - began_s + 0.1)
            for word, at_s in self._words
            if began_s <= at_s < self._heard_s
        ]
