"""Says in words what an entry of the journal holds, for the journal's screen.

Pure.  Days and months are English whatever the system's language, like all other words.
"""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Final

from practice_player.journal.entry import Ended, JournalEntry
from practice_player.lib.units import spoken_length

DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_ENDINGS: Final = {
    Ended.RUNNING: "under way",
    Ended.FINISHED: "to the end",
    Ended.STOPPED: "enough for that day",
    Ended.GROUNDED: "left for solid ground",
    Ended.CUT_OFF: "cut off",
}


def day_words(day: date) -> str:
    """`Thursday 26 November 2026`."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """`November 2026`."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def company_words(entry: JournalEntry) -> str:
    """`alone`, `together`, or `Ana and Ben`."""
    if entry.practice != "partner":
        return "alone"
    names = [name for name in entry.people if name]
    if not names:
        return "together"
    return " and ".join(names) if len(names) > 1 or len(entry.people) == 1 else f"{names[0]} and a guest"


def brief_words(entry: JournalEntry, default_zone: tzinfo | None, today: date) -> str:
    """How long, with whom, and how it ended: `7 minutes · alone`."""
    ending = "" if entry.ended is Ended.FINISHED else _ending_words(entry, default_zone, today)
    return " · ".join(filter(None, (spoken_length(entry.practised_s), company_words(entry), ending)))


def entry_sentences(
    entry: JournalEntry, left_out_names: Sequence[str], default_zone: tzinfo | None, today: date
) -> list[str]:
    """Returns all that the journal knows of an entry but its note.

    `left_out_names` are those of `entry.without`; `default_zone` is as in `JournalEntry.local_start`.
    """
    start = entry.local_start(default_zone)
    length = spoken_length(entry.practised_s)
    if entry.ended is not Ended.FINISHED and entry.practised_s < entry.planned_s:
        length = f"{length} of {spoken_length(entry.planned_s)}"
    company = company_words(entry)
    sentences = [
        f"{day_words(start.date())}, {start:%H:%M}.",
        f"{length}, {_ending_words(entry, default_zone, today)}.",
        f"{company[:1].upper()}{company[1:]}." + (f" {entry.first} went first." if entry.first else ""),
        f"Without {', '.join(left_out_names)}." if left_out_names else "",
        " ".join(filter(None, (_chosen("Voice", entry.voice), _chosen("Background", entry.bed)))),
        *_check_in_sentences(entry),
    ]
    return [sentence for sentence in sentences if sentence]


def _ending_words(entry: JournalEntry, default_zone: tzinfo | None, today: date) -> str:
    if entry.ended is Ended.STOPPED and entry.local_start(default_zone).date() == today:
        return "enough for today"
    return _ENDINGS[entry.ended]


def _chosen(name: str, choice: str) -> str:
    """What was chosen, which is not always heard: without a sound card a practice goes on in silence."""
    return f"{name}: {choice}." if choice not in ("", "none") else ""


def _check_in_sentences(entry: JournalEntry) -> list[str]:
    before, after = entry.check_ins.get("before", {}), entry.check_ins.get("after", {})
    sentences = []
    for item in dict.fromkeys((*before, *after)):
        numbers = " then ".join(str(moment[item]) for moment in (before, after) if item in moment)
        sentences.append(f"{item[:1].upper()}{item[1:]}: {numbers}.")
    return sentences
