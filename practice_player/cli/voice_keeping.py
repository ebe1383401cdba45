"""`voice order`, `delete`, `restore` and `tidy`: who speaks, and whose recordings are kept."""

import argparse
from typing import TYPE_CHECKING, Any

from practice_player.cli.asking import is_confirmed
from practice_player.cli.own_settings import own_preferences
from practice_player.cli.printing import report, say
from practice_player.lib.errors import PracticeError, VoiceError
from practice_player.lib.paths import to_nfc
from practice_player.settings import sessions_dirs, settings_path

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice

SHOWN_COUNT = 12
"""So many recordings or sentences are listed; the others are counted."""


def register(subparsers: Any) -> None:
    """Adds the commands to those of `voice`."""
    order = subparsers.add_parser("order", help="who speaks first, and who where a recording is missing")
    order.add_argument("names", nargs="*", metavar="VOICE", help="the order from now on")
    order.set_defaults(run=lambda args: order_voices(args.names))
    delete = subparsers.add_parser("delete", help="delete your own recordings of a voice")
    delete.add_argument("name", metavar="VOICE")
    delete.add_argument("--for-good", action="store_true", help="they cannot be brought back")
    delete.add_argument("--yes", action="store_true", help="without asking")
    delete.set_defaults(run=_run_delete)
    restore = subparsers.add_parser("restore", help="bring back what was deleted last")
    restore.set_defaults(run=lambda _: restore_deleted())
    tidy = subparsers.add_parser("tidy", help="delete your own recordings that no practice says any more")
    tidy.add_argument("--yes", action="store_true", help="without asking")
    tidy.set_defaults(run=lambda args: tidy_voices(yes=args.yes))


def _run_delete(args: argparse.Namespace) -> int:
    return delete_voice(args.name, yes=args.yes, for_good=args.for_good)


def order_voices(names: list[str]) -> int:
    """Prints the order in which voices speak; with names, makes it that.

    Raises:
        VoiceError: a voice is not there, or cannot be used.
        PreferencesError: the settings cannot be written.
    """
    from practice_player.core.chosen_sound import first_voice
    from practice_player.voice.fallback import speaking_order
    from practice_player.voice.lookup import find_voice, usable_voices

    settings = own_preferences().settings
    if names:
        for name in names:
            find_voice(name)
        if not settings.change({"voices": tuple(dict.fromkeys(map(to_nfc, names)))}):
            raise PracticeError(
                "the settings have a problem, so they stay as they are",
                fix="`practice-player settings` says which",
                place=str(settings_path()),
            )
    usable = usable_voices()
    order = speaking_order(first_voice(settings.values, usable), settings.values.voices, usable)
    for number, name in enumerate(order, 1):
        say(f"{number}  {name}")
    if others := [name for name in usable if name not in order]:
        say(f"Only where you choose them: {', '.join(others)}")
    return 0


def delete_voice(name: str, *, yes: bool, for_good: bool) -> int:
    """Deletes a person's own recordings of a voice; returns 1 if that was not confirmed.

    Raises:
        VoiceError: there are none, or they cannot be deleted.
    """
    from practice_player.voice import keeping

    name = to_nfc(name)
    folder = keeping.existing_own_folder(name)
    texts, unread = texts_of_practices()
    silent = keeping.falling_silent(texts, folder, _voices())
    _list_some(silent, f"{len(silent)} of its sentences would be shown, and not said by anybody")
    if unread:
        say(f"{unread} of your scripts cannot be read, and may need them too.")
    if not yes and not is_confirmed(f"Delete your recordings of {name}?"):
        say("Nothing was deleted.")
        return 1
    count = keeping.delete_voice(name)
    report(f"{count} recording{'' if count == 1 else 's'} of {name} deleted.")
    if for_good:
        keeping.empty_trash()
    else:
        report("  Until something else is deleted, this brings them back: practice-player voice restore")
    return 0


def restore_deleted() -> int:
    """Brings back what was deleted last.

    Raises:
        VoiceError: nothing was deleted, or it cannot be brought back.
    """
    from practice_player.voice.keeping import deleted_voices, restore

    names = deleted_voices()
    if not names:
        raise VoiceError(
            "nothing was deleted that could come back", fix="what `voice delete` moved away does"
        )
    for name in names:
        count = restore(name)
        report(f"{count} recording{' is' if count == 1 else 's are'} back, of {name}.")
    return 0


def tidy_voices(*, yes: bool) -> int:
    """Deletes recordings of one's own that no practice says any more; returns 1 if not confirmed.

    Raises:
        PracticeError: a script cannot be read, so that its recordings would seem unused.
        VoiceError: they cannot be deleted.
    """
    from practice_player.voice import keeping
    from practice_player.voice.lookup import own_folder

    texts, unread = texts_of_practices()
    if unread:
        raise PracticeError(
            f"{unread} of your scripts or folders cannot be read, so their recordings would seem unused",
            fix="mend them first: practice-player check",
        )
    unused_by_voice = {
        folder.name: unused
        for voice in _voices()
        for folder in voice.folders
        if folder == own_folder(folder.name) and (unused := keeping.unused_recordings(voice, folder, texts))
    }
    for name, unused in unused_by_voice.items():  # one voice at a time: the last one can be brought back
        _list_some([path.name for path in unused], f"No practice says these of {name} any more")
        if not yes and not is_confirmed(f"Delete {len(unused)} of {name}?"):
            return 1
        keeping.delete_recordings(unused)
        report(f"{len(unused)} deleted. This brings them back: practice-player voice restore")
        if others := [other for other in unused_by_voice if other != name]:
            report(f"There are some of {', '.join(others)}, too: the same command again asks about them.")
        return 0
    say("Every recording of yours is said somewhere.")
    return 0


def _list_some(names: list[str], title: str) -> None:
    if names:
        say(f"{title}:")
    for name in names[:SHOWN_COUNT]:
        say(f"  {name}")
    if len(names) > SHOWN_COUNT:
        say(f"  … and {len(names) - SHOWN_COUNT} more")


def texts_of_practices() -> tuple[list[str], int]:
    """Returns all that is said in any practice, and how many scripts or folders of them cannot be read."""
    from practice_player.lint.rules.shelf import unsearched_folders
    from practice_player.script.library import Library
    from practice_player.timeline.phrases import spoken

    scripts = Library(sessions_dirs()).scripts()
    texts = [text for loaded in scripts if loaded.script for text in spoken(loaded.script)]
    unread = sum(loaded.script is None for loaded in scripts) + len([*unsearched_folders(sessions_dirs())])
    return texts, unread


def _voices() -> "list[Voice]":
    from practice_player.voice.lookup import find_voice, usable_voices

    return [find_voice(name) for name in usable_voices()]
