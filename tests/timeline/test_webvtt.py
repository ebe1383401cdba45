"""WebVTT captions: timing, escaping, and silent texts."""

from pathlib import Path

import pytest

from practice_player.lib.units import frames
from practice_player.playback.cursor import TimelineCursor
from practice_player.script.library import Library
from practice_player.script.sentences import split_phrases
from practice_player.settings import shipped_dir
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


def _captions_of(steps: str, words_s: float = 1.0) -> list[tuple[str, str]]:
    """The start and the words of each caption, with recordings of so many seconds."""
    clip = Clip(path="x", length_frames=frames(words_s))
    blocks = webvtt(compile_timeline(script_of(steps), lambda _: clip)).split("\n\n")[1:]
    return [(block[3:9], block.rstrip().split("\n")[1]) for block in blocks]


def test_the_names_of_a_breath_are_captions_without_a_voice_that_leads() -> None:
    steps = "  - {breathe: 4-0-6-0, cycles: 2, in: left / right, out: right / left}\n"

    assert _captions_of(steps) == [
        ("00:00.", "In, left."),
        ("00:04.", "Out, right."),
        ("00:10.", "In, right."),
        ("00:14.", "Out, left."),
    ]


def test_the_names_of_a_breath_are_captions_after_the_voice_has_led() -> None:
    steps = "  - {breathe: 4-0-6-0, cycles: 3, in: left, out: right, cue: voice-then-tone}\n"

    words = [text for _, text in _captions_of(steps)]

    assert words == ["In, left.", "Out, right."] * 3


def test_a_sip_and_a_hum_are_captions() -> None:
    steps = "  - {breathe: 2+1-0-7-1, cycles: 1}\n  - {breathe: 4-0-8-0, cycles: 1, hum: true}\n"

    words = [text for _, text in _captions_of(steps)]

    assert words == ["Breathe in.", "And a little more.", "And out.", "And wait.", "Breathe in.", "And hum."]


@pytest.mark.parametrize("steps", ["  - {breathe: 4-1-6-1, cycles: 3}\n"])
def test_plain_breaths_have_no_captions(steps: str) -> None:
    assert _captions_of(steps) == []


def test_a_phase_is_named_beside_the_words_along_the_breaths() -> None:
    steps = (
        "  - breathe: 5-0-5-0\n    cycles: 2\n    in: left\n    out: right\n"
        "    along: [{at: 2, say: Half way.}]\n"
    )

    assert _captions_of(steps) == [
        ("00:00.", "In, left."),
        ("00:05.", "Out, right."),
        ("00:10.", "Half way."),
        ("00:13.", "In, left."),
        ("00:15.", "Out, right."),
    ]


def test_numbers_that_count_a_breath_are_not_interrupted_by_its_name() -> None:
    steps = "  - {breathe: 2-0-2-0, cycles: 1, cue: count, in: left, out: right}\n"

    assert [text for _, text in _captions_of(steps, words_s=0.4)] == ["One.", "Two.", "One.", "Two."]


@pytest.mark.parametrize(
    "name", [script.name for script in Library((shipped_dir("sessions"),)).scripts()][::6]
)
def test_whatever_the_screen_shows_a_caption_says(name: str) -> None:
    timeline = compile_timeline(Library((shipped_dir("sessions"),)).find(name).playable(), no_clips)
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
