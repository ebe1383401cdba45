"""A script as the rules see it: its steps, texts and breaths, each with its place."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import yaml

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.plain_files import ReadFile, UnusableFileError, as_text, read_bytes
from practice_player.script import model
from practice_player.script.choices import VoiceRole
from practice_player.script.expand import (
    can_leave_out,
    every_possible_step,
    expand,
    gentler_without,
    partial_consents,
)
from practice_player.script.node import Node
from practice_player.script.parsing.source import find_words
from practice_player.script.parsing.yaml_tree import YamlProblemError, compose
from practice_player.script.practice_choices import Choices
from practice_player.script.steps import row_of
from practice_player.script.tree import along_words, texts, walk_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenText:
    """Words that a listener hears or reads."""

    words: str
    owner: Node
    key: str
    spoken: bool
    room_s: Decimal | None = None
    """How long it may last before something else is due; None if everything that follows waits for it."""

    @property
    def place(self) -> Place:
        return self.owner.place_of(self.key)

    @property
    def written(self) -> str:
        """The words as they are written in the file; empty if the step generates them or fills an item in."""
        value = getattr(self.owner, self.key, None)
        return self.words if isinstance(value, str) and self.words in value else ""


@dataclass(frozen=True)
class RuleContext:
    """A script with its pieces."""

    script: model.Script
    unsure_keys: frozenset[str] = frozenset()
    """Keys of the head, and `steps`, from whose values something wrong was removed."""

    text: str = ""
    """The text of the script's file."""

    node: yaml.Node | None = None
    """The tree of that text; None if parts were removed from it, or if it has not been parsed."""

    read_file: ReadFile = read_bytes
    """The function that reads the files of pieces."""

    _piece_texts: dict[str, str] = field(default_factory=dict)
    _texts_by_pattern: dict[re.Pattern[str], tuple[SpokenText, ...]] = field(default_factory=dict)

    def locate(self, words: str, place: Place) -> Place:
        """Returns the exact place of some words in the value that begins at `place`."""
        return find_words(self.text_of(place.path), words, place) if words else place

    def text_of(self, path: str) -> str:
        """Returns the text of the script's file or of a piece; empty if it can no longer be read."""
        if path == self.script.place.path:
            return self.text
        if path not in self._piece_texts:
            try:
                self._piece_texts[path] = as_text(self.read_file(Path(path)))
            except UnusableFileError:
                self._piece_texts[path] = ""
        return self._piece_texts[path]

    def tree_of(self, path: str) -> yaml.Node | None:
        """Returns the tree of the script's file or of a piece; None if it is not YAML."""
        if path == self.script.place.path and self.node:
            return self.node
        try:
            return compose(self.text_of(path))[0]
        except YamlProblemError:
            return None

    @cached_property
    def steps(self) -> tuple[model.Step, ...]:
        """Each step that is written, once, whatever is chosen; steps inside a step come after it."""
        return tuple({id(step): step for step in walk_steps(self.script.steps)}.values())

    @cached_property
    def breaths(self) -> tuple[model.Breathe, ...]:
        return tuple(step for step in self.steps if isinstance(step, model.Breathe))

    def way(self, choices: Choices, *, longest: bool = False) -> tuple[model.SimpleStep, ...]:
        """Returns the simple steps for these choices, with the usual passes, or with `longest` the most."""
        repeats = [step for step in self.steps if isinstance(step, model.Repeat)]
        counts = {id(step): step.passes.most for step in repeats} if longest else {}
        return expand(self.script, choices, counts)

    @cached_property
    def ways(self) -> tuple[tuple[model.SimpleStep, ...], ...]:
        """The steps of the longest way, for each choice that rules have to look at.

        These are: nothing left out, each word left out by itself, all left out, all but the instructions,
        consents given in part, and every `agree` answered with staying; otherwise each is answered with
        shifting.
        """
        omissible = sorted(can_leave_out(self.script))
        agrees = frozenset(
            range(sum(isinstance(step, model.Agree) for step in self.way(Choices(), longest=True)))
        )
        choices = [
            Choices(),
            *(Choices(without=frozenset({left_out})) for left_out in omissible),
            Choices(without=frozenset(omissible)),
            Choices(without=gentler_without(self.script)),
            Choices(some=partial_consents(self.script)),
            Choices(stays=agrees),
        ]
        return tuple(self.way(chosen, longest=True) for chosen in dict.fromkeys(choices))

    @cached_property
    def texts(self) -> tuple[SpokenText, ...]:
        """Everything that people hear or read, as it is written, in the order of the file."""
        return tuple(self._all_texts())

    def texts_matching(self, pattern: re.Pattern[str]) -> tuple[SpokenText, ...]:
        """Returns the texts in which a pattern occurs; cached, as several rules use the same pattern."""
        if pattern not in self._texts_by_pattern:
            self._texts_by_pattern[pattern] = tuple(text for text in self.texts if pattern.search(text.words))
        return self._texts_by_pattern[pattern]

    def _all_texts(self) -> Iterator[SpokenText]:
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
            for node in along_words(step):
                for key, words in texts(node):
                    yield SpokenText(words=words, owner=node, key=key, spoken=True)

    @cached_property
    def phrases(self) -> dict[VoiceRole, dict[str, SpokenText]]:
        """The phrases that need a recording, by who says them and by their words.

        Each is where it has least time or comes first.
        """
        phrases_by_voice: dict[VoiceRole, dict[str, SpokenText]] = {"first": {}, "second": {}}
        for step in every_possible_step(self.script):
            for phrase in row_of(step).spoken_phrases(step, self.script.lang):
                phrases = phrases_by_voice[phrase.voice]
                text = SpokenText(
                    words=phrase.text,
                    owner=phrase.owner,
                    key=phrase.key,
                    spoken=True,
                    room_s=phrase.room_s,
                )
                if _room_s(text) < _room_s(phrases.setdefault(phrase.text, text)):
                    phrases[phrase.text] = text
        return phrases_by_voice


def _room_s(text: SpokenText) -> Decimal:
    return Decimal("Infinity") if text.room_s is None else text.room_s


Check: TypeAlias = Callable[[RuleContext], Iterable[Diagnostic]]
"""The function of a rule, which yields diagnostics made with `Rule.diagnostic`."""


def first_at_each_place(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yields the first problem at each place, since different choices lead past the same step."""
    places: set[Place] = set()
    for problem in problems:
        if problem.place not in places:
            places.add(problem.place)
            yield problem
