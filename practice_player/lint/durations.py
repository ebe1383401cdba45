"""Estimates how long steps take from the script alone."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, TypeAlias

from practice_player.script import model
from practice_player.script.languages import relative_reading_speed
from practice_player.script.pauses import pauses_s, without_pauses
from practice_player.script.tree import elastic_length
from practice_player.timeline.reading_time import reading_s

LengthName: TypeAlias = Literal["least", "usual", "most"]


def length_s(step: model.Step, length_name: LengthName) -> Decimal:
    """Returns the length that the script gives a step, without the time that its words take."""
    elastic = elastic_length(step)
    return Decimal(0) if elastic is None else getattr(elastic, f"{length_name}_s")


def most_length_s(step: model.SimpleStep, lang: str | None) -> Decimal:
    """Returns how long a step can last at most, with its words at reading pace."""
    return length_s(step, "most") + _words_s(step, lang)


def usual_length_s(way: Iterable[model.SimpleStep], lang: str | None) -> Decimal:
    """Returns the usual length of a whole practice, with its words at reading pace."""
    return sum((length_s(step, "usual") + _words_s(step, lang) for step in way), Decimal(0))


def _words_s(step: model.SimpleStep, lang: str | None) -> Decimal:
    if not isinstance(step, model.Say):
        return Decimal(0)
    words = step.say
    return pauses_s(words) + reading_s(without_pauses(words), lang)


def in_letters_of(lang: str | None, english_cps: int) -> int:
    """Returns how many letters a second of a language are as many as so many of English."""
    return max(1, round(english_cps * relative_reading_speed(lang)))
