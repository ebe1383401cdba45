"""The rule on marks of other script languages in words: a voice only reads them aloud."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.quoting import quoted
from practice_player.lint.context import Check, RuleContext, SpokenText
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.wordlists import DIRECTIONS
from practice_player.script import model
from practice_player.script.pause_spellings import asks_for_pause, inside, marked_length_s
from practice_player.script.pauses import ELLIPSIS, MARK, MAX_PAUSE_S

_DIRECTION: Final = re.compile(
    rf"(?:(?:very|more|in an?|with an?|voice|sound of|the|and)\s+)*(?:{'|'.join(DIRECTIONS)})(?:\s+(?:\w+))?",
    re.IGNORECASE,
)
_MAX_END_CHARACTERS: Final = 10
_SENTENCE_END: Final = re.compile(r"[.!?…:。！？।؟][\"'”’»)\]]*\s*$")  # noqa: RUF001

_ANY_SIGN: Final = re.compile(r"[<\[({*_~`|\\&%$•#:]|//|--|==|[0-9] ?s")
"""What every mark contains; most texts have none, so they need no closer look."""

_Fix = Callable[[SpokenText, re.Match[str]], str | None]


def foreign_marks(context: RuleContext) -> Iterator[Diagnostic]:
    for text in context.texts_matching(_ANY_SIGN):
        if isinstance(text.owner, model.Script | model.Passage):
            continue
        for mark, problem, fix in _marks(text):
            yield table.FOREIGN_MARKS.diagnostic(
                context.locate(mark, text.place), problem=f"“{quoted(mark)}” {problem}", fix=fix
            )


def _marks(text: SpokenText) -> Iterator[tuple[str, str, str]]:
    """Yields each mark once, with the problem and the remedy; no letter of the text is in two marks."""
    words, marks = text.words, set()
    if text.spoken:
        words = MARK.sub(_blank, words)
    voiced = "is read aloud" if text.spoken else "is shown as it stands"
    for pattern, problem, fix_of in _KINDS:
        for match in pattern.finditer(words):
            mark = match[0].strip()
            if mark not in marks and (fix := fix_of(text, match)):
                yield mark, problem.format(voiced=voiced), fix
                marks.add(mark)
                words = words[: match.start()] + _blank(match) + words[match.end() :]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _pause_fix(text: SpokenText, match: re.Match[str]) -> str:
    """Returns what to write instead of a mark that was meant as a pause."""
    if not text.spoken:
        return "leave it out: words that are only shown have no pauses"
    length_s = marked_length_s(match[0])
    length = f"{(length_s or Decimal(3)).normalize():f}s"
    if length_s is not None and length_s > MAX_PAUSE_S:
        return f"end the words here, and write a step after them: `- rest: {length}`"
    if not re.search(r"\w", match.string[: match.start()]):
        return f"write a step before this one: `- rest: {length}`"
    if not re.search(r"\w", match.string[match.end() :]) and isinstance(text.owner, model.Say):
        return f"write `pause: {length}` below these words"
    return f"write … {length} … in its place"


def _bracket_pause_fix(text: SpokenText, match: re.Match[str]) -> str | None:
    return _pause_fix(text, match) if asks_for_pause(match[0]) else None


def _parenthesis_fix(_: SpokenText, match: re.Match[str]) -> str | None:
    """Returns a remedy for a stage direction; None for an aside, as it stands inside a sentence."""
    if not _DIRECTION.fullmatch(inside(match[0])):
        return None
    before = match.string[: match.start()].rstrip()
    return _NOTE_FIX if not before or _SENTENCE_END.search(before[-_MAX_END_CHARACTERS:]) else None


def _always(fix: str) -> _Fix:
    return lambda _, __: fix


def _words_alone(_: SpokenText, match: re.Match[str]) -> str:
    return f"write the words alone: {quoted(match['words'])}"


_NO_PAUSE: Final = "makes no pause here: it {voiced}"
_NOTE_FIX: Final = "leave it out, or write it as `note:` below the words, which nobody hears"
_PLACEHOLDER_FIX: Final = (
    "write words that fit anybody; in a `repeat`, {item} changes; a note of yours goes under `note:`"
)
_TAG_FIX: Final = "leave the tag out; a name is put in by nobody, so write words that fit anybody"
_LENGTH_UNIT: Final = r"(?<![\w.])[0-9]+(?:[.,][0-9]+)?\s?"

_KINDS: Final[tuple[tuple[re.Pattern[str], str, _Fix], ...]] = (
    # The pattern, the problem and the remedy; what is found first is not looked at again.
    (re.compile(r"<\s*(?:break|pause|silence)\b[^<>]{0,300}>", re.IGNORECASE), _NO_PAUSE, _pause_fix),
    (re.compile(r"</?[A-Za-z!][^<>]{0,300}>"), "{voiced}", _always(_TAG_FIX)),
    (re.compile(r"\[\[?[^\[\]]{1,300}\]\]?|\([^()]{1,300}\)"), _NO_PAUSE, _bracket_pause_fix),
    (re.compile(r"\[\[?[^\[\]]{1,300}\]\]?"), "{voiced}", _always(_PLACEHOLDER_FIX)),
    (re.compile(r"\{[^{}]{0,300}\s[^{}]{0,300}\}|%\w+%|\$[^\W\d]\w*"), "{voiced}", _always(_PLACEHOLDER_FIX)),
    (re.compile(r"\([^()]{1,300}\)"), "{voiced}: a voice takes no directions", _parenthesis_fix),
    (
        re.compile(
            r"(?P<sign>\*{1,3}|(?<!\w)_{1,3}|~~|`)(?=\S)(?P<words>[^*_~`]{1,300}?)(?<=\S)(?P=sign)(?!\w)"
        ),
        "{voiced}, signs and all",
        _words_alone,
    ),
    (
        re.compile(
            rf"{ELLIPSIS}\s*{_LENGTH_UNIT}(?:s(?!\w)|secs?(?!\w)|seconds?\s*{ELLIPSIS})(?:\s*{ELLIPSIS})?"
            rf"|{_LENGTH_UNIT}s\s*{ELLIPSIS}",
            re.IGNORECASE,
        ),
        _NO_PAUSE,
        _pause_fix,
    ),
    (re.compile(r"(?<!:)/{2,}|\|+|(?<!\S)~+(?!\S)"), _NO_PAUSE, _pause_fix),
    (re.compile(r"\\[nrt](?![a-z])|&(?:[a-z]+|#[0-9]+);"), "{voiced}", _always("write a space, or the sign")),
    (
        re.compile(
            r"(?:^|(?<=[.!?]\s))(?:narrator|guide|therapist|facilitator|speaker|voice)\s*\d?\s*:",
            re.IGNORECASE,
        ),
        "{voiced}",
        _always("leave it out: who speaks is not said"),
    ),
    (
        re.compile(r"~(?=\d)|[~`*•]+|(?<!\S)(?:#+|[-=]{3,})(?!\S)|_{2,}"),
        "{voiced}",
        _always("leave it out, or write it in words"),
    ),
)

CHECKS: Final[dict[Rule, Check]] = {
    table.FOREIGN_MARKS: foreign_marks,
}
