"""`journal wish` and `journal balance`: what somebody would like of a week, and what the weeks had."""

import argparse
from typing import TYPE_CHECKING, Final

from practice_player.cli.arguments import add_json_argument
from practice_player.cli.printing import say, say_json, warn_lines
from practice_player.lib.errors import UsageError
from practice_player.lib.suggested_commands import quote_for_shell
from practice_player.settings import data_dir, journal_path, people_path

if TYPE_CHECKING:
    from practice_player.balance.wish import Amount, Wish
    from practice_player.core.balance import Balance, BalanceView

MOST_WEEKS: Final = 52
_NONE: Final = "none"
_YES_NO: Final = ("yes", "no")


def register(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds both commands to those of `journal`."""
    wish = actions.add_parser(
        "wish", help="what you would like of a week: times or minutes, alone and together"
    )
    _add_person_argument(wish)
    wish.add_argument("--alone", metavar="2|40m|none", help="times, or minutes, alone")
    wish.add_argument("--together", metavar="2|1h|none", help="times, or minutes, together")
    wish.add_argument("--clear", action="store_true", help="forget it")
    wish.add_argument(
        "--show-to-each-other",
        choices=_YES_NO,
        help="whether it may stand beside another's; it does only if both say yes",
    )
    add_json_argument(wish)
    wish.set_defaults(run=_run_wish)
    balance = actions.add_parser("balance", help="time alone and time together, beside what you said")
    _add_person_argument(balance)
    balance.add_argument(
        "--weeks",
        type=_parse_weeks,
        default=None,
        metavar="N",
        help=f"how many, up to {MOST_WEEKS}; 8 without",
    )
    balance.add_argument(
        "--check-ins", action="store_true", help="your own numbers before and after, in words, instead"
    )
    add_json_argument(balance)
    balance.set_defaults(run=_run_balance)


def _run_wish(args: argparse.Namespace) -> int:
    shows = None if args.show_to_each_other is None else args.show_to_each_other == "yes"
    return change_wish(
        args.person,
        alone=args.alone,
        together=args.together,
        clear=args.clear,
        shows=shows,
        as_json=args.json,
    )


def _run_balance(args: argparse.Namespace) -> int:
    if args.check_ins:
        return print_check_ins(args.person, as_json=args.json)
    return print_balance(args.person, weeks=args.weeks, as_json=args.json)


def change_wish(
    person: str | None,
    *,
    alone: str | None = None,
    together: str | None = None,
    clear: bool = False,
    shows: bool | None = None,
    as_json: bool = False,
) -> int:
    """Stores what a person would like of a week, as far as it is given, and prints it.

    Raises:
        UsageError: an amount cannot be read, or the settings keep nothing.
        PeopleError: nobody has this name.
        BalanceError: it cannot be stored.
    """
    from practice_player.balance.wish import NO_WISH, Wish

    balance = _open_balance()
    name = balance.person(person)
    stored = balance.wish(name)
    old_wish = NO_WISH if clear else stored
    wish = Wish(alone=_amount(alone, old_wish.alone), together=_amount(together, old_wish.together))
    if (wish != stored or shows is not None) and not _keeps_traces():
        raise UsageError(
            "your settings keep nothing, and so no wish", fix="journal = true in the settings, then again"
        )
    if wish != stored:
        balance.set_wish(name, wish)
    if shows is not None:
        balance.file.set_shows(name, on=shows)
    if as_json:
        say_json({"person": name, "wish": _wish_json(wish), "shows": balance.file.shows(name)})
    else:
        _print_wish(balance, name, wish)
    return 0


def print_balance(person: str | None, *, weeks: int | None = None, as_json: bool = False) -> int:
    """Prints the last weeks of a person: in words, then drawn.

    Raises:
        PeopleError: nobody has this name.
        JournalError: the journal cannot be read.
    """
    from practice_player.balance.text_chart import chart_lines
    from practice_player.balance.weeks import SHOWN_WEEKS
    from practice_player.balance.words import NO_WISH_YET, balance_lines, wish_words

    balance = _open_balance()
    view = balance.view(balance.person(person), weeks or SHOWN_WEEKS)
    if view.damage_notice:
        warn_lines(view.damage_notice)
    if as_json:
        say_json(_view_json(view))
        return 0
    for line in balance_lines(view.weeks, view.wish):
        say(line)
    for name, wish in view.others:
        say(wish_words(wish, name))
    say()
    for line in chart_lines(view.weeks, view.wish):
        say(line)
    if not view.wish:
        say()
        say(NO_WISH_YET)
        whose = f" --person {quote_for_shell(view.person)}" if person else ""
        say(f"If you like: practice-player journal wish{whose} --alone 2 --together 2")
    return 0


def print_check_ins(person: str | None, *, as_json: bool = False) -> int:
    """Prints how somebody's own numbers changed, practice by practice.

    Raises:
        PeopleError: nobody has this name.
        JournalError: the journal cannot be read.
    """
    from practice_player.balance.changes import change_chart_lines, change_lines, change_word

    balance = _open_balance()
    name = balance.person(person)
    view = balance.view(name, 1)
    if view.damage_notice:
        warn_lines(view.damage_notice)
    changes = view.changes
    if as_json:
        say_json(
            [
                {
                    "day": change.day.isoformat(),
                    "title": change.title,
                    "tension_by": change.by,
                    "in_words": change_word(change.by),
                }
                for change in changes
            ]
        )
        return 0
    if not changes:
        is_owner = name in ("", balance.person())
        say(
            "No numbers from before and after yet; check_ins = true in the settings asks for them."
            if is_owner
            else "Numbers are kept for the one whose journal this is, and for nobody else."
        )
        return 0
    for line in change_lines(changes):
        say(line)
    say()
    for line in change_chart_lines(changes):
        say(line)
    return 0


def _print_wish(balance: "Balance", name: str, wish: "Wish") -> None:
    from practice_player.balance.words import NO_WISH_YET, amount_label

    if wish:
        whose = f"A week for {name}" if len(balance.names()) > 1 else "A week"
        say(f"{whose}: together {amount_label(wish.together)}, alone {amount_label(wish.alone)}.")
    else:
        say(NO_WISH_YET)
    if len(balance.names()) > 1:
        shown = balance.file.shows(name)
        say("It may stand beside another's." if shown else "It stands beside nobody else's.")


def _open_balance() -> "Balance":
    """Returns the balance of this machine; nothing is read from a journal that the settings turn off."""
    from practice_player.balance.store import FILE_NAME, BalanceFile
    from practice_player.core.balance import Balance
    from practice_player.people.store import People

    return Balance(BalanceFile(data_dir() / FILE_NAME), journal_path(), People(people_path()))


def _keeps_traces() -> bool:
    from practice_player.cli.own_settings import own_preferences

    return own_preferences().chosen.journal


def _amount(text: str | None, old_amount: "Amount | None") -> "Amount | None":
    from practice_player.balance.wish import parse_amount

    if text is None or text.strip().casefold() == _NONE:
        return old_amount if text is None else None
    amount = parse_amount(text)
    if amount is None:
        raise UsageError(
            f"`{text[:60]}` is no wish for a week",
            fix="times such as 2, or minutes such as 40m or 1h; none takes back what was said",
        )
    return amount


def _parse_weeks(text: str) -> int:
    if (
        text.isascii()
        and text.isdecimal()
        and len(text) <= len(str(MOST_WEEKS))
        and 1 <= int(text) <= MOST_WEEKS
    ):
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text[:60]}` is no number of weeks from 1 to {MOST_WEEKS}")


def _add_person_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--person", metavar="NAME", help="whose; without it, yours")


def _wish_json(wish: "Wish") -> dict[str, object]:
    from practice_player.balance.wish import Kind

    return {
        kind.value: {amount.unit.value: amount.number} if (amount := wish.of(kind)) else None for kind in Kind
    }


def _view_json(view: "BalanceView") -> dict[str, object]:
    from practice_player.balance.wish import Kind

    return {
        "person": view.person,
        "wish": _wish_json(view.wish),
        "others": [{"person": name, "wish": _wish_json(wish)} for name, wish in view.others],
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                **{
                    kind.value: {
                        "times": week.of(kind).times,
                        "practised_s": round(week.of(kind).practised_s, 1),
                    }
                    for kind in Kind
                },
            }
            for week in view.weeks
        ],
    }
