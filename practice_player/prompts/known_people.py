"""Asks about the people who practise here: names one, or renames, marks or forgets one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from practice_player.prompts.people import MAX_OFFERED_NAMES
from practice_player.prompts.prompt import Entry, Option, Prompt, Steps

ChangeKind: TypeAlias = Literal["add", "rename", "forget", "me", "leave-out"]

_ME: Final = "me"
_RENAME: Final = "rename"
_FORGET: Final = "forget"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody who practises here."""

    name: str
    me: bool = False
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleChange:
    """What is to be changed about one person."""

    kind: ChangeKind
    name: str
    new_name: str = ""
    me: bool = False
    without: frozenset[str] = frozenset()


def ask_about_people(
    people: Sequence[KnownPerson], adaptations: Mapping[str, str]
) -> Steps[PeopleChange | None]:
    """Asks for one change; None if there is none.  `adaptations` are words with their names to show."""
    while True:
        answer = yield _list_prompt(people)
        if not answer:
            return None
        person = next((each for each in people if each.name.casefold() == answer.casefold()), None)
        if person is None:
            return PeopleChange(kind="add", name=answer)
        change = yield from _ask_about_person(person, adaptations)
        if change is not None:
            return change


def _list_prompt(people: Sequence[KnownPerson]) -> Prompt:
    hidden = [person.name for person in people[MAX_OFFERED_NAMES:]]
    others = (f"And {', '.join(hidden)}.",) if hidden else ()
    return Prompt(
        title="Who practises here?",
        lines=("Choose somebody, or type a new name or initials.", *others),
        options=(
            *(
                Option(
                    key=str(number), word=person.name, label=f"{person.name}{' (me)' if person.me else ''}"
                )
                for number, person in enumerate(people[:MAX_OFFERED_NAMES], start=1)
            ),
            Option(key="enter", word="", label="done"),
        ),
        entry=Entry.NAME,
    )


def _ask_about_person(person: KnownPerson, adaptations: Mapping[str, str]) -> Steps[PeopleChange | None]:
    without = person.without
    while True:
        answer = yield _person_prompt(person, without, adaptations)
        if answer == _ME:
            return PeopleChange(kind="me", name=person.name, me=not person.me)
        if answer == _RENAME:
            new_name = yield _rename_prompt(person)
            if new_name:
                return PeopleChange(kind="rename", name=person.name, new_name=new_name)
        elif answer == _FORGET:
            if (yield _forget_prompt(person)) == _FORGET:
                return PeopleChange(kind="forget", name=person.name)
        elif answer:
            without ^= {answer}
        elif without != person.without:
            return PeopleChange(kind="leave-out", name=person.name, without=without)
        else:
            return None


def _person_prompt(person: KnownPerson, without: frozenset[str], adaptations: Mapping[str, str]) -> Prompt:
    marks = {word: "left out" if word in without else "stays" for word in adaptations}
    return Prompt(
        title=person.name,
        lines=("In practices for two, where there is another way:",),
        options=(
            *(
                Option(key=str(number), word=word, label=f"{adaptations[word]}: {marks[word]}")
                for number, word in enumerate(adaptations, start=1)
            ),
            Option(
                key="m", word=_ME, label="not me any more" if person.me else "this is me, who practises alone"
            ),
            Option(key="r", word=_RENAME, label="another name"),
            Option(key="f", word=_FORGET, label=f"forget {person.name}"),
            Option(key="enter", word="", label="back"),
        ),
    )


def _rename_prompt(person: KnownPerson) -> Prompt:
    return Prompt(
        title=f"What is {person.name} called from now on?",
        lines=("Type a name or initials. In the journal it changes, too.",),
        options=(Option(key="enter", word="", label="as before"),),
        entry=Entry.NAME,
    )


def _forget_prompt(person: KnownPerson) -> Prompt:
    return Prompt(
        title=f"Forget {person.name}?",
        lines=("The practices stay in the journal, with a guest.",),
        options=(
            Option(key="f", word=_FORGET, label=f"forget {person.name}"),
            Option(key="enter", word="", label="no"),
        ),
    )
