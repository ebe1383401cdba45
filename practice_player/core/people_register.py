"""The people who practise here, with their names in the journal and beside their wishes."""

from pathlib import Path

from practice_player.balance.store import BalanceFile
from practice_player.core.card_building import NAMES
from practice_player.journal.history import rename_in_journal
from practice_player.lib.errors import PeopleError
from practice_player.people.store import People, Person
from practice_player.prompts.known_people import KnownPerson, PeopleChange, ask_about_people
from practice_player.prompts.prompt import Dialog
from practice_player.script.choices import HABITS


class PeopleRegister:
    """Lists, adds, renames and forgets people; without a store there is nobody, and nobody can be named."""

    def __init__(
        self, people: People | None, journal_path: Path | None, balance_file: BalanceFile | None = None
    ) -> None:
        """`balance_file` has the wishes, which stay with the person whatever the name."""
        self._people = people
        self._journal_path = journal_path
        self._balance_file = balance_file

    def all(self) -> tuple[Person, ...]:
        """Returns everybody who was named."""
        return self._people.all() if self._people else ()

    def dialog(self) -> Dialog[PeopleChange | None]:
        """Returns the dialog that asks for one change."""
        people = [
            KnownPerson(name=person.name, me=person.me, without=person.without) for person in self.all()
        ]
        words = HABITS
        return Dialog(ask_about_people(people, {word: name for word, name in NAMES.items() if word in words}))

    def apply(self, change: PeopleChange) -> None:
        """Makes a change that the dialog asked for.

        Raises:
            PeopleError: as `add`, `rename` and `forget`.
            JournalError: as `rename` and `forget`.
            BalanceError: as `rename` and `forget`.
        """
        match change.kind:
            case "add":
                self.add(change.name)
            case "rename":
                self.rename(change.name, change.new_name)
            case "forget":
                self.forget(change.name)
            case "me":
                self._store.set_me(change.name, me=change.me)
            case "leave-out":
                asked = frozenset(HABITS)
                self._store.leave_out({change.name: change.without}, {change.name: asked})

    def add(self, name: str, *, me: bool = False) -> Person:
        """Adds a person.

        Raises:
            PeopleError: the name is not valid, or cannot be stored.
        """
        return self._store.add(name, me=me)

    def rename(self, name: str, new_name: str) -> tuple[str, str]:
        """Gives somebody another name, in the journal too; returns the old and the new one.

        Raises:
            PeopleError: nobody has the old name, or somebody else has the new one.
            JournalError: the journal cannot be written.
            BalanceError: the wishes cannot be written.
        """
        person, renamed = self._store.find_renamed(name, new_name)
        self._rename_elsewhere(person.name, renamed.name)
        self._store.rename(person.name, renamed.name)
        return person.name, renamed.name

    def forget(self, name: str) -> Person:
        """Forgets somebody; their practices stay in the journal, without the name.

        Raises:
            PeopleError: nobody has this name.
            JournalError: the journal cannot be written.
            BalanceError: the wishes cannot be written.
        """
        person = self._store.find_known(name)
        self._rename_elsewhere(person.name, "")
        return self._store.forget(person.name)

    def _rename_elsewhere(self, name: str, new_name: str) -> None:
        """Renames in journal and wishes, before the person is renamed.

        So the same can be asked for again if one of them cannot be written; the other way round, nobody of
        the old name would be known any more, and it would stay in the journal.
        """
        if self._journal_path:
            rename_in_journal(self._journal_path, name, new_name)
        if self._balance_file:
            self._balance_file.rename(name, new_name)

    @property
    def _store(self) -> People:
        if self._people is None:
            raise PeopleError("nobody can be named here", fix="practise with guests")
        return self._people
