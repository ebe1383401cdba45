"""`doctor`: prints what works on this machine, and how to mend what does not.

Each part imports what it looks at, so that the first line is printed at once, and the slow parts come last.
"""

import argparse
import platform
from collections.abc import Iterator
from typing import Final

from practice_player import __version__
from practice_player.cli.arguments import AddCommand, add_json_argument
from practice_player.cli.diagnosis.finding import Check, Finding
from practice_player.cli.printing import say, say_json, say_lines
from practice_player.lib.errors import PracticeError

NAME_CELLS: Final = 12
"""The width of the column of names."""


def register(add_command: AddCommand) -> None:
    parser = add_command("doctor", _run)
    add_json_argument(parser)


def _run(args: argparse.Namespace) -> int:
    return doctor(as_json=args.json)


def doctor(*, as_json: bool = False) -> int:
    """Prints a line for each part as it is known, and what to do first.

    Returns 1 if something needs mending.
    """
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    if not as_json:
        say(f"practice-player {__version__}, Python {platform.python_version()}, {system}")
    parts: list[dict[str, object]] = []
    problems: dict[str, PracticeError] = {}
    for name, check in checks():
        try:
            finding = check()
        except PracticeError as exc:
            if str(exc) in problems:  # folders within one unusable folder share its problem
                continue
            problems[str(exc)] = exc
            parts.append(
                {"part": name, "ok": False, "problem": exc.problem, "fix": exc.fix, "place": exc.place}
            )
            if not as_json:
                say_lines(f"{name:<{NAME_CELLS}}{exc}", hang=" " * NAME_CELLS)
        else:
            parts.append(_as_json(name, finding))
            if not as_json:
                say(f"{name:<{NAME_CELLS}}{finding.text}", hang=" " * NAME_CELLS)
    first = next(iter(problems.values()), None)
    if as_json:
        say_json(
            {
                "version": __version__,
                "python": platform.python_version(),
                "system": system,
                "parts": parts,
                "first": first.fix if first else None,
            }
        )
    elif first:
        say()
        say_lines(f"First of all: {first.fix}")
    else:
        say()
        say("Nothing needs mending.")
    return 1 if problems else 0


def checks() -> Iterator[tuple[str, Check]]:
    """Yields every part by its name, the quick ones first; what one needs is imported when it comes."""
    from practice_player.cli.diagnosis.folders import folder_checks

    yield from folder_checks()
    from practice_player.cli.diagnosis import desktop, kept, machine, material, sound

    yield "settings", material.settings_check
    yield from kept.kept_checks()
    yield "ffmpeg", machine.ffmpeg
    yield "screen", machine.screen
    yield "clock", machine.clock
    yield "media-keys", desktop.media_keys
    yield "journal", material.journal
    yield "extras", machine.extras
    yield "plugins", machine.plugins
    yield "libraries", machine.libraries
    yield from material.material_checks()
    yield from sound.sound_checks()


def _as_json(name: str, finding: Finding) -> dict[str, object]:
    return {"part": name, "ok": True, "text": finding.text, **finding.facts}
