"""A voice that a person records: the clips that were accepted.

Nothing is written before the first take is accepted.  Each clip is written whole or not at all.
"""

from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from practice_player.lib.atomic_files import remove_abandoned, write_atomically, write_failure, write_remedy
from practice_player.lib.errors import VoiceError
from practice_player.lib.folders import library_path, make_private
from practice_player.sound.block import Mono
from practice_player.voice.lookup import find_all_voices, is_from_pack, is_recorded
from practice_player.voice.manifest import FILE_NAME
from practice_player.voice.new_voice import OwnVoice


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedVoice(OwnVoice):
    """Writes and reads the clips of one voice in the person's own data."""

    def keep(self, text: str, sound: Mono) -> None:
        """Writes an accepted take, over an earlier one if there is one.

        Raises:
            VoiceError: it cannot be written; an earlier take stays, and nothing is left of this one.
        """
        from practice_player.narration.encode import write_clip

        path = self.path_for(text)
        is_new_clip = not self.has(text)
        try:
            make_private(self.folder)
            write_clip(path, sound, mode=0o600)
            try:
                self._write_manifest()
            except OSError:
                if is_new_clip:
                    path.unlink(missing_ok=True)
                raise
        except OSError as exc:
            with suppress(OSError):  # it holds something
                self.folder.rmdir()
            raise VoiceError(
                f"the take cannot be kept: {write_failure(exc)}",
                fix=f"{write_remedy(exc, 'allow writing there, and try again')}: the take is still here",
                place=str(self.folder),
            ) from exc

    def read(self, text: str) -> Mono:
        """Returns the samples of a clip that was kept.

        Raises:
            VoiceError: it cannot be read.
        """
        import soundfile

        path = self.path_for(text)
        try:
            samples, _ = soundfile.read(library_path(path), dtype="float32", always_2d=True)
        except (OSError, RuntimeError) as exc:  # soundfile's own errors are RuntimeErrors
            raise VoiceError("this clip cannot be read", fix="record it again", place=str(path)) from exc
        return np.ascontiguousarray(samples[:, 0])

    def remove_unfinished(self, texts: list[str]) -> None:
        """Removes what is left of clips that were being written when the program was killed."""
        for text in texts:
            remove_abandoned(self.path_for(text))

    def _write_manifest(self) -> None:
        if manifest := self.missing_manifest():
            write_atomically(self.folder / FILE_NAME, manifest)


def recorded_voice_names() -> list[str]:
    """Returns the names of the voices that were recorded here; those of packs were not."""
    return [name for name in find_all_voices() if is_recorded(name) and not is_from_pack(name)]
