"""Looks at the recordings of what a script says."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from practice_player.checks.clips import clip_problems, fit_problems
from practice_player.checks.finding import Finding
from practice_player.checks.measuring import Measurement
from practice_player.checks.verdict import Unheard
from practice_player.checks.view import View
from practice_player.errors import ClipError, Severity
from practice_player.voice.voice import Voice

Measure: TypeAlias = Callable[[Path], Measurement | None]
"""A recording measured; None when that cannot be done here.  Raises `ClipError`."""


def unheard(view: View, voice: Voice) -> Iterator[Unheard]:
    """Each phrase without a recording, where it is first said."""
    for text, phrase in view.phrases.items():
        clip = voice.path_for(text)
        if not clip.is_file():
            path, line, column = view.point(phrase.place, text)
            yield Unheard(text=text, clip=clip.name, path=path, line=line, column=column)


def heard(view: View, voice: Voice) -> dict[str, Path]:
    """The recording of each phrase that has one, by its words."""
    paths = ((text, voice.path_for(text)) for text in view.phrases)
    return {text: path for text, path in paths if path.is_file()}


def recording_problems(view: View, voice: Voice, measure: Measure) -> Iterator[tuple[str, Severity, Finding]]:
    """Rule, severity and finding, for each recording that the script uses."""
    for text, path in heard(view, voice).items():
        place = view.phrases[text].place
        try:
            measured = measure(path)
        except ClipError as exc:
            problem = f"`{path.name}` {exc.problem}"
            yield (
                "unreadable-recording",
                "error",
                Finding(place=place, words=text, problem=problem, fix=exc.fix),
            )
            continue
        for rule, said, fix in _spoilt(measured, text) if measured else ():
            problem = f"`{path.name}`: {said}"
            yield rule, "advice", Finding(place=place, words=text, problem=problem, fix=fix)


def _spoilt(measured: Measurement, text: str) -> Iterator[tuple[str, str, str]]:
    yield from clip_problems(measured)
    yield from fit_problems(measured, text)
