"""Preferences: what is remembered of a person, and what never is."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from practice_player.core.preferences import Preferences, Setting
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
    assert os.listdir(path.parent) == ["settings.toml"], "nothing unfinished is left behind"  # noqa: PTH208


def test_instructions_are_no_habit(path: Path) -> None:
    path.parent.mkdir()
    (path.parent / "settings.toml").write_text('leave_out = ["hold", "instructions"]\n')

    Preferences(path).leave_out("instructions", left_out=True)

    assert Preferences(path).without() <= {"hold"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"without": "hold", "welcomed": 1}',
        b'{"without": [["gaze"], {}, 3, null, "gaze", "moon"]}',
        b"\xff\xfe",
        b"[" * 90_000,
        b" " * 200_000,
    ],
)
def test_a_broken_memory_is_as_good_as_an_empty_one(path: Path, raw: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(raw)
    preferences = Preferences(path)

    assert not preferences.is_on(Setting.WELCOMED)
    assert preferences.without() == frozenset()
    preferences.turn(Setting.WELCOMED, on=True)
    assert preferences.is_on(Setting.WELCOMED)


def test_what_else_is_remembered_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"recent": ["soft-sighs"], "welcomed": true}')

    Preferences(path).turn(Setting.GATE_PASSED, on=True)

    remembered = {"recent": ["soft-sighs"], "welcomed": True, "gate_passed": True}
    assert json.loads(path.read_text()) == remembered


def test_what_an_earlier_version_kept_is_moved_to_the_settings_once_and_none_is_lost(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        '{"without": ["standing", "hold", "gaze"], "solo_only": true, "check_ins": true,'
        ' "together_kept": false, "welcomed": true, "tender": true}'
    )
    settings = path.with_name("settings.toml")
    settings.write_text("check_ins = false  # I changed my mind\n")

    preferences = Preferences(path)

    assert preferences.without() == {"hold", "standing"}
    assert preferences.is_on(Setting.SOLO_ONLY)
    assert not preferences.is_on(Setting.TOGETHER_KEPT)
    assert not preferences.is_on(Setting.CHECK_INS), "what is chosen there already stays"
    assert "check_ins = false  # I changed my mind\n" in settings.read_text()
    assert json.loads(path.read_text()) == {"welcomed": True, "tender": True}
    preferences.leave_out("hold", left_out=False)
    assert Preferences(path).without() == {"standing"}, "nothing is moved a second time"


def test_what_cannot_be_moved_stays_where_it_is_and_holds_all_the_same(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"without": ["hold"]}')
    settings = path.with_name("settings.toml")
    settings.write_text("motion = off\n")

    assert Preferences(path).without() == {"hold"}
    assert json.loads(path.read_text()) == {"without": ["hold"]}
    assert settings.read_text() == "motion = off\n"

    settings.write_text("motion = false\n")
    assert Preferences(path).without() == {"hold"}
    assert json.loads(path.read_text()) == {}


def test_a_consent_among_the_settings_counts_for_nothing(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("settings.toml").write_text('leave_out = ["gaze", "sharing", "hold"]')

    assert Preferences(path).without() == frozenset()


def test_a_folder_that_cannot_be_written_is_told_and_a_missing_one_is_not_made_by_reading(path: Path) -> None:
    assert Preferences(path).without() == frozenset()
    assert not path.parent.exists()

    path.parent.write_text("a file stands here")
    preferences = Preferences(path)

    with pytest.raises(PreferencesError, match="cannot be remembered"):
        preferences.leave_out("hold", left_out=True)
    assert preferences.without() == {"hold"}, "it holds for this run"
    with pytest.raises(PreferencesError, match="cannot be remembered"):
        preferences.turn(Setting.WELCOMED, on=True)


def test_the_mark_differs_when_either_file_was_touched(path: Path) -> None:
    preferences = Preferences(path)
    marks = [preferences.mark()]

    preferences.turn(Setting.WELCOMED, on=True)
    marks.append(preferences.mark())
    preferences.turn(Setting.SOLO_ONLY, on=True)
    marks.append(preferences.mark())

    assert len(set(marks)) == len(marks)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("umask", [0, 0o022, 0o777])
def test_only_the_person_can_read_it_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "one" / "two" / "preferences.json"
    before = os.umask(umask)
    try:
        Preferences(path).leave_out("hold", left_out=True)
        Preferences(path).turn(Setting.WELCOMED, on=True)
    finally:
        os.umask(before)

    written = (path.parent.parent, path.parent, path, path.with_name("settings.toml"))
    assert [stat.S_IMODE(each.stat().st_mode) for each in written] == [0o700, 0o700, 0o600, 0o600]
