"""Finds out how this program was installed, and writes the command that adds one of its extras to it."""

import json
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import practice_player
from practice_player.lib.suggested_commands import quote_for_shell

DISTRIBUTION: Final = "practice-player"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """How the program was installed, as the installer wrote it down."""

    python: PurePath
    """The Python that runs the program."""

    prefix: PurePath
    """The environment it is in."""

    installer: str = ""
    """`pip`, `uv`, …; empty if nobody wrote it down."""

    url: str = ""
    """Where it came from, if it did not come from a package index."""

    editable: bool = False
    """Whether `url` is a checkout that is run where it is."""

    checkout: PurePath | None = None
    """The folder it is run from, if it is not installed at all."""


def this_installation() -> Installation:
    """Returns how the running program was installed."""
    python, prefix = Path(sys.executable), Path(sys.prefix)
    try:
        distribution = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return Installation(
            python=python, prefix=prefix, checkout=Path(practice_player.__file__).parent.parent
        )
    origin: Any = {}
    with suppress(ValueError, OSError):
        origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    if not isinstance(origin, dict):
        origin = {}
    folder = origin.get("dir_info")
    return Installation(
        python=python,
        prefix=prefix,
        installer=(distribution.read_text("INSTALLER") or "").strip(),
        url=_origin_url(origin),
        editable=isinstance(folder, dict) and bool(folder.get("editable")),
    )


def extra_command(extra: str, installation: Installation | None = None) -> str:
    """Returns the command that installs an extra; without `installation`, for the running program."""
    installation = installation or this_installation()
    requirement = _requirement(extra, installation)
    parts = [part.lower() for part in installation.prefix.parts]
    if _follows(parts, "pipx", "venvs"):
        return f"pipx install --force {requirement}"
    if _follows(parts, "uv", "tools"):
        return f"uv tool install --force {requirement}"
    python = quote_for_shell(str(installation.python))
    if installation.installer == "uv":
        return f"uv pip install --python {python} {requirement}"
    return f"{python} -m pip install {requirement}"


def _requirement(extra: str, installation: Installation) -> str:
    if installation.checkout is not None:
        return "-e " + quote_for_shell(f"{installation.checkout}[{extra}]")
    if installation.editable and (folder := _local_folder(installation.url)):
        return "-e " + quote_for_shell(f"{folder}[{extra}]")
    name = f"{DISTRIBUTION}[{extra}]"
    return quote_for_shell(f"{name} @ {installation.url}" if installation.url else name)


def _origin_url(origin: dict[str, Any]) -> str:
    url, version_control = origin.get("url"), origin.get("vcs_info")
    if not isinstance(url, str):
        return ""
    if isinstance(version_control, dict) and isinstance(version_control.get("vcs"), str):
        return f"{version_control['vcs']}+{url}"
    return url


def _local_folder(url: str) -> str:
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.scheme != "file" or not path:
        return ""
    has_drive = len(path) > 2 and path[0] == "/" and path[2] == ":"  # noqa: PLR2004 - as in /C:/…
    return path[1:] if has_drive else path


def _follows(parts: list[str], first: str, second: str) -> bool:
    return any(pair == (first, second) for pair in pairwise(parts))
