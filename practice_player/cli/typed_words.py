"""The words that can be typed in plain mode while a practice plays, and what each does."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_player.lib.units import clock

if TYPE_CHECKING:
    from practice_player.playback.session import PlaybackSession

STEP_DB: Final = 2.0
"""How much `louder` and `softer` change a level; a key of the interface changes as much."""

NOTHING_ASKED: Final = "Nothing is asked just now."


Action: TypeAlias = "Callable[[PlaybackSession, float], str]"


class Destination(StrEnum):
    """What a word opens or ends, if it does more than control the practice."""

    STOP = "stop"
    GROUND = "ground"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWord:
    """One word that can be typed."""

    word: str
    description: str
    """What it does, as the help says it."""

    aliases: tuple[str, ...] = ()
    """Other texts for the same word."""

    action: "Action | None" = None
    """Executes the word at a time of the monotonic clock; returns a line to print, or an empty text."""

    destination: Destination | None = None


def find_word(typed: str) -> TypedWord | None:
    """Returns the word for a typed text, ignoring case; None if there is none."""
    return _WORDS_BY_TEXT.get(" ".join(typed.split()).casefold())


def help_lines() -> list[str]:
    """Returns a line for each word: its texts and what it does."""
    names = {row.word: " or ".join((row.word, *row.aliases)) for row in WORDS}
    width = max(map(len, names.values()))
    return [f"  {names[row.word]:<{width}}  {row.description}" for row in WORDS]


def _pause(session: "PlaybackSession", now_s: float) -> str:
    if not _is_paused(session, now_s):
        session.toggle_pause(now_s)
    return "Paused. Type go on to go on."


def _go_on(session: "PlaybackSession", now_s: float) -> str:
    if _is_paused(session, now_s):
        session.toggle_pause(now_s)
        return ""
    if not session.snapshot(now_s).asks:
        return NOTHING_ASKED
    session.go_on(now_s)
    return ""


def _stay(session: "PlaybackSession", now_s: float) -> str:
    if session.snapshot(now_s).asks != "agree":
        return NOTHING_ASKED
    session.go_on(now_s)
    return "Staying with it."


def _shift(session: "PlaybackSession", now_s: float) -> str:
    if session.snapshot(now_s).asks != "agree":
        return NOTHING_ASKED
    session.shift(now_s)
    return "The gentler way."


def _more(session: "PlaybackSession", now_s: float) -> str:
    if not session.snapshot(now_s).can_be_longer:
        return "This part has the length it has."
    session.more_time(now_s)
    return ""


def _without_message(change: "Callable[[PlaybackSession, float], object]") -> "Action":
    """Makes an action without a message of a change that can be heard anyway."""

    def action(session: "PlaybackSession", now_s: float) -> str:
        change(session, now_s)
        return ""

    return action


def _catch_up(session: "PlaybackSession", now_s: float) -> str:
    snapshot = session.snapshot(now_s)
    if not snapshot.together:
        return "Nobody else hears this one."
    session.catch_up(now_s)
    return "In step again."


def _time(session: "PlaybackSession", now_s: float) -> str:
    snapshot = session.snapshot(now_s)
    heading = f"{snapshot.heading.rstrip('.')}. " if snapshot.heading else ""
    place = f"{snapshot.place}, {clock(snapshot.place_left_s)} left. " if snapshot.place else ""
    return f"{heading}{place}{clock(snapshot.remaining_s)} to the end."


def _bed(session: "PlaybackSession", now_s: float) -> str:
    session.toggle_bed()
    return f"The background is {'on' if session.snapshot(now_s).bed_on else 'off'}."


def _next_bed(session: "PlaybackSession", now_s: float) -> str:
    session.next_bed()
    return f"Background: {session.snapshot(now_s).bed}."


def _voice(session: "PlaybackSession", now_s: float) -> str:
    if not session.snapshot(now_s).voices:
        return "There is no other voice."
    session.next_voice(now_s)
    return f"Voice: {session.snapshot(now_s).voice}."


def _is_paused(session: "PlaybackSession", now_s: float) -> bool:
    return session.snapshot(now_s).state == "paused"


WORDS: Final = (
    TypedWord(word="stop", description="silence at once, and the end", destination=Destination.STOP),
    TypedWord(
        word="ground",
        description="leaves the practice for a short way back to the room",
        destination=Destination.GROUND,
    ),
    TypedWord(word="pause", description="waits", action=_pause),
    TypedWord(
        word="go on",
        description="goes on after a pause or a wait; near the end of a turn, time to finish a sentence",
        aliases=("on",),
        action=_go_on,
    ),
    TypedWord(word="stay", description="answers a question: stay with it", action=_stay),
    TypedWord(word="shift", description="answers a question: something gentler", action=_shift),
    TypedWord(word="more", description="30 seconds more here, and for the other as well", action=_more),
    TypedWord(
        word="back",
        description="a step back",
        action=_without_message(lambda session, now_s: session.back(now_s)),
    ),
    TypedWord(
        word="next",
        description="a step on",
        action=_without_message(lambda session, now_s: session.on(now_s)),
    ),
    TypedWord(
        word="catch up",
        description="goes to where the other is, in a practice that was joined",
        aliases=("catch",),
        action=_catch_up,
    ),
    TypedWord(word="time", description="says what is left of this part and of the whole", action=_time),
    TypedWord(
        word="louder",
        description="the voice a little louder",
        action=_without_message(lambda session, _: session.turn_voice(STEP_DB)),
    ),
    TypedWord(
        word="softer",
        description="the voice a little softer",
        action=_without_message(lambda session, _: session.turn_voice(-STEP_DB)),
    ),
    TypedWord(word="voice", description="the next voice", action=_voice),
    TypedWord(word="bed", description="the background off, or on again", action=_bed),
    TypedWord(
        word="bed louder",
        description="the background a little louder",
        action=_without_message(lambda session, _: session.turn_bed(STEP_DB)),
    ),
    TypedWord(
        word="bed softer",
        description="the background a little softer",
        action=_without_message(lambda session, _: session.turn_bed(-STEP_DB)),
    ),
    TypedWord(word="bed next", description="another background", action=_next_bed),
    TypedWord(word="help", description="these words", aliases=("?",), destination=Destination.HELP),
)

_WORDS_BY_TEXT: Final = {typed: row for row in WORDS for typed in (row.word, *row.aliases)}
