"""`voice import`: makes a voice's recordings from a phone's memos, or from any other recordings."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practice_player.cli.asking import next_line
from practice_player.cli.printing import ProgressLine, report, say, warn_lines
from practice_player.cli.progress_bar import ProgressBar
from practice_player.cli.reading import wait_until_read
from practice_player.cli.typed_lines import TypedLines
from practice_player.lib.errors import PracticeError, UsageError
from practice_player.lib.paths import disk_spelling, is_file
from practice_player.lib.suggested_commands import suggested_command
from practice_player.settings import absolute, sessions_dirs

if TYPE_CHECKING:
    from practice_player.importing.plan import ImportPlan
    from practice_player.importing.source import SourceRecording
    from practice_player.voice.new_voice import OwnVoice


def register(subparsers: Any) -> None:
    """Adds `voice import` to the commands of `voice`."""
    parser = subparsers.add_parser(
        "import", help="make recordings of a phone's memos: a file for each sentence, or one long reading"
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="m4a, mp3, wav, ogg, opus, flac, webm, …")
    parser.add_argument("--as", required=True, dest="voice", metavar="VOICE", help="whose voice it is")
    parser.add_argument(
        "--for", required=True, dest="practice", metavar="NAME", help="the practice whose sentences are read"
    )
    parser.add_argument("--yes", action="store_true", help="write the recordings without asking")
    parser.add_argument(
        "--pairs",
        metavar="FILE",
        help="write the plan into this file, to be changed; once it is there, read it",
    )
    parser.add_argument(
        "--recogniser", metavar="DIR", help="the folder of a Whisper or Vosk model, to compare words too"
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    return import_voice(
        args.files, args.voice, args.practice, yes=args.yes, pairs=args.pairs, recogniser=args.recogniser
    )


def import_voice(
    files: list[str],
    voice_name: str,
    practice: str,
    *,
    yes: bool,
    pairs: str | None = None,
    recogniser: str | None = None,
) -> int:
    """Shows which piece of which file says which sentence, and writes the recordings once that is confirmed.

    Returns 0 when they, or a new file of pairs, were written, and 1 when nothing was.

    Raises:
        PracticeError: a file, the practice or the voice cannot be used, or nothing can be written.
    """
    from practice_player.importing.matching import make_plan
    from practice_player.importing.recogniser import open_recogniser
    from practice_player.script.library import Library
    from practice_player.timeline.phrases import spoken
    from practice_player.voice.new_voice import OwnVoice

    voice = OwnVoice.open(voice_name)
    loaded = Library(sessions_dirs()).find(practice)
    sentences = list(dict.fromkeys(spoken(loaded.playable())))
    if not sentences:
        raise PracticeError("nothing is said in this practice", fix="name another after --for")
    hearing = open_recogniser(absolute(recogniser)) if recogniser else None
    sources = _open(files)
    plan = make_plan(sources, sentences, hearing)
    if pairs:
        if not is_file(Path(pairs)):
            return _write_pairs(plan, sources, Path(pairs))
        plan = _read_pairs(plan, sources, Path(pairs))
    _show(plan, sources, voice)
    if not plan.pieces:
        raise PracticeError("nothing stands out of the noise here", fix="record it closer to the microphone")
    confirmed = plan if yes else _ask(plan, sources, voice)
    if confirmed is None:
        say("Nothing was written. --yes writes it at once; with --pairs FILE you can change it first.")
        return 1
    return _write(confirmed, sources, voice, loaded.name)


def _open(files: list[str]) -> "list[SourceRecording]":
    """Reads the files, with their progress; no copy of them stays."""
    from practice_player.clips.analysis_cache import ClipAnalysisCache
    from practice_player.importing.source import in_reading_order, open_sources

    paths = [disk_spelling(path).absolute() for path in in_reading_order([Path(file) for file in files])]
    analysis_cache = ClipAnalysisCache(None)
    wait_until_read(
        lambda limit_s: analysis_cache.read(paths, wait_s=limit_s),
        lambda: analysis_cache.reading,
        ProgressLine(),
    )
    return open_sources(paths, analysis_cache)


def _show(plan: "ImportPlan", sources: "list[SourceRecording]", voice: "OwnVoice") -> None:
    from practice_player.importing.look_alikes import advice
    from practice_player.importing.plan import describe, summary
    from practice_player.importing.writing import replaced_count

    for line in describe(plan, [source.path.name for source in sources]):
        say(line)
    say(summary(plan))
    if alike := advice(plan):
        say(alike)
    if replaced := replaced_count(plan, voice):
        say(f"{replaced} of your own recordings of {voice.name} would be replaced.")


def _ask(plan: "ImportPlan", sources: "list[SourceRecording]", voice: "OwnVoice") -> "ImportPlan | None":
    """Reads corrections until there is a yes; returns None for a no, and at the end of the input."""
    from practice_player.importing.corrections import HELP, corrected
    from practice_player.importing.matching import find_split

    typed = TypedLines.of_standard_input()
    typed.start()
    say("Write them? yes, no, or a correction such as 4 = 5, drop 7, join 3, split 6; ? explains.")
    while (line := next_line(typed)) is not None:
        match line.strip().lower():
            case "yes" | "y":
                return plan
            case "no" | "n" | "stop" | "quit":
                return None
            case "":
                continue
            case "?" | "help":
                for text in HELP:
                    say(f"  {text}")
                continue
        try:
            plan = corrected(plan, line, lambda piece: find_split(sources[piece.file], piece))
        except UsageError as exc:
            warn_lines(str(exc))
            continue
        _show(plan, sources, voice)
        say("Write them?")
    return None


def _write(plan: "ImportPlan", sources: "list[SourceRecording]", voice: "OwnVoice", practice: str) -> int:
    from practice_player.importing.writing import write_recordings

    if not plan.placed:
        raise PracticeError("no piece says anything", fix="name the pieces, such as `1 = 1`")
    with ProgressBar("Writing recordings") as bar:
        count = write_recordings(plan, sources, voice, progress=bar.show)
    report(f"{count} recording{'s are' if count > 1 else ' is'} in {voice.folder}")
    if plan.missing:
        some = "1 sentence has" if len(plan.missing) == 1 else f"{len(plan.missing)} sentences have"
        report(f"{some} no recording yet; the next voice of your order says what is missing.")
    report(f"  Try: {suggested_command('play', practice)} --voice {voice.name}")
    return 0


def _write_pairs(plan: "ImportPlan", sources: "list[SourceRecording]", path: Path) -> int:
    from practice_player.importing.corrections import pairs_text
    from practice_player.lib.atomic_files import write_atomically, write_failure, write_remedy

    try:
        write_atomically(
            path, pairs_text(plan, [str(source.path) for source in sources]).encode(), mode=0o600
        )
    except OSError as exc:
        raise PracticeError(
            f"cannot be written ({write_failure(exc)})",
            fix=write_remedy(exc, "name a file where you may write"),
            place=str(path),
        ) from exc
    say(f"{path} has the plan. Look it through, then run the same command again.")
    return 0


def _read_pairs(plan: "ImportPlan", sources: "list[SourceRecording]", path: Path) -> "ImportPlan":
    from practice_player.importing.corrections import read_pairs
    from practice_player.lib.plain_files import UnusableFileError, read_text

    try:
        text = read_text(path)
    except UnusableFileError as exc:
        raise PracticeError(exc.problem, fix=exc.fix, place=str(path)) from exc
    return read_pairs(text, plan, [source.clip.length_frames for source in sources], str(path))
