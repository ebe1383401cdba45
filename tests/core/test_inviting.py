"""An invitation finds the same practice on another machine, and what differs there is said."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practice_player.core.core import Core
from practice_player.core.inviting import find_invited, invitation_to, joining_request
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.invitations.code import Invitation, read_code, write_code
from practice_player.lib.errors import ChoiceError, InvitationError
from practice_player.lib.units import frames
from practice_player.playback.notices import OWN_WAY
from practice_player.playback.session import PlaybackSession
from practice_player.playback.timed_session import TimedSession
from practice_player.prompts.before import NotNow
from practice_player.prompts.prompt import Prompt
from practice_player.script.library import Library
from tests.fakes import HEAD, SteppedSound, clips_in

BEGINS_AT = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 20, 29, tzinfo=UTC)
SIGHS = """\
  - say: Hello to you.
  - when: no-hold
    then: [{breathe: 4-0-6-0, cycles: 2/4/6}]
    otherwise: [{breathe: 4-4-4-4, cycles: 2/4/6}]
  - rest: 5/10/60s
"""
HANDS = """\
  - {when: touch, then: [{stay: 30s, caption: Hands.}], otherwise: [{stay: 20s, caption: Near.}]}
  - {when: gaze, then: [{stay: 30s, caption: Looking.}], otherwise: [{stay: 20s, caption: Quiet.}]}
  - {turn: first, for: 10s, prompt: One thing.}
  - rest: 5/10/60s
"""
ONLY_TOUCH = "  - {stay: 30s, caption: Hands.}\n"
SCRIPTS = {
    "sighs": HEAD.format(practice="solo", more="adaptations: [no-hold]") + SIGHS,
    "hands": HEAD.format(practice="partner", more="asks: {touch: yes, gaze: optional}") + HANDS,
    "touch": HEAD.format(practice="partner", more="asks: {touch: yes}\ncare: [touch]") + ONLY_TOUCH,
}


def machine(folder: Path, scripts: Mapping[str, str] = SCRIPTS, *, hello_s: float = 2.0) -> Core:
    folder.mkdir()
    for name, text in scripts.items():
        (folder / f"{name}.yaml").write_text(text)
    find_clip = clips_in(folder, hello=hello_s)
    preferences = Preferences(folder / "preferences.json")
    return Core(
        Library([folder]),
        lambda: find_clip,
        SteppedSound(),
        None,
        voice="heart",
        preferences=preferences,
        clock=lambda: NOW,
    )


def invite(core: Core, name: str, *without: str, length_s: float | None = None) -> Invitation:
    length_frames = None if length_s is None else frames(length_s)
    request = PracticeRequest(name=name, without=frozenset(without), length_frames=length_frames)
    invitation = invitation_to(core, core.open(name), request, BEGINS_AT, voice="heart")
    return read_code(write_code(invitation))


def join(core: Core, folder: Path, invitation: Invitation) -> PracticeRequest:
    loaded = find_invited(Library([folder]), invitation)
    return joining_request(core, loaded, invitation, ["michael", "heart"])


def begin(core: Core, request: PracticeRequest) -> PlaybackSession:
    return core.prepare(core.open(request.name), replace(request, prepared=True))


@pytest.mark.parametrize("length_s", [None, 61.0, 90.0])
def test_both_play_the_same_frames(tmp_path: Path, length_s: float | None) -> None:
    here, there = machine(tmp_path / "here"), machine(tmp_path / "there")

    invitation = invite(here, "sighs", "hold", length_s=length_s)
    request = join(there, tmp_path / "there", invitation)
    session = begin(there, request)

    assert (request.name, request.begins_at) == ("sighs", BEGINS_AT)
    assert isinstance(session, TimedSession)
    length_frames = None if length_s is None else frames(length_s)
    asked = PracticeRequest(name="sighs", without=frozenset({"hold"}), length_frames=length_frames)
    assert session.timeline.steps == here.timeline(here.open("sighs"), asked).steps
    session.start(100.0)
    assert session.snapshot(100.0).notice == ""


def test_a_practice_is_found_under_another_name(tmp_path: Path) -> None:
    here, there = machine(tmp_path / "here"), machine(tmp_path / "there", {"renamed": SCRIPTS["sighs"]})

    assert join(there, tmp_path / "there", invite(here, "sighs")).name == "renamed"


@pytest.mark.parametrize(
    ("scripts", "hello_s", "problem"),
    [
        ({"hands": SCRIPTS["hands"]}, 2.0, "the practice of this code is not on this machine"),
        ({"sighs": SCRIPTS["sighs"].replace("to you", "to me")}, 2.0, "sighs has other words here"),
        (SCRIPTS, 2.7, "A Test has other recordings here"),
        (SCRIPTS, 9.0, "A Test has other recordings here: it lasts .* there, and .* here"),
    ],
)
def test_what_differs_is_said_and_how_to_get_the_same(
    tmp_path: Path, scripts: Mapping[str, str], hello_s: float, problem: str
) -> None:
    here, there = machine(tmp_path / "here"), machine(tmp_path / "there", scripts, hello_s=hello_s)

    with pytest.raises(InvitationError, match=problem) as refused:
        join(there, tmp_path / "there", invite(here, "sighs"))

    assert "pack" in str(refused.value.fix)


def test_a_voice_that_is_not_there_is_said(tmp_path: Path) -> None:
    here = machine(tmp_path / "here")
    invitation = invite(here, "sighs")

    with pytest.raises(InvitationError, match="by a voice that is not here"):
        joining_request(here, here.open("sighs"), invitation, ["michael"])


def test_two_who_are_apart_are_not_asked_for_touch_and_it_is_left_out(tmp_path: Path) -> None:
    here = machine(tmp_path / "here")

    invitation = invite(here, "hands")

    assert invitation.without == {"touch"}
    with pytest.raises(ChoiceError, match="no way without `touch`"):
        invite(here, "touch")


def test_a_length_that_no_code_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvitationError, match="tenths of a second"):
        invite(machine(tmp_path / "here"), "sighs", length_s=61.23)


def test_what_is_left_out_by_habit_here_makes_the_way_ones_own(tmp_path: Path) -> None:
    here, there = machine(tmp_path / "here"), machine(tmp_path / "there")
    assert there.preferences
    there.preferences.leave_out("hold", left_out=True)

    request = join(there, tmp_path / "there", invite(here, "sighs", length_s=90.0))
    session = begin(there, request)
    session.start(100.0)

    assert session.snapshot(100.0).notice == OWN_WAY
    assert all(breath.word != "wait" for breath in session.timeline.breaths)


def answer(core: Core, request: PracticeRequest, **answers: str) -> tuple[list[Prompt], PracticeRequest]:
    """Answers the dialog before a practice: by the start of a prompt's title, else with Enter."""
    loaded = core.open(request.name)
    dialog = core.preparer.before(loaded, request)
    prompts: list[Prompt] = []
    while prompt := dialog.prompt:
        prompts.append(prompt)
        word = next((word for title, word in answers.items() if prompt.title.startswith(title)), "")
        assert dialog.answer(word)
    assert dialog.result
    assert not isinstance(dialog.result, NotNow)
    return prompts, core.preparer.prepared(loaded, request, dialog.result)


@pytest.mark.parametrize(("word", "notice"), [("3", ""), ("1", OWN_WAY), ("", OWN_WAY)])
def test_each_is_asked_at_home_and_a_no_holds_there(tmp_path: Path, word: str, notice: str) -> None:
    here, there = machine(tmp_path / "here"), machine(tmp_path / "there")
    request = join(there, tmp_path / "there", invite(here, "hands"))

    prompts, prepared = answer(there, request, Eye=word)
    session = there.prepare(there.open("hands"), prepared)
    session.start(100.0)

    titles = [prompt.title for prompt in prompts]
    assert "Who is here?" not in titles
    assert not any(title.startswith("Touch") for title in titles)
    assert not any("by itself" in line for prompt in prompts for line in prompt.lines), "nothing is drawn"
    assert session.snapshot(100.0).notice == notice
    length_s = here.timeline(here.open("hands"), replace(request, in_step_with=None)).length_s
    assert session.timeline.length_s == pytest.approx(length_s, abs=1.0)
    captions = [step.text for step in session.timeline.steps]
    assert ("Looking." in captions) is (not notice)


def test_both_programs_propose_the_same_person_to_go_first(tmp_path: Path) -> None:
    here, there = machine(tmp_path / "here"), machine(tmp_path / "there")
    invitation = invite(here, "hands")
    request_here, request_there = (
        join(core, tmp_path / place, invitation) for core, place in ((here, "here"), (there, "there"))
    )

    _, prepared_here = answer(here, request_here, Who="Ben", **{"Ben and": "Ana"})
    _, prepared_there = answer(there, request_there, Who="Ana", **{"Ana and": "Ben"})

    assert prepared_here.people == prepared_there.people == ("Ana", "Ben")


def test_one_that_begins_at_a_time_is_for_one_alone(tmp_path: Path) -> None:
    core = machine(tmp_path / "here")

    session = begin(core, PracticeRequest(name="sighs", begins_at=BEGINS_AT))
    session.start(100.0)
    snapshot = session.snapshot(100.0)

    assert snapshot.begins_in_s == pytest.approx(60.0)
    assert not snapshot.together
