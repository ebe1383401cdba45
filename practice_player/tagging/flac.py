"""Tags in FLAC: a metadata block before the sound (RFC 9639, 8)."""

import shutil
from typing import BinaryIO, Final

from practice_player.tagging.streams import CHUNK_BYTES, MalformedError, read_exactly
from practice_player.tagging.tags import Tags
from practice_player.tagging.xiph import comment

_MAGIC: Final = b"fLaC"
_VORBIS_COMMENT: Final = 4
_LAST_BLOCK_FLAG: Final = 0x80


def retag(source: BinaryIO, out: BinaryIO, tags: Tags) -> None:
    """Copies a FLAC file, replacing its tags with these.

    Raises:
        MalformedError: `source` is not a FLAC file.
    """
    if source.read(len(_MAGIC)) != _MAGIC:
        raise MalformedError("it is not a FLAC file")
    blocks = _read_blocks(source)
    old_comment = next((body for kind, body in blocks if kind == _VORBIS_COMMENT), b"")
    new_blocks = [(kind, body) for kind, body in blocks if kind != _VORBIS_COMMENT]
    new_blocks.insert(
        1, (_VORBIS_COMMENT, comment(tags, old_comment))
    )  # STREAMINFO must stay the first block
    out.write(_MAGIC)
    for number, (kind, body) in enumerate(new_blocks, 1):
        last_flag = _LAST_BLOCK_FLAG if number == len(new_blocks) else 0
        out.write(bytes([kind | last_flag]) + len(body).to_bytes(3, "big") + body)
    shutil.copyfileobj(source, out, CHUNK_BYTES)


def _read_blocks(source: BinaryIO) -> list[tuple[int, bytes]]:
    """Returns the type and body of every metadata block, up to the first audio frame."""
    blocks = []
    last = False
    while not last:
        header = read_exactly(source, 4)
        last = bool(header[0] & _LAST_BLOCK_FLAG)
        blocks.append(
            (header[0] & ~_LAST_BLOCK_FLAG, read_exactly(source, int.from_bytes(header[1:], "big")))
        )
    return blocks
