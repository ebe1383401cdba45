"""The headless program: what there is to practise, and one practice at a time.

Both front ends, the interface and plain lines, stand on this.
"""

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
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.lint.rules.shelf import unsearched_folders
from practice_player.playback.engine_port import EnginePort
from practice_player.playback.session import PlaybackSession
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
    ) -> None:
        self._library = library
        self._find_clip = find_clip
        self._voice = voice
        self._sound = sound
        self._journal_path = journal_path
        self._preferences = preferences
        self._recordings = recordings
        self._arranger = Arranger(find_clip, recordings, preferences, voice)
        self._other_voices = other_voices
        self._silence = silence
        self._practice: PlaybackSession | None = None
        self._catalog = Catalog(
            library,
            index or CardCache(None, tuple),
            make=self._arranger.card_at_once,
            without=preferences.without if preferences else frozenset,
            known=lambda loaded: self.read_ahead([loaded], wait_s=0.0),
        )

    def mark(self) -> Hashable:
        """Differs when a script or the preferences were touched since, or more of a recording was read."""
        preferences = self._preferences.mark() if self._preferences else None
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
        if self._preferences:
            self._preferences.leave_out(word, left_out=left_out)

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

    def prepare(self, loaded: LoadedScript, request: PracticeRequest) -> PlaybackSession:
        """A practice, ready to start.

        Raises:
            PracticeError: as `timeline`.
        """
        script = loaded.playable()
        ahead = self._arranger.arrangement(loaded, request)
        journal_writer = None
        if self._journal_path:
            from practice_player.playback.journal_writer import JournalWriter

            journal_writer = JournalWriter(
                self._journal_path,
                name=loaded.name,
                title=script.title,
                practice=script.practice,
                planned_s=ahead.timeline.length_s,
            )
        if self._practice:
            self._practice.close()
        others = list(self._other_voices.items())
        self._practice = PlaybackSession(
            ahead.timeline,
            self._sound,
            journal_writer,
            arrangement=ahead,
            other_voices=[*others, (self._voice, self._find_clip)] if others else (),
            silence=self._silence,
        )
        return self._practice

    def begin(self, request: PracticeRequest) -> tuple[PracticeCard, PlaybackSession]:
        """A practice straight from a request, ready to start, and its card.

        Raises:
            NameUnknownError: there is no such practice or file.
            PracticeError: as `timeline`.
        """
        loaded = self.open(request.name)
        session = self.prepare(loaded, request)
        return self.card(loaded, request.without), session

    def grounding(self) -> PracticeRequest:
        """The practice that the ground key leads to, at its shortest: a person's own before a shipped one.

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
        nearest = min(marked, key=lambda entry: self._library.folder_number(entry.file))
        return PracticeRequest(name=nearest.card.name, length_frames=nearest.card.least_frames)

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

    def close(self) -> None:
        """Ends the sound, and returns once the journal is written."""
        self._catalog.close()
        self._sound.close()
        if self._recordings:
            self._recordings.close()
        if self._practice:
            self._practice.close()
