"""The people who practise here, in a small file among a person's own data.

Names and adaptations only: what somebody consents to is asked anew each time and never written down.
A file that is broken counts as empty, and is never written over.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.errors import PeopleError
from practice_player.lib.folders import make_private
from practice_player.lib.plain_text import one_line
from practice_player.prompts.prompt import MAX_NAME_LETTERS
from practice_player.script.choices import ADAPTATIONS

FILE_NAME: Final = "people.json"
MAX_BYTES: Final = 100_000
MAX_PEOPLE: Final = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who practises here."""

    name: str

    me: bool = False
    """Whether this one practises alone here; at most one person is."""

    without: frozenset[str] = frozenset()
    """What this person leaves out wherever a practice has another way: words for adaptations."""


class People:
    """Everybody who was named, read afresh each time, in the order in which they were named."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[Person, ...]:
        """Everybody; nobody when the file is missing or broken."""
        try:
            return self._read()
        except PeopleError as exc:
            log.warning("%s", exc.problem)
            return ()

    def find(self, name: str) -> Person | None:
        """The person of that name, in any case of letters."""
        return _named(self.all(), name)

    def add(self, name: str, *, me: bool = False) -> Person:
        """Adds somebody; one who is known already stays as they are, but for `me`.

        Raises:
            PeopleError: it is no name, there are too many, or the file is broken or cannot be written.
        """
        people = self._read()
        known = _named(people, name)
        if known and (known.me or not me):
            return known
        person = replace(known, me=True) if known else Person(name=checked(name), me=me)
        others = tuple(replace(each, me=each.me and not me) for each in people if each is not known)
        if len(others) >= MAX_PEOPLE:
            raise PeopleError(
                f"there are {MAX_PEOPLE} people already", fix="practice-player people forget NAME"
            )
        self._write((*others, person))
        return person

    def rename(self, name: str, new_name: str) -> Person:
        """Gives somebody another name; what they leave out stays theirs.

        Raises:
            PeopleError: nobody is called so, somebody else is called that, or as `add`.
        """
        people = self._read()
        person = self._known(people, name)
        other = _named(people, new_name)
        if other and other is not person:
            raise PeopleError(f"somebody is called {other.name} already", fix="choose another name")
        renamed = replace(person, name=checked(new_name))
        self._write(renamed if each is person else each for each in people)
        return renamed

    def forget(self, name: str) -> Person:
        """Removes somebody, with what they leave out.

        Raises:
            PeopleError: nobody is called so, or the file is broken or cannot be written.
        """
        people = self._read()
        person = self._known(people, name)
        self._write(each for each in people if each is not person)
        return person

    def leave_out(self, without: Mapping[str, frozenset[str]]) -> None:
        """Remembers what each of these people leaves out; somebody who is not known is added.

        Raises:
            PeopleError: as `add`.
        """
        people = list(self._read())
        before = tuple(people)
        for name, words in without.items():
            kept = words & frozenset(ADAPTATIONS.values())
            known = _named(people, name)
            if known:
                people[people.index(known)] = replace(known, without=kept)
            elif len(people) < MAX_PEOPLE:
                people.append(Person(name=checked(name), without=kept))
        if tuple(people) != before:
            self._write(people)

    def _known(self, people: tuple[Person, ...], name: str) -> Person:
        person = _named(people, name)
        if person is None:
            names = ", ".join(each.name for each in people)
            fix = f"one of {names}" if names else "practice-player people add NAME"
            raise PeopleError(f"nobody here is called {one_line(name, MAX_NAME_LETTERS)}", fix=fix)
        return person

    def _read(self) -> tuple[Person, ...]:
        try:
            if not self._path.exists():
                return ()
            # What is no file, or far too large, reads as nothing, which is no JSON either.
            readable = self._path.is_file() and self._path.stat().st_size <= MAX_BYTES
            return tuple(_people(json.loads(self._path.read_bytes() if readable else b"")))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as exc:
            raise PeopleError(
                "the people cannot be read",
                fix="mend this file, or move it away; practices go on with guests",
                place=str(self._path),
            ) from exc

    def _write(self, people: Iterable[Person]) -> None:
        written = [
            {"name": person.name, "me": person.me, "without": sorted(person.without)} for person in people
        ]
        raw = json.dumps({"people": written}, indent=2, ensure_ascii=False) + "\n"
        try:
            make_private(self._path.parent)
            write_atomically(self._path, raw.encode(), durable=True)
        except OSError as exc:
            raise PeopleError(
                f"the people cannot be kept ({exc.strerror})",
                fix="allow writing there, or name another folder in PRACTICE_PLAYER_HOME",
                place=str(self._path),
            ) from exc


def checked(name: str) -> str:
    """A name as it is kept: on one line, without what a terminal obeys.

    Raises:
        PeopleError: it is no name.
    """
    kept = " ".join(name.split())
    if not kept or not kept.isprintable() or len(kept) > MAX_NAME_LETTERS or kept[0].isdecimal():
        raise PeopleError(
            f"`{one_line(name, MAX_NAME_LETTERS)}` is no name to be used here",
            fix=f"a first name or initials of up to {MAX_NAME_LETTERS} letters, no digit first",
        )
    return kept


def _named(people: Iterable[Person], name: str) -> Person | None:
    wanted = " ".join(name.split()).casefold()
    return next((person for person in people if person.name.casefold() == wanted), None)


def _people(written: Any) -> Iterable[Person]:
    me_found = False
    for row in written["people"]:
        is_me = row["me"] is True and not me_found
        me_found |= is_me
        words = row["without"]
        if not isinstance(row["name"], str) or not isinstance(words, list):
            raise TypeError("no person")
        yield Person(
            name=row["name"], me=is_me, without=frozenset(ADAPTATIONS.values()).intersection(map(str, words))
        )
