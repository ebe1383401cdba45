"""Commands in messages can be pasted into a shell, whatever names they contain."""

import os
import subprocess
import sys

import pytest

from practice_player.lib.suggested_commands import quote_for_shell, suggested_command

NAMES = (
    "quiet-evening",
    "v/my evening.yaml",
    'it\'s "mine".yaml',
    "$(touch x) `id` ; & | > < * ? [a] {b} ~ # ! \\.yaml",
    "息.yaml",
    "a\nb\t\x1b[31m.yaml",
    "caf\u00e9\u202e.yaml",
    "not-\udcff\udc80text'\\.yaml",
    "~nobody.yaml",
    "",
)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX shells")
@pytest.mark.parametrize("name", NAMES)
def test_a_suggested_command_means_the_file_that_it_is_about(name: str) -> None:
    line = suggested_command("voice narrate", name)
    shell_function = 'practice-player() { printf "%s\\0" "$@"; }'

    shell = subprocess.run(["bash", "-c", f"{shell_function}; {line}"], capture_output=True, check=True)

    assert shell.stdout.split(b"\0")[:-1] == [b"voice", b"narrate", os.fsencode(name)]
    assert line.isprintable(), "and it is shown as it is"


def test_a_name_that_looks_like_an_option_is_none() -> None:
    assert suggested_command("play", "-x.yaml") == "practice-player play -- -x.yaml"


def test_plain_names_stand_as_they_are() -> None:
    assert suggested_command("new", "my-ähnlicher-abend") == "practice-player new my-ähnlicher-abend"


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("C:\\My Things\\x.yaml", '"C:\\My Things\\x.yaml"'),
        ("C:\\x.yaml", "C:\\x.yaml"),
        ("a&b.yaml", '"a&b.yaml"'),
    ],
)
def test_windows_has_double_quotes(word: str, quoted: str) -> None:
    assert quote_for_shell(word, windows=True) == quoted
