"""The manifest of a pack file, and its files one after another.

Nothing is read whole but the manifest, and nothing is believed: sizes and hashes are checked while a file is
copied.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from practice_player.lib.quoting import quoted_file_name
from practice_player.packs.limits import MAX_MANIFEST_BYTES
from practice_player.packs.manifest import FILE_NAME, PackedFile, PackManifest, read_manifest
from practice_player.packs.pack_file import COPY_AGAIN, PackFile
from practice_player.packs.zip_listing import ZipEntry, read_listing

_CHUNK_BYTES: Final = 1 << 16


class PackArchive:
    """A pack whose listing and manifest fit each other; its files have not been read yet."""

    manifest: PackManifest

    def __init__(self, file: PackFile) -> None:
        """Reads the listing and the manifest.

        Raises:
            PackError: the file is no pack, or cannot be read.
        """
        self._file = file
        entries = read_listing(file, first_path=FILE_NAME)
        if not entries:
            file.refuse("it is not a pack: there is nothing in it")
        if entries[0].size_bytes > MAX_MANIFEST_BYTES:
            file.refuse(f"its {FILE_NAME} is larger than {MAX_MANIFEST_BYTES // 1_000_000} MB")
        self._raw_manifest = b"".join(self._chunks(entries[0]))
        self.manifest = read_manifest(self._raw_manifest, file.place)
        self._entries = entries[1:]
        self._expect_listed_files()

    def extract(self, write: Callable[[str, Iterable[bytes]], None]) -> None:
        """Hands every file, the manifest first, to `write`, as its path and its content in chunks.

        Raises:
            PackError: a file is not what the manifest says; `write` has had some of it by then.
            OSError: `write` raised it.
        """
        write(FILE_NAME, [self._raw_manifest])
        for entry, packed_file in zip(self._entries, self.manifest.files, strict=True):
            write(entry.path, self._verified_chunks(entry, packed_file))

    def _expect_listed_files(self) -> None:
        """Checks that the archive holds the files of the manifest, in their order and of their sizes."""
        sizes_bytes = {file.path: file.size_bytes for file in self.manifest.files}
        for entry in self._entries:
            shown_path = quoted_file_name(entry.path)
            if entry.path not in sizes_bytes:
                self._file.refuse(f"its {FILE_NAME} does not name `{shown_path}`, which is in it")
            if entry.size_bytes != sizes_bytes[entry.path]:
                self._file.refuse(f"`{shown_path}` has another size than its {FILE_NAME} says")
        present = [entry.path for entry in self._entries]
        if missing := sizes_bytes.keys() - set(present):
            shown_path = quoted_file_name(min(missing))
            self._file.refuse(f"`{shown_path}` is not in it, though its {FILE_NAME} names it")
        if present != list(sizes_bytes):
            self._file.refuse("its files are not in order")

    def _verified_chunks(self, entry: ZipEntry, packed_file: PackedFile) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for chunk in self._chunks(entry):
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != packed_file.sha256:
            self._file.refuse(
                f"`{quoted_file_name(entry.path)}` has another hash than its {FILE_NAME} says",
                f"{COPY_AGAIN}; if that does not help, do not use it",
            )

    def _chunks(self, entry: ZipEntry) -> Iterator[bytes]:
        at, end, crc32 = entry.data_start, entry.data_start + entry.size_bytes, 0
        while at < end:
            chunk = self._file.read_at(at, min(end - at, _CHUNK_BYTES))
            if not chunk:
                self._file.refuse(f"`{quoted_file_name(entry.path)}` is cut off", COPY_AGAIN)
            at += len(chunk)
            crc32 = zlib.crc32(chunk, crc32)
            yield chunk
        if crc32 != entry.crc32:
            self._file.refuse(f"`{quoted_file_name(entry.path)}` is damaged", COPY_AGAIN)
