"""A home with a script of one's own, its pieces, recordings and voice, to make packs of."""

from pathlib import Path

import pytest

from practice_player.cli.main import main
from practice_player.lib.pack_folders import added_packs
from tests.packs.hostile import CLIP_PATH, HUM_PATH, PIECE, SCRIPT, SECOND_CLIP_PATH, VOICE, sound

MORNING = SCRIPT.replace("A Quiet Evening", "A Quiet Morning").replace("Hello there.", "Good morning.")


def names_in(folder: Path) -> list[str]:
    """Returns the names of everything in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


class Home:
    """Somebody's own folder; the program runs in it as that person."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch

    def run(self, *args: str | Path) -> int:
        self._monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(self.folder))
        return main([str(arg) for arg in args])

    def write(self, path: str, content: bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    def fill(self) -> None:
        """Writes two practices with a piece and a recording in common, and a voice."""
        self.write("sessions/evening.yaml", SCRIPT.encode())
        self.write("sessions/morning.yaml", MORNING.encode())
        self.write("sessions/pieces/opening.yaml", PIECE.encode())
        self.write("sessions/recordings/hum.wav", sound("WAV"))
        self.write("audio/mum/voice.yaml", VOICE.encode())
        self.write(CLIP_PATH, sound("OGG"))
        self.write(SECOND_CLIP_PATH, sound("OGG", 0.7))
        self.write("audio/mum/said-elsewhere-0123456789.ogg", sound("OGG"))

    @property
    def packs(self) -> list[str]:
        """The names of the packs that were added, as they are found."""
        return list(added_packs(self.folder / "packs"))

    def files(self) -> dict[str, bytes]:
        """Returns every file below the folder of packs but its lock, by its path."""
        packs = self.folder / "packs"
        return {
            path.relative_to(packs).as_posix(): path.read_bytes()
            for path in sorted(packs.rglob("*"))
            if path.is_file() and path.name != ".lock"
        }


__all__ = ["CLIP_PATH", "HUM_PATH", "MORNING", "SECOND_CLIP_PATH", "Home", "names_in"]
