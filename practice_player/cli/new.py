"""`new`: writes a script to begin with, or makes one of somebody's file."""

import argparse
import os
import re
from pathlib import Path
from typing import Final

from practice_player.cli.arguments import AddCommand, add_sessions_argument
from practice_player.cli.new_from import FromFile, print_outcome, refuse_without_from, script_from_file
from practice_player.cli.printing import report, say
from practice_player.lib.atomic_files import write_failure, write_remedy
from practice_player.lib.errors import PracticeError, UsageError
from practice_player.lib.folders import make_private
from practice_player.lib.paths import to_nfc
from practice_player.lib.plain_text import one_line
from practice_player.lib.suggested_commands import quote_for_shell, suggested_command
from practice_player.script.choices import GOALS
from practice_player.settings import own_sessions_dir, sessions_dirs, shipped_dir

_NAME: Final = re.compile(r"\w(?:[\w-]{0,58}\w)?")
_WINDOWS_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])", re.IGNORECASE)


def register(add_command: AddCommand) -> None:
    parser = add_command("new", _run)
    parser.add_argument("name", metavar="NAME", help="what it is called, such as quiet-evening")
    parser.add_argument("--partner", action="store_true", help="for two people")
    parser.add_argument("--out", metavar="PATH", help="where it is written, instead of your own scripts")
    parser.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        help="make it of a text, Markdown, SSML, JSON, SRT, WebVTT, LRC or .docx file",
    )
    parser.add_argument(
        "--audio",
        metavar="FILE",
        help="with --from and SRT, WebVTT or LRC: the recording, cut at their times",
    )
    parser.add_argument("--title", metavar="WORDS", help="with --from: what it is called in lists")
    parser.add_argument("--goal", choices=GOALS, help="with --from: what it is good for; usually settle")
    parser.add_argument(
        "--solo", action="store_true", help="with --from: for one person, whatever its words say"
    )
    add_sessions_argument(parser)


def _run(args: argparse.Namespace) -> int:
    if args.source is None:
        refuse_without_from(args.audio, args.title, args.goal, solo=args.solo)
        return new(args.name, partner=args.partner, out=args.out)
    if args.partner and args.solo:
        raise UsageError("a practice is for one person or for two", fix="leave out `--solo` or `--partner`")
    source = FromFile(
        source=args.source,
        audio=args.audio,
        title=args.title or "",
        practice="partner" if args.partner else "solo" if args.solo else "",
        goal=args.goal or "settle",
    )
    return new(args.name, partner=args.partner, out=args.out, source=source)


def new(name: str, *, partner: bool, out: str | None, source: FromFile | None = None) -> int:
    """Writes a script that can be played at once, and prints what to do with it.

    Returns 0; 1 if `check` still finds an error in what was made of a file.

    Raises:
        UsageError: no practice can have this name, or the file name does not end in .yaml.
        PracticeError: the script exists already, or cannot be written; the file cannot be read.
    """
    from practice_player.script import discovery
    from practice_player.script.watch import is_script_name

    name = to_nfc(name)
    _refuse_unusable(name)
    path = Path(out) if out else own_sessions_dir() / f"{name}.yaml"
    if not is_script_name(path.name):
        raise UsageError(
            f"`{path}` is no script's name", fix=f"end it in .yaml: `--out {quote_for_shell(f'{path}.yaml')}`"
        )
    existing = discovery.scripts_by_name(sessions_dirs()).get(name)
    if not out and existing and existing.path.is_relative_to(own_sessions_dir()):
        raise _exists_error(existing.path)
    argument = str(path) if out else name
    exit_code = 0
    if source:
        exit_code = _write_from_file(source, path, argument, name, make_folder=not out)
    else:
        _write(path, _script_text(name, argument, partner=partner), make_folder=not out)
        say(str(path))
    report(f"  It can be played at once: {suggested_command('play', argument)}")
    report(f"  Change it, then: {suggested_command('check', argument)}")
    if not out and existing:
        report(f"  It stands in for {existing.path}, for as long as it is there.")
    return exit_code


def _write_from_file(source: FromFile, path: Path, argument: str, name: str, *, make_folder: bool) -> int:
    """Writes the script that a file makes, and prints what to know of it; returns the exit code."""
    if os.path.lexists(path):
        raise _exists_error(path)
    try:
        path.resolve()  # the check of the script needs its folder, and nothing is written if there is none
    except (OSError, RuntimeError) as exc:  # RuntimeError: links that lead round
        raise _unwritable_error(path, exc) from exc
    comments = (
        f"yaml-language-server: $schema={_schema_uri()}",
        "",
        f"Made of {one_line(Path(source.source).name)}. Change whatever you like, then ask",
        "",
        *(f"    practice-player {verb} {one_line(argument)}" for verb in ("check", "show", "play")),
    )
    with script_from_file(
        source, path=path, name_title=_title(name), comments=comments, private=make_folder
    ) as made:
        _write(path, made.text, make_folder=make_folder)
    say(str(path))
    return print_outcome(made, source, argument=argument)


def _refuse_unusable(name: str) -> None:
    from practice_player.lib.quoting import quoted

    if not _is_usable(name):
        plain = "-".join(re.findall(r"\w+", name.lower()))[:60].rstrip("-")
        usable = next(filter(_is_usable, (plain, f"my-{plain[:57]}", "evening")))
        raise UsageError(
            f"a practice cannot be called `{quoted(name)}`", fix=f"`{suggested_command('new', usable)}`"
        )


def _is_usable(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _WINDOWS_DEVICE.fullmatch(name)


def _script_text(name: str, argument: str, *, partner: bool) -> str:
    """Returns the template with its blanks filled in; `argument` names the script in commands."""
    from practice_player.script import discovery

    templates = Path(discovery.__file__).parent / "begin"
    text = (templates / ("partner.yaml" if partner else "solo.yaml")).read_text(encoding="utf-8")
    blanks = {
        "<schema>": _schema_uri(),
        "<name>": one_line(argument),
        "<title>": _title(name),
    }
    for blank, words in blanks.items():
        text = text.replace(blank, " ".join(words.splitlines()))
    return text


def _schema_uri() -> str:
    return (shipped_dir("sessions") / "script.schema.json").absolute().as_uri()


def _title(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_]+", name) if word)


def _write(path: Path, text: str, *, make_folder: bool) -> None:
    try:
        if make_folder:
            make_private(path.parent)
        file = path.open("x", encoding="utf-8", newline="\n")
        try:
            with file:
                if make_folder:  # a script of one's own is readable only by its owner
                    path.chmod(0o600)
                file.write(text)
        except BaseException:
            path.unlink()  # half a script would stand in the way of the next try
            raise
    except FileExistsError as exc:
        raise _exists_error(path) from exc
    except OSError as exc:
        raise _unwritable_error(path, exc) from exc


def _unwritable_error(path: Path, exc: OSError | RuntimeError) -> PracticeError:
    reason = write_failure(exc) if isinstance(exc, OSError) else "its links lead round"
    fix = write_remedy(exc, "name a file in a folder you may write to, with `--out`")
    return PracticeError(f"the script cannot be written ({reason})", fix=fix, place=str(path))


def _exists_error(path: Path) -> PracticeError:
    return PracticeError(
        "there is a script here already, and it stays as it is", fix="choose another name", place=str(path)
    )
