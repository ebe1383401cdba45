"""What one script and the recordings it uses show; as JSON for the cache, and back."""

from dataclasses import asdict, dataclass, replace
from typing import Any, get_args

from practice_player.lib.errors import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class UnrecordedPhrase:
    """A phrase without a recording: what is wrong with it follows from what the other scripts use."""

    text: str
    clip: str
    """The name its recording would have."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that can be said of one script by itself."""

    problems: tuple[Diagnostic, ...] = ()
    unrecorded: tuple[UnrecordedPhrase, ...] = ()
    clips: tuple[str, ...] = ()
    """The names of the voice's recordings that it uses."""

    pieces: tuple[str, ...] = ()
    """Other scripts that were read for it."""

    recordings: tuple[str, ...] = ()
    """Recordings that it names itself, whether they exist or not."""

    def with_path(self, old: str, new: str) -> "Report":
        """The same report of a script whose path is written in another way."""

        def moved(place: Place) -> Place:
            return replace(place, path=new) if place.path == old else place

        return replace(
            self,
            problems=tuple(replace(problem, place=moved(problem.place)) for problem in self.problems),
            unrecorded=tuple(replace(phrase, place=moved(phrase.place)) for phrase in self.unrecorded),
        )


def as_json(report: Report) -> Any:
    return asdict(report)


def from_json(value: Any) -> Report | None:
    """The report that was kept; None when this is none, since other programs can write there too."""
    try:
        return Report(
            problems=tuple(map(_diagnostic, value["problems"])),
            unrecorded=tuple(map(_unrecorded, value["unrecorded"])),
            clips=tuple(map(_text, value["clips"])),
            pieces=tuple(map(_text, value["pieces"])),
            recordings=tuple(map(_text, value["recordings"])),
        )
    except (TypeError, KeyError, ValueError):
        return None


def _diagnostic(value: Any) -> Diagnostic:
    if value["severity"] not in get_args(Severity):
        raise ValueError("not a severity")
    return Diagnostic(
        place=_place(value["place"]),
        problem=_text(value["problem"]),
        fix=_text(value["fix"]),
        code=_text(value["code"]),
        severity=value["severity"],
    )


def _unrecorded(value: Any) -> UnrecordedPhrase:
    return UnrecordedPhrase(
        text=_text(value["text"]), clip=_text(value["clip"]), place=_place(value["place"])
    )


def _place(value: Any) -> Place:
    return Place(_text(value["path"]), _number(value["line"]), _number(value["column"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError("not a line or a column")
    return value
