"""The report on a script and the recordings that it uses, with its conversion to and from JSON."""

from dataclasses import asdict, dataclass, replace
from typing import Any, get_args

from practice_player.lib.diagnostics import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class UnrecordedPhrase:
    """A phrase without a recording; which problem it is depends on the recordings that other scripts use."""

    text: str
    clip: str
    """The name that its recording would have."""

    place: Place
    by_second: bool = False
    """Whether it is the second voice that has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words that are said, as they are written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that is known of a script without looking at other scripts."""

    problems: tuple[Diagnostic, ...] = ()
    unrecorded: tuple[UnrecordedPhrase, ...] = ()
    clips: tuple[str, ...] = ()
    """The names of the voice's recordings that the script uses."""

    pieces: tuple[str, ...] = ()
    """The paths of the pieces that were read for it."""

    recordings: tuple[str, ...] = ()
    """The paths of recordings that it names itself, whether they exist or not."""

    said: tuple[Saying, ...] = ()
    """All that is said in it, in the order of the file."""

    def with_path(self, old: str, new: str) -> "Report":
        """Returns the same report with another spelling of the script's path."""

        def with_new_path(place: Place) -> Place:
            return replace(place, path=new) if place.path == old else place

        return replace(
            self,
            problems=tuple(replace(problem, place=with_new_path(problem.place)) for problem in self.problems),
            unrecorded=tuple(
                replace(phrase, place=with_new_path(phrase.place)) for phrase in self.unrecorded
            ),
            said=tuple(replace(saying, place=with_new_path(saying.place)) for saying in self.said),
        )


def as_json(report: Report) -> Any:
    return asdict(report)


def from_json(value: Any) -> Report | None:
    """Returns the report in a cached value; None if it is not one, since other programs can write there."""
    try:
        return Report(
            problems=tuple(map(_read_diagnostic, value["problems"])),
            unrecorded=tuple(map(_read_unrecorded, value["unrecorded"])),
            clips=tuple(map(_read_text, value["clips"])),
            pieces=tuple(map(_read_text, value["pieces"])),
            recordings=tuple(map(_read_text, value["recordings"])),
            said=tuple(map(_read_saying, value["said"])),
        )
    except (TypeError, KeyError, ValueError):
        return None


def _read_diagnostic(row: Any) -> Diagnostic:
    if row["severity"] not in get_args(Severity):
        raise ValueError("not a severity")
    return Diagnostic(
        place=_read_place(row["place"]),
        problem=_read_text(row["problem"]),
        fix=_read_text(row["fix"]),
        code=_read_text(row["code"]),
        severity=row["severity"],
    )


def _read_unrecorded(row: Any) -> UnrecordedPhrase:
    return UnrecordedPhrase(
        text=_read_text(row["text"]),
        clip=_read_text(row["clip"]),
        place=_read_place(row["place"]),
        by_second=row["by_second"] is True,
    )


def _read_saying(row: Any) -> Saying:
    return Saying(text=_read_text(row["text"]), place=_read_place(row["place"]))


def _read_place(row: Any) -> Place:
    return Place(_read_text(row["path"]), _read_number(row["line"]), _read_number(row["column"]))


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _read_number(value: Any) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError("not a line or a column")
    return value
