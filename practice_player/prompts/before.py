"""What is asked before a practice begins; for two, each answers alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from practice_player.prompts import check_in, consent, first_turn
from practice_player.prompts.check_in import Numbers
from practice_player.prompts.consent import Ways
from practice_player.prompts.first_turn import FirstTurn
from practice_player.prompts.people import Pair, Presence, who_is_here
from practice_player.prompts.prompt import Option, Prompt, RandomBelow, Steps

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
"""Stands once before the first practice for two; content 2.6."""

_NOT_NOW: Final = "not-now"

APART: Final = frozenset({"touch", "closeness"})
"""What two people on a call go without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a practice asks beforehand."""

    title: str
    for_two: bool
    ways: Ways = field(default_factory=dict)
    check_in: tuple[str, ...] = ()
    adaptations: Mapping[str, str] = field(default_factory=dict)
    """What each person may leave out on any day: the word, and the name people read."""

    has_turns: bool = False
    care: tuple[str, ...] = ()
    """Sentences to be read first, once; empty when there is no need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is remembered of the people and of earlier practices."""

    names: tuple[str, ...] = ()
    me: str = ""
    """Who practises alone; empty when nobody was named."""

    last_pair: tuple[str, ...] = ()
    """Who practised together last; empty when nobody did, or without names."""

    began_last: Callable[[Sequence[str]], str | None] = field(default=lambda _: None)
    """Who of these two began the last practice that they did together."""

    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What each person leaves out on any day, by name."""

    first: str = ""
    """Who begins, as somebody asked for it: a name, or `lot`."""

    gate_passed: bool = False
    asks_alone: bool = False
    """Whether somebody who practises alone is asked for numbers; two are, where a practice has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What came out: a practice is made of this."""

    people: tuple[str, ...] = ()
    """The names of those who practise, the one who begins first; a name is empty when none was given."""

    reason_first: str = ""
    """Why that one begins."""

    without: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()

    adaptations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What each named person leaves out from now on."""

    check_ins: tuple[Numbers, ...] = ()
    """What each entered, in the order of `people`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNow:
    """The practice is not begun."""

    leads_to_solo: bool = False
    line: str = ""
    """A sentence to say, or empty."""


Prepared = Preparation | NotNow


def before(needs: Needs, known: Known, below: RandomBelow) -> Steps[Prepared]:
    """Everything that is asked before a practice begins."""
    if needs.for_two and not known.gate_passed and (yield GATE) == _NOT_NOW:
        return NotNow(leads_to_solo=True)
    if needs.care and (yield _care(needs)) == _NOT_NOW:
        return NotNow()
    if not needs.for_two:
        return (yield from _alone(needs, known))
    pair = yield from who_is_here(known.names, known.last_pair)
    if pair.presence is Presence.ALONE:
        return (yield from _one_of_two(needs, pair))
    return (yield from _two(needs, known, pair, below))


def _care(needs: Needs) -> Prompt:
    return Prompt(
        title=f"{needs.title} is a tender one",
        lines=needs.care,
        options=(
            Option(key="enter", word="", label="I know"),
            Option(key="n", word=_NOT_NOW, label="not now"),
        ),
    )


def _alone(needs: Needs, known: Known) -> Steps[Prepared]:
    entered: Numbers = {}
    if known.asks_alone:
        entered = yield from check_in.numbers(needs.check_in, known.me or "You", alone=True)
    return Preparation(people=(known.me,) if known.me else (), check_ins=(entered,))


def _one_of_two(needs: Needs, pair: Pair) -> Steps[Prepared]:
    """A practice for two that one person plays: it says so, and leaves out what takes two."""
    yield Prompt(
        title=f"{needs.title} is made for two",
        lines=(
            "It plays for one as well: without touch, looking or sharing, where it has a way.",
            "A turn for somebody who is not here is a quiet one.",
        ),
        options=(Option(key="enter", word="", label="go on"),),
    )
    alone = frozenset(name for name, answers in needs.ways.items() if consent.Answer.NO in answers)
    return Preparation(people=pair.names[:1], without=alone)


def _two(needs: Needs, known: Known, pair: Pair, below: RandomBelow) -> Steps[Prepared]:
    first = FirstTurn(person=0, reason="")
    if needs.has_turns:
        first = yield from _who_begins(pair, known, below)
    ways = {name: each for name, each in needs.ways.items() if not (pair.apart and name in APART)}
    items = needs.check_in
    own = consent.all_yes(ways)
    if ways:
        draws = yield from _consent_card(pair, ways)
        wish = consent.drawn(ways, below)
        own = wish if draws else own
    entered: list[Numbers] = []
    given: list[consent.Answers] = [own]
    left_out: list[frozenset[str]] = []
    for person in range(1 if pair.apart else 2):
        if ways or items or needs.adaptations:
            yield _hand_over(pair, person)
        if needs.adaptations:
            known_words = known.without.get(pair.names[person], frozenset())
            left_out.append((yield from _adaptations(pair.shown(person), needs, known_words)))
        entered.append((yield from check_in.numbers(items, pair.shown(person))))
        given.append((yield from _consents(pair.shown(person), ways)))
    settled = consent.settle(ways, *given)
    if consent.impossible(ways, settled):
        return NotNow(line=f"{needs.title} does not fit tonight. Another one may.")
    apart = APART & needs.ways.keys() if pair.apart else frozenset()
    without = settled.without.union(apart, *left_out)
    order = (first.person, 1 - first.person)
    return Preparation(
        people=tuple(pair.names[person] for person in order),
        reason_first=first.reason,
        without=without,
        some=settled.some - without,
        adaptations={name: words for name, words in zip(pair.names, left_out, strict=False) if name},
        check_ins=tuple(entered[person] for person in order if person < len(entered)),
    )


def _consents(shown: str, ways: Ways) -> Steps[dict[str, consent.Answer]]:
    answers = {}
    for name in ways:
        answers[name] = consent.answered((yield consent.prompt(shown, name)))
    return answers


def _who_begins(pair: Pair, known: Known, below: RandomBelow) -> Steps[FirstTurn]:
    chosen = first_turn.named(pair.names, known.first) if known.first not in ("", "lot") else None
    if chosen is None and known.first == "lot":
        chosen = first_turn.by_lot(below)
    first = chosen or first_turn.in_turn(pair.names, known.began_last(pair.names), below)
    while True:
        answer = yield Prompt(
            title=f"{pair.shown(first.person)} goes first",
            lines=(first.reason,),
            options=(
                Option(key="enter", word="", label="good"),
                Option(key="o", word="other", label=f"{pair.shown(1 - first.person)} instead"),
                Option(key="l", word="lot", label="draw lots"),
            ),
        )
        if not answer:
            return first
        swapped = FirstTurn(person=1 - first.person, reason="You chose so.")
        first = swapped if answer == "other" else first_turn.by_lot(below)


def _consent_card(pair: Pair, ways: Ways) -> Steps[bool]:
    """Says what is asked and how, and asks whether the practice may be gentler by itself."""
    draws = True
    names = ", ".join(f"{name}" for name in ways)
    while True:
        by_itself = (
            f"One evening in {_IN_WORDS} the practice chooses something gentler by itself, "
            "so a gentle evening says nothing about either of you."
            if draws
            else "Tonight it chooses nothing by itself: it is as gentle as your answers."
        )
        who = (
            f"{pair.shown(0)} answers" if pair.apart else "Each of you answers alone, the other looking away"
        )
        answer = yield Prompt(
            title="What would be good tonight?",
            lines=(
                f"{who}: {names}. No, some or yes; the lower answer holds, and nobody learns whose it was.",
                by_itself,
            ),
            options=(
                Option(key="enter", word="", label="go on"),
                Option(key="d", word="draw", label="not by itself tonight" if draws else "by itself as well"),
            ),
        )
        if not answer:
            return draws
        draws = not draws


_IN_WORDS: Final = {6: "six"}[consent.ONE_EVENING_IN]


def _hand_over(pair: Pair, person: int) -> Prompt:
    away = "" if pair.apart else f"{pair.shown(1 - person)} looks away."
    return Prompt(
        title=f"{pair.shown(person)} at the keyboard",
        lines=tuple(line for line in (away, "Nothing that you enter can be seen, now or later.") if line),
        options=(Option(key="enter", word="", label="I am alone with it"),),
    )


def _adaptations(shown: str, needs: Needs, known: frozenset[str]) -> Steps[frozenset[str]]:
    """What this person leaves out, as they left it out before; each key takes one out or in."""
    left_out = known & needs.adaptations.keys()
    words = tuple(needs.adaptations)
    while True:
        marks = {word: "left out" if word in left_out else "stays" for word in words}
        answer = yield Prompt(
            title=f"{shown}: anything to leave out for you?",
            lines=("It is remembered for you.",),
            options=(
                *(
                    Option(key=str(number), word=word, label=f"{needs.adaptations[word]}: {marks[word]}")
                    for number, word in enumerate(words, start=1)
                ),
                Option(key="enter", word="", label="go on"),
            ),
        )
        if not answer:
            return left_out
        left_out ^= {answer}
