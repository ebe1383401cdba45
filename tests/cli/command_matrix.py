"""A table of commands and of odd environments, and a function that checks one pair.

`python -m tests.fuzz commands` runs every pair; tests/cli/test_command_matrix.py runs a sample.
"""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.packs.hostile import good_pack

COMMANDS: Final = (
    "--version",
    "--help",
    "play --help",
    "",
    "lisst",
    "play",
    "list",
    "list --json",
    "list --practice partner --goal connect",
    "show short",
    "show short --json --without hold",
    "show recorded --length 2s",
    "show nowhere.yaml",
    "play short --plain --to silence",
    "play short --plain --no-log --bed none",
    "play pair --plain --to silence",
    "play short --plain --to silence --at soon",
    "invite short --at 23:59",
    "invite pair --at 2035-01-01T00:00Z --length 2s",
    "join 8EHE-208G-B01C-Y8DG-KQ97-EQRG --plain --to silence",
    "play short --to out.wav",
    "render recorded -o out.ogg --length 2s",
    "render recorded -o out.html --length 2s",
    "check",
    "check --json",
    "check short broken --voice michael",
    "new mine",
    "new mine --partner --out mine.yaml",
    "new con",
    "new mine --from nowhere.txt",
    "new mine --from ../home/sessions/words.txt",
    "schema",
    "settings",
    "settings --json",
    "schema --piece",
    "journal",
    "journal --json",
    "journal list --since 2026-01-01 --alone --limit 2",
    "journal show 1",
    "journal edit 1 --note calm",
    "journal erase 1",
    "journal erase --all --yes",
    "journal export",
    "journal export --format csv",
    "journal export -o out.ics",
    "journal import out.json",
    "journal wish --alone 2 --together 40m",
    "journal balance",
    "journal balance --check-ins --json",
    "voice list",
    "voice narrate short",
    "voice order",
    "voice order michael heart",
    "voice delete nobody",
    "voice restore",
    "voice tidy",
    "voice import sound.m4a --as sam --for recorded",
    "voice record --list-devices",
    "voice record recorded --as anna --plain",
    "pack",
    "pack list --json",
    "pack make short pair -o short.practicepack --author Ada",
    "pack make recorded -o recorded.practicepack",
    "pack check ../home/given.practicepack",
    "pack add ../home/given.practicepack",
    "pack add ../home/sessions/sound.m4a --yes",
    "pack remove given",
    "path",
    "path list --json",
    "path show a-balanced-week",
    "path next",
    "path next edge-and-back --step 2 --json",
    "path begin edge-and-back",
    "path leave edge-and-back",
    "path play nowhere --plain",
    "schema --path",
    "doctor",
    "completion fish",
)

SCRIPT: Final = """\
format: 1
title: A Short One
practice: solo
goal: settle
level: 1
summary: For tests.
bed: none
steps:
  - {rest: 0.5s, caption: Part 1.}
"""
PAIR: Final = (
    SCRIPT.replace("solo", "partner").replace("bed: none", "bed: none\nasks: {sharing: yes}")
    + "  - {when: sharing, then: [rest: 2s], otherwise: [rest: 0.5s]}\n"
)
RECORDED: Final = SCRIPT.replace("rest: 0.5s, caption: Part 1.", "say: Hello., audio: sound.m4a")

EXCEPTION_HOOK: Final = """\
import sys, threading, traceback
def note(kind, error, trace):
    with open({faults!r}, "a") as file:
        file.write("".join(traceback.format_exception(kind, error, trace)))
sys.excepthook = note
sys.unraisablehook = lambda args: note(args.exc_type, args.exc_value, args.exc_traceback)
threading.excepthook = lambda args: note(args.exc_type, args.exc_value, args.exc_traceback)
"""
"""A `sitecustomize` that writes uncaught exceptions to a file, if standard error cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The environment in which a command is run."""

    line: str = '"$@"'
    """The shell line that runs the command."""

    variables: dict[str, str | None] = field(default_factory=dict)
    """Environment variables; None removes one, and `{home}` stands for the home folder."""

    is_full: bool = False
    """True if no output can be written, which must be reported."""

    is_readable: bool = True
    """True if both output streams can be read by the test."""


_AS_UNKNOWN_USER: Final = (
    "setpriv --reuid 54321 --clear-groups --inh-caps +dac_read_search --ambient-caps +dac_read_search"
)
"""Runs as a user without an account, who may read everything, because Python may be in a private folder."""

_OWN_FOLDERS: Final = {
    f"XDG_{name}_HOME": "{home}/" + name.lower() for name in ("DATA", "CONFIG", "CACHE", "STATE")
}
"""Folders that keep a run without a home from writing into the home of whoever runs the tests."""

PLACES: Final[dict[str, Place]] = {
    "output on a full disk": Place(line='"$@" >/dev/full', is_full=True),
    "errors on a full disk": Place(line='"$@" 2>/dev/full', is_readable=False),
    "both on a full disk": Place(line='"$@" >/dev/full 2>&1', is_full=True, is_readable=False),
    "no input": Place(line='"$@" <&-'),
    "no output": Place(line='"$@" >&-', is_readable=False),
    "no errors": Place(line='"$@" 2>&-', is_readable=False),
    "nothing at all": Place(line='"$@" <&- >&- 2>&-', is_readable=False),
    "no output and errors": Place(line='"$@" >&- 2>&-', is_readable=False),
    "nobody reads": Place(line='{ "$@"; echo $? >code; } | true; exit $(cat code)', is_readable=False),
    "nobody reads either": Place(
        line='{ "$@"; echo $? >code; } 2>&1 | true; exit $(cat code)', is_readable=False
    ),
    "a reader of one line": Place(
        line='{ "$@"; echo $? >code; } | head -1; exit $(cat code)', is_readable=False
    ),
    "somebody unknown": Place(line=f'exec {_AS_UNKNOWN_USER} env -i "PYTHONPATH=$PYTHONPATH" "$@"'),
    "no home": Place(variables={"HOME": None, "PRACTICE_PLAYER_HOME": None, **_OWN_FOLDERS}),
    "an odd HOME": Place(variables={"HOME": "~nosuchuser", "PRACTICE_PLAYER_HOME": None}),
    "a HOME that is no text": Place(variables={"HOME": "{home}/\udcff", "PRACTICE_PLAYER_HOME": None}),
    "an empty HOME": Place(variables={"HOME": "", "PRACTICE_PLAYER_HOME": None}),
    "a relative HOME": Place(variables={"HOME": "there", "PRACTICE_PLAYER_HOME": None}),
    "a home of nobody": Place(variables={"PRACTICE_PLAYER_HOME": "~nosuchuser"}),
    "a relative home": Place(variables={"PRACTICE_PLAYER_HOME": "things"}),
    "an empty home": Place(variables={"PRACTICE_PLAYER_HOME": "", "HOME": "{home}"}),
    "a file for a home": Place(variables={"PRACTICE_PLAYER_HOME": "{home}/file"}),
    "a home that is no text": Place(variables={"PRACTICE_PLAYER_HOME": "{home}/\udcff"}),
    "a device for a home": Place(variables={"PRACTICE_PLAYER_HOME": "/dev/null"}),
    "a home of a long name": Place(variables={"PRACTICE_PLAYER_HOME": "{home}/" + "n" * 300}),
    "a home in /proc": Place(variables={"PRACTICE_PLAYER_HOME": "/proc/nothing"}),
    "a home in links that go round": Place(variables={"PRACTICE_PLAYER_HOME": "{home}/round"}),
    "scripts of nobody": Place(variables={"PRACTICE_PLAYER_SESSIONS": "~nosuchuser"}),
    "relative scripts": Place(variables={"PRACTICE_PLAYER_SESSIONS": "things"}),
    "empty scripts": Place(variables={"PRACTICE_PLAYER_SESSIONS": ""}),
    "a file for scripts": Place(variables={"PRACTICE_PLAYER_SESSIONS": "{home}/file"}),
    "scripts in no text": Place(variables={"PRACTICE_PLAYER_SESSIONS": "{home}/\udcff"}),
    "scripts in links that go round": Place(variables={"PRACTICE_PLAYER_SESSIONS": "{home}/round"}),
    "no PATH": Place(variables={"PATH": None}),
    "an empty PATH": Place(variables={"PATH": ""}),
    "LANG=C": Place(variables={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "strict ASCII": Place(variables={"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}),
    "UTF-16": Place(variables={"PYTHONIOENCODING": "utf-16"}),
    "a dumb terminal": Place(variables={"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "0"}),
    "a column": Place(variables={"COLUMNS": "1", "LINES": "1"}),
    "columns that are none": Place(variables={"COLUMNS": "٣x", "LINES": "-4", "TERM": ""}),
    "a folder that is gone": Place(line='mkdir gone && cd gone && rmdir ../gone && exec "$@"'),
    "files of 64 kB at most": Place(line='ulimit -f 64; exec "$@"'),
    "few descriptors": Place(line='ulimit -n 24; exec "$@"'),
    "a closed temporary folder": Place(variables={"TMPDIR": "/dev/null", "TEMP": None, "TMP": None}),
    "a umask of 777": Place(line='umask 777; exec "$@"'),
}


def pairs(seed: int) -> Iterator[tuple[str, str]]:
    """Yields each command with each place, shuffled."""
    is_root = os.geteuid() == 0
    all_pairs = [
        (command, name)
        for command in COMMANDS
        for name, place in PLACES.items()
        if is_root or "setpriv" not in place.line
    ]
    random.Random(seed).shuffle(all_pairs)  # noqa: S311 - the same order each time
    yield from all_pairs


def run_in_place(folder: Path, command: str, name: str) -> str:
    """Runs one of `COMMANDS` in one of `PLACES`; returns what is wrong with its end, or an empty text."""
    place = PLACES[name]
    home = folder / "home"
    _fill_home(home)
    faults = folder / "faults"
    (folder / "hook").mkdir()
    (folder / "hook" / "sitecustomize.py").write_text(EXCEPTION_HOOK.format(faults=str(faults)))
    work_folder = folder / "work"
    work_folder.mkdir()
    for shared in (folder, work_folder):
        shared.chmod(0o777)
    variables = {key: value and value.replace("{home}", str(home)) for key, value in place.variables.items()}
    environment = os.environ | {
        "PRACTICE_PLAYER_HOME": str(home),
        "XDG_RUNTIME_DIR": str(folder),
        "PYTHONPATH": str(folder / "hook"),
        **variables,
    }
    result = subprocess.run(
        ["/bin/bash", "-c", place.line, "-", sys.executable, "-m", "practice_player", *command.split()],
        cwd=work_folder,
        env={key: value for key, value in environment.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    encoding = place.variables.get("PYTHONIOENCODING") or "utf-8"
    output = (result.stdout + result.stderr).decode(encoding.partition(":")[0], "replace")
    if faults.exists() or "Traceback" in output:
        return (faults.read_text() if faults.exists() else "") + output
    if result.returncode not in (0, 1, 2):
        return f"ended with {result.returncode}: {output}"
    remedies = ("Try:", "error:", '"fix":')
    if place.is_readable and result.returncode and not any(remedy in output for remedy in remedies):
        return f"ended with {result.returncode} and no remedy: {output}"
    if place.is_full and not result.returncode:
        return "ended well, and nothing of it was written"
    return ""


def _fill_home(home: Path) -> None:
    (home / "sessions").mkdir(parents=True)
    home.chmod(0o755)
    (home / "file").write_text("")
    (home / "round").symlink_to(home / "round")
    (home / "sessions" / "short.yaml").write_text(SCRIPT)
    (home / "sessions" / "pair.yaml").write_text(PAIR)
    (home / "sessions" / "recorded.yaml").write_text(RECORDED)
    (home / "sessions" / "broken.yaml").write_text(SCRIPT.replace("rest", "rset"))
    (home / "sessions" / "words.txt").write_text("Sit down. [pause 4s] [music] Look round.")
    (home / "sessions" / "sound.m4a").write_bytes(b"\0\0\0\x20ftypM4A " + bytes(2000))
    (home / "given.practicepack").write_bytes(good_pack())


__all__ = ["COMMANDS", "PLACES", "pairs", "run_in_place"]
