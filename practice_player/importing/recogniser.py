"""Recognises words with a speech recogniser that a person has; none is needed, and none is ever downloaded.

`--recogniser FOLDER` names the folder of a Whisper model (for `faster-whisper`) or a Vosk model.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from practice_player.importing.alignment import SentenceCost, Sound
from practice_player.importing.source import Mono, SourceRecording
from practice_player.lib.errors import VoiceError
from practice_player.lib.paths import is_file, is_folder
from practice_player.lib.units import RATE_HZ

HEARING_RATE_HZ: Final = 16_000
"""What recognisers were trained at."""

CHUNK_S: Final = 120
"""A recording is given in parts of this length, so that memory does not grow with it."""

UNLIKE_COST: Final = 9.0
"""What speaks against a sentence of which no word was recognised."""

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    text: str
    start_s: float
    end_s: float


class Recogniser(Protocol):
    def __call__(self, sound: Mono) -> Iterable[Word]:
        """Returns the words of one channel at `HEARING_RATE_HZ`, with their times from its start."""


def open_recogniser(folder: Path) -> Recogniser:
    """Loads the model in a folder.

    Raises:
        VoiceError: it is no model, or what reads it is not installed.
    """
    if not is_folder(folder):
        raise VoiceError(
            "there is no such folder", fix="name the folder of a Whisper or Vosk model", place=str(folder)
        )
    load, package = (_whisper, "faster-whisper") if is_file(folder / "model.bin") else (_vosk, "vosk")
    try:
        return load(folder)
    except ImportError as exc:
        raise VoiceError(
            f"what reads this model is not installed: {package}",
            fix=f"pip install {package}, or leave --recogniser out",
            place=str(folder),
        ) from exc
    except Exception as exc:  # the libraries raise exceptions of any kind over what is no model
        raise VoiceError(
            "this model cannot be loaded", fix="name the folder of a Whisper or Vosk model", place=str(folder)
        ) from exc


def recognise(source: SourceRecording, recogniser: Recogniser) -> list[Word]:
    """Returns the words of a whole recording, with their times from its start."""
    import soxr

    words = []
    for start in range(0, source.clip.length_frames, CHUNK_S * RATE_HZ):
        sound = source.samples(start, min(start + CHUNK_S * RATE_HZ, source.clip.length_frames))
        slow = np.asarray(soxr.resample(sound, RATE_HZ, HEARING_RATE_HZ), np.float32)
        offset_s = start / RATE_HZ
        words += [
            Word(text=word.text, start_s=offset_s + word.start_s, end_s=offset_s + word.end_s)
            for word in recogniser(slow)
        ]
    return words


def word_costs(
    words_by_file: Sequence[Sequence[Word]], sounds: Sequence[Sound], sentences: Sequence[str]
) -> SentenceCost:
    """Returns a function that tells how little the words in some sounds are like a sentence's."""
    words_in = [
        Counter(
            part
            for word in words_by_file[sound.file]
            if sound.start_s <= (word.start_s + word.end_s) / 2 < _next_start_s(sounds, index)
            for part in plain_words(word.text)
        )
        for index, sound in enumerate(sounds)
    ]
    words_of = [Counter(plain_words(sentence)) for sentence in sentences]

    def cost(first: int, end: int, sentence: int) -> float:
        return UNLIKE_COST * (1.0 - likeness(sum(words_in[first:end], Counter()), words_of[sentence]))

    return cost


def likeness(some: Counter[str], others: Counter[str]) -> float:
    """Returns the share of words in common, from 0.0 to 1.0."""
    count = some.total() + others.total()
    return 2 * (some & others).total() / count if count else 0.0


def plain_words(text: str) -> list[str]:
    """Returns the words of a text without case and signs."""
    return _WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def _next_start_s(sounds: Sequence[Sound], index: int) -> float:
    following = sounds[index + 1 : index + 2]
    return following[0].start_s if following and following[0].file == sounds[index].file else float("inf")


def _whisper(folder: Path) -> Recogniser:
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)

    def hear(sound: Mono) -> Iterable[Word]:
        segments, _ = model.transcribe(sound, word_timestamps=True, condition_on_previous_text=False)
        for segment in segments:
            for word in segment.words or ():
                yield Word(text=str(word.word), start_s=float(word.start), end_s=float(word.end))

    return hear


def _vosk(folder: Path) -> Recogniser:
    import vosk

    vosk.SetLogLevel(-1)
    model = vosk.Model(str(folder))

    def hear(sound: Mono) -> Iterable[Word]:
        recogniser: Any = vosk.KaldiRecognizer(model, HEARING_RATE_HZ)
        recogniser.SetWords(True)
        recogniser.AcceptWaveform((np.clip(sound, -1.0, 1.0) * 32767).astype("<i2").tobytes())
        for word in json.loads(recogniser.FinalResult()).get("result", ()):
            yield Word(text=str(word["word"]), start_s=float(word["start"]), end_s=float(word["end"]))

    return hear
