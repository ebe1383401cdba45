"""What there is to practise, and how each practice goes.  Plays nothing."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
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
from practice_player.script.library import Library, LoadedScript
from practice_player.timeline.model import OutlineEntry, Timeline
from practice_player.timeline.outline import steps
from practice_player.voice.script_recordings import ScriptRecordings

SHELF_WAITS_S: Final = 0.5
"""How long a list of practices waits for recordings that were never read."""


class Shelf:
    """The scripts with their recordings; any thread may ask."""

    def __init__(
        self,
        library: Library,
        arranger: Arranger,
        recordings: ScriptRecordings | None,
        preferences: Preferences | None,
        index: CardCache | None,
    ) -> None:
        self._library = library
        self._arranger = arranger
        self._recordings = recordings
        self.preferences = preferences
        self._catalog = Catalog(
            library,
            index or CardCache(None, tuple),
            make=arranger.card_at_once,
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
            return entry.card.practice != practice, self._library.folder_index(entry.file)

        card = min(marked, key=distance).card
        return PracticeRequest(name=card.name, length_frames=card.least_frames, prepared=True)

    def unsearched(self) -> list[str]:
        """The folders of scripts that cannot be searched, a sentence each."""
        return [
            f"{problem.place.path}: {problem.problem}"
            for problem in unsearched_folders(self._library.folders)
        ]
