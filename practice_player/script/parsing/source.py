"""The text of a script and its tree of nodes: where in the file a value or some words stand."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import yaml

from practice_player.lib.errors import Place
from practice_player.script.parsing.yaml_tree import child

Loc: TypeAlias = tuple[int | str, ...]
"""The way to a value: keys and numbers from 0, as in `("steps", 2, "say")`."""

_BREAK: Final = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""The ends of lines in YAML."""


@dataclass(frozen=True)
class Source:
    """One file of YAML, read."""

    path: str
    text: str
    node: yaml.Node | None
    """None when the text is not YAML."""

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Where the value at `loc` stands, inside the file; where its key does when `key` is set.

        Parts of `loc` that lead nowhere are passed over: a missing key is reported where its mapping
        starts.
        """
        if self.node is None:
            return Place(self.path)
        node, mark = self.node, self.node.start_mark
        for step in loc:
            if pair := child(node, step):
                name, node = pair
                mark = name.start_mark if key else node.start_mark
        return self.inside(Place(self.path, mark.line + 1, mark.column + 1))

    def inside(self, place: Place) -> Place:
        """The nearest place that the file has."""
        line = min(place.line, len(self._lengths))
        return Place(self.path, line, max(1, min(place.column, self._lengths[line - 1])))

    @cached_property
    def _lengths(self) -> list[int]:
        lines = _BREAK.split(self.text)
        return [len(line) for line in (lines[:-1] if len(lines) > 1 and not lines[-1] else lines)]


def find_words(text: str, words: str, place: Place) -> Place:
    """Where `words` stand in `text` from a place on, even across line breaks; `place` if they do not."""
    begin = 0
    for _ in range(place.line - 1):
        line_break = _BREAK.search(text, begin)
        begin = line_break.end() if line_break else begin
    start = begin + place.column - 1
    match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, start)
    if not words or not match:
        return place
    breaks = list(_BREAK.finditer(text, start, match.start()))
    if breaks:
        begin = breaks[-1].end()
    return Place(place.path, place.line + len(breaks), match.start() - begin + 1)
