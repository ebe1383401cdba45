"""A pack from anybody is added whole or refused whole, with the reason in plain words."""

import os
import random
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path

import pytest

from practice_player.cli.main import main
from practice_player.lib.errors import PackError
from practice_player.packs.archive import PackArchive
from practice_player.packs.pack_file import PackFile
from practice_player.packs.packs_folder import LOCK_NAME
from tests.packs.hostile import CASES, Parts, good_files, good_pack
from tests.packs.sample import names_in


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PRACTICE_PLAYER_SESSIONS", raising=False)
    return tmp_path / "home"


def test_the_pack_that_is_changed_in_every_case_is_good(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.practicepack").write_bytes(good_pack())

    assert main(["pack", "add", str(tmp_path / "x.practicepack")]) == 0

    assert "quiet is added: 1 practice (evening), voice mum, 3 recordings" in capsys.readouterr().out
    for path, content in good_files().items():
        assert (home / "packs" / "quiet" / path).read_bytes() == content


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_pack_is_refused_whole_with_the_reason(
    case: str, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build, words = CASES[case]
    (tmp_path / "x.practicepack").write_bytes(build())
    before = sorted(tmp_path.iterdir())

    exit_code = main(["pack", "add", "--yes", str(tmp_path / "x.practicepack")])

    out, err = capsys.readouterr()
    assert (exit_code, out) == (1, "")
    assert words in err
    assert "\n  Try: " in err
    assert err.isascii() or "\x1b" not in err
    assert names_in(home / "packs") == [LOCK_NAME]
    assert sorted(tmp_path.iterdir()) == sorted({*before, home})


@pytest.mark.parametrize("case", ["a way out", "a link", "a bomb", "a script that does not pass check"])
def test_check_refuses_what_add_refuses_and_leaves_nothing(
    case: str, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build, words = CASES[case]
    (tmp_path / "x.practicepack").write_bytes(build())

    assert main(["pack", "check", str(tmp_path / "x.practicepack")]) == 1

    assert words in capsys.readouterr().err
    assert not (home / "packs").exists()


def test_a_pack_of_more_than_300_mb_is_refused_without_reading_it(tmp_path: Path) -> None:
    pack = tmp_path / "x.practicepack"
    pack.touch()
    os.truncate(pack, 300_000_001)

    with PackFile.open(pack) as file, pytest.raises(PackError, match="larger than 300 MB"):
        PackArchive(file)


@pytest.mark.parametrize("left_bytes", [0, 3, 10, 2_000, -10, -40])
def test_a_file_that_is_cut_while_it_is_read_is_told(left_bytes: int, tmp_path: Path) -> None:
    pack = tmp_path / "x.practicepack"
    pack.write_bytes(good_pack())

    with PackFile.open(pack) as file:
        os.truncate(pack, left_bytes % len(good_pack()))
        with pytest.raises(PackError):
            PackArchive(file)


@pytest.mark.parametrize("kind", ["folder", "pipe", "nothing"])
def test_what_is_no_file_is_said_and_not_waited_for(kind: str, tmp_path: Path) -> None:
    pack = tmp_path / "x.practicepack"
    if kind == "folder":
        pack.mkdir()
    elif kind == "pipe" and sys.platform != "win32":
        os.mkfifo(pack)

    with pytest.raises(PackError, match="no file"), PackFile.open(pack):
        pass


def test_every_byte_of_a_pack_counts(tmp_path: Path) -> None:
    """Changes a byte here and there: whatever is changed is noticed, and never with another error."""
    pack = tmp_path / "x.practicepack"
    good = Parts().to_bytes()

    for at in (*range(0, 400, 7), *range(400, len(good) - 900, 401), *range(len(good) - 900, len(good), 11)):
        pack.write_bytes(good[:at] + bytes([good[at] ^ 0x20]) + good[at + 1 :])
        with PackFile.open(pack) as file:
            try:
                PackArchive(file).extract(lambda _, chunks: deque(chunks, maxlen=0).clear())
            except PackError:
                continue
        assert at in free_bytes(good), at


def test_damage_at_random_is_told_or_changes_nothing(tmp_path: Path) -> None:
    chance = random.Random(17)  # noqa: S311 - the same damage each time
    pack = tmp_path / "x.practicepack"
    good, accepted = good_pack(), 0
    for _ in range(600):
        damaged = bytearray(good)
        for _ in range(chance.choice([1, 1, 2, 6])):
            from_start, from_end = chance.randrange(1500), len(damaged) - chance.randrange(1, 900)
            at = chance.choice([chance.randrange(len(damaged)), from_start, from_end])
            removed_bytes = chance.choice([0, 1, 4, 30])
            added = chance.choice(
                [b"", b"\xff" * removed_bytes, b"PK\x05\x06", chance.randbytes(removed_bytes)]
            )
            damaged[at : at + removed_bytes] = added
        if damaged == good:
            continue
        pack.write_bytes(damaged)
        unpacked: dict[str, bytes] = {}
        with PackFile.open(pack) as file, suppress(PackError):
            PackArchive(file).extract(lambda path, chunks: unpacked.update({path: b"".join(chunks)}))  # noqa: B023
            accepted += 1
            del unpacked["manifest.json"]
            assert unpacked == good_files()

    assert accepted < 30, "only what means nothing may be damaged"


def free_bytes(pack: bytes) -> set[int]:
    """Returns the places of bytes that mean nothing here: what made the archive, and permissions."""
    free: set[int] = set()
    at = pack.index(b"PK\1\2")
    while at >= 0:
        free |= {at + 4, at + 5, at + 36, at + 37, *range(at + 38, at + 42)}
        at = pack.find(b"PK\1\2", at + 4)
    return free
