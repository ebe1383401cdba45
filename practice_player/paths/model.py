"""The format of paths: practices in an order, with how often is plenty."""

from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from practice_player.script.model import Evidence
from practice_player.script.node import Node
from practice_player.script.parsing.values import Number, Version, Words

_NAME_SCHEMA: Final = {"type": ["string", "number", "boolean"]}

PracticeNames: TypeAlias = Annotated[
    tuple[Words, ...],
    BeforeValidator(lambda written: written if isinstance(written, list) else [written]),
    WithJsonSchema({"anyOf": [_NAME_SCHEMA, {"type": "array", "minItems": 1, "items": _NAME_SCHEMA}]}),
]
"""One name of a practice, or several of which one is chosen each time."""


class PathStep(Node):
    """One practice of a path, or several to choose from."""

    WRITTEN_AS: ClassVar[str] = "paths"

    practice: PracticeNames
    words: Words | None = None
    """What is said of it before it is begun."""

    times: Number = 1
    """How often it is finished before the next step is offered; 1 or more."""

    again: Literal["any"] | None = None
    """`any` for a step that may be repeated as often as one likes, before it is left and afterwards."""

    plenty: Words | None = None
    """How often is plenty, in words."""


class PracticePath(Node):
    """A path."""

    WRITTEN_AS: ClassVar[str] = "paths"

    format: Version
    title: Words
    summary: Words
    lasts: Words | None = None
    """How long it may take, as plain guidance that nobody counts; such as "four weeks, or longer"."""

    plenty: Words | None = None
    caution: Words | None = None
    evidence: tuple[Evidence, ...] = ()
    note: Words | None = None
    """For whoever reads the file; never shown."""

    steps: tuple[PathStep, ...]
