"""The rule on how soon there is something to do; it listens to the recordings that there are."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import ClipError, LengthError
from practice_player.lib.units import frames, seconds
from practice_player.lint.context import RuleContext
from practice_player.lint.rules import table
from practice_player.lint.rules.clips import Measure
from practice_player.lint.rules.table import MAX_BEGINNING_S, MAX_SHORT_LENGTH_S, MIN_SILENCE_TO_ACT_S
from practice_player.lint.voice_clips import VoiceClips
from practice_player.script.choices import VoiceRole
from practice_player.script.kinds import StepKind
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.finders import TwoVoices
from practice_player.timeline.model import Clip, ClipFinder, FrameSpan, Timeline

_DOING: Final = frozenset(
    (
        *(StepKind.BREATHE, StepKind.COUNT, StepKind.REST, StepKind.STAY),
        *(StepKind.TURN, StepKind.WAIT, StepKind.AGREE),
    )
)
_SOUNDING: Final = frozenset((StepKind.BELL, StepKind.SOUND))


def late_start(
    context: RuleContext, voices: Mapping[VoiceRole, VoiceClips], measure: Measure
) -> Iterator[Diagnostic]:
    """Yields a problem if nothing can be done in the first half minute of a short practice."""
    first, second = (_clip_finder(voices[role], measure) for role in ("first", "second"))
    try:
        timeline = compile_timeline(context.script, TwoVoices(first, second))
    except LengthError:
        return
    if timeline.length_frames >= frames(MAX_SHORT_LENGTH_S):
        return
    start_frame = first_act_frame(timeline)
    if start_frame is None or start_frame <= frames(MAX_BEGINNING_S):
        return
    yield table.LATE_START.diagnostic(
        context.script.place_of("steps"),
        problem=f"the first thing to do comes after {round(seconds(start_frame))} s",
        fix=f"let it come within {MAX_BEGINNING_S} s: say less before it, or say some of it afterwards",
    )


def first_act_frame(timeline: Timeline) -> int | None:
    """Returns the frame from which on somebody can do something; None if there is none."""
    acts = [step for step in timeline.steps if step.kind in _DOING]
    sounds = [step for step in timeline.steps if step.kind in _SOUNDING]
    spans: list[FrameSpan] = sorted((*acts, *sounds, *timeline.phrases), key=lambda span: span.start_frame)
    end = FrameSpan(start_frame=timeline.length_frames, length_frames=1)
    silences = [
        span.end_frame
        for span, following in pairwise((*spans, end))
        if following.start_frame - span.end_frame >= frames(MIN_SILENCE_TO_ACT_S)
    ]
    return min((*(step.start_frame for step in acts), *silences), default=None)


def _clip_finder(voice: VoiceClips, measure: Measure) -> ClipFinder:
    def find(text: str) -> Clip | None:
        name = voice.clip_name(text)
        if name not in voice.names:
            return None
        try:
            return Clip(path=name, length_frames=measure(voice.path(name)).length_frames)
        except ClipError:
            return None

    return find
