"""A script as the rules see it: every step, text and breath, each with its place."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import yaml

from practice_player.lib.errors import Diagnostic, Place
from practice_player.lib.plain_files import ReadFile, UnusableFileError, as_text, read_bytes
from practice_player.script import model
from practice_player.script.choices import Choices
from practice_player.script.expand import can_leave_out, every_possible_step, expand, partial_consents
from practice_player.script.parsing.source import find_words
from practice_player.script.parsing.yaml_tree import YamlProblemError, compose
from practice_player.script.steps import row_of
from practice_player.script.tree import along_words, texts, walk_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenText:
    """Words that a listener hears or reads."""

    words: str
    owner: model.Node
    key: str
    spoken: bool
    room_s: Decimal | None = None
    """How long it may last before something else is due; None when all that follows waits for it."""

    @property
    def place(self) -> Place:
        return self.owner.place_of(self.key)

    @property
    def written(self) -> str:
        """The words as they stand in the file; empty when their step makes them, or fills an item in."""
        value = getattr(self.owner, self.key, None)
        return self.words if isinstance(value, str) and self.words in value else ""


@dataclass(frozen=True)
class RuleContext:
    """A whole script with its pieces."""

    script: model.Script
    unsure_keys: frozenset[str] = frozenset()
    """Keys of the head, and `steps`, from which something wrong was taken out."""

    text: str = ""
    """The script as it is written."""

    node: yaml.Node | None = None
    """Its tree, when nothing was taken out of it."""

    read_file: ReadFile = read_bytes
    """What reads pieces."""

    _piece_texts: dict[str, str] = field(default_factory=dict)
    _suspected: dict[re.Pattern[str], tuple[SpokenText, ...]] = field(default_factory=dict)

    def locate(self, words: str, place: Place) -> Place:
        """Where exactly some words stand in the value that begins at a place."""
        return find_words(self.text_of(place.path), words, place) if words else place

    def text_of(self, path: str) -> str:
        """The script, or one of its pieces, as it is written; empty when it cannot be read any more."""
        if path == self.script.place.path:
            return self.text
        if path not in self._piece_texts:
            try:
                self._piece_texts[path] = as_text(self.read_file(Path(path)))
            except UnusableFileError:
                self._piece_texts[path] = ""
        return self._piece_texts[path]

    def tree_of(self, path: str) -> yaml.Node | None:
        """The tree of the script, or of one of its pieces, as it is written; None when it is not YAML."""
        if path == self.script.place.path and self.node:
            return self.node
        try:
            return compose(self.text_of(path))[0]
        except YamlProblemError:
            return None

    @cached_property
    def steps(self) -> tuple[model.Step, ...]:
        """Each step that is written, whatever is chosen, once, those inside others after them."""
        return tuple({id(step): step for step in walk_steps(self.script.steps)}.values())

    @cached_property
    def breaths(self) -> tuple[model.Breathe, ...]:
        return tuple(step for step in self.steps if isinstance(step, model.Breathe))

    def way(self, choices: Choices, *, longest: bool = False) -> tuple[model.SimpleStep, ...]:
        """What happens, step by step; repeats go round as often as usual, or as they can."""
        repeats = [step for step in self.steps if isinstance(step, model.Repeat)]
        counts = {id(step): step.passes.most for step in repeats} if longest else {}
        return expand(self.script, choices, counts)

    @cached_property
    def ways(self) -> tuple[tuple[model.SimpleStep, ...], ...]:
        """At its longest: with all, without each thing that can be left out, with some of it, and shifted."""
        words = sorted(can_leave_out(self.script))
        agrees = frozenset(
            range(sum(isinstance(step, model.Agree) for step in self.way(Choices(), longest=True)))
        )
        choices = [
            Choices(),
            *(Choices(without=frozenset({word})) for word in words),
            Choices(without=frozenset(words)),
            Choices(some=partial_consents(self.script)),
            Choices(stays=agrees),
        ]
        return tuple(self.way(chosen, longest=True) for chosen in dict.fromkeys(choices))

    @cached_property
    def texts(self) -> tuple[SpokenText, ...]:
        """Everything people hear or read, as it is written, in the order of the file."""
        return tuple(self._texts())

    def suspected(self, pattern: re.Pattern[str]) -> tuple[SpokenText, ...]:
        """The texts that a pattern is in; looked for once, whoever asks."""
        if pattern not in self._suspected:
            self._suspected[pattern] = tuple(text for text in self.texts if pattern.search(text.words))
        return self._suspected[pattern]

    def _texts(self) -> Iterator[SpokenText]:
        yield SpokenText(words=self.script.title, owner=self.script, key="title", spoken=False)
        for key in model.HEAD_TEXTS:
            for part in getattr(self.script, key):
                if isinstance(part, model.Passage):
                    yield SpokenText(words=part.say, owner=part, key="say", spoken=False)
                else:
                    yield SpokenText(words=part, owner=self.script, key=key, spoken=False)
        for step in self.steps:
            for key, words in texts(step):
                yield SpokenText(words=words, owner=step, key=key, spoken=key == row_of(step).spoken_key)
            if isinstance(step, model.Repeat):
                for words in step.each:
                    yield SpokenText(words=words, owner=step, key="each", spoken=True)
            for word in along_words(step):
                yield SpokenText(words=word.say, owner=word, key="say", spoken=True)

    @cached_property
    def phrases(self) -> dict[str, SpokenText]:
        """What the voice has a recording of, by its words, each where it has least time, or is first said."""
        phrases: dict[str, SpokenText] = {}
        for step in every_possible_step(self.script):
            for phrase in row_of(step).spoken_phrases(step):
                text = SpokenText(
                    words=phrase.text,
                    owner=phrase.owner,
                    key=phrase.key,
                    spoken=True,
                    room_s=phrase.room_s,
                )
                if _room(text) < _room(phrases.setdefault(phrase.text, text)):
                    phrases[phrase.text] = text
        return phrases


def _room(text: SpokenText) -> Decimal:
    return Decimal("Infinity") if text.room_s is None else text.room_s


Check: TypeAlias = Callable[[RuleContext], Iterable[Diagnostic]]
"""How a rule looks: yields its diagnostics, made with `Rule.diagnostic`."""


def first_at_each_place(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first at each place: different choices lead past the same step."""
    seen: set[Place] = set()
    for problem in problems:
        if problem.place not in seen:
            seen.add(problem.place)
            yield problem
