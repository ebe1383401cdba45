"""The headless program: what there is to practise, and one practice at a time.

Both front ends, the interface and plain lines, stand on this.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from practice_player.errors import PracticeError
from practice_player.practice.card import Card
from practice_player.practice.cards import card, unheard, unreadable
from practice_player.practice.index import Index
from practice_player.practice.practice import Practice
from practice_player.practice.preferences import Preferences
from practice_player.practice.shelf import Shelf, Standing, nobody
from practice_player.practice.sound import Sound
from practice_player.recordings.ledger import StillReadingError
from practice_player.recordings.progress import Reading
from practice_player.script.choices import ADAPTATIONS, NOTHING, Choices
from practice_player.script.expand import leave_out
from practice_player.script.library import Library, Script
from practice_player.script.model import Session
from practice_player.timeline.build import Roads, roads, span_of
from practice_player.timeline.cue import ClipFinder, FileFinder, Timeline, no_files
from practice_player.timeline.outline import steps
from practice_player.units import RATE_HZ, clock, seconds
from practice_player.voice.own import OwnRecordings

SHELF_WAITS_S: Final = 0.5
"""How long a list of practices waits for recordings that were never read."""


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
        preferences: Preferences | None = None,
        recordings: OwnRecordings | None = None,
        voice: str = "the voice",
        index: Index | None = None,
    ) -> None:
        self._library = library
        self._voice = voice
        self._find_clip = find_clip
        self._sound = sound
        self._journal_path = journal_path
        self._preferences = preferences
        self._recordings = recordings
        self._find_file: FileFinder = recordings.find if recordings else no_files
        self._other_voices = other_voices
        self._silence = silence
        self._practice: Practice | None = None
        self._shelf = Shelf(
            library,
            index or Index(None, tuple),
            make=partial(self.card, wait=False),
            without=preferences.without if preferences else frozenset,
            known=lambda script: self.read_ahead([script], wait_s=0.0),
        )

    def mark(self) -> Hashable:
        """Differs when a script or the preferences were touched since, or more of a recording was read."""
        preferences = self._preferences.mark() if self._preferences else None
        return self._library.mark(), preferences, self._recordings.mark() if self._recordings else None

    def cards(self, practice: str, come: Callable[[list[Card]], object] = nobody) -> list[Card]:
        """The practices for `solo` or `partner`; scripts with problems stand in both, last.

        A recording that takes long to read for the first time holds nothing up: its script says so.
        `come` is told of those that are there already, now and then while many are read.
        """

        def of(standing: list[Standing]) -> list[Card]:
            return [one.card for one in standing if one.card.practice in (practice, "")]

        return of(self.shelf(partial(self.read_ahead, wait_s=SHELF_WAITS_S), lambda now: come(of(now))))

    def shelf(
        self,
        wait: Callable[[Sequence[Script]], object],
        come: Callable[[list[Standing]], object] = nobody,
    ) -> list[Standing]:
        """Every practice, as `Shelf.all` has them."""
        return self._shelf.all(wait, come)

    def read_ahead(self, scripts: Sequence[Script], *, wait_s: float | None) -> bool:
        """Reads recordings that were never read; False when some are not known after `wait_s`."""
        sessions = [script.session for script in scripts if script.session]
        return self._recordings is None or self._recordings.read_ahead(sessions, wait_s=wait_s)

    @property
    def reading(self) -> tuple[Reading, ...]:
        """The recordings that are being read for the first time, and how far."""
        return self._recordings.reading if self._recordings else ()

    def named(self, name: str, without: frozenset[str] | None = None) -> Card:
        """The practice of a name, or in a file; `without` of None leaves out what is remembered.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        script = self._library.find(name)
        found = self.card(script, without)
        if found.problem or script.session is None:
            return found
        with suppress(PracticeError):  # it is told when it is to be played
            timeline = self._roads(script.session, None, None, found.without).timeline
            return replace(found, unheard=unheard(timeline, script.session, self._voice)[0])
        return found

    def card(self, script: Script, without: frozenset[str] | None = None, *, wait: bool = True) -> Card:
        """The card of a script; `without` of None leaves out what is remembered.

        Unless it is to `wait`, a script whose recordings are still being read cannot be played yet.
        """
        if script.session is None:
            return unreadable(script, "\n".join(str(problem) for problem in script.problems))
        without = self._remembered(script.session) if without is None else without
        recordings = self._recordings
        find_file = recordings.find_at_once if recordings and not wait else self._find_file
        try:
            reach = span_of(
                script.session,
                self._find_clip(),
                choices=Choices(without=without),
                find_file=find_file,
            )
        except StillReadingError as exc:
            return replace(unreadable(script, str(exc)), reading=True)
        except PracticeError as exc:
            return unreadable(script, str(exc))
        return card(script, script.session, reach, without)

    def left_out(self, name: str, said: frozenset[str]) -> frozenset[str]:
        """All that is left out when somebody says so: that, and what is remembered unless they say `none`.

        Raises:
            ChoiceError: the practice has no way without it.
            PracticeError: there is no such practice, or it has problems.
        """
        session = self._library.find(name).playable()
        leave_out(session, said - {NOTHING})
        return said - {NOTHING} if NOTHING in said else said | self._remembered(session)

    def remember(self, word: str, *, left_out: bool) -> None:
        """Keeps an adaptation for the next time.

        Raises:
            PreferencesError: it cannot be written.
        """
        if self._preferences:
            self._preferences.leave_out(word, left_out=left_out)

    def outline(self, name: str, length_s: float, without: frozenset[str] | None = None) -> list[str]:
        """The practice step by step, with times.

        Raises:
            PracticeError: there is no such practice, it has problems, or it cannot last so long.
        """
        timeline = self.timeline(name, length_s=_exact(length_s), without=without)
        return [f"{clock(seconds(cue.start_frame)):>5}  {cue.words}" for cue in steps(timeline)]

    def timeline(
        self,
        name: str,
        *,
        length_s: Decimal | None = None,
        bed: str | None = None,
        without: frozenset[str] | None = None,
    ) -> Timeline:
        """The timeline of a practice; a length of None is its usual one, a bed of None its own.

        Raises:
            PracticeError: there is no such practice, it has problems, or it cannot last so long.
        """
        session = self._library.find(name).playable()
        return self._roads(session, length_s, bed, without).timeline

    def prepare(
        self, name: str, *, length_s: float | None, bed: str | None, without: frozenset[str] | None = None
    ) -> Practice:
        """A practice, ready to start.

        Raises:
            PracticeError: there is no such practice, it has problems, or it cannot last so long.
        """
        script = self._library.find(name)
        session = script.playable()
        ahead = self._roads(session, None if length_s is None else _exact(length_s), bed, without)
        diary = None
        if self._journal_path:
            from practice_player.practice.diary import Diary

            diary = Diary(
                self._journal_path,
                name=script.name,
                title=session.title,
                practice=session.practice,
                planned_s=ahead.timeline.length_s,
            )
        if self._practice:
            self._practice.close()
        others = list(self._other_voices.values())
        self._practice = Practice(
            ahead.timeline,
            self._sound,
            diary,
            roads=ahead,
            other_voices=[*others, self._find_clip] if others else (),
            silence=self._silence,
        )
        return self._practice

    def warm_up(self) -> None:
        """Starts the sound engine, so that the first key press finds it running."""
        if not self._sound.alive():
            self._sound.start()

    def unsearched(self) -> list[str]:
        """The folders of scripts that cannot be searched, a sentence each."""
        return [f"{one.path}: {one.problem}" for one in self._library.unsearched()]

    def journal_lines(self, width_cells: int) -> list[str]:
        """What was done, newest first, in words; titles have what room there is, if it is any use to them.

        Raises:
            JournalError: the journal cannot be read.
        """
        if self._journal_path is None:
            return []
        from practice_player.journal.keeping import read
        from practice_player.journal.words import line, title_cells

        reading = read(self._journal_path, now=datetime.now(UTC))
        lines = [reading.told] if reading.told else []
        title = title_cells(reading.entries, width_cells)
        for entry in reading.entries:
            lines.append(line(entry, None, numbered=False, title_cells=title))
            if entry.note:
                lines.append(f"      {entry.note}")
        return lines

    def add_note(self, word: str) -> None:
        """Keeps a word with the practice that was just done; returns once it is safe.

        Raises:
            JournalError: the word is not kept.
        """
        if self._practice:
            self._practice.add_note(word)

    def _roads(
        self, session: Session, length_s: Decimal | None, bed: str | None, without: frozenset[str] | None
    ) -> Roads:
        without = self._remembered(session) if without is None else without
        return roads(
            session,
            self._find_clip(),
            length_s=length_s,
            bed=bed,
            choices=Choices(without=without),
            find_file=self._find_file,
        )

    def _remembered(self, session: Session) -> frozenset[str]:
        """What the person leaves out on any day, where this script has a way for it."""
        if self._preferences is None:
            return frozenset()
        own = {ADAPTATIONS[name] for name in session.adaptations}
        return self._preferences.without() & own

    def shut(self) -> None:
        """Ends the sound, and returns once the journal is written."""
        self._shelf.close()
        self._sound.shut()
        if self._recordings:
            self._recordings.close()
        if self._practice:
            self._practice.close()


def _exact(length_s: float) -> Decimal:
    """A length that came from whole frames, as those frames again."""
    return Decimal(round(length_s * RATE_HZ)) / RATE_HZ
