"""Makes a pack of practices: the same practices, voices and words always give the same bytes.

Files are stored, not compressed: libraries for compression differ from machine to machine, recordings are
compressed already, and what is stored cannot grow when it is unpacked.
"""

import hashlib
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.measurement import ClipAnalysis
from practice_player.lib.atomic_files import UnfinishedFile, write_failure, write_remedy
from practice_player.lib.errors import PackError, ScriptError
from practice_player.lib.folders import temporary_folder
from practice_player.lib.pack_folders import MAX_PACK_NAME_LETTERS, is_pack_name
from practice_player.lib.paths import is_file, to_nfc
from practice_player.lib.quoting import quoted_file_name
from practice_player.lint.lint_script import lint_file
from practice_player.packs.contents import NoClips, ReadAhead
from practice_player.packs.layout import role_of, voice_folder
from practice_player.packs.limits import MAX_FILES, MAX_PACK_BYTES
from practice_player.packs.manifest import FILE_NAME, PackedFile, PackManifest, to_bytes
from practice_player.packs.names import find_clash, path_problem
from practice_player.packs.pack_file import SUFFIX, PackFile
from practice_player.packs.script_files import script_files
from practice_player.packs.unpacking import unpack
from practice_player.packs.voice_files import packed_voice_file
from practice_player.script.discovery import PIECES_FOLDER
from practice_player.script.library import LoadedScript
from practice_player.timeline.phrases import spoken
from practice_player.voice.manifest import FILE_NAME as VOICE_FILE_NAME
from practice_player.voice.voice import Voice

_EARLIEST_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a pack: the first that a zip archive can hold."""

_FILE_MODE: Final = stat.S_IFREG | 0o644
_UNIX: Final = 3
_CHUNK_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePack:
    """A pack that was made."""

    manifest: PackManifest
    unrecorded: Mapping[str, int]
    """For each voice that was asked for, how many sentences of the practices it has no recording of."""

    sentence_count: int
    """How many different sentences the practices have."""


def pack_name(path: Path) -> str:
    """Returns the name of the pack that is written to a file: the file's own, without its ending.

    Raises:
        PackError: no pack can have this name.
    """
    stem = to_nfc(path.name.removesuffix(SUFFIX)).lower()
    if path.name.endswith(SUFFIX) and is_pack_name(stem) and not path_problem(stem):
        return stem
    plain = "-".join(re.findall(r"\w+", stem))[:MAX_PACK_NAME_LETTERS].strip("-_") or "practices"
    raise PackError(
        "a pack cannot have this name",
        fix=f"write letters, digits and hyphens, then {SUFFIX}: `-o {plain}{SUFFIX}`",
        place=str(path),
    )


def make_pack(
    out: Path,
    scripts: Sequence[LoadedScript],
    voices: Sequence[Voice],
    *,
    author: str = "",
    license_line: str = "",
    read_ahead: ReadAhead,
) -> MadePack:
    """Writes a pack, after it was unpacked and checked as `pack add` does it; replaces an earlier file.

    Raises:
        ScriptError: a practice cannot be played, or does not pass `check`.
        PackError: something cannot be in a pack, or the file cannot be written.
    """
    name = pack_name(out)
    practices = _by_name(scripts)
    sources: dict[str, Path] = {}
    texts: dict[str, None] = {}
    for practice, loaded in practices.items():
        script = loaded.playable()
        _expect_faultless(loaded.path, read_ahead)
        sources |= script_files(practice, loaded.path, script)
        texts |= dict.fromkeys(spoken(script))
    clips = {to_nfc(voice.folder.name): _clips(voice, texts) for voice in voices}
    with temporary_folder(PackError) as voice_files:
        for number, voice in enumerate(voices):
            voice_name = to_nfc(voice.folder.name)
            if any(clips[voice_name].values()):
                folder = voice_folder(voice_name)
                packed = packed_voice_file(voice.manifest, voice_files / str(number))
                sources[f"{folder}/{VOICE_FILE_NAME}"] = packed
                sources |= {f"{folder}/{path.name}": path for path in clips[voice_name].values() if path}
        _expect_portable(sources)
        manifest = PackManifest(
            name=name,
            author=author,
            license=license_line,
            practices=tuple(sorted(practices)),
            voices=tuple(sorted(voice for voice, paths in clips.items() if any(paths.values()))),
            files=tuple(_packed_file(path, sources[path]) for path in sorted(sources)),
        )
        _write(out, manifest, sources, read_ahead)
    return MadePack(
        manifest=manifest,
        unrecorded={voice: list(paths.values()).count(None) for voice, paths in clips.items()},
        sentence_count=len(texts),
    )


def _by_name(scripts: Sequence[LoadedScript]) -> dict[str, LoadedScript]:
    """Returns the scripts by the names that they have in the pack, each once."""
    practices: dict[str, LoadedScript] = {}
    for loaded in scripts:
        name = to_nfc(loaded.name)
        if name in practices and practices[name].path.resolve() != loaded.path.resolve():
            raise PackError(
                f"the script at {practices[name].path} has the same name",
                fix="rename one of them, or leave it out",
                place=str(loaded.path),
            )
        practices[name] = loaded
    return practices


def _expect_faultless(path: Path, read_ahead: ReadAhead) -> None:
    """Checks a script by itself, at its own place, where its author can mend it."""
    analysis_cache = ClipAnalysisCache.open()

    def measure(recording: Path) -> ClipAnalysis:
        read_ahead(analysis_cache, [recording])
        return analysis_cache.of(recording)

    problems = lint_file(path, NoClips(), measure).problems
    if errors := tuple(problem for problem in problems if problem.severity == "error"):
        raise ScriptError(errors)


def _clips(voice: Voice, texts: Iterable[str]) -> dict[str, Path | None]:
    """Returns the recording of each sentence; None where the voice has none."""
    paths = {text: voice.path_for(text) for text in texts}
    return {text: path if is_file(path) else None for text, path in paths.items()}


def _expect_portable(sources: Mapping[str, Path]) -> None:
    """Checks that every file can lie in a pack, and at what place of one's own the trouble is."""
    for path_in_pack, source in sources.items():
        if problem := path_problem(path_in_pack):
            raise PackError(
                f"this cannot be in a pack: `{quoted_file_name(path_in_pack)}` {problem}",
                fix="rename it, and what names it",
                place=str(source),
            )
        if role_of(path_in_pack) is None:
            raise PackError(
                f"this cannot be in a pack: `{quoted_file_name(path_in_pack)}` has no place there",
                fix=f"put pieces into a folder `{PIECES_FOLDER}`; a practice cannot have that name itself",
                place=str(source),
            )
    if clash := find_clash([FILE_NAME, *sources]):
        raise PackError(
            f"`{quoted_file_name(clash[0])}` has nearly the same name, which some disks take for the same",
            fix="rename one of them",
            place=str(sources[clash[1]]),
        )
    if len(sources) >= MAX_FILES:
        raise PackError(
            f"these are {len(sources):,} files, and a pack has at most {MAX_FILES:,}",
            fix="name fewer practices or voices",
        )


def _packed_file(path_in_pack: str, source: Path) -> PackedFile:
    digest, size_bytes = hashlib.sha256(), 0
    with PackFile.open(source) as file:
        for chunk in _chunks(file):
            digest.update(chunk)
            size_bytes += len(chunk)
    if not size_bytes:
        raise PackError("this file is empty", fix="delete it, or make it again", place=str(source))
    return PackedFile(path=path_in_pack, size_bytes=size_bytes, sha256=digest.hexdigest())


def _chunks(file: PackFile) -> Iterator[bytes]:
    at = 0
    while chunk := file.read_at(at, _CHUNK_BYTES):
        yield chunk
        at += len(chunk)


def _write(out: Path, manifest: PackManifest, sources: Mapping[str, Path], read_ahead: ReadAhead) -> None:
    """Writes the archive, checks it as whoever adds it will, and only then gives it its name."""
    if manifest.size_bytes > MAX_PACK_BYTES:
        raise PackError(
            f"these files are larger than {MAX_PACK_BYTES // 1_000_000} MB together",
            fix="name fewer practices or voices, or save long recordings as ogg or mp3",
        )
    try:
        unfinished = UnfinishedFile(out)
        try:
            with unfinished.open() as file:
                _write_archive(file, manifest, sources)
                file.flush()
                os.fsync(file.fileno())
            _expect_addable(unfinished.path, out, read_ahead)
            unfinished.finish()
        finally:
            unfinished.drop()
    except OSError as exc:
        raise PackError(
            f"the pack cannot be written ({write_failure(exc, manifest.size_bytes)})",
            fix=write_remedy(exc, "name another folder with `-o`"),
            place=str(out),
        ) from exc


def _write_archive(file: BinaryIO, manifest: PackManifest, sources: Mapping[str, Path]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        archive.writestr(_zip_info(FILE_NAME), to_bytes(manifest))
        for packed_file in manifest.files:
            with (
                PackFile.open(sources[packed_file.path]) as source,
                archive.open(_zip_info(packed_file.path, packed_file.size_bytes), "w") as target,
            ):
                for chunk in _chunks(source):
                    target.write(chunk)


def _zip_info(path: str, size_bytes: int = 0) -> zipfile.ZipInfo:
    zip_info = zipfile.ZipInfo(path, _EARLIEST_DATE)
    zip_info.create_system = _UNIX
    zip_info.external_attr = _FILE_MODE << 16
    zip_info.file_size = size_bytes
    return zip_info


def _expect_addable(written: Path, out: Path, read_ahead: ReadAhead) -> None:
    with temporary_folder(PackError) as folder:
        try:
            unpack(written, folder, read_ahead)
        except PackError as exc:
            raise PackError(
                exc.problem, fix="mend it or leave it out, then make the pack again", place=str(out)
            ) from exc
