"""What a command loads before it has anything to show."""

import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "numpy", "miniaudio", "soundfile", "pydantic", "yaml", "sqlite3", "soxr"}


def modules_after(statement: str) -> set[str]:
    """Modules loaded in a fresh interpreter."""
    code = (
        "import sys\ntry:\n    " + statement + "\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_a_command_that_paints_nothing_loads_nothing_heavy(flag: str) -> None:
    loaded = modules_after(f"from practice_player.cli.main import main; main([{flag!r}])")

    assert not loaded & HEAVY


def test_an_unchanged_shelf_is_told_without_the_model_of_scripts() -> None:
    loaded = modules_after("import practice_player.cli.check")

    assert not loaded & {"pydantic", "numpy", "soundfile", "textual"}


def test_the_interface_loads_no_sound_scripts_or_journal_before_its_first_frame() -> None:
    loaded = modules_after("import practice_player.tui.app, practice_player.tui.screens.home")

    assert "textual" in loaded
    assert not loaded & (HEAVY - {"textual", "rich"})
