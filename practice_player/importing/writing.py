"""Writes the recordings of a plan into a voice's own folder: all of them, or none."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from practice_player.importing.plan import ImportPlan
from practice_player.importing.source import SourceRecording
from practice_player.lib.atomic_files import UnfinishedFile, write_failure, write_remedy
from practice_player.lib.errors import VoiceError
from practice_player.lib.folders import make_private
from practice_player.narration.encode import encode_clip
from practice_player.narration.postprocess import fade, level
from practice_player.voice.manifest import FILE_NAME
from practice_player.voice.new_voice import OwnVoice


def new_private_file(path: Path) -> UnfinishedFile:
    return UnfinishedFile(path, mode=0o600)


def replaced_count(plan: ImportPlan, voice: OwnVoice) -> int:
    """Returns how many recordings of one's own would be replaced."""
    return sum(voice.has(plan.sentences[index]) for index in plan.placed)


def write_recordings(
    plan: ImportPlan,
    sources: Sequence[SourceRecording],
    voice: OwnVoice,
    new_file: Callable[[Path], UnfinishedFile] = new_private_file,
    *,
    progress: Callable[[float], object] = lambda _: None,
) -> int:
    """Writes a recording for each placed piece, trimmed, faded and levelled; returns how many.

    Nothing of it is there until all are written: a full disk leaves the folder as it was.  Tests pass
    another `new_file`.  `progress` is called with the share that is done, 0 to 1.

    Raises:
        VoiceError: they cannot be written.
        ClipError: a recording was changed since it was opened.
    """
    with ExitStack() as stack:
        stack.callback(_remove_if_empty, voice.folder)  # after the unfinished files
        unfinished: list[UnfinishedFile] = []

        def write(path: Path, content: bytes) -> None:
            file = new_file(path)
            stack.callback(file.drop)
            unfinished.append(file)
            with file.open() as out:
                out.write(content)

        try:
            make_private(voice.folder)
            for number, (index, piece) in enumerate(plan.placed.items()):
                progress(number / len(plan.placed))
                sound = sources[piece.file].samples(piece.start_frame, piece.end_frame)
                clip = encode_clip(level(fade(sound)))
                write(voice.path_for(plan.sentences[index]), clip)
            if manifest := voice.missing_manifest():
                write(voice.folder / FILE_NAME, manifest)
            for file in unfinished:
                file.finish()
        except OSError as exc:
            raise VoiceError(
                f"the recordings cannot be written ({write_failure(exc)}); nothing was changed",
                fix=write_remedy(exc, "allow writing there"),
                place=str(voice.folder),
            ) from exc
    return len(plan.placed)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):  # it holds something
        folder.rmdir()
