"""The file of settings: what is wrong in it is told, what is right in it holds, and nothing in it is lost."""

import os
import sys
from pathlib import Path

import pytest

from practice_player.core.setting_kinds import SettingValueError
from practice_player.core.setting_rows import ROWS
from practice_player.core.settings_file import SettingsFile
from practice_player.core.settings_text import read_settings
from practice_player.core.user_settings import DEFAULTS
from practice_player.lib.errors import PreferencesError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def told(text: str) -> str:
    return "\n".join(str(problem) for problem in read_settings(text, "settings.toml").problems)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("motion = on", "1:10: `on` is no value as it stands\n  Try: write `true`"),
        ("journal = False", "1:11: `False` is no value as it stands\n  Try: write `false`"),
        ("theme = day", '1:9: `day` is no value as it stands\n  Try: write `"day"`'),
        ("theme = “day”", "1:9: there is a left double quotation mark (U+201C) here\n  Try: type an"),
        ("voice_db = \u22122", "1:12: there is a minus sign (U+2212) here\n  Try: type an ordinary hyphen"),
        ("voice_db\u00a0= -2", "1:9: there is a no-break space (U+00A0) here\n  Try: type an ordinary space"),
        ('voise = ["a"]', "1:1: `voise` is not a word settings know\n  Try: write `voices`, or delete"),
        ('\n\ntheme = "nihgt"', '3:9: `nihgt` does not fit here\n  Try: write `"night"`'),
        ('leave_out = [\n "hold",\n "breth",\n]', '3:2: `breth` does not fit here\n  Try: write `"breath"`'),
        (
            'leave_out = "hold"',
            '1:13: `hold` does not fit here\n  Try: write a list, with brackets: `["hol',
        ),
        ("voices = [3]", "1:10: `3` does not fit here\n  Try: write words in quotes, such as"),
        ("voice_db = 9", "1:12: `9` does not fit here\n  Try: write a number from -20 to 6"),
        ("voice_db = true", "1:12: `true` does not fit here\n  Try: write a number"),
        ("voice_db = nan", "1:12: `nan` does not fit here\n  Try: write a number"),
        ('motion = "true"', "1:10: `true` does not fit here\n  Try: write `true`, without quotes"),
        (
            'motion = "maybe"',
            "1:10: `maybe` does not fit here\n  Try: write `true` for on or `false` for off",
        ),
        ("motion = maybe", "1:10: `maybe` is no value as it stands\n  Try: write `true` for on or `false`"),
        ("motion = 0", "1:10: `0` does not fit here\n  Try: write `false`, without quotes"),
        ('voice_db = "-3"', "1:12: `-3` does not fit here\n  Try: write `-3`, without quotes"),
        ("theme = maybe", '1:9: `maybe` is no value as it stands\n  Try: write one of `"night"`, `"day"`'),
        ("tender_note = false", '1:15: `false` does not fit here\n  Try: write one of `"once"`, `"always"`'),
        ("voices = heart", '1:10: `heart` is no value as it stands\n  Try: write `["heart"]`'),
        ("leave_out = true", '1:13: `true` does not fit here\n  Try: write a list, such as `["hold", "b'),
        (
            'high_contrast = "maybe"',
            '1:1: `high_contrast` is not a word settings know\n  Try: write `theme = "high-contrast"`, or',
        ),
        ("qwertz = 1", "1:1: `qwertz` is not a word settings know\n  Try: delete the line; `practice-player"),
        ("motion", "1:7: there is no `=` after the name\n  Try: write one setting a line"),
        ("motion =", "1:9: a value is missing here\n  Try: write one after the `=`"),
        ("motion = true\nmotion = false", "2:1: `motion` stands here twice\n  Try: delete one"),
        ("[sound]\nvoice_db = 1", "1:2: `sound` is a table here, and settings have none\n  Try: write one"),
        ('theme = "day" pacer = "bar"', "1:15: there is more on this line than one setting\n  Try: begin"),
    ],
)
def test_each_problem_is_told_at_its_place_with_what_to_write(text: str, message: str) -> None:
    assert told(text).startswith(f"settings.toml:{message}")


def test_every_problem_is_told_in_the_order_of_the_file() -> None:
    lines = told('pacer = "dics"\nx = 1\nvoice_db = 9\n').splitlines()

    assert [line.split(":")[1] for line in lines[::2]] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5000, "voice_db = 1" + "0" * 5000, "\x00", "\ud800 = 1", "=", "]"]
)
def test_nothing_in_the_file_ends_the_program(text: str) -> None:
    read = read_settings(text, "settings.toml")

    assert read.values == DEFAULTS
    assert read.problems


def test_in_a_comment_and_in_quotes_any_letter_is_welcome() -> None:
    assert told("motion = false # it\u2019s “quiet” \u2013 so") == ""
    assert told('voices = ["Zoë\u2019s \u2013 voice"]') == ""


def test_a_broken_line_falls_back_to_the_default_and_all_others_hold() -> None:
    read = read_settings("journal = false\ntheme = day\nmotion = false\n", "settings.toml")

    assert (read.values.journal, read.values.theme, read.values.motion) == (False, "night", False)
    assert len(read.problems) == 1


def test_what_is_changed_holds_at_once_and_is_there_the_next_time(path: Path) -> None:
    settings = SettingsFile(path)

    assert settings.change({"theme": "day", "voice_db": -4.0})

    assert settings.values.theme == "day"
    again = SettingsFile(path)
    assert (again.values.theme, again.values.voice_db) == ("day", -4.0)
    assert again.written == {"theme", "voice_db"}


@pytest.mark.parametrize("key", ROWS)
def test_every_setting_can_be_changed_and_changed_back(path: Path, key: str) -> None:
    settings, kind = SettingsFile(path), ROWS[key].kind
    default = getattr(DEFAULTS, key)
    other_value = {"leave_out": ("hold",), "voices": ("michael", "heart")}.get(key) or kind.stepped(
        default, 1
    )
    assert other_value != default

    for value in (other_value, default):
        settings.change({key: value})
        assert getattr(SettingsFile(path).values, key) == value
    assert SettingsFile(path).problems == ()


def test_comments_and_order_survive_a_change(path: Path) -> None:
    before = (
        '# mine\ntheme = "day"   # bright\n\nvoices = [\n  "heart", # one\n  "michael",\n]\nmotion = true # x'
    )
    path.write_text(before)

    SettingsFile(path).change({"theme": "night", "motion": False, "voices": ("michael", "heart")})

    after = (
        '# mine\ntheme = "night"   # bright\n\nvoices = [\n  "michael", # one\n  "heart",\n]\n'
        "motion = false # x\n"
    )
    assert path.read_text() == after


@pytest.mark.parametrize("text", ["theme = day\n", 'theme = "dya"\n', 'them = "day"\n', "\ufffe"])
def test_a_file_with_a_problem_is_never_overwritten_and_a_change_holds_for_this_run(
    path: Path, text: str
) -> None:
    path.write_text(text, encoding="utf-8")
    settings = SettingsFile(path)

    assert not settings.change({"motion": False})

    assert not settings.values.motion
    assert settings.is_held
    assert path.read_text(encoding="utf-8") == text


def test_once_the_file_is_mended_it_counts_and_can_be_changed_again(path: Path) -> None:
    path.write_text("theme = day")
    settings = SettingsFile(path)
    settings.change({"theme": "nord"})

    path.write_text('theme = "day"\n')

    assert (settings.values.theme, settings.problems, settings.is_held) == ("day", (), False)
    assert settings.change({"theme": "nord"})
    assert path.read_text() == 'theme = "nord"\n'


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"theme = 'day'\n" + b"#" * 1_000_001])
def test_a_file_that_cannot_be_read_is_told_and_left_alone(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    settings = SettingsFile(path)

    assert settings.values == DEFAULTS
    assert len(settings.problems) == 1
    assert not settings.change({"theme": "day"})
    assert path.read_bytes() == raw


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()

    assert "this is a folder" in SettingsFile(path).problems[0].problem
    assert not SettingsFile(path).change({"theme": "day"})


def test_what_cannot_be_written_is_told_and_holds_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = SettingsFile(tmp_path / "file" / "settings.toml")

    with pytest.raises(PreferencesError, match="holds for this run only, and cannot be remembered"):
        settings.change({"theme": "day"})

    assert settings.values.theme == "day"
    assert settings.is_held


def test_a_value_that_does_not_fit_is_never_written(path: Path) -> None:
    with pytest.raises(SettingValueError):
        SettingsFile(path).change({"voice_db": 60.0})

    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")
def test_a_link_to_a_file_that_is_kept_elsewhere_stays_a_link(tmp_path: Path) -> None:
    mine, path = tmp_path / "mine.toml", tmp_path / "settings.toml"
    mine.write_text('theme = "day"\n')
    path.symlink_to(mine)

    SettingsFile(path).change({"theme": "nord"})

    assert path.is_symlink()
    assert mine.read_text() == 'theme = "nord"\n'


def test_without_a_path_settings_hold_for_this_run_and_leave_nothing(tmp_path: Path) -> None:
    settings = SettingsFile(None)

    settings.change({"theme": "day"})

    assert settings.values.theme == "day"
    assert os.listdir(tmp_path) == []  # noqa: PTH208
