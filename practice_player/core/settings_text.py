"""Parses the text of a settings file, and reports each problem in it with its place and a remedy.

A setting whose line cannot be read keeps its default; all other lines are used.  Pure.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from practice_player.core.setting_kinds import MAX_QUOTED_LETTERS, SettingValueError, Words
from practice_player.core.setting_rows import ROWS
from practice_player.core.user_settings import DEFAULTS, SettingsText
from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.lookalikes import explain_letter, is_lookalike
from practice_player.lib.nearest import nearest
from practice_player.lib.plain_text import one_line

_AT: Final = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_BARE_WORD: Final = re.compile(r"\w[^\s#\[\]{},\"']*")
_MEANT: Final = {
    "high_contrast": 'theme = "high-contrast"',
    **dict.fromkeys(("dark", "dark_mode", "night_mode"), 'theme = "night"'),
    **dict.fromkeys(("light", "light_mode", "day_mode"), 'theme = "day"'),
    **dict.fromkeys(("reduced_motion", "animations", "animation"), "motion = false"),
    **dict.fromkeys(("volume", "voice_volume", "loudness"), "voice_db = -4"),
    **dict.fromkeys(("bed_db", "bed_volume", "background_volume"), "background_db = -4"),
    "voice": 'voices = ["heart"]',
    "bed": 'background = "rain"',
    **dict.fromkeys(("without", "adaptations"), 'leave_out = ["hold"]'),
    **dict.fromkeys(("log", "no_log"), "journal = false"),
}
"""Keys that there are not, but that somebody may expect, with a line that does what they say."""

_TWICE: Final = "Cannot overwrite a value"
_EXAMPLE: Final = "write one setting a line, such as `motion = false`"

_SYNTAX: Final = (
    ("Expected '='", "there is no `=` after the name", _EXAMPLE),
    ("Expected newline", "there is more on this line than one setting", "begin a new line here"),
    ("Unclosed array", "a list is not closed", "write `]` at its end"),
    ("Illegal character '\\n'", "a word in quotes is not closed", "write the same quote at its end"),
    ("Unterminated string", "a word in quotes is not closed", "write the same quote at its end"),
    ('Expected "\'"', "a word in quotes is not closed", "write the same quote at its end"),
)
"""The beginning of a message of tomllib, with the problem and the remedy to report instead."""


def read_settings(text: str, path: str) -> SettingsText:
    """Parses a text; `path` is the file name in the places of its problems."""
    problems: list[Diagnostic] = []
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as exc:
        problems.append(_syntax_problem(exc, text, path))
        table = _lines_that_can_be_read(text)
    values: dict[str, Any] = {}
    for key, value in table.items():
        try:
            values[key] = _checked(key, value)
        except SettingValueError as exc:
            place = _place(text, path, key, value, exc.part)
            problems.append(Diagnostic(place=place, problem=exc.problem, fix=exc.fix))
    return SettingsText(
        values=replace(DEFAULTS, **values),
        written=frozenset(values),
        problems=tuple(sorted(problems, key=lambda problem: problem.place)),
    )


def _checked(key: str, value: object) -> Any:
    row = ROWS.get(key)
    if isinstance(value, dict):
        problem = f"`{one_line(key, MAX_QUOTED_LETTERS)}` is a table here, and settings have none"
        raise SettingValueError(problem, _EXAMPLE)
    if row is None:
        problem = f"`{one_line(key, MAX_QUOTED_LETTERS)}` is not a word settings know"
        raise SettingValueError(problem, _key_fix(key))
    return row.kind.checked(value)


def _key_fix(key: str) -> str:
    folded_key = key.lower().replace("-", "_")
    meant = folded_key if folded_key in ROWS else _MEANT.get(folded_key) or nearest(key, ROWS)
    if meant:
        return f"write `{meant}`, or delete the line"
    return "delete the line; `practice-player settings` prints every key there is"


def _lines_that_can_be_read(text: str) -> dict[str, Any]:
    """Returns the settings of all lines that parse by themselves; a repeated key keeps its first value."""
    table: dict[str, Any] = {}
    for line in text.splitlines():
        try:
            found = tomllib.loads(line)
        except (tomllib.TOMLDecodeError, RecursionError, ValueError):
            continue
        # The header of a table parses as well; it is reported once the syntax is mended.
        table = {key: value for key, value in found.items() if key in ROWS} | table
    return table


def _place(text: str, path: str, key: str, value: object, part: str) -> Place:
    """Returns the place of a key; of its value if the key is known; of `part` if that is not empty."""
    head = re.compile(rf"^[ \t\[]*(?P<key>[\"']?{re.escape(key)}[\"']?)(?P<gap>[ \t]*=[ \t]*)?", re.MULTILINE)
    match = head.search(text)
    if match is None:
        return Place(path)
    at = match.end() if key in ROWS and match["gap"] and not isinstance(value, dict) else match.start("key")
    if part:
        word = re.compile(rf"[\"']{re.escape(part)}[\"']").search(text, match.end())
        at = word.start() if word else at
    return _place_at(text, path, at)


def _place_at(text: str, path: str, at: int) -> Place:
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _syntax_problem(exc: Exception, text: str, path: str) -> Diagnostic:
    """Describes the first error of a text that is not TOML."""
    match = _AT.search(str(exc))
    message = str(exc)[: match.start()] if match else "it is far too long, or nested too deeply"
    if match and match["line"]:
        place = Place(path, int(match["line"]), int(match["column"]))
    else:
        place = _place_at(text, path, len(text.rstrip()))
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if message == _TWICE:
        place = replace(place, column=1)
    problem, fix = "", ""
    for at, letter in _lookalikes(line):
        place = replace(place, column=at + 1)
        problem, fix = explain_letter(letter)
        break
    if not problem:
        problem, fix = _explained(message, line, place.column)
    return Diagnostic(place=place, problem=problem, fix=fix)


def _lookalikes(line: str) -> Iterator[tuple[int, str]]:
    """Yields column and letter of the lookalikes in a line, outside of quoted words and comments."""
    for at, letter in enumerate(re.sub(r"\"[^\"]*\"|'[^']*'", lambda match: " " * len(match[0]), line)):
        if letter == "#":
            return
        if is_lookalike(letter):
            yield at, letter


def _explained(message: str, line: str, column: int) -> tuple[str, str]:
    """Returns the problem and the remedy."""
    if message == _TWICE:
        key = one_line(line.partition("=")[0].strip(), MAX_QUOTED_LETTERS)
        return f"`{key}` stands here twice", "delete one of the two lines"
    if message == "Invalid value":
        return _no_value(line.partition("=")[0].strip(), line[column - 1 :])
    for beginning, problem, fix in _SYNTAX:
        if message.startswith(beginning):
            return problem, fix
    return f"this cannot be read ({message[:1].lower()}{message[1:]})", _EXAMPLE


def _no_value(key: str, rest: str) -> tuple[str, str]:
    """Describes a value that TOML does not know; `rest` is the line from there on."""
    bare = _BARE_WORD.match(rest)
    if not bare:
        return "a value is missing here", "write one after the `=`, or delete the line"
    word = one_line(bare[0], MAX_QUOTED_LETTERS)
    problem = f"`{word}` is no value as it stands"
    row = ROWS.get(key)
    if row is not None and not isinstance(row.kind, Words):
        try:
            row.kind.checked(bare[0])
        except SettingValueError as exc:
            return problem, exc.fix.removesuffix(", without quotes")
    return problem, f'write `["{word}"]`' if row and isinstance(row.kind, Words) else f'write `"{word}"`'


def first_line(problems: tuple[Diagnostic, ...], *, name: str) -> str:
    """Returns one message: the first problem, and how many more there are; `name` stands for the path."""
    first = problems[0]
    told = str(replace(first, place=replace(first.place, path=name)))
    more = len(problems) - 1
    return f"{told}\n  And {more} more: practice-player settings" if more else told
