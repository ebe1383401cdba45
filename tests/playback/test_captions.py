"""Which words are seen, how bright, and how long; and what time a place shows as its own."""

import pytest

from practice_player.lib.units import frames
from practice_player.playback.cursor import CursorState, TimelineCursor
from practice_player.playback.notices import SILENCE_S, Notices
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Clip, Timeline
from tests.fakes import script_of

SAY = "  - say: One two three.\n    pause: 6s\n"


def two_seconds(_: str) -> Clip:
    return Clip(path="two.wav", length_frames=frames(2))


def timeline_of(steps: str) -> Timeline:
    return compile_timeline(script_of(steps, practice="partner"), two_seconds)


def seen(steps: str, *at_s: float) -> list[CursorState]:
    cursor = TimelineCursor(timeline_of(steps), ("Ana", "Ben"))
    return [cursor.state_at(frames(second_s)) for second_s in at_s]


def test_words_stay_bright_through_their_pause_and_dim_slowly_after_it() -> None:
    states = seen(
        f"{SAY}  - rest: 60s\n", 1.0, 8.0, 10.5, 13.0, 60.0
    )  # said to 2.5 s, the pause is over at 8.5

    assert [state.caption for state in states] == ["One two three."] * 5
    assert [state.speaking for state in states] == [True, False, False, False, False]
    assert [state.caption_dimming for state in states] == pytest.approx([0.0, 0.0, 0.5, 1.0, 1.0])


def test_in_a_long_pause_words_are_dimmed_after_twenty_seconds() -> None:
    states = seen("  - say: One two three.\n    pause: 60s\n", 22.0, 30.0)

    assert [state.caption_dimming for state in states] == [0.0, 1.0]


def test_while_the_breath_is_paced_old_words_leave_the_screen() -> None:
    states = seen(f"{SAY}  - {{breathe: 4-0-6-0, cycles: 12}}\n", 20.0, 40.0)

    assert [state.caption for state in states] == ["One two three.", ""]


def test_a_stay_says_to_its_end_what_to_stay_with() -> None:
    without, with_caption = (
        seen(f"{SAY}  - stay: 90s\n{caption}", 12.0, 90.0) for caption in ("", "    caption: Your feet.\n")
    )

    assert [state.caption for state in without] == ["One two three."] * 2
    assert [state.caption for state in with_caption] == ["Your feet."] * 2
    assert [state.caption_dimming for state in with_caption] == [0.0, 1.0]


def test_a_wait_keeps_bright_what_it_waits_for() -> None:
    for caption, words in (("", "One two three."), ("    caption: A pen.\n", "A pen.")):
        (late,) = seen(f"{SAY}  - wait: 2m\n{caption}", 100.0)

        assert (late.caption, late.caption_dimming) == (words, 0.0)


ASKS = "  - agree: Still good? No answer is fine.\n    for: 40s\n    shift: [{rest: 20s}]\n"


def test_a_question_stays_whole_and_bright_and_its_time_runs_once_it_was_asked() -> None:
    words_s = compile_timeline(script_of(ASKS), two_seconds).phrases[-1].end_frame / 48_000
    while_asked, later, after = seen(ASKS, 1.0, words_s + 30.0, words_s + 41.0)

    assert [while_asked.caption, later.caption] == ["Still good? No answer is fine."] * 2
    assert (while_asked.caption_dimming, later.caption_dimming) == (0.0, 0.0)
    assert while_asked.answers
    assert later.answers
    assert (while_asked.answers.left_s, while_asked.answers.length_s) == (40.0, 40.0)
    assert later.answers.left_s == pytest.approx(10.0)
    assert after.answers is None


def test_a_script_can_say_what_its_two_answers_are_called() -> None:
    (moment,) = seen(
        ASKS.replace("    for:", "    staying: a hug\n    shifting: just as you are\n    for:"), 1.0
    )

    assert moment.answers
    assert (moment.answers.staying, moment.answers.shifting) == ("a hug", "just as you are")


def test_answers_in_a_repeat_are_called_by_its_item() -> None:
    asks = "  - each: [hands]\n    repeat:\n" + "".join(
        f"    {line}\n"
        for line in ASKS.replace("    for:", '    staying: "{item}"\n    for:').rstrip().split("\n")
    )

    (moment,) = seen(asks, 1.0)

    assert moment.answers
    assert moment.answers.staying in ("hands", "Hands")


def test_a_turn_and_a_stay_have_a_time_of_their_own() -> None:
    turn, stay, rest = seen(
        "  - turn: second\n    for: 60s\n  - stay: 30s\n  - rest: 20s\n", 20.5, 70.5, 95.0
    )

    assert turn.own_time
    assert turn.own_time.label == "Ben talks"
    assert turn.own_time.left_s == pytest.approx(40.0)
    assert stay.own_time
    assert stay.own_time.label == "Staying"
    assert stay.own_time.length_s == pytest.approx(30.0)
    assert rest.own_time is None


def test_the_parts_of_a_practice_begin_at_its_start() -> None:
    cursor = TimelineCursor(timeline_of(f"{SAY}  - {{breathe: 4-0-6-0, cycles: 12}}\n  - rest: 150s\n"))

    assert cursor.part_starts_s[0] == 0.0
    assert len(cursor.part_starts_s) > 1
    assert list(cursor.part_starts_s) == sorted(cursor.part_starts_s)


def test_silence_is_said_anew_when_the_sound_was_back_for_a_while() -> None:
    notices = Notices()

    def line(now_s: float, *, silent: bool) -> str:
        return notices.line(now_s, silent=silent, slow=False, unwritten=False, news="")

    assert line(0.0, silent=True)
    assert not line(SILENCE_S, silent=True)
    assert not line(SILENCE_S + 1, silent=False)
    assert not line(SILENCE_S + 2, silent=True), "it was back for a second only"
    assert not line(SILENCE_S + 3, silent=False)
    assert not line(2 * SILENCE_S + 3, silent=False)
    assert line(2 * SILENCE_S + 4, silent=True)
