"""The settings from the command line: printed, checked, and obeyed by what is played in plain lines."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from practice_player.cli.main import main
from practice_player.lib.errors import VoiceError
from tests.fakes import HEAD

SHORT = HEAD.format(practice="solo", more="bed: hush\nadaptations: [no-hold]") + (
    "  - {when: no-hold, then: [rest: 0.2s], otherwise: [rest: 0.3s]}\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    return tmp_path


def test_what_is_printed_is_the_file_as_it_could_be_written(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "settings.toml").write_text('theme = "day"\nvoice_db = -3.5\nleave_out = ["hold"]\n')

    assert main(["settings"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith(f"# {home / 'settings.toml'}\n")
    values = tomllib.loads(printed)
    assert (values["theme"], values["voice_db"], values["leave_out"]) == ("day", -3.5, ["hold"])
    assert "(default)" in next(line for line in printed.splitlines() if line.startswith("pacer"))


def test_the_settings_speak_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text('theme = "day"\nvoise = 1\n')

    assert main(["settings", "--json"]) == 1

    printed = json.loads(capsys.readouterr().out)
    assert printed["path"] == str(home / "settings.toml")
    assert printed["values"]["theme"] == "day"
    assert printed["written"] == ["theme"]
    assert "settings.toml:2:1: `voise` is not a word" in printed["problems"][0]


def test_the_keys_of_the_settings_in_json_are_those_that_are_documented(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    section = page.split("## `practice-player settings --json`")[1].split("\n## ")[0]
    documented = json.loads("\n".join(re.findall(r"^    (.*)$", section, re.MULTILINE)))

    main(["settings", "--json"])

    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == list(documented)
    assert list(printed["values"]) == list(documented["values"])


def test_a_problem_is_told_in_one_line_with_its_remedy_and_all_else_goes_on(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "settings.toml").write_text('theme = day\nvoices = ["michael"]\n')

    assert main(["list", "--json"]) == 0

    output = capsys.readouterr()
    assert json.loads(output.out)
    assert output.err == (
        f'{home / "settings.toml"}:1:9: `day` is no value as it stands\n  Try: write `"day"`\n'
    )
    assert (home / "settings.toml").read_text().startswith("theme = day\n")


@pytest.mark.parametrize(
    ("text", "told", "code"),
    [
        ("", "none yet", 0),
        ('theme = "day"\n', "1 chosen", 0),
        ("theme = day\n", "settings.toml:1:9: `day` is no value", 1),
    ],
)
def test_doctor_says_where_the_settings_are_and_whether_they_are_well(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, told: str, code: int
) -> None:
    from practice_player.cli.diagnosis.material import settings_check
    from practice_player.lib.errors import PracticeError

    if text:
        (home / "settings.toml").write_text(text)
    try:
        line, failed = settings_check().text, 0
    except PracticeError as exc:
        line, failed = str(exc), 1

    assert told in line
    assert failed == code
    assert str(home / "settings.toml") in line


def test_plain_lines_say_what_is_left_out_by_habit_and_follow_the_settings(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = home / "short.yaml"
    script.write_text(SHORT)
    (home / "settings.toml").write_text('leave_out = ["hold"]\noutput = "silence"\njournal = false\n')

    assert main(["play", str(script), "--plain"]) == 0
    printed = capsys.readouterr().out
    assert "Without breath holds, as in your settings.\n" in printed
    assert {path.name for path in home.iterdir()} == {"short.yaml", "settings.toml"}, "no trace is left"

    assert main(["play", str(script), "--plain", "--without", "none"]) == 0
    assert "as in your settings" not in capsys.readouterr().out


def test_plain_lines_say_that_instructions_are_left_out_for_somebody_who_knows_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = home / "known.yaml"
    script.write_text(
        SHORT.replace("[no-hold]", "[no-hold, brief]") + "  - {unless: brief, then: [rest: 0.2s]}\n"
    )
    (home / "settings.toml").write_text('leave_out = ["hold"]\noutput = "silence"\njournal = false\n')

    assert main(["play", str(script), "--plain", "--brief"]) == 0
    assert "Without its instructions. Without breath holds, as in your settings.\n" in capsys.readouterr().out

    assert main(["show", str(script), "--brief"]) == 0
    assert "without its instructions  (--without instructions)" in capsys.readouterr().out
    script.write_text(SHORT)
    assert main(["show", str(script), "--brief"]) == 1
    assert "A Test has no way without `instructions`" in capsys.readouterr().err


def test_a_voice_that_is_not_there_is_told_and_the_practice_plays_with_another(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from practice_player.cli.diagnosis.material import settings_check

    (home / "settings.toml").write_text('voices = ["nobody"]\n')
    scripts = home / "scripts"
    scripts.mkdir()
    (scripts / "short.yaml").write_text(SHORT)

    assert main(["settings"]) == 0
    told = capsys.readouterr().err
    assert "there is no voice called 'nobody'; another speaks" in told
    assert "Try: one of " in told
    with pytest.raises(VoiceError, match="nobody"):
        settings_check()
    assert main(["play", str(scripts / "short.yaml"), "--plain", "--to", "silence"]) == 0
