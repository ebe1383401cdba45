"""Looks at the recordings of what a script says."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from practice_player.checks.clips import clip_problems, fit_problems
from practice_player.checks.finding import Finding
from practice_player.checks.recordings import Recordings
from practice_player.checks.verdict import Unheard
from practice_player.checks.view import View
from practice_player.errors import ClipError, Severity
from practice_player.paths import is_file, what_stands_at
from practice_player.recordings.measure import Measure
from practice_player.script import model
from practice_player.script.nodes import file_name

Measuring: TypeAlias = Callable[[Path], Measure]
"""Raises `ClipError` for what cannot be read."""

Told: TypeAlias = tuple[str, Severity, Finding]
"""With the rule it follows from, and how much it matters."""


def unheard(view: View, recordings: Recordings) -> Iterator[Unheard]:
    """Each phrase without a recording, where it is first said."""
    for text, phrase in view.phrases.items():
        clip = recordings.wanted(text)
        if clip not in recordings.names:
            path, line, column = view.point(phrase.place, text)
            yield Unheard(text=text, clip=clip, path=path, line=line, column=column)


def heard(view: View, recordings: Recordings) -> dict[str, str]:
    """The recording of each phrase that has one, by its words."""
    wanted = ((text, recordings.wanted(text)) for text in view.phrases)
    return {text: name for text, name in wanted if name in recordings.names}


def own_recordings(view: View) -> dict[Path, model.Say]:
    """The files that `audio` names, there or not, each with the first step that does."""
    found: dict[Path, model.Say] = {}
    for step in view.steps:
        if isinstance(step, model.Say) and step.audio_path:
            found.setdefault(step.audio_path, step)
    return found


def recording_problems(view: View, recordings: Recordings, measure: Measuring) -> Iterator[Told]:
    """Rule, severity and finding, for each recording that the script uses."""
    for text, name in heard(view, recordings).items():
        for rule, severity, problem, fix in _spoilt(recordings.path(name), text, measure):
            place = view.phrases[text].place
            yield rule, severity, Finding(place=place, words=text, problem=problem, fix=fix)
    for path, step in own_recordings(view).items():
        place = step.place.at("audio")
        if is_file(path):
            for rule, severity, problem, fix in _spoilt(path, step.say, measure):
                yield rule, severity, Finding(place=place, problem=problem, fix=fix)
        else:
            problem, fix = _missing(path, step.audio or "")
            problem += ": the words are shown, and not heard"
            yield "audio-missing", "error", Finding(place=place, problem=problem, fix=fix)


def _missing(path: Path, written: str) -> tuple[str, str]:
    name = f"`{file_name(written)}`"
    if other := what_stands_at(path):
        return f"{name} is {other}, and no recording", "name the recording itself, or delete the line"
    if written != written.strip():
        fix = "take the space away, from here or from the file's name"
        return f"there is no recording {name}, with a space at its beginning or end", fix
    fix = "check the name; it counts from this file's folder; or delete the line"
    return f"there is no recording {name}", fix


def _spoilt(path: Path, text: str, measure: Measuring) -> Iterator[tuple[str, Severity, str, str]]:
    try:
        measured = measure(path)
    except ClipError as exc:
        yield "unreadable-recording", "error", f"`{path.name}`: {exc.problem}", exc.fix
        return
    for rule, said, fix in (*clip_problems(measured), *fit_problems(measured, text)):
        yield rule, "advice", f"`{path.name}`: {said}", fix
