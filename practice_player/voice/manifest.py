"""Reads a voice's `voice.yaml`, and no other file.

A voice may come from elsewhere: its file is read like a script, with a size limit and without aliases and
tags, and any fault in it raises a `VoiceError`.

name: heart
engine: hibari-tts 0.2.1
speaker: heart
licence: Apache-2.0
language: en-US
speed: 0.65
respell: {written: spoken}

A voice that a person recorded has no engine:

name: anna
kind: recorded
for: Ben
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from practice_player.lib.errors import VoiceError
from practice_player.lib.paths import to_nfc
from practice_player.lib.plain_files import UnusableFileError, read_text

FILE_NAME: Final = "voice.yaml"

VoiceKind: TypeAlias = Literal["narrated", "recorded"]
"""Whether a speech engine makes its recordings, or a person does."""

_FIRST_ENGINE: Final = "hibari-tts"
"""The engine of a voice that names none."""

_MIN_SPEED: Final = 0.4
_MAX_SPEED: Final = 2.0
"""The least and the most that still sound like speech."""

_USUAL_SPEED: Final = 0.65
"""What an error message suggests."""

_SPEAKER: Final = re.compile(r"\w[\w.-]{0,99}")

_MAX_RESPELLED_WORDS: Final = 1_000
_MAX_TEXT_LETTERS: Final = 200
"""The longest a word or name may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    folder: Path
    """The folder of the file, where the speaker's table is too."""

    name: str
    kind: VoiceKind = "narrated"
    made_for: str = ""
    """The person whom a recorded voice was made for; empty for everybody."""

    engine: str
    """The speech engine, without the version that follows it in the file; loaded only when narrating."""

    speaker: str | None
    """Which of the engine's speakers; None is the engine's default."""

    language: str | None = None
    """The language that it speaks, as a tag of BCP 47; None when the file does not say."""

    speed: float
    """The pace that the speech engine is asked for: 1.0 is its own, 0.4 to 2.0."""

    respell: Mapping[str, str]
    """From a word as written to the word as the engine should read it."""


def read_manifest(*folders: Path) -> Manifest:
    """Reads the first `voice.yaml` in a voice's folders.

    Raises:
        VoiceError: no folder has one, or it cannot be read or has an invalid value.
    """
    folder = next((candidate for candidate in folders if os.path.lexists(candidate / FILE_NAME)), folders[0])
    path = folder / FILE_NAME
    fields = _fields(path)
    return Manifest(
        folder=folder,
        name=_name(fields.get("name", folder.name), path),
        kind=_kind(fields.get("kind", "narrated"), path),
        made_for=_name(fields["for"], path, "for") if fields.get("for") is not None else "",
        engine=_engine(fields.get("engine", _FIRST_ENGINE), path),
        speaker=_speaker(fields.get("speaker"), path),
        language=_language(fields.get("language"), path),
        speed=_speed(fields.get("speed", 1.0), path),
        respell=_respell(fields.get("respell") or {}, path),
    )


def _fields(path: Path) -> dict[str, Any]:
    from practice_player.script.parsing.yaml_tree import YamlProblemError, compose

    try:
        text = read_text(path)
    except UnusableFileError as exc:
        raise VoiceError(
            f"cannot be opened: {exc.problem}",
            fix=f"give the voice a {FILE_NAME} of a few lines",
            place=str(path),
        ) from exc
    if not text.strip():
        raise _no_fields(path)
    try:
        node, problems = compose(text)
    except YamlProblemError as exc:
        problems = list(exc.problems)
    if problems:
        first = problems[0]
        position = f"line {first.place.line}, column {first.place.column}"
        raise VoiceError(f"{position}: {first.problem}", fix=first.fix, place=str(path))
    fields = _to_plain(node)
    if not isinstance(fields, dict):
        raise _no_fields(path)
    return fields


def _no_fields(path: Path) -> VoiceError:
    return VoiceError("holds no fields", fix="write `name: …` and `speed: 0.65`", place=str(path))


@dataclass(frozen=True, slots=True)
class _UnsupportedScalar:
    """A YAML value that is neither text nor a number, such as `yes` or a date."""

    written: str

    def __repr__(self) -> str:
        return self.written


def _to_plain(node: Any) -> Any:
    """Converts a YAML node to text, numbers, None, and tables and lists of these."""
    if isinstance(node.value, list):
        if node.value and isinstance(node.value[0], tuple):
            return {key.value: _to_plain(value) for key, value in node.value}
        return [_to_plain(item) for item in node.value] if node.id == "sequence" else {}
    kind = node.tag.rpartition(":")[2]
    if kind == "str":
        return node.value
    if kind == "null":
        return None
    if kind in ("int", "float"):
        try:
            return float(node.value)
        except ValueError:  # `0x1f`, `1:30`
            pass
    return _UnsupportedScalar(node.value)


def _name(value: Any, path: Path, key: str = "name") -> str:
    fix = f"write a word: `{key}: heart`"
    if not isinstance(value, str) or not value.strip():
        raise VoiceError(f"{key} {value!r} is not text", fix=fix, place=str(path))
    if len(value) > _MAX_TEXT_LETTERS or not value.isprintable():
        raise VoiceError(f"{key} is too long, or holds what cannot be shown", fix=fix, place=str(path))
    return value


def _kind(value: Any, path: Path) -> VoiceKind:
    for kind in get_args(VoiceKind):
        if value == kind:
            return cast("VoiceKind", kind)
    raise VoiceError(
        f"kind {value!r} is neither narrated nor recorded", fix="write `kind: recorded`", place=str(path)
    )


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
    if value is not None and not _SPEAKER.fullmatch(value):
        # A speaker's table is looked for by this name, beside the voice and nowhere else.
        raise VoiceError(
            "speaker is no name", fix="write a word without `/`: `speaker: heart`", place=str(path)
        )
    return value


def _language(value: Any, path: Path) -> str | None:
    from practice_player.script.durations import NotReadableError
    from practice_player.script.languages import read_language

    if value is None:
        return None
    try:
        return read_language(str(value))
    except NotReadableError as exc:
        raise VoiceError(exc.problem, fix=exc.fix.replace("`lang:", "`language:"), place=str(path)) from exc


def _speed(value: Any, path: Path) -> float:
    if not isinstance(value, float) or not _MIN_SPEED <= value <= _MAX_SPEED:
        raise VoiceError(
            f"speed {value!r} is outside {_MIN_SPEED} to {_MAX_SPEED}",
            fix=f"write `speed: {_USUAL_SPEED}`",
            place=str(path),
        )
    return float(value)


def _respell(value: Any, path: Path) -> dict[str, str]:
    if not isinstance(value, dict):
        raise VoiceError("respell is not a table", fix="write `respell: {written: spoken}`", place=str(path))
    if len(value) > _MAX_RESPELLED_WORDS:
        raise VoiceError(
            f"respell has more than {_MAX_RESPELLED_WORDS} words",
            fix="keep those that are said",
            place=str(path),
        )
    for written, spoken in value.items():
        if not isinstance(written, str) or not isinstance(spoken, str) or not written.strip():
            raise VoiceError(
                f"respell {written!r}: {spoken!r} is not text for text",
                fix="put both words in quotes",
                place=str(path),
            )
        if max(len(written), len(spoken)) > _MAX_TEXT_LETTERS:
            raise VoiceError(
                f"respell has a word of more than {_MAX_TEXT_LETTERS} letters",
                fix="shorten it",
                place=str(path),
            )
    return {to_nfc(written).lower(): spoken for written, spoken in value.items()}
