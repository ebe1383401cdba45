"""Every way through a practice: one for each row of answers, and what they share stands once."""

from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.compiler import arrange
from practice_player.timeline.roads import MAX_QUESTIONS, roads
from tests.fakes import no_clips, script_of

QUESTION = """\
  - agree: Stay with {number}?
    for: 5s
    then: [{{say: Staying with {number}.}}, {{rest: 5s}}]
    shift: [{{say: Away from {number}.}}]
"""


def arrangement_of(questions: int) -> Arrangement:
    steps = "".join(QUESTION.format(number=number) for number in range(questions))
    return arrange(script_of(f"  - say: Hello.\n{steps}  - rest: 5s\n"), no_clips)


def test_a_practice_without_questions_has_one_road() -> None:
    (road,) = roads(arrangement_of(0))

    assert (road.start_frame, road.leaves, road.forks) == (0, None, ())


def test_staying_leads_to_a_road_of_its_own_that_begins_after_the_question() -> None:
    first, staying = roads(arrangement_of(1))

    (fork,) = first.forks
    assert (fork.road, fork.frame) == (1, staying.start_frame)
    assert (staying.leaves, staying.forks) == (0, ())
    words = [phrase.text for phrase in first.timeline.phrases]
    assert words == ["Hello.", "Stay with 0?", "Away from 0."], "no answer is the gentler way"
    assert "Staying with 0." in [phrase.text for phrase in staying.timeline.phrases]


def test_two_roads_have_the_same_past() -> None:
    found = roads(arrangement_of(3))

    assert len(found) == 8
    for road in found[1:]:
        assert road.leaves is not None
        other, frame = found[road.leaves], road.start_frame
        past, other_past = (
            [phrase for phrase in each.timeline.phrases if phrase.start_frame < frame]
            for each in (road, other)
        )
        assert past == other_past
        assert road.timeline.phrases != other.timeline.phrases


def test_each_row_of_answers_is_one_road() -> None:
    found = roads(arrangement_of(3))

    ways = {tuple(phrase.text for phrase in road.timeline.phrases) for road in found}
    assert len(ways) == 8


def test_so_many_questions_have_roads_and_no_more() -> None:
    found = roads(arrangement_of(MAX_QUESTIONS + 1))

    assert len(found) == 2**MAX_QUESTIONS
    assert all(f"Away from {MAX_QUESTIONS}." in [p.text for p in road.timeline.phrases] for road in found)
