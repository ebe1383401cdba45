"""Rules on talk: how dense it is with its pauses, how fast it is spoken, and how even it sounds."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from practice_player.clips.measurement import ClipAnalysis
from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.units import seconds
from practice_player.lint.context import Check, RuleContext, first_at_each_place
from practice_player.lint.rule import Rule
from practice_player.lint.rules import recordings, table
from practice_player.lint.rules.recordings import (
    CLIP_MARGINS_S,
    MAX_NEIGHBOUR_LU,
    MIN_MEASURED_WORDS,
    SPEECH_WORDS_A_MINUTE,
)
from practice_player.lint.rules.table import MAX_SAME_GAPS, MIN_TALK_S, SAME_GAP_S, TALK_WORDS_A_MINUTE
from practice_player.lint.talk import TalkBlock, count_words, talk_blocks
from practice_player.script.languages import is_same_language
from practice_player.script.practice_choices import Choices

Recorded = tuple[str, ClipAnalysis]
"""Words, and the analysis of their recording."""


def talk_pace(context: RuleContext) -> Iterator[Diagnostic]:
    yield from first_at_each_place(
        problem for block in _blocks(context) if block.length_s >= MIN_TALK_S for problem in _pace(block)
    )


def _pace(block: TalkBlock) -> Iterator[Diagnostic]:
    slowest, fastest = TALK_WORDS_A_MINUTE
    pace = block.words_a_minute
    if slowest <= round(pace) <= fastest:
        return
    words = sum(count_words(one.phrase.text) for one in block.said)
    missing_s = 60 * words / fastest - block.length_s
    yield table.TALK_PACE.diagnostic(
        block.said[0].step.place,
        problem=f"from here {words} words are said in {block.length_s:.0f} s, {pace:.0f} a minute with their "
        f"pauses; {slowest} to {fastest} let them sink in",
        fix=f"say less, or add {missing_s:.0f} s to the pauses between"
        if pace > fastest
        else "shorten the pauses between, or write the silence as a `rest`",
    )


def same_gaps(context: RuleContext) -> Iterator[Diagnostic]:
    yield from first_at_each_place(
        problem for block in _blocks(context) for problem in _repeated_gaps(block, block.gaps_s)
    )


def _repeated_gaps(block: TalkBlock, gaps_s: Sequence[float]) -> Iterator[Diagnostic]:
    same = 1
    for index, (earlier_s, later_s) in enumerate(pairwise(gaps_s), 1):
        same = same + 1 if abs(later_s - earlier_s) < SAME_GAP_S else 1
        if same == MAX_SAME_GAPS + 1:
            yield table.SAME_GAPS.diagnostic(
                block.said[index].step.place,
                problem=f"{same} pauses in a row are {later_s:.1f} s long: it sounds like a machine",
                fix="make one of them longer or shorter, or leave `pause` out, and they vary by themselves",
            )


def _blocks(context: RuleContext) -> Iterable[TalkBlock]:
    if not _is_english(context):
        return ()
    return talk_blocks(context.way(Choices()), context.script.lang)


def _is_english(context: RuleContext) -> bool:
    """Whether words a minute mean what they were measured for."""
    return is_same_language(context.script.lang or "en", "en")


def speech_problems(
    context: RuleContext, recorded: Sequence[Recorded], *, is_narrated: bool
) -> Iterator[Diagnostic]:
    """Yields what is wrong with the recordings of one voice together; they are in the order of the script."""
    place = context.script.place_of("steps")
    words = sum(count_words(text) for text, _ in recorded)
    length_s = sum(seconds(clip.length_frames) - CLIP_MARGINS_S for _, clip in recorded)
    slowest, fastest = SPEECH_WORDS_A_MINUTE
    if is_narrated and _is_english(context) and words >= MIN_MEASURED_WORDS and length_s > 0:
        pace = round(60 * words / length_s)
        if not slowest <= pace <= fastest:
            yield recordings.SPEECH_PACE.diagnostic(
                place,
                problem=f"inside its phrases the voice says {pace} words a minute",
                fix="let it speak more slowly: `speed` in voice.yaml, or another take"
                if pace > fastest
                else "let it speak a little faster, and leave the slowness to the pauses",
            )
    neighbours = [(_difference_lu(one, other), one[0], other[0]) for one, other in pairwise(recorded)]
    difference_lu, first, second = max(neighbours, default=(0.0, "", ""))
    if difference_lu > MAX_NEIGHBOUR_LU:
        yield recordings.UNEVEN_LOUDNESS.diagnostic(
            place,
            problem=f"{difference_lu:.1f} LU lie between “{first}” and “{second}”, which follows",
            fix="record one of them again, or bring both to the same loudness",
        )


def _difference_lu(one: Recorded, other: Recorded) -> float:
    """Returns how far two recordings differ as they are played."""
    first, second = (clip.loudness_lufs + clip.correction_db for _, clip in (one, other))
    return abs(first - second)


CHECKS: Final[dict[Rule, Check]] = {table.TALK_PACE: talk_pace, table.SAME_GAPS: same_gaps}
