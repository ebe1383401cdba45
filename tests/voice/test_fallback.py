"""A practice may mix voices: where one has no recording, the next one speaks."""

from pathlib import Path

from practice_player.timeline.model import Clip, ClipFinder
from practice_player.voice.fallback import first_that_has_it, speaking_order, voice_of


def finder(voice: str, *texts: str) -> ClipFinder:
    return lambda text: Clip(path=f"/{voice}/{text}.ogg", length_frames=1) if text in texts else None


def path_of(clip: Clip | None) -> str | None:
    return clip.path if clip else None


def test_a_missing_recording_is_taken_from_the_next_voice() -> None:
    find = first_that_has_it([lambda: finder("sam", "One."), lambda: finder("heart", "One.", "Two.")])

    assert path_of(find("One.")) == "/sam/One..ogg"
    assert path_of(find("Two.")) == "/heart/Two..ogg"
    assert find("Three.") is None


def test_a_voice_that_is_not_needed_is_not_opened() -> None:
    opened: list[str] = []

    def opening(voice: str) -> ClipFinder:
        opened.append(voice)
        return finder(voice, "One.")

    find = first_that_has_it([lambda: opening("sam"), lambda: opening("heart")])

    find("One.")
    find("One.")

    assert opened == ["sam"]


def test_the_one_asked_for_speaks_first_then_those_of_the_settings_then_the_shipped_one() -> None:
    usable = ["michael", "heart", "kim", "sam"]

    assert speaking_order("sam", ["kim", "sam", "gone"], usable) == ["sam", "kim", "heart"]
    assert speaking_order("heart", [], usable) == ["heart"], "nobody else speaks unasked"
    assert speaking_order("gone", [], []) == ["gone"], "so that it is told"


def test_a_recording_belongs_to_the_voice_in_whose_folder_it_is() -> None:
    voices = {"sam": (Path("/own/sam"),), "heart": (Path("/own/heart"), Path("/shipped/heart"))}

    assert voice_of("/shipped/heart/x.ogg", voices) == "heart"
    assert voice_of("/own/sam/x.ogg", voices) == "sam"
    assert voice_of("/elsewhere/x.ogg", voices) is None
    assert voice_of(None, voices) is None
