"""The rule on words that YAML takes for a comment, so that they are neither said nor shown."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.quoting import quoted
from practice_player.lint.context import Check, RuleContext
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.script.parsing.yaml_errors import QUOTES_FIX
from practice_player.script.sentences import without_closing_marks

_COMMENT: Final = re.compile(r"(?P<gap>[^\S\n]+)#(?P<words>[^\W_]|[^\S\n]?[0-9])[^\n]*")
_TEXT_KEYS: Final = frozenset(
    (
        *("title", "summary", "needs", "caution", "claim", "source", "but"),
        *("say", "caption", "prompt", "agree", "heading"),
    )
)
_TEXT_LIST_KEYS: Final = frozenset(("each",))


def lost_words(context: RuleContext) -> Iterator[Diagnostic]:
    for path in dict.fromkeys((context.script.place.path, *map(str, context.script.pieces))):
        text = context.text_of(path)
        for node in _unquoted(context.tree_of(path)) if _COMMENT.search(text) else ():
            comment = _COMMENT.match(text, node.end_mark.index)
            if comment and _is_unintended(comment, node.value):
                end = node.end_mark
                yield table.LOST_WORDS.diagnostic(
                    Place(path, end.line + 1, end.column + 1 + len(comment["gap"])),
                    problem=f"“{quoted(comment[0].strip())}” is a comment to YAML, "
                    "and neither said nor shown",
                    fix=f"{QUOTES_FIX}; a comment begins with `# ` and a space",
                )


def _unquoted(tree: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yields the texts for people that are written without quotes."""
    pending = [(tree, False)]
    while pending:
        node, is_text = pending.pop()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                is_list = key.value in _TEXT_LIST_KEYS and isinstance(value, yaml.SequenceNode)
                pending.append((value, key.value in _TEXT_KEYS or is_list))
        elif isinstance(node, yaml.SequenceNode):
            pending += [(item, is_text) for item in node.value]
        elif isinstance(node, yaml.ScalarNode) and is_text and not node.style:
            yield node


def _is_unintended(comment: re.Match[str], before: str) -> bool:
    """Whether the author probably did not intend a comment.

    `number #1` and `word #tag`, with one space, are not intended; `two  #words` and `Done. # 2 more` are.
    """
    is_after_one_space = len(comment["gap"]) == 1
    if comment["words"][0].isspace():
        return is_after_one_space and not without_closing_marks(before).endswith((".", "!", "?", "…"))
    return is_after_one_space or comment["words"].isdigit()


CHECKS: Final[dict[Rule, Check]] = {
    table.LOST_WORDS: lost_words,
}
