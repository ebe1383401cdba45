"""Rules on words that press, promise or guess, on sentences too long to follow by ear, and on respellings."""

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Final

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.paths import to_nfc
from practice_player.lib.quoting import quoted
from practice_player.lint.context import Check, RuleContext, first_at_each_place
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.patterns import compile_wordings
from practice_player.lint.rules.table import MAX_SENTENCE_WORDS
from practice_player.lint.rules.wordlists import CLAIMS, PRESSING, AvoidedWordings
from practice_player.script import model
from practice_player.script.respelling import words_pattern
from practice_player.script.sentences import sentence_at, split_phrases
from practice_player.script.tree import spoken_texts

_PRESSING: Final = tuple((avoided, compile_wordings(*avoided.wordings)) for avoided in PRESSING)
_CLAIMS: Final = tuple((avoided, compile_wordings(*avoided.wordings)) for avoided in CLAIMS)
_QUESTION: Final = re.compile(r"[?？؟⁇⁈]\W*$")  # noqa: RUF001
_ANY_WORDING: Final = compile_wordings(
    *(wording for avoided in (*PRESSING, *CLAIMS) for wording in avoided.wordings)
)
"""All wordings at once: few texts have any, and searching for each separately takes five times as long."""


_FAMILIES: Final = (
    (table.AVOIDED_WORDS, _PRESSING, "presses, praises or guesses"),
    (table.CLAIMS, _CLAIMS, "promises more than anybody knows"),
)


def avoided_words(context: RuleContext) -> Iterator[Diagnostic]:
    return _avoided_problems(context, table.AVOIDED_WORDS)


def claims(context: RuleContext) -> Iterator[Diagnostic]:
    return _avoided_problems(context, table.CLAIMS)


def problems_in_words(
    words: str, locate: Callable[[str], Place], *, is_solo: bool, rules: Collection[Rule]
) -> Iterator[Diagnostic]:
    """Yields what these rules say of some words; `locate` finds the place of a part of them.

    Without `is_solo`, what is only meant for a practice for one is all right.
    """
    for rule, patterns, fault in _FAMILIES:
        if rule not in rules or not _ANY_WORDING.search(words):
            continue
        for avoided, pattern in patterns:
            for match in pattern.finditer(words):
                if not _is_allowed(avoided, words, match, is_solo=is_solo):
                    yield rule.diagnostic(
                        locate(match[0]),
                        problem=f"“{match[0]}” {fault}",
                        fix=f"for instance: {avoided.instead}",
                    )


def long_sentences(context: RuleContext) -> Iterator[Diagnostic]:
    for text in context.texts:
        for sentence in split_phrases(text.words) if text.spoken else ():
            if (count := len(sentence.split())) > MAX_SENTENCE_WORDS:
                yield table.LONG_SENTENCES.diagnostic(
                    context.locate(sentence, text.place),
                    problem=f"this sentence has {count} words: it is heard once, and cannot be read again",
                    fix=f"make two of it, or leave something out; {MAX_SENTENCE_WORDS} words can be followed",
                )


def ends_on_question(context: RuleContext) -> Iterator[Diagnostic]:
    yield from first_at_each_place(
        problem for way in context.ways for problem in _last_question(context, way)
    )


def say_as_not_said(context: RuleContext) -> Iterator[Diagnostic]:
    said = [to_nfc(text) for phrases in context.phrases.values() for text in phrases]
    for word in context.script.say_as:
        pattern = words_pattern((word,))
        if not any(map(pattern.search, said)):
            yield table.SAY_AS_NOT_SAID.diagnostic(
                context.script.place_of("say_as"),
                problem=f"`{quoted(word)}` is in no spoken phrase here, so it changes nothing",
                fix="write it as in what is said, or delete the line",
            )


def _last_question(context: RuleContext, way: tuple[model.SimpleStep, ...]) -> Iterator[Diagnostic]:
    said = [(node, key, words) for step in way for node, key, words in spoken_texts(step)]
    if said:
        node, key, words = said[-1]
        sentence = split_phrases(words)[-1]
        if _QUESTION.search(sentence):
            yield table.ENDS_ON_QUESTION.diagnostic(
                context.locate(sentence, node.place_of(key)),
                problem="this question is the last thing that is said",
                fix="say one plain sentence after it, such as: That is all",
            )


def _avoided_problems(context: RuleContext, rule: Rule) -> Iterator[Diagnostic]:
    is_solo = context.script.practice == "solo" and "practice" not in context.unsure_keys
    for text in context.texts_matching(_ANY_WORDING):
        locate = partial(context.locate, place=text.place)
        yield from problems_in_words(text.words, locate, is_solo=is_solo, rules=(rule,))


def _is_allowed(avoided: AvoidedWordings, words: str, match: re.Match[str], *, is_solo: bool) -> bool:
    """Whether a wording is all right here: as part of an offer, or in a practice for two."""
    if avoided.solo_only and not is_solo:
        return True
    sentence = sentence_at(words, match.start())
    return any(re.search(rf"\b{word}\b", sentence) for word in avoided.unless)


CHECKS: Final[dict[Rule, Check]] = {
    table.AVOIDED_WORDS: avoided_words,
    table.CLAIMS: claims,
    table.LONG_SENTENCES: long_sentences,
    table.ENDS_ON_QUESTION: ends_on_question,
    table.SAY_AS_NOT_SAID: say_as_not_said,
}
