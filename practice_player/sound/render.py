"""Renders a whole timeline to a sound file, with the same samples that would be played."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from practice_player.clips.reader import ClipReader
from practice_player.lib.sound_quality import Encoding
from practice_player.lib.units import frames
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.block import Block
from practice_player.sound.limiter import DELAY_FRAMES
from practice_player.sound.outputs.file import FileOutput
from practice_player.sound.player import Player
from practice_player.tagging.tags import Tags
from practice_player.tagging.write import write_tags
from practice_player.timeline.model import Timeline

Progress: TypeAlias = Callable[[float], object]
"""Called now and then with the share that is done, 0 to 1."""


def ignore_progress(_: float) -> None:
    """Shows it nowhere."""


MAX_PAGES: Final = 8
"""The decoded pages that are cached: a render never goes back, so nothing is read twice.

A moment needs two of a voice, and at the seam of a recorded background four more.
"""


SILENCE_BETWEEN_FRAMES: Final = frames(3.0)
"""What stands between two stretches in one file: time for a player to stop at the end of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The end of a timeline, from a frame on."""

    timeline: Timeline
    start_frame: int = 0

    @property
    def length_frames(self) -> int:
        return self.timeline.length_frames - self.start_frame


def render(
    timeline: Timeline,
    path: Path,
    *,
    tags: Tags | None = None,
    report: Callable[[str], None] = lambda _: None,
    progress: Progress = ignore_progress,
    encoding: Encoding | None = None,
) -> None:
    """Writes the file whole or not at all; `report` gets a line for each phrase that passes in silence.

    With tags, the same timeline gives the same bytes in every format.

    Raises:
        OutputError: the format is unknown, or the file cannot be written.
    """
    render_stretches(
        [Stretch(timeline=timeline)], path, tags=tags, report=report, progress=progress, encoding=encoding
    )


def render_stretches(
    stretches: Sequence[Stretch],
    path: Path,
    *,
    tags: Tags | None = None,
    report: Callable[[str], None] = lambda _: None,
    progress: Progress = ignore_progress,
    encoding: Encoding | None = None,
) -> None:
    """Writes one stretch after the other, each followed by silence but the last; the rest as `render`."""
    bed_cache, clip_reader = BedCache(), ClipReader(max_pages=MAX_PAGES)
    unreadable: set[str] = set()
    out = FileOutput(path, encoding)
    total_frames = sum(stretch.length_frames for stretch in stretches)
    out.progress = lambda done_frames: progress(done_frames / total_frames)
    try:
        for number, stretch in enumerate(stretches):
            player = Player(bed_cache.bed, clip_reader, live=False)
            player.load(stretch.timeline, frame=stretch.start_frame)
            player.playing = True
            if number:
                out.go_on_with(_silence)
                out.write(SILENCE_BETWEEN_FRAMES)
                out.go_on_with(player.render)
            else:
                out.start(player.render)
            out.skip(DELAY_FRAMES)
            out.write(stretch.length_frames)
            unreadable |= player.unreadable
        if tags:
            out.finish(partial(write_tags, tags=tags, place=path))
        else:
            out.finish()
    finally:
        out.stop()
    for text in sorted(unreadable):
        report(f"A recording could not be read, so this passes in silence: {text}")


def _silence(block: Block) -> None:
    block[:] = 0.0
