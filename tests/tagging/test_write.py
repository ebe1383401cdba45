"""Writing titles and chapters into finished sound files."""

import shutil
import struct
import sys
import tracemalloc
from itertools import chain, repeat
from pathlib import Path

import numpy as np
import pytest

from practice_player.lib.errors import OutputError
from practice_player.tagging import wav
from practice_player.tagging.ogg import read_pages, write_pages
from practice_player.tagging.tags import Tags
from practice_player.tagging.write import write_tags
from tests.tagging.sounds import ENDINGS, probed, record, samples, shown_by_mpv, tags, texts

each_format = pytest.mark.parametrize("ending", ENDINGS)
with_ffprobe = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
with_mpv = pytest.mark.skipif(shutil.which("mpv") is None, reason="mpv is not installed")

EVENING = tags("Über Nacht: 静けさ 🌿", "practice-player, voice heart", "Ankommen", "Atmen, 12 Züge", "Été")
LONG = "slow and slower, " * 18_000
CASES = {
    "three chapters, not ASCII": EVENING,
    "no chapters": tags("Rest", "A voice"),
    "two hundred chapters": tags("Rest", "A voice", *(f"Breath {number}" for number in range(200))),
    "a title of 300 kB": tags(LONG, "A voice", "One", "Two"),
    "a chapter of 300 kB": tags("Rest", "A voice", "One", LONG, "Three"),
    "no title": tags("", "A voice", "One", "Two"),
    "nothing at all": tags(),
}
each_case = pytest.mark.parametrize("new_tags", CASES.values(), ids=CASES.keys())


@each_case
@each_format
def test_the_sound_stays_as_it_was_and_the_title_is_read_back(
    tmp_path: Path, ending: str, new_tags: Tags
) -> None:
    sound = record(tmp_path / f"x.{ending}")
    before = samples(sound)

    write_tags(sound, new_tags)

    assert np.array_equal(samples(sound), before)
    if ending == "wav" and len(new_tags.title) > 2_000:
        new_tags = tags()  # libsndfile passes over a list with a text of 2 kB or more
    assert texts(sound) == (new_tags.title.strip(), new_tags.artist)


@with_ffprobe
@each_case
@each_format
def test_ffmpeg_reads_title_artist_and_every_chapter(tmp_path: Path, ending: str, new_tags: Tags) -> None:
    sound = record(tmp_path / f"x.{ending}")

    write_tags(sound, new_tags)

    fields, chapters = probed(sound)
    assert (fields.get("title", ""), fields.get("artist", "")) == (new_tags.title.strip(), new_tags.artist)
    titles = [chapter.title.strip() for chapter in new_tags.chapters]
    if ending == "wav":
        titles = [title[:511] for title in titles]  # as far as FFmpeg reads a `labl`
    assert [title for _, _, title in chapters] == titles
    starts = [chapter.start_frame / 48_000 for chapter in new_tags.chapters]
    assert [start for start, _, _ in chapters] == pytest.approx(starts, abs=0.001)
    assert [end for _, end, _ in chapters] == pytest.approx([*starts, 3.0][1:] if starts else [], abs=0.01)


@with_mpv
@each_format
def test_mpv_shows_the_title_and_the_chapters(tmp_path: Path, ending: str) -> None:
    sound = record(tmp_path / f"x.{ending}")

    write_tags(sound, EVENING)

    title, chapters = shown_by_mpv(sound)
    assert title == EVENING.title
    assert [chapter["title"] for chapter in chapters] == ["Ankommen", "Atmen, 12 Züge", "Été"]
    assert [chapter["time"] for chapter in chapters] == pytest.approx([0, 1, 2], abs=0.03), (
        "an MP3 begins 25 ms late"
    )


@each_format
def test_the_same_sound_and_tags_are_the_same_bytes(tmp_path: Path, ending: str) -> None:
    first, second = record(tmp_path / f"first.{ending}"), record(tmp_path / f"second.{ending}")

    write_tags(first, EVENING)
    write_tags(second, tags("Another", "Somebody", *map(str, range(50))))
    write_tags(second, EVENING)

    assert first.read_bytes() == second.read_bytes()


@each_format
def test_a_title_that_the_encoder_wrote_is_replaced(tmp_path: Path, ending: str) -> None:
    sound = record(tmp_path / f"x.{ending}", title="Untitled", artist="Nobody")
    before = samples(sound)

    write_tags(sound, EVENING)

    assert texts(sound) == (EVENING.title, EVENING.artist)
    assert b"Untitled" not in sound.read_bytes()
    assert np.array_equal(samples(sound), before)


@pytest.mark.parametrize("ending", ["flac", "ogg", "opus"])
def test_other_fields_of_a_comment_are_kept(tmp_path: Path, ending: str) -> None:
    sound = record(tmp_path / f"x.{ending}", comment="Recorded at dusk")

    write_tags(sound, EVENING)

    assert b"Recorded at dusk" in sound.read_bytes()


@pytest.mark.parametrize("ending", ["flac", "ogg", "opus"])
def test_a_comment_numbers_its_chapters(tmp_path: Path, ending: str) -> None:
    sound = record(tmp_path / f"x.{ending}")

    write_tags(sound, EVENING)

    written = sound.read_bytes()
    assert b"CHAPTER002=00:00:01.000" in written
    assert "CHAPTER002NAME=Atmen, 12 Züge".encode() in written


def test_an_mp3_keeps_its_first_frame_with_the_notes_of_its_encoder(tmp_path: Path) -> None:
    sound = record(tmp_path / "x.mp3")
    before = sound.read_bytes()

    write_tags(sound, EVENING)

    tag, mark, _ = sound.read_bytes().partition(before)
    assert tag.startswith(b"ID3\x03")
    assert b"contents\0\x03\x03chapter1\0chapter2\0chapter3\0CHAP" in tag, "on top and in order, three"
    assert mark == before
    assert b"LAME" in before[:300]


def test_a_wav_says_its_own_length_and_points_at_the_frames_of_its_chapters(tmp_path: Path) -> None:
    sound = record(tmp_path / "x.wav")

    write_tags(sound, EVENING)

    written = sound.read_bytes()
    assert struct.unpack_from("<I", written, 4) == (len(written) - 8,)
    cue = written.index(b"cue ")
    points = [struct.unpack_from("<II4sIII", written, cue + 12 + 24 * number) for number in range(3)]
    assert struct.unpack_from("<II", written, cue + 4) == (4 + 3 * 24, 3)
    assert [(point[1], point[5]) for point in points] == [(0, 0), (48_000, 48_000), (96_000, 96_000)]


def test_a_chunk_of_odd_length_in_a_wav_is_kept_with_what_follows(tmp_path: Path) -> None:
    sound = record(tmp_path / "x.wav")
    before = samples(sound)
    written = sound.read_bytes()
    sound.write_bytes(written[:36] + b"note\x03\0\0\0odd\0" + written[36:])

    write_tags(sound, EVENING)

    assert sound.read_bytes()[36:48] == b"note\x03\0\0\0odd\0"
    assert np.array_equal(samples(sound), before)


@pytest.mark.skipif(sys.platform == "win32", reason="the file would take up its whole length")
def test_a_wav_of_4_gb_is_left_as_it_is(tmp_path: Path) -> None:
    sound = record(tmp_path / "x.wav")
    with sound.open("r+b") as file:
        file.truncate(1 << 32)
    before = sound.stat()

    write_tags(sound, EVENING)

    after = sound.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (1 << 32, before.st_mtime_ns, before.st_ino)
    assert not wav.has_room((1 << 32) - 100, EVENING), "the tags count as well"
    assert wav.has_room((1 << 32) - 10_000, EVENING)


@each_format
def test_a_long_sound_is_never_in_memory_whole(tmp_path: Path, ending: str) -> None:
    sound = lengthened(record(tmp_path / f"x.{ending}"))
    length = sound.stat().st_size

    tracemalloc.start()
    write_tags(sound, EVENING)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert sound.stat().st_size > length - 1_000 > 30_000_000
    assert peak_bytes < 5_000_000


def lengthened(sound: Path) -> Path:
    """Makes a file 30 MB longer; what is added need not decode."""
    if sound.suffix in (".ogg", ".opus"):
        with sound.open("rb") as file:
            pages = list(read_pages(file))
        with sound.open("wb") as file:
            write_pages(chain(pages, repeat(pages[-2], 30_000_000 // len(pages[-2].body))), file)
        return sound
    with sound.open("r+b") as file:
        file.truncate(length := sound.stat().st_size + 30_000_000)
        if sound.suffix == ".wav":
            file.seek(40)
            file.write(struct.pack("<I", length - 44))
    return sound


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_who_may_read_the_file_stays_the_same(tmp_path: Path, mode: int) -> None:
    sound = record(tmp_path / "x.flac")
    sound.chmod(mode)
    before = sound.stat().st_mode

    write_tags(sound, EVENING)

    assert sound.stat().st_mode == before


BROKEN = {
    "x.wav": b"RIFF\x04\0\0\0AVI ",
    "cut.wav": b"RIFF\xff\0\0\0WAVEdata\xff\0\0\0" + bytes(9),
    "mark.wav": b"RIFF\xff\0\0\0WAVEdat",
    "x.flac": b"fLaX",
    "cut.flac": b"fLaC\x04\0\0\x28" + bytes(9),
    "x.ogg": b"not made of pages, nor sound",
    "empty.opus": b"",
    "x.mp3": b"no frame of sound begins here",
    "cut.mp3": b"ID3\x03\0\0\0\0\x7f\x7f",
    "short.mp3": b"ID3",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_of_another_format_than_its_ending_names_is_refused_and_kept(
    tmp_path: Path, name: str
) -> None:
    sound = tmp_path / name
    sound.write_bytes(BROKEN[name])

    with pytest.raises(OutputError, match="render it anew") as caught:
        write_tags(sound, EVENING)

    assert caught.value.place == str(sound)
    assert sound.read_bytes() == BROKEN[name]
    assert list(tmp_path.iterdir()) == [sound], "no unfinished file is left"


@pytest.mark.parametrize("ending", ["ogg", "opus"])
def test_a_second_stream_after_the_first_is_refused(tmp_path: Path, ending: str) -> None:
    sound = record(tmp_path / f"x.{ending}")
    sound.write_bytes(sound.read_bytes() * 2)

    with pytest.raises(OutputError, match="more than one stream"):
        write_tags(sound, EVENING)


def test_an_error_names_the_file_by_the_name_it_will_have(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder you can write to") as caught:
        write_tags(tmp_path / "unfinished.wav", EVENING, place=tmp_path / "evening.wav")

    assert caught.value.place == str(tmp_path / "evening.wav")


def test_a_format_without_tags_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"one of \.wav"):
        write_tags(tmp_path / "x.m4a", EVENING)


def test_as_many_chapters_as_a_file_can_hold_are_written_and_more_are_refused(tmp_path: Path) -> None:
    sound = record(tmp_path / "x.mp3")

    write_tags(sound, tags("Rest", "", *("x" * 255)))

    assert sound.read_bytes().count(b"CHAP") == 255
    with pytest.raises(OutputError, match="at most 255"):
        write_tags(sound, tags("Rest", "", *("x" * 256)))
    with pytest.raises(OutputError, match="at most 1000000"):
        write_tags(sound, tags("x" * 1_000_001))


@each_format
def test_control_characters_and_lone_surrogates_are_replaced(tmp_path: Path, ending: str) -> None:
    sound = record(tmp_path / f"x.{ending}")

    write_tags(sound, tags("A\0quiet\nevening ", "voice \udcff", "\tOne"))

    assert texts(sound) == ("A quiet evening", "voice ?")
