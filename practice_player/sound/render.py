"""Renders a whole timeline to a sound file, with the same samples that would be played."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from practice_player.clips.reader import ClipReader
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.limiter import DELAY_FRAMES
from practice_player.sound.outputs.file import FileOutput
from practice_player.sound.player import Player
from practice_player.tagging.tags import Tags
from practice_player.tagging.write import write_tags
from practice_player.timeline.model import Timeline

MAX_PAGES: Final = 8
"""The decoded pages that are cached: a render never goes back, so nothing is read twice.

A moment needs two of a voice, and at the seam of a recorded background four more.
"""


def render(
    timeline: Timeline,
    path: Path,
    *,
    tags: Tags | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> None:
    """Writes the file whole or not at all; `report` gets a line for each phrase that passes in silence.

    With tags, the same timeline gives the same bytes in every format.

    Raises:
        OutputError: the format is unknown, or the file cannot be written.
    """
    player = Player(BedCache().bed, ClipReader(max_pages=MAX_PAGES))
    player.load(timeline)
    player.playing = True
    out = FileOutput(path)
    try:
        out.start(player.render)
        out.skip(DELAY_FRAMES)
        out.write(timeline.length_frames)
        if tags:
            out.finish(partial(write_tags, tags=tags, place=path))
        else:
            out.finish()
    finally:
        out.stop()
    for text in sorted(player.unreadable):
        report(f"A recording could not be read, so this passes in silence: {text}")
