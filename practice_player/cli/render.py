"""`render`: writes a practice to a sound file, and its captions beside it."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from practice_player.cli.arguments import (
    AddCommand,
    add_bed_argument,
    add_practice_arguments,
    practice_request,
)
from practice_player.cli.own_settings import own_preferences, warn_of_settings
from practice_player.cli.printing import say, warn, warn_with_command
from practice_player.cli.reading import read_recordings
from practice_player.cli.signals import StopRequested, stop_signals
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import OutputError
from practice_player.lib.paths import is_file

WEBVTT: Final = b"WEBVTT"
"""The first bytes of a file of captions."""


def register(add_command: AddCommand) -> None:
    parser = add_command("render", _run, "write a practice to a sound file")
    add_practice_arguments(parser)
    parser.add_argument("-o", "--out", required=True, metavar="FILE", help="wav, flac, ogg, opus or mp3")
    add_bed_argument(parser)


def _run(args: argparse.Namespace) -> int:
    return render(practice_request(args, bed=args.bed), out=args.out)


def render(request: PracticeRequest, *, out: str) -> int:
    """Writes a practice to a sound file with title and chapters, and its captions beside it.

    Returns 0; 128 plus the number of the signal that ended it.

    Raises:
        PracticeError: the practice cannot be read, or not be played as requested.
        OutputError: a file cannot be written, or must not be overwritten.
    """
    from practice_player.core.bootstrap import create_core
    from practice_player.core.card_building import describe_unheard
    from practice_player.sound.render import render as write_sound
    from practice_player.tagging.tags import Tags
    from practice_player.timeline.export.chapters import chapters
    from practice_player.timeline.export.webvtt import write_captions
    from practice_player.voice.lookup import find_voice

    warn_of_settings()
    core = create_core(voice=request.voice, log=request.log, preferences=own_preferences())
    loaded = core.open(request.name)
    script = loaded.playable()
    read_recordings(core, [loaded])
    timeline = core.timeline(loaded, request)
    sound, captions = Path(out), Path(out).with_suffix(".vtt")
    recordings = [Path(phrase.clip.path) for phrase in timeline.phrases if phrase.clip]
    _refuse_overwriting(sound, captions, [loaded.path, *script.pieces, *recordings])
    warn_with_command(*describe_unheard(timeline, script, core.voice), request.name)
    if habit := core.habit_line(loaded, request):
        warn(habit)
    tags = Tags(
        title=script.title,
        artist=f"practice-player, voice {find_voice(core.voice).name}",
        chapters=chapters(timeline),
        length_frames=timeline.length_frames,
    )
    with stop_signals(suspending=False) as signals:
        try:
            write_sound(timeline, sound, tags=tags, report=warn)
            write_captions(timeline, captions)
        except StopRequested:
            warn("Stopped before it was done.")
            return 128 + signals.ending_signal
    length = core.card(loaded, request.without).clock(timeline.length_frames)
    say(f"{out}: {length}, with captions in {captions.name}")
    return 0


def _refuse_overwriting(sound: Path, captions: Path, sources: Iterable[Path]) -> None:
    """Refuses to overwrite files that the practice uses, or a file beside it that has no captions."""
    from practice_player.sound.outputs.file import require_regular_file

    if is_file(sound) and any(is_file(source) and sound.samefile(source) for source in sources):
        raise OutputError("the practice is made of this file", fix="write to another one", place=str(sound))
    require_regular_file(captions)
    if is_file(captions) and not _begins_with(captions, WEBVTT):
        problem = "captions go here, and there is something else"
        raise OutputError(problem, fix="write the sound under another name", place=str(captions))


def _begins_with(path: Path, prefix: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(prefix)) == prefix
