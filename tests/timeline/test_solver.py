"""The solver, on random elastic spans: exact lengths within all bounds, and fair shares."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from practice_player.timeline.solver import ElasticSpan, nearest, solve


@st.composite
def stretch(draw: st.DrawFn, *, most: int = 200, unit: int = 40) -> ElasticSpan:
    least, usual, highest = sorted(draw(st.tuples(*[st.integers(0, most)] * 3)))
    in_cycles = draw(st.booleans())
    return ElasticSpan(
        least=least,
        usual=usual,
        most=highest,
        unit_frames=draw(st.integers(2, unit)) if in_cycles else 1,
        rest=not in_cycles and draw(st.booleans()),
        late=draw(st.booleans()),
    )


SPANS = st.lists(stretch(), min_size=1, max_size=8)


def total_lengths(stretches: list[ElasticSpan]) -> tuple[int, int, int]:
    return (
        sum(span.least_frames for span in stretches),
        sum(span.usual_frames for span in stretches),
        sum(span.most_frames for span in stretches),
    )


@given(stretches=SPANS, share=st.fractions(0, 1))
@settings(max_examples=300, deadline=None)
def test_what_is_solved_is_exact_and_within_every_bound(
    stretches: list[ElasticSpan], share: Fraction
) -> None:
    least, _, most = total_lengths(stretches)
    target = least + round(share * (most - least))

    units = solve(stretches, target)

    if units is not None:
        assert sum(count * span.unit_frames for count, span in zip(units, stretches, strict=True)) == target
        assert all(span.least <= count <= span.most for count, span in zip(units, stretches, strict=True))
        assert units == solve(stretches, target), "the same every time"


@given(stretches=st.lists(stretch(most=4, unit=9), min_size=1, max_size=4), data=st.data())
@settings(max_examples=300, deadline=None)
def test_a_way_is_found_whenever_there_is_one(stretches: list[ElasticSpan], data: st.DataObject) -> None:
    least, _, most = total_lengths(stretches)
    target = data.draw(st.integers(least, most))
    combinations = product(*(range(span.least, span.most + 1) for span in stretches))

    possible = any(
        sum(count * span.unit_frames for count, span in zip(counts, stretches, strict=True)) == target
        for counts in combinations
    )

    assert (solve(stretches, target) is not None) == possible


@given(stretches=SPANS)
@settings(max_examples=200, deadline=None)
def test_the_ends_and_the_usual_length_are_what_the_script_says(stretches: list[ElasticSpan]) -> None:
    least, usual, most = total_lengths(stretches)

    assert solve(stretches, least) == tuple(span.least for span in stretches)
    assert solve(stretches, usual) == tuple(span.usual for span in stretches)
    assert solve(stretches, most) == tuple(span.most for span in stretches)
    assert solve(stretches, least - 1) is None
    assert solve(stretches, most + 1) is None


@given(stretches=SPANS, share=st.fractions(0, 1))
@settings(max_examples=300, deadline=None)
def test_most_of_what_is_extra_goes_to_late_rests_as_far_as_they_can_take_it(
    stretches: list[ElasticSpan], share: Fraction
) -> None:
    _, usual, most = total_lengths(stretches)
    target = usual + round(share * (most - usual))
    late_rests = [index for index, span in enumerate(stretches) if span.rest and span.late]
    room = sum(stretches[index].most - stretches[index].usual for index in late_rests)

    units = solve(stretches, target)

    if units is not None:
        given_to_late = sum(units[index] - stretches[index].usual for index in late_rests)
        cycles = [span.unit_frames for span in stretches if span.unit_frames > 1]
        slack = sum(cycles) + len(stretches)
        assert given_to_late >= min(room, (target - usual) / 2) - slack, "but for whole breaths and frames"


def test_equal_turns_stay_equal_to_the_frame() -> None:
    turn = ElasticSpan(least=100, usual=150, most=303)
    rests = [ElasticSpan(least=10, usual=20, most=90, rest=True, late=late) for late in (False, True)]

    for target in range(220, 787):
        units = solve([turn, rests[0], turn, rests[1]], target)
        assert units
        assert units[0] == units[2]


def test_stretches_that_can_take_no_more_leave_it_to_the_others() -> None:
    early = ElasticSpan(least=10, usual=20, most=320, rest=True)
    late = ElasticSpan(least=10, usual=20, most=50, rest=True, late=True)

    assert solve([early, late], 55) == (25, 30), "a third and two thirds"
    assert solve([early, late], 100) == (50, 50), "30 of 60, all that the late one can take"
    assert solve([early, late], 26) == (13, 13), "below the usual both give the same share"


@given(stretches=SPANS, target=st.integers(0, 100_000))
@settings(max_examples=200, deadline=None)
def test_the_nearest_is_always_something(stretches: list[ElasticSpan], target: int) -> None:
    units = nearest(stretches, target, second_frames=10)

    assert all(span.least <= count <= span.most for count, span in zip(units, stretches, strict=True))


def test_a_search_too_large_to_finish_is_not_begun() -> None:
    spans = [
        ElasticSpan(least=0, usual=0, most=2000, unit_frames=2_000_003 + 2 * number) for number in range(400)
    ]

    assert solve(spans, 7_000_000_011) is None
