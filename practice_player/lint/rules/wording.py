"""Words that press, promise or guess, and sentences too long to hear in one go."""

import re
from collections.abc import Iterator
from typing import Final

from practice_player.lint.context import RuleContext
from practice_player.lint.rule import Finding, Rule
from practice_player.lint.rules.patterns import wordings
from practice_player.lint.rules.wordlists import CLAIMS, PRESSING, Avoided
from practice_player.script.sentences import sentence_at, split

MOST_WORDS: Final = 25
"""In a sentence that is heard once; 14 and one instruction are easy to follow."""

_PRESSING: Final = tuple((one, wordings(*one.wordings)) for one in PRESSING)
_CLAIMS: Final = tuple((one, wordings(*one.wordings)) for one in CLAIMS)
_ANY: Final = wordings(*(wording for one in (*PRESSING, *CLAIMS) for wording in one.wordings))
"""All at once: few texts have any of them, and looking for each by itself takes five times as long."""


def avoided_words(context: RuleContext) -> Iterator[Finding]:
    return _found(context, _PRESSING, "presses, praises or guesses")


def claims(context: RuleContext) -> Iterator[Finding]:
    return _found(context, _CLAIMS, "promises more than anybody knows")


def long_sentences(context: RuleContext) -> Iterator[Finding]:
    for text in context.texts:
        for sentence in split(text.words) if text.spoken else ():
            if (count := len(sentence.split())) > MOST_WORDS:
                yield Finding(
                    place=text.place,
                    words=sentence,
                    problem=f"this sentence has {count} words: it is heard once, and cannot be read again",
                    fix=f"make two of it, or leave something out; {MOST_WORDS} words can be followed",
                )


def _found(
    context: RuleContext, avoided: tuple[tuple[Avoided, re.Pattern[str]], ...], why: str
) -> Iterator[Finding]:
    for text in context.suspected(_ANY):
        for one, pattern in avoided:
            for said in pattern.finditer(text.words):
                if _left(one, context, text.words, said):
                    continue
                yield Finding(
                    place=text.place,
                    words=said[0],
                    problem=f"“{said[0]}” {why}",
                    fix=f"for instance: {one.instead}",
                )


def _left(one: Avoided, context: RuleContext, words: str, said: re.Match[str]) -> bool:
    """Whether it may stay: an offer, or company in a practice for two."""
    if one.solo_only and (context.script.practice != "solo" or "practice" in context.unsure):
        return True
    sentence = sentence_at(words, said.start())
    return any(re.search(rf"\b{word}\b", sentence) for word in one.unless)


RULES: Final = (
    Rule(
        name="avoided-words",
        severity="advice",
        looks_for="the wordings of the list “Instead of pressing”, in anything that is heard or shown",
        because="a polite command is still a command; an option leaves the listener in charge",
        find=avoided_words,
    ),
    Rule(
        name="claims",
        severity="advice",
        looks_for="the wordings of the list “Instead of promising”, in anything but `evidence`",
        because="nobody can promise what a practice does; plain words are truer and calmer",
        find=claims,
    ),
    Rule(
        name="long-sentences",
        severity="advice",
        looks_for=f"a spoken sentence of more than {MOST_WORDS} words",
        because="a listener cannot go back and read it again",
        find=long_sentences,
    ),
)
