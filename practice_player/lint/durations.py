"""How long steps take, as far as a script alone can tell."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, TypeAlias

from practice_player.script import model
from practice_player.script.durations import ElasticLength
from practice_player.script.expand import Simple
from practice_player.script.tree import spans
from practice_player.timeline.phrases import READING_CHARACTERS_PER_S

Which: TypeAlias = Literal["least", "usual", "most"]


def span_of(step: model.Node) -> ElasticLength | None:
    """The length a step is given; of breaths, all of them; None for words, bells and backgrounds."""
    if isinstance(step, model.Breathe):
        cycle_s, cycles = step.breathe.cycle_s, step.cycles
        return ElasticLength(
            least_s=cycle_s * cycles.least, usual_s=cycle_s * cycles.usual, most_s=cycle_s * cycles.most
        )
    return next(spans(step), None)


def length_s(step: model.Node, which: Which) -> Decimal:
    """What the script gives a step, without the time its words take."""
    span = span_of(step)
    return Decimal(0) if span is None else getattr(span, f"{which}_s")


def usual_s(way: Iterable[Simple]) -> Decimal:
    """A whole practice, its words at reading pace."""
    total = Decimal(0)
    for step in way:
        words = step.say if isinstance(step, model.Say) else ""
        total += length_s(step, "usual") + Decimal(len(words)) / READING_CHARACTERS_PER_S
    return total
