"""The words that can be typed while a practice plays, and what each does."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_player.lib.units import clock

if TYPE_CHECKING:
    from practice_player.playback.session import PlaybackSession

STEP_DB: Final = 2.0
"""How much `louder` and `softer` change, as a key of the interface does."""

NOTHING_ASKED: Final = "Nothing is asked just now."


Act: TypeAlias = "Callable[[PlaybackSession, float], str]"


class Leads(StrEnum):
    """Where a word leads, when it is more than a change to the practice."""

    STOP = "stop"
    GROUND = "ground"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWord:
    """One thing to type."""

    word: str
    does: str
    """What it does, as the help has it."""

    also: tuple[str, ...] = ()
    """Other ways to type it."""

    act: "Act | None" = None
    """Does it at a moment of the monotonic clock; returns a line to say, or nothing."""

    leads: Leads | None = None


def find(typed: str) -> TypedWord | None:
    """The word that was typed, in any case of letters; None when it is none."""
    return _BY_TYPED.get(" ".join(typed.split()).casefold())


def help_lines() -> list[str]:
    """Every word, and what it does."""
    names = {row.word: " or ".join((row.word, *row.also)) for row in WORDS}
    width = max(map(len, names.values()))
    return [f"  {names[row.word]:<{width}}  {row.does}" for row in WORDS]


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


def _silently(change: "Callable[[PlaybackSession, float], object]") -> "Act":
    """Does something that can be heard, so that nothing has to be said of it."""

    def act(session: "PlaybackSession", now_s: float) -> str:
        change(session, now_s)
        return ""

    return act


def _time(session: "PlaybackSession", now_s: float) -> str:
    snapshot = session.snapshot(now_s)
    place = f"{snapshot.place}, {clock(snapshot.place_left_s)} left. " if snapshot.place else ""
    return f"{place}{clock(snapshot.remaining_s)} to the end."


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
    TypedWord(word="stop", does="silence at once, and the end", leads=Leads.STOP),
    TypedWord(word="ground", does="leaves the practice for a short way back to the room", leads=Leads.GROUND),
    TypedWord(word="pause", does="waits", act=_pause),
    TypedWord(
        word="go on",
        does="goes on after a pause or a wait; near the end of a turn, time to finish a sentence",
        also=("on",),
        act=_go_on,
    ),
    TypedWord(word="stay", does="answers a question: stay with it", act=_stay),
    TypedWord(word="shift", does="answers a question: something gentler", act=_shift),
    TypedWord(word="more", does="30 seconds more here, and for the other as well", act=_more),
    TypedWord(word="back", does="a step back", act=_silently(lambda session, now_s: session.back(now_s))),
    TypedWord(word="next", does="a step on", act=_silently(lambda session, now_s: session.on(now_s))),
    TypedWord(word="time", does="says what is left of this part and of the whole", act=_time),
    TypedWord(
        word="louder",
        does="the voice a little louder",
        act=_silently(lambda session, _: session.turn_voice(STEP_DB)),
    ),
    TypedWord(
        word="softer",
        does="the voice a little softer",
        act=_silently(lambda session, _: session.turn_voice(-STEP_DB)),
    ),
    TypedWord(word="voice", does="the next voice", act=_voice),
    TypedWord(word="bed", does="the background off, or on again", act=_bed),
    TypedWord(
        word="bed louder",
        does="the background a little louder",
        act=_silently(lambda session, _: session.turn_bed(STEP_DB)),
    ),
    TypedWord(
        word="bed softer",
        does="the background a little softer",
        act=_silently(lambda session, _: session.turn_bed(-STEP_DB)),
    ),
    TypedWord(word="bed next", does="another background", act=_next_bed),
    TypedWord(word="help", does="these words", also=("?",), leads=Leads.HELP),
)

_BY_TYPED: Final = {typed: row for row in WORDS for typed in (row.word, *row.also)}
