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
from practice_player.script import model
from practice_player.voice.voice import Voice

Measure: TypeAlias = Callable[[Path], Measurement | None]
"""A recording measured; None when that cannot be done here.  Raises `ClipError`."""

Told: TypeAlias = tuple[str, Severity, Finding]
"""With the rule it follows from, and how much it matters."""


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


def own_recordings(view: View) -> dict[Path, model.Say]:
    """The files that `audio` names, there or not, each with the first step that does."""
    found: dict[Path, model.Say] = {}
    for step in view.steps:
        if isinstance(step, model.Say) and step.audio_path:
            found.setdefault(step.audio_path, step)
    return found


def recording_problems(view: View, voice: Voice, measure: Measure) -> Iterator[Told]:
    """Rule, severity and finding, for each recording that the script uses."""
    for text, path in heard(view, voice).items():
        yield from _spoilt(path, view.phrases[text].place, text, text, measure)
    for path, step in own_recordings(view).items():
        place = step.place.at("audio")
        if path.is_file():
            yield from _spoilt(path, place, "", step.say, measure)
        else:
            problem = f"there is no recording `{step.audio}`: the words are shown, and not heard"
            fix = "check the name; it counts from this file's folder; or delete the line"
            yield "audio-missing", "error", Finding(place=place, problem=problem, fix=fix)


def _spoilt(path: Path, place: model.Place, words: str, text: str, measure: Measure) -> Iterator[Told]:
    try:
        measured = measure(path)
    except ClipError as exc:
        problem = f"`{path.name}` {exc.problem}"
        yield "unreadable-recording", "error", Finding(place=place, words=words, problem=problem, fix=exc.fix)
        return
    for rule, said, fix in (*clip_problems(measured), *fit_problems(measured, text)) if measured else ():
        yield rule, "advice", Finding(place=place, words=words, problem=f"`{path.name}`: {said}", fix=fix)
