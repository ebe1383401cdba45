"""Makes items of cues, words with times: what stands between them is silence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from practice_player.conversion.clock_times import MAX_TIME_S
from practice_player.conversion.items import AudioSpan, Item, Loss, ParagraphEnd, Pause, Words
from practice_player.conversion.marks import split_marks
from practice_player.script.sentences import without_closing_marks

GAP_IN_SENTENCE_S: Final = Decimal(1)
"""Cues closer than this are said in one go, as the words of one subtitle often go on in the next."""

MAX_JOINED_LETTERS: Final = 600
"""Not more words than this are joined to one step, or cut as one recording."""

READING_LETTERS_PER_S: Final = 12
"""The speed at which words without an end are taken to be said."""

_ENDS: Final = tuple(".!?…:。！？।؟")  # noqa: RUF001
_TAG: Final = re.compile(r"</?[A-Za-z0-9:.][^<>]{0,200}>")
_VOICE: Final = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^<>]{1,100})>")
_OVERRIDE: Final = re.compile(r"\{\\[^{}]{0,100}\}")
_DIALOGUE_DASH: Final = re.compile(r"^\s*[-–—]\s+(?=\S)", re.MULTILINE)  # noqa: RUF001
_SOUND_WORDS: Final = re.compile(r"\s*[♪♫#]+[^♪♫]*[♪♫#]*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that are heard at a time."""

    line: int
    text: str
    start_s: Decimal
    end_s: Decimal | None
    """None where the format has no ends."""


def cue_items(cues: Iterable[Cue], *, has_audio: bool) -> Iterator[Item]:
    """Yields the items of cues; with a recording, each step says which part of it is heard."""
    timely = [cue for cue in cues if cue.start_s <= MAX_TIME_S]
    yield from _order_losses(timely)
    yield from _style_loss(timely)
    group: list[tuple[Cue, str]] = []
    heard_to_s = Decimal(0)
    for cue in _with_ends(timely):
        words, losses = _plain_words(cue)
        yield from losses
        if not words:
            continue
        if group and _is_new_group(group, cue):
            yield from _group_items(group, has_audio=has_audio)
            group = []
        if not group:
            yield from _silence(heard_to_s, cue)
        group.append((cue, words))
        heard_to_s = max(heard_to_s, cue.end_s or cue.start_s)
    yield from _group_items(group, has_audio=has_audio)


def _order_losses(cues: list[Cue]) -> Iterator[Loss]:
    """Yields what is wrong with the times, for the first cue of each kind."""
    pairs = pairwise(cues)
    if late := next((after for before, after in pairs if after.start_s < before.start_s), None):
        yield Loss(late.line, "the times do not rise here; they are put in order", "look at the words there")
    if wrong := next((cue for cue in cues if cue.end_s is not None and cue.end_s < cue.start_s), None):
        yield Loss(wrong.line, "this ends before it begins; its end is guessed", "mend the two times")


def _style_loss(cues: list[Cue]) -> Iterator[Loss]:
    """Yields that words have no style here, for the first cue that has one."""
    for cue in cues:
        if style := _OVERRIDE.search(cue.text) or _TAG.search(_VOICE.sub("", cue.text)):
            problem = f"styles and places of words, such as “{style[0][:40]}”, are left out"
            yield Loss(cue.line, problem, "leave it so")
            return


def _with_ends(cues: list[Cue]) -> Iterator[Cue]:
    """Yields the cues by their starts, each with an end: its own, or when its words will have been said."""
    by_start = sorted(cues, key=lambda cue: cue.start_s)
    for index, cue in enumerate(by_start):
        if cue.end_s is not None and cue.end_s > cue.start_s:
            yield cue
            continue
        end_s = cue.start_s + 1 + Decimal(len(cue.text)) / READING_LETTERS_PER_S
        if index + 1 < len(by_start) and by_start[index + 1].start_s > cue.start_s:
            end_s = min(end_s, by_start[index + 1].start_s)
        yield replace(cue, end_s=end_s)


def _plain_words(cue: Cue) -> tuple[str, list[Item]]:
    """Returns the words of a cue without the tags of its format, and what was left out."""
    losses: list[Item] = []
    for match in _VOICE.finditer(cue.text):
        problem = f"who speaks (“{match['name'].strip()[:40]}”) is not said"
        losses.append(Loss(cue.line, problem, "leave it so, if one voice speaks"))
    words = _DIALOGUE_DASH.sub("", _OVERRIDE.sub("", _TAG.sub("", cue.text)))
    if _SOUND_WORDS.fullmatch(words):
        problem, fix = (
            "words that are sung, or music, are left out",
            "write them as words if they are to be heard",
        )
        losses.append(Loss(cue.line, problem, fix, note=" ".join(words.split())))
        return "", losses
    return words, losses


def _is_new_group(group: list[tuple[Cue, str]], cue: Cue) -> bool:
    """Whether a cue begins another step: after a silence, or where a step has enough words."""
    last, words = group[-1]
    gap_s = cue.start_s - (last.end_s or last.start_s)
    if sum(len(text) for _, text in group) + len(cue.text) > MAX_JOINED_LETTERS:
        return True
    ends_sentence = without_closing_marks(words.rstrip()).endswith(_ENDS)
    return gap_s >= GAP_IN_SENTENCE_S or (ends_sentence and gap_s > GAP_IN_SENTENCE_S / 2)


def _silence(heard_to_s: Decimal, cue: Cue) -> Iterator[Item]:
    gap_s = cue.start_s - heard_to_s
    if gap_s > Decimal("0.2"):
        yield Pause(cue.line, gap_s, measured=True)


def _group_items(group: list[tuple[Cue, str]], *, has_audio: bool) -> Iterator[Item]:
    if not group:
        return
    first, last = group[0][0], group[-1][0]
    end_s = max(cue.end_s or cue.start_s for cue, _ in group)
    span = AudioSpan(start_s=first.start_s, end_s=end_s) if has_audio else None
    for cue, words in group:
        for number, line in enumerate(words.split("\n")):
            for item in split_marks(line, cue.line + number):
                if isinstance(item, Words):
                    yield replace(item, span=span)
                elif not has_audio or isinstance(item, Loss):
                    yield item
            yield Words(cue.line + number, " ")
    if has_audio:
        yield ParagraphEnd(last.line)
