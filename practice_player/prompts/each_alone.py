"""Asks two people what each answers alone: consents, numbers if they are wanted, and what to leave out.

The first page hands the keyboard to the first of them; what each is asked does not depend on what the other
answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from practice_player.prompts import check_in, consent
from practice_player.prompts.check_in import Numbers
from practice_player.prompts.consent import PossibleAnswers
from practice_player.prompts.people import Pair
from practice_player.prompts.prompt import Option, Prompt, Steps

_NUMBER_IN_WORDS: Final = {6: "six"}[consent.ONE_EVENING_IN]
_DRAW: Final = "draw"
_NUMBERS: Final = "numbers"
_LEAVE_OUT: Final = "leave-out"


@dataclass(slots=True, kw_only=True)
class Evening:
    """What there is to ask, what is remembered, and what the two decide before each answers alone."""

    pair: Pair
    possible_answers: PossibleAnswers
    check_in: tuple[str, ...]
    adaptations: Mapping[str, str]
    """What each may leave out on any day: its word, and its name as it is shown."""

    without: Mapping[str, frozenset[str]]
    """What each person always leaves out, by name."""

    asked: Mapping[str, frozenset[str]]
    """What each person was asked about on an earlier day, by name."""

    asks_numbers: bool
    may_draw: bool = True
    """Whether the program may draw gentler answers by itself."""

    in_two_places: bool = False
    """Whether somebody elsewhere hears the same at the same time; then the program draws nothing."""

    first_leaves_out: bool = False
    """Whether the first of the two wishes to say what to leave out."""

    def left_out_by(self, name: str) -> frozenset[str]:
        """Returns what a person always leaves out."""
        return _words_of(self.without, name)

    def must_ask(self, name: str) -> bool:
        """Whether a person was never asked about something that can be left out of this practice."""
        return bool(self.adaptations.keys() - _words_of(self.asked, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAnswers:
    """What one person answered alone."""

    numbers: Numbers
    consents: consent.Answers
    left_out: frozenset[str]
    was_asked: bool
    """Whether this person was asked what to leave out."""


def explain_evening(evening: Evening) -> Steps[None]:
    """Explains the consents, lets the two decide about the evening, and hands over to the first of them."""
    pair = evening.pair
    first, names = pair.display_name(0), ", ".join(evening.possible_answers)
    if evening.in_two_places:
        yield from _explain_own_way(evening, first, names)
        return
    who = f"{first} answers" if pair.apart else "Each of you answers alone"
    while True:
        by_itself = (
            f"One evening in {_NUMBER_IN_WORDS} is gentler by itself, so a gentle one says nothing about you."
            if evening.may_draw
            else "Tonight is as gentle as your answers, and not gentler by itself."
        )
        answer = yield Prompt(
            title="What would be good tonight?",
            lines=(
                f"{who}: {names}. The lower answer holds, and nobody learns whose it was.",
                by_itself,
                " ".join((*_looking_away(pair, 0), "What you enter is never seen.")),
            ),
            options=(
                Option(key="enter", word="", label=f"{first}: I am alone with it"),
                *_evening_options(evening),
            ),
        )
        if answer == _DRAW:
            evening.may_draw = not evening.may_draw
        elif answer == _NUMBERS:
            evening.asks_numbers = not evening.asks_numbers
        else:
            evening.first_leaves_out = answer == _LEAVE_OUT
            return


def _explain_own_way(evening: Evening, first: str, names: str) -> Steps[None]:
    """Explains the consents to one of two who are in two places: what is left out is left out here."""
    while True:
        answer = yield Prompt(
            title="What would be good tonight?",
            lines=(
                f"{first} answers: {names}. What you say no to is left out here; nobody else is told.",
                "The practice then begins at the same moment, and goes on in a way of your own.",
                "What you enter is never seen.",
            ),
            options=(
                Option(key="enter", word="", label=f"{first}: I am alone with it"),
                *_evening_options(evening),
            ),
        )
        if answer == _NUMBERS:
            evening.asks_numbers = not evening.asks_numbers
        else:
            evening.first_leaves_out = answer == _LEAVE_OUT
            return


def ask_person(evening: Evening, person: int) -> Steps[PersonAnswers]:
    """Asks one person alone; what to leave out is asked once for each person, and again on request."""
    name, shown_name = evening.pair.names[person], evening.pair.display_name(person)
    items = evening.check_in if evening.asks_numbers else ()
    asks_adaptations = evening.must_ask(name)
    if person == 0 and evening.possible_answers:  # the page before this one handed over
        asks_adaptations |= evening.first_leaves_out
    elif evening.possible_answers or items or asks_adaptations:
        answer = yield _handover_prompt(evening, person, can_leave_out=not asks_adaptations)
        asks_adaptations |= answer == _LEAVE_OUT
    left_out = evening.left_out_by(name) & evening.adaptations.keys()
    if asks_adaptations:
        left_out = yield from _ask_adaptations(shown_name, evening.adaptations, left_out)
    numbers = yield from check_in.ask_numbers(items, shown_name)
    answers = {}
    for consent_name in evening.possible_answers:
        prompt = consent.consent_prompt(shown_name, consent_name)
        answers[consent_name] = consent.read_answer((yield prompt))
    return PersonAnswers(numbers=numbers, consents=answers, left_out=left_out, was_asked=asks_adaptations)


def _words_of(words_by_name: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    """Returns what is remembered of a person, whatever the capitals of the name."""
    folded = name.casefold()
    return next((words for key, words in words_by_name.items() if key.casefold() == folded), frozenset())


def _evening_options(evening: Evening) -> tuple[Option, ...]:
    numbers = "no numbers tonight" if evening.asks_numbers else "ask for numbers, too"
    draw = "not by itself tonight" if evening.may_draw else "by itself as well"
    is_asked = evening.must_ask(evening.pair.names[0])
    return (
        *(() if is_asked else _leave_out_options(evening)),
        *((Option(key="n", word=_NUMBERS, label=numbers),) if evening.check_in else ()),
        *(() if evening.in_two_places else (Option(key="d", word=_DRAW, label=draw),)),
    )


def _leave_out_options(evening: Evening) -> tuple[Option, ...]:
    if not evening.adaptations:
        return ()
    return (Option(key="l", word=_LEAVE_OUT, label="and leave something out"),)


def _looking_away(pair: Pair, person: int) -> tuple[str, ...]:
    return () if pair.apart else (f"{pair.display_name(1 - person)} looks away.",)


def _handover_prompt(evening: Evening, person: int, *, can_leave_out: bool) -> Prompt:
    return Prompt(
        title=f"{evening.pair.display_name(person)} at the keyboard",
        lines=(
            *_looking_away(evening.pair, person),
            "Nothing that you enter can be seen, now or later.",
        ),
        options=(
            Option(key="enter", word="", label="I am alone with it"),
            *(_leave_out_options(evening) if can_leave_out else ()),
        ),
    )


def _ask_adaptations(
    name: str, adaptations: Mapping[str, str], left_out: frozenset[str]
) -> Steps[frozenset[str]]:
    """Asks one person what to leave out, starting from what is remembered; each key toggles a word."""
    words = tuple(adaptations)
    while True:
        marks = {word: "left out" if word in left_out else "stays" for word in words}
        answer = yield Prompt(
            title=f"{name}: anything to leave out for you?",
            lines=("It is remembered for you, and asked again only when you wish.",),
            options=(
                *(
                    Option(key=str(number), word=word, label=f"{adaptations[word]}: {marks[word]}")
                    for number, word in enumerate(words, start=1)
                ),
                Option(key="enter", word="", label="go on"),
            ),
        )
        if not answer:
            return left_out
        left_out ^= {answer}
