"""A timeline cue by cue, for people to read and programs to use."""

from dataclasses import dataclass, replace

from practice_player.timeline.cue import Kind, Span, Step, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Span):
    """One line of an outline."""

    kind: Kind
    text: str
    """The words said or shown; empty when there are none."""

    clip: str | None
    """The recording's path, or None."""

    words: str
    """The cue in plain words."""


def steps(timeline: Timeline) -> list[Cue]:
    """The practice in few lines: what is said stands by its first phrase."""
    cues = outline(timeline)
    shown = []
    for step in timeline.steps:
        inside = [cue for cue in cues if step.start_frame <= cue.start_frame < step.end_frame]
        first = next((cue for cue in inside if cue.kind is step.kind), None)
        if first:
            more = step.kind is Kind.SAY and len(inside) > 1
            shown.append(replace(first, words=f"{first.words.rstrip('.…')}…" if more else first.words))
    return shown


TURNS = {"first": "The first of you speaks", "second": "The other speaks", "both": "Both of you"}


def outline(timeline: Timeline) -> list[Cue]:
    """Every phrase, stretch and bell, in order of time."""
    cues = [
        Cue(
            start_frame=phrase.start_frame,
            length_frames=phrase.length_frames,
            kind=Kind.SAY,
            text=phrase.text,
            clip=phrase.clip.path if phrase.clip else None,
            words=phrase.text,
        )
        for phrase in timeline.phrases
    ]
    cues += [
        Cue(
            start_frame=step.start_frame,
            length_frames=step.length_frames,
            kind=step.kind,
            text=step.text,
            clip=None,
            words=_words(step, timeline),
        )
        for step in timeline.steps
        if step.kind is not Kind.SAY
    ]
    return sorted(cues, key=lambda cue: (cue.start_frame, cue.kind is Kind.SAY))


def breaths_in(step: Step, timeline: Timeline) -> int:
    """How many breaths a stretch of paced breathing has."""
    return next(
        breath.cycles
        for breath in timeline.breaths
        if step.start_frame <= breath.start_frame < step.end_frame
    )


def _words(step: Step, timeline: Timeline) -> str:
    match step.kind:
        case Kind.BREATHE:
            return f"({breaths_in(step, timeline)} paced breaths)"
        case Kind.TURN:
            return f"({TURNS[step.who]}) {step.text}".rstrip()
        case Kind.BELL:
            return "(a bell)"
        case Kind.STAY:
            return f"(stay) {step.text}".rstrip()
        case _:
            return "(a rest)"
