"""`voice`: lists the voices, makes missing recordings, and records or imports a voice."""

import argparse
from typing import TYPE_CHECKING

from practice_player.cli import voice_import, voice_keeping
from practice_player.cli.arguments import AddCommand, add_sessions_argument
from practice_player.cli.own_settings import own_preferences
from practice_player.cli.printing import report, say, say_lines, warn
from practice_player.cli.progress_bar import ProgressBar
from practice_player.cli.signals import StopRequested, stop_signals
from practice_player.cli.voice_record import register_record
from practice_player.lib.errors import UsageError, VoiceError
from practice_player.lib.paths import is_file
from practice_player.lib.plain_text import one_line
from practice_player.script.choices import DEFAULT_VOICE
from practice_player.settings import absolute, sessions_dirs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from practice_player.narration.narrate import NarrationResult
    from practice_player.script.model import Script
    from practice_player.voice.voice import Voice


def register(add_command: AddCommand) -> None:
    """Adds the commands of `voice`, which alone is `voice list`."""
    parser = add_command("voice", _run_list)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    list_parser = subparsers.add_parser("list", help="the voices on this machine")
    list_parser.set_defaults(run=_run_list)
    narrate_parser = subparsers.add_parser(
        "narrate", help="make the recordings that are missing (needs an extra)"
    )
    narrate_parser.add_argument("names", nargs="*", metavar="NAME")
    narrate_parser.add_argument("--all", action="store_true", dest="every", help="for every practice")
    narrate_parser.add_argument("--voice", help="makes all of them; else each voice its own")
    narrate_parser.add_argument(
        "--out", metavar="DIR", help="the folder they go into, instead of one among your own things"
    )
    add_sessions_argument(narrate_parser)
    narrate_parser.set_defaults(run=_run_narrate)
    voice_import.register(subparsers)
    voice_keeping.register(subparsers)
    register_record(subparsers)


def _run_list(_: argparse.Namespace) -> int:
    return list_voices()


def _run_narrate(args: argparse.Namespace) -> int:
    with stop_signals(suspending=False) as signals:
        try:
            return narrate_practices(args.names, every=args.every, voice=args.voice, out=args.out)
        except StopRequested:
            return 128 + signals.ending_signal


def list_voices() -> int:
    """Prints a line for each folder of each voice, or why a voice cannot be used."""
    from practice_player.voice.lookup import find_all_voices, find_problem
    from practice_player.voice.manifest import read_manifest
    from practice_player.voice.names import SUFFIX

    hang = " " * 13
    for name, folders in find_all_voices().items():
        if problem := find_problem(folders):
            say_lines(f"{one_line(name):<12} cannot be used: {problem}", hang=hang)
            continue
        manifest = read_manifest(*folders)
        if manifest.kind == "recorded":
            made_for = f" for {manifest.made_for}" if manifest.made_for else ""
            say(f"{name:<12} recorded by a person{made_for}")
        for folder in folders:
            say(f"{name:<12} {len(list(folder.glob(f'*{SUFFIX}'))):>4} recordings  {folder}", hang=hang)
    return 0


def narrate_practices(
    names: list[str], *, every: bool, voice: str | None = None, out: str | None = None
) -> int:
    """Makes missing recordings in the person's own folder of each voice; existing ones stay.

    A `voice` says all; without one, the usual voice does, but for what a script gives to a second voice.
    With `out`, they are made in that folder instead, whether or not another folder has them.

    Raises:
        UsageError: neither names nor `--all` were given, or both.
        PracticeError: a practice cannot be read, or the narration cannot be made.
    """
    from practice_player.script.library import Library
    from practice_player.timeline.phrases import sounds

    library = Library(sessions_dirs())
    if every == bool(names):
        raise UsageError("which practices?", fix="name some, or write --all")
    scripts = library.scripts() if every else [library.find(name) for name in names]
    usual, second = voice or DEFAULT_VOICE, None if voice or out else _second_voice()
    playable = [loaded.playable() for loaded in scripts]
    texts_by_voice = _texts_by_voice(playable, usual, second)
    spelt = {text: sound for script in reversed(playable) for text, sound in sounds(script).items()}
    speakers = {name: _speaker(name, out) for name in texts_by_voice}
    speakable = {
        name: list(_in_its_language(texts_by_voice[name], speaker, every=every))
        for name, speaker in speakers.items()
    }
    for name, speaker in speakers.items():
        result = _narrate(speakable[name], speaker, spelt)
        by = f" by {name}" if len(speakers) > 1 else ""
        report(f"{result.made_count} made{by}, {result.existing_count} kept.")
        if result.made_count:
            report(f"They are in {speaker.folder}")
    return 0


def _narrate(texts: "Sequence[str]", voice: "Voice", spelt: "Mapping[str, str]") -> "NarrationResult":
    """Makes what is missing, with a bar on a terminal."""
    from practice_player.narration.narrate import narrate

    missing = {path for path in map(voice.path_for, texts) if not is_file(path)}
    made: list[str] = []

    def show(text: str) -> None:
        made.append(text)
        bar.show(len(made) / len(missing))

    with ProgressBar(f"Narrating with {voice.manifest.name}") as bar:
        try:
            return narrate(texts, voice, show, sounds=spelt)
        except StopRequested:
            bar.clear()
            warn(f"Stopped. {len(made)} of {len(missing)} were made, and stay in {voice.folder}.")
            raise


def _second_voice() -> str | None:
    """Returns the voice that speaks beside the usual one, if there is another."""
    from practice_player.core.chosen_sound import second_voice
    from practice_player.voice.lookup import usable_voices

    return second_voice(own_preferences().chosen, usable_voices(), DEFAULT_VOICE)


def _texts_by_voice(
    scripts: "Iterable[Script]", usual: str, second: str | None
) -> "dict[str, list[tuple[Script, str]]]":
    """Returns everything that each voice is to say, with its script; without a second, the usual says all."""
    from practice_player.timeline.phrases import spoken_by

    texts: dict[str, list[tuple[Script, str]]] = {usual: []}
    for script in scripts:
        for role, text in spoken_by(script):
            name = second if second and role == "second" else usual
            texts.setdefault(name, []).append((script, text))
    return texts


def _in_its_language(
    texts: "Iterable[tuple[Script, str]]", voice: "Voice", *, every: bool
) -> "Iterator[str]":
    """Yields the texts without those of scripts that are written in a language the voice does not speak.

    Raises:
        VoiceError: there is such a script, and not `every` script was asked for.
    """
    from practice_player.script.languages import is_same_language, language_name

    spoken_language = voice.manifest.language
    left_out: set[int] = set()
    for script, text in texts:
        if not script.lang or not spoken_language or is_same_language(script.lang, spoken_language):
            yield text
        elif id(script) not in left_out:
            left_out.add(id(script))
            problem = (
                f"{script.title} is in {language_name(script.lang)}, and {voice.name} speaks "
                f"{language_name(spoken_language)}"
            )
            if not every:
                fix = "a voice that speaks it, with --voice, or recordings of your own"
                raise VoiceError(problem, fix=fix)
            report(f"Left out: {problem}.")


def _speaker(name: str, out: str | None) -> "Voice":
    """Returns the voice with the folder for new recordings first."""
    from practice_player.voice.lookup import find_own_voice
    from practice_player.voice.manifest import read_manifest
    from practice_player.voice.voice import Voice

    voice = find_own_voice(name)
    if out is None:
        return voice
    folder = absolute(out, fix="write the folder from its root on")
    return Voice(folders=(folder,), manifest=read_manifest(folder, voice.manifest.folder))
