"""WebVTT captions: timing, escaping, and silent texts."""

from pathlib import Path

import pytest

from practice_player.playback.cursor import TimelineCursor
from practice_player.script.library import Library
from practice_player.script.sentences import split_phrases
from practice_player.settings import sessions_dirs
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.export.webvtt import webvtt, write_captions
from practice_player.timeline.model import Clip
from tests.fakes import no_clips, script_of


def test_each_phrase_is_a_caption_from_its_first_sound_until_the_next() -> None:
    script = script_of("  - say: One. Two & <three>.\n  - rest: 60s\n")

    captions = webvtt(compile_timeline(script, lambda _: Clip(path="x", length_frames=48_000)))

    assert captions == (
        "WEBVTT\n\n"
        "00:00:00.500 --> 00:00:03.240\nOne.\n\n"
        "00:00:03.240 --> 00:00:08.240\nTwo &amp; &lt;three&gt;.\n"
    )


def test_a_practice_without_words_has_no_captions() -> None:
    assert webvtt(compile_timeline(script_of("  - rest: 5s\n"), no_clips)) == "WEBVTT\n"


def test_what_the_screen_shows_in_silence_is_a_caption_until_the_first_words() -> None:
    script = script_of(
        "  - {rest: 6s, caption: Nothing to do.}\n"
        "  - {say: One., pause: 1s}\n"
        "  - {stay: 5s, caption: Still.}\n"
    )

    captions = webvtt(compile_timeline(script, lambda _: Clip(path="x", length_frames=48_000)))

    assert captions == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:06.500\nNothing to do.\n\n"
        "00:00:06.500 --> 00:00:08.500\nOne.\n\n"
        "00:00:08.500 --> 00:00:13.500\nStill.\n"
    )


@pytest.mark.parametrize("name", [script.name for script in Library(sessions_dirs()[1:]).scripts()][::6])
def test_whatever_the_screen_shows_a_caption_says(name: str) -> None:
    timeline = compile_timeline(Library(sessions_dirs()[1:]).find(name).playable(), no_clips)
    cursor, captions = TimelineCursor(timeline), webvtt(timeline)

    shown_texts = {cursor.state_at(frame).caption for frame in range(0, timeline.length_frames, 24_000)} - {
        ""
    }

    # A question stays on the screen whole; the captions have its sentences one by one.
    sentences = {sentence for text in shown_texts for sentence in split_phrases(text)} | shown_texts
    missing = {sentence for sentence in sentences if sentence not in captions}
    assert {text for text in missing if len(split_phrases(text)) == 1} == set()


def test_captions_are_never_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "mine.vtt").write_text("mine")
    (tmp_path / "x.vtt").symlink_to("mine.vtt")

    write_captions(compile_timeline(script_of("  - rest: 5s\n"), no_clips), tmp_path / "x.vtt")

    assert (tmp_path / "mine.vtt").read_text() == "mine"
    assert (tmp_path / "x.vtt").read_text() == "WEBVTT\n"
