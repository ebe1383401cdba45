"""Opens small files that somebody names, scripts above all: plain ones, and nothing that makes one wait."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

MOST_BYTES: Final = 1_000_000
"""Of a script."""

ReadFile: TypeAlias = Callable[[Path], bytes]
"""What reads a script: `read_bytes`, or one that remembers.  Raises `UnusableFileError`."""


class UnusableFileError(Exception):
    """Something that is no script file; says what to do instead."""

    def __init__(self, problem: str, fix: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix
        self.line = line
        self.column = column


def read_text(path: Path) -> str:
    """The text of a script file, without a byte order mark.

    Raises:
        UnusableFileError: missing, no plain file, over 1 MB, not readable, or not UTF-8.
    """
    return as_text(read_bytes(path))


def read_bytes(path: Path, *, most_bytes: int = MOST_BYTES) -> bytes:
    """What is in the file, at most `most_bytes`.

    Raises:
        UnusableFileError: missing, no plain file, over 1 MB or whatever is the most, or not readable.
    """
    try:
        # A FIFO would keep an ordinary open waiting for its writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as exc:
        raise UnusableFileError("there is no file here", "check the name and the folder") from exc
    except IsADirectoryError as exc:
        raise _no_file("a folder") from exc
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise UnusableFileError(
            f"the file cannot be read ({reason})", "check its name and permissions"
        ) from exc
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise _no_file("a folder" if stat.S_ISDIR(mode) else "a pipe or a device")
        with os.fdopen(os.dup(handle), "rb") as file:
            raw = file.read(most_bytes + 1)
    except OSError as exc:
        fix = "copy it to another disk and try again"
        raise UnusableFileError(f"the file cannot be read ({exc.strerror})", fix) from exc
    finally:
        os.close(handle)
    if len(raw) > most_bytes:
        raise UnusableFileError(
            f"the file is over {most_bytes // 1_000_000} MB",
            "keep one practice in a file; an hour of words is some 30 kB",
        )
    return raw


def as_text(raw: bytes) -> str:
    """The bytes as UTF-8.

    Raises:
        UnusableFileError: they are in another encoding; names the first line that is.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise UnusableFileError(
            "this is not UTF-8 text",
            "save the file as UTF-8",
            line=raw[: exc.start].count(b"\n") + 1,
            column=exc.start - raw.rfind(b"\n", 0, exc.start),
        ) from None


def _no_file(what: str) -> UnusableFileError:
    return UnusableFileError(f"this is {what}, and no file", "name a script file that ends in .yaml")
