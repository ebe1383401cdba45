"""Caches cards: a card is valid as long as nothing that it depends on has changed.

It depends on the script and its pieces, its own recordings and those of the voice, compared by size, dates
and place on the disk.  The card of a script with a problem is never cached, nor one whose recordings are
still being read.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from practice_player.core.card import PracticeCard, Switch, replaces_shipped
from practice_player.lib.fact_cache import FactCache, file_stamp, is_settled
from practice_player.lib.programs import program_stamp
from practice_player.script.discovery import ScriptFile

if TYPE_CHECKING:
    from practice_player.script.model import Script  # pydantic comes with it

FILE_NAME: Final = "cards.json"

_FIELDS: Final = tuple(field.name for field in fields(PracticeCard))


class CardCache:
    """The cached cards; without a path, they last only for this run."""

    def __init__(
        self,
        path: Path | None,
        voice_folders: Callable[[], tuple[Path, ...]],
        *,
        second_voice: str = "",
        second_recordings: "Callable[[Script], Iterable[Path]]" = lambda _: (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`second_recordings` returns where the recordings by the second voice are, or would be."""
        self._second_voice = second_voice
        self._second_recordings = second_recordings
        self._path = path
        self._voice_folders = voice_folders
        self._clock = clock
        self._memory: FactCache | None = None

    def start_lookup(self) -> "CardLookup":
        """Returns a lookup of the files as they are now."""
        self._memory = self._memory or FactCache.open(self._path)
        return CardLookup(
            self._memory, self._voice_folders(), self._clock, self._second_voice, self._second_recordings
        )


class CardLookup:
    """One pass over the practices: reads the state of each file once; `clock` returns the time of day."""

    def __init__(
        self,
        memory: FactCache,
        voice_folders: tuple[Path, ...],
        clock: Callable[[], float],
        second_voice: str,
        second_recordings: "Callable[[Script], Iterable[Path]]",
    ) -> None:
        self._second_voice = second_voice
        self._second_recordings = second_recordings
        self._memory = memory
        self._clock = clock
        self._states: dict[Path, str] = {}
        self._voice_state = self._voice_fingerprint(voice_folders)

    def recall(self, file: ScriptFile, without: frozenset[str]) -> PracticeCard | None:
        """Returns the cached card of a script, None if it is not valid; `without` is what is remembered."""
        script_state = self._state(file.path)
        cached = self._memory.recall(str(file.path))
        if not self._voice_state or not cached:
            return None
        fingerprint, value = cached
        try:
            card, other_files = _card(value[0]), [Path(path) for path in value[1]]
        except (TypeError, ValueError, LookupError):
            return None
        adaptations = {switch.word for switch in card.switches if switch.remembered}
        if (
            fingerprint != self._fingerprint(script_state, other_files)
            or card.without != adaptations & without
        ):
            return None
        replaces = replaces_shipped(file.replaces)
        return card if card.replaces is replaces else replace(card, replaces=replaces)

    def store(self, file: ScriptFile, script: "Script", card: PracticeCard) -> None:
        """Caches the card of a script, unless something that it depends on may just be changing."""
        other_files = list(
            dict.fromkeys((*_other_files(file.path, script), *self._second_recordings(script)))
        )
        now_s = self._clock()
        are_settled = all(is_settled(path, now_s) for path in (file.path, *other_files))
        # A missing file whose name has two Unicode spellings may appear under the other one.
        are_certain = all(self._state(path) or str(path).isascii() for path in other_files)
        if self._voice_state and are_settled and are_certain and not card.problem:
            fingerprint = self._fingerprint(self._state(file.path), other_files)
            self._memory.keep(str(file.path), fingerprint, [_row(card), [str(path) for path in other_files]])

    def save(self) -> None:
        """Writes the cache; if that fails, the next lookup is slower."""
        self._memory.save()

    def _state(self, path: Path) -> str:
        if path not in self._states:
            self._states[path] = file_stamp(path)
        return self._states[path]

    def _fingerprint(self, script_state: str, other_files: list[Path]) -> str:
        voices = f"{self._voice_state} {self._second_voice}"
        states = [voices, script_state, *map(self._state, other_files)]
        # With another ffmpeg, or a newly installed one, more recordings can be read.
        return "\n".join([*states, program_stamp("ffmpeg")] if other_files else states)

    def _voice_fingerprint(self, folders: tuple[Path, ...]) -> str:
        """Returns a hash of the state of the voice's files; empty while one may still change unnoticed."""
        paths = [path for folder in folders for path in (folder, *sorted(folder.glob("*")))]
        now_s = self._clock()
        if not all(is_settled(path, now_s) for path in paths):
            return ""
        states = "\n".join(f"{path} {file_stamp(path)}" for path in paths)
        return hashlib.sha256(states.encode(errors="surrogateescape")).hexdigest()


def _other_files(script_path: Path, script: "Script") -> Iterator[Path]:
    """Yields the files that a script uses, as they are named and where their links lead."""
    from practice_player.script import model
    from practice_player.script.tree import sound_files, walk_steps

    yield from script.pieces
    for node, _, name in sound_files(script):
        yield (script_path.parent / node.place.path).parent / name
        if node.file_path:
            yield node.file_path
    for step in walk_steps(script.steps):
        folder = (script_path.parent / step.place.path).parent
        if isinstance(step, model.Include):
            yield folder / step.include


def _row(card: PracticeCard) -> list[Any]:
    """Returns the fields of a card as JSON values, in their order."""
    row = {name: getattr(card, name) for name in _FIELDS}
    row["switches"] = [
        [switch.word, switch.name, switch.left_out, switch.remembered, switch.wish]
        for switch in card.switches
    ]
    return list(row.values())


def _card(row: Any) -> PracticeCard:
    values = dict(zip(_FIELDS, row, strict=True))
    for name in ("care", "beds", "lengths_frames", "asks", "evidence", "marks", "helps", "postures"):
        values[name] = tuple(values[name])
    values["switches"] = tuple(
        Switch(word=word, name=name, left_out=left_out, remembered=remembered, wish=wish)
        for word, name, left_out, remembered, wish in values["switches"]
    )
    return PracticeCard(**values)
