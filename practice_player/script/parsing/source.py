"""A script's text beside its tree: where in the file anything stands."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import yaml

from practice_player.script.parsing.yaml_tree import child

Loc: TypeAlias = tuple[int | str, ...]
"""The way to a value: keys and numbers from 0, as in `("steps", 2, "say")`."""

_BREAK: Final = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML takes for the end of a line."""


@dataclass(frozen=True)
class Source:
    """One file of YAML, read."""

    path: str
    text: str
    node: yaml.Node | None
    """None when the text is not YAML."""

    def place(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1 and inside the file, of the value at `loc`; of its key when `key` is set.

        Parts of `loc` that lead nowhere are passed over: a missing key is reported where its mapping
        starts.
        """
        if self.node is None:
            return 1, 1
        node, mark = self.node, self.node.start_mark
        for step in loc:
            if pair := child(node, step):
                name, node = pair
                mark = name.start_mark if key else node.start_mark
        return self.inside(mark.line + 1, mark.column + 1)

    def inside(self, line: int, column: int) -> tuple[int, int]:
        """The nearest place that the file has."""
        line = min(line, len(self._lengths))
        return line, max(1, min(column, self._lengths[line - 1]))

    @cached_property
    def _lengths(self) -> list[int]:
        lines = _BREAK.split(self.text)
        return [len(line) for line in (lines[:-1] if len(lines) > 1 and not lines[-1] else lines)]


def find_words(text: str, words: str, line: int, column: int) -> tuple[int, int]:
    """Where `words` stand from a line and column on, whatever line breaks are in them; there, if nowhere."""
    begin = 0
    for _ in range(line - 1):
        line_break = _BREAK.search(text, begin)
        begin = line_break.end() if line_break else begin
    start = begin + column - 1
    match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, start)
    if not words or not match:
        return line, column
    breaks = list(_BREAK.finditer(text, start, match.start()))
    if not breaks:
        return line, match.start() - begin + 1
    return line + len(breaks), match.start() - breaks[-1].end() + 1
