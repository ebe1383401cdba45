"""What was found in one script, and in the recordings of what it says; as JSON and back."""

from dataclasses import asdict, dataclass
from typing import Any, get_args

from practice_player.lib.errors import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """A phrase without a recording."""

    text: str
    clip: str
    """The name its recording would have."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All there is to tell of one script."""

    problems: tuple[Diagnostic, ...] = ()
    unheard: tuple[Unheard, ...] = ()
    clips: tuple[str, ...] = ()
    """The voice's recordings it uses, by name."""

    pieces: tuple[str, ...] = ()
    """Other scripts that were read for it."""

    recordings: tuple[str, ...] = ()
    """Recordings that it names itself, there or not."""


def as_json(report: Report) -> Any:
    return asdict(report)


def from_json(found: Any) -> Report | None:
    """The verdict that was kept; None when this is none."""
    try:
        return Report(
            problems=tuple(_problem(one) for one in found["problems"]),
            unheard=tuple(_unheard(one) for one in found["unheard"]),
            clips=tuple(_text(one) for one in found["clips"]),
            pieces=tuple(_text(one) for one in found["pieces"]),
            recordings=tuple(_text(one) for one in found["recordings"]),
        )
    except (TypeError, KeyError, ValueError):
        return None


def _problem(found: Any) -> Diagnostic:
    if found["severity"] not in get_args(Severity):
        raise ValueError("no severity")
    return Diagnostic(
        path=_text(found["path"]),
        line=_number(found["line"]),
        column=_number(found["column"]),
        problem=_text(found["problem"]),
        fix=_text(found["fix"]),
        severity=found["severity"],
        rule=_text(found["rule"]),
    )


def _unheard(found: Any) -> Unheard:
    return Unheard(
        text=_text(found["text"]),
        clip=_text(found["clip"]),
        path=_text(found["path"]),
        line=_number(found["line"]),
        column=_number(found["column"]),
    )


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError("no text")
    return found


def _number(found: Any) -> int:
    if not isinstance(found, int) or found < 1:
        raise ValueError("no line or column")
    return found
