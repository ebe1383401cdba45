"""What every part of a script has: the place where its author wrote it."""

from pathlib import Path
from typing import ClassVar, Final

from pydantic import BaseModel, ConfigDict, PrivateAttr

from practice_player.lib.diagnostics import Place

_NO_PLACES: Final[tuple[Place, dict[str, tuple[int, int]]]] = (Place(), {})


class Node(BaseModel):
    """A mapping in a script; knows where it and the value of each key stand."""

    WRITTEN_AS: ClassVar[str] = "scripts"
    """What files that are read as this class are called in messages."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    _places: tuple[Place, dict[str, tuple[int, int]]] = PrivateAttr(default_factory=lambda: _NO_PLACES)
    """The node's place, and line and column of each key's value.  One field, because setting is slow."""

    @property
    def place(self) -> Place:
        """The place where the node begins in its file; the reader sets it for the script and its steps."""
        return self._places[0]

    @property
    def written_keys(self) -> tuple[str, ...]:
        """The keys that the author wrote, in their order."""
        return tuple(self._places[1])

    def place_of(self, key: str) -> Place:
        """Returns the place of a key's value, or of the node if the key was not written."""
        start, positions = self._places
        line, column = positions.get(key, (start.line, start.column))
        return Place(start.path, line, column)

    def note_places(self, place: Place, positions: dict[str, tuple[int, int]]) -> None:
        """Sets the place of the node, and line and column of the value of each key."""
        self._places = place, positions


class FileNode(Node):
    """A node that can name a sound file."""

    _file: tuple[Path, str] | None = PrivateAttr(default=None)

    @property
    def file_path(self) -> Path | None:
        """The absolute path of the file that it names; the file itself may be missing."""
        return self._file[0] if self._file else None

    @property
    def file_name(self) -> str:
        """The path of that file from the script's folder, with `/`; empty if it names none."""
        return self._file[1] if self._file else ""

    def note_file(self, path: Path, name: str) -> None:
        """Sets the path of the file that it names, absolute and from the script's folder."""
        self._file = path, name
