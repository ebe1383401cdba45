"""What is remembered of each practice: how it was last wanted, and whether it is a favourite.

In a small file among a person's own data.  Lengths, backgrounds and adaptations only: what somebody
consents to is asked anew each time and never written down.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from practice_player.lib.json_file import read_object, write_object
from practice_player.script.choices import HABITS, remembered_bed

FILE_NAME: Final = "practices.json"

MAX_PRACTICES: Final = 1_000
"""So many are remembered; the one that was chosen longest ago is forgotten first."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChoices:
    """What was chosen on the card of a practice."""

    length_frames: int | None = None
    """None is its usual length."""

    bed: str | None = None
    """None is its own background."""

    voice: str | None = None
    """None is the voice of the settings."""

    without: frozenset[str] | None = None
    """The adaptations that were left out; None leaves that to the settings."""

    brief: bool = False
    """Whether instructions were left out too, by somebody who knows the practice."""


class PracticeMemory:
    """Read afresh each time; without a path, it holds for as long as the program runs."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._content: dict[str, Any] = {}
        """What holds when it cannot be written, or is not to be."""

    def choices(self, name: str) -> CardChoices:
        """What was last chosen for a practice."""
        chosen = _objects(self._read().get("choices")).get(name, {})
        length, bed, without = (chosen.get(key) for key in ("length_frames", "background", "without"))
        voice = chosen.get("voice")
        own = frozenset(HABITS)
        return CardChoices(
            length_frames=length if isinstance(length, int) and length > 0 else None,
            bed=remembered_bed(bed),
            voice=voice if isinstance(voice, str) and voice else None,
            without=own & {word for word in without if isinstance(word, str)}
            if isinstance(without, list)
            else None,
            brief=chosen.get("brief") is True,
        )

    def choose(self, name: str, choices: CardChoices) -> None:
        """Remembers what was chosen for a practice; it holds even if it cannot be written."""
        if choices == self.choices(name):
            return
        content = self._read()
        chosen = _objects(content.get("choices"))
        chosen.pop(name, None)
        chosen[name] = {
            "length_frames": choices.length_frames,
            "background": choices.bed,
            "voice": choices.voice,
            "without": None if choices.without is None else sorted(choices.without),
            "brief": choices.brief,
        }
        latest = dict(list(chosen.items())[-MAX_PRACTICES:])
        self._write(content | {"choices": latest})

    def favourites(self) -> tuple[str, ...]:
        """The names of the favourites, in the order in which they became that."""
        names = self._read().get("favourites")
        return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()

    def set_favourite(self, name: str, *, on: bool) -> None:
        """Makes a practice a favourite, or no favourite any more; it holds even if it cannot be written."""
        others = [favourite for favourite in self.favourites() if favourite != name]
        self._write(self._read() | {"favourites": [*others, name] if on else others})

    def _read(self) -> dict[str, Any]:
        if self._path is not None and not self._content:
            return read_object(self._path)
        return dict(self._content)

    def _write(self, content: dict[str, Any]) -> None:
        try:
            if self._path is None:
                self._content = content
            else:
                write_object(self._path, content)
                self._content = {}
        except OSError as exc:
            log.warning("%s cannot be written: %s", FILE_NAME, exc)
            self._content = content


def _objects(content: Any) -> dict[str, dict[str, Any]]:
    """The values of a JSON object that are objects themselves, by their keys."""
    pairs = content.items() if isinstance(content, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, dict)}
