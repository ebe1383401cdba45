"""The cache of facts about files: what it keeps, and that damaged or foreign cache files are ignored."""

import json
import os
import sys
from pathlib import Path

import pytest

from practice_player.lib.fact_cache import FactCache, _seal_line, _serialize


def test_what_was_kept_is_there_in_the_next_run(tmp_path: Path) -> None:
    cache = FactCache.open(tmp_path / "new" / "kept.json")
    cache.keep("a", "stamp", {"x": [1, "é", "\udcff"]})
    cache.save()

    next_cache = FactCache.open(tmp_path / "new" / "kept.json")

    assert next_cache.recall("a") == ("stamp", {"x": [1, "é", "\udcff"]})
    assert next_cache.recall("b") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        json.dumps({"a": ["s", 1]}).encode(),
        _seal_line(b"{").replace(b" ", b"x") + b"\n{",
        *(_seal_line(body) + b"\n" + body for body in (b"", b"{", b"null", b"[]", b"[" * 100_000)),
        _serialize({"a": ["s", 1]}).replace(b"1]", b"3]"),
        _serialize({"a": ["s", 1]})[1:],
        _serialize({"a": ["s"], "b": 1, "a ": [1, 2]}),
    ],
)
def test_a_broken_memory_is_an_empty_one(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "kept.json"
    path.write_bytes(raw)

    cache = FactCache.open(path)

    assert cache.recall("a") is None
    cache.keep("a", "s", 2)
    cache.save()
    assert FactCache.open(path).recall("a") == ("s", 2)


def test_a_memory_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = FactCache.open(tmp_path / "file" / "kept.json")
    cache.keep("a", "s", 1)

    cache.save()

    assert cache.recall("a") == ("s", 1)


def test_nothing_new_writes_nothing_and_something_new_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    FactCache.open(path).save()
    assert not path.exists()

    cache = FactCache.open(path)
    cache.keep("a", "s", 1)
    cache.save()

    assert [path.name for path in tmp_path.iterdir()] == ["kept.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "kept.json"
    cache = FactCache.open(path)
    cache.keep("a", "s", 1)
    cache.save()

    assert [entry.stat().st_mode & 0o777 for entry in (path, path.parent, path.parent.parent)] == [
        0o600,
        0o700,
        0o700,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links are POSIX's")
@pytest.mark.parametrize("kind", ["pipe", "device", "link"])
def test_what_is_no_plain_file_is_no_memory_and_keeps_nobody_waiting(tmp_path: Path, kind: str) -> None:
    path, own_file = tmp_path / "kept.json", tmp_path / "mine"
    own_file.write_text("mine")
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if kind == "device" else own_file)

    cache = FactCache.open(path)
    assert cache.recall("a") is None
    cache.keep("a", "s", 1)
    cache.save()

    assert FactCache.open(path).recall("a") == ("s", 1)
    assert own_file.read_text() == "mine"
