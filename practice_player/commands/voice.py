"""`voice`: who speaks, and making the recordings that are missing."""

from practice_player.errors import UsageError
from practice_player.script.library import Library
from practice_player.settings import sessions_dirs
from practice_player.timeline.build import spoken
from practice_player.voice.narrate import narrate
from practice_player.voice.voices import find_voice, voice_folders


def list_voices() -> int:
    for name, folder in sorted(voice_folders().items()):
        print(f"{name:<12} {len(list(folder.glob('*.ogg'))):>4} recordings  {folder}")
    return 0


def narrate_practices(names: list[str], *, every: bool, voice: str) -> int:
    """Makes what is missing; a recording that exists is not made again.

    Raises:
        UsageError: neither names nor `--all`.
        PracticeError: a practice cannot be read, or the narration cannot be made.
    """
    library = Library(sessions_dirs())
    if every == bool(names):
        raise UsageError("which practices?", fix="name some, or write --all")
    scripts = library.scripts() if every else [library.find(name) for name in names]
    texts = [text for script in scripts for text in spoken(script.playable())]
    done = narrate(texts, find_voice(voice), print)
    print(f"{done.made} made, {done.kept} kept.")
    return 0
