"""`pack`: makes, checks, adds, lists and removes packs of practices."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.cli.arguments import AddCommand, add_json_argument, add_sessions_argument
from practice_player.cli.printing import ProgressLine, report, say, say_json, say_lines, warn
from practice_player.cli.reading import wait_until_read
from practice_player.cli.signals import StopRequested, stop_signals
from practice_player.lib.errors import PackError, UsageError
from practice_player.lib.suggested_commands import quote_for_shell, suggested_command
from practice_player.script.choices import DEFAULT_VOICE
from practice_player.settings import packs_dir, sessions_dirs, shipped_dir

if TYPE_CHECKING:
    from practice_player.clips.analysis_cache import ClipAnalysisCache
    from practice_player.packs.manifest import PackManifest


def register(add_command: AddCommand) -> None:
    """Adds `pack make`, `add`, `list`, `remove` and `check`; `pack` alone is `pack list`."""
    parser = add_command("pack", _run_list)
    actions = parser.add_subparsers(title="commands", metavar="COMMAND")
    making = actions.add_parser("make", help="put practices and their recordings into one file")
    making.add_argument("names", nargs="+", metavar="NAME", help="a practice's name, or the path of a script")
    making.add_argument(
        "-o", "--out", required=True, metavar="FILE", help="a name that ends in .practicepack"
    )
    making.add_argument(
        "--voice",
        action="append",
        dest="voices",
        metavar="V",
        help=f"whose recordings go along; may be given again (else {DEFAULT_VOICE})",
    )
    making.add_argument("--author", default="", metavar="TEXT", help="a line that says who made it")
    making.add_argument(
        "--license", default="", metavar="TEXT", help="a line that says how it may be passed on"
    )
    add_sessions_argument(making)
    making.set_defaults(run=_run_make)
    adding = actions.add_parser("add", help="check a pack, and add its practices")
    removing = actions.add_parser("remove", help="remove a pack that was added")
    checking = actions.add_parser("check", help="check a pack, and add nothing")
    for subparser in (adding, checking):
        subparser.add_argument("file", metavar="FILE")
    removing.add_argument("name", metavar="NAME")
    for subparser in (adding, removing):
        subparser.add_argument("--yes", action="store_true", help="answer every question with yes")
    adding.set_defaults(run=_run_add)
    removing.set_defaults(run=_run_remove)
    checking.set_defaults(run=_run_check)
    listing = actions.add_parser("list", help="the packs that were added")
    for subparser in (parser, listing):
        add_json_argument(subparser)
    listing.set_defaults(run=_run_list)


def _run_make(args: argparse.Namespace) -> int:
    return _until_stopped(
        lambda: make(
            args.names,
            out=args.out,
            voices=args.voices or [DEFAULT_VOICE],
            author=args.author,
            license_line=args.license,
        )
    )


def _run_add(args: argparse.Namespace) -> int:
    return _until_stopped(lambda: add(args.file, assume_yes=args.yes))


def _run_remove(args: argparse.Namespace) -> int:
    return remove(args.name, assume_yes=args.yes)


def _run_check(args: argparse.Namespace) -> int:
    return _until_stopped(lambda: check(args.file))


def _run_list(args: argparse.Namespace) -> int:
    return list_added(as_json=args.json)


def make(names: Sequence[str], *, out: str, voices: Sequence[str], author: str, license_line: str) -> int:
    """Writes practices, with the recordings of some voices, into one file.

    Raises:
        UsageError: the author's or the licence's line is not one line of plain text.
        PracticeError: a practice cannot be read or be in a pack, a voice is not there, or the file cannot be
            written.
    """
    from practice_player.packs.making import make_pack
    from practice_player.packs.manifest import line_problem
    from practice_player.script.library import Library
    from practice_player.voice.lookup import find_voice, is_from_pack, is_recorded, narrate_command

    for option, line in (("--author", author), ("--license", license_line)):
        if problem := line_problem(line):
            raise UsageError(f"what stands after {option} {problem}", fix="write one short line")
    library = Library(sessions_dirs())
    made = make_pack(
        Path(out),
        [library.find(name) for name in names],
        [find_voice(voice) for voice in dict.fromkeys(voices)],
        author=author,
        license_line=license_line,
        read_ahead=_read_ahead,
    )
    report(f"{out}: {_contents(made.manifest)}.")
    for voice, count in made.unrecorded.items():
        if count:
            warn(f"{count} of {made.sentence_count} sentences have no recording by {voice} in it.")
            if not (is_recorded(voice) and is_from_pack(voice)):  # nothing can be added to that
                command = suggested_command(narrate_command(voice), *names)
                warn(f"  Try: {command}, then make the pack again")
    return 0


def add(file: str, *, assume_yes: bool) -> int:
    """Adds a pack's practices, after asking about what they would change; returns 1 if the answer is no.

    Raises:
        PackError: the pack is refused, or cannot be added; nothing has changed then.
    """
    from practice_player.packs.packs_folder import PacksFolder
    from practice_player.packs.unpacking import unpack

    with PacksFolder.locked(packs_dir()) as packs_folder, packs_folder.new_folder() as folder:
        manifest = unpack(Path(file), folder, _read_ahead)
        questions = _questions(folder, manifest)
        for sentence in questions:
            say(sentence)
        if questions and not assume_yes and not _agrees("Add the pack all the same?", "add", file):
            say("Nothing was added.")
            return 1
        packs_folder.install(folder, manifest.name)
    report(f"{manifest.name} is added: {_contents(manifest)}.")
    _say_origin(manifest)
    for practice in manifest.practices:
        voice = _best_voice(manifest, practice)
        verb = f"play --voice {quote_for_shell(voice)}" if voice else "play"
        report(f"  {suggested_command(verb, practice)}")
    return 0


def _best_voice(manifest: "PackManifest", practice: str) -> str:
    """Returns the voice of a pack that says most of a practice; empty if the usual one need not be left."""
    from practice_player.lib.pack_folders import SESSIONS_FOLDER, VOICES_FOLDER
    from practice_player.lib.paths import is_file
    from practice_player.script.library import Library
    from practice_player.timeline.phrases import spoken
    from practice_player.voice.voice import Voice

    if not manifest.voices or DEFAULT_VOICE in manifest.voices:
        return ""
    if len(manifest.voices) == 1:
        return manifest.voices[0]
    pack = packs_dir() / manifest.name
    texts = list(spoken(Library((pack / SESSIONS_FOLDER,)).find(practice).playable()))

    def count(name: str) -> int:
        voice = Voice.open(pack / VOICES_FOLDER / name)
        return sum(is_file(voice.path_for(text)) for text in texts)

    return max(manifest.voices, key=count)


def remove(name: str, *, assume_yes: bool) -> int:
    """Removes an added pack, after asking; returns 1 if the answer is no.

    Raises:
        PackError: no pack of this name was added, or it cannot be removed.
    """
    from practice_player.lib.paths import to_nfc
    from practice_player.packs.added import find_pack
    from practice_player.packs.packs_folder import PacksFolder

    name = to_nfc(name)
    find_pack(name, packs_dir())
    with PacksFolder.locked(packs_dir()) as packs_folder:
        pack = find_pack(name, packs_dir())
        contents = _contents(pack.manifest) if pack.manifest else "files that cannot be read any more"
        say(f"{name} has {contents}.")
        if not assume_yes and not _agrees("Remove it?", "remove", name):
            say("Nothing was removed.")
            return 1
        packs_folder.remove(name)
    say(f"{name} is removed. What you did with it stays in the journal.")
    return 0


def check(file: str) -> int:
    """Checks a pack as `add` does, and says what `add` would ask.

    Raises:
        PackError: the pack is refused.
    """
    from practice_player.lib.errors import PackError
    from practice_player.lib.folders import temporary_folder
    from practice_player.packs.unpacking import unpack

    with temporary_folder(PackError) as folder:
        manifest = unpack(Path(file), folder, _read_ahead)
        questions = _questions(folder, manifest)
    report(f"{file}: {_contents(manifest)}; nothing is wrong with it.")
    _say_origin(manifest)
    for sentence in questions:
        say(f"Adding it asks: {sentence}")
    return 0


def list_added(*, as_json: bool) -> int:
    """Prints the packs that were added."""
    from practice_player.packs.added import list_packs

    packs = list_packs(packs_dir())
    if as_json:
        say_json(
            [
                {
                    "name": pack.name,
                    "author": pack.manifest.author if pack.manifest else "",
                    "license": pack.manifest.license if pack.manifest else "",
                    "practices": list(pack.manifest.practices) if pack.manifest else [],
                    "voices": list(pack.manifest.voices) if pack.manifest else [],
                    "bytes": pack.manifest.size_bytes if pack.manifest else 0,
                    "path": str(pack.folder),
                    "problem": pack.problem,
                }
                for pack in packs
            ]
        )
        return 0
    for pack in packs:
        if pack.manifest:
            say(f"{pack.name}: {_contents(pack.manifest)}")
            _say_origin(pack.manifest)
        else:
            say(f"{pack.name} cannot be read any more:")
            say_lines(pack.problem)
    if not packs:
        say("No packs were added. Add one: practice-player pack add FILE")
    return 0


def _until_stopped(command: Callable[[], int]) -> int:
    """Runs a command; a signal that ends it lets it take away what it has begun to write."""
    with stop_signals(suspending=False) as signals:
        try:
            return command()
        except StopRequested:
            warn("Stopped before it was done.")
            return 128 + signals.ending_signal


def _read_ahead(analysis_cache: "ClipAnalysisCache", paths: Sequence[Path]) -> None:
    wait_until_read(
        lambda limit_s: analysis_cache.read(paths, wait_s=limit_s),
        lambda: analysis_cache.reading,
        ProgressLine(),
    )


def _questions(folder: Path, manifest: "PackManifest") -> list[str]:
    """Returns what somebody has to agree to before an unpacked pack is added, in sentences."""
    from practice_player.packs.added import list_packs
    from practice_player.packs.clashes import find_clashes
    from practice_player.voice.lookup import find_all_voices

    sentences = [
        f"There is a pack `{pack.name}` already, which gives way to this one."
        for pack in list_packs(packs_dir())
        if pack.name == manifest.name and pack.manifest != manifest
    ]
    return sentences + find_clashes(
        folder,
        manifest,
        packs_dir=packs_dir(),
        sessions_dirs=sessions_dirs(),
        shipped_sessions_dir=shipped_dir("sessions"),
        voices=find_all_voices(),
        shipped_voices_dir=shipped_dir("audio"),
    )


def _agrees(question: str, verb: str, name: str) -> bool:
    """Asks a question, and returns whether the answer is yes; a `verb` and `name` make the command to try.

    Raises:
        PackError: nobody answers.
    """
    say(f"{question} (y or n)")
    answer = sys.stdin.readline()
    if not answer:
        raise PackError(
            "this needs an answer, and nobody gave one",
            fix=f"`{suggested_command(f'pack {verb} --yes', name)}` answers with yes",
        )
    return answer.strip().lower() in ("y", "yes")


def _contents(manifest: "PackManifest") -> str:
    """Returns what is in a pack, in words."""
    from practice_player.packs.layout import FileRole

    recordings = len(manifest.files_of(FileRole.CLIP, FileRole.RECORDING))
    practices, voices = ", ".join(manifest.practices), ", ".join(manifest.voices)
    parts = [f"{len(manifest.practices)} practice{'s' * (len(manifest.practices) != 1)} ({practices})"]
    if voices:
        parts.append(f"voice{'s' * (len(manifest.voices) != 1)} {voices}")
    if recordings:
        parts.append(f"{recordings} recording{'s' * (recordings != 1)}")
    size_kb = manifest.size_bytes / 1_000
    parts.append(f"{size_kb / 1_000:.1f} MB" if size_kb >= 1_000 else f"{size_kb:.1f} kB")  # noqa: PLR2004
    return ", ".join(parts)


def _say_origin(manifest: "PackManifest") -> None:
    """Prints who made a pack and how it may be passed on, as far as its maker said so."""
    if manifest.author:
        say(f"  by {manifest.author}")
    if manifest.license:
        say(f"  licence: {manifest.license}")
