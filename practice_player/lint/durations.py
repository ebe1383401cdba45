"""How long steps take, as far as a script alone can tell."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, TypeAlias

from practice_player.script import model
from practice_player.script.tree import elastic_length
from practice_player.timeline.phrases import READING_CHARACTERS_PER_S

Which: TypeAlias = Literal["least", "usual", "most"]


def length_s(step: model.Step, which: Which) -> Decimal:
    """What the script gives a step, without the time its words take."""
    lasting = elastic_length(step)
    return Decimal(0) if lasting is None else getattr(lasting, f"{which}_s")


def usual_s(way: Iterable[model.SimpleStep]) -> Decimal:
    """A whole practice, its words at reading pace."""
    total = Decimal(0)
    for step in way:
        words = step.say if isinstance(step, model.Say) else ""
        total += length_s(step, "usual") + Decimal(len(words)) / READING_CHARACTERS_PER_S
    return total
