"""Packs that are wrong in one way each, and the words that say so.

A pack is built from its parts by hand, as no library writes what is wrong here.
"""

import hashlib
import io
import json
import stat
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final

import numpy as np
import soundfile

from practice_player.voice.names import clip_name

SCRIPT: Final = """\
format: 1
title: A Quiet Evening
practice: solo
goal: settle
level: 1
summary: For tests.
bed: none
steps:
  - say: Hello there.
  - include: pieces/opening.yaml
  - {say: Hum along., audio: recordings/hum.wav}
  - rest: 5s
"""
PIECE: Final = "format: 1\nsteps:\n  - say: And welcome.\n"
VOICE: Final = "name: mum\nlicence: hers\n"

SCRIPT_PATH: Final = "sessions/evening/evening.yaml"
PIECE_PATH: Final = "sessions/evening/pieces/opening.yaml"
HUM_PATH: Final = "sessions/evening/recordings/hum.wav"
VOICE_PATH: Final = "audio/mum/voice.yaml"
CLIP_PATH: Final = f"audio/mum/{clip_name('Hello there.')}"
SECOND_CLIP_PATH: Final = f"audio/mum/{clip_name('And welcome.')}"


@cache
def sound(container: str, length_s: float = 0.6) -> bytes:
    """Returns a hum in a sound file of this kind."""
    wave = 0.2 * np.sin(np.arange(round(length_s * 24_000)) * 2 * np.pi * 180 / 24_000)
    file = io.BytesIO()
    subtype = "VORBIS" if container == "OGG" else "PCM_16"
    soundfile.write(file, wave, 24_000, format=container, subtype=subtype)
    return file.getvalue()


def good_files() -> dict[str, bytes]:
    return {
        SCRIPT_PATH: SCRIPT.encode(),
        PIECE_PATH: PIECE.encode(),
        HUM_PATH: sound("WAV"),
        VOICE_PATH: VOICE.encode(),
        CLIP_PATH: sound("OGG"),
        SECOND_CLIP_PATH: sound("OGG", 0.7),
    }


def manifest_of(files: dict[str, bytes]) -> dict[str, Any]:
    """Returns the manifest that `pack make` would write for these files."""
    owners = [(path.split("/")[0], path.split("/")[1]) for path in files if path.count("/") > 1]
    return {
        "format": 1,
        "name": "quiet",
        "author": "Ada",
        "license": "CC0",
        "practices": sorted({name for top, name in owners if top == "sessions"}),
        "voices": sorted({name for top, name in owners if top == "audio"}),
        "files": [
            {"path": path, "bytes": len(files[path]), "sha256": hashlib.sha256(files[path]).hexdigest()}
            for path in sorted(files)
        ],
    }


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file of an archive, with everything that the archive says of it."""

    path: str | bytes
    content: bytes
    method: int = 0
    flags: int | None = None
    """None for what the name needs."""

    mode: int = stat.S_IFREG | 0o644
    made_by: int = 3 << 8 | 20
    needed: int = 20
    attributes: int = 0
    """Of DOS."""

    size_bytes: int | None = None
    """None for the true one."""

    stored_bytes: int | None = None
    crc32: int | None = None
    extra: bytes = b""
    comment: bytes = b""
    start: int | None = None
    """None for where it is."""

    local_path: bytes | None = None
    """The name that stands before the content; None for the same."""

    local_size_bytes: int | None = None

    @property
    def raw_path(self) -> bytes:
        return self.path if isinstance(self.path, bytes) else self.path.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, kw_only=True)
class Archive:
    """A zip archive, with knobs for what can be wrong."""

    entries: tuple[Entry, ...]
    before: bytes = b""
    """Between the files and the directory."""

    after: bytes = b""
    comment: bytes = b""
    count: int | None = None
    directory_start: int | None = None
    directory_bytes: int | None = None
    disk: int = 0

    def to_bytes(self) -> bytes:
        body, directory = b"", b""
        for entry in self.entries:
            start = len(body)
            raw_path = entry.raw_path
            flags = (0 if raw_path.isascii() else 0x800) if entry.flags is None else entry.flags
            crc32 = zlib.crc32(entry.content) if entry.crc32 is None else entry.crc32
            stored = len(entry.content) if entry.stored_bytes is None else entry.stored_bytes
            size = stored if entry.size_bytes is None else entry.size_bytes
            local_path = raw_path if entry.local_path is None else entry.local_path
            local_size = size if entry.local_size_bytes is None else entry.local_size_bytes
            head = (entry.needed, flags, entry.method, 0, 0x21, crc32)
            body += struct.pack(
                "<4s5H3L2H", b"PK\3\4", *head, stored, local_size, len(local_path), len(entry.extra)
            )
            body += local_path + entry.extra + entry.content
            directory += struct.pack(
                "<4s6H3L5H2L",
                *(b"PK\1\2", entry.made_by, *head, stored, size),
                *(len(raw_path), len(entry.extra), len(entry.comment), 0, 0),
                *(entry.mode << 16 | entry.attributes, start if entry.start is None else entry.start),
            )
            directory += raw_path + entry.extra + entry.comment
        body += self.before
        count = len(self.entries) if self.count is None else self.count
        end = struct.pack(
            "<4s4H2LH",
            *(b"PK\5\6", self.disk, self.disk, count, count),
            len(directory) if self.directory_bytes is None else self.directory_bytes,
            len(body) if self.directory_start is None else self.directory_start,
            len(self.comment),
        )
        return body + directory + end + self.comment + self.after


@dataclass
class Parts:
    """The parts of a pack; a case changes some of them."""

    files: dict[str, bytes] = field(default_factory=good_files)
    manifest: dict[str, Any] | None = None
    """None for the one that follows from the files."""

    raw_manifest: bytes | None = None
    entries: Callable[[list[Entry]], list[Entry]] = list
    archive: Callable[[Archive], Archive] = lambda archive: archive

    def to_bytes(self) -> bytes:
        manifest = manifest_of(self.files) if self.manifest is None else self.manifest
        raw_manifest = json.dumps(manifest).encode() if self.raw_manifest is None else self.raw_manifest
        entries = [Entry(path="manifest.json", content=raw_manifest)]
        entries += [Entry(path=path, content=self.files[path]) for path in sorted(self.files)]
        return self.archive(Archive(entries=tuple(self.entries(entries)))).to_bytes()


def good_pack() -> bytes:
    return Parts().to_bytes()


def with_file(path: str, content: bytes = b"x") -> bytes:
    """A pack with another file, which the manifest names."""
    return Parts(files=good_files() | {path: content}).to_bytes()


def with_changed(path: str, **changes: Any) -> bytes:
    """A pack whose archive says something else of one file."""

    def change(entries: list[Entry]) -> list[Entry]:
        return [replace(entry, **changes) if entry.path == path else entry for entry in entries]

    return Parts(entries=change).to_bytes()


def with_entry(entry: Entry) -> bytes:
    """A pack whose archive has one file more, at its end."""
    return Parts(entries=lambda entries: [*entries, entry]).to_bytes()


def with_archive(**changes: Any) -> bytes:
    return Parts(archive=lambda archive: replace(archive, **changes)).to_bytes()


def with_manifest(**changes: Any) -> bytes:
    return Parts(manifest=manifest_of(good_files()) | changes).to_bytes()


def with_row(**changes: Any) -> bytes:
    """A pack whose manifest says something else of its script."""
    manifest = manifest_of(good_files())
    for row in manifest["files"]:
        if row["path"] == SCRIPT_PATH:
            row.update(changes)
    return Parts(manifest=manifest).to_bytes()


def with_raw_manifest(change: Callable[[str], str | bytes]) -> bytes:
    changed = change(json.dumps(manifest_of(good_files())))
    return Parts(raw_manifest=changed if isinstance(changed, bytes) else changed.encode()).to_bytes()


def with_script(text: str) -> bytes:
    return Parts(files=good_files() | {SCRIPT_PATH: text.encode()}).to_bytes()


def without(path: str) -> bytes:
    """A pack that lacks a file which its manifest names."""
    return Parts(
        entries=lambda entries: [entry for entry in entries if entry.path != path],
    ).to_bytes()


def in_other_order(entries: list[Entry]) -> list[Entry]:
    return [*entries[:2], entries[3], entries[2], *entries[4:]]


def overlapping(entries: list[Entry]) -> list[Entry]:
    """Two files whose content is the same place in the archive, as in bombs without any ratio."""
    return [*entries[:-1], replace(entries[-1], start=0)]


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def deflated_bomb() -> bytes:
    zeros = bytes(50_000_000)
    return with_changed(
        PIECE_PATH, content=deflated(zeros), method=8, size_bytes=len(zeros), crc32=zlib.crc32(zeros)
    )


def zip64_bytes() -> bytes:
    """The end of a pack as it is written for huge archives."""
    pack = good_pack()
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 7, 7, 1, 1)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(pack) - 22, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return pack[:-22] + record + locator + end


def hidden_zip64() -> bytes:
    """A pack with an end for huge archives beside the usual one, which some programs believe instead."""
    pack = good_pack()
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(pack) - 22, 1)
    return pack[:-22] + locator + pack[-22:]


MANY: Final = {f"sessions/evening/recordings/{number}.wav": b"x" for number in range(2_100)}
DEEP: Final = "sessions/evening/" + "a/" * 9 + "x.wav"
BOMB: Final = "format: 1\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

CASES: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    # the archive
    "an empty file": (lambda: b"", "a pack is a zip archive"),
    "a text": (lambda: b"format: 1\n" * 20, "a pack is a zip archive"),
    "half a pack": (lambda: good_pack()[:-3000], "it was cut off"),
    "a pack without its first byte": (lambda: good_pack()[1:], "does not lie where it says"),
    "a program before the pack": (lambda: b"MZ" + bytes(100) + good_pack(), "does not lie where it says"),
    "more data after its end": (lambda: with_archive(after=b"#!/bin/sh\n"), "something follows its end"),
    "a comment": (lambda: with_archive(comment=b"hello"), "something follows its end"),
    "a comment as large as can be": (
        lambda: with_archive(comment=bytes(65_535)),
        "something follows its end",
    ),
    "a comment that is not there": (lambda: good_pack()[:-2] + b"\x05\x00", "none is there"),
    "something between files and directory": (lambda: with_archive(before=b"hidden"), "something is hidden"),
    "one part of several": (lambda: with_archive(disk=1), "one part of a larger archive"),
    "more files than it has": (lambda: with_archive(count=9), "its directory is damaged"),
    "fewer files than it has": (lambda: with_archive(count=6), "its directory is damaged"),
    "a count of 65,534": (lambda: with_archive(count=65_534), "it has 65,534 files"),
    "a directory of 4 GB": (lambda: with_archive(directory_bytes=0xFFFFFFF0), "its directory is larger"),
    "a directory elsewhere": (lambda: with_archive(directory_start=5), "does not lie where it says"),
    "zip64": (zip64_bytes, "zip64"),
    "a hidden zip64": (hidden_zip64, "does not lie where it says"),
    "a size in zip64": (lambda: with_changed(PIECE_PATH, size_bytes=0xFFFFFFFF), "zip64"),
    "two files in one place": (lambda: Parts(entries=overlapping).to_bytes(), "does not begin where"),
    "the same file twice": (lambda: with_entry(Entry(path=PIECE_PATH, content=b"x")), "it has two files"),
    "files in another order": (lambda: Parts(entries=in_other_order).to_bytes(), "not in order"),
    "a bomb": (deflated_bomb, "is compressed"),
    "an unknown compression": (lambda: with_changed(PIECE_PATH, method=97), "is compressed"),
    "an encrypted file": (lambda: with_changed(PIECE_PATH, flags=1), "is encrypted"),
    "a size that follows later": (lambda: with_changed(PIECE_PATH, flags=8), "additions that no pack needs"),
    "a version of the future": (lambda: with_changed(PIECE_PATH, needed=63), "additions"),
    "an extra field": (lambda: with_changed(PIECE_PATH, extra=b"up\0\0"), "additions"),
    "a comment on a file": (lambda: with_changed(PIECE_PATH, comment=b"hello"), "additions"),
    "another size than is there": (lambda: with_changed(PIECE_PATH, stored_bytes=20), "does not begin where"),
    "a size for unpacking": (lambda: with_changed(PIECE_PATH, size_bytes=900), "another size"),
    "another name before the file": (
        lambda: with_changed(PIECE_PATH, local_path=b"sessions/evening/pieces/openinG.yaml"),
        "differs from what the directory says",
    ),
    "another size before the file": (
        lambda: with_changed(PIECE_PATH, local_size_bytes=3),
        "differs from what the directory says",
    ),
    "a damaged file": (lambda: with_changed(PIECE_PATH, crc32=7), "is damaged"),
    "a link": (lambda: with_changed(PIECE_PATH, mode=stat.S_IFLNK | 0o777), "is a link"),
    "a device": (lambda: with_changed(PIECE_PATH, mode=stat.S_IFCHR | 0o666), "is a device or a pipe"),
    "a pipe": (lambda: with_changed(PIECE_PATH, mode=stat.S_IFIFO | 0o666), "is a device or a pipe"),
    "a folder": (lambda: with_entry(Entry(path="sessions/more/", content=b"")), "is a folder"),
    "a folder by its mode": (lambda: with_changed(PIECE_PATH, mode=stat.S_IFDIR | 0o755), "is a folder"),
    "a folder of DOS": (lambda: with_changed(PIECE_PATH, attributes=0x10, made_by=20), "is a folder"),
    # names
    "a way out": (lambda: with_file("../evil.yaml"), "leads out of the pack"),
    "a way out in the middle": (
        lambda: with_file("sessions/evening/../../../x.wav"),
        "leads out of the pack",
    ),
    "the top folder": (lambda: with_file("/etc/cron.d/evil"), "begins at a drive or the top folder"),
    "a drive": (lambda: with_file("C:/evil.yaml"), "begins at a drive or the top folder"),
    "a drive's own folder": (lambda: with_file("C:evil.yaml"), "begins at a drive or the top folder"),
    "a share": (lambda: with_file("\\\\host\\share\\x.wav"), "begins at a drive or the top folder"),
    "backslashes": (lambda: with_file("sessions\\evening\\x.wav"), "is written with"),
    "a zero byte": (lambda: with_file("sessions/evening/x\0.wav"), "invisible one in its name"),
    "an escape sequence": (lambda: with_file("sessions/evening/\x1b[2J.wav"), "invisible one in its name"),
    "a line break": (lambda: with_file("sessions/evening/a\nb.wav"), "invisible one in its name"),
    "a name that is turned round": (lambda: with_file("sessions/evening/\u202egnp.wav"), "invisible one"),
    "a space of no width": (lambda: with_file("sessions/evening/a\u200b.wav"), "invisible one in its name"),
    "half a character": (lambda: with_file("sessions/evening/\ud800.wav"), "not UTF-8"),
    "a name in Latin-1": (lambda: with_entry(Entry(path=b"sessions/\xe9.wav", content=b"x")), "not UTF-8"),
    "a device of Windows": (lambda: with_file("sessions/evening/NUL.wav"), "device of Windows"),
    "a device with endings": (lambda: with_file("sessions/evening/com1.x.wav"), "device of Windows"),
    "a full stop at the end": (lambda: with_file("sessions/evening/x.wav."), "ends with a full stop"),
    "a space at the end": (lambda: with_file("sessions/evening/x.wav "), "begins or ends with a space"),
    "a second stream": (lambda: with_file("sessions/evening/x.wav:evil"), "some systems do not allow"),
    "a hidden file": (lambda: with_file("sessions/evening/.x.wav"), "begins with a full stop"),
    "folders without a name": (lambda: with_file("sessions/evening//x.wav"), "a folder without a name"),
    "a long name": (lambda: with_file(f"sessions/evening/{'n' * 160}.wav"), "a name of more than 143 bytes"),
    "a long path": (lambda: with_file(f"sessions/evening/{'long/' * 40}x.wav"), "is longer than 200 bytes"),
    "a path of 60,000 letters": (lambda: with_file("a" * 60_000), "longer than 200 bytes"),
    "folders without end": (lambda: with_file(DEEP), "more than 8 folders deep"),
    "names that differ in capitals": (
        lambda: with_file(PIECE_PATH.replace("opening", "Opening")),
        "take for the same",
    ),
    "folders that differ in capitals": (
        lambda: with_file("sessions/evening/Pieces/x.yaml"),
        "take for the same",
    ),
    "names that differ in Unicode form": (
        lambda: Parts(
            files=good_files() | {f"sessions/evening/{name}.wav": b"x" for name in ("\xe9", "e\u0301")}
        ).to_bytes(),
        "Unicode form NFC",
    ),
    "names that are the same in capitals": (
        lambda: Parts(
            files=good_files() | {f"sessions/evening/{name}.wav": b"x" for name in ("straße", "strasse")}
        ).to_bytes(),
        "take for the same",
    ),
    "a file that is a folder too": (lambda: with_file("sessions/evening/pieces"), "take for the same"),
    "no place for it": (lambda: with_file("bin/sh"), "a pack has no place"),
    "a script that would be listed": (lambda: with_file("sessions/evening/soft-sighs.yaml"), "has no place"),
    "settings": (lambda: with_file("settings.toml"), "a pack has no place"),
    "a voice's file that is no recording": (lambda: with_file("audio/mum/levels.json"), "has no place"),
    # the manifest
    "no manifest": (lambda: without("manifest.json"), "it is not a pack: its first file is `audio/mum/"),
    "a manifest of 2 MB": (
        lambda: with_raw_manifest(lambda text: text + " " * 2_000_000),
        "larger than 1 MB",
    ),
    "a manifest in UTF-16": (lambda: with_raw_manifest(lambda text: text.encode("utf-16")), "not UTF-8"),
    "a manifest that is no JSON": (lambda: with_raw_manifest(lambda text: text[:-5]), "is not JSON"),
    "a manifest of brackets": (lambda: with_raw_manifest(lambda _: "[" * 100_000), "is not JSON"),
    "a manifest with a huge number": (
        lambda: with_raw_manifest(lambda text: text.replace('"format": 1', '"format": ' + "9" * 5_000)),
        "is not JSON",
    ),
    "a manifest that is a list": (lambda: with_raw_manifest(lambda _: "[1]"), "no table of fields"),
    "a field twice": (
        lambda: with_raw_manifest(lambda text: text.replace('"name"', '"name": "other", "name"', 1)),
        "has a field twice",
    ),
    "a hash twice": (
        lambda: with_raw_manifest(lambda text: text.replace('"sha256"', '"sha256": "", "sha256"', 1)),
        "has a field twice",
    ),
    "a manifest of the future": (lambda: with_manifest(format=2), "this program knows format 1 only"),
    "a manifest without a format": (lambda: with_manifest(format=True), "which format"),
    "an unknown field": (lambda: with_manifest(run="rm -rf"), "a field that is not known: `run`"),
    "a file's unknown field": (lambda: with_row(mode=0o4755), "not known of a file: `mode`"),
    "a name that leads out": (lambda: with_manifest(name="../sessions"), "a name that no pack can have"),
    "a name with a capital": (lambda: with_manifest(name="Quiet"), "a name that no pack can have"),
    "a name of Windows": (lambda: with_manifest(name="nul"), "a name that no pack can have"),
    "an author of several lines": (lambda: with_manifest(author="Ada\nEve"), "not one line of plain text"),
    "an author who turns lines round": (lambda: with_manifest(author="\u202eadA"), "not one line"),
    "an endless licence": (lambda: with_manifest(license="x" * 300), "more than 200 letters"),
    "no practice": (lambda: with_manifest(practices=[]), "names no practice"),
    "a practice that is not there": (lambda: with_manifest(practices=["a", "evening"]), "whose scripts are"),
    "a practice twice": (lambda: with_manifest(practices=["evening", "evening"]), "practices twice"),
    "a voice that is not there": (lambda: with_manifest(voices=["dad", "mum"]), "whose `voice.yaml` is"),
    "a file that is named twice": (
        lambda: with_manifest(files=[row for row in manifest_of(good_files())["files"] for _ in range(2)]),
        "files twice",
    ),
    "a wrong hash": (lambda: with_row(sha256="0" * 64), "has another hash than its manifest.json says"),
    "a hash in capitals": (
        lambda: with_row(sha256=hashlib.sha256(SCRIPT.encode()).hexdigest().upper()),
        "has no hash of",
    ),
    "a short hash": (lambda: with_row(sha256="0" * 63), "has no hash of"),
    "a wrong size": (lambda: with_row(bytes=5), "another size than its manifest.json says"),
    "a size below zero": (lambda: with_row(bytes=-1), "a size that no file has"),
    "a script of 2 MB": (
        lambda: with_script(SCRIPT + "#" * 2_000_000),
        "larger than 1 MB",
    ),
    "a file that is not named": (
        lambda: with_entry(Entry(path="sessions/evening/x.wav", content=b"x")),
        "does not name `sessions/evening/x.wav`",
    ),
    "a file that is missing": (lambda: without(PIECE_PATH), "is not in it"),
    "too many files": (lambda: Parts(files=good_files() | MANY).to_bytes(), "a pack has at most 2,000"),
    "a voice without recordings": (
        lambda: with_file("audio/dad/voice.yaml", b"name: dad\n"),
        "a voice without recordings",
    ),
    "recordings of no voice": (
        lambda: with_file(CLIP_PATH.replace("mum", "dad"), sound("OGG")),
        "does not name the voices",
    ),
    # what the files hold
    "a script that is no YAML": (lambda: with_script("format: 1\n  title: {"), "evening.yaml:"),
    "a script with aliases": (lambda: with_script(BOMB), "an alias"),
    "a script in another code": (
        lambda: Parts(files=good_files() | {SCRIPT_PATH: b"\xff\xfe"}).to_bytes(),
        "not UTF-8",
    ),
    "a script that does not pass check": (
        lambda: with_script(SCRIPT + "  - {breathe: 1-0-1-0, cycles: 10/20/30}\n"),
        "each of these breaths lasts 2 s",
    ),
    "a script that names a file elsewhere": (
        lambda: with_script(SCRIPT.replace("recordings/hum.wav", "../../../../secret.wav")),
        "leads out of the script's folder",
    ),
    "a script that names no file": (
        lambda: with_script(SCRIPT.replace("hum.wav", "him.wav")),
        "no script of it needs",
    ),
    "a script whose recording is missing": (
        lambda: Parts(
            files={path: content for path, content in good_files().items() if path != HUM_PATH}
        ).to_bytes(),
        "there is no recording `recordings/hum.wav`",
    ),
    "a script whose piece is missing": (
        lambda: Parts(
            files={path: content for path, content in good_files().items() if path != PIECE_PATH}
        ).to_bytes(),
        "there is no file `pieces/opening.yaml`",
    ),
    "a voice's recording of 6 MB": (
        lambda: Parts(files=good_files() | {CLIP_PATH: bytes(6_000_000)}).to_bytes(),
        "which is larger than 5 MB",
    ),
    "an archive of something else": (
        lambda: Archive(entries=(Entry(path="holiday.jpg", content=b"x"),)).to_bytes(),
        "it is not a pack: its first file is `holiday.jpg`",
    ),
    "an archive of nothing": (lambda: Archive(entries=()).to_bytes(), "there is nothing in it"),
    "a piece that nothing includes": (
        lambda: with_file("sessions/evening/pieces/more.yaml", PIECE.encode()),
        "no script of it needs",
    ),
    "a recording that nothing names": (
        lambda: with_file("sessions/evening/recordings/more.wav", sound("WAV")),
        "no script of it needs",
    ),
    "a script for a recording": (
        lambda: Parts(files=good_files() | {CLIP_PATH: b"#!/bin/sh\nrm -rf ~\n"}).to_bytes(),
        "this is a program, and no recording",
    ),
    "an archive for a recording": (
        lambda: Parts(files=good_files() | {CLIP_PATH: good_pack()}).to_bytes(),
        "this is an archive, and no recording",
    ),
    "a wav for a voice's recording": (
        lambda: Parts(files=good_files() | {CLIP_PATH: sound("WAV")}).to_bytes(),
        "this is no Ogg recording",
    ),
    "a recording without sound": (
        lambda: Parts(files=good_files() | {CLIP_PATH: sound("OGG")[:60]}).to_bytes(),
        "recording",
    ),
    "a program for a script's recording": (
        lambda: Parts(files=good_files() | {HUM_PATH: b"\x7fELF" + bytes(200)}).to_bytes(),
        "this is a program, and no recording",
    ),
    "a recording that nothing says": (
        lambda: with_file(f"audio/mum/{clip_name('Goodbye.')}", sound("OGG")),
        "no practice of it says",
    ),
    "a voice.yaml that is no YAML": (
        lambda: Parts(files=good_files() | {VOICE_PATH: b"name: [\n"}).to_bytes(),
        "its voice `mum`",
    ),
    "a voice.yaml with aliases": (
        lambda: Parts(files=good_files() | {VOICE_PATH: BOMB.encode()}).to_bytes(),
        "an alias",
    ),
    "a voice.yaml with a speaker elsewhere": (
        lambda: Parts(files=good_files() | {VOICE_PATH: b"name: mum\nspeaker: ../../x\n"}).to_bytes(),
        "speaker is no name",
    ),
}
