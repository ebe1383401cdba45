"""Stores the people who practise here, in a small file in the person's own data.

Only names and adaptations are stored: consent is asked for each time and never written down.  A broken file
is treated as empty, and never overwritten.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from practice_player.lib.atomic_files import write_atomically, write_failure, write_remedy
from practice_player.lib.errors import PeopleError
from practice_player.lib.folders import make_private
from practice_player.lib.plain_text import one_line
from practice_player.prompts.prompt import MAX_NAME_LETTERS
from practice_player.script.choices import HABITS

FILE_NAME: Final = "people.json"
MAX_FILE_BYTES: Final = 100_000
MAX_PEOPLE: Final = 50

_WORDS: Final = frozenset(HABITS)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who practises here."""

    name: str

    me: bool = False
    """Whether this is the person who practises alone here; true for at most one."""

    without: frozenset[str] = frozenset()
    """What this person leaves out wherever a practice has another way: names of adaptations."""

    asked: frozenset[str] = frozenset()
    """What this person was asked about, whatever the answer: names of adaptations."""


class People:
    """The stored people, in the order in which they were added; the file is read for each call."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[Person, ...]:
        """Returns all people; none if the file is missing or broken."""
        try:
            return self.read()
        except PeopleError as exc:
            log.warning("%s", exc.problem)
            return ()

    def read(self) -> tuple[Person, ...]:
        """Returns all people; none if there is no file.

        Raises:
            PeopleError: the file cannot be read.
        """
        try:
            if not self._path.exists():
                return ()
            # Something that is not a file, or far too large, is read as empty, which is invalid JSON.
            readable = self._path.is_file() and self._path.stat().st_size <= MAX_FILE_BYTES
            return tuple(_parse_people(json.loads(self._path.read_bytes() if readable else b"")))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as exc:
            raise PeopleError(
                "the people cannot be read",
                fix="mend this file, or move it away; practices go on with guests",
                place=str(self._path),
            ) from exc

    def find(self, name: str) -> Person | None:
        """Returns the person of that name, whatever its capitals; None if there is none."""
        return _find_by_name(self.all(), name)

    def add(self, name: str, *, me: bool = False) -> Person:
        """Adds a person; if the name exists already, only `me` is changed.

        Raises:
            PeopleError: the name cannot be used, there are too many people, or the file is broken or cannot
                be written.
        """
        people = self.read()
        existing = _find_by_name(people, name)
        if existing and (existing.me or not me):
            return existing
        person = replace(existing, me=True) if existing else Person(name=clean_name(name), me=me)
        other_people = tuple(
            replace(person, me=person.me and not me) for person in people if person is not existing
        )
        if len(other_people) >= MAX_PEOPLE:
            raise PeopleError(
                f"there are {MAX_PEOPLE} people already", fix="practice-player people forget NAME"
            )
        self._write((*other_people, person))
        return person

    def set_me(self, name: str, *, me: bool) -> None:
        """Makes a person the one who practises alone here, or nobody.

        Raises:
            PeopleError: there is no such person, or the file is broken or cannot be written.
        """
        people = self.read()
        person = self._find_known(people, name)
        self._write(replace(each, me=me and each is person) for each in people)

    def rename(self, name: str, new_name: str) -> Person:
        """Renames a person, who keeps what they leave out.

        Raises:
            PeopleError: there is no such person, another one has the new name, or as `add`.
        """
        person, renamed = self.find_renamed(name, new_name)
        self._write(renamed if other == person else other for other in self.read())
        return renamed

    def find_renamed(self, name: str, new_name: str) -> tuple[Person, Person]:
        """Returns a person as they are, and as they would be with another name; changes nothing.

        Raises:
            PeopleError: as `rename`.
        """
        people = self.read()
        person = self._find_known(people, name)
        same_name = _find_by_name(people, new_name)
        if same_name and same_name is not person:
            raise PeopleError(f"somebody is called {same_name.name} already", fix="choose another name")
        return person, replace(person, name=clean_name(new_name))

    def find_known(self, name: str) -> Person:
        """Returns the person of that name, whatever its capitals.

        Raises:
            PeopleError: there is no such person, or the file is broken.
        """
        return self._find_known(self.read(), name)

    def forget(self, name: str) -> Person:
        """Removes a person, with what they leave out.

        Raises:
            PeopleError: there is no such person, or the file is broken or cannot be written.
        """
        people = self.read()
        person = self._find_known(people, name)
        self._write(other_person for other_person in people if other_person is not person)
        return person

    def leave_out(
        self,
        without: Mapping[str, frozenset[str]],
        asked: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        """Stores what each of these people leaves out; adds those who are missing, while there is room.

        `asked` has what some of them were asked about.

        Raises:
            PeopleError: as `add`.
        """
        people = list(self.read())
        old_people = tuple(people)
        for name, words in without.items():
            existing = _find_by_name(people, name)
            person = existing or Person(name=clean_name(name))
            changed = replace(
                person,
                without=words & _WORDS,
                asked=person.asked | (asked.get(name, frozenset()) & _WORDS),
            )
            if existing:
                people[people.index(existing)] = changed
            elif len(people) < MAX_PEOPLE:
                people.append(changed)
        if tuple(people) != old_people:
            self._write(people)

    def _find_known(self, people: tuple[Person, ...], name: str) -> Person:
        person = _find_by_name(people, name)
        if person is None:
            names = ", ".join(person.name for person in people)
            fix = f"one of {names}" if names else "practice-player people add NAME"
            raise PeopleError(f"nobody here is called {one_line(name, MAX_NAME_LETTERS)}", fix=fix)
        return person

    def _write(self, people: Iterable[Person]) -> None:
        rows = [
            {
                "name": person.name,
                "me": person.me,
                "without": sorted(person.without),
                "asked": sorted(person.asked),
            }
            for person in people
        ]
        raw = json.dumps({"people": rows}, indent=2, ensure_ascii=False) + "\n"
        try:
            make_private(self._path.parent)
            write_atomically(self._path, raw.encode(), durable=True)
        except OSError as exc:
            raise PeopleError(
                f"the people cannot be kept ({write_failure(exc)})",
                fix=write_remedy(exc, "allow writing there, or name another folder in PRACTICE_PLAYER_HOME"),
                place=str(self._path),
            ) from exc


def clean_name(name: str) -> str:
    """Returns a name as it is stored: without extra white space.

    Raises:
        PeopleError: the name is empty or too long, begins with a digit, or has an unprintable character.
    """
    clean = " ".join(name.split())
    if not clean or not clean.isprintable() or len(clean) > MAX_NAME_LETTERS or clean[0].isdecimal():
        raise PeopleError(
            f"`{one_line(name, MAX_NAME_LETTERS)}` is no name to be used here",
            fix=f"a first name or initials of up to {MAX_NAME_LETTERS} letters, no digit first",
        )
    return clean


def _find_by_name(people: Iterable[Person], name: str) -> Person | None:
    folded_name = " ".join(name.split()).casefold()
    return next((person for person in people if person.name.casefold() == folded_name), None)


def _parse_people(table: Any) -> Iterable[Person]:
    has_me = False
    for row in table["people"]:
        is_me = row["me"] is True and not has_me
        has_me |= is_me
        words, asked = row["without"], row.get("asked", [])
        if not (isinstance(row["name"], str) and isinstance(words, list) and isinstance(asked, list)):
            raise TypeError("no person")
        yield Person(
            name=row["name"],
            me=is_me,
            without=_WORDS.intersection(map(str, words)),
            asked=_WORDS.intersection(map(str, asked)),
        )
