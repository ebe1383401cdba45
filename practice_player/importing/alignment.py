"""Matches the sounds of a reading to the sentences that were to be read.  Pure: lengths in, groups out.

A sentence may have pauses inside, be missing, be read twice, or change places with the next; a sound may be
a cough.  Each of these costs something, and the cheapest way through the whole reading is found by dynamic
programming.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, log
from typing import Final, TypeAlias

import numpy as np

MAX_SEGMENTS: Final = 7
"""A sentence has at most so many sounds with silences between them."""

LENGTH_SPREAD: Final = 0.13
"""How far a reader strays from the expected time, as a logarithm: 0.08 to 0.09 in two steady voices."""

FIRST_LENGTH_SPREAD: Final = 0.35
"""The same while the reader's pace is not known yet."""

LENGTH_SLACK_S: Final = 0.15
"""Added to both lengths: in short sentences a breath counts for much."""

HUBER_LIMIT: Final = 2.5
"""Further away, the cost grows only in proportion: one odd sentence does not upset the others."""

MISSING_COST: Final = 6.0
DROP_COST: Final = 6.0
NOISE_COST: Final = 1.0
AGAIN_COST: Final = 5.0
"""A sentence that is read again is likelier than a sound that is no sentence at all."""

SWAP_COST: Final = 7.0
MAX_PAUSE_COST: Final = 4.0
PAUSE_COST_PER_OCTAVE: Final = 3.0
NOISE_IN_SENTENCE_COST: Final = 2.5

MOVED_LIMIT: Final = 4.0
"""A sound is given to a sentence at another place if it costs less than this."""

DOUBT_MARGIN: Final = 2.0
"""A sentence is doubtful where another way costs at most so much more: it is a seventh as likely."""

SentenceCost: TypeAlias = Callable[[int, int, int], float]
"""What else speaks against the sounds `first` to `end` being a sentence; called with first, end, sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A sound between two silences."""

    start_s: float
    end_s: float
    file: int = 0
    """Which file it is in; a sentence does not go on in the next file."""

    voiced: bool = True
    """Whether there is a voice in it; a cough or a door has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Neighbouring sounds that belong together."""

    first: int
    end: int
    """The sounds from `first` up to, and without, `end`."""

    sentence: int | None
    """The index of the sentence; None for one that is left out."""

    again: int | None = None
    """For one that is left out: the sentence that is read again after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    groups: tuple[Group, ...]
    """All sounds, in order."""

    pace: float
    """The reader's time as a multiple of the expected one."""

    swapped: tuple[int, ...] = ()
    """The sentences that changed places with the next."""

    moved: frozenset[int] = frozenset()
    """The sentences that were read at quite another place."""

    doubtful: frozenset[int] = frozenset()
    """The sentences for which another way is nearly as likely."""


def length_cost(length_s: float, expected_s: float, spread: float) -> float:
    """Returns what speaks against a sentence that takes `expected_s` having been said in `length_s`."""
    off = abs(log((length_s + LENGTH_SLACK_S) / (expected_s + LENGTH_SLACK_S))) / spread
    return off * off / 2 if off < HUBER_LIMIT else HUBER_LIMIT * (off - HUBER_LIMIT / 2)


def align(
    sounds: Sequence[Sound], expected_s: Sequence[float], extra_cost: SentenceCost | None = None
) -> Alignment:
    """Returns the likeliest sentence of each sound; `expected_s` is how long each sentence takes to say.

    The pace is found on the way: once from all of it, and once more from what was matched.
    """
    if not sounds or not expected_s:
        groups = tuple(Group(first=index, end=index + 1, sentence=None) for index in range(len(sounds)))
        return Alignment(groups=groups, pace=1.0)
    pace = sum(sound.end_s - sound.start_s for sound in sounds) / sum(expected_s)
    alignment = Alignment(groups=(), pace=pace)
    for spread in (FIRST_LENGTH_SPREAD, LENGTH_SPREAD, LENGTH_SPREAD):
        alignment = _Search(sounds, expected_s, alignment.pace, spread, extra_cost).best()
    return alignment


def with_moved(
    alignment: Alignment,
    sounds: Sequence[Sound],
    expected_s: Sequence[float],
    extra_cost: SentenceCost | None = None,
) -> Alignment:
    """Returns the alignment with sounds that fit no sentence at their place given to missing ones elsewhere.

    By length alone only if there is one of each; by words the likest first.
    """
    search = _Search(sounds, expected_s, alignment.pace, LENGTH_SPREAD, extra_cost)
    said = {group.sentence for group in alignment.groups}
    missing = [sentence for sentence in range(len(expected_s)) if sentence not in said]
    spare = [
        (at, group)
        for at, group in enumerate(alignment.groups)
        if group.sentence is None
        and group.again is None
        and any(sound.voiced for sound in sounds[group.first : group.end])
    ]
    if extra_cost is None and (len(missing), len(spare)) != (1, 1):
        return alignment
    groups, moved = list(alignment.groups), set[int]()
    fits = sorted(
        (search.cost(group.first, group.end, sentence), at, sentence)
        for at, group in spare
        for sentence in missing
    )
    for cost, at, sentence in fits:
        if cost < MOVED_LIMIT and groups[at].sentence is None and sentence not in moved:
            groups[at] = replace(groups[at], sentence=sentence)
            moved.add(sentence)
    return replace(alignment, groups=tuple(groups), moved=frozenset(moved))


_At: TypeAlias = tuple[int, int]
"""How many sounds and how many sentences were passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A step of the search."""

    start: _At
    to: _At
    cost: float
    groups: tuple[Group, ...]
    swaps: bool


class _Search:
    """One search, at one pace."""

    def __init__(
        self,
        sounds: Sequence[Sound],
        expected_s: Sequence[float],
        pace: float,
        spread: float,
        extra_cost: SentenceCost | None,
    ) -> None:
        self._sounds = sounds
        self._expected_s = expected_s
        self._pace = pace
        self._spread = spread
        self._extra_cost = extra_cost
        self._pause_costs = _pause_costs(sounds, len(expected_s))
        some_voiced = sum(sound.voiced for sound in sounds) * 2 > len(sounds)
        self._noise = [some_voiced and not sound.voiced for sound in sounds]

    def best(self) -> Alignment:
        """Returns the cheapest way from the first sound and sentence to the last."""
        ways = list(self._all_ways())
        goal = (len(self._sounds), len(self._expected_s))
        forward, back = {(0, 0): 0.0}, {goal: 0.0}
        came_by: dict[_At, _Way] = {}
        for way in ways:  # each begins where all that lead there have been seen
            cost = forward.get(way.start, inf) + way.cost
            if cost < forward.get(way.to, inf):
                forward[way.to], came_by[way.to] = cost, way
        for way in reversed(ways):
            back[way.start] = min(back.get(way.start, inf), way.cost + back.get(way.to, inf))
        chosen: list[_Way] = []
        at = goal
        while at != (0, 0):
            chosen.append(came_by[at])
            at = came_by[at].start
        chosen.reverse()
        rivals = [
            (forward.get(way.start, inf) + way.cost + back.get(way.to, inf), way)
            for way in ways
            if way.to[1] > way.start[1]
        ]
        limit = forward[goal] + DOUBT_MARGIN
        doubtful = _contradicted(chosen, [way for cost, way in rivals if cost < limit])
        groups = [group for way in chosen for group in way.groups]
        return Alignment(
            groups=tuple(groups),
            pace=self._pace_of(groups),
            swapped=tuple(way.start[1] for way in chosen if way.swaps),
            doubtful=doubtful,
        )

    def _all_ways(self) -> "Iterator[_Way]":
        for sound in range(len(self._sounds) + 1):
            for sentence in range(len(self._expected_s) + 1):
                for groups, sentences, cost, swaps in self._ways_on(sound, sentence):
                    to = (groups[-1].end if groups else sound, sentence + sentences)
                    yield _Way(start=(sound, sentence), to=to, cost=cost, groups=groups, swaps=swaps)

    def _ways_on(self, sound: int, sentence: int) -> Iterator[tuple[tuple[Group, ...], int, float, bool]]:
        """Yields groups, how many sentences they pass, what that costs, and whether two change places."""
        if sentence < len(self._expected_s):
            yield (), 1, MISSING_COST, False
        for end, inside in self._group_ends(sound):
            left_out = Group(first=sound, end=end, sentence=None)
            yield (left_out,), 0, self._drop_cost(sound, end) + inside, False
            if sentence == len(self._expected_s):
                continue
            cost = self.cost(sound, end, sentence) + inside
            yield (Group(first=sound, end=end, sentence=sentence),), 1, cost, False
            again = Group(first=sound, end=end, sentence=None, again=sentence)
            yield (again,), 0, cost + AGAIN_COST, False
            if sentence + 1 < len(self._expected_s):
                yield from self._swaps(sound, end, sentence, inside)

    def _swaps(
        self, first: int, middle: int, sentence: int, inside: float
    ) -> Iterator[tuple[tuple[Group, ...], int, float, bool]]:
        early = self.cost(first, middle, sentence + 1) + inside
        if early > SWAP_COST:
            return
        for end, inside_late in self._group_ends(middle):
            cost = early + self.cost(middle, end, sentence) + inside_late + SWAP_COST
            groups = (
                Group(first=first, end=middle, sentence=sentence + 1),
                Group(first=middle, end=end, sentence=sentence),
            )
            yield groups, 2, cost, True

    def _group_ends(self, first: int) -> Iterator[tuple[int, float]]:
        """Yields each end of a group that begins with `first`, and what its inner pauses cost."""
        inside = 0.0
        for end in range(first + 1, min(first + MAX_SEGMENTS, len(self._sounds)) + 1):
            if end > first + 1:
                inside += max(0.0, self._pause_costs[end - 2])
            if inside == inf:
                return
            before = -min(0.0, self._pause_costs[first - 1]) if first else 0.0
            yield end, inside + before

    def cost(self, first: int, end: int, sentence: int) -> float:
        length_s = self._sounds[end - 1].end_s - self._sounds[first].start_s
        expected_s = self._expected_s[sentence] * self._pace
        cost = length_cost(length_s, expected_s, self._spread)
        cost += NOISE_IN_SENTENCE_COST * sum(self._noise[first:end])
        return cost + (self._extra_cost(first, end, sentence) if self._extra_cost else 0.0)

    def _drop_cost(self, first: int, end: int) -> float:
        return NOISE_COST if all(self._noise[first:end]) else DROP_COST

    def _pace_of(self, groups: Sequence[Group]) -> float:
        """Returns the median of how much longer than expected the matched sentences are."""
        ratios = [
            (self._sounds[group.end - 1].end_s - self._sounds[group.first].start_s)
            / self._expected_s[group.sentence]
            for group in groups
            if group.sentence is not None
        ]
        return float(np.median(ratios)) if ratios else self._pace


def _contradicted(chosen: Sequence[_Way], likely: Sequence[_Way]) -> frozenset[int]:
    """Returns the sentences for which a likely way has other sounds, or none."""
    sounds_of = _sounds_by_sentence(chosen)
    doubtful: set[int] = set()
    for way in likely:
        others = _sounds_by_sentence([way])
        for sentence in range(way.start[1], way.to[1]):
            if sounds_of.get(sentence, frozenset()).isdisjoint(others.get(sentence, frozenset())) and (
                sentence in sounds_of or sentence in others
            ):
                doubtful.add(sentence)
    return frozenset(doubtful)


def _sounds_by_sentence(ways: Sequence[_Way]) -> dict[int, frozenset[int]]:
    return {
        group.sentence: frozenset(range(group.first, group.end))
        for way in ways
        for group in way.groups
        if group.sentence is not None
    }


def _pause_costs(sounds: Sequence[Sound], sentence_count: int) -> list[float]:
    """Returns for the pause after each sound what it costs that a sentence goes on across it.

    Below zero it costs as much that one ends there.  There are as many pauses between sentences as there are
    sentences, less one: the longest are taken for these, and the next file always begins another sentence.
    """
    pauses = [
        inf if sound.file != following.file else max(0.01, following.start_s - sound.end_s)
        for sound, following in pairwise(sounds)
    ]
    within_files = sorted((pause for pause in pauses if pause != inf), reverse=True)
    if not within_files:
        return [*pauses, inf]
    between_count = sentence_count - 1 - pauses.count(inf)
    longest = [2 * within_files[0], *within_files, within_files[-1] / 2]
    at = max(0, min(between_count, len(within_files)))
    threshold_s = (longest[at] * longest[at + 1]) ** 0.5
    limit = MAX_PAUSE_COST
    return [
        pause
        if pause == inf
        else float(np.clip(PAUSE_COST_PER_OCTAVE * np.log2(pause / threshold_s), -limit, limit))
        for pause in pauses
    ] + [inf]
