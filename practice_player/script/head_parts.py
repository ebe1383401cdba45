"""The parts of a script's head: evidence, consents, and texts that follow what is left out."""

from typing import Annotated, Final, Literal, TypeAlias

from practice_player.script.choices import Condition
from practice_player.script.node import Node
from practice_player.script.parsing.text_lists import TextOrList
from practice_player.script.parsing.values import Words


class Evidence(Node):
    """What is known of a practice, and the `but`."""

    claim: Words
    source: Words
    strength: Literal["A", "B", "C"]
    but: Words | None = None


ConsentNeed: TypeAlias = Literal["none", "optional", "yes"]


class Consents(Node):
    """What a partner practice asks of two people."""

    touch: ConsentNeed = "none"
    gaze: ConsentNeed = "none"
    closeness: ConsentNeed = "none"
    sharing: ConsentNeed = "none"


class Passage(Node):
    """Words for some choices only: while a condition holds, or unless it does."""

    when: Condition | None = None
    unless: Condition | None = None
    say: Words


HeadText: TypeAlias = Annotated[tuple[str | Passage, ...], TextOrList(Passage)]
"""A text of the head, in parts; those without a condition apply to all choices."""

HEAD_TEXTS: Final = ("summary", "needs", "caution")
"""The keys of the head's texts that can have conditions."""
