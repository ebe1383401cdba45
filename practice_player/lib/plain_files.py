"""Reads small files that somebody names, mostly scripts: regular files only, since a pipe would block."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

MAX_SCRIPT_BYTES: Final = 1_000_000
"""The largest script that is read."""

ReadFile: TypeAlias = Callable[[Path], bytes]
"""Reads a script: `read_bytes`, or a caching replacement.  Raises `UnusableFileError`."""


class UnusableFileError(Exception):
    """A file that cannot be used as a script, with the remedy."""

    def __init__(self, problem: str, fix: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix
        self.line = line
        self.column = column


def read_text(path: Path) -> str:
    """Returns the text of a script file, without a byte order mark.

    Raises:
        UnusableFileError: it is missing, no regular file, over 1 MB, not readable, or not UTF-8.
    """
    return as_text(read_bytes(path))


def read_bytes(path: Path, *, max_bytes: int = MAX_SCRIPT_BYTES) -> bytes:
    """Returns the content of a file.

    Raises:
        UnusableFileError: it is missing, no regular file, larger than `max_bytes`, or not readable.
    """
    try:
        # A FIFO would keep an ordinary open waiting for its writer.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as exc:
        if path.is_symlink():
            fix = "put the file back where the link leads, or delete the link"
            raise UnusableFileError("the file cannot be read (the link leads nowhere)", fix) from exc
        raise UnusableFileError("there is no file here", "check the name and the folder") from exc
    except IsADirectoryError as exc:
        raise _not_a_file("a folder") from exc
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise UnusableFileError(
            f"the file cannot be read ({reason})", "check its name and permissions"
        ) from exc
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise _not_a_file("a folder" if stat.S_ISDIR(mode) else "a pipe or a device")
        with os.fdopen(os.dup(descriptor), "rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as exc:
        fix = "copy it to another disk and try again"
        raise UnusableFileError(f"the file cannot be read ({exc.strerror})", fix) from exc
    finally:
        os.close(descriptor)
    if len(raw) > max_bytes:
        raise UnusableFileError(
            f"the file is over {max_bytes // 1_000_000} MB",
            "keep one practice in a file; an hour of words is some 30 kB",
        )
    return raw


def as_text(raw: bytes) -> str:
    """Decodes UTF-8, without a byte order mark.

    Raises:
        UnusableFileError: the bytes are in another encoding; carries the place of the first wrong byte.
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


def _not_a_file(kind: str) -> UnusableFileError:
    return UnusableFileError(f"this is {kind}, and no file", "name a script file that ends in .yaml")
