"""A session as the rules look at it: every step once, every text once, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from practice_player.script import model
from practice_player.script.sentences import split
from practice_player.script.source import Loc, Source
from practice_player.timeline.breaths import CUES


@dataclass(frozen=True, slots=True)
class Where:
    """A value in a file."""

    source: Source
    loc: Loc

    def place(self, words: str = "") -> tuple[str, int, int]:
        """File, line and column of the value, or of words within it."""
        return self.source.path, *self.source.place(self.loc, words=words)


@dataclass(frozen=True, slots=True)
class Placed:
    """A step where it is written."""

    step: model.Step
    where: Where

    def at(self, *keys: int | str) -> Where:
        return Where(self.where.source, (*self.where.loc, *keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words that a listener hears or reads."""

    words: str
    where: Where
    spoken: bool


@dataclass(frozen=True)
class View:
    """A whole script."""

    source: Source
    session: model.Session

    def head(self, *keys: int | str) -> Where:
        return Where(self.source, keys)

    @cached_property
    def steps(self) -> tuple[Placed, ...]:
        """Each step that is written, once, in the order of the file."""
        return tuple(
            Placed(step, Where(self.source, ("steps", number)))
            for number, step in enumerate(self.session.steps)
        )

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Everything people hear or read, in the order of the file."""
        return tuple(self._texts())

    @cached_property
    def phrases(self) -> dict[str, Text]:
        """What has a recording of its own, by its words, each where it is first said."""
        found: dict[str, Text] = {}
        for text in self.texts:
            for phrase in split(text.words) if text.spoken else ():
                found.setdefault(phrase, Text(words=phrase, where=text.where, spoken=True))
        for placed in self.steps:
            if isinstance(placed.step, model.Breathe) and placed.step.cue == "voice-then-tone":
                for phrase in CUES.values():
                    found.setdefault(phrase, Text(words=phrase, where=placed.at("cue"), spoken=True))
        return found

    def _texts(self) -> Iterator[Text]:
        for key in ("title", "summary", "caution"):
            if words := getattr(self.session, key):
                yield Text(words=words, where=self.head(key), spoken=False)
        for placed in self.steps:
            match placed.step:
                case model.Say():
                    yield Text(words=placed.step.say, where=placed.at("say"), spoken=True)
                case model.Stay(caption=str(words)):
                    yield Text(words=words, where=placed.at("caption"), spoken=False)
                case model.Turn(prompt=str(words)):
                    yield Text(words=words, where=placed.at("prompt"), spoken=False)
                case model.Breathe():
                    for number, along in enumerate(placed.step.along):
                        at = placed.at("along", number, "say")
                        yield Text(words=along.say, where=at, spoken=True)
