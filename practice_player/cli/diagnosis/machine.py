"""What the program stands on: its libraries and extras, ffmpeg, and the terminal."""

import os
import re
import sys
from importlib import metadata
from shutil import get_terminal_size
from typing import Final

from practice_player.cli.diagnosis.finding import Finding
from practice_player.lib.installation import DISTRIBUTION

FOR_DEVELOPMENT: Final = frozenset({"test", "browser", "bench", "dev"})
"""Extras that nobody needs who only uses the program."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")


def libraries() -> Finding:
    """The versions of the libraries that the program needs."""
    versions = {name: _version(name) for name in _requirements().get("", [])}
    known = {name: version for name, version in versions.items() if version}
    if not known:
        return Finding(text="not known: the program runs from a folder that nobody installed")
    import soundfile

    text = ", ".join(f"{name} {version}" for name, version in known.items())
    return Finding(
        text=f"{text}, libsndfile {soundfile.__libsndfile_version__}",
        facts={"versions": known, "libsndfile": soundfile.__libsndfile_version__},
    )


def extras() -> Finding:
    """Which extras are installed."""
    present, absent = list[str](), list[str]()
    for extra, names in _requirements().items():
        if extra and extra not in FOR_DEVELOPMENT:
            (present if all(_version(name) for name in names) else absent).append(extra)
    listed = ", ".join(present) or "none"
    missing = f". Not installed, and not needed to listen: {', '.join(absent)}" if absent else ""
    return Finding(text=f"{listed}{missing}", facts={"installed": present, "not_installed": absent})


def _requirements() -> dict[str, list[str]]:
    """The names of the distributions that the program needs, by extra; empty if it is not installed."""
    try:
        lines = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return {}
    names: dict[str, list[str]] = {}
    for line in lines:
        requirement, _, marker = line.partition(";")
        extra = _EXTRA.search(marker)
        if name := _NAME.match(requirement):
            names.setdefault(extra[1] if extra else "", []).append(name[0])
    return names


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def plugins() -> Finding:
    """Which outputs and speech engines other packages add, and whether each can be loaded."""
    from practice_player.lib.plugins import ENGINES_GROUP, OUTPUTS_GROUP, find_plugins

    found = [plugin for group in (OUTPUTS_GROUP, ENGINES_GROUP) for plugin in find_plugins(group).values()]
    for plugin in found:
        plugin.load()
    names = [f"{plugin.name} ({plugin.package})" for plugin in found]
    return Finding(text=", ".join(names) or "none", facts={"names": [plugin.name for plugin in found]})


def ffmpeg() -> Finding:
    """Whether ffmpeg is there, which reads what the program does not."""
    from practice_player.lib.programs import find_program

    program = find_program("ffmpeg")
    if program is None:
        text = "no ffmpeg: own recordings can be wav, flac, ogg, opus and mp3"
        return Finding(text=text, facts={"path": None})
    text = f"{program}: own recordings can be of any format that it knows"
    return Finding(text=text, facts={"path": str(program)})


def clock() -> Finding:
    """Whether the clock is kept right: two who are far apart are as well in step as their clocks."""
    from practice_player.lib.clock_keeping import clock_is_kept

    is_kept, witness = clock_is_kept()
    facts = {"is_kept": is_kept, "witness": witness}
    if is_kept is None:
        text = "nothing here says whether it is kept right; for `join`, compare it with the other's"
    elif is_kept:
        text = f"kept right over the network ({witness}): who joins is in step"
    else:
        text = (
            f"not kept right over the network ({witness}): for `join`, let the system set it, or compare it"
        )
    return Finding(text=text, facts=facts)


def screen() -> Finding:
    """What the terminal shows: letters, colours, size."""
    encoding = sys.stdout.encoding or "unknown"
    size = get_terminal_size()
    facts = {
        "encoding": encoding,
        "is_terminal": sys.stdout.isatty(),
        "columns": size.columns,
        "lines": size.lines,
        "colours": _colours(),
        "term": os.environ.get("TERM", ""),
    }
    if "utf" not in encoding.lower():
        text = f"{encoding}: the interface wants UTF-8; `play NAME --plain` works as it is"
        return Finding(text=text, facts=facts)
    if not sys.stdout.isatty():
        text = f"{encoding}, no terminal: practices are told in plain lines"
        return Finding(text=text, facts=facts)
    small = "" if size.columns >= 80 and size.lines >= 24 else ", small: some things are left out"  # noqa: PLR2004 - the usual size
    text = f"{encoding}, a terminal of {size.columns} by {size.lines}, {facts['colours']}{small}"
    return Finding(text=text, facts=facts)


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "no colours (NO_COLOR)"
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or sys.platform == "win32":
        return "all colours"
    term = os.environ.get("TERM", "")
    if "256" in term or "kitty" in term or "ghostty" in term:
        return "256 colours"
    return "no colours" if term in ("", "dumb") else "16 colours"
