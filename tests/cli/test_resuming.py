"""`play --resume`: the real program is killed, and its practice goes on."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from practice_player.cli.practice_printer import PracticePrinter
from practice_player.cli.printing import PracticeLines
from practice_player.journal.entry import Ended
from practice_player.journal.resume_point import ResumePoint
from practice_player.journal.store import Journal
from practice_player.lib.units import frames
from practice_player.playback.resuming import EarlierProgress
from practice_player.playback.session import PlaybackSession
from practice_player.script.library import Library
from practice_player.timeline.compiler import compile_timeline
from tests.fakes import HEAD, SteppedSound, no_clips, script_of
from tests.journal.test_resuming import RECORD

STEPS = "".join(f"  - {{rest: 4s, caption: Part {number}.}}\n" for number in range(1, 26))
TO_SILENCE = ("--plain", "--to", "silence")


class Program:
    """The real program, with a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.journal_path = self.home / "journal.sqlite3"
        self.sessions = self.home / "sessions"
        self.sessions.mkdir(parents=True)
        (self.sessions / "evening.yaml").write_text(HEAD.format(practice="solo", more="bed: none") + STEPS)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "practice_player", *arguments],
            env=os.environ | {"PRACTICE_PLAYER_HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        process = self.start(*arguments)
        output, _ = process.communicate(timeout=60)
        assert "Traceback" not in output
        return process.returncode, output

    def kill_at(self, text: str, *arguments: str) -> str:
        """Kills the program once it has printed a text; returns all that it printed."""
        printed = ""
        with self.start(*arguments) as process:
            assert process.stdout
            while text not in printed:
                line = process.stdout.readline()
                assert line, printed
                printed += line
            process.kill()
        return printed

    def entries(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = json.loads(self.run("journal", "--json")[1])
        return entries

    def let_time_pass(self, minutes: float) -> None:
        """Moves the last beat of every entry back."""
        with closing(sqlite3.connect(self.journal_path)) as journal, journal:
            for key, beat in journal.execute("SELECT key, last_beat_at FROM entry").fetchall():
                earlier = datetime.fromisoformat(beat) - timedelta(minutes=minutes)
                journal.execute("UPDATE entry SET last_beat_at = ? WHERE key = ?", (earlier.isoformat(), key))

    def break_off(self) -> None:
        """Writes a practice into the journal that was stopped just now, in its sixth part."""
        loaded = Library([self.sessions]).find("evening")
        point = ResumePoint(script="evening", section=5, share=0.5, left_s=78.0)
        record = replace(
            RECORD,
            name="evening",
            title="A Test",
            ended=Ended.STOPPED,
            beaten_at=datetime.now().astimezone(),
            practised_s=22.5,
            planned_s=100.5,
            script_hash=loaded.content_hash(),
            resume=point.as_text(),
        )
        with Journal.open(self.journal_path) as journal:
            journal.put(record)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_what_was_killed_goes_on_where_it_was_as_one_entry(program: Program) -> None:
    killed = program.kill_at("Part 7.", "play", "evening", *TO_SILENCE)
    assert "Part 1." in killed
    program.let_time_pass(1)
    (before,) = program.entries()
    assert before["ended"] == "cut-off"
    assert 19.5 <= before["practised_s"] <= 25.0, "at most 5 s are lost"

    resumed = program.kill_at("Part 9.", "play", "--resume", *TO_SILENCE)

    program.let_time_pass(1)
    (after,) = program.entries()
    assert re.match(r"A Test goes on, \d\d seconds left\.\nA Test, 1:40\.5\. ", resumed)
    assert "Part 4." not in resumed
    assert "Part 8." in resumed
    assert after["id"] == before["id"]
    assert after["started_at"] == before["started_at"]
    assert after["practised_s"] > before["practised_s"] + 3.0
    assert program.run("list")[1].splitlines()[-1].startswith("A Test can go on, ")


def test_right_after_a_kill_it_says_that_it_may_still_be_under_way(program: Program) -> None:
    program.kill_at("Part 7.", "play", "evening", *TO_SILENCE)

    code, output = program.run("play", "--resume", "--plain")

    assert code == 1
    assert output.splitlines() == [
        "A Test may still be under way elsewhere",
        "  Try: once more in a moment",
    ]


@pytest.mark.parametrize("arguments", [("--plain",), ()])
def test_without_anything_to_go_on_with_it_says_so(program: Program, arguments: tuple[str, ...]) -> None:
    code, output = program.run("play", "--resume", *arguments)

    assert code == 1
    assert output.splitlines() == [
        "nothing broke off in the last 12 hours with a minute or more left",
        "  Try: practice-player play NAME, and a name of practice-player list",
    ]
    assert not program.journal_path.exists()


def test_what_can_go_on_is_printed_and_what_is_declined_is_forgotten(program: Program) -> None:
    program.break_off()
    line = "A Test can go on, 78 seconds left: practice-player play --resume --plain\n"

    assert program.run("list")[1].endswith(f"\n\n{line}")
    assert program.kill_at("Part 1.", "play", "evening", *TO_SILENCE).startswith(line)
    assert "can go on" not in program.run("list", "--json")[1]

    assert program.run("play", "--resume", "--forget") == (
        0,
        "A Test is not offered any more. What was practised is kept.\n",
    )
    assert "can go on" not in program.run("list")[1]
    assert program.run("play", "--resume", "--plain")[0] == 1
    assert len(program.entries()) == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--resume", "evening"), "NAME chooses anew"),
        (("--resume", "--length", "3m"), "--length chooses anew"),
        (("--resume", "--no-log"), "--no-log chooses anew"),
        (("--resume", "--to", "x.wav"), "--resume writes no file"),
        (("--forget",), "--forget belongs to --resume"),
        ((), "which practice is not said"),
    ],
)
def test_what_does_not_belong_together_is_refused(
    program: Program, arguments: tuple[str, ...], problem: str
) -> None:
    code, output = program.run("play", *arguments)

    assert code == 2
    assert problem in output


@pytest.fixture
def parts() -> tuple[SteppedSound, PlaybackSession]:
    sound = SteppedSound()
    timeline = compile_timeline(script_of(STEPS), no_clips)
    earlier = EarlierProgress(start_frame=frames(22.5))
    return sound, PlaybackSession(timeline, sound, None, earlier=earlier)


def test_a_practice_that_goes_on_begins_with_the_line_of_what_is_under_way(
    parts: tuple[SteppedSound, PlaybackSession], capsys: pytest.CaptureFixture[str]
) -> None:
    sound, session = parts
    printer = PracticePrinter(session, PracticeLines())
    session.start(sound.now_s)

    printer.begin_at(session.snapshot(sound.now_s))
    printer.print_news(session.snapshot(sound.now_s))

    assert capsys.readouterr().out == " 0:21  (a rest) Part 6.\n"


def test_what_was_jumped_over_is_not_printed(
    parts: tuple[SteppedSound, PlaybackSession], capsys: pytest.CaptureFixture[str]
) -> None:
    sound, session = parts
    printer = PracticePrinter(session, PracticeLines())
    session.start(sound.now_s)
    printer.begin_at(session.snapshot(sound.now_s))
    for _ in range(3):
        session.on(sound.now_s)

    printer.print_news(session.snapshot(sound.now_s))

    assert capsys.readouterr().out == " 0:33  (a rest) Part 9.\n"
