"""Reads the listing of a pack's zip archive, and refuses every archive that `pack make` does not write.

A zip archive describes each file twice, before it and in the directory at the end, and the two can differ.
Files can overlap, lie hidden between others, grow when they are unpacked, or be links.  A pack has one form
only: the files one after another, each stored as it is, then the directory, then the end.  Whatever differs
is refused before any file is read.
"""

import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, NoReturn

from practice_player.lib.quoting import quoted_file_name
from practice_player.packs.limits import MAX_FILES, MAX_PACK_BYTES, MAX_PATH_BYTES
from practice_player.packs.names import find_clash, path_problem
from practice_player.packs.pack_file import COPY_AGAIN, PackFile

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_LOCAL_MARK: Final = b"PK\x03\x04"
_CENTRAL_MARK: Final = b"PK\x01\x02"
_END_MARK: Final = b"PK\x05\x06"

_ENCRYPTED: Final = 0x0041
"""The flags of encryption, the usual one and the strong one."""

_UTF8: Final = 0x0800
_STORED: Final = 0
_UNIX: Final = 3
_DOS_FOLDER: Final = 0x10
_VERSION_NEEDED: Final = 20
"""A higher one needs a program that knows zip64, encryption or another compression."""

_ZIP64_COUNT: Final = 0xFFFF
_ZIP64_SIZE: Final = 0xFFFFFFFF
_MAX_COMMENT_BYTES: Final = 0xFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipEntry:
    """A file in the archive, as the archive describes it."""

    path: str
    data_start: int
    """Where its content begins in the archive, in bytes."""

    size_bytes: int
    crc32: int


def read_listing(file: PackFile, *, first_path: str) -> tuple[ZipEntry, ...]:
    """Returns the files of an archive, in order; the first of them is at `first_path`.

    Raises:
        PackError: it is not an archive as `pack make` writes it, or cannot be read.
    """
    return _Listing(file, first_path).entries()


class _Row(NamedTuple):
    """A file's row in the directory, in the order of `_CENTRAL`."""

    mark: bytes
    made_by: int
    needed: int
    flags: int
    method: int
    time: int
    date: int
    crc32: int
    stored_bytes: int
    size_bytes: int
    name_bytes: int
    extra_bytes: int
    comment_bytes: int
    disk: int
    internal_attributes: int
    attributes: int
    start: int

    def local_header(self) -> bytes:
        """Returns what has to stand before the file's name and content."""
        return _LOCAL.pack(_LOCAL_MARK, *self[2:10], self.name_bytes, 0)


class _Listing:
    def __init__(self, file: PackFile, first_path: str) -> None:
        self._first_path = first_path
        self._read = file.read_at
        self._refuse = file.refuse
        self._file_bytes = file.size_bytes

    def entries(self) -> tuple[ZipEntry, ...]:
        if self._file_bytes > MAX_PACK_BYTES:
            self._refuse(f"it is larger than {MAX_PACK_BYTES // 1_000_000} MB")
        count, directory_bytes, directory_start = self._read_end()
        directory = self._read(directory_start, directory_bytes)
        entries = tuple(self._entries(directory, count))
        data_end = entries[-1].data_start + entries[-1].size_bytes if entries else 0
        if data_end != directory_start:
            self._refuse("something is hidden between its files and its directory")
        if clash := find_clash(entry.path for entry in entries):
            first, second = map(quoted_file_name, clash)
            if first == second:
                self._refuse(f"it has two files `{first}`")
            self._refuse(f"it has two files that some disks take for the same: `{first}` and `{second}`")
        return entries

    def _read_end(self) -> tuple[int, int, int]:
        """Returns how many files there are, and the size and the start of the directory, in bytes."""
        end_start = max(0, self._file_bytes - _END.size)
        raw_end = self._read(end_start, _END.size)
        if len(raw_end) < _END.size or raw_end[:4] != _END_MARK:
            self._refuse_without_end()
        _, disk, directory_disk, count_here, count, directory_bytes, directory_start, comment_bytes = (
            _END.unpack(raw_end)
        )
        if comment_bytes:
            self._refuse("it says that a comment follows, and none is there")
        if _ZIP64_COUNT in (count, count_here) or _ZIP64_SIZE in (directory_bytes, directory_start):
            self._refuse("it is written in the form for huge archives (zip64)")
        if disk or directory_disk or count_here != count:
            self._refuse("it is one part of a larger archive")
        if count > MAX_FILES:
            self._refuse(f"it has {count:,} files, and a pack has at most {MAX_FILES:,}")
        if directory_bytes > MAX_FILES * (_CENTRAL.size + MAX_PATH_BYTES):
            self._refuse("its directory is larger than that of any pack")
        if directory_start + directory_bytes != end_start:
            self._refuse("its directory does not lie where it says")
        return count, directory_bytes, directory_start

    def _refuse_without_end(self) -> NoReturn:
        tail_bytes = min(self._file_bytes, _END.size + _MAX_COMMENT_BYTES)
        if _END_MARK in self._read(self._file_bytes - tail_bytes, tail_bytes):
            self._refuse("something follows its end: a comment, or more data")
        if self._read(0, len(_LOCAL_MARK)) == _LOCAL_MARK:
            self._refuse("its end is missing: it was cut off", COPY_AGAIN)
        self._refuse("it is not a pack: a pack is a zip archive")

    def _entries(self, directory: bytes, count: int) -> Iterator[ZipEntry]:
        """Yields the files, each of which must begin where the one before it ends."""
        at = file_start = 0
        for _ in range(count):
            raw_row = directory[at : at + _CENTRAL.size]
            if len(raw_row) < _CENTRAL.size or raw_row[:4] != _CENTRAL_MARK:
                self._refuse("its directory is damaged")
            row = _Row._make(_CENTRAL.unpack(raw_row))
            raw_name = directory[at + _CENTRAL.size : at + _CENTRAL.size + row.name_bytes]
            path = self._path(raw_name, row)
            shown_path = quoted_file_name(path)
            if at == 0 and path != self._first_path:
                self._refuse(f"it is not a pack: its first file is `{shown_path}`, not {self._first_path}")
            self._expect_regular_file(shown_path, row)
            self._expect_stored(shown_path, row)
            if row.start != file_start:
                self._refuse(f"`{shown_path}` does not begin where the file before it ends")
            data_start = row.start + _LOCAL.size + row.name_bytes
            if self._read(row.start, _LOCAL.size + row.name_bytes) != row.local_header() + raw_name:
                self._refuse(f"what stands before `{shown_path}` differs from what the directory says of it")
            yield ZipEntry(path=path, data_start=data_start, size_bytes=row.size_bytes, crc32=row.crc32)
            at += _CENTRAL.size + row.name_bytes
            file_start = data_start + row.size_bytes
        if at != len(directory):
            self._refuse("its directory is damaged")

    def _path(self, raw_name: bytes, row: _Row) -> str:
        if len(raw_name) < row.name_bytes:
            self._refuse("its directory is damaged")
        if row.name_bytes > MAX_PATH_BYTES:
            self._refuse(f"it has a file whose path is longer than {MAX_PATH_BYTES} bytes")
        try:
            path = raw_name.decode("utf-8" if row.flags & _UTF8 else "ascii")
        except UnicodeDecodeError:
            self._refuse("it has a file whose name is not UTF-8")
        if not path.endswith("/") and (problem := path_problem(path)):
            self._refuse(f"`{quoted_file_name(path)}` {problem}")
        return path

    def _expect_regular_file(self, shown_path: str, row: _Row) -> None:
        kind = stat.S_IFMT(row.attributes >> 16) if row.made_by >> 8 == _UNIX else 0
        if stat.S_ISLNK(kind):
            self._refuse(f"`{shown_path}` is a link")
        if shown_path.endswith("/") or stat.S_ISDIR(kind) or row.attributes & _DOS_FOLDER:
            self._refuse(f"`{shown_path}` is a folder, and a pack holds files alone")
        if kind and not stat.S_ISREG(kind):
            self._refuse(f"`{shown_path}` is a device or a pipe")

    def _expect_stored(self, shown_path: str, row: _Row) -> None:
        if row.flags & _ENCRYPTED:
            self._refuse(f"`{shown_path}` is encrypted")
        if _ZIP64_SIZE in (row.stored_bytes, row.size_bytes, row.start):
            self._refuse(f"`{shown_path}` has its size in the form for huge files (zip64)")
        if row.method != _STORED:
            self._refuse(f"`{shown_path}` is compressed, and files in a pack are stored as they are")
        if row.stored_bytes != row.size_bytes:
            self._refuse(f"`{shown_path}` would have another size when it is unpacked")
        if (
            row.flags & ~_UTF8
            or row.needed > _VERSION_NEEDED
            or row.extra_bytes
            or row.comment_bytes
            or row.disk
        ):
            self._refuse(f"`{shown_path}` has additions that no pack needs")
