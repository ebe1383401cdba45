"""Files that are wrong, huge or meant to do harm; each is refused in words, or converted in bounded time."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Final

_LAUGHS: Final = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
_BILLION_LAUGHS: Final = f'<!DOCTYPE speak [<!ENTITY l0 "ha">{_LAUGHS}]><speak>&l9;</speak>'
_OTHER_FILE: Final = '<!DOCTYPE speak [<!ENTITY x SYSTEM "file:///etc/passwd">]><speak>Hello &x;</speak>'
_WORD: Final = '<w:document xmlns:w="w"><w:body>{}</w:body></w:document>'


def word_document(xml: bytes, *, name: str = "word/document.xml", others: int = 0) -> bytes:
    """Returns a zip archive with the XML as a Word document has it, well compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(name, xml)
        for number in range(others):
            archive.writestr(f"word/media/{number}.png", b"")
    return file.getvalue()


def _cues(count: int) -> bytes:
    rows = (
        f"{number}\n{_time(number * 4)} --> {_time(number * 4 + 2)}\nThis is cue number {number}.\n"
        for number in range(count)
    )
    return "\n".join(rows).encode()


def _time(time_s: int) -> str:
    return f"{time_s // 3600:02}:{time_s // 60 % 60:02}:{time_s % 60:02},000"


REFUSED: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    # The name of the file, the beginning of the problem, and its content.
    "two-hundred-megabytes.txt": ("the file is over 1 MB", lambda: b"quiet words " * 17_000_000),
    "zeros.txt": ("this is no text", lambda: bytes(900_000)),
    "noise.txt": ("this is no text", lambda: random.Random(1).randbytes(200_000)),  # noqa: S311
    "empty.txt": ("there is nothing to say", lambda: b""),
    "only-a-mark.txt": ("there is nothing to say", lambda: b"\xff\xfe"),
    "only-pauses.txt": ("there is nothing to say", lambda: b"[pause 4s]\n(10 s)\n"),
    "paper.txt": ("this is a PDF file", lambda: b"%PDF-1.7 words words words"),
    "old.docx": ("the Word document is damaged", lambda: b"\xd0\xcf\x11\xe0" + bytes(600)),
    "endless.txt": (
        "a silence is longer than three hours",
        lambda: b"Begin. [pause 99999999999999999999999 minutes] End.",
    ),
    "all-day.txt": ("no script can be made of this", lambda: b"Begin. [3 hours] So. " * 9),
    "laughs.ssml": ("the file declares entities", _BILLION_LAUGHS.encode),
    "other-file.ssml": ("the file declares entities", _OTHER_FILE.encode),
    "deep.ssml": ("elements are nested", lambda: b"<speak>" + b"<p>" * 100_000),
    "unclosed.ssml": ("this is not XML", lambda: b"<speak>Hello <break time='3s'> there</speak>"),
    "many-breaks.ssml": ("this is more than", lambda: b"<speak>" + b"x.<break/>" * 90_000 + b"</speak>"),
    "deep.json": ("this is no practice", lambda: b"[" * 400_000),
    "endless-number.json": ("this is no practice", lambda: b'[{"pause": ' + b"9" * 9_000 + b"}]"),
    "cut.json": ("this is not JSON", lambda: b'[{"type": "speech", "text": "Hel'),
    "number.json": ("there is no list of steps", lambda: b"7"),
    "no-times.srt": ("there are no words with a time", lambda: b"1\nhello\n"),
    "ten-thousand-cues.srt": ("this makes", lambda: _cues(10_000)),
    "steps.txt": ("this makes", lambda: b"Word.\n\n" * 9_000),
    "plain-zip.docx": ("this archive is no Word", lambda: word_document(b"x", name="readme.txt")),
    "bomb.docx": ("its text unpacks to more", lambda: word_document(b" " * 300_000_000)),
    "crowd.docx": ("it has more files", lambda: word_document(_WORD.encode(), others=6_000)),
    "cut.docx": ("the Word document is damaged", lambda: word_document(_WORD.encode() * 50)[:-30]),
    "laughs.docx": ("the file declares entities", lambda: word_document(_BILLION_LAUGHS.encode())),
    "deep.docx": ("elements are nested", lambda: word_document(b"<w:document>" + b"<w:p>" * 100_000)),
    "only-signs.txt": ("there is nothing to say", "“”… — !\n\n“?” ***".encode),
    "quotes.md": ("lists and quotes are nested too deep", lambda: b">" * 20_000 + b" Begin."),
    "lists.md": (
        "lists and quotes are nested too deep",
        lambda: b"".join(b" " * 2 * number + b"- a\n" for number in range(400)),
    ),
}

CONVERTED: Final[dict[str, Callable[[], bytes]]] = {
    "nul.txt": lambda: b"Be\x00gin here.\n\nAnd\x00 end.",
    "controls.txt": lambda: b"Begin \x1b[31mhere\x07.\n\xe2\x80\xaeAnd end.\xc2\x85",
    "half-utf-16.txt": lambda: "Begin here, naïve.".encode("utf-16")[:-1],
    "long-word.txt": lambda: b"a" * 300_000,
    "long-sentence.txt": lambda: b"and so on " * 50_000,
    "one-paragraph.txt": lambda: b"Notice [pause 1s] it. " * 2_500,
    "brackets.txt": lambda: b"Begin. " + b"[" * 200_000 + b"(" * 200_000,
    "letters-in-brackets.txt": lambda: b"Begin. " + b"(a) " * 100_000,
    "stars.txt": lambda: b"Begin. " + b"*a _b **" * 60_000,
    "stars.md": lambda: b"Begin. " + b"*a _b **" * 20_000,
    "brackets.md": lambda: b"Begin.\n\n" + b"[" * 100_000,
    "laughs-in-text.txt": _BILLION_LAUGHS.encode,
    "slashes.txt": lambda: b"Begin " + b"/" * 300_000 + b" here.",
    "dashes.txt": lambda: b"Begin.\n" + b"- " * 200_000,
    "dots.txt": lambda: b"Begin." + b"... " * 100_000,
    "braces.txt": lambda: b"Begin {item} {x} {{y}} {a b} { here.",
    "yaml.txt": lambda: b"- say: x\n&a *a !!python/object:os.system {}\n# begin: |\n\t'\"\n",
    "small-lengths.txt": lambda: b"Begin. (pause 0s) [pause 0.000001s] So.",
    "long-silences.txt": lambda: b"Begin. [3 hours] [3 hours] (2 hours) [pause 1 min] So.",
    "touch-in-its-title.txt": lambda: b"Holding hands\n\nSit with your partner.\n\nRest.",
    "touch-and-gaze.txt": lambda: b"Hold hands, and look at each other, your partner and you.",
    "huge-times.lrc": lambda: b"[999:59.99]Late.\n[00:01.00]Early.\n[offset:99999999999999]\n",
    "backwards.vtt": lambda: b"WEBVTT\n\n00:09.000 --> 00:01.000\nLast.\n\n00:02.000 --> 00:03.000\nFirst.\n",
    "nan.json": lambda: (
        b'["Begin.", {"pause": NaN}, {"pause": -Infinity}, {"pause": 1e999}, {"pause": -5}, null, [[]], true]'
    ),
    "surrogates.json": lambda: json.dumps(["Begin \ud800 here."]).encode(),
    "bare-entity.ssml": lambda: b"<speak>Tea &nosuch; &nbsp;&amp; milk &#0x; now</speak>".replace(
        b"&#0x;", b"&copy;"
    ),
}
