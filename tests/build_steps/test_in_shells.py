"""Lines are completed in real shells; a name never does anything but stand there."""

import sys
from pathlib import Path

import pytest

from tests.build_steps.shells import PROMPT, Shells, shell_path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shells are those of Unix")

HOSTILE = 'it\'s $(touch pwned) `touch pwned` $HOME "and" ;&|<>*?!~ \\ so'


@pytest.fixture(scope="module")
def shells(tmp_path_factory: pytest.TempPathFactory) -> Shells:
    shells = Shells(tmp_path_factory.mktemp("shells"))
    shells.add_script("my evening")
    shells.add_script(HOSTILE)
    return shells


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["pla"], ["play"]),
        (["journal", "ex"], ["export"]),
        (["play", "--res"], ["--resume"]),
        (["play", "soft-s"], ["soft-sighs"]),
        (["show", "soft-sighs", "--voice", "he"], ["heart"]),
        (["show", "--voice", "=", "mi"], ["michael"]),
        (["show", "--voice", "="], ["heart", "michael"]),
        (["play", "--goal", "gr"], ["ground"]),
        (["list", "--goal", "sleep"], ["sleepless"]),
        (["play", "--length", "7"], ["7m"]),
        (["play", "soft-sighs", "--bed", "r"], ["rain"]),
        (["path", "begin", "edge"], ["edge-and-back"]),
        (["completion", "z"], ["zsh"]),
        (["pack", "make", "soft-sighs", "--voice", "m"], ["michael"]),
        (["play", "my"], [r"my\ evening"]),
        (["play", "'my"], ["my evening"]),
        (["check", "./sess"], ["./sessions/"]),
        (["people", "add", ""], []),
    ],
    ids=" ".join,
)
def test_bash_completes(shells: Shells, words: list[str], offered: list[str]) -> None:
    shell_path("bash")

    assert shells.complete_in_bash(*words) == offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("pla", ["play"]),
        ("journal exp", ["export"]),
        ("play --res", ["--resume"]),
        ("play soft-s", ["soft-sighs"]),
        ("play my", ["my evening"]),
        ("show soft-sighs --voice he", ["heart"]),
        ("show --voice=mi", ["--voice=michael"]),
        ("path begin edge", ["edge-and-back"]),
        ("check ./sess", ["./sessions/"]),
        ("people add ", []),
    ],
)
def test_fish_completes(shells: Shells, line: str, offered: list[str]) -> None:
    assert shells.complete_in_fish(line) == offered


@pytest.mark.parametrize("begun", ["it", '"it', "'it"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completed_name_is_that_name_and_nothing_of_it_is_run(
    shells: Shells, shell: str, begun: str
) -> None:
    path = shell_path(shell)
    if shell == "bash":
        argv, first = [path, "--norc", "--noprofile", "-i"], [f"source '{shells.files['bash']}'; set +H"]
    elif shell == "fish":
        prompt = f"function fish_prompt; printf '{PROMPT}'; end"
        argv, first = [path, "--no-config", "-i", "-C", prompt], [f"source '{shells.files['fish']}'"]
    else:
        folder = shells.files["zsh"].parent
        argv = [path, "-f", "-i"]
        first = [f"fpath=('{folder}' $fpath); autoload -U compinit; compinit -u -D; setopt NO_BANG_HIST"]

    noted = shells.type_in(argv, *first, f"practice-player show {begun}\t")

    assert noted == ["show", HOSTILE]
    assert not (shells.home / "pwned").exists()


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("pla\tsoft-s\t--voice mi\t", ["play", "soft-sighs", "--voice", "michael"]),
        ("play soft-sighs --res\t", ["play", "soft-sighs", "--resume"]),
        ("path beg\tedge\t", ["path", "begin", "edge-and-back"]),
        ("play my\t", ["play", "my evening"]),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_line_of_the_document_switches_it_on(
    shells: Shells, shell: str, typed: str, called: list[str]
) -> None:
    path = shell_path(shell)
    evaluate = f"eval \"$(cat '{shells.files[shell]}')\""  # `completion` prints the file
    if shell == "bash":
        argv, first = [path, "--norc", "--noprofile", "-i"], [evaluate]
    else:
        argv, first = [path, "-f", "-i"], ["autoload -U compinit; compinit -u -D", evaluate]

    assert shells.type_in(argv, *first, f"practice-player {typed}") == called


def test_a_program_that_cannot_list_names_leaves_the_line_alone(tmp_path: Path) -> None:
    shell_path("bash")
    shells = Shells(tmp_path)
    (tmp_path / "bin" / "practice-player").write_text(
        "#!/bin/sh\necho broken >&2\nexit 1\n", encoding="utf-8"
    )

    assert shells.complete_in_bash("path", "begin", "e") == []
    assert shells.complete_in_bash("show", "soft-sighs", "--vo") == ["--voice"]
