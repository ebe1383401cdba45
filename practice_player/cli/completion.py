"""`completion`: prints the file that makes a shell complete the commands, as it was installed.

The files are made when the program is built (`build_steps`).  Shells find them by themselves where a system's
packages are; an environment of one's own is not searched by most, so there this command hands the file over.
"""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final

from practice_player.cli.arguments import AddCommand
from practice_player.cli.printing import say_content
from practice_player.lib.errors import CompletionError

FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bash": "share/bash-completion/completions/practice-player",
        "zsh": "share/zsh/site-functions/_practice-player",
        "fish": "share/fish/vendor_completions.d/practice-player.fish",
        "powershell": "share/practice-player/completions/practice-player.ps1",
    }
)
"""The file of each shell below the folder that the program is installed into."""


def register(add_command: AddCommand) -> None:
    parser = add_command("completion", _run)
    parser.add_argument("shell", choices=tuple(FILES), help="see docs/completion.md for what to do with it")
    parser.set_defaults(no_log=True)


def _run(args: argparse.Namespace) -> int:
    return print_completion(args.shell, _installed_files())


def print_completion(shell: str, installed: Iterable[Path]) -> int:
    """Prints the file of a shell, which is one of the installed files.

    Raises:
        CompletionError: it is not among them, or cannot be read.
    """
    place = PurePath(FILES[shell])
    for path in installed:
        if path.parts[-len(place.parts) :] == place.parts:
            say_content(_read(path))
            return 0
    raise CompletionError(
        f"the completion for {shell} is not here: this program was not installed",
        fix="pip install . in a copy of the repository, and then this command of what was installed",
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise CompletionError(
            f"this file cannot be read ({reason})", fix="install the program once more", place=str(path)
        ) from exc


def _installed_files() -> Iterable[Path]:
    """Returns the files that came with the program; none if it was not installed."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        return [Path(str(file.locate())) for file in files("practice-player") or ()]
    except PackageNotFoundError:
        return ()
