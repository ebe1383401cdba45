"""The command that installs an extra fits how the program was installed."""

from pathlib import PurePosixPath

import pytest

from practice_player.lib.installation import Installation, extra_command, this_installation

HOME = PurePosixPath("/home/kim")


def installed(prefix: str, **more: object) -> Installation:
    folder = HOME / prefix
    return Installation(python=folder / "bin/python", prefix=folder, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("installation", "command"),
    [
        (
            installed("env", installer="pip"),
            "/home/kim/env/bin/python -m pip install 'practice-player[voice]'",
        ),
        (
            installed("env", installer="uv"),
            "uv pip install --python /home/kim/env/bin/python 'practice-player[voice]'",
        ),
        (
            installed(".local/share/pipx/venvs/practice-player", installer="pip"),
            "pipx install --force 'practice-player[voice]'",
        ),
        (
            installed(".local/share/uv/tools/practice-player", installer="uv"),
            "uv tool install --force 'practice-player[voice]'",
        ),
        (
            installed("my env", installer="pip", url="file:///home/kim/my%20player", editable=True),
            "'/home/kim/my env/bin/python' -m pip install -e '/home/kim/my player[voice]'",
        ),
        (
            installed("env", installer="pip", url="git+https://example.org/player"),
            "/home/kim/env/bin/python -m pip install 'practice-player[voice] @ git+https://example.org/player'",
        ),
        (
            installed(".local/share/pipx/venvs/practice-player", url="file:///tmp/practice_player.whl"),
            "pipx install --force 'practice-player[voice] @ file:///tmp/practice_player.whl'",
        ),
        (
            installed("env", checkout=PurePosixPath("/src/player")),
            "/home/kim/env/bin/python -m pip install -e '/src/player[voice]'",
        ),
    ],
    ids=["pip", "uv pip", "pipx", "uv tool", "editable", "git", "pipx from a wheel", "a checkout"],
)
def test_the_command_fits_the_installation(installation: Installation, command: str) -> None:
    assert extra_command("voice", installation) == command


def test_it_is_found_out_for_the_running_program() -> None:
    installation = this_installation()

    assert str(installation.python) in extra_command("voice")
    assert installation.url or installation.installer or installation.checkout
