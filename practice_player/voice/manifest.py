"""Reads a voice's `voice.yaml`; touches nothing else.

name: heart
engine: hibari-tts 0.2.1
speaker: heart
licence: Apache-2.0
speed: 0.55
tempo: 1.0
respell: {written: spoken}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from practice_player.errors import VoiceError

FILE_NAME: Final = "voice.yaml"

_FIRST_ENGINE: Final = "hibari-tts"
"""What a voice that names no engine is spoken with."""

_FACTORS: Final = {"speed": (0.4, 2.0, 0.55), "tempo": (0.75, 1.5, 1.0)}
"""The least and the most that still sounds like speech, and what to write instead of anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    folder: Path
    """Where the voice lies."""

    name: str
    engine: str
    """What speaks, without the version that is written after it; looked for only when narrating."""

    speaker: str | None
    """Which of the engine's speakers; None is the engine's usual one."""

    speed: float
    """Asked of the speech engine: 1.0 is its own pace, 0.4 to 2.0."""

    tempo: float
    """Of what the engine said, afterwards and at the same pitch: 0.86 takes a sixth longer; 0.75 to 1.5."""

    respell: Mapping[str, str]
    """From a word as written to the word as the engine should read it."""


def read_manifest(folder: Path) -> Manifest:
    """Raise `VoiceError` when the file is missing, is not YAML, or says what cannot be."""
    import yaml

    path = folder / FILE_NAME
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise VoiceError(
            f"cannot be opened: {exc.strerror}", fix=f"give the voice a {FILE_NAME}", place=str(path)
        ) from exc
    except (yaml.YAMLError, UnicodeDecodeError) as exc:
        raise VoiceError("is not YAML", fix=f"mend it: {_one_line(exc)}", place=str(path)) from exc
    if not isinstance(found, dict):
        raise VoiceError("holds no fields", fix="write `name: …` and `speed: 0.55`", place=str(path))
    return Manifest(
        folder=folder,
        name=_name(found.get("name", folder.name), path),
        engine=_engine(found.get("engine", _FIRST_ENGINE), path),
        speaker=_speaker(found.get("speaker"), path),
        speed=_factor("speed", found, path),
        tempo=_factor("tempo", found, path),
        respell=_respell(found.get("respell") or {}, path),
    )


def _one_line(exc: Exception) -> str:
    return " ".join(str(exc).split())


def _name(value: Any, path: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise VoiceError(f"name {value!r} is not text", fix="write a word: `name: heart`", place=str(path))
    return value


def _engine(value: Any, path: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise VoiceError(
            f"engine {value!r} is not text", fix=f"write `engine: {_FIRST_ENGINE}`", place=str(path)
        )
    return value.split()[0]


def _speaker(value: Any, path: Path) -> str | None:
    if value is not None and not isinstance(value, str):
        raise VoiceError(
            f"speaker {value!r} is not text", fix="write a word: `speaker: heart`", place=str(path)
        )
    return value


def _factor(key: str, found: Mapping[Any, Any], path: Path) -> float:
    value = found.get(key, 1.0)
    least, most, instead = _FACTORS[key]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not least <= value <= most:
        raise VoiceError(
            f"{key} {value!r} is outside {least} to {most}", fix=f"write `{key}: {instead}`", place=str(path)
        )
    return float(value)


def _respell(value: Any, path: Path) -> dict[str, str]:
    if not isinstance(value, dict):
        raise VoiceError("respell is not a table", fix="write `respell: {written: spoken}`", place=str(path))
    for written, spoken in value.items():
        if not isinstance(written, str) or not isinstance(spoken, str) or not written.strip():
            raise VoiceError(
                f"respell {written!r}: {spoken!r} is not text for text",
                fix="put both words in quotes",
                place=str(path),
            )
    return {written.lower(): spoken for written, spoken in value.items()}
