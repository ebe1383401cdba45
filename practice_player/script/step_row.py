"""What a row of the table of steps says of one kind of step."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from practice_player.lib.diagnostics import Diagnostic
from practice_player.script import model, step_faults
from practice_player.script.kinds import StepKind
from practice_player.script.node import Node
from practice_player.script.spoken_phrases import SpokenPhrase, no_phrases
from practice_player.script.step_faults import Surroundings

KeyHelp: TypeAlias = tuple[str, tuple[str | int | float, ...]]
"""The help that an editor shows for a key: a sentence, and examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One kind of step.  Keys name attributes of the step's class; an empty key means that it has none."""

    kind: StepKind

    key_help: Mapping[str, KeyHelp]
    """The help that an editor shows for each key of its own, as it is written."""

    stand_ins: Mapping[str, str] = field(default_factory=dict)
    """The value that replaces one that cannot be read, by key, so that the rest can still be checked."""

    find_faults: Callable[[Any, Surroundings], Iterator[Diagnostic]] = step_faults.no_faults
    """Finds the faults of a step whose every value can be read."""

    branch_keys: tuple[str, ...] = ()
    """The keys whose values are lists of steps."""

    spoken_key: str = ""
    """The key of the words that are said."""

    shown_key: str = ""
    """The key of the words that are only shown."""

    file_key: str = ""
    """The key that can name a sound file."""

    answer_keys: tuple[str, ...] = ()
    """The keys of what its answers are called."""

    along_key: str = ""
    """The key of what is said at certain breaths or times."""

    spoken_phrases: Callable[[Any, str | None], Iterable[SpokenPhrase]] = no_phrases
    """Returns all phrases that the step says aloud."""

    lasts: bool = True
    """Whether it takes any time."""

    elastic_key: str = ""
    """The key of the elastic length or count."""

    unit_s: Callable[[Any], Decimal] | None = None
    """Returns how long one unit of an elastic count lasts; None for a length, and for a count of passes."""

    fixed_s: Decimal = Decimal(0)
    """How long it lasts besides its words and its elastic length."""

    is_rest: bool = False
    """Whether it stretches before other steps do, and takes the time that whole breaths leave over."""

    silence: Literal["none", "after", "whole"] = "none"
    """Which part of it is silent: none, all after its words, or the whole step."""

    question: Literal["", "wait", "agree"] = ""
    """The question that the listener may answer while it lasts."""

    player_label: str = ""
    """Its name in the player."""

    outline_label: str = ""
    """Its name in outlines; empty if they show only its words.

    In this and in `chapter_label`, `{length}`, `{who}`, `{breaths} breath{s}` and `{pattern}` are filled in.
    """

    chapter_label: str = ""
    """The name of a chapter that begins with it."""

    chapter_uses_words: bool = False
    """Whether such a chapter is named after its first words, if it has any."""

    chapter_joins: Literal["never", "short", "words", "always"] = "never"
    """When it joins the chapter before it: `short` if it is short, `words` after a step of its kind."""

    @property
    def model(self) -> type[Node]:
        """The class of these steps."""
        return model.KINDS[self.kind]
