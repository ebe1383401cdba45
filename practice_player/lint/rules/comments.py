"""Words that YAML takes for a comment, so that they are neither said nor shown."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from practice_player.lib.errors import Diagnostic, Place
from practice_player.lint.context import Check, RuleContext
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.script.parsing.yaml_errors import QUOTES_FIX
from practice_player.script.parsing.yaml_tree import quoted
from practice_player.script.sentences import without_closing_marks

_COMMENT: Final = re.compile(r"(?P<gap>[^\S\n]+)#(?P<words>[^\W_]|[^\S\n]?[0-9])[^\n]*")
_TEXTS: Final = frozenset(
    ("title", "summary", "needs", "caution", "claim", "source", "but", "say", "caption", "prompt", "agree")
)
_LISTS: Final = frozenset(("each",))


def lost_words(context: RuleContext) -> Iterator[Diagnostic]:
    for path in dict.fromkeys((context.script.place.path, *map(str, context.script.pieces))):
        text = context.text_of(path)
        for node in _unquoted(context.tree_of(path)) if _COMMENT.search(text) else ():
            lost = _COMMENT.match(text, node.end_mark.index)
            if lost and _is_meant(lost, node.value):
                end = node.end_mark
                yield table.LOST_WORDS.diagnostic(
                    Place(path, end.line + 1, end.column + 1 + len(lost["gap"])),
                    problem=f"“{quoted(lost[0].strip())}” is a comment to YAML, and neither said nor shown",
                    fix=f"{QUOTES_FIX}; a comment begins with `# ` and a space",
                )


def _unquoted(tree: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The texts for people that stand without quotes."""
    waiting = [(tree, False)]
    while waiting:
        node, words = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                is_list = key.value in _LISTS and isinstance(value, yaml.SequenceNode)
                waiting.append((value, key.value in _TEXTS or is_list))
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(item, words) for item in node.value]
        elif isinstance(node, yaml.ScalarNode) and words and not node.style:
            yield node


def _is_meant(lost: re.Match[str], before: str) -> bool:
    """Whether its author hardly meant a comment.

    `number #1` is none, and `word #tag` with one space; `two  #words` is one, and `Done. # 2 more`.
    """
    single = len(lost["gap"]) == 1
    if lost["words"][0].isspace():
        return single and not without_closing_marks(before).endswith((".", "!", "?", "…"))
    return single or lost["words"].isdigit()


CHECKS: Final[dict[Rule, Check]] = {
    table.LOST_WORDS: lost_words,
}
