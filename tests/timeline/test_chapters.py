"""Chapters of a timeline: which steps begin one, and their titles."""

from decimal import Decimal
from itertools import pairwise

import pytest

from practice_player.lib.units import RATE_HZ
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.export.chapters import MAX_TITLE_CHARACTERS, chapters
from practice_player.timeline.model import Clip
from practice_player.voice.lookup import find_voice
from tests.fakes import script_of


def one_second_clip(_: str) -> Clip:
    return Clip(path="x", length_frames=RATE_HZ)


def titles_by_start(steps: str, *, practice: str = "solo") -> list[tuple[float, str]]:
    """Each chapter's start in seconds and its title; a phrase lasts 1 s, and 2 s of silence follow it."""
    timeline = compile_timeline(script_of(steps, practice=practice), one_second_clip)
    return [(chapter.start_frame / RATE_HZ, chapter.title) for chapter in chapters(timeline)]


def test_words_breaths_positions_and_turns_are_chapters_by_plain_names() -> None:
    assert titles_by_start(
        "  - {say: Sit down. And listen., pause: 20s}\n"
        "  - {breathe: 4-0-6-0, cycles: 12}\n"
        "  - {stay: 30s, caption: Arms up.}\n"
        "  - {stay: 30s}\n"
        "  - {turn: first, for: 60s}\n"
        "  - {turn: second, for: 60s}\n"
        "  - {turn: both, for: 60s}\n",
        practice="partner",
    ) == [
        (0, "Sit down"),
        (24.29, "Breathing, 12 breaths"),
        (144.29, "Arms up"),
        (174.29, "Staying"),
        (204.29, "First turn"),
        (264.29, "Second turn"),
        (324.29, "A turn for both"),
    ]


def test_words_in_a_row_are_one_chapter_until_they_have_lasted_a_minute_and_a_half() -> None:
    words = "".join(f"  - {{say: {name}., pause: 29s}}\n" for name in ("One", "Two", "Three", "Four", "Five"))

    assert titles_by_start(words) == [(0, "One"), (90.5, "Four")]


def test_a_bell_and_a_short_rest_belong_to_what_came_before_and_words_after_them_begin_anew() -> None:
    assert titles_by_start(
        "  - {say: Find five things you can see., pause: 9s}\n"
        "  - rest: 60s\n"
        "  - {say: Find four things you can touch., pause: 9s}\n"
        "  - {bell: 1}\n"
        "  - {say: Thank you., pause: 9s}\n"
        "  - {bell: 2}\n"
    ) == [(0, "Find five things you can see"), (70.5, "Find four things you can touch"), (85.5, "Thank you")]


def test_two_minutes_of_quiet_are_a_chapter() -> None:
    assert titles_by_start(
        "  - {say: Listen., pause: 19s}\n  - rest: 120s\n  - {say: Back., pause: 19s}\n"
    ) == [
        (0, "Listen"),
        (20.5, "A rest"),
        (140.5, "Back"),
    ]


def test_nothing_shorter_than_ten_seconds_is_a_chapter_of_its_own() -> None:
    assert titles_by_start(
        "  - {bell: 1}\n"
        "  - {say: Now this., pause: 2s}\n"
        "  - {breathe: 4-0-6-0, cycles: 1}\n"
        "  - {stay: 4s, caption: Left}\n"
        "  - {stay: 5s, caption: Right}\n"
        "  - {stay: 4s, caption: Both}\n"
        "  - {say: Thank you.}\n"
    ) == [(0, "Breathing, 1 breath"), (18.5, "Right")]


def test_a_practice_shorter_than_a_chapter_is_one() -> None:
    assert titles_by_start("  - {bell: 1}\n") == [(0, "A bell")]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Ready?", "Ready?"),
        ("In through the nose… and out.", "In through the nose"),
        (
            "Sit, stand or lean, whatever your body would, thank you for.",
            "Sit, stand or lean, whatever your body would…",
        ),
        ("静" * 60, "静" * 47 + "…"),
        ("e\u0301" * 60, "e\u0301" * 23 + "…"),
        ("👨‍👩‍👧" * 20, "👨‍👩‍👧" * 9 + "…"),
    ],
)
def test_words_are_named_by_their_first_sentence_cut_after_a_word(words: str, title: str) -> None:
    assert titles_by_start(f"  - {{say: '{words}', pause: 20s}}\n") == [(0, title)]
    assert len(title) <= MAX_TITLE_CHARACTERS


def test_hours_of_short_stretches_are_no_more_chapters_than_a_file_holds() -> None:
    placed = titles_by_start("  - {stay: 12s, caption: Hold}\n  - {stay: 13s, caption: Still}\n" * 300)

    gaps_s = [later_s - earlier_s for (earlier_s, _), (later_s, _) in pairwise(placed)]
    assert 100 < len(placed) <= 255
    assert min(gaps_s) >= 300 * 25 / 255


@pytest.mark.parametrize("name", ["soft-sighs", "steady-six", "here-and-now", "arrive-together"])
def test_a_shipped_practice_has_four_to_ten_chapters_at_its_usual_length(name: str) -> None:
    script = Library((shipped_dir("sessions"),)).find(name).playable()

    placed = chapters(compile_timeline(script, find_voice("heart").find))

    assert 4 <= len(placed) <= 10
    assert placed[0].start_frame == 0


def test_soft_sighs_in_seven_minutes_can_be_gone_through_by_its_parts() -> None:
    script = Library((shipped_dir("sessions"),)).find("soft-sighs").playable()

    placed = chapters(compile_timeline(script, find_voice("heart").find, length_s=Decimal(420)))

    assert [chapter.title for chapter in placed] == [
        "Sit, stand or lean, whatever your body would…",
        "Breathing, 24 breaths",
        "Now let your breath do as it likes, for a…",
        "Perhaps notice one thing that is a little…",
    ]
