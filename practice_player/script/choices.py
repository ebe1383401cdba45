"""What is chosen before a practice, and the words for it.

One word names what is left out, on the command line, in the interface and in the preferences.
Some are adaptations, a person's own for any day; the others are consents, given anew each time.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

BedName: TypeAlias = Literal["hush", "rain", "sea", "drone", "night", "none"]

BEDS: Final = get_args(BedName)
"""Every background, and `none` for going without one."""

Goal: TypeAlias = Literal["settle", "ground", "energise", "connect", "reflect", "restore"]

GOALS: Final = get_args(Goal)

Mood: TypeAlias = Literal["wound-up", "sleepless", "far-away"]

MOODS: Final = get_args(Mood)
"""How somebody may feel who looks for a practice."""

Posture: TypeAlias = Literal["sitting", "lying", "standing", "walking"]

POSTURES: Final = get_args(Posture)
"""How a practice can be done."""

DEFAULT_VOICE: Final = "heart"

OUTPUTS: Final = ("card", "silence", "simpleaudio")
"""Where the sound of a practice can go as it happens; the first is usual."""

ADAPTATIONS: Final = {
    "no-hold": "hold",
    "no-breath": "breath",
    "no-touch": "touch",
    "eyes-open": "closed-eyes",
    "seated": "standing",
}
"""What a script calls an adaptation, and what it leaves out."""

CONSENTS: Final = ("touch", "gaze", "closeness", "sharing")
"""What a partner script may ask, and what a refusal leaves out."""

SOME: Final = {f"some-{consent}": consent for consent in CONSENTS}
"""What a script calls having only some of what it asks."""

LEFT_OUT: Final = tuple(dict.fromkeys((*ADAPTATIONS.values(), *CONSENTS)))
"""Every word for what can be left out."""

NOTHING: Final = "none"
"""Said in place of them: nothing is left out, not even what is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What one practice is made with."""

    without: frozenset[str] = frozenset()
    """Words from `LEFT_OUT`; of several people's answers, all that anybody leaves out."""

    some: frozenset[str] = frozenset()
    """Consents of which there is only some: words from `CONSENTS`, none of them in `without`."""

    stays: frozenset[int] = frozenset()
    """Which of the practice's `agree` steps, counted from 0, were answered with staying; all others shift."""
