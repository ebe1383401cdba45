"""Writes a practice as a page."""

from collections.abc import Callable
from pathlib import Path

from practice_player.lib.atomic_files import unwritten_output_error, write_atomically
from practice_player.lib.errors import OutputError
from practice_player.lib.folders import temporary_folder
from practice_player.lib.sound_quality import PAGE
from practice_player.page.document import page_document
from practice_player.page.page_data import PageFacts, page_json
from practice_player.sound.outputs.file import require_regular_file
from practice_player.sound.render import (
    SILENCE_BETWEEN_FRAMES,
    Progress,
    Stretch,
    ignore_progress,
    render_stretches,
)
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.roads import roads


def write_page(
    arrangement: Arrangement,
    facts: PageFacts,
    path: Path,
    *,
    report: Callable[[str], None],
    progress: Progress = ignore_progress,
) -> None:
    """Writes the page whole or not at all; `report` gets a line for each phrase that passes in silence.

    Raises:
        OutputError: the file cannot be written.
    """
    require_regular_file(path)
    found = roads(arrangement)
    stretches = [Stretch(timeline=road.timeline, start_frame=road.start_frame) for road in found]
    with temporary_folder(OutputError) as folder:
        sound = folder / "sound.mp3"
        render_stretches(stretches, sound, report=report, progress=progress, encoding=PAGE)
        sound_mp3 = sound.read_bytes()
    data_json = page_json(facts, found, silence_frames=SILENCE_BETWEEN_FRAMES)
    try:
        write_atomically(path, page_document(facts, data_json, sound_mp3).encode(), mode=None)
    except OSError as exc:
        problem, otherwise = "the page cannot be written", "name a folder you can write to"
        raise unwritten_output_error(exc, problem, otherwise=otherwise, place=path) from exc
