"""How the interface looks and moves, as one person likes it; light, since the first frame needs it."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

PacerShape: TypeAlias = Literal["disc", "bar", "word"]

PACER_SHAPES: Final = get_args(PacerShape)
"""What can stand for the breath; the first is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """What a person can choose of the player's looks."""

    motion: bool = True
    """False keeps everything still: what moves is told by words and numbers instead."""

    pacer: PacerShape = "disc"
    """A disc that opens and closes, a bar that fills and empties, or the word and the seconds alone."""

    captions: bool = True
    """Whether what is said is shown as well."""


USUAL: Final = Appearance()
