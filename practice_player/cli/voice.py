"""`voice`: who speaks, and making the recordings that are missing."""

from practice_player.cli.printing import say, say_lines
from practice_player.lib.errors import UsageError
from practice_player.lib.plain_text import one_line
from practice_player.narration.narrate import narrate
from practice_player.script.library import Library
from practice_player.settings import absolute, sessions_dirs
from practice_player.timeline.phrases import spoken
from practice_player.voice.lookup import all_voices, find_voice, own_folder, trouble
from practice_player.voice.manifest import read_manifest
from practice_player.voice.names import SUFFIX
from practice_player.voice.voice import Voice


def list_voices() -> int:
    """Prints a line for each folder of each voice; one that cannot be used says why."""
    for name, folders in all_voices().items():
        if problem := trouble(folders):
            say_lines(f"{one_line(name):<12} cannot be used: {problem}")
            continue
        for folder in folders:
            say(f"{name:<12} {len(list(folder.glob(f'*{SUFFIX}'))):>4} recordings  {folder}")
    return 0


def narrate_practices(names: list[str], *, every: bool, voice: str, into: str | None = None) -> int:
    """Makes what is missing, among one's own things; a recording that exists is not made again.

    With `into`, it goes into that folder, and what is missing there is made, whatever there is elsewhere.

    Raises:
        UsageError: neither names nor `--all`.
        PracticeError: a practice cannot be read, or the narration cannot be made.
    """
    library = Library(sessions_dirs())
    if every == bool(names):
        raise UsageError("which practices?", fix="name some, or write --all")
    scripts = library.scripts() if every else [library.find(name) for name in names]
    texts = [text for script in scripts for text in spoken(script.playable())]
    found, own = find_voice(voice), own_folder(voice)
    if into is None:
        folders = (own, *(folder for folder in found.folders if folder != own))
        speaker = Voice(folders=folders, manifest=found.manifest)
    else:
        folder = absolute(into, fix="write the folder from its root on")
        speaker = Voice(folders=(folder,), manifest=read_manifest(folder, found.manifest.folder))
    done = narrate(texts, speaker, say, private=into is None)
    say(f"{done.made} made, {done.kept} kept.")
    if done.made:
        say(f"They are in {speaker.folder}")
    return 0
