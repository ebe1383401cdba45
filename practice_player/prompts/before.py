"""Asks everything that is asked before a practice begins; of two people, each answers alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from practice_player.prompts import check_in, consent, first_turn
from practice_player.prompts.check_in import Numbers
from practice_player.prompts.consent import PossibleAnswers
from practice_player.prompts.each_alone import Evening, ask_person, explain_evening
from practice_player.prompts.first_turn import FirstTurn
from practice_player.prompts.people import Pair, Presence, ask_two_apart, ask_who_is_here
from practice_player.prompts.prompt import Option, Prompt, RandomBelow, Steps
from practice_player.prompts.week import WeekPlan, show_plan

GATE: Final = Prompt(
    title="Before you practise together",
    lines=(
        "Practise together only if each of you could say “not tonight” and nothing bad would follow.",
        "If that isn't so, choose practices for one; there are many, and they are whole.",
    ),
    options=(
        Option(key="enter", word="", label="each of us could"),
        Option(key="n", word="not-now", label="not now"),
    ),
)
"""Shown once, before the first practice for two; content 2.6."""

_NOT_NOW: Final = "not-now"
_AGREE_WHO_BEGINS: Final = "Agree on it with each other: what you choose here is not known there."

APART_WITHOUT: Final = frozenset({"touch", "closeness"})
"""The consents that two people on a call are not asked for: what they concern is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationQuestions:
    """What a practice asks before it begins."""

    title: str
    for_two: bool
    possible_answers: PossibleAnswers = field(default_factory=dict)
    check_in: tuple[str, ...] = ()
    adaptations: Mapping[str, str] = field(default_factory=dict)
    """What each person may leave out on any day: its word, and its name as it is shown."""

    has_turns: bool = False
    care: tuple[str, ...] = ()
    """Sentences to read first, once; empty if there is no need."""

    in_two_places: bool = False
    """Whether somebody elsewhere hears the same at the same time."""

    plan: WeekPlan | None = None
    """The last plan, which a practice that plans the next week shows first; None if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedFacts:
    """What the program remembers about the people and their earlier practices."""

    names: tuple[str, ...] = ()
    me: str = ""
    """The name of the person who practises alone; empty if nobody was named."""

    last_pair: tuple[str, ...] = ()
    """Who practised together last; empty if nobody did, or without names."""

    began_last: Callable[[Sequence[str]], str | None] = field(default=lambda _: None)
    """Returns which of two people went first in their last practice together; None if unknown."""

    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What each person always leaves out, by the person's name."""

    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What each person was asked about already, and is asked about again only on request, by name."""

    first: str = ""
    """Who is to go first, as requested: a name, `lot`, or empty."""

    gate_passed: bool = False
    asks_numbers: bool = False
    """Whether people are asked for numbers; two can change that for the evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """The result of the dialog: what the practice is made with."""

    people: tuple[str, ...] = ()
    """The names of those who practise, first whoever goes first; a name may be empty."""

    reason_first: str = ""
    """Why the first of `people` goes first."""

    without: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()

    adaptations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What each named person who was asked leaves out from now on, by name."""

    asked_about: frozenset[str] = frozenset()
    """What those in `adaptations` were asked about."""

    check_ins: tuple[Numbers, ...] = ()
    """The numbers that each entered, in the order of `people`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNow:
    """The result of the dialog if the practice is not to begin."""

    leads_to_solo: bool = False
    line: str = ""
    """A sentence to show, or empty."""


PreparationResult = Preparation | NotNow


def ask_before(
    questions: PreparationQuestions, remembered: RememberedFacts, random_below: RandomBelow
) -> Steps[PreparationResult]:
    """Runs the dialog before a practice: the gate, tender care, who is here, and what each answers."""
    if questions.for_two and not remembered.gate_passed and (yield GATE) == _NOT_NOW:
        return NotNow(leads_to_solo=True)
    if questions.care and (yield _care_prompt(questions)) == _NOT_NOW:
        return NotNow()
    if questions.plan:
        yield from show_plan(questions.plan)
    if not questions.for_two:
        return (yield from _ask_alone(questions, remembered))
    if questions.in_two_places:
        pair = yield from ask_two_apart(remembered.names)
    else:
        pair = yield from ask_who_is_here(remembered.names, remembered.last_pair)
    if pair.presence is Presence.ALONE:
        return (yield from _prepare_one_of_two(questions, pair))
    return (yield from _ask_two(questions, remembered, pair, random_below))


def _care_prompt(questions: PreparationQuestions) -> Prompt:
    return Prompt(
        title=f"{questions.title} is a tender one",
        lines=questions.care,
        options=(
            Option(key="enter", word="", label="I know"),
            Option(key="n", word=_NOT_NOW, label="not now"),
        ),
    )


def _ask_alone(questions: PreparationQuestions, remembered: RememberedFacts) -> Steps[PreparationResult]:
    entered: Numbers = {}
    if remembered.asks_numbers:
        entered = yield from check_in.ask_numbers(questions.check_in, remembered.me or "You", alone=True)
    return Preparation(people=(remembered.me,) if remembered.me else (), check_ins=(entered,))


def _prepare_one_of_two(questions: PreparationQuestions, pair: Pair) -> Steps[PreparationResult]:
    """Tells one person that the practice is made for two, and leaves out what takes two."""
    yield Prompt(
        title=f"{questions.title} is made for two",
        lines=(
            "It plays for one as well: without touch, looking or sharing, where it has a way.",
            "A turn for somebody who is not here is a quiet one.",
        ),
        options=(Option(key="enter", word="", label="go on"),),
    )
    without = frozenset(
        name for name, answers in questions.possible_answers.items() if consent.Answer.NO in answers
    )
    return Preparation(people=pair.names[:1], without=without)


def _ask_two(
    questions: PreparationQuestions, remembered: RememberedFacts, pair: Pair, random_below: RandomBelow
) -> Steps[PreparationResult]:
    first = FirstTurn(person=0, reason="")
    if questions.has_turns:
        in_two_places = questions.in_two_places
        first = yield from _ask_who_begins(pair, remembered, random_below, in_two_places=in_two_places)
    possible_answers = {
        name: answers
        for name, answers in questions.possible_answers.items()
        if not (pair.apart and name in APART_WITHOUT)
    }
    evening = Evening(
        pair=pair,
        possible_answers=possible_answers,
        check_in=questions.check_in,
        adaptations=questions.adaptations,
        without=remembered.without,
        asked=remembered.asked,
        asks_numbers=remembered.asks_numbers,
        may_draw=not questions.in_two_places,
        in_two_places=questions.in_two_places,
    )
    practice_answers = consent.all_yes(possible_answers)
    if possible_answers:
        yield from explain_evening(evening)
        drawn_answers = consent.draw_answers(possible_answers, random_below)
        practice_answers = drawn_answers if evening.may_draw else practice_answers
    people_answers = [(yield from ask_person(evening, 0))]
    if not pair.apart:
        people_answers.append((yield from ask_person(evening, 1)))
    settled = consent.settle(possible_answers, practice_answers, *(each.consents for each in people_answers))
    if consent.is_impossible(possible_answers, settled):
        return NotNow(line=f"{questions.title} does not fit tonight. Another one may.")
    absent_consents = APART_WITHOUT & questions.possible_answers.keys() if pair.apart else frozenset()
    without = settled.without.union(absent_consents, *(each.left_out for each in people_answers))
    order = (first.person, 1 - first.person)
    return Preparation(
        people=tuple(pair.names[person] for person in order),
        reason_first=first.reason,
        without=without,
        some=settled.some - without,
        adaptations={
            name: each.left_out | (evening.left_out_by(name) - questions.adaptations.keys())
            for name, each in zip(pair.names, people_answers, strict=False)
            if name and each.was_asked
        },
        asked_about=frozenset(questions.adaptations),
        check_ins=tuple(people_answers[person].numbers for person in order if person < len(people_answers)),
    )


def _ask_who_begins(
    pair: Pair, remembered: RememberedFacts, random_below: RandomBelow, *, in_two_places: bool
) -> Steps[FirstTurn]:
    chosen = (
        first_turn.choose_named(pair.names, remembered.first) if remembered.first not in ("", "lot") else None
    )
    if chosen is None and remembered.first == "lot":
        chosen = first_turn.choose_by_lot(random_below)
    began_last = remembered.began_last(pair.names)
    if chosen is None and in_two_places and began_last is None:
        chosen = first_turn.choose_by_name(pair.names)
    first = chosen or first_turn.choose_in_turn(pair.names, began_last, random_below)
    while True:
        answer = yield Prompt(
            title=f"{pair.display_name(first.person)} goes first",
            lines=(first.reason, *((_AGREE_WHO_BEGINS,) if in_two_places else ())),
            options=(
                Option(key="enter", word="", label="good"),
                Option(key="o", word="other", label=f"{pair.display_name(1 - first.person)} instead"),
                *(() if in_two_places else (Option(key="l", word="lot", label="draw lots"),)),
            ),
        )
        if not answer:
            return first
        swapped = FirstTurn(person=1 - first.person, reason="You chose so.")
        first = swapped if answer == "other" else first_turn.choose_by_lot(random_below)
