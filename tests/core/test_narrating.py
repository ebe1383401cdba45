"""What a practice lacks is offered to be narrated, and is narrated, by the first voice that can."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from practice_player.core.core import Core
from practice_player.core.narrating import NarrationOffer, Narrator
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import VoiceError
from practice_player.narration.engines import Speak, SpeechEngine
from practice_player.script.library import Library
from practice_player.voice.manifest import Manifest
from practice_player.voice.voice import Voice
from tests.fakes import HEAD, SteppedSound, no_clips


def hum(_: Manifest) -> Speak:
    def speak(text: str) -> NDArray[np.float32]:
        return np.asarray(0.2 * np.sin(np.arange(4_800 * len(text)) * 0.05), np.float32)

    return speak


def engine(*, is_installed: bool = True) -> SpeechEngine:
    return SpeechEngine(
        load=hum,
        extra="voice-hum",
        is_installed=lambda: is_installed,
        times_real_time=10.0,
    )


def offer(*texts: str) -> NarrationOffer:
    return NarrationOffer(texts=texts, voice="hum")


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Voice]:
    """Sam, who was recorded, and Hum, who has a speech engine."""
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    for name, kind in (("sam", "recorded"), ("hum", "narrated")):
        folder = tmp_path / "audio" / name
        folder.mkdir(parents=True)
        text = f"name: {name}\nengine: hum\nkind: {kind}\n"
        (folder / "voice.yaml").write_text(text, encoding="utf-8")
    return [Voice.open(tmp_path / "audio" / name) for name in ("sam", "hum")]


def test_the_first_voice_with_an_engine_says_what_is_missing(voices: list[Voice]) -> None:
    narrator = Narrator(lambda _: voices, {"hum": engine()})

    made_offer = narrator.offer(["One two three.", "Four."])

    assert made_offer
    assert (made_offer.voice, made_offer.command) == ("hum", "")
    assert made_offer.question == "2 sentences have no recording. Narrate them now? About 2 seconds."


def test_an_offer_names_the_command_that_installs_its_engine(voices: list[Voice]) -> None:
    made_offer = Narrator(lambda _: voices, {"hum": engine(is_installed=False)}).offer(["One."])

    assert made_offer
    assert "[voice-hum]" in made_offer.command
    assert made_offer.count == "1 sentence has no recording"


def test_nothing_is_offered_where_nothing_is_missing_or_nobody_can_say_it(voices: list[Voice]) -> None:
    assert Narrator(lambda _: voices, {"hum": engine()}).offer([]) is None
    assert Narrator(lambda _: voices[:1], {"hum": engine()}).offer(["One."]) is None
    with pytest.raises(VoiceError, match="no voice here has a speech engine"):
        Narrator(lambda _: voices[:1], {"hum": engine()}).narrate(offer("One."), print, lambda: False)


def test_narrating_tells_how_far_it_is_and_leaves_what_is_right_alone(voices: list[Voice]) -> None:
    narrator = Narrator(lambda _: voices, {"hum": engine()})
    counts: list[int] = []
    narrator.narrate(offer("One."), counts.append, lambda: False)
    before = voices[1].path_for("One.").stat().st_mtime_ns

    made = narrator.narrate(offer("One.", "Two.", "Three."), counts.append, lambda: False)

    assert made == 2
    assert counts == [1, 1, 2]
    assert voices[1].path_for("One.").stat().st_mtime_ns == before
    assert voices[1].find("Three.")
    assert voices[0].find("Three.") is None


def test_narrating_that_is_cancelled_keeps_what_was_made(voices: list[Voice]) -> None:
    counts: list[int] = []
    texts = [f"Number {number}." for number in range(100)]

    made = Narrator(lambda _: voices, {"hum": engine()}).narrate(
        offer(*texts), counts.append, lambda: len(counts) == 2
    )

    assert 2 <= made < 100
    assert [text for text in texts if voices[1].find(text)] == texts[:made]


def test_a_voice_that_can_speak_now_stands_in_for_one_whose_engine_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    opened: list[Voice] = []
    for name in ("far", "near"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "voice.yaml").write_text(f"name: {name}\nengine: {name}\n", encoding="utf-8")
        opened.append(Voice.open(tmp_path / name))
    narrator = Narrator(lambda _: opened, {"far": engine(is_installed=False), "near": engine()})

    made_offer = narrator.offer(["One."])

    assert made_offer
    assert (made_offer.voice, made_offer.command) == ("near", "")
    assert made_offer.about.startswith("narrate it now in near's voice, about ")
    assert narrator.narrate(made_offer, print, lambda: False) == 1
    assert opened[1].find("One.")


def test_a_chosen_voice_is_narrated_and_none_that_speaks_another_language(tmp_path: Path) -> None:
    opened: list[Voice] = []
    for name, language in (("kim", "en"), ("lea", "de")):
        (tmp_path / name).mkdir()
        text = f"name: {name}\nengine: hum\nlanguage: {language}\n"
        (tmp_path / name / "voice.yaml").write_text(text, encoding="utf-8")
        opened.append(Voice.open(tmp_path / name))
    narrator = Narrator(lambda first: opened[::-1] if first == "lea" else opened, {"hum": engine()})

    said_by = {
        (first, language): made_offer.voice if made_offer else None
        for first, language in ((None, None), ("lea", None), (None, "de-AT"), ("lea", "en-GB"), (None, "fr"))
        for made_offer in [narrator.offer(["Ja."], first, language)]
    }
    chosen = narrator.offer(["Ja."], "lea")
    assert chosen
    narrator.narrate(chosen, print, lambda: False)

    assert list(said_by.values()) == ["kim", "lea", "lea", "kim", None]
    assert opened[1].find("Ja.")
    assert opened[0].find("Ja.") is None


def test_a_card_offers_its_chosen_voice_and_how_its_script_sounds(tmp_path: Path) -> None:
    (tmp_path / "kim").mkdir()
    (tmp_path / "kim" / "voice.yaml").write_text("name: kim\nengine: hum\n", encoding="utf-8")
    head = HEAD.format(practice="solo", more="say_as: {nidra: needra}")
    (tmp_path / "words.yaml").write_text(head + "  - say: Nidra. Rest.\n", encoding="utf-8")
    asked: list[str | None] = []

    def voices_after(first: str | None) -> list[Voice]:
        asked.append(first)
        return [Voice.open(tmp_path / "kim")]

    narrator = Narrator(voices_after, {"hum": engine()})
    core = Core(Library([tmp_path]), lambda: no_clips, SteppedSound(), None, narrator=narrator)

    made_offer = core.narration_offer(core.open("words"), PracticeRequest(name="words", voice="kim"))

    assert made_offer
    assert made_offer.texts == ("Nidra.", "Rest.")
    assert made_offer.sounds == {"Nidra.": "Needra."}
    assert asked == ["kim"]
