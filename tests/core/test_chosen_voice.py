"""A voice that was chosen for one practice: its recordings, its lengths, and what follows it."""

from pathlib import Path

import pytest

from practice_player.core.again import as_chosen
from practice_player.core.core import Core
from practice_player.core.practice_memory import CardChoices
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import VoiceError
from practice_player.lib.units import frames
from practice_player.script.library import Library
from practice_player.timeline.model import ClipFinder
from tests.fakes import HEAD, SteppedSound, clips_in


@pytest.fixture
def core(tmp_path: Path) -> Core:
    (tmp_path / "short.yaml").write_text(HEAD.format(practice="solo", more="bed: none") + "  - say: Hello.\n")
    for name, length_s in (("heart", 1.0), ("anna", 3.0)):
        (tmp_path / name).mkdir()
        clips_in(tmp_path / name, hello=length_s)
    finders = {
        "heart": clips_in(tmp_path / "heart", hello=1.0),
        "anna": clips_in(tmp_path / "anna", hello=3.0),
    }

    def find_clips_of(name: str) -> ClipFinder:
        if name not in finders:
            raise VoiceError(f"there is no voice called {name!r}", fix="choose another")
        return finders[name]

    return Core(
        Library([tmp_path]),
        lambda: finders["heart"],
        SteppedSound(),
        None,
        voice="heart",
        find_clips_of=find_clips_of,
        other_voices={"michael": lambda: finders["heart"], "anna": lambda: finders["anna"]},
    )


def test_a_practice_speaks_and_lasts_as_the_chosen_voice_does(core: Core) -> None:
    loaded = core.open("short")
    usual, chosen = core.card(loaded), core.card(loaded, voice="anna")
    assert chosen.usual_frames - usual.usual_frames == frames(2.0)

    session = core.prepare(loaded, PracticeRequest(name="short", voice="anna"))

    clip = session.timeline.phrases[0].clip
    assert clip
    assert Path(clip.path).parent.name == "anna"


def test_the_voices_that_follow_are_the_others_in_their_order(core: Core) -> None:
    session = core.prepare(core.open("short"), PracticeRequest(name="short", voice="anna"))
    session.start(100.0)
    heard = []
    for _ in range(3):
        session.next_voice(100.0)
        heard.append(session.snapshot(100.0).voice)

    assert heard == ["heart", "michael", "anna"]


def test_the_voice_of_the_settings_needs_no_choice(core: Core) -> None:
    session = core.prepare(core.open("short"), PracticeRequest(name="short"))

    clip = session.timeline.phrases[0].clip
    assert clip
    assert Path(clip.path).parent.name == "heart"


def test_a_voice_that_is_gone_is_told_and_one_that_was_remembered_is_not_missed(core: Core) -> None:
    loaded = core.open("short")
    with pytest.raises(VoiceError, match="no voice called 'mia'"):
        core.timeline(loaded, PracticeRequest(name="short", voice="mia"))

    card, choices = core.card(loaded), CardChoices(voice="mia")
    assert as_chosen(card, choices, ("heart", "anna")).voice is None
    assert as_chosen(card, CardChoices(voice="anna"), ("heart", "anna")).voice == "anna"
