"""The text of a script with its tree of nodes, to find the place of a value or of some words."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import yaml

from practice_player.lib.diagnostics import Place
from practice_player.script.parsing.yaml_tree import child

Loc: TypeAlias = tuple[int | str, ...]
"""The path to a value: keys and indices, as in `("steps", 2, "say")`."""

_BREAK: Final = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""A line break in YAML."""


@dataclass(frozen=True)
class Source:
    """A YAML file that was read."""

    path: str
    text: str
    node: yaml.Node | None
    """None if the text is not YAML."""

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Returns the place of the value at `loc`, or with `key` of its key; always a place inside the file.

        Parts of `loc` that do not exist are skipped: a missing key is reported at the start of its mapping.
        """
        if self.node is None:
            return Place(self.path)
        node, mark = self.node, self.node.start_mark
        for key_or_index in loc:
            if key_and_value := child(node, key_or_index):
                key_node, node = key_and_value
                mark = key_node.start_mark if key else node.start_mark
        return self.nearest_place(Place(self.path, mark.line + 1, mark.column + 1))

    def nearest_place(self, place: Place) -> Place:
        """Returns the nearest place inside the file."""
        line = min(place.line, len(self._lengths))
        return Place(self.path, line, max(1, min(place.column, self._lengths[line - 1])))

    @cached_property
    def _lengths(self) -> list[int]:
        lines = _BREAK.split(self.text)
        return [len(line) for line in (lines[:-1] if len(lines) > 1 and not lines[-1] else lines)]


def find_words(text: str, words: str, place: Place) -> Place:
    """Returns where `words` first occur after `place`, even across line breaks; `place` if they do not."""
    line_start = 0
    for _ in range(place.line - 1):
        line_break = _BREAK.search(text, line_start)
        line_start = line_break.end() if line_break else line_start
    search_start = line_start + place.column - 1
    match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, search_start)
    if not words or not match:
        return place
    breaks = list(_BREAK.finditer(text, search_start, match.start()))
    if breaks:
        line_start = breaks[-1].end()
    return Place(place.path, place.line + len(breaks), match.start() - line_start + 1)
