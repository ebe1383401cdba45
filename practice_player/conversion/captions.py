"""Reads SRT, WebVTT and LRC: words with the times at which they are heard."""

import html
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from practice_player.conversion.clock_times import CLOCK, read_clock_s
from practice_player.conversion.cues import Cue, cue_items
from practice_player.conversion.items import (
    MAX_ITEMS,
    ConversionError,
    Item,
    Loss,
    Reading,
    left_out,
)

_TIMES: Final = re.compile(rf"\s*(?P<start>{CLOCK})\s*-->\s*(?P<end>{CLOCK})(?P<settings>.*)")
_LRC_TIME: Final = re.compile(rf"\s*\[(?P<time>{CLOCK})\]")
_LRC_WORD_TIME: Final = re.compile(rf"<{CLOCK}>")
_LRC_TAG: Final = re.compile(r"\s*\[(?P<key>[A-Za-z#]{1,10}):(?P<value>[^\]]*)\]\s*")
_BLOCK: Final = re.compile(r"(?P<kind>NOTE|STYLE|REGION)(?:\s+(?P<rest>.*))?")
_CUE_FIX: Final = "write a cue as 00:00:04.000 --> 00:00:07.500, and its words below"


def read_captions(text: str, *, place: str, has_audio: bool) -> Reading:
    """Returns the reading of SRT or WebVTT.

    Raises:
        ConversionError: there is no cue in it, or there are too many.
    """
    lines = text.split("\n")
    losses: list[Loss] = []
    cues = list(_cues(lines, losses))
    _refuse_unusable(cues, place, _CUE_FIX)
    items: list[Item] = [*losses, *cue_items(cues, has_audio=has_audio)]
    header = re.match(r"WEBVTT[ \t]+(?:-\s*)?(?P<title>.+)", lines[0])
    return Reading(items=tuple(items), title=header["title"].strip() if header else "")


def read_lyrics(text: str, *, place: str, has_audio: bool) -> Reading:
    """Returns the reading of LRC, whose lines have a start and no end.

    Raises:
        ConversionError: there is no line with a time in it, or there are too many.
    """
    tags: dict[str, tuple[int, str]] = {}
    rows: list[tuple[Decimal, int, str]] = []
    losses: list[Loss] = []
    for number, line in enumerate(text.split("\n"), 1):
        times, words = _lrc_line(line)
        rows += ((time_s, number, words) for time_s in times)
        if times or not words.strip():
            continue
        if tag := _LRC_TAG.fullmatch(line):
            tags[tag["key"].lower()] = (number, tag["value"].strip())
        else:
            losses.append(
                left_out(number, words.strip(), "it has no time", "write one before it: [00:12.00]")
            )
    offset_s = _offset_s(tags)
    rows = sorted((max(Decimal(0), time_s - offset_s), number, words) for time_s, number, words in rows)
    cues = [Cue(line=number, text=words, start_s=start_s, end_s=None) for start_s, number, words in rows]
    _refuse_unusable([cue for cue in cues if cue.text.strip()], place, "write a line as [00:12.00] and words")
    losses += (
        left_out(
            number, f"{key}: {value}", "it is not part of the practice", "leave it so; it is kept as a note"
        )
        for key, (number, value) in tags.items()
        if key not in ("ti", "offset", "length") and value
    )
    items: list[Item] = [*losses, *cue_items(_ended_by_empty_lines(cues), has_audio=has_audio)]
    return Reading(items=tuple(items), title=tags.get("ti", (0, ""))[1])


def _cues(lines: Sequence[str], losses: list[Loss]) -> Iterator[Cue]:
    index = 0
    has_settings = False
    while index < len(lines):
        line = lines[index]
        times = _TIMES.fullmatch(line)
        block = _BLOCK.fullmatch(line.strip())
        if times:
            end = _block_end(lines, index + 1)
            start_s, end_s = read_clock_s(times["start"]), read_clock_s(times["end"])
            words = html.unescape("\n".join(lines[index + 1 : end]))
            if start_s is None or end_s is None:
                fix = "keep times below twelve hours, written as 00:00:04.000"
                losses.append(left_out(index + 1, words, "its time cannot be read", fix))
            else:
                yield Cue(line=index + 2, text=words, start_s=start_s, end_s=end_s)
            if times["settings"].strip() and not has_settings:
                has_settings = True
                reason, fix = "words have no place on the screen here", "leave it so"
                losses.append(left_out(index + 1, times["settings"].strip(), reason, fix, note=""))
            index = end
        elif block:
            end = _block_end(lines, index + 1)
            words = " ".join([block["rest"] or "", *lines[index + 1 : end]]).strip()
            reason = "it is a note" if block["kind"] == "NOTE" else "colours and places are not kept"
            note = words if block["kind"] == "NOTE" else ""
            losses.append(
                left_out(index + 1, words, reason, "leave it so, if it is for you alone", note=note)
            )
            index = end
        else:
            if line.strip() and not _is_frame(lines, index):
                reason = "it belongs to no time"
                losses.append(left_out(index + 1, line.strip(), reason, _CUE_FIX))
            index += 1


def _block_end(lines: Sequence[str], start: int) -> int:
    """Returns the index after a block: at a blank line, or where the next cue begins without one."""
    end = start
    while end < len(lines) and lines[end].strip() and not _TIMES.fullmatch(lines[end]):
        end += 1
    begins_cue = end < len(lines) and lines[end].strip()
    return end - 1 if begins_cue and end > start and lines[end - 1].strip().isdecimal() else end


def _is_frame(lines: Sequence[str], index: int) -> bool:
    """Whether a line is the header, or the number or name of the cue below it."""
    is_header = index == 0 and lines[0].startswith("WEBVTT")
    is_field = lines[0].startswith("WEBVTT") and all(line.strip() for line in lines[:index])
    return is_header or is_field or (index + 1 < len(lines) and bool(_TIMES.fullmatch(lines[index + 1])))


def _lrc_line(line: str) -> tuple[list[Decimal], str]:
    times = []
    while match := _LRC_TIME.match(line):
        time_s = read_clock_s(match["time"])
        times += [time_s] if time_s is not None else []
        line = line[match.end() :]
    return times, _LRC_WORD_TIME.sub("", line)


def _offset_s(tags: dict[str, tuple[int, str]]) -> Decimal:
    value = tags.get("offset", (0, ""))[1]
    return Decimal(value) / 1000 if re.fullmatch(r"[+-]?[0-9]{1,7}", value) else Decimal(0)


def _ended_by_empty_lines(cues: list[Cue]) -> Iterator[Cue]:
    """Yields the cues with words; an empty one after them ends them."""
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        if cue.text.strip():
            ends = following is not None and not following.text.strip()
            end_s = following.start_s if ends and following else None
            yield Cue(line=cue.line, text=cue.text, start_s=cue.start_s, end_s=end_s)


def _refuse_unusable(cues: Sequence[Cue], place: str, fix: str) -> None:
    if not cues:
        raise ConversionError("there are no words with a time in this file", fix=fix, place=place)
    if len(cues) > MAX_ITEMS:
        problem = f"there are more than {MAX_ITEMS:,} cues in this file; that is no practice"
        raise ConversionError(problem, fix="keep one practice in a file", place=place)
