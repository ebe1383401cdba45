"""Splits a line of text at the marks in it: pauses in the usual spellings, bells, directions, emphasis."""

import html
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from practice_player.conversion.clock_times import CLOCK, read_clock_s
from practice_player.conversion.items import Bell, Item, Loss, ParagraphEnd, Pause, Words, left_out
from practice_player.lib.quoting import quoted
from practice_player.lint.rules.wordlists import DIRECTIONS
from practice_player.script.pause_spellings import LENGTH_TEXT, asks_for_pause, inside, marked_length_s
from practice_player.script.pauses import ELLIPSIS

USUAL_PAUSE_S: Final = Decimal(3)
"""A pause of which only the word is written."""

LONG_PAUSE_S: Final = Decimal(10)
SHORT_PAUSE_S: Final = Decimal(2)

_DASHES: Final = r"(?:-{1,3}|–|—)"  # noqa: RUF001

_MARK: Final = re.compile(
    r"(?P<break><\s*(?:break|pause|silence)\b[^<>]{0,300}>)"
    r"|(?P<tag></?[A-Za-z!][^<>]{0,300}>)"
    r"|(?P<square>\[\[?[^\[\]]{1,300}\]\]?)"
    r"|(?P<round>\([^()]{1,300}\))"
    r"|(?P<brace>\{[^{}]{0,300}\}|%\w{1,60}%)"
    rf"|(?P<dashed>{_DASHES}\s*{LENGTH_TEXT}\s*(?:pause\s*)?{_DASHES})"
    rf"|(?P<dotted>{ELLIPSIS}\s*{LENGTH_TEXT}\s*{ELLIPSIS})"
    r"|(?P<slashes>(?<![:/])/{2,6}(?!/)|(?<!\S)\|{1,3}(?!\S)|(?<!\S)~+(?!\S))"
    r"|(?P<emphasis>(?P<sign>\*{1,3}|(?<!\w)_{1,3}|~~|`)(?=\S)(?P<words>[^*_~`]{1,300}?)(?<=\S)(?P=sign)(?!\w))",
    re.IGNORECASE,
)
_SPEAKER: Final = re.compile(
    r"\s*(?P<name>narrator|guide|therapist|facilitator|speaker|voice|leader|teacher|host"
    r"|client|patient|participants?|group|counsell?or|coach|instructor|reader|trainer|hypnotherapist)\s*\d?\s*:\s*",
    re.IGNORECASE,
)
_TIME_RANGE: Final = re.compile(
    rf"(?P<start>{CLOCK})\s*(?:-|–|—|to)\s*(?P<end>{CLOCK})\s*[:,]?\s*(?P<what>.{{0,200}})",  # noqa: RUF001
    re.IGNORECASE | re.DOTALL,
)
_TIME: Final = re.compile(rf"(?:at\s+)?{CLOCK}", re.IGNORECASE)
_PAUSE_LINE: Final = re.compile(
    r"\s*(?:(?:(?:a|very)\s+)?(?:long|short|kurz|brief|lange|kurze)\s+(?:pause|silence)|(?:pause|silence)\b.*\d.*"
    rf"|(?:pause|silence)\b.*\b{LENGTH_TEXT})[.!…]*\s*",
    re.IGNORECASE,
)
"""A line that is nothing but a pause, with a length or with a word for it; `Pause.` alone may be spoken."""

_SILENCE: Final = re.compile(r"silen|pause|quiet|rest|no words", re.IGNORECASE)
_BELL: Final = re.compile(
    r"(?:(?:please|then|now|ring(?:ing)?|sound|strike|play|the|an?|soft|gentle|small|low|singing|closing|opening)\s+)*"
    r"(?P<count>(?:one|two|three|1|2|3)\s+)?"
    r"(?:strokes?\s+of\s+(?:the|a)\s+)?(?:bells?|gongs?|chimes?|(?:singing\s+)?bowls?|bell\s+sound)"
    r"(?:\s+(?:rings?|sounds?|strikes?))?(?P<times>\s+(?:once|twice|three\s+times|x\s*[23]))?",
    re.IGNORECASE,
)
_DIRECTION: Final = re.compile(
    r"(?:(?:very|more|in an?|with an?|using an?|voice|sound of|the|and)\s+)*"
    rf"(?:(?:{'|'.join(DIRECTIONS)})(?:\s+\w+)?"
    r"|(?:speak|say|read|play|fade|ring|invite|allow (?:time|a)|give them|note to|note:|optional|in a|with a"
    r"|using a|(?:teacher|therapist|guide|facilitator|leader)|if (?:the )?(?:participants?|clients?))\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE_END: Final = re.compile(r"[.!?…:。！？।؟][\"'”’»)\]]*\s*$")  # noqa: RUF001
_MAX_END_LETTERS: Final = 40
"""Where the end of a sentence is looked for before brackets."""

_BLOCK_TAG: Final = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|tr|td|section)\b", re.IGNORECASE)
"""A tag of a web page that ends a line."""

_PLACEHOLDER: Final = re.compile(r"\bname\b|^(?:insert|your|their|first)\b", re.IGNORECASE)
_SOUND: Final = re.compile(r"music|sound|rain|waves?|ocean|sea|nature|birds?|piano|audio|song", re.IGNORECASE)

_PLACEHOLDER_FIX: Final = "write words that fit anybody: nobody puts a name in"
_NOTE_FIX: Final = "if it was to be heard, write it as words; if it is for you, it is in a note already"


def split_marks(text: str, line: int) -> Iterator[Item]:
    """Yields the words of a line and what its marks mean, in order."""
    if speaker := _SPEAKER.match(text):
        mark = speaker["name"]
        yield left_out(
            line, f"{mark}:", "who speaks is not said", "leave it so, if one voice speaks", note=""
        )
        text = text[speaker.end() :]
    if _PAUSE_LINE.fullmatch(text) and asks_for_pause(text):
        problem = f"“{quoted(text.strip())}” is taken for a pause, which is not spoken"
        yield Pause(line, marked_length_s(text) or _usual_length_s(text))
        yield Loss(line, problem, "if it is to be heard, write a step: `- say: …`")
        return
    start = 0
    for match in _MARK.finditer(text):
        items = list(_MEANINGS[str(match.lastgroup)](match, line))
        if not items:
            continue  # an aside: it stays among its words
        yield from _words(text[start : match.start()], line)
        yield from items
        start = match.end()
    yield from _words(text[start:], line)


def _words(text: str, line: int) -> Iterator[Words]:
    text = html.unescape(text) if "&" in text else text
    if text:
        yield Words(line, text.replace("{", "(").replace("}", ")"))


def _break(match: re.Match[str], line: int) -> Iterator[Item]:
    yield Pause(line, marked_length_s(match[0]) or USUAL_PAUSE_S)


def _tag(match: re.Match[str], line: int) -> Iterator[Item]:
    reason = "nothing is done with tags in text"
    yield left_out(line, match[0], reason, "if the file is SSML, call it NAME.ssml", note="")
    if _BLOCK_TAG.match(match[0]):
        yield ParagraphEnd(line)


def _square(match: re.Match[str], line: int) -> Iterator[Item]:
    item = _pause_or_bell(match[0], line)
    yield item or _unspoken(match[0], line)
    yield from _bell_losses(match[0], item)


def _round(match: re.Match[str], line: int) -> Iterator[Item]:
    content = inside(match[0])
    if item := _pause_or_bell(match[0], line):
        yield item
        yield from _bell_losses(match[0], item)
    elif _DIRECTION.fullmatch(content) and _stands_alone(match):
        yield _unspoken(match[0], line)


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether brackets stand at the beginning of a line or between two sentences; else they are an aside."""
    before = match.string[max(0, match.start() - _MAX_END_LETTERS) : match.start()]
    return not before.strip() or _SENTENCE_END.search(before) is not None


def _brace(match: re.Match[str], line: int) -> Iterator[Item]:
    yield _pause_or_bell(match[0], line) or left_out(
        line, match[0], "nothing is put in its place", _PLACEHOLDER_FIX
    )


def _pause_or_bell(mark: str, line: int) -> Pause | Bell | None:
    content = inside(mark)
    if asks_for_pause(mark):
        return Pause(line, marked_length_s(mark) or _usual_length_s(content))
    if span := _TIME_RANGE.fullmatch(content):
        start_s, end_s = read_clock_s(span["start"]), read_clock_s(span["end"])
        if start_s is not None and end_s is not None and start_s < end_s and _SILENCE.search(span["what"]):
            return Pause(line, end_s - start_s)
    if bell := _BELL.fullmatch(content):
        several = (bell["count"] or "").strip().lower() in ("two", "three", "2", "3")
        times = (bell["times"] or "once").strip().lower()
        return Bell(line, 2 if several or times != "once" else 1)
    return None


def _bell_losses(mark: str, item: Item | None) -> Iterator[Loss]:
    if isinstance(item, Bell) and re.search(r"three|3", mark):
        problem = f"“{quoted(mark)}” is two strokes here: a bell has one or two"
        yield Loss(item.line, problem, "write `- bell: 1` once more")


def _unspoken(mark: str, line: int) -> Loss:
    content = inside(mark)
    if _TIME.fullmatch(content):
        return left_out(line, mark, "times follow from the words and the pauses", "leave it so", note="")
    if _PLACEHOLDER.search(content):
        return left_out(line, mark, "nothing is put in its place", _PLACEHOLDER_FIX)
    if _SOUND.search(content):
        return left_out(
            line,
            mark,
            "no step plays it",
            "choose a background: `bed: rain`, `sea`, `night`, `hush` or `drone`",
        )
    return left_out(line, mark, "a voice would read it aloud", _NOTE_FIX)


def _usual_length_s(content: str) -> Decimal:
    if re.search(r"\blong|\blang", content, re.IGNORECASE):
        return LONG_PAUSE_S
    return (
        SHORT_PAUSE_S
        if re.search(r"short|brief|slight|small|beat", content, re.IGNORECASE)
        else USUAL_PAUSE_S
    )


def _length(match: re.Match[str], line: int) -> Iterator[Item]:
    yield Pause(line, marked_length_s(match[0]) or USUAL_PAUSE_S)


def _slashes(_: re.Match[str], line: int) -> Iterator[Item]:
    yield Pause(line, USUAL_PAUSE_S)


def _emphasis(match: re.Match[str], line: int) -> Iterator[Item]:
    if _stands_alone(match) and asks_for_pause(match["words"]):
        yield Pause(line, marked_length_s(match["words"]) or _usual_length_s(match["words"]))
        return
    yield from split_marks(match["words"], line)
    yield emphasis_loss(line, match["words"])


def emphasis_loss(line: int, words: str) -> Loss:
    """Returns the loss of the emphasis on some words, which are spoken all the same."""
    problem = f"the emphasis on “{quoted(words)}” is left out: the voice takes no directions"
    return Loss(line, problem, "leave it so, or words that say it")


_MEANINGS: Final[dict[str, Callable[[re.Match[str], int], Iterator[Item]]]] = {
    "break": _break,
    "tag": _tag,
    "square": _square,
    "round": _round,
    "brace": _brace,
    "dashed": _length,
    "dotted": _length,
    "slashes": _slashes,
    "emphasis": _emphasis,
}
