"""The headless program: what there is to practise, and one practice at a time.

Both front ends, the interface and plain lines, stand on this.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from practice_player.errors import PracticeError
from practice_player.practice.card import Card
from practice_player.practice.practice import OtherVoice, Practice
from practice_player.practice.sound import Sound
from practice_player.script.library import Library, Script
from practice_player.script.model import BedName, Session
from practice_player.timeline.build import Range, build, span_of
from practice_player.timeline.cue import ClipFinder, Timeline
from practice_player.timeline.outline import steps
from practice_player.units import RATE_HZ, clock, seconds

CARE = {
    "paced-breath": "Paced breathing: keep each breath small, and leave the pace whenever you like.",
    "breath-hold": "There are waits in the breath: any of them can be left out.",
    "inward": "Some attention goes inward: eyes open, a sound or your feet are always another way.",
    "muscle": "Muscles work a little: half strength is plenty, and any sore place can be left in peace.",
    "movement": "There is movement: your own size and speed, sitting if that suits you.",
    "touch": "There is touch: either of you can let go at any moment.",
    "gaze": "There is eye contact: looking away is always fine.",
    "disclosure": "Something is said aloud: choose how much, and nothing is quoted later.",
    "bedtime": "This one is for the edge of sleep: there is no bell at the end.",
}


class House:
    """Scripts, a voice, the sound and the journal, kept together."""

    def __init__(
        self,
        library: Library,
        find_clip: Callable[[], ClipFinder],
        sound: Sound,
        journal_path: Path | None,
        *,
        other_voices: Mapping[str, Callable[[], ClipFinder]] = MappingProxyType({}),
        silence: bool = False,
    ) -> None:
        self._library = library
        self._find_clip = find_clip
        self._sound = sound
        self._journal_path = journal_path
        self._other_voices = other_voices
        self._silence = silence
        self._practice: Practice | None = None

    def cards(self, practice: str) -> list[Card]:
        """The practices for `solo` or `partner`; scripts with problems stand in both, last."""
        cards = [self.card(script) for script in self._library.scripts()]
        return [card for card in cards if card.practice in (practice, "")]

    def named(self, name: str) -> Card:
        """The practice of a name, or in a file.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        return self.card(self._library.find(name))

    def card(self, script: Script) -> Card:
        if script.session is None:
            problem = "\n".join(str(problem) for problem in script.problems)
            return _unreadable(script.name, problem)
        try:
            reach = span_of(script.session, self._find_clip())
        except PracticeError as exc:
            return _unreadable(script.name, str(exc), script.session)
        return _card(script.name, script.session, reach)

    def outline(self, name: str, length_s: float) -> list[str]:
        """The practice step by step, with times.

        Raises:
            PracticeError: there is no such practice, it has problems, or it cannot last so long.
        """
        timeline = self.timeline(name, length_s=_exact(length_s))
        return [f"{clock(seconds(cue.start_frame)):>5}  {cue.words}" for cue in steps(timeline)]

    def timeline(self, name: str, *, length_s: Decimal | None = None, bed: str | None = None) -> Timeline:
        """The timeline of a practice; a length of None is its usual one, a bed of None its own.

        Raises:
            PracticeError: there is no such practice, it has problems, or it cannot last so long.
        """
        return build(self._library.find(name).playable(), self._find_clip(), length_s=length_s, bed=bed)

    def prepare(self, name: str, *, length_s: float | None, bed: str | None) -> Practice:
        """A practice, ready to start.

        Raises:
            PracticeError: there is no such practice, it has problems, or it cannot last so long.
        """
        script = self._library.find(name)
        session = script.playable()
        exact = None if length_s is None else _exact(length_s)
        timeline = build(session, self._find_clip(), length_s=exact, bed=bed)
        diary = None
        if self._journal_path:
            from practice_player.practice.diary import Diary

            diary = Diary(
                self._journal_path,
                name=script.name,
                title=session.title,
                practice=session.practice,
                planned_s=timeline.length_s,
            )
        if self._practice:
            self._practice.close()
        others = [
            OtherVoice(name=voice, timeline=partial(_near, session, find, timeline))
            for voice, find in self._other_voices.items()
        ]
        if others:
            own = OtherVoice(name="", timeline=lambda: timeline)
            others.append(own)
        self._practice = Practice(timeline, self._sound, diary, other_voices=others, silence=self._silence)
        return self._practice

    def warm_up(self) -> None:
        """Starts the sound engine, so that the first key press finds it running."""
        if not self._sound.alive():
            self._sound.start()

    def journal_lines(self) -> list[str]:
        """What was done, newest first, in words.

        Raises:
            JournalError: the journal cannot be read.
        """
        if self._journal_path is None or not self._journal_path.exists():
            return []
        from practice_player.journal.store import Journal
        from practice_player.journal.words import line

        with Journal.open(self._journal_path) as journal:
            zone = datetime.now().astimezone().tzinfo or UTC
            entries = journal.entries(now=datetime.now(UTC))
        lines = []
        for entry in entries:
            lines.append(line(entry, zone, numbered=False))
            if entry.note:
                lines.append(f"      {entry.note}")
        return lines

    def add_note(self, word: str) -> None:
        """Keeps a word with the practice that was just done.

        Raises:
            JournalError: the journal cannot be written.
        """
        if self._practice:
            self._practice.add_note(word)

    def shut(self) -> None:
        """Ends the sound, and returns once the journal is written."""
        self._sound.shut()
        if self._practice:
            self._practice.close()


def _near(session: Session, find_clip: Callable[[], ClipFinder], like: Timeline) -> Timeline:
    """The practice in another voice, as long as `like` is, or as near as it comes."""
    finder = find_clip()
    reach = span_of(session, finder)
    length_frames = max(reach.least_frames, min(like.length_frames, reach.most_frames))
    return build(session, finder, length_s=Decimal(length_frames) / RATE_HZ, bed=like.bed)


def _exact(length_s: float) -> Decimal:
    """A length that came from whole frames, as those frames again."""
    return Decimal(round(length_s * RATE_HZ)) / RATE_HZ


def _card(name: str, session: Session, reach: Range) -> Card:
    least_s, usual_s, most_s = (
        seconds(count) for count in (reach.least_frames, reach.usual_frames, reach.most_frames)
    )
    whole = {60.0 * minute for minute in range(int(least_s // 60) + 1, int(most_s // 60) + 1)}
    return Card(
        name=name,
        title=session.title,
        practice=session.practice,
        goal=session.goal,
        level=int(session.level),
        summary=session.summary,
        least_s=least_s,
        usual_s=usual_s,
        most_s=most_s,
        care=tuple(CARE[tag] for tag in session.care),
        caution=session.caution or "",
        beds=_beds(session.bed),
        minutes=tuple(sorted(whole | {least_s, usual_s, most_s})),
        problem="",
    )


def _beds(own: str) -> tuple[str, ...]:
    others = [name for name in get_args(BedName) if name not in (own, "none")]
    return () if own == "none" else (own, *others, "none")


def _unreadable(name: str, problem: str, session: Session | None = None) -> Card:
    return Card(
        name=name,
        title=session.title if session else name,
        practice=session.practice if session else "",
        goal="",
        level=1,
        summary="",
        least_s=0.0,
        usual_s=0.0,
        most_s=0.0,
        care=(),
        caution="",
        beds=(),
        minutes=(),
        problem=problem,
    )
