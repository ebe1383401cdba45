"""What a pack would change for practices and voices that are there already; asked before it is added."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from practice_player.lib.errors import VoiceError
from practice_player.lib.pack_folders import pack_of
from practice_player.lib.quoting import quoted_file_name
from practice_player.packs.layout import FileRole, script_path, voice_folder
from practice_player.packs.manifest import PackManifest
from practice_player.packs.names import same_name_key
from practice_player.script.discovery import scripts_by_name
from practice_player.script.parsing.reader import read
from practice_player.timeline.phrases import spoken
from practice_player.voice.manifest import Manifest, read_manifest
from practice_player.voice.names import clip_name
from practice_player.voice.voice import Voice


def find_clashes(
    folder: Path,
    manifest: PackManifest,
    *,
    packs_dir: Path,
    sessions_dirs: Sequence[Path],
    shipped_sessions_dir: Path,
    voices: Mapping[str, tuple[Path, ...]],
    shipped_voices_dir: Path,
) -> list[str]:
    """Returns a sentence for each practice and voice of an unpacked pack that meets one of the same name.

    What an earlier pack of the same name brought does not count: it gives way.
    """
    own_pack = packs_dir / manifest.name
    other_dirs = [path for path in sessions_dirs if not path.is_relative_to(own_pack)]
    other_voices = {
        name: tuple(path for path in folders if not path.is_relative_to(own_pack))
        for name, folders in voices.items()
    }
    return [
        *_practice_clashes(manifest, packs_dir, other_dirs, shipped_sessions_dir),
        *_voice_clashes(
            folder,
            manifest,
            {name: paths for name, paths in other_voices.items() if paths},
            shipped_voices_dir,
        ),
    ]


def _practice_clashes(
    manifest: PackManifest, packs_dir: Path, sessions_dirs: Sequence[Path], shipped_dir: Path
) -> Iterator[str]:
    scripts = {same_name_key(name): script for name, script in scripts_by_name(sessions_dirs).items()}
    for practice in manifest.practices:
        script = scripts.get(same_name_key(practice))
        if script is None:
            continue
        shown_name = quoted_file_name(practice)
        if script.name != practice:
            first = quoted_file_name(script.name)
            yield f"There is a practice `{first}`, and the pack has another, `{shown_name}`."
        elif other_pack := pack_of(script.path, packs_dir):
            played = min(other_pack, manifest.name)
            yield f"The pack `{other_pack}` has a practice `{shown_name}` too; that of `{played}` is played."
        elif script.path.is_relative_to(shipped_dir):
            yield f"The shipped practice `{shown_name}` gives way to the pack's."
        else:
            yield f"You have a script `{shown_name}`: yours is played, and the pack's is not seen."


def _voice_clashes(
    folder: Path, manifest: PackManifest, voices: Mapping[str, tuple[Path, ...]], shipped_dir: Path
) -> Iterator[str]:
    names = {same_name_key(name): name for name in voices}
    for voice in manifest.voices:
        name = names.get(same_name_key(voice))
        if name is None:
            continue
        if name != voice:
            first, second = quoted_file_name(name), quoted_file_name(voice)
            yield f"There is a voice `{first}`, and the pack has another, `{second}`."
            continue
        try:
            present = read_manifest(*voices[name])
        except VoiceError:
            present = None
        packed = read_manifest(folder / voice_folder(voice))
        if present and present.folder.is_relative_to(shipped_dir) and _speak_alike(present, packed):
            continue
        sentence = (
            f"There is a voice `{quoted_file_name(voice)}` already; where it has no recording of a sentence,"
            " the pack's is heard"
        )
        lost_count = _count_unmatched(folder, manifest, voice, voices[name], present) if present else 0
        yield f"{sentence}, but for {lost_count} that it spells otherwise." if lost_count else f"{sentence}."


def _speak_alike(first: Manifest, second: Manifest) -> bool:
    same_speaker = (first.engine, first.speaker, first.respell) == (
        second.engine,
        second.speaker,
        second.respell,
    )
    return first.kind == second.kind and same_speaker


def _count_unmatched(
    folder: Path, manifest: PackManifest, voice: str, present_folders: tuple[Path, ...], present: Manifest
) -> int:
    """Returns how many recordings of the pack's voice are not looked for, as names follow from spelling."""
    packed_voice = Voice.open(folder / voice_folder(voice))
    present_voice = Voice(folders=present_folders, manifest=present)
    recorded = {
        file.path.rpartition("/")[2]
        for file in manifest.files_of(FileRole.CLIP)
        if file.path.startswith(f"{voice_folder(voice)}/")
    }
    scripts = (read(folder / script_path(practice)) for practice in manifest.practices)
    texts = {text for script in scripts for text in spoken(script)}
    return sum(
        clip_name(packed_voice.engine_text(text)) in recorded
        and clip_name(present_voice.engine_text(text)) != clip_name(packed_voice.engine_text(text))
        for text in texts
    )
