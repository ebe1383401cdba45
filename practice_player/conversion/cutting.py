"""Cuts a recording at the times of its captions: one file for each step, in a new folder."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from practice_player.conversion.items import AudioSpan, ConversionError, Loss
from practice_player.conversion.steps import DraftStep
from practice_player.lib.atomic_files import UnfinishedFile, write_failure, write_remedy
from practice_player.lib.folders import library_path, make_private
from practice_player.lib.units import RATE_HZ

if TYPE_CHECKING:
    from practice_player.clips.reader import ClipReader
    from practice_player.timeline.model import Clip

MAX_MARGIN_S: Final = Decimal("0.15")
"""How much of the silence around words goes with them: captions often begin a little late, or end early."""

FADE_FRAMES: Final = RATE_HZ // 200
"""Both ends of a part fade, so that a cut never clicks."""

_FORMAT: Final = "FLAC"
_SUBTYPE: Final = "PCM_16"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A part of the recording, and the name of the file that it goes to."""

    file_name: str
    start_frame: int
    end_frame: int


def plan_cuts(
    steps: Sequence[DraftStep], *, length_frames: int, folder_name: str
) -> tuple[tuple[DraftStep, ...], tuple[Cut, ...], tuple[Loss, ...]]:
    """Returns the steps with their recordings, the cuts, and which words the recording does not hold."""
    spans = [step.span for step in steps if step.span]
    planned: list[DraftStep] = []
    cuts: list[Cut] = []
    losses: list[Loss] = []
    for step in steps:
        if step.span is None:
            planned.append(step)
            continue
        index = len(cuts) + len(losses)
        start_frame, end_frame = _frames(spans, index, length_frames)
        if start_frame >= end_frame:
            problem = "the recording ends before these words; they are left to the voice"
            losses.append(Loss(step.line, problem, "look whether it belongs to this file"))
            planned.append(replace(step, span=None))
            continue
        name = f"{len(cuts) + 1:03}.flac"
        cuts.append(Cut(file_name=name, start_frame=start_frame, end_frame=end_frame))
        planned.append(replace(step, audio=f"{folder_name}/{name}"))
    return tuple(planned), tuple(cuts), tuple(losses)


@contextlib.contextmanager
def cut_recording(recording: "Clip", cuts: Sequence[Cut], folder: Path, *, private: bool) -> Iterator[None]:
    """Writes the cuts into a new folder; removes them again if the block inside fails.

    Raises:
        ConversionError: the folder is there already, or the files cannot be written.
    """
    from practice_player.clips.reader import ClipReader

    written: list[Path] = []
    try:
        if private:
            make_private(folder.parent)
        folder.mkdir(mode=0o700 if private else 0o777)
    except FileExistsError:
        problem, fix = "there is something here already, and it stays as it is", "choose another name"
        raise ConversionError(problem, fix=fix, place=str(folder)) from None
    except OSError as exc:
        raise _unwritable(folder, exc) from exc
    try:
        reader = ClipReader()
        for cut in cuts:
            path = folder / cut.file_name
            written.append(path)
            _write_cut(reader, replace(recording, gain_db=0.0), cut, path)
        yield
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()
        raise


def _frames(spans: Sequence[AudioSpan], index: int, length_frames: int) -> tuple[int, int]:
    """Returns the first frame of a part and the frame after it, with half of the silence around, at most."""
    span = spans[index]
    before_s = span.start_s - (spans[index - 1].end_s if index else Decimal(0))
    after_s = (spans[index + 1].start_s if index + 1 < len(spans) else span.end_s + 1) - span.end_s
    start_s = span.start_s - min(MAX_MARGIN_S, max(before_s, Decimal(0)) / 2)
    end_s = span.end_s + min(MAX_MARGIN_S, max(after_s, Decimal(0)) / 2)
    return round(start_s * RATE_HZ), min(round(end_s * RATE_HZ), length_frames)


def _write_cut(reader: "ClipReader", recording: "Clip", cut: Cut, path: Path) -> None:
    import numpy as np
    import soundfile

    channels = reader.page(recording, cut.start_frame // RATE_HZ).shape[1]
    unfinished = UnfinishedFile(path, mode=0o600)
    try:
        with soundfile.SoundFile(
            library_path(unfinished.path), "w", RATE_HZ, channels, subtype=_SUBTYPE, format=_FORMAT
        ) as file:
            for start_frame in range(cut.start_frame, cut.end_frame, RATE_HZ):
                samples = np.zeros((min(RATE_HZ, cut.end_frame - start_frame), 2), np.float32)
                reader.add(recording, start_frame, samples)
                _fade(samples, start_frame - cut.start_frame, cut.end_frame - cut.start_frame)
                file.write(samples[:, :channels])
        unfinished.finish()
    except (OSError, RuntimeError) as exc:  # soundfile's errors are RuntimeErrors
        raise _unwritable(path, exc if isinstance(exc, OSError) else unfinished.probe() or exc) from exc
    finally:
        unfinished.drop()


def _fade(samples: Any, start_frame: int, length_frames: int) -> None:
    """Fades the part of a recording in and out; the samples begin at `start_frame` of it."""
    import numpy as np

    frames = np.arange(start_frame, start_frame + len(samples))
    to_nearest_end = np.minimum(frames + 1, length_frames - frames)
    samples *= np.minimum(to_nearest_end / FADE_FRAMES, 1.0).astype(np.float32)[:, None]


def _unwritable(path: Path, exc: Exception) -> ConversionError:
    reason = write_failure(exc) if isinstance(exc, OSError) else str(exc)
    fix = write_remedy(exc, "name a file in a folder you may write to, with `--out`")
    return ConversionError(f"the recordings cannot be written ({reason})", fix=fix, place=str(path))
