"""Looks at the recordings of what a script says."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from practice_player.clips.measurement import ClipAnalysis
from practice_player.lib.errors import ClipError, Severity
from practice_player.lib.paths import is_file, what_stands_at
from practice_player.lint.context import RuleContext
from practice_player.lint.report import Unheard
from practice_player.lint.rule import Finding
from practice_player.lint.rules.clips import clip_problems, fit_problems
from practice_player.lint.voice_clips import VoiceClips
from practice_player.script import model
from practice_player.script.parsing.yaml_tree import file_name

Measuring: TypeAlias = Callable[[Path], ClipAnalysis]
"""Raises `ClipError` for what cannot be read."""

Told: TypeAlias = tuple[str, Severity, Finding]
"""With the rule it follows from, and how much it matters."""


def unheard(context: RuleContext, recordings: VoiceClips) -> Iterator[Unheard]:
    """Each phrase without a recording, where it is first said."""
    for text, phrase in context.phrases.items():
        clip = recordings.wanted(text)
        if clip not in recordings.names:
            path, line, column = context.point(phrase.place, phrase.written)
            yield Unheard(text=text, clip=clip, path=path, line=line, column=column)


def heard(context: RuleContext, recordings: VoiceClips) -> dict[str, str]:
    """The recording of each phrase that has one, by its words."""
    wanted = ((text, recordings.wanted(text)) for text in context.phrases)
    return {text: name for text, name in wanted if name in recordings.names}


def own_recordings(context: RuleContext) -> dict[Path, model.Say]:
    """The files that `audio` names, there or not, each with the first step that does."""
    found: dict[Path, model.Say] = {}
    for step in context.steps:
        if isinstance(step, model.Say) and step.audio_path:
            found.setdefault(step.audio_path, step)
    return found


def recording_problems(context: RuleContext, recordings: VoiceClips, measure: Measuring) -> Iterator[Told]:
    """Rule, severity and finding, for each recording that the script uses."""
    for text, name in heard(context, recordings).items():
        phrase = context.phrases[text]
        for rule, severity, problem, fix in _spoilt(recordings.path(name), text, measure, phrase.room_s):
            yield rule, severity, Finding(place=phrase.place, words=phrase.written, problem=problem, fix=fix)
    for path, step in own_recordings(context).items():
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


def _spoilt(
    path: Path, text: str, measure: Measuring, room_s: Decimal | None = None
) -> Iterator[tuple[str, Severity, str, str]]:
    try:
        measured = measure(path)
    except ClipError as exc:
        yield "unreadable-recording", "error", f"`{path.name}`: {exc.problem}", exc.fix
        return
    for rule, said, fix in (*clip_problems(measured), *fit_problems(measured, text, room_s)):
        yield rule, "advice", f"`{path.name}`: {said}", fix
