"""The command line: arguments in, an exit code out.  Imports nothing heavy itself.

Exit codes: 0 fine, 1 something in the user's material needs mending, 2 wrong usage, 130 interrupted.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NoReturn

from practice_player import __version__
from practice_player.cli.printing import finish, let_go, open_streams, warn, warn_lines
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError, UsageError
from practice_player.lib.paths import is_folder, spelt
from practice_player.lib.plain_text import one_line
from practice_player.lib.units import frames, read_length
from practice_player.script.choices import (
    ADAPTATIONS,
    BEDS,
    DEFAULT_VOICE,
    GOALS,
    LEFT_OUT,
    NOTHING,
    OUTPUTS,
)
from practice_player.settings import SESSIONS_VARIABLE, absolute, log_path

MENDING, USAGE, INTERRUPTED = 1, 2, 130

LONGEST_S = 12 * 3600
"""Of all that a script may be stretched to."""

MOST_LETTERS: Final = 1000
"""Of what argparse says of wrong usage."""

Run = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.  Bad input gives one message on standard error, never a traceback."""
    open_streams()
    try:
        args = _parser().parse_args(argv)
        _keep_log(kept=not getattr(args, "no_log", False))
        if hasattr(args, "sessions"):
            _look_in(args.sessions)
        return int(args.run(args))
    except PracticeError as exc:
        warn_lines(str(exc))
        return USAGE if isinstance(exc, UsageError) else MENDING
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        let_go(sys.stdout)  # nobody reads
        return 0


def _keep_log(*, kept: bool) -> None:
    """What goes wrong inside is noted in a file, and never on the terminal; with `--no-log` nowhere."""
    from practice_player import settings
    from practice_player.lib import logs

    try:
        path = settings.log_path() if kept else None
    except UsageError:  # whoever needs the place says so; some commands do not
        path = None
    logs.start(path)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Says what is wrong on one line: what was typed, or pasted, stands in the message."""
        super().error(one_line(message, MOST_LETTERS))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Ends only when what was said could be written, as for every other command."""
        finish()
        if message:
            warn_lines(message.rstrip("\n"))
        sys.exit(status)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="practice-player",
        description="Guided breathing and regulation practices, alone or together. "
        "Without a command, the interface opens.",
    )
    parser.add_argument("--version", action="version", version=f"practice-player {__version__}")
    parser.set_defaults(run=_interface)
    _where(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: Run, summary: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        added.set_defaults(run=run)
        return added

    listing = command("list", _list, "what there is to practise")
    listing.add_argument("--practice", choices=("solo", "partner"))
    listing.add_argument("--goal", choices=GOALS)
    listing.add_argument("--json", action="store_true", help="for programs; see docs/json.md")
    _without_a_trace(listing)
    _where(listing)

    showing = command("show", _show, "how one practice goes, cue by cue")
    _about_a_practice(showing)
    showing.add_argument("--json", action="store_true", help="for programs; see docs/json.md")

    playing = command("play", _play, "follow a practice")
    _about_a_practice(playing)
    playing.add_argument("--plain", action="store_true", help="plain lines instead of the interface")
    playing.add_argument(
        "--to", default=OUTPUTS[0], metavar="card|silence|simpleaudio|FILE", help="where the sound goes"
    )
    playing.add_argument("--bed", choices=BEDS, help="the background; none turns it off")

    rendering = command("render", _render, "write a practice to a sound file")
    _about_a_practice(rendering)
    rendering.add_argument("-o", "--out", required=True, metavar="FILE", help="wav, flac, ogg, opus or mp3")
    rendering.add_argument("--bed", choices=BEDS, help="the background; none turns it off")

    _for_authors(command)

    journal = command("journal", _journal, "what was done")
    journal.add_argument("what", nargs="?", choices=("list",), default="list")
    journal.add_argument("--json", action="store_true", help="for programs; see docs/json.md")

    _for_voices(command)

    command("doctor", _doctor, "what works on this machine, and what to do about the rest")
    return parser


def _for_voices(command: Callable[[str, Run, str], argparse.ArgumentParser]) -> None:
    voice = command("voice", _voice, "who speaks")
    voices = voice.add_subparsers(title="commands", metavar="COMMAND")
    voices.add_parser("list", help="the voices on this machine").set_defaults(run=_voice)
    narrating = voices.add_parser("narrate", help="make the recordings that are missing (needs an extra)")
    narrating.add_argument("names", nargs="*", metavar="NAME")
    narrating.add_argument("--all", action="store_true", dest="every", help="for every practice")
    narrating.add_argument("--voice", default=DEFAULT_VOICE)
    narrating.add_argument(
        "--into", metavar="DIR", help="the folder they go into, instead of one among your own things"
    )
    _where(narrating)
    narrating.set_defaults(run=_narrate)


def _for_authors(command: Callable[[str, Run, str], argparse.ArgumentParser]) -> None:
    checking = command("check", _check, "every problem of every script, with a fix")
    checking.add_argument("paths", nargs="*", metavar="PATH", help="a script, a folder, or a name")
    checking.add_argument("--voice", default=DEFAULT_VOICE)
    checking.add_argument("--all", action="store_true", dest="every", help="a shipped voice's recordings too")
    checking.add_argument("--json", action="store_true", help="for editors")
    _without_a_trace(checking)
    _where(checking)

    beginning = command("new", _new, "write a script to begin with")
    beginning.add_argument("name", metavar="NAME", help="what it is called, such as quiet-evening")
    beginning.add_argument("--partner", action="store_true", help="for two people")
    beginning.add_argument("--out", metavar="PATH", help="where it is written, instead of your own scripts")
    _where(beginning)

    schema = command("schema", _schema, "the script language for editors, as a JSON Schema")
    schema.add_argument("--piece", action="store_true", help="of the pieces that scripts include")


def _without_a_trace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-log", action="store_true", help="leave no trace: in no journal, no log and no cache"
    )


def _where(parser: argparse.ArgumentParser) -> None:
    # Without a default, what stands before a command is not undone by the command's own.
    parser.add_argument(
        "--sessions", metavar="DIR", default=argparse.SUPPRESS, help="a folder of scripts, before your own"
    )


def _look_in(folder: str) -> None:
    path = spelt(absolute(folder, fix="write the folder from its root on"))
    if not is_folder(path):
        raise UsageError(f"there is no folder `{folder}`", fix="name a folder of scripts after --sessions")
    os.environ[SESSIONS_VARIABLE] = str(path)


def _about_a_practice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a practice's name, or the path of a script")
    parser.add_argument("--length", type=_length, metavar="7m", help="how long it lasts: 7m, 1m30s, 12:30")
    parser.add_argument(
        "--without",
        type=_without,
        default=frozenset(),
        metavar="hold,touch",
        help=f"what is left out: {', '.join(LEFT_OUT)}; or {NOTHING}, not even what is remembered",
    )
    parser.add_argument("--voice", default=DEFAULT_VOICE, help="who speaks")
    _without_a_trace(parser)
    _where(parser)


def _without(text: str) -> frozenset[str]:
    words = {ADAPTATIONS.get(word, word) for word in (part.strip() for part in text.split(",")) if word}
    for word in sorted(words - {*LEFT_OUT, NOTHING}):
        raise argparse.ArgumentTypeError(
            f"`{word}` is nothing that can be left out; write some of {', '.join(LEFT_OUT)}, or {NOTHING}"
        )
    return frozenset(words)


def _length(text: str) -> Decimal:
    length_s = read_length(text)
    if length_s is None or length_s <= 0:
        point = f"; write a point: {text.replace(',', '.')}" if re.search(r"\d,\d", text) else ""
        raise argparse.ArgumentTypeError(
            f"`{text[:60]}` is not a length{point or '; write for instance 7m, 1m30s or 12:30'}"
        )
    if length_s > LONGEST_S:
        raise argparse.ArgumentTypeError("no practice lasts longer than twelve hours; write for instance 7m")
    return length_s


def _on_a_terminal() -> bool:
    """Whether there is one to read keys from and to paint on, which is done through standard error."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _interface(_: argparse.Namespace) -> int:
    if not _on_a_terminal():
        raise UsageError("the interface needs a terminal", fix="practice-player play NAME --plain, or --help")
    return _open_interface(None)


def _open_interface(request: PracticeRequest | None) -> int:
    from practice_player.tui.start import run

    code, failure = run(request)
    if failure:
        details = f"  Details: {log_path()}" if request is None or request.log else ""
        warn(f"The interface could not go on ({failure}).{details}")
    return code


def _request(args: argparse.Namespace) -> PracticeRequest:
    return PracticeRequest(
        name=args.name,
        length_frames=None if args.length is None else frames(args.length),
        bed=getattr(args, "bed", None),
        without=args.without,
        voice=args.voice,
        output=getattr(args, "to", OUTPUTS[0]),
        log=not getattr(args, "no_log", False),
    )


def _list(args: argparse.Namespace) -> int:
    from practice_player.cli.list_show import list_practices

    return list_practices(practice=args.practice, goal=args.goal, as_json=args.json, traces=not args.no_log)


def _show(args: argparse.Namespace) -> int:
    from practice_player.cli.list_show import show

    return show(_request(args), as_json=args.json)


def _play(args: argparse.Namespace) -> int:
    if args.to not in OUTPUTS:
        if "." not in args.to:
            raise UsageError(
                f"sound cannot go to `{args.to}`",
                fix=f"--to {', '.join(OUTPUTS)}, or a file such as x.wav",
            )
        args.out = args.to
        return _render(args)
    if not args.plain and _on_a_terminal():
        return _open_interface(_request(args))
    from practice_player.cli.play import play_plain

    return play_plain(_request(args))


def _render(args: argparse.Namespace) -> int:
    from practice_player.cli.play import render

    return render(_request(args), out=args.out)


def _check(args: argparse.Namespace) -> int:
    from practice_player.cli.check import check

    return check(args.paths, voice=args.voice, every=args.every, as_json=args.json, traces=not args.no_log)


def _new(args: argparse.Namespace) -> int:
    from practice_player.cli.author import new

    return new(args.name, partner=args.partner, out=args.out)


def _schema(args: argparse.Namespace) -> int:
    from practice_player.cli.author import print_schema

    return print_schema(piece=args.piece)


def _journal(args: argparse.Namespace) -> int:
    from practice_player.cli.journal import list_entries

    return list_entries(as_json=args.json)


def _voice(_: argparse.Namespace) -> int:
    from practice_player.cli.voice import list_voices

    return list_voices()


def _narrate(args: argparse.Namespace) -> int:
    from practice_player.cli.voice import narrate_practices

    return narrate_practices(args.names, every=args.every, voice=args.voice, into=args.into)


def _doctor(_: argparse.Namespace) -> int:
    from practice_player.cli.doctor import doctor

    return doctor()
