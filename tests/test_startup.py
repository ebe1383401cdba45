"""Which modules a command loads before it shows anything."""

import subprocess
import sys
from pathlib import Path

import pytest

PARSER_PACKAGES = {"cli", "lib", "script"}
"""The packages that `--help` may load: of `script` the choices alone."""

HEAVY = {"textual", "rich", "numpy", "miniaudio", "soundfile", "pydantic", "yaml", "sqlite3", "soxr"}


def modules_after(statement: str) -> set[str]:
    """Returns the modules that a statement loads in a fresh interpreter."""
    code = (
        "import sys\ntry:\n    " + statement + "\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join(sys.modules))"
    )
    interpreter = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(interpreter.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_a_command_that_paints_nothing_loads_nothing_heavy(flag: str) -> None:
    loaded = modules_after(f"from practice_player.cli.main import main; main([{flag!r}])")

    assert not loaded & HEAVY


def test_the_help_loads_no_part_of_the_program_that_does_the_work() -> None:
    loaded = modules_after("from practice_player.cli.main import main; main(['--help'])")

    names = {name.split(".")[1] for name in loaded if name.startswith("practice_player.")}
    assert names == PARSER_PACKAGES
    assert "practice_player.core.core" not in loaded


def test_an_unchanged_script_is_checked_without_the_model_of_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    check = "from practice_player.cli.main import main; main(['check', 'steady-six'])"

    assert "pydantic" in modules_after(check), "the first time, it is read"
    assert not modules_after(check) & {"pydantic", "numpy", "soundfile", "textual"}


def test_unchanged_scripts_are_listed_without_the_model_of_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    list_all = "from practice_player.cli.main import main; main(['list'])"

    assert "pydantic" in modules_after(list_all), "the first time, they are read"
    assert not modules_after(list_all) & {"pydantic", "numpy", "soundfile", "textual"}


def test_the_interface_loads_no_sound_scripts_or_journal_before_its_first_frame() -> None:
    loaded = modules_after("import practice_player.tui.app, practice_player.tui.screens.home")

    assert "textual" in loaded
    assert not loaded & (HEAVY - {"textual", "rich"})
    assert not {
        name for name in loaded if name.startswith(("practice_player.prompts", "practice_player.timeline"))
    }


def test_a_command_loads_no_other_command() -> None:
    loaded = modules_after("from practice_player.cli.main import main; main(['help'])")

    assert "practice_player.cli.help_pages" in loaded
    assert not loaded & {"practice_player.cli.play", "practice_player.cli.doctor"}


def test_the_version_loads_no_parser_and_the_help_no_command() -> None:
    version = modules_after("from practice_player.cli.main import main; main(['--version'])")
    page = modules_after("from practice_player.cli.main import main; main(['--help'])")

    assert "practice_player.cli.main" in version
    assert "argparse" not in version
    assert "practice_player.cli.parser" in page
    assert not page & {"practice_player.cli.list_practices", "practice_player.cli.check"}


def test_the_command_line_opens_the_interface_without_a_parser() -> None:
    loaded = modules_after("import practice_player.cli.main")

    assert "argparse" not in loaded
