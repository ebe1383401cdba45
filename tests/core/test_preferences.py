"""Preferences: what is remembered of a person, and what never is."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from practice_player.core.preferences import Preferences
from practice_player.lib.errors import PreferencesError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "preferences.json"


def test_what_is_left_out_is_remembered_until_it_is_not(path: Path) -> None:
    Preferences(path).leave_out("hold", left_out=True)
    Preferences(path).leave_out("standing", left_out=True)
    assert Preferences(path).without() == {"hold", "standing"}

    Preferences(path).leave_out("hold", left_out=False)

    assert Preferences(path).without() == {"standing"}
    assert os.listdir(path.parent) == [path.name], "nothing unfinished is left behind"  # noqa: PTH208


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"without": "hold"}',
        b'{"without": [["hold"], {}, 3, null, "gaze", "moon"]}',
        b"\xff\xfe",
        b"[" * 90_000,
        b" " * 200_000,
    ],
)
def test_a_broken_file_is_as_good_as_an_empty_one(path: Path, raw: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(raw)
    preferences = Preferences(path)

    assert preferences.without() == frozenset()
    preferences.leave_out("hold", left_out=True)
    assert preferences.without() == {"hold"}


def test_what_else_is_in_the_file_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"captions": true, "without": ["hold"]}')

    Preferences(path).leave_out("breath", left_out=True)

    assert json.loads(path.read_text()) == {"captions": True, "without": ["breath", "hold"]}


def test_a_consent_in_the_file_counts_for_nothing(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"without": ["gaze", "sharing", "hold"]}')

    assert Preferences(path).without() == {"hold"}


def test_a_folder_that_cannot_be_written_is_told_and_a_missing_one_is_not_made_by_reading(path: Path) -> None:
    assert Preferences(path).without() == frozenset()
    assert not path.parent.exists()

    path.parent.write_text("a file stands here")

    with pytest.raises(PreferencesError, match="cannot be remembered"):
        Preferences(path).leave_out("hold", left_out=True)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
def test_only_the_person_can_read_it(path: Path) -> None:
    Preferences(path).leave_out("hold", left_out=True)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_remembered_opens_nothing_to_others_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "one" / "two" / "preferences.json"
    umask = os.umask(0)
    try:
        Preferences(path).leave_out("hold", left_out=True)
    finally:
        os.umask(umask)

    modes = [stat.S_IMODE(created.stat().st_mode) for created in (path.parent.parent, path.parent, path)]
    assert modes == [0o700, 0o700, 0o600]
