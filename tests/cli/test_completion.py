"""`completion`: hands over the file of a shell that was installed with the program."""

from pathlib import Path

import pytest

from practice_player.cli.completion import FILES, print_completion
from practice_player.lib.errors import CompletionError


def installed(folder: Path, text: bytes = b"# completes\n") -> list[Path]:
    paths = [folder / place for place in FILES.values()]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text + path.name.encode())
    return [folder / "bin" / "practice-player", *paths]


@pytest.mark.parametrize("shell", FILES)
def test_the_installed_file_is_printed_as_it_is(
    shell: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert print_completion(shell, installed(tmp_path)) == 0

    assert capfdbinary.readouterr().out == b"# completes\n" + Path(FILES[shell]).name.encode()


def test_a_program_that_was_not_installed_says_how_to_get_the_file(tmp_path: Path) -> None:
    with pytest.raises(CompletionError, match=r"for zsh is not here.*\n  Try: pip install"):
        print_completion("zsh", [tmp_path / "bin" / "practice-player"])


def test_a_file_that_is_gone_or_no_text_is_told_with_its_place(tmp_path: Path) -> None:
    paths = installed(tmp_path, b"\xff")
    with pytest.raises(
        CompletionError, match=r"practice-player\.fish: this file cannot be read.*\n  Try: install"
    ):
        print_completion("fish", paths)

    paths[1].unlink()
    with pytest.raises(CompletionError, match="No such file"):
        print_completion("bash", paths)
