"""Tells what a file is that cannot be decoded, from its first bytes, and what to do about it."""

import re
from typing import Final

from practice_player.clips.headers import is_playlist

NAME_THE_RECORDING: Final = "name the recording in its place"

_OTHER_FILES: Final[tuple[tuple[str, str, tuple[bytes, ...]], ...]] = (
    (
        "this is a picture, and no recording",
        NAME_THE_RECORDING,
        (
            *(rb"\x89PNG", rb"\xff\xd8\xff", rb"GIF8", rb"II\*\0|MM\0\*", rb"BM.{4}\0\0\0\0"),
            *(
                rb"RIFF....WEBP",
                rb".{4}ftyp(?:hei|mif1|avif)",
                rb"\0\0\x01\0",
                rb"\s*(?:<\?xml.{0,999})?<svg",
            ),
        ),
    ),
    (
        "this is a web page, and no recording",
        "download the recording itself: the link led to a page about it",
        (rb"\s*(?:<\?xml.{0,999})?(?:<!doctype html|<html|<head)",),
    ),
    (
        "this is an archive, and no recording",
        "unpack it, and name the recording that is in it",
        (
            rb"PK\x03\x04",
            rb"Rar!",
            rb"7z\xbc\xaf",
            rb"\x1f\x8b",
            rb"BZh\d",
            rb"\xfd7zXZ",
            rb"\x28\xb5\x2f\xfd",
        ),
    ),
    (
        "this is a document, and no recording",
        NAME_THE_RECORDING,
        (rb"%PDF", rb"\{\\rtf", rb"\xd0\xcf\x11\xe0"),
    ),
    ("this is a program, and no recording", NAME_THE_RECORDING, (rb"\x7fELF", rb"MZ", rb"#!")),
    (
        "these are notes (MIDI), and no sound",
        "save it as wav or mp3 in a program that plays it",
        (rb"MThd",),
    ),
)
_SOUND_MAGIC: Final = re.compile(
    rb"RIF[FX]....WAVE|RF64|fLaC|OggS|ID3|FORM....AIF[FC]|\.snd|caff|\x1aE\xdf\xa3|\x30\x26\xb2\x75"
    rb"|#!AMR|wvpk|TTA|MAC |\.RMF|NIST_1A|MPCK|MP\+|\x0b\x77|\xff[\xe0-\xff]",
    re.DOTALL,
)
_MP4_MAGIC: Final = re.compile(rb".{4}(?:ftyp|mdat|wide|free|skip|moov)", re.DOTALL)
"""m4a, mp4, mov and 3gp: recorders write their index last, and nothing can be found without it."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def no_recording(head: bytes) -> tuple[str, str] | None:
    """Returns what else a file is that begins like this, and what to do; None when it may be a recording."""
    for problem, fix, marks in _OTHER_FILES:
        if any(re.match(mark, head, re.DOTALL | re.IGNORECASE) for mark in marks):
            return problem, fix
    if is_playlist(head):
        return "this is a list of recordings, and none itself", "name the recording"
    if _is_text(head):
        return "this is a text, and no recording", NAME_THE_RECORDING
    return None


def undecodable(head: bytes) -> tuple[str, str]:
    """Returns what is wrong with a file that begins like this and cannot be decoded, and what to do."""
    if _MP4_MAGIC.match(head):
        return (
            "this recording was cut off before its index, without which nothing in it can be found",
            "copy or download it again, whole; many programs mend one that they recorded, when they open it",
        )
    if _SOUND_MAGIC.match(head):
        return (
            "this recording is damaged: nothing in it can be decoded",
            "copy or download it again; if it is no better where it came from, record it again",
        )
    return (
        "this is no recording of a kind that is known here",
        "save it as wav, flac, ogg, opus or mp3 in the program that made it",
    )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        text = head[: len(head) - 3].decode() if len(head) > 3 else head.decode()  # noqa: PLR2004
    except UnicodeDecodeError as exc:
        if exc.start < len(head) - 6:  # the last character may be cut
            return False
        text = head[: exc.start].decode()
    return bool(text) and not _CONTROL.search(text)
