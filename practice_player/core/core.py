"""The headless program: what there is to practise, and one practice at a time.

Both front ends, the interface and plain lines, stand on this.
"""

import secrets
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from practice_player.clips.progress import Reading
from practice_player.core.arranger import Arranger
from practice_player.core.card import PracticeCard
from practice_player.core.card_cache import CardCache
from practice_player.core.catalog import Catalog, CatalogEntry, nobody
from practice_player.core.preferences import Preferences, Setting
from practice_player.core.preparing import Preparer
from practice_player.core.request import PracticeRequest
from practice_player.core.return_time import ReturnTimes
from practice_player.core.sessions import OpenSessions
from practice_player.lib.errors import PracticeError
from practice_player.lint.rules.shelf import unsearched_folders
from practice_player.people.store import People
from practice_player.playback.engine_port import EnginePort
from practice_player.playback.session import PlaybackSession
from practice_player.prompts.prompt import RandomBelow
from practice_player.script.library import Library, LoadedScript
from practice_player.timeline.model import ClipFinder, OutlineEntry, Timeline
from practice_player.timeline.outline import steps
from practice_player.voice.script_recordings import ScriptRecordings

SHELF_WAITS_S: Final = 0.5
"""How long a list of practices waits for recordings that were never read."""


class Core:
    """Scripts, a voice, the sound and the journal, kept together."""

    def __init__(
        self,
        library: Library,
        find_clip: Callable[[], ClipFinder],
        sound: EnginePort,
        journal_path: Path | None,
        *,
        other_voices: Mapping[str, Callable[[], ClipFinder]] = MappingProxyType({}),
        silence: bool = False,
        preferences: Preferences | None = None,
        recordings: ScriptRecordings | None = None,
        voice: str = "the voice",
        index: CardCache | None = None,
        people: People | None = None,
        returns: ReturnTimes | None = None,
        below: RandomBelow = secrets.randbelow,
        underruns_path: Path | None = None,
    ) -> None:
        self._library = library
        self._find_clip = find_clip
        self._voice = voice
        self._sound = sound
        self._journal_path = journal_path
        self._recordings = recordings
        self._arranger = Arranger(find_clip, recordings, preferences, voice)
        self._other_voices = other_voices
        self._silence = silence
        self._sessions = OpenSessions(sound, underruns_path)
        self.preferences = preferences
        self.returns = returns or ReturnTimes(None)
        self.preparer = Preparer(
            library, people=people, preferences=preferences, journal_path=journal_path, below=below
        )
        self._catalog = Catalog(
            library,
            index or CardCache(None, tuple),
            make=self._arranger.card_at_once,
            without=preferences.without if preferences else frozenset,
            known=lambda loaded: self.read_ahead([loaded], wait_s=0.0),
        )

    def mark(self) -> Hashable:
        """Differs when a script or the preferences were touched since, or more of a recording was read."""
        preferences = self.preferences.mark() if self.preferences else None
        return self._library.mark(), preferences, self._recordings.mark() if self._recordings else None

    def cards(
        self, practice: str, come: Callable[[list[PracticeCard]], object] = nobody
    ) -> list[PracticeCard]:
        """The practices for `solo` or `partner`; scripts with problems stand in both, last.

        A recording that takes long to read for the first time holds nothing up: its script says so.
        `come` is told of those that are there already, now and then while many are read.
        """

        def of(standing: list[CatalogEntry]) -> list[PracticeCard]:
            return [one.card for one in standing if one.card.practice in (practice, "")]

        return of(self.catalog(partial(self.read_ahead, wait_s=SHELF_WAITS_S), lambda now: come(of(now))))

    def catalog(
        self,
        wait: Callable[[Sequence[LoadedScript]], object],
        come: Callable[[list[CatalogEntry]], object] = nobody,
    ) -> list[CatalogEntry]:
        """Every practice, as `Catalog.all` has them."""
        return self._catalog.all(wait, come)

    def read_ahead(self, scripts: Sequence[LoadedScript], *, wait_s: float | None) -> bool:
        """Reads recordings that were never read; False when some are not known after `wait_s`."""
        scripts_read = [loaded.script for loaded in scripts if loaded.script]
        return self._recordings is None or self._recordings.read_ahead(scripts_read, wait_s=wait_s)

    @property
    def reading(self) -> tuple[Reading, ...]:
        """The recordings that are being read for the first time, and how far."""
        return self._recordings.reading if self._recordings else ()

    def open(self, name: str) -> LoadedScript:
        """The script of a name, or in a file, read now; everything else that is asked about it takes this.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        return self._library.find(name)

    def card(self, loaded: LoadedScript, without: frozenset[str] = frozenset()) -> PracticeCard:
        """The card of a script, as `Arranger.card`."""
        return self._arranger.card(loaded, without)

    def remember(self, word: str, *, left_out: bool) -> None:
        """Keeps an adaptation for the next time.

        Raises:
            PreferencesError: it cannot be written.
        """
        if self.preferences:
            self.preferences.leave_out(word, left_out=left_out)

    def outline(self, loaded: LoadedScript, request: PracticeRequest) -> list[OutlineEntry]:
        """The practice step by step.

        Raises:
            PracticeError: as `timeline`.
        """
        return steps(self.timeline(loaded, request))

    def timeline(self, loaded: LoadedScript, request: PracticeRequest) -> Timeline:
        """The timeline of a practice.

        Raises:
            PracticeError: its script has problems, or it cannot last so long, or has no way without.
        """
        return self._arranger.arrangement(loaded, request).timeline

    def prepare(
        self, loaded: LoadedScript, request: PracticeRequest, *, aside: bool = False
    ) -> PlaybackSession:
        """A practice, ready to start; with `aside` the one under way waits until `back_to_earlier`.

        Raises:
            PracticeError: as `timeline`.
        """
        script = loaded.playable()
        ahead = self._arranger.arrangement(loaded, request)
        journal_writer = None
        if self._journal_path and self.preparer.keeps(script):
            from practice_player.playback.journal_writer import JournalWriter

            journal_writer = JournalWriter(
                self._journal_path,
                name=loaded.name,
                title=script.title,
                practice=script.practice,
                planned_s=ahead.timeline.length_s,
                people=request.people,
                first=request.people[0] if request.people and self.preparer.has_turns(script) else "",
                check_in=self.preparer.own_numbers(request, request.check_ins),
            )
        if not aside:
            self._sessions.close_all()
        others = list(self._other_voices.items())
        session = PlaybackSession(
            ahead.timeline,
            self._sound,
            journal_writer,
            arrangement=ahead,
            other_voices=[*others, (self._voice, self._find_clip)] if others else (),
            silence=self._silence,
            people=request.people,
        )
        self._sessions.add(session)
        return session

    def back_to_earlier(self) -> None:
        """Ends the practice for which another was set aside: that one is under way again."""
        self._sessions.close_last()

    def keep_check_ins(self, request: PracticeRequest, check_ins: tuple[Mapping[str, int], ...]) -> None:
        """Keeps how somebody is afterwards: of whoever practises alone here, and of nobody else."""
        if writer := self._sessions.writer:
            writer.check_in_after(self.preparer.own_numbers(request, check_ins))

    def is_on(self, setting: Setting) -> bool:
        """Whether a setting of the program is on."""
        return self.preferences is not None and self.preferences.is_on(setting)

    def turn(self, setting: Setting, *, on: bool) -> None:
        """Changes a setting of the program.

        Raises:
            PreferencesError: it cannot be remembered.
        """
        if self.preferences:
            self.preferences.turn(setting, on=on)

    def forget_together(self) -> None:
        """Takes the practice that was just done out of the journal, and keeps none for two from now on.

        Raises:
            PracticeError: it cannot be taken out, or not remembered.
        """
        if writer := self._sessions.writer:
            writer.forget()
        self.turn(Setting.TOGETHER_KEPT, on=False)

    def grounding(self, *, for_two: bool = False) -> PracticeRequest:
        """The practice that the ground key leads to, at its shortest: a person's own before a shipped one.

        For two it is one for two, where there is one.

        Raises:
            PracticeError: no script is marked for it.
        """
        marked = [
            entry
            for entry in self._catalog.all(nobody)
            if entry.card.shortcut == "ground" and not entry.card.problem
        ]
        if not marked:
            raise PracticeError(
                "no practice is there for this key", fix="write `shortcut: ground` in the head of one"
            )
        practice = "partner" if for_two else "solo"

        def distance(entry: CatalogEntry) -> tuple[bool, int]:
            return entry.card.practice != practice, self._library.folder_number(entry.file)

        card = min(marked, key=distance).card
        return PracticeRequest(name=card.name, length_frames=card.least_frames, prepared=True)

    def warm_up(self) -> None:
        """Starts the sound engine, so that the first key press finds it running."""
        if not self._sound.alive():
            self._sound.start()

    def unsearched(self) -> list[str]:
        """The folders of scripts that cannot be searched, a sentence each."""
        return [
            f"{problem.place.path}: {problem.problem}"
            for problem in unsearched_folders(self._library.folders)
        ]

    def journal_lines(self, width_cells: int) -> list[str]:
        """What was done, newest first, in words; titles have what room there is, if it is any use to them.

        Raises:
            JournalError: the journal cannot be read.
        """
        if self._journal_path is None:
            return []
        from practice_player.core.journal_lines import journal_lines

        return journal_lines(self._journal_path, width_cells, now=datetime.now(UTC))

    def add_note(self, word: str) -> None:
        """Keeps a word with the practice that was just done; returns once it is safe.

        Raises:
            JournalError: the word is not kept.
        """
        if session := self._sessions.last:
            session.add_note(word)

    def close(self) -> None:
        """Ends the sound, and returns once the journal is written."""
        self._catalog.close()
        self._sound.close()
        if self._recordings:
            self._recordings.close()
        self._sessions.close_all()
