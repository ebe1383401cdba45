"""`invite`, `join` and `play --at`: what is printed, and what is heard when."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.cli.invite import invite
from practice_player.cli.join import invited_request
from practice_player.cli.main import main
from practice_player.cli.plain_practice import PlainPractice
from practice_player.cli.signals import StopSignals
from practice_player.core.core import Core
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import InvitationError
from practice_player.script.library import Library
from practice_player.settings import HOME_VARIABLE
from tests.cli.typist import Typist
from tests.fakes import HEAD, SteppedSound, no_clips

BEGINS_AT = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
MINUTES = "".join(f"  - {{rest: 10s, caption: Part {number}.}}\n" for number in range(1, 13))
TOGETHER = "  - {when: touch, then: [{rest: 10s}], otherwise: [{rest: 5s}]}\n  - {rest: 60s}\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    (tmp_path / "sessions").mkdir()
    for name, practice, more, steps in (
        ("minutes", "solo", "bed: none", MINUTES),
        ("pair", "partner", "bed: none\nasks: {touch: yes}", TOGETHER),
    ):
        (tmp_path / "sessions" / f"{name}.yaml").write_text(HEAD.format(practice=practice, more=more) + steps)
    return tmp_path


def at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%MZ}"


def code_of(printed: str) -> str:
    match = re.search(r"^practice-player join (\S+)$", printed, re.MULTILINE)
    assert match
    return match[1]


def invitation_to(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    before = BEGINS_AT - timedelta(hours=1)
    assert invite(PracticeRequest(name=name), at(BEGINS_AT), clock=lambda: before) == 0
    return capsys.readouterr().out


def test_an_invitation_is_a_short_line_and_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    printed = invitation_to("pair", capsys)

    line, command, *notes = printed.splitlines()
    assert re.fullmatch(r"A Test, 66 seconds, at \S+.* \(.*20:30.*\)\.", line)
    assert len(command) <= 60
    assert notes == [
        "It leaves out touch.",
        "The other needs its script and recordings: practice-player pack make pair",
    ]


def test_the_code_leads_to_the_same_practice(capsys: pytest.CaptureFixture[str]) -> None:
    code = code_of(invitation_to("minutes", capsys))

    request = invited_request(code.lower().replace("-", " "), log=False, clock=lambda: BEGINS_AT)

    assert (request.name, request.begins_at) == ("minutes", BEGINS_AT)
    assert request.in_step_with is not None


def test_who_comes_when_it_is_over_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code = code_of(invitation_to("minutes", capsys))

    request = invited_request(code, log=False, clock=lambda: BEGINS_AT + timedelta(seconds=120))
    with pytest.raises(InvitationError, match="A Test is over: it began at") as refused:
        invited_request(code, log=False, clock=lambda: BEGINS_AT + timedelta(seconds=121))

    assert request.name == "minutes"
    assert refused.value.fix == "a fresh invitation: practice-player invite minutes --at 21:30"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["join", "8EHE-208G-B01C-Y8DG-KQ97-EQRG"], "a digit or letter of this code is not right"),
        (["join", "K7QM", "--first", "lot"], "a lot would fall differently there"),
        (["join", "K7QM"], "this code has 4 digits and letters, and not 24"),
        (["join", "8EHE", "208G", "B01C", "Y8DG", "KQ97", "EQRU"], "`U` is in no code"),
        (["invite", "minutes", "--at", "soon"], "`soon` is no moment"),
        (["play", "minutes", "--at", "2026-11-25T20:30"], "has no zone"),
        (["play", "minutes", "--at", "7:00", "--to", "x.wav"], "a file is written at once"),
        (["join", "8EHE", "--to", "x.wav"], "sound cannot go to `x.wav` here"),
        (["join", "8EHE", "--to", "nowhere"], "sound cannot go to `nowhere` here"),
        (["play", "--resume", "--at", "7:00"], "--at chooses anew"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(
    arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) in (1, 2)

    printed = capsys.readouterr().err
    assert problem in printed
    assert "Try: " in printed


class Run:
    """A practice in plain lines, on a wall clock that goes by with its sound."""

    def __init__(self, home: Path, wait_s: float, *, joined: bool = False, slept_s: float = 0.0) -> None:
        self.sound = SteppedSound()
        self._began_s, self._slept_s = self.sound.now_s, slept_s
        self._wait_s = wait_s
        self.core = Core(
            Library([home / "sessions"]),
            lambda: no_clips,
            self.sound,
            None,
            voice="heart",
            clock=self.clock,
        )
        self._request = PracticeRequest(
            name="minutes",
            begins_at=BEGINS_AT,
            in_step_with=1 if joined else None,
            prepared=True,
        )

    def clock(self) -> datetime:
        passed_s = self.sound.now_s - self._began_s
        return BEGINS_AT + timedelta(seconds=passed_s + self._slept_s * (passed_s > 1) - self._wait_s)

    def play(self, words: Mapping[float, str] | None = None) -> None:
        typist = Typist((), words, now=lambda: self.sound.now_s)
        plain = PlainPractice(
            self.core,
            typist,
            StopSignals(),
            now=lambda: self.sound.now_s,
            sleep=lambda _: self.sound.advance(0.05),
        )
        loaded = self.core.open("minutes")
        assert plain.prepare(loaded, self._request)
        plain.play()
        plain.print_end()


def test_the_countdown_is_a_few_calm_lines(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(home, 400.0).play({450.0: "stop"})

    lines = capsys.readouterr().out.splitlines()
    assert lines[1:8] == [
        f"Begins at {BEGINS_AT.astimezone():%H:%M}, in 7 minutes.",
        "5 minutes.",
        "2 minutes.",
        "60 seconds.",
        "30 seconds.",
        "10 seconds.",
        " 0:00  (a rest) Part 1.",
    ]
    assert lines[-1] == "0:50 of 2:01. Enough for today."


def test_before_it_begins_a_word_only_leaves(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(home, 60.0).play({5.0: "pause", 6.0: "ground", 7.0: "stop"})

    lines = capsys.readouterr().out.splitlines()
    assert lines[2:] == ["It has not begun yet. stop leaves."] * 2 + ["Not now. Nothing was kept."]


def test_somebody_who_comes_late_is_told_only_what_is_to_come(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(home, -65.0, joined=True).play()

    lines = capsys.readouterr().out.splitlines()
    assert " 1:01  (a rest) Part 7." in lines
    assert " 0:51  (a rest) Part 6." not in lines


def test_after_a_pause_a_word_catches_up(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(home, 1.0, joined=True).play({15.0: "pause", 35.0: "go on", 37.0: "catch up", 42.0: "stop"})

    printed = capsys.readouterr().out
    assert "20 seconds behind. Type catch up to be in step again.\nIn step again.\n" in printed
    assert " 0:21  (a rest) Part 3." not in printed
    assert " 0:41  (a rest) Part 5." in printed


def test_alone_there_is_nobody_to_catch_up_with(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(home, 1.0).play({5.0: "catch up", 6.0: "stop"})

    assert "Nobody else hears this one." in capsys.readouterr().out


def test_a_machine_that_slept_past_the_end_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(home, 60.0, joined=True, slept_s=3600.0).play()

    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == ["Its moment is past, so it does not begin.", "Not now. Nothing was kept."]
