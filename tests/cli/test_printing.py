"""Commands print the text of scripts, names and notes as text: no control characters, one line each."""

import ast
import json
import os
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

import practice_player
from practice_player.journal.store import Journal
from tests.journal.records import finished
from tests.tagging.sounds import texts

PACKAGE: Final = Path(practice_player.__file__).parent

BRACKETS: Final = "[bold]A[/bold] [/x] [@click=app.screenshot('x')]B[/] & <i> --> 👨‍👩‍👧"
SCRIPT: Final = f"""\
format: 1
title: "{BRACKETS} \\u202eTurned"
practice: solo
goal: settle
level: 1
summary: "Sum {BRACKETS} \\u2066x"
caution: "Care {BRACKETS}"
bed: none
steps:
  - say: "Said {BRACKETS} \\u202eit"
  - {{rest: 1s, caption: "Rest {BRACKETS}"}}
"""

ODD_NAME: Final = os.fsdecode(b"caf\xe9 \x1b]0;owned\x07\x1b[2J\nNot a line")

ODD_SCRIPT: Final = f"scripts/{ODD_NAME}.yaml"

NARROW: Final = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ASCII: Final = {"PYTHONIOENCODING": "ascii"}

LIST: Final = ("list", "--sessions", "scripts")
SHOW: Final = ("show", ODD_SCRIPT)
CHECK: Final = ("check", "--sessions", "scripts")

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems' file names are Unicode")


def run(folder: Path, *args: str, **env: str) -> tuple[int, str, str]:
    result = subprocess.run(
        [sys.executable, "-m", "practice_player", *args],
        env=os.environ | {"PRACTICE_PLAYER_HOME": str(folder / "home"), **env},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    out, err = result.stdout.decode(), result.stderr.decode()
    assert "Traceback" not in err
    return result.returncode, out, err


TURNS: Final = ("LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def control_letters(output: str) -> list[str]:
    """Returns the letters that control a terminal or the direction of text."""
    return [
        letter
        for letter in output
        if (unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") and letter != "\n")
        or unicodedata.bidirectional(letter)
        in ("LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "brackets.yaml").write_text(SCRIPT, encoding="utf-8")
    if sys.platform == "linux":
        (scripts / f"{ODD_NAME}.yaml").write_text(SCRIPT, encoding="utf-8")
        (scripts / f"broken {ODD_NAME}.yaml").write_text(SCRIPT + "  - hum: 3\n", encoding="utf-8")
    return tmp_path


@on_linux
@pytest.mark.parametrize(
    ("args", "env"),
    [
        (LIST, {}),
        ((*LIST, "--json"), {}),
        (CHECK, {}),
        (("check", "scripts", "--json"), {}),
        (SHOW, {}),
        ((*SHOW, "--json"), {}),
        (("show", f"broken {ODD_NAME}", "--sessions", "scripts"), {}),
        (("play", ODD_SCRIPT, "--plain", "--to", "silence", "--length", ODD_NAME), {}),
        (("play", ODD_SCRIPT, "--plain", "--to", "silence", "--voice", ODD_NAME), {}),
        (("play", "x", "--without", ODD_NAME), {}),
        (("play", "x", "--to", ODD_NAME), {}),
        (("list", "--sessions", ODD_NAME), {}),
        (("new", "evening", "--out", f"{ODD_NAME}.yaml"), {}),
        (("new", ODD_NAME), {}),
        (("render", ODD_SCRIPT, "-o", f"{ODD_NAME}.ogg"), {}),
        (("render", ODD_SCRIPT, "-o", f"{ODD_NAME}.odd"), {}),
        ((ODD_NAME,), {}),
        (("doctor",), {}),
        (LIST, NARROW),
        ((*LIST, "--json"), NARROW),
        (CHECK, NARROW),
        (SHOW, NARROW),
        (("doctor",), NARROW),
        (("voice", "list"), NARROW),
        (("journal", "list"), NARROW),
        (LIST, ASCII),
        ((*SHOW, "--json"), ASCII),
    ],
)
def test_nothing_of_a_script_or_a_name_commands_the_terminal(
    folder: Path, args: tuple[str, ...], env: dict[str, str]
) -> None:
    own = folder / "home" / "sessions"
    own.mkdir(parents=True)
    (own / f"own {ODD_NAME}.yaml").write_text(SCRIPT + "  - hum: 3\n", encoding="utf-8")
    voice = folder / "home" / "audio" / ODD_NAME
    voice.mkdir(parents=True)

    _, out, err = run(folder, *args, **env)

    assert out + err
    assert control_letters(out + err) == []
    assert "\nNot a line" not in out + err, "a name is no line of the program's"


@on_linux
def test_json_keeps_a_name_that_is_no_utf8_exactly(folder: Path) -> None:
    (wide, narrow) = [json.loads(run(folder, *LIST, "--json", **env)[1]) for env in ({}, NARROW)]

    assert ODD_NAME in {row["name"] for row in wide}
    assert wide == narrow


def test_what_is_printable_is_printed_as_it_was_written(folder: Path) -> None:
    _, listed, _ = run(folder, *LIST)
    _, shown, _ = run(folder, "show", "scripts/brackets.yaml")

    assert f"Sum {BRACKETS} x" in listed
    for text in (f"{BRACKETS} Turned,", f"Sum {BRACKETS} x", f"Said {BRACKETS} it", f"Care {BRACKETS}"):
        assert text in shown
    assert f"(a rest) Rest {BRACKETS}" in shown


def test_a_practice_in_plain_lines_is_told_as_it_was_written(folder: Path) -> None:
    brief = SCRIPT.replace(f'  - say: "Said {BRACKETS} \\u202eit"\n', "")
    (folder / "scripts" / "brief.yaml").write_text(brief, encoding="utf-8")

    code, out, _ = run(folder, "play", "scripts/brief.yaml", "--plain", "--to", "silence")

    assert code == 0
    assert f"(a rest) Rest {BRACKETS}\n" in out
    assert control_letters(out) == []


def test_a_long_title_or_summary_is_cut_in_the_list_and_whole_elsewhere(folder: Path) -> None:
    long = SCRIPT.replace("Sum ", "Sum " + "x" * 15_000)
    (folder / "scripts" / "long.yaml").write_text(long, encoding="utf-8")

    _, listed, _ = run(folder, *LIST)
    _, shown, _ = run(folder, "show", "scripts/long.yaml")

    assert max(map(len, listed.splitlines())) < 400
    assert "x" * 15_000 in shown


def test_a_note_in_the_journal_is_a_part_of_its_line(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with Journal.open(tmp_path / "home" / "journal.sqlite3") as journal:
        note = f"{BRACKETS}\x1b[31m\n  99  Not a line \u202ex"
        journal.put(finished(title="T\x1b[2J\n[/x]", started_at=now, note=note))

    _, out, _ = run(tmp_path, "journal", "list")

    (line,) = out.splitlines()
    assert line.endswith(f"{BRACKETS}␛[31m   99  Not a line x")
    assert control_letters(out) == []


def test_captions_and_tags_of_a_rendered_practice_hold_nothing_but_text(folder: Path) -> None:
    run(folder, "render", "scripts/brackets.yaml", "-o", "x.flac")

    captions = (folder / "x.vtt").read_text(encoding="utf-8")
    escaped = BRACKETS.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"\nSaid {escaped} it\n" in captions
    assert captions.count("-->") == captions.count("\n00:")
    assert texts(folder / "x.flac")[0] == f"{BRACKETS} Turned"
    assert control_letters(captions) == []


def printing_lines(source: str) -> list[int]:
    """Returns the numbers of the lines that write to the terminal directly."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function_name = ast.unparse(node.func)
            if function_name == "print" or function_name.endswith(
                ("stdout.write", "stderr.write", "stdout.buffer.write")
            ):
                lines.append(node.lineno)
    return lines


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_all_that_is_printed_goes_one_way(path: Path) -> None:
    allowed = path == PACKAGE / "cli" / "printing.py"

    assert allowed or printing_lines(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code", ["print(title)", "x = 1\nsys.stdout.write(title)", "sys.stderr.write(title)"]
)
def test_another_way_of_printing_is_found(code: str) -> None:
    assert printing_lines(code)
