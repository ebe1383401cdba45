"""The cards that were made before: each stands while nothing changed that it followed from.

Kept in the cache: the script and its pieces, its own recordings and the voice's, by size, dates and place on
the disk.  A script with a problem is never kept, nor one with a recording that is still being read.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from practice_player.core.card import PracticeCard, Switch
from practice_player.lib.fact_cache import FactCache, file_stamp, is_settled
from practice_player.lib.programs import program_stamp
from practice_player.script import model
from practice_player.script.discovery import ScriptFile
from practice_player.script.tree import walk_steps

FILE_NAME: Final = "cards.json"

_FIELDS: Final = tuple(field.name for field in fields(PracticeCard))


class CardCache:
    """What outlasts a look at the practices; without a path, nothing outlasts this run."""

    def __init__(
        self,
        path: Path | None,
        voice: Callable[[], tuple[Path, ...]],
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._path = path
        self._voice = voice
        self._clock = clock
        self._memory: FactCache | None = None

    def look(self) -> "CardLookup":
        """A look at the files as they are now."""
        self._memory = self._memory or FactCache.open(self._path)
        return CardLookup(self._memory, self._voice(), self._clock)


class CardLookup:
    """One way through the practices: each file is asked for its state once; `clock` is the time of day."""

    def __init__(self, memory: FactCache, voice: tuple[Path, ...], clock: Callable[[], float]) -> None:
        self._memory = memory
        self._clock = clock
        self._states: dict[Path, str] = {}
        self._voice = self._of_the_voice(voice)

    def recalled(self, file: ScriptFile, without: frozenset[str]) -> PracticeCard | None:
        """The card of a script as it is now, when it was made before; `without` is what is remembered now."""
        loaded = self._state(file.path)
        kept = self._memory.recall(str(file.path))
        if not self._voice or not kept:
            return None
        stamp, value = kept
        try:
            card, others = _card(value[0]), [Path(one) for one in value[1]]
        except (TypeError, ValueError, LookupError):
            return None
        own = {switch.word for switch in card.switches if switch.remembered}
        if stamp != self._stamp(loaded, others) or card.without != own & without:
            return None
        replaces = file.replaces is not None
        return card if card.replaces is replaces else replace(card, replaces=replaces)

    def keep(self, file: ScriptFile, script: model.Script, card: PracticeCard) -> None:
        """Keeps the card of a script, unless what it follows from may be another by now."""
        others = list(dict.fromkeys(_others(file.path, script)))
        now_s = self._clock()
        still = all(is_settled(one, now_s) for one in (file.path, *others))
        # A file whose name can be spelt in two ways may come in the other one.
        certain = all(self._state(one) or str(one).isascii() for one in others)
        if self._voice and still and certain and not card.problem:
            stamp = self._stamp(self._state(file.path), others)
            self._memory.keep(str(file.path), stamp, [_row(card), [str(one) for one in others]])

    def save(self) -> None:
        """Writes what was kept; what cannot be written costs the next look its time."""
        self._memory.save()

    def _state(self, path: Path) -> str:
        if path not in self._states:
            self._states[path] = file_stamp(path)
        return self._states[path]

    def _stamp(self, loaded: str, others: list[Path]) -> str:
        found = [self._voice, loaded, *map(self._state, others)]
        # With another ffmpeg, or with one at last, more recordings can be read.
        return "\n".join([*found, program_stamp("ffmpeg")] if others else found)

    def _of_the_voice(self, folders: tuple[Path, ...]) -> str:
        """Differs when any file in the voice's folders does; empty while one may still change unseen."""
        paths = [path for folder in folders for path in (folder, *sorted(folder.glob("*")))]
        now_s = self._clock()
        if not all(is_settled(path, now_s) for path in paths):
            return ""
        states = "\n".join(f"{path} {file_stamp(path)}" for path in paths)
        return hashlib.sha256(states.encode(errors="surrogateescape")).hexdigest()


def _others(loaded: Path, script: model.Script) -> Iterator[Path]:
    """The files that a script is made of beside itself, as they are named and where their links lead."""
    yield from script.pieces
    for step in walk_steps(script.steps):
        folder = (loaded.parent / step.place.path).parent
        if isinstance(step, model.Include):
            yield folder / step.include
        elif isinstance(step, model.Say) and step.audio:
            yield folder / step.audio
            if step.audio_path:
                yield step.audio_path


def _row(card: PracticeCard) -> list[Any]:
    """A card as JSON can say it."""
    row = {name: getattr(card, name) for name in _FIELDS}
    row["switches"] = [[one.word, one.name, one.left_out, one.remembered] for one in card.switches]
    return list(row.values())


def _card(row: Any) -> PracticeCard:
    found = dict(zip(_FIELDS, row, strict=True))
    for name in ("care", "beds", "lengths_frames", "asks", "evidence", "marks", "helps", "postures"):
        found[name] = tuple(found[name])
    found["switches"] = tuple(
        Switch(word=word, name=name, left_out=left_out, remembered=remembered)
        for word, name, left_out, remembered in found["switches"]
    )
    return PracticeCard(**found)
