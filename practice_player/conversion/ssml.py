"""Reads SSML, the markup of speech engines: words and breaks; what a voice would do with them is told."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from practice_player.conversion.head_fields import language_tag
from practice_player.conversion.items import (
    ConversionError,
    Item,
    Loss,
    ParagraphEnd,
    Pause,
    Reading,
    Words,
    left_out,
)
from practice_player.conversion.marks import split_marks
from practice_player.conversion.xml_events import read_xml
from practice_player.lib.quoting import quoted

STRENGTHS_S: Final = {
    "none": Decimal(0),
    "x-weak": Decimal("0.3"),
    "weak": Decimal("0.5"),
    "medium": Decimal(1),
    "strong": Decimal(2),
    "x-strong": Decimal(4),
}
"""The length of a break that has only a strength; SSML leaves it to the engine."""

_TIME: Final = re.compile(r"\s*\+?(?P<number>[0-9]{0,9}(?:\.[0-9]{0,6})?)\s*(?P<unit>ms|s)\s*")
_SENTENCE_END: Final = re.compile(r"[.!?…:,;。！？।؟][\"'”’»)]*$")  # noqa: RUF001
_FIX: Final = "mend it there; or call the file NAME.txt, and its tags are left out one by one"

_STYLES: Final = {
    "prosody": ("rate", "pitch", "volume", "range", "contour", "duration"),
    "emphasis": ("level",),
    "say-as": ("interpret-as", "format"),
    "phoneme": ("ph", "alphabet"),
    "voice": ("name", "gender", "variant", "languages"),
    "lang": ("xml:lang",),
    "amazon:effect": ("name", "phonation", "vocal-tract-length"),
    "amazon:emotion": ("name", "intensity"),
    "mstts:express-as": ("style", "styledegree"),
}
"""Elements whose words are spoken, and the attributes that say how."""

_TRANSPARENT: Final = frozenset(("speak", "w", "token", "root", "lookup"))
_UNSPOKEN: Final = frozenset(
    ("audio", "desc", "metadata", "meta", "lexicon", "mark", "mstts:backgroundaudio")
)


def read_ssml(text: str, *, place: str) -> Reading:
    """Returns the reading of SSML; several elements without `<speak>` around them are read as well.

    Raises:
        ConversionError: it is not XML, or declares entities of its own.
    """
    try:
        return _read(text, place)
    except ConversionError:
        if re.search(r"<speak\b", text):
            raise
        return _read(f"<speak>{text}</speak>", place)


def _read(text: str, place: str) -> Reading:
    handler = _Handler()
    read_xml(text.encode(), handler, place=place, fix=_FIX)
    return Reading(items=tuple(handler.items), language=handler.language)


@dataclass(slots=True)
class _Handler:
    items: list[Item] = field(default_factory=list)
    language: str = ""
    """The tag of the language of the whole; empty if it does not say."""

    _open: list[str] = field(default_factory=list)
    """The elements that have begun, the outermost first."""

    _unspoken_at: int = 0
    """How deep the element is nested whose words are not spoken; 0 outside any."""

    _unspoken_line: int = 0
    _unspoken_words: str = ""
    _replaced_words: str = ""
    """What is written inside `<sub>`, in whose place its alias is said."""

    _sentence: str = ""
    """The words of the sentence so far, to know whether it has a sign at its end."""

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        self._open.append(name)
        if len(self._open) == 1:
            self.language = language_tag(attributes.get("xml:lang", ""))
        if self._unspoken_at:
            return
        if name in _UNSPOKEN or (name == "sub" and attributes.get("alias")):
            self._unspoken_at, self._unspoken_line = len(self._open), line
            names = (attributes.get(key, "") for key in ("src", "name", "alias"))
            self._unspoken_words = " ".join(filter(None, names)) + " "
        elif name == "break":
            self.items += _break(attributes, line)
        elif name == "mstts:silence":
            self.items += _break({"time": attributes.get("value", "")}, line)
        elif name in ("p", "s", "paragraph", "sentence"):
            self._end_sentence(line, is_paragraph=name.startswith("p"))
        elif name in _STYLES:
            self.items.append(_style_loss(name, attributes, line))
        elif name not in _TRANSPARENT:
            fix = "leave it so, if its words are all that matters"
            self.items.append(left_out(line, f"<{name}>", "scripts know no such element", fix, note=""))

    def end(self, name: str, line: int) -> None:
        if self._unspoken_at == len(self._open):
            self._end_unspoken(name)
        elif not self._unspoken_at and name in ("p", "s", "paragraph", "sentence"):
            self._end_sentence(line, is_paragraph=name.startswith("p"))
        self._open.pop()

    def text(self, text: str, line: int) -> None:
        if self._unspoken_at:
            if self._open[-1] == "sub":
                self._replaced_words += text
            else:
                self._unspoken_words += text
            return
        for number, part in enumerate(re.split(r"\n", text)):
            self.items += [Words(line + number, " ")] if number else []
            self.items += split_marks(part, line + number)
        self._sentence = (self._sentence + text)[-200:]

    def _end_sentence(self, line: int, *, is_paragraph: bool) -> None:
        words = self._sentence.strip()
        if is_paragraph:
            self.items.append(ParagraphEnd(line))
        elif words and not _SENTENCE_END.search(words):
            self.items.append(Words(line, ". "))
        else:
            self.items.append(Words(line, " "))
        self._sentence = ""

    def _end_unspoken(self, name: str) -> None:
        words, line = " ".join(self._unspoken_words.split()), self._unspoken_line
        self._unspoken_at = 0
        if name == "sub":
            problem = f"“{quoted(words)}” is said and shown in place of “{quoted(self._replaced_words)}”"
            self._replaced_words = ""
            self.items += (Words(line, words), Loss(line, problem, "leave it so, if it reads well too"))
        else:
            self.items.append(_UNSPOKEN_LOSSES.get(name, _metadata_loss)(f"<{name}> {words}".strip(), line))


def _break(attributes: Mapping[str, str], line: int) -> list[Item]:
    if time := attributes.get("time", "").strip():
        match = _TIME.fullmatch(time)
        if match and match["number"] not in ("", "."):
            length_s = Decimal(match["number"]) / (1000 if match["unit"] == "ms" else 1)
            return [Pause(line, length_s)]
        problem = f"`{quoted(time)}` is not the length of a break; a second is taken in its place"
        return [Pause(line, Decimal(1)), Loss(line, problem, "write it as `pause: 3s` below the words")]
    strength = attributes.get("strength", "medium").strip().lower()
    return [Pause(line, STRENGTHS_S.get(strength, STRENGTHS_S["medium"]))]


def _style_loss(name: str, attributes: Mapping[str, str], line: int) -> Loss:
    values = " ".join(f'{key}="{attributes[key]}"' for key in _STYLES[name] if key in attributes)
    fix = "leave it so, or a pause where the words want time"
    return left_out(
        line, f"<{name} {values}>".replace(" >", ">"), "the words are said as any others", fix, note=""
    )


def _audio_loss(mark: str, line: int) -> Loss:
    fix = "put the file beside the script, and write `audio: FILE` below the words that it says"
    return left_out(line, mark, "recordings are not fetched", fix)


def _metadata_loss(mark: str, line: int) -> Loss:
    return left_out(line, mark, "it is not part of the practice", "leave it so; it is kept as a note")


def _mark_loss(mark: str, line: int) -> Loss:
    return left_out(
        line, mark, "a practice has no marks", "leave it so, if no other program needs it", note=""
    )


_UNSPOKEN_LOSSES: Final[dict[str, Callable[[str, int], Loss]]] = {"audio": _audio_loss, "mark": _mark_loss}
