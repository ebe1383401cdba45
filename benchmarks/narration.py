"""Which voice, at which pace: the table by which the shipped voices were chosen.

python benchmarks/narration.py                       voices that were thought of, each at several paces
python benchmarks/narration.py kokoro:am_puck:0.7    others; a speaker's table has to lie in `--styles FOLDER`

Needs the extra `voice-kokoro`; `hearing.py` names what measures, and says what of it is not installed.
Higher is better in DNSMOS (to about 3.3 for clean speech) and DistillMOS (to 5).  `semitones` is the spread
of pitch inside a phrase, `words/min` the pace there; `pauses` counts phrases with a pause of over 0.4 s where
no comma stands; a phrase is misheard when more than one word in five is.  None of them judges warmth, or
whether a voice drags.
"""

import argparse
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import hearing
import soundfile
import soxr
from measuring import ROOT

from practice_player.lib.errors import VoiceError
from practice_player.lib.units import RATE_HZ
from practice_player.narration.encode import encode_clip
from practice_player.narration.engines import open_engine
from practice_player.narration.postprocess import MARGIN_AFTER_S, MARGIN_BEFORE_S, shape
from practice_player.voice.manifest import Manifest
from tests.voice.word_errors import count_word_errors, words

PHRASES = (Path(__file__).parent / "narration_phrases.txt").read_text(encoding="utf-8").splitlines()
"""Of the shelf as it was when the voices were chosen; they stay, so that tables can be compared."""

USUAL = (
    "hibari-tts:heart:0.55",
    "hibari-tts:heart:0.65",
    "hibari-tts:heart:0.7",
    "hibari-tts:heart:1.0",
    "kokoro:am_michael:0.65",
    "kokoro:am_michael:0.7",
    "kokoro:am_michael:0.75",
    "kokoro:bm_george:0.62",
    "kokoro:bm_george:0.7",
)
MISHEARD_SHARE = 0.2
BREAK = re.compile(r"[,;:…]")


@dataclass(frozen=True)
class Take:
    """One phrase, said."""

    text: str
    sound: hearing.Sound
    length_s: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("voices", nargs="*", metavar="ENGINE:SPEAKER:SPEED", default=USUAL)
    parser.add_argument(
        "--styles", type=Path, action="append", default=[], help="a folder with speakers' tables"
    )
    parser.add_argument(
        "--whisper", type=Path, action="append", default=[], help="a folder with another Whisper model"
    )
    arguments = parser.parse_args()
    measures = hearing.measures()
    recognisers = hearing.recognisers(arguments.whisper)
    folders = [*arguments.styles, *sorted((ROOT / "audio").iterdir())]
    heads = [*measures, "words/min", "pauses", *(f"misheard by {name}" for name in recognisers), "made in s"]
    print(f"{len(PHRASES)} phrases")
    print(" | ".join(["voice and pace".ljust(26), *heads]), flush=True)
    for voice in arguments.voices:
        began_s = time.perf_counter()
        try:
            takes = list(_takes(_manifest(voice, folders)))
        except VoiceError as exc:
            print(f"{voice} is left out: {exc.problem}")
            continue
        made_s = time.perf_counter() - began_s
        misheard = [
            sum(_is_misheard(take, hear(take.sound)) for take in takes) for hear in recognisers.values()
        ]
        pauses = sum(not BREAK.search(take.text) and hearing.long_pauses(take.sound) > 0 for take in takes)
        scores = [statistics.mean(measure(take.sound) for take in takes) for measure in measures.values()]
        cells = [*(f"{score:.2f}" for score in scores), f"{_words_a_minute(takes):.0f}"]
        cells += [str(number) for number in (pauses, *misheard, round(made_s))]
        row = [voice.ljust(26), *(cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=True))]
        print(" | ".join(row), flush=True)


def _manifest(voice: str, folders: list[Path]) -> Manifest:
    engine, speaker, speed = voice.split(":")
    folder = next((folder for folder in folders if (folder / f"{speaker}.bin").is_file()), folders[0])
    return Manifest(
        folder=folder, name=speaker, engine=engine, speaker=speaker, speed=float(speed), respell={}
    )


def _takes(manifest: Manifest) -> Iterator[Take]:
    """Says every phrase, and reads it back from the file that would be shipped."""
    speak = open_engine(manifest)
    for text in PHRASES:
        try:
            said = speak(text)
        except VoiceError as exc:
            print(f"{manifest.speaker}, left out: {exc.problem}")
            continue
        sound, _ = soundfile.read(BytesIO(encode_clip(shape(said))), dtype="float32")
        yield Take(text, soxr.resample(sound, RATE_HZ, hearing.RATE_HZ), len(sound) / RATE_HZ)


def _words_a_minute(takes: list[Take]) -> float:
    speech_s = sum(take.length_s - MARGIN_BEFORE_S - MARGIN_AFTER_S for take in takes)
    return 60 * sum(len(take.text.split()) for take in takes) / speech_s


def _is_misheard(take: Take, heard: str) -> bool:
    return count_word_errors(words(take.text), words(heard)) > MISHEARD_SHARE * len(words(take.text))


if __name__ == "__main__":
    main()
