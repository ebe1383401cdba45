"""The words of a practice under way that are the player's own.  Pure."""

from typing import Final

from practice_player.lib.units import clock
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState, Question
from practice_player.script.kinds import StepKind

EYES_CLOSED: Final = "Eyes closed. Any key lights the screen."
EYES_CLOSED_S: Final = 6.0
"""How long that stands on the dark screen."""

CAPTIONS_OFF: Final = "words off"
SILENT: Final = "silent"

_PAUSED: Final = "Paused.  Space goes on."
_GOES_ON: Final = "enter goes on"
_HINTS: Final = {
    Question.WAIT: _GOES_ON,
    Question.FINISH: "enter: time to finish a sentence",
    Question.GRACE: _GOES_ON,
}

_ALWAYS: Final = ("stop", "ground", "app.help")
"""The actions whose keys stand in the footer whatever is asked."""

WHILE_WAITING: Final = ("stop", "eyes_closed", "voice", "bed", "bed_level", "next_bed")
"""The actions whose keys do something while a practice waits for its moment."""

_NAMES: Final = {
    Question.WAIT: {"go_on": "Go on"},
    Question.AGREE: {"go_on": "Stay", "shift": "Gentler"},
    Question.FINISH: {"go_on": "A bit longer"},
    Question.GRACE: {"go_on": "Go on"},
}
"""What the keys that answer are called in the footer, by the action."""


WORDS_STAY: Final = "The words stay while nothing is heard."


def place(snapshot: PlaybackSnapshot, *, captions: bool) -> str:
    """Where in the practice this is, and what is not as usual; the heading last, as it may be cut."""
    signs = (
        SILENT if snapshot.sound_missing else "",
        _out_of_step(snapshot),
        "" if captions or snapshot.silent else CAPTIONS_OFF,
    )
    is_paused = snapshot.state is PlaybackState.PAUSED
    part, heading = (_PAUSED, "") if is_paused else (_part(snapshot), snapshot.heading)
    return "  ·  ".join(words for words in (part, *signs, heading) if words)


def _out_of_step(snapshot: PlaybackSnapshot) -> str:
    """How far this is from what the other hears; empty while it is in step."""
    if snapshot.behind_s is None:
        return ""
    return f"{clock(abs(snapshot.behind_s))} {'behind' if snapshot.behind_s > 0 else 'ahead'}"


def _part(snapshot: PlaybackSnapshot) -> str:
    breath = snapshot.breath
    if breath is not None and snapshot.asks is Question.WAIT:
        return f"{snapshot.place} {breath.cycle}".strip()  # nobody has to breathe all of them
    if breath is not None:
        return f"{snapshot.place} {breath.cycle} of {breath.cycles}".strip()
    if snapshot.kind is StepKind.SAY:
        return ""  # that something is said is seen, and heard
    has_time_below = snapshot.own_time is not None or snapshot.asks is not Question.NOTHING
    if snapshot.own_time is not None and snapshot.own_time.label == snapshot.place:
        return ""  # it is said with its time
    if not snapshot.place or has_time_below:
        return snapshot.place
    return f"{snapshot.place}, {clock(snapshot.place_left_s)} left"


def hint(snapshot: PlaybackSnapshot) -> str:
    """What a key does here, or what listening means; empty where there is nothing to say."""
    return _HINTS.get(snapshot.asks) or snapshot.listening


def footer_names(snapshot: PlaybackSnapshot | None) -> dict[str, str]:
    """What some keys are called now, by their action; the first stand first."""
    if snapshot is None:
        return {}
    if snapshot.state is PlaybackState.PAUSED:
        return {"pause": "Go on"} | ({"catch_up": "Catch up"} if snapshot.together else {})
    if snapshot.behind_s is not None and snapshot.asks is Question.NOTHING:
        return {"catch_up": "Catch up"}
    return _NAMES.get(snapshot.asks, {})


def in_footer(action: str, snapshot: PlaybackSnapshot | None) -> bool:
    """Whether a key of the footer stands there now: a question leaves it to the answers and the ways out."""
    return snapshot is None or snapshot.asks is not Question.AGREE or action in _ALWAYS
