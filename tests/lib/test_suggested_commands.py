"""What a message suggests can be pasted."""

import os
import subprocess
import sys

import pytest

from practice_player.lib.suggested_commands import command, pasted

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
    line = command("voice narrate", name)
    program = 'practice-player() { printf "%s\\0" "$@"; }'

    done = subprocess.run(["bash", "-c", f"{program}; {line}"], capture_output=True, check=True)

    assert done.stdout.split(b"\0")[:-1] == [b"voice", b"narrate", os.fsencode(name)]
    assert line.isprintable(), "and it is shown as it is"


def test_a_name_that_looks_like_an_option_is_none() -> None:
    assert command("play", "-x.yaml") == "practice-player play -- -x.yaml"


def test_plain_names_stand_as_they_are() -> None:
    assert command("new", "my-ähnlicher-abend") == "practice-player new my-ähnlicher-abend"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("C:\\My Things\\x.yaml", '"C:\\My Things\\x.yaml"'),
        ("C:\\x.yaml", "C:\\x.yaml"),
        ("a&b.yaml", '"a&b.yaml"'),
    ],
)
def test_windows_has_double_quotes(word: str, told: str) -> None:
    assert pasted(word, windows=True) == told
