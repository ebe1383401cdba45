"""Writes the tables of checks.md from the rules themselves.

usage: python docs/make_checks.py
"""

from pathlib import Path

from practice_player.lint.rule import Rule
from practice_player.lint.rules import wordlists
from practice_player.lint.rules.table import FAMILIES
from practice_player.lint.rules.wordlists import AvoidedWordings

PAGE = Path(__file__).parent / "checks.md"
BEGIN, END = "<!-- written by make_checks.py: begin -->", "<!-- written by make_checks.py: end -->"

LISTS = {
    "Silence announced": wordlists.ANNOUNCING,
    "Inward": wordlists.INWARD,
    "Ways out": wordlists.WAYS_OUT,
    "Warnings": wordlists.WARNINGS,
    "Touch": wordlists.TOUCH,
    "Gaze": wordlists.GAZE,
    "Gaze again": wordlists.LOOK_AGAIN,
    "Gaze ends": wordlists.LOOK_AWAY,
    "Breath": wordlists.BREATH,
    "Holds": wordlists.HOLDS,
    "Directions": wordlists.DIRECTIONS,
}
"""By the name that the rules call them."""


def tables() -> str:
    """Everything between the two marks."""
    parts = [_family(name, rules) for name, rules in FAMILIES.items()]
    parts += [
        "## The lists",
        "`*` stands for any ending, `…` for up to two words between. Case does not matter.",
    ]
    parts += [_avoided("Instead of pressing", wordlists.PRESSING)]
    parts += [_avoided("Instead of promising", wordlists.CLAIMS)]
    parts += [f"**{name}**: {_plain(listed)}." for name, listed in LISTS.items()]
    return "\n\n".join(parts)


def with_tables(page: str) -> str:
    """The page with its tables as they should be."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{rest.partition(END)[2]}"


def _family(name: str, rules: tuple[Rule, ...]) -> str:
    rows = [
        f"| `{rule.code}` | {rule.severity} | {_cell(rule.looks_for)} | {_cell(rule.because)} |"
        for rule in rules
    ]
    return "\n".join([f"## {name}", "", "| rule | | what is looked for | why |", "|---|---|---|---|", *rows])


def _avoided(name: str, listed: tuple[AvoidedWordings, ...]) -> str:
    rows = [f"| {_plain(one.wordings)}{_note(one)} | {_cell(one.instead)} |" for one in listed]
    return "\n".join([f"**{name}**", "", "| avoid | for instance |", "|---|---|", *rows])


def _plain(wordings: tuple[str, ...]) -> str:
    return ", ".join(f"`{one}`" for one in wordings)


def _note(one: AvoidedWordings) -> str:
    if one.unless:
        return f" (unless the sentence says {' or '.join(f'“{word}”' for word in one.unless)})"
    return " (alone)" if one.solo_only else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
