"""Ogg pages, against libogg through libsndfile and against the shipped recordings."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.settings import shipped_dir
from practice_player.tagging.ogg import (
    CONTINUED_FLAG,
    NO_GRANULE,
    checksum,
    header_pages,
    read_pages,
    take_packets,
    write_pages,
)
from practice_player.tagging.streams import MalformedError


def rewritten(ogg: bytes) -> bytes:
    out = BytesIO()
    write_pages(read_pages(BytesIO(ogg)), out)
    return out.getvalue()


def test_a_checksum_is_the_one_the_ogg_specification_describes() -> None:
    # The catalogued check value of CRC-32/CKSUM, which differs only by an inversion at the end.
    assert checksum(b"123456789") == 0x765E7680 ^ 0xFFFFFFFF


def test_a_page_written_by_libogg_carries_the_same_checksum() -> None:
    encoded = BytesIO()
    soundfile.write(encoded, np.zeros(4_800), 48_000, format="OGG", subtype="VORBIS")
    page = bytearray(encoded.getvalue()[:58])

    written, page[22:26] = bytes(page[22:26]), bytes(4)

    assert checksum(page) == int.from_bytes(written, "little")


def test_shipped_recordings_are_written_to_the_very_bytes_they_were_read_from() -> None:
    recordings = sorted(Path(shipped_dir("audio")).rglob("*.ogg"))[:5]

    assert recordings
    for recording in recordings:
        assert rewritten(recording.read_bytes()) == recording.read_bytes()


@pytest.mark.parametrize("subtype", ["VORBIS", "OPUS"])
def test_the_same_sound_encoded_twice_is_the_same_bytes_once_rewritten(subtype: str) -> None:
    sound = np.random.default_rng(3).uniform(-0.3, 0.3, 24_000)
    takes = []
    for _ in range(2):
        encoded = BytesIO()
        soundfile.write(encoded, sound, 48_000, format="OGG", subtype=subtype)
        takes.append(encoded.getvalue())

    first, second = (rewritten(take) for take in takes)

    assert first == second
    for take in takes:
        assert np.array_equal(soundfile.read(BytesIO(take))[0], soundfile.read(BytesIO(first))[0])


@pytest.mark.parametrize("length", [0, 1, 254, 255, 256, 65_024, 65_025, 65_026, 65_280, 300_000])
def test_packets_come_back_from_pages_whatever_their_length(length: int) -> None:
    packets = [bytes(range(256)) * (length // 256) + bytes(length % 256), b"the next"]

    pages = list(header_pages(packets))

    assert take_packets(iter(pages), 2) == packets
    for previous, page in zip([None, *pages], pages, strict=False):
        continued = previous is not None and previous.lacing[-1] == 255
        assert page.flags == (CONTINUED_FLAG if continued else 0)
        assert page.granule == (NO_GRANULE if set(page.lacing) == {255} else 0)


def test_what_is_not_ogg_or_ends_early_is_refused() -> None:
    ogg = rewritten(next(Path(shipped_dir("audio")).rglob("*.ogg")).read_bytes())

    for broken in (b"RIFF" + ogg, ogg[:10], ogg[:40]):
        with pytest.raises(MalformedError):
            rewritten(broken)
    with pytest.raises(MalformedError, match="too early"):
        take_packets(read_pages(BytesIO(ogg[:58])), 2)
    with pytest.raises(MalformedError, match="sound begins"):
        take_packets(header_pages([b"one", b"two", b"sound"]), 2)
