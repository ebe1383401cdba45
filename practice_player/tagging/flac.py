"""Tags in FLAC: a metadata block before the sound (RFC 9639, 8)."""

import shutil
from typing import BinaryIO, Final

from practice_player.tagging.streams import PIECE_BYTES, MalformedError, exactly
from practice_player.tagging.tags import Tags
from practice_player.tagging.xiph import comment

_MARK: Final = b"fLaC"
_COMMENT: Final = 4
_LAST: Final = 0x80


def retag(source: BinaryIO, out: BinaryIO, tags: Tags) -> None:
    """Copies a FLAC file with these tags.

    Raises:
        MalformedError: `source` is no FLAC file.
    """
    if source.read(len(_MARK)) != _MARK:
        raise MalformedError("it is not a FLAC file")
    blocks = _read_blocks(source)
    before = next((body for kind, body in blocks if kind == _COMMENT), b"")
    kept = [(kind, body) for kind, body in blocks if kind != _COMMENT]
    kept.insert(1, (_COMMENT, comment(tags, before)))  # the first is STREAMINFO's place
    out.write(_MARK)
    for number, (kind, body) in enumerate(kept, 1):
        last = _LAST if number == len(kept) else 0
        out.write(bytes([kind | last]) + len(body).to_bytes(3, "big") + body)
    shutil.copyfileobj(source, out, PIECE_BYTES)


def _read_blocks(source: BinaryIO) -> list[tuple[int, bytes]]:
    """Each block's kind and body, up to the sound."""
    blocks = []
    last = False
    while not last:
        head = exactly(source, 4)
        last = bool(head[0] & _LAST)
        blocks.append((head[0] & ~_LAST, exactly(source, int.from_bytes(head[1:], "big"))))
    return blocks
