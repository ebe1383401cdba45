"""`render`: writes a practice, or all of them, to sound files with captions beside them, or to pages."""

import argparse
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player.cli.arguments import (
    AddCommand,
    add_bed_argument,
    add_practice_arguments,
    practice_request,
)
from practice_player.cli.own_settings import own_preferences, warn_of_settings
from practice_player.cli.printing import report, warn, warn_with_command
from practice_player.cli.progress_bar import ProgressBar
from practice_player.cli.reading import read_recordings
from practice_player.cli.signals import StopRequested, stop_signals
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import OutputError, UsageError
from practice_player.lib.paths import is_file
from practice_player.lib.sound_quality import QUALITIES, USUAL, encoding_of

if TYPE_CHECKING:
    from practice_player.core.shelf import Shelf
    from practice_player.core.sound_file_plan import SoundFilePlan
    from practice_player.script.library import LoadedScript
    from practice_player.sound.render import Progress

FORMATS: Final = ("ogg", "opus", "mp3", "flac", "wav", "html")
"""The endings of the files that are written, the usual one first."""

PAGE_ENDINGS: Final = (".html", ".htm")

WEBVTT: Final = b"WEBVTT"
"""The first bytes of a file of captions."""


def register(add_command: AddCommand) -> None:
    parser = add_command("render", _run)
    add_practice_arguments(parser, name_required=False)
    parser.add_argument("--all", action="store_true", dest="every", help="every practice, into a folder")
    parser.add_argument(
        "-o",
        "--out",
        required=True,
        metavar="FILE",
        help="wav, flac, ogg, opus or mp3; html for a page that any browser plays; with --all, a folder",
    )
    parser.add_argument("--format", choices=FORMATS, help=f"of all files, with --all; else {FORMATS[0]}")
    add_bed_argument(parser)
    parser.add_argument(
        "--quality",
        choices=QUALITIES,
        default=USUAL,
        help="of ogg, opus and mp3: small, usual (small enough to send), or high",
    )


def _run(args: argparse.Namespace) -> int:
    if args.every == bool(args.name):
        raise UsageError("which practice?", fix="name one, or write --all and a folder after -o")
    if args.every:
        return _render_every(args)
    if args.format:
        raise UsageError("--format is for --all", fix="end the file's name in .ogg, .mp3, …")
    return render(practice_request(args, bed=args.bed), out=args.out, quality=args.quality)


def _render_every(args: argparse.Namespace) -> int:
    """Writes all practices with the same options, but for a length, which is different for each."""
    from practice_player.cli.list_practices import read_catalog
    from practice_player.cli.render_all import render_all

    if args.length is not None:
        raise UsageError("no length suits every practice", fix="leave --length out, or name a practice")
    warn_of_settings()
    options = ["--quality", args.quality]
    options += ["--no-log"] if args.no_log else []
    options += ["--brief"] if args.brief else []
    for flag, value in (("--voice", args.voice), ("--bed", args.bed), ("--without", ",".join(args.without))):
        options += [f"{flag}={value}"] if value else []
    catalog, _ = read_catalog(log=not args.no_log and own_preferences().chosen.journal)
    for entry in catalog:
        if entry.card.problem:
            warn(f"{entry.card.name}: left out, because it cannot be played; see `practice-player list`")
    cards = [entry.card for entry in catalog if not entry.card.problem]
    return render_all(cards, Path(args.out), args.format or FORMATS[0], options)


def render(request: PracticeRequest, *, out: str, quality: str = USUAL) -> int:
    """Writes a practice to a sound file with title and chapters and its captions beside it, or to a page.

    Returns 0; 128 plus the number of the signal that ended it.

    Raises:
        PracticeError: the practice cannot be read, or not be played as requested.
        OutputError: a file cannot be written, or must not be overwritten.
    """
    warn_of_settings()
    path = Path(out)
    write: Callable[[Progress], str]
    if path.suffix.lower() in PAGE_ENDINGS:
        from practice_player.core.sound_file_plan import plan_sound_file

        shelf, loaded = _open(request)
        plan = plan_sound_file(shelf, loaded, request)
        write = partial(_write_page, shelf, loaded, request, path)
    else:
        plan = _plan(request)
        write = partial(_write_sound, plan, path, quality)
    _refuse_overwriting(path, map(Path, plan.sources))
    warn_with_command(*plan.unheard, request.name)
    if plan.habit:
        warn(plan.habit)
    with stop_signals(suspending=False) as signals, ProgressBar(f"Writing {path.name}") as bar:
        try:
            beside = write(bar.show)
        except StopRequested:
            warn("Stopped before it was done.")
            return 128 + signals.ending_signal
    report(f"{out}: {plan.length}, {beside}")
    return 0


def _plan(request: PracticeRequest) -> "SoundFilePlan":
    """Returns what is to be written: as it was planned before, if nothing has changed since.

    Raises:
        PracticeError: the practice cannot be read, or not be played as requested.
    """
    from practice_player.core.kept_answers import WRITTEN, KeptAnswer
    from practice_player.core.sound_file_plan import SoundFilePlan, plan_sound_file

    kept = KeptAnswer(WRITTEN, request, own_preferences())
    if (answer := kept.recall()) is not None:
        return SoundFilePlan.from_json(answer)
    shelf, loaded = _open(request)
    plan = plan_sound_file(shelf, loaded, request)
    if plan.lasts:
        kept.keep(plan.as_json(), loaded.playable())
    return plan


def _open(request: PracticeRequest) -> "tuple[Shelf, LoadedScript]":
    """Returns the shelf and the script, once its recordings are read.

    Raises:
        PracticeError: the practice cannot be read, or not be played.
    """
    from practice_player.core.shelf_bootstrap import create_shelf

    shelf = create_shelf(voice=request.voice, log=request.log, preferences=own_preferences())
    loaded = shelf.open(request.name)
    loaded.playable()
    read_recordings(shelf, [loaded])
    return shelf, loaded


def _write_sound(plan: "SoundFilePlan", path: Path, quality: str, progress: "Progress") -> str:
    """Writes the sound file and its captions; returns what is with it."""
    from practice_player.sound.render import render as write_sound
    from practice_player.timeline.export.webvtt import write_captions

    captions = path.with_suffix(".vtt")
    _refuse_other_captions(captions)
    write_sound(
        plan.timeline,
        path,
        tags=plan.tags,
        report=warn,
        progress=progress,
        encoding=encoding_of(quality, path.suffix),
    )
    write_captions(plan.timeline, captions)
    return f"with captions in {captions.name}"


def _write_page(
    shelf: "Shelf", loaded: "LoadedScript", request: PracticeRequest, path: Path, progress: "Progress"
) -> str:
    """Writes the page; returns what is in it."""
    from practice_player.page.page_data import PageFacts
    from practice_player.page.writing import write_page

    arrangement = shelf.arrangement(loaded, request)
    card = shelf.card(loaded, request.without, request.voice)
    facts = PageFacts(
        title=card.title,
        summary=card.summary,
        lang=loaded.playable().lang or "en",
        length=card.spoken(arrangement.timeline.length_frames),
        care=tuple(words for words in (card.needs, *card.care, card.caution) if words),
    )
    write_page(arrangement, facts, path, report=warn, progress=progress)
    return "in one page for any browser"


def _refuse_overwriting(path: Path, sources: Iterable[Path]) -> None:
    """Refuses to overwrite files that the practice uses."""
    if is_file(path) and any(is_file(source) and path.samefile(source) for source in sources):
        raise OutputError("the practice is made of this file", fix="write to another one", place=str(path))


def _refuse_other_captions(captions: Path) -> None:
    """Refuses to overwrite a file beside it that has no captions."""
    from practice_player.sound.outputs.file import require_regular_file

    require_regular_file(captions)
    if is_file(captions) and not _begins_with(captions, WEBVTT):
        problem = "captions go here, and there is something else"
        raise OutputError(problem, fix="write the sound under another name", place=str(captions))


def _begins_with(path: Path, prefix: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(prefix)) == prefix
