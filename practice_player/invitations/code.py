"""An invitation as a code of 24 digits and letters, and back.  Pure."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from practice_player.invitations.symbols import read_groups, write_groups
from practice_player.lib.errors import InvitationError
from practice_player.lib.units import RATE_HZ
from practice_player.script.choices import LEAVE_OUT_WORDS

FORMAT: Final = 1
EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
TENTH_FRAMES: Final = RATE_HZ // 10

SYMBOLS: Final = 21
"""So many digits and letters hold the invitation; the check symbols follow."""

_FORMAT_BITS: Final = 2
_MINUTES_BITS: Final = 23
_TENTHS_BITS: Final = 19
_NAME_BITS: Final = 12
_SCRIPT_BITS: Final = 15
_TIMELINE_BITS: Final = 19
_VOICE_BITS: Final = 5

_WITHOUT_WORDS: Final = LEAVE_OUT_WORDS
"""Each has its bit.  A new word makes a new `FORMAT`."""

LAST_MOMENT: Final = EPOCH + timedelta(minutes=2**_MINUTES_BITS - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What is played, with what, and when it begins."""

    begins_at: datetime
    """Aware, at a whole minute."""

    length_tenths: int
    """How long it lasts, in tenths of a second."""

    is_usual_length: bool
    """Whether that is the length which it has when none is chosen."""

    without: frozenset[str] = frozenset()
    """What is left out for both: words of `LEAVE_OUT_WORDS`."""

    name_mark: int
    script_mark: int
    voice_mark: int
    """Marks of the practice's name, its script and who speaks, as made by the functions below."""

    timeline_mark: int
    """A mark of the frames of everything that is heard."""


def name_mark(name: str) -> int:
    return _mark(name, _NAME_BITS)


def script_mark(content_hash: str) -> int:
    return _mark(content_hash, _SCRIPT_BITS)


def voice_mark(voice: str) -> int:
    return _mark(voice, _VOICE_BITS)


def timeline_mark(fingerprint: str) -> int:
    return _mark(fingerprint, _TIMELINE_BITS)


def write_code(invitation: Invitation) -> str:
    """Returns the code, in groups of four.

    Raises:
        InvitationError: it begins before or after all moments that a code can name.
    """
    if not EPOCH <= invitation.begins_at <= LAST_MOMENT:
        raise InvitationError(
            f"a code names moments from {EPOCH:%Y} to {LAST_MOMENT:%Y} only",
            fix="--at with a moment between them",
        )
    without = sum(1 << bit for bit, word in enumerate(_WITHOUT_WORDS) if word in invitation.without)
    number = 0
    for value, bits in (
        (FORMAT, _FORMAT_BITS),
        ((invitation.begins_at - EPOCH) // timedelta(minutes=1), _MINUTES_BITS),
        (invitation.length_tenths, _TENTHS_BITS),
        (int(invitation.is_usual_length), 1),
        (without, len(_WITHOUT_WORDS)),
        (invitation.name_mark, _NAME_BITS),
        (invitation.script_mark, _SCRIPT_BITS),
        (invitation.voice_mark, _VOICE_BITS),
        (invitation.timeline_mark, _TIMELINE_BITS),
    ):
        number = number << bits | value
    return write_groups(number, SYMBOLS)


def read_code(text: str) -> Invitation:
    """Reads a code, however it was typed.

    Raises:
        InvitationError: it is none, was mistyped, or is of a later version.
    """
    number = read_groups(text, SYMBOLS)

    def take(bits: int) -> int:
        nonlocal number
        value = number & (1 << bits) - 1
        number >>= bits
        return value

    timeline, voice, script, name = map(take, (_TIMELINE_BITS, _VOICE_BITS, _SCRIPT_BITS, _NAME_BITS))
    without = take(len(_WITHOUT_WORDS))
    is_usual, tenths, minutes, version = map(take, (1, _TENTHS_BITS, _MINUTES_BITS, _FORMAT_BITS))
    if version != FORMAT or number:
        raise InvitationError(
            "this code is of another version of practice-player",
            fix="both of you with the same version, and a fresh invitation",
        )
    return Invitation(
        begins_at=EPOCH + timedelta(minutes=minutes),
        length_tenths=tenths,
        is_usual_length=bool(is_usual),
        without=frozenset(word for bit, word in enumerate(_WITHOUT_WORDS) if without >> bit & 1),
        name_mark=name,
        script_mark=script,
        voice_mark=voice,
        timeline_mark=timeline,
    )


def _mark(text: str, bits: int) -> int:
    """Returns a number of so many bits that is another one for nearly every other text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) >> 32 - bits
