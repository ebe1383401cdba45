"""A pack's `manifest.json`: what is in the pack, and a hash of each file.

Pure.  The same content always gives the same bytes.  What is read may come from anybody.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from practice_player.lib.errors import PackError
from practice_player.lib.pack_folders import is_pack_name
from practice_player.lib.plain_files import UnusableFileError, as_text
from practice_player.lib.quoting import quoted_file_name
from practice_player.packs.layout import FileRole, role_of
from practice_player.packs.limits import (
    MAX_CLIP_BYTES,
    MAX_FILES,
    MAX_LINE_LETTERS,
    MAX_PACK_BYTES,
    MAX_PRACTICES,
    MAX_TEXT_BYTES,
    MAX_VOICES,
)
from practice_player.packs.names import name_problem, path_problem
from practice_player.packs.pack_file import ASK_MAKER

FILE_NAME: Final = "manifest.json"
FORMAT: Final = 1

_FIELDS: Final = ("format", "name", "author", "license", "practices", "voices", "files")
_FILE_FIELDS: Final = ("path", "bytes", "sha256")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")

_MAX_BYTES: Final = {
    FileRole.SCRIPT: MAX_TEXT_BYTES,
    FileRole.PIECE: MAX_TEXT_BYTES,
    FileRole.VOICE: MAX_TEXT_BYTES,
    FileRole.CLIP: MAX_CLIP_BYTES,
    FileRole.RECORDING: MAX_PACK_BYTES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file in a pack."""

    path: str
    """From the top of the pack, with `/` between folders."""

    size_bytes: int
    sha256: str
    """64 hexadecimal digits, none of them a capital."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackManifest:
    """What is in a pack."""

    name: str
    author: str
    """Who made it, in the maker's words; empty if nothing was said."""

    license: str
    """Under what terms it may be passed on, in the maker's words; empty if nothing was said."""

    practices: tuple[str, ...]
    """The names of the practices, sorted."""

    voices: tuple[str, ...]
    """The names of the voices that it has recordings of, sorted."""

    files: tuple[PackedFile, ...]
    """All files but the manifest, in the order in which they lie in the pack: sorted by path."""

    def files_of(self, *roles: FileRole) -> tuple[PackedFile, ...]:
        return tuple(file for file in self.files if role_of(file.path) in roles)

    @property
    def size_bytes(self) -> int:
        """How large the files are together."""
        return sum(file.size_bytes for file in self.files)


def to_bytes(manifest: PackManifest) -> bytes:
    """Returns the content of `manifest.json`."""
    files = [{"path": file.path, "bytes": file.size_bytes, "sha256": file.sha256} for file in manifest.files]
    content = {
        "format": FORMAT,
        "name": manifest.name,
        "author": manifest.author,
        "license": manifest.license,
        "practices": manifest.practices,
        "voices": manifest.voices,
        "files": files,
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def read_manifest(raw: bytes, place: str) -> PackManifest:
    """Reads the content of a `manifest.json`; `place` names the pack in messages.

    Raises:
        PackError: it is not a manifest of this format, or not one that `to_bytes` could write.
    """
    try:
        return _manifest(_fields(raw))
    except _ManifestError as exc:
        raise PackError(f"its {FILE_NAME} {exc.problem}", fix=exc.fix, place=place) from None


def line_problem(text: str) -> str:
    """Returns what is wrong with an author's or a licence's line, to follow its name; empty if it is good."""
    if len(text) > MAX_LINE_LETTERS:
        return f"has more than {MAX_LINE_LETTERS} letters"
    return "" if text.isprintable() else "is not one line of plain text"


class _ManifestError(Exception):
    """The manifest cannot be used; `problem` follows its name in a sentence."""

    def __init__(self, problem: str, fix: str = ASK_MAKER) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


def _fields(raw: bytes) -> dict[str, Any]:
    try:
        text = as_text(raw)
        content = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant)
    except UnusableFileError:
        raise _ManifestError("is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise _ManifestError("is not JSON") from None
    if not isinstance(content, dict):
        raise _ManifestError("is no table of fields")
    pack_format = content.get("format")
    if type(pack_format) is not int or pack_format < 1:
        raise _ManifestError("does not say which format it is in")
    if pack_format > FORMAT:
        raise _ManifestError(
            f"is in format {quoted_file_name(str(pack_format), max_characters=20)},"
            f" and this program knows format {FORMAT} only",
            "install a newer practice-player, then try again",
        )
    _expect_keys(content, _FIELDS, "")
    return content


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise _ManifestError("has a field twice")
    return content


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError("not a number of JSON")


def _expect_keys(content: Mapping[str, Any], keys: tuple[str, ...], owner: str) -> None:
    if unknown := sorted(set(content) - set(keys)):
        raise _ManifestError(f"has a field that is not known{owner}: `{quoted_file_name(unknown[0])}`")
    if missing := [key for key in keys if key not in content]:
        raise _ManifestError(f"has no field `{missing[0]}`{owner}")


def _manifest(fields: Mapping[str, Any]) -> PackManifest:
    name = fields["name"]
    if not isinstance(name, str) or not is_pack_name(name) or name_problem(name):
        raise _ManifestError("gives it a name that no pack can have")
    manifest = PackManifest(
        name=name,
        author=_line("author", fields["author"]),
        license=_line("license", fields["license"]),
        practices=_names("practices", fields["practices"], MAX_PRACTICES),
        voices=_names("voices", fields["voices"], MAX_VOICES),
        files=_files(fields["files"]),
    )
    if not manifest.practices:
        raise _ManifestError("names no practice")
    _expect_named_folders(manifest)
    return manifest


def _line(key: str, value: Any) -> str:
    problem = line_problem(value) if isinstance(value, str) else "is not text"
    if problem:
        raise _ManifestError(f"has a field `{key}` that {problem}")
    return str(value)


def _names(key: str, value: Any, max_count: int) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _ManifestError(f"has a field `{key}` that is no list of names")
    if len(value) > max_count:
        raise _ManifestError(f"names more than {max_count} {key}")
    for name in value:
        if problem := name_problem(name):
            raise _ManifestError(f"names `{quoted_file_name(name)}` among the {key}, which {problem}")
    if value != sorted(set(value)):
        raise _ManifestError(f"has {key} twice, or not in order")
    return tuple(value)


def _files(rows: Any) -> tuple[PackedFile, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _ManifestError("has a field `files` that is no list of files")
    if len(rows) >= MAX_FILES:
        raise _ManifestError(f"names {len(rows):,} files, and a pack has at most {MAX_FILES:,}")
    files = tuple(map(_file, rows))
    paths = [file.path for file in files]
    if paths != sorted(set(paths)):
        raise _ManifestError("has files twice, or not in order")
    return files


def _file(row: Mapping[str, Any]) -> PackedFile:
    _expect_keys(row, _FILE_FIELDS, " of a file")
    path, size_bytes, sha256 = row["path"], row["bytes"], row["sha256"]
    if not isinstance(path, str):
        raise _ManifestError("has a file whose path is not text")
    shown_path = quoted_file_name(path)
    if problem := path_problem(path):
        raise _ManifestError(f"names `{shown_path}`, which {problem}")
    role = role_of(path)
    if role is None:
        raise _ManifestError(f"names `{shown_path}`, for which a pack has no place")
    if type(size_bytes) is not int or size_bytes < 1:
        raise _ManifestError(f"gives `{shown_path}` a size that no file has")
    if size_bytes > _MAX_BYTES[role]:
        raise _ManifestError(f"names `{shown_path}`, which is larger than {_MAX_BYTES[role] // 1_000_000} MB")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise _ManifestError(f"has no hash of `{shown_path}`: that is 64 digits, 0-9 and a-f")
    return PackedFile(path=path, size_bytes=size_bytes, sha256=sha256)


def _expect_named_folders(manifest: PackManifest) -> None:
    """Checks that each practice has its script, each voice its recordings, and each file one of them."""
    scripts = {_owner(file) for file in manifest.files_of(FileRole.SCRIPT)}
    if scripts != set(manifest.practices):
        raise _ManifestError("does not name the practices whose scripts are there")
    voices = {_owner(file) for file in manifest.files_of(FileRole.VOICE)}
    if voices != set(manifest.voices):
        raise _ManifestError("does not name the voices whose `voice.yaml` is there")
    if voices != {_owner(file) for file in manifest.files_of(FileRole.CLIP)}:
        raise _ManifestError("has a voice without recordings, or recordings of no voice")
    for file in manifest.files_of(FileRole.PIECE, FileRole.RECORDING):
        if _owner(file) not in scripts:
            raise _ManifestError(f"names `{quoted_file_name(file.path)}`, which belongs to no practice")


def _owner(file: PackedFile) -> str:
    """Returns the name of the practice or the voice that a file belongs to."""
    return file.path.split("/")[1]
