"""Speaks with programs that a person has installed: espeak-ng and piper.

The text goes in through standard input, so that none of it is taken for an option; a wav file comes back.
"""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from practice_player.lib.errors import VoiceError
from practice_player.lib.folders import temporary_folder
from practice_player.lib.programs import find_program
from practice_player.voice.manifest import FILE_NAME, Manifest

TIMEOUT_S: Final = 60.0
"""A sentence takes a second or two; a program that hangs is ended."""

ESPEAK_WORDS_PER_MINUTE: Final = 175
"""The pace of espeak-ng at a speed of 1."""

Spoken = tuple[NDArray[np.float32], int]
"""Samples of one channel, and their rate in Hz."""


def espeak(manifest: Manifest) -> Callable[[str], Spoken]:
    """Returns a function that speaks one phrase with espeak-ng.

    Raises:
        ImportError: it is not installed.
    """
    program = _program("espeak-ng")
    words_per_minute = round(ESPEAK_WORDS_PER_MINUTE * manifest.speed)
    arguments = ["-v", manifest.speaker or "en", "-s", str(words_per_minute), "--stdin", "-w"]
    return lambda text: _speak([str(program), *arguments], text)


def piper(manifest: Manifest) -> Callable[[str], Spoken]:
    """Returns a function that speaks one phrase with piper; its model is `<speaker>.onnx` beside voice.yaml.

    Raises:
        ImportError: piper is not installed.
        VoiceError: there is no such model.
    """
    program = _program("piper")
    model = manifest.folder / f"{manifest.speaker}.onnx"
    if not manifest.speaker or not model.is_file():
        raise VoiceError(
            "there is no model for piper here",
            fix=f"put a model such as amy.onnx, and amy.onnx.json, beside {FILE_NAME}: `speaker: amy`",
            place=str(manifest.folder),
        )
    slowness = f"{1.0 / manifest.speed:.3f}"
    arguments = ["--model", str(model), "--length_scale", slowness, "--output_file"]
    return lambda text: _speak([str(program), *arguments], text)


def _program(name: str) -> Path:
    program = find_program(name)
    if program is None:
        raise ImportError(name)
    return program


def _speak(command: Sequence[str], text: str) -> Spoken:
    """Runs a program that writes to the file named last."""
    import soundfile

    with temporary_folder(VoiceError) as folder:
        path = folder / "spoken.wav"
        try:
            subprocess.run(
                [*command, str(path)],
                input=f"{' '.join(text.split())}\n".encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=TIMEOUT_S,
                check=True,
            )
            sound, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        except (OSError, RuntimeError, subprocess.SubprocessError) as exc:
            raise VoiceError(
                f"{Path(command[0]).name} did not speak{_reason(exc)}", fix="try the program by itself first"
            ) from exc
    return np.asarray(sound.mean(axis=1), np.float32), int(rate_hz)


def _reason(exc: Any) -> str:
    written = getattr(exc, "stderr", None) or b""
    last_lines = written.decode(errors="replace").strip().splitlines()[-1:]
    return f": {last_lines[0][:200]}" if last_lines else ""
