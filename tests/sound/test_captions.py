"""Captions beside a rendered practice."""

from practice_player.sound.captions import webvtt
from practice_player.timeline.build import build
from practice_player.timeline.cue import Clip
from tests.fakes import no_clips, session


def test_each_phrase_is_a_caption_from_its_first_sound_until_the_next() -> None:
    script = session("  - say: One. Two & <three>.\n  - rest: 60s\n")

    told = webvtt(build(script, lambda _: Clip(path="x", length_frames=48_000)))

    assert told == (
        "WEBVTT\n\n"
        "00:00:00.500 --> 00:00:02.900\nOne.\n\n"
        "00:00:02.900 --> 00:00:07.900\nTwo &amp; &lt;three&gt;.\n"
    )


def test_a_practice_without_words_has_no_captions() -> None:
    assert webvtt(build(session("  - rest: 5s\n"), no_clips)) == "WEBVTT\n"
