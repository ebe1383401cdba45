"""`_names KIND`: the names that can be typed, one a line, for the completion of shells.

It answers while somebody waits with a finger on the key: only names of files are read, nothing is written,
and whatever goes wrong there are no names and no message, which would stand in the middle of their line.
The command is in no help, because nobody types it.
"""

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from practice_player.cli.printing import say_content
from practice_player.lib.errors import PracticeError

COMMAND: Final = "_names"


def print_names(arguments: Sequence[str]) -> int:
    """Prints the names of one of `KINDS`, in order; nothing for another kind, or if they cannot be known."""
    find = KINDS.get(arguments[0]) if len(arguments) == 1 else None
    if find is None:
        return 0
    try:
        names = sorted(name for name in set(find()) if _can_be_typed(name))
    except (PracticeError, OSError, ValueError):
        return 0
    with contextlib.suppress(PracticeError):  # nothing can be written; a closed pipe is for `main`
        say_content("".join(f"{name}\n" for name in names))
    return 0


def _can_be_typed(name: str) -> bool:
    """Whether a name is one line of letters that a terminal shows, and cannot be taken for an option."""
    return name.isprintable() and not name.startswith("-")


def _practices() -> Iterable[str]:
    from practice_player import settings
    from practice_player.script.discovery import scripts_by_name

    return scripts_by_name(settings.sessions_dirs())


def _paths() -> Iterable[str]:
    from practice_player import settings
    from practice_player.lib.paths import to_nfc
    from practice_player.script.discovery import path_files

    return (to_nfc(file.stem) for folder in settings.sessions_dirs() for file in path_files(folder))


def _voices() -> Iterable[str]:
    from practice_player.voice.lookup import find_all_voices

    return find_all_voices()


def _people() -> Iterable[str]:
    from practice_player import settings
    from practice_player.lib import logs
    from practice_player.people.store import People

    logs.start(None)  # else Python would print what `People` logs of a broken file
    return (person.name for person in People(settings.people_path()).all())


def _packs() -> Iterable[str]:
    from practice_player import settings
    from practice_player.lib.pack_folders import added_packs

    return added_packs(settings.packs_dir())


KINDS: Final[Mapping[str, Callable[[], Iterable[str]]]] = MappingProxyType(
    {"practices": _practices, "voices": _voices, "paths": _paths, "people": _people, "packs": _packs}
)
"""What has names, and where they are found."""
