"""Lists the practices, with their cards and timelines.  Plays nothing."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Final

from practice_player.clips.progress import Reading
from practice_player.core.arranger import Arranger
from practice_player.core.card import PracticeCard
from practice_player.core.card_building import habit_line
from practice_player.core.card_cache import CardCache
from practice_player.core.catalog import Catalog, CatalogEntry, ignore
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.lint.rules.shelf import unsearched_folders
from practice_player.script.choices import INSTRUCTIONS
from practice_player.script.library import Library, LoadedScript
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import OutlineEntry, Timeline
from practice_player.timeline.outline import steps
from practice_player.voice.script_recordings import ScriptRecordings

MAX_LIST_WAIT_S: Final = 0.5
"""How long a list of practices waits for recordings that are read for the first time."""


class Shelf:
    """The practices that can be chosen: scripts, their recordings and preferences; thread-safe."""

    def __init__(
        self,
        library: Library,
        arranger: Arranger,
        recordings: ScriptRecordings | None,
        preferences: Preferences | None,
        card_cache: CardCache | None,
        *,
        voice: str,
        second_voice: str | None,
    ) -> None:
        self.voice = voice
        self.second_voice = second_voice
        """Who speaks beside it, where a script has words for two voices; None if there is nobody else."""

        self._library = library
        self._arranger = arranger
        self._recordings = recordings
        self.preferences = preferences
        self._catalog = Catalog(
            library,
            card_cache or CardCache(None, tuple),
            make_card=arranger.card_at_once,
            left_out=preferences.without if preferences else frozenset,
            all_read=lambda loaded: self.read_ahead([loaded], wait_s=0.0),
        )

    def mark(self) -> Hashable:
        """Returns a value that changes with scripts and preferences, and as recordings are read."""
        preferences = self.preferences.mark() if self.preferences else None
        return self._library.mark(), preferences, self._recordings.mark() if self._recordings else None

    def cards(
        self, practice: str, report: Callable[[list[PracticeCard]], object] = ignore
    ) -> list[PracticeCard]:
        """Returns the cards for `solo` or `partner`; scripts with problems are in both, last.

        Recordings that take long to read for the first time delay nothing: the card says that they are
        being read. `report` is called with the cards so far, now and then while many scripts are read.
        """

        def cards_of(entries: list[CatalogEntry]) -> list[PracticeCard]:
            bed = self._arranger.bed
            return [
                entry.card.with_bed_first(bed) for entry in entries if entry.card.practice in (practice, "")
            ]

        return cards_of(
            self.catalog(
                partial(self.read_ahead, wait_s=MAX_LIST_WAIT_S), lambda so_far: report(cards_of(so_far))
            )
        )

    def catalog(
        self,
        wait: Callable[[Sequence[LoadedScript]], object],
        report: Callable[[list[CatalogEntry]], object] = ignore,
    ) -> list[CatalogEntry]:
        """Returns every practice, as `Catalog.all` does."""
        return self._catalog.all(wait, report)

    def read_ahead(self, scripts: Sequence[LoadedScript], *, wait_s: float | None) -> bool:
        """Reads recordings that were never read; returns False if some are still unread after `wait_s`."""
        scripts_read = [loaded.script for loaded in scripts if loaded.script]
        return self._recordings is None or self._recordings.read_ahead(scripts_read, wait_s=wait_s)

    @property
    def reading(self) -> tuple[Reading, ...]:
        """The recordings that are being read for the first time, with their progress."""
        return self._recordings.reading if self._recordings else ()

    def open(self, name: str) -> LoadedScript:
        """Reads the script of a name or path; the other methods take what it returns.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        return self._library.find(name)

    def card(
        self, loaded: LoadedScript, without: frozenset[str] = frozenset(), voice: str | None = None
    ) -> PracticeCard:
        """Returns the card of a script, as `Arranger.card`, with the background of the settings first."""
        return self._arranger.card(loaded, without, voice).with_bed_first(self._arranger.bed)

    def habit_line(self, loaded: LoadedScript, request: PracticeRequest) -> str:
        """Returns what is said of instructions and habits that are left out; empty if none are."""
        habits = self._arranger.habits(loaded.playable(), request)
        return habit_line(habits, is_brief=INSTRUCTIONS in request.without)

    def outline(self, loaded: LoadedScript, request: PracticeRequest) -> list[OutlineEntry]:
        """Returns the steps of a practice.

        Raises:
            PracticeError: as `timeline`.
        """
        return steps(self.timeline(loaded, request))

    def timeline(self, loaded: LoadedScript, request: PracticeRequest) -> Timeline:
        """Returns the timeline of a practice.

        Raises:
            PracticeError: as `Arranger.arrangement`.
        """
        return self.arrangement(loaded, request).timeline

    def arrangement(self, loaded: LoadedScript, request: PracticeRequest) -> Arrangement:
        """Returns the timeline of a practice, with those that answers during it can lead to.

        Raises:
            PracticeError: as `Arranger.arrangement`.
        """
        return self._arranger.arrangement(loaded, request)

    def grounding(self, *, for_two: bool = False) -> PracticeRequest:
        """Returns the practice for the ground key, at its shortest; a person's own before a shipped one.

        One from a pack is taken only when there is no other: nobody who adds a pack is asked about this key.

        With `for_two` it is a practice for two, if there is one.

        Raises:
            PracticeError: no script is marked for it.
        """
        candidates = [
            entry
            for entry in self._catalog.all(ignore)
            if entry.card.shortcut == "ground" and not entry.card.problem
        ]
        if not candidates:
            raise PracticeError(
                "no practice is there for this key", fix="write `shortcut: ground` in the head of one"
            )
        practice = "partner" if for_two else "solo"

        def preference(entry: CatalogEntry) -> tuple[bool, bool, int]:
            is_from_pack = entry.card.pack != ""
            return entry.card.practice != practice, is_from_pack, self._library.folder_index(entry.file)

        card = min(candidates, key=preference).card
        return PracticeRequest(name=card.name, length_frames=card.least_frames, prepared=True)

    def unsearched(self) -> list[str]:
        """Returns a sentence for each folder of scripts that cannot be searched."""
        return [
            f"{problem.place.path}: {problem.problem}"
            for problem in unsearched_folders(self._library.folders)
        ]
