"""The words that lead a paced breath, and numbers as they are said."""

from decimal import Decimal
from typing import Final

from practice_player.script import model
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


def phase_cue(phase: str, name: str) -> str:
    """Returns what the voice says at a phase of a breath; `name` is its own name, or empty."""
    return f"{phase.capitalize()}, {name}." if name else CUES[phase]


def spoken_cues(step: model.Breathe) -> tuple[str, ...]:
    """Returns everything that the voice may say to lead these breaths, each once."""
    out_phase = "hum" if step.hum == "true" else "out"
    has_sip = any(pattern.sip_s for pattern in step.patterns)
    cues = (
        *(phase_cue("in", name) for name in step.in_ or ("",)),
        *([CUES["sip"]] if has_sip else []),
        CUES["wait"],
        *(phase_cue("out", name) if name else CUES[out_phase] for name in step.out or ("",)),
    )
    return tuple(dict.fromkeys(cues))


def number_phrase(number: int) -> str:
    """Returns how a number is said by itself, such as `Ten.` for 10."""
    return f"{in_words(number).capitalize()}."
