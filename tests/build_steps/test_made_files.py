"""The manual and the completion of each shell hold every command and option, wherever they are made."""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_steps.files import MANUAL, made_files
from build_steps.values import ANYTHING, FILES, FOLDERS, open_arguments, parsers, value_of
from practice_player.cli import completion
from practice_player.cli.names import KINDS
from practice_player.cli.parser import COMMANDS, whole_parser

ROOT = Path(__file__).parent.parent.parent
TEXTS = made_files()
COMMAND_PARSERS = list(parsers(whole_parser()))
IN_SHELLS = {shell: TEXTS[place] for shell, place in completion.FILES.items()}

FORBIDDEN = (str(ROOT), str(Path.home()), "/tmp/")  # noqa: S108 - looked for, not used


def options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings]


def entries(shell: str, words: tuple[str, ...]) -> str:
    """Returns the part of a shell's file that has the options of one command."""
    text, name = IN_SHELLS[shell], "_".join(("_shtab_practice_player", *words))
    if shell == "bash":
        return " ".join(re.findall(rf"^{name}_option_strings=\((.*)\)$", text, re.MULTILINE))
    if shell == "zsh":
        return " ".join(re.findall(rf"^{name}_options=\(\n(.*?)^\)$", text, re.MULTILINE | re.DOTALL))
    if shell == "powershell":
        return " ".join(re.findall(rf"^ +'{name}' = @\(('-.*)\)$", text, re.MULTILINE))
    using = " ".join(("_shtab_practice_player_using", *words))
    lines = [
        line
        for line in text.splitlines()
        if line.startswith(
            (f"complete -c practice-player -n '{using}'", f"complete -c practice-player -n {using} ")
        )
    ]
    found = " ".join(lines)
    return re.sub(r"-l (\S+)", r"--\1", re.sub(r"-s (\w)", r"-\1", found))


def section(words: tuple[str, ...]) -> str:
    """Returns the part of the manual about one command."""
    page = re.sub(r"\\f[BIR]|\\[,/&]", "", TEXTS[MANUAL]).replace("\\-", "-")
    if not words:
        return page.partition(".SH COMMANDS")[0]
    heading = rf"^\.SS practice-player {' '.join(words)}$"
    (found,) = re.findall(heading + r"(.*?)^\.S[SH] ", page, re.MULTILINE | re.DOTALL)
    return str(found)


def has_word(option: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text) is not None


def test_there_is_a_parser_of_every_command() -> None:
    words = [words for words, _ in COMMAND_PARSERS]

    assert [one[0] for one in words if len(one) == 1] == list(COMMANDS)
    assert ("journal", "balance") in words


@pytest.mark.parametrize("shell", IN_SHELLS)
@pytest.mark.parametrize(
    ("words", "parser"),
    COMMAND_PARSERS,
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_option_of_every_command_is_completed(
    shell: str, words: tuple[str, ...], parser: argparse.ArgumentParser
) -> None:
    text = entries(shell, words)

    assert options(parser)
    assert [option for option in options(parser) if not has_word(option, text)] == []


@pytest.mark.parametrize(
    ("words", "parser"),
    COMMAND_PARSERS,
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_option_of_every_command_is_in_the_manual_with_its_help(
    words: tuple[str, ...], parser: argparse.ArgumentParser
) -> None:
    text = section(words)
    plain = re.sub(r"\s+", " ", text)

    wanted = [option for option in options(parser) if option != "--help" or not words]
    assert [option for option in wanted if not has_word(option, text)] == []
    for action in parser._actions:
        told = action.help not in (None, argparse.SUPPRESS) and action.option_strings != ["-h", "--help"]
        is_commands = isinstance(action, argparse._SubParsersAction)
        if told and not is_commands:
            assert str(action.help).replace("…", r"\[u2026]") in plain, action.dest


@pytest.mark.parametrize("shell", IN_SHELLS)
def test_every_command_is_completed_by_its_name(shell: str) -> None:
    text = IN_SHELLS[shell]

    for words, _ in COMMAND_PARSERS[1:]:
        parent = "_".join(("_shtab_practice_player", *words[:-1]))
        if shell == "bash":
            (line,) = re.findall(rf"^{parent}_subparsers=\((.*)\)$", text, re.MULTILINE)
        elif shell == "powershell":
            (line,) = re.findall(
                rf"^ +'{parent}' = @\(('\w.*)\)$", text.partition("_option_strings = ")[0], re.MULTILINE
            )
        elif shell == "zsh":
            (line,) = re.findall(rf"^{parent}_commands\(\) {{(.*?)^}}$", text, re.MULTILINE | re.DOTALL)
        else:
            line = " ".join(re.findall(rf"-a {words[-1]} ", text))
        assert has_word(words[-1], line), words


def test_a_shell_knows_what_stands_for_every_argument() -> None:
    values = {
        value_of(" ".join(words), action)
        for words, parser in COMMAND_PARSERS
        for action in open_arguments(parser)
    }

    words = {value for value in values if isinstance(value, tuple)}
    assert values - words == {FILES, FOLDERS, ANYTHING, *KINDS}
    assert all(words)


def test_an_argument_without_a_row_is_told_with_the_place_to_add_it() -> None:
    parser = argparse.ArgumentParser()
    action = parser.add_argument("--new-thing", metavar="THING")

    with pytest.raises(LookupError, match=r"values\.py has no row for `new_thing` of `practice-player play`"):
        value_of("play", action)


def test_the_manual_names_every_variable_and_exit_code_of_the_settings_page() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    variables = re.findall(r"`([A-Z_]+)`", page.partition("## Variables")[2].partition("\n## ")[0])
    codes = re.findall(r"^\| (\d+)", page.partition("| exit code")[2], re.MULTILINE)
    manual = TEXTS[MANUAL]

    assert len(variables) > 5
    assert codes == ["0", "1", "2", "130", "128"]
    assert [
        variable for variable in variables if variable not in manual.partition(".SH ENVIRONMENT")[2]
    ] == []
    assert [code for code in codes if f"\n.B {code}" not in manual.partition(".SH EXIT STATUS")[2]] == []


def test_the_sections_of_a_manual_are_all_there() -> None:
    assert re.findall(r"^\.SH[ \n](.*)$", TEXTS[MANUAL], re.MULTILINE) == [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "COMMANDS",
        "EXIT STATUS",
        "ENVIRONMENT",
        "FILES",
        "EXAMPLES",
        "SEE ALSO",
    ]


def test_mandoc_and_man_find_nothing_in_the_manual(tmp_path: Path) -> None:
    page = tmp_path / "practice-player.1"
    page.write_text(TEXTS[MANUAL], encoding="ascii")
    if shutil.which("mandoc") is None or shutil.which("man") is None or shutil.which("groff") is None:
        pytest.skip("mandoc, man-db and groff are not all installed")

    lint = subprocess.run(["mandoc", "-Tlint", page], capture_output=True, text=True, check=False, timeout=60)
    # What lintian runs on a page.
    man = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page],
        env=os.environ | {"LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    problems = [line.partition("practice-player.1:")[2] for line in lint.stdout.splitlines()]
    assert problems == ['1:26: WARNING: missing date, using "": TH'], (
        "it has none, to be the same on every day"
    )
    assert man.stderr == ""
    assert "invite" in man.stdout


def test_they_are_the_same_whatever_the_day_the_terminal_and_the_seed() -> None:
    code = "import build_steps.files as files; print(sorted(files.made_files().items()))"
    variables = (
        {"COLUMNS": "20", "PYTHONHASHSEED": "1"},
        {"COLUMNS": "200", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "0"},
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | more,
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for more in variables
    }

    assert len(made) == 1
    in_help = {"2026-11-23", "2026-11-25"}
    for text in TEXTS.values():
        assert set(re.findall(r"\b20\d\d-\d\d-\d\d", text.replace("\\", ""))) <= in_help, "no day of its own"
        assert not any(place in text for place in FORBIDDEN)


def test_making_them_takes_nothing_but_the_standard_library_and_the_two_makers() -> None:
    code = (
        "import sys, build_steps.files as f; f.made_files(); print(*{n.split('.')[0] for n in sys.modules})"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )

    foreign = {name for name in result.stdout.split() if name not in sys.stdlib_module_names}
    assert not foreign & {"yaml", "pydantic", "platformdirs", "numpy", "textual", "hatchling"}
    assert {"shtab", "argparse_manpage", "practice_player", "build_steps"} <= foreign


@pytest.mark.parametrize(("shell", "check"), [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])])
def test_a_shell_can_read_its_file(tmp_path: Path, shell: str, check: list[str]) -> None:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    file = tmp_path / "made"
    file.write_text(IN_SHELLS[shell], encoding="utf-8")

    result = subprocess.run(
        [path, *check, str(file)], capture_output=True, text=True, check=False, timeout=60
    )

    assert (result.returncode, result.stderr) == (0, "")


def test_powershell_can_read_its_file_and_completes(tmp_path: Path) -> None:
    path = shutil.which("pwsh")
    if path is None:
        pytest.skip("pwsh is not installed: the completion for PowerShell is not tried")
    file = tmp_path / "made.ps1"
    file.write_text(IN_SHELLS["powershell"], encoding="utf-8")
    code = f". '{file}'; (TabExpansion2 'practice-player journal ex' 26).CompletionMatches.CompletionText"

    result = subprocess.run(
        [path, "-NoProfile", "-Command", code], capture_output=True, text=True, check=True, timeout=120
    )

    assert result.stdout.split() == ["export"]
