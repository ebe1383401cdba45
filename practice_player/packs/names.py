"""Which paths a pack may hold: those that mean the same file on every operating system, and no other.

Pure.  A path is judged before anything of that name is created.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from practice_player.lib.paths import to_nfc
from practice_player.packs.limits import MAX_FOLDERS_DEEP, MAX_NAME_BYTES, MAX_PATH_BYTES

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_FORBIDDEN: Final = re.compile(r'[<>:"|?*/\\]')
_INVISIBLE: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode's categories of letters that are not seen, or mean something else to each program."""

_WINDOWS_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])[ ]*(?:\..*)?", re.IGNORECASE | re.DOTALL
)
"""A name that Windows takes for a device, whatever follows its first full stop."""


def path_problem(path: str) -> str:
    """Returns what is wrong with a path in a pack, to follow the path in a sentence; empty if it is good."""
    if path.startswith(("/", "\\")) or _DRIVE.match(path):
        return "begins at a drive or the top folder"
    if "\\" in path:
        return "is written with `\\`"
    parts = path.split("/")
    if ".." in parts:
        return "leads out of the pack"
    if len(path.encode(errors="surrogatepass")) > MAX_PATH_BYTES:
        return f"is longer than {MAX_PATH_BYTES} bytes"
    if len(parts) > MAX_FOLDERS_DEEP + 1:
        return f"lies more than {MAX_FOLDERS_DEEP} folders deep"
    return next(filter(None, map(name_problem, parts)), "")


def name_problem(name: str) -> str:
    """Returns what is wrong with the name of one file or folder; empty if it is good."""
    problems = (
        (not name, "has a folder without a name"),
        (
            len(name.encode(errors="surrogatepass")) > MAX_NAME_BYTES,
            f"has a name of more than {MAX_NAME_BYTES} bytes",
        ),
        (
            any(unicodedata.category(letter) in _INVISIBLE for letter in name),
            "has a control character or an invisible one in its name",
        ),
        (name != to_nfc(name), "is not written in the Unicode form NFC"),
        (name.startswith("."), "has a name that begins with a full stop"),
        (name.endswith("."), "has a name that ends with a full stop"),
        (name != name.strip(), "has a name that begins or ends with a space"),
        (bool(_FORBIDDEN.search(name)), "has a character in its name that some systems do not allow"),
        (bool(_WINDOWS_DEVICE.fullmatch(name)), "has the name of a device of Windows"),
    )
    return next((problem for is_wrong, problem in problems if is_wrong), "")


def same_name_key(name: str) -> str:
    """Returns a key that is equal for names which differ in capitals or Unicode form alone."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
    return unicodedata.normalize("NFC", folded)


def find_clash(paths: Iterable[str]) -> tuple[str, str] | None:
    """Returns two paths that cannot lie on every disk side by side; None if all can.

    They, or folders of theirs, differ in capitals or Unicode form alone, or one is a folder of the other.
    """
    files: dict[str, str] = {}
    folders: dict[str, tuple[str, str]] = {}
    for path in paths:
        key = same_name_key(path)
        if key in files:
            return files[key], path
        if key in folders:
            return folders[key][1], path
        files[key] = path
        parts = path.split("/")[:-1]
        for count in range(1, len(parts) + 1):
            folder = "/".join(parts[:count])
            key = same_name_key(folder)
            spelling, first_path = folders.setdefault(key, (folder, path))
            if key in files or spelling != folder:
                return files.get(key, first_path), path
    return None
