"""`people`: lists, adds, renames and forgets the people who practise here."""

import argparse
from typing import TYPE_CHECKING

from practice_player.cli.arguments import AddCommand, add_json_argument
from practice_player.cli.printing import report, say, say_json
from practice_player.settings import data_dir, journal_path, people_path

if TYPE_CHECKING:
    from practice_player.core.people_register import PeopleRegister


def register(add_command: AddCommand) -> None:
    parser = add_command("people", _list)
    actions = parser.add_subparsers(title="commands", metavar="COMMAND")
    listing = actions.add_parser("list", help="everybody who was named")
    for subparser in (parser, listing):
        add_json_argument(subparser)
    listing.set_defaults(run=_list)
    adding = actions.add_parser("add", help="name somebody: a first name or initials")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--me", action="store_true", help="the one who practises alone here")
    adding.set_defaults(run=_add)
    renaming = actions.add_parser("rename", help="give somebody another name, in the journal too")
    renaming.add_argument("name", metavar="OLD")
    renaming.add_argument("new_name", metavar="NEW")
    renaming.set_defaults(run=_rename)
    forgetting = actions.add_parser("forget", help="forget somebody, in the journal too")
    forgetting.add_argument("name", metavar="NAME")
    forgetting.set_defaults(run=_forget)


def _list(args: argparse.Namespace) -> int:
    return list_people(as_json=args.json)


def _add(args: argparse.Namespace) -> int:
    return add_person(args.name, me=args.me)


def _rename(args: argparse.Namespace) -> int:
    return rename_person(args.name, args.new_name)


def _forget(args: argparse.Namespace) -> int:
    return forget_person(args.name)


def list_people(*, as_json: bool) -> int:
    """Prints everybody who was named, with what they leave out.

    Raises:
        PeopleError: the people cannot be read.
    """
    from practice_player.people.store import People

    people = People(people_path()).read()
    if as_json:
        say_json(
            [{"name": person.name, "me": person.me, "without": sorted(person.without)} for person in people]
        )
        return 0
    for person in people:
        notes = [*(["me"] if person.me else []), *(f"without {word}" for word in sorted(person.without))]
        say(f"{person.name}  {', '.join(notes)}".rstrip())
    if not people:
        say("Nobody is named here; guests are welcome. Name somebody: practice-player people add NAME")
    return 0


def add_person(name: str, *, me: bool) -> int:
    """Adds a person.

    Raises:
        PeopleError: the name is not valid, or cannot be stored.
    """
    person = _register().add(name, me=me)
    report(f"{person.name} practises here{', and is the one who practises alone' if person.me else ''}.")
    return 0


def rename_person(name: str, new_name: str) -> int:
    """Gives somebody another name, in the journal and among the wishes too.

    Raises:
        PeopleError: nobody has the old name, or somebody else has the new one.
        JournalError: the journal cannot be written.
        BalanceError: the wishes cannot be written.
    """
    old_name, now = _register().rename(name, new_name)
    report(f"{old_name} is called {now} from now on.")
    return 0


def forget_person(name: str) -> int:
    """Forgets somebody and their wish; their practices stay in the journal, without the name.

    Raises:
        PeopleError: nobody has this name.
        JournalError: the journal cannot be written.
        BalanceError: the wishes cannot be written.
    """
    from practice_player.cli.journal_editing import tell_of_files
    from practice_player.journal.erasing import copies

    copy_names = [copy.name for copy in copies(journal_path())]
    person = _register().forget(name)
    say(f"{person.name} is forgotten. The practices stay in the journal, with a guest.")
    tell_of_files(copy_names)
    return 0


def _register() -> "PeopleRegister":
    from practice_player.balance.store import FILE_NAME, BalanceFile
    from practice_player.core.people_register import PeopleRegister
    from practice_player.people.store import People

    return PeopleRegister(People(people_path()), journal_path(), BalanceFile(data_dir() / FILE_NAME))
