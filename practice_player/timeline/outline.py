"""Lists a timeline cue by cue, for people to read and for programs to use."""

from collections.abc import Sequence
from dataclasses import replace

from practice_player.lib.units import clock, seconds
from practice_player.script.choices import bed_label
from practice_player.script.kinds import StepKind
from practice_player.script.steps import ROWS
from practice_player.script.turn_labels import TURNS
from practice_player.timeline.model import Bell, Breath, OutlineEntry, Timeline, TimelineStep


def steps(timeline: Timeline) -> list[OutlineEntry]:
    """Returns the practice in few lines: one for each heading and step, with its first phrase."""
    cues = outline(timeline)
    entries: list[OutlineEntry] = []
    for step in timeline.steps:
        inside = [cue for cue in cues if step.start_frame <= cue.start_frame < step.end_frame]
        entries += [cue for cue in inside if cue.kind is StepKind.HEADING]
        inside = [cue for cue in inside if cue.kind is not StepKind.HEADING]
        first = next((cue for cue in inside if cue.kind is step.kind), None)
        if first and step.kind is StepKind.AGREE:
            first = replace(first, words=step.text)
        if first:
            shortened = step.kind is StepKind.SAY and len(inside) > 1
            entries.append(replace(first, words=f"{first.words.rstrip('.…')}…" if shortened else first.words))
    return entries


def outline(timeline: Timeline) -> list[OutlineEntry]:
    """Returns every phrase, soft bell, heading, step without words, and change of background, by time."""
    changes = [
        _moment(
            frame,
            StepKind.BACKGROUND,
            name,
            words="(no background)" if name == "none" else f"({bed_label(name)} in the background)",
        )
        for frame, name in timeline.bed_changes
    ]
    label = ROWS[StepKind.HEADING].outline_label
    headings = [
        _moment(frame, StepKind.HEADING, name, words=f"{label} {name}") for frame, name in timeline.headings
    ]
    step_entries = [_step_entry(step, timeline) for step in timeline.steps if ROWS[step.kind].outline_label]
    phrases = [
        OutlineEntry(
            start_frame=phrase.start_frame,
            length_frames=phrase.length_frames,
            kind=StepKind.SAY,
            text=phrase.text,
            clip=clip.path if (clip := phrase.clip or phrase.inside) else None,
            words=phrase.text,
            voice=phrase.voice,
            least_frames=phrase.length_frames,
            most_frames=phrase.length_frames,
        )
        for phrase in timeline.phrases
    ]
    soft_bells = [_soft_bell_entry(bell) for bell in timeline.bells if bell.soft]
    entries = [*changes, *headings, *step_entries, *soft_bells, *phrases]
    return sorted(entries, key=lambda cue: cue.start_frame)


def _soft_bell_entry(bell: Bell) -> OutlineEntry:
    return OutlineEntry(
        start_frame=bell.start_frame,
        length_frames=bell.length_frames,
        kind=StepKind.BELL,
        text="",
        clip=None,
        words="(a soft bell)",
        least_frames=bell.length_frames,
        most_frames=bell.length_frames,
    )


def _moment(frame: int, kind: StepKind, text: str, *, words: str) -> OutlineEntry:
    """Returns an entry for what takes no time."""
    return OutlineEntry(
        start_frame=frame,
        length_frames=0,
        kind=kind,
        text=text,
        clip=None,
        words=words,
        least_frames=0,
        most_frames=0,
    )


def _step_entry(step: TimelineStep, timeline: Timeline) -> OutlineEntry:
    start = step.start_frame
    if step.kind is StepKind.AGREE:  # the time to answer comes after the words
        ends = (
            phrase.end_frame for phrase in timeline.phrases if start <= phrase.start_frame < step.end_frame
        )
        start = max(ends, default=start)
    words_frames = start - step.start_frame
    return OutlineEntry(
        start_frame=start,
        length_frames=step.length_frames - words_frames,
        kind=step.kind,
        text=step.text,
        clip=next((sound.clip.path for sound in timeline.sounds if sound.start_frame == start), None)
        if step.kind is StepKind.SOUND
        else None,
        words=_words(step, timeline),
        least_frames=step.least_frames - words_frames,
        most_frames=step.most_frames - words_frames,
    )


def label(pattern: str, step: TimelineStep, timeline: Timeline, *, who: str = "") -> str:
    """Fills in a label pattern of `script/steps.py` with the step's length and number of breaths."""
    inside = [breath for breath in timeline.breaths if _is_in(step, breath.start_frame)]
    breaths = inside[0].cycles if inside else 0
    return pattern.format(
        length=clock(seconds(step.length_frames)),
        who=who,
        breaths=breaths,
        s="s" * (breaths != 1),
        pattern=_breath_words(inside, until_enter=step.until_enter),
    )


def _breath_words(breaths: Sequence[Breath], *, until_enter: bool) -> str:
    """Says how the first breath goes, and the last if that is another, such as `in 4 s, out 6 s`."""
    if not breaths:
        return ""
    first, last = (
        [breath for breath in breaths if breath.cycle == number] for number in (1, breaths[-1].cycle)
    )
    words = ", ".join(f"{_phase_words(breath, breaths)} {_length_words(breath)}" for breath in first)
    if [breath.length_frames for breath in first] != [breath.length_frames for breath in last]:
        words += ", at last " + ", ".join(f"{breath.word} {_length_words(breath)}" for breath in last)
    return f"{words}, until enter" if until_enter else words


def _phase_words(breath: Breath, breaths: Sequence[Breath]) -> str:
    """Returns what a phase is called, with all names that take turns for it."""
    names = dict.fromkeys(other.name for other in breaths if other.word == breath.word and other.name)
    return f"{breath.word} ({' / '.join(names)})" if names else breath.word


def _length_words(breath: Breath) -> str:
    return f"{round(seconds(breath.length_frames), 1):g} s"


def _is_in(step: TimelineStep, frame: int) -> bool:
    return step.start_frame <= frame < step.end_frame


def _words(step: TimelineStep, timeline: Timeline) -> str:
    row = ROWS[step.kind]
    words = label(row.outline_label, step, timeline, who=TURNS[step.who].outline_label if step.who else "")
    return f"{words} {step.text}".rstrip() if row.shown_key else words
