"""The words that lead a paced breath, and numbers as they are said."""

from decimal import Decimal
from typing import Final

from practice_player.script import model
from practice_player.script.languages import is_same_language
from practice_player.script.number_words import in_words

COUNT_BEAT_S: Final = Decimal(1)
"""How far apart the numbers are that count a phase of a breath."""

CUES: Final = {
    "in": "Breathe in.",
    "sip": "And a little more.",
    "wait": "And wait.",
    "out": "And out.",
    "hum": "And hum.",
}
"""The words that the voice says at each phase of a breath that has no name of its own."""


_UNSPACED: Final = ("zh", "ja")
"""Languages whose full stop is `。`."""


def phase_cue(phase: str, name: str, lang: str | None = None) -> str:
    """Returns what the voice says at a phase of a breath; `name` is its own name, or empty.

    In another language than English, a name is said by itself; a phase without one has the English words.
    """
    if not name:
        return CUES[phase]
    if _is_english(lang):
        return f"{phase.capitalize()}, {name}."
    stop = "。" if any(is_same_language(lang or "", unspaced) for unspaced in _UNSPACED) else "."
    return f"{name[:1].upper()}{name[1:]}{stop}"


def _is_english(lang: str | None) -> bool:
    """Whether words are in English; they are where no language is named."""
    return lang is None or is_same_language(lang, "en")


def spoken_cues(step: model.Breathe, lang: str | None = None) -> tuple[str, ...]:
    """Returns everything that the voice may say to lead these breaths, each once."""
    out_phase = "hum" if step.hum == "true" else "out"
    has_sip = any(pattern.sip_s for pattern in step.patterns)
    has_wait = any(pattern.hold_s for pattern in step.patterns)
    cues = (
        *(phase_cue("in", name, lang) for name in step.in_ or ("",)),
        *([CUES["sip"]] if has_sip else []),
        *([CUES["wait"]] if has_wait else []),
        *(phase_cue("out", name, lang) if name else CUES[out_phase] for name in step.out or ("",)),
    )
    return tuple(dict.fromkeys(cues))


def number_phrase(number: int, lang: str | None = None) -> str:
    """Returns how a number is said by itself: `Ten.` for 10; its digits in another language than English."""
    return f"{number}" if not _is_english(lang) else f"{in_words(number).capitalize()}."
