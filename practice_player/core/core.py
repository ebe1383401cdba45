"""The headless program: what there is to practise, and one practice at a time.

Both front ends, the interface and plain lines, stand on this.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from practice_player.core.again import PracticeOffer, as_chosen
from practice_player.core.arranger import Arranger
from practice_player.core.card_cache import CardCache
from practice_player.core.practice_memory import PracticeMemory
from practice_player.core.preferences import Preferences, Setting
from practice_player.core.preparing import Preparer
from practice_player.core.request import PracticeRequest
from practice_player.core.return_time import ReturnTimes
from practice_player.core.sessions import OpenSessions
from practice_player.core.shelf import Shelf
from practice_player.journal.history import PracticeHistory
from practice_player.lib.errors import PracticeError
from practice_player.people.store import People
from practice_player.playback.engine_port import EnginePort
from practice_player.playback.session import PlaybackSession
from practice_player.prompts.prompt import RandomBelow
from practice_player.script.library import Library, LoadedScript
from practice_player.timeline.model import ClipFinder
from practice_player.voice.script_recordings import ScriptRecordings

RECENT_COUNT: Final = 3
"""So many of the practices done lately stand first in a list."""


class Core(Shelf):
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
        memory: PracticeMemory | None = None,
        below: RandomBelow = secrets.randbelow,
        underruns_path: Path | None = None,
    ) -> None:
        arranger = Arranger(find_clip, recordings, preferences, voice)
        super().__init__(library, arranger, recordings, preferences, index)
        self._find_clip = find_clip
        self.voice = voice
        self._sound = sound
        self._journal_path = journal_path
        self._other_voices = other_voices
        self._silence = silence
        self._sessions = OpenSessions(sound, underruns_path)
        self.returns = returns or ReturnTimes(None)
        self.memory = memory or PracticeMemory(None)
        self._history = PracticeHistory(journal_path)
        self.preparer = Preparer(
            library, people=people, preferences=preferences, journal_path=journal_path, below=below
        )

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
            other_voices=[*others, (self.voice, self._find_clip)] if others else (),
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

    def recent(self, practice: str) -> tuple[str, ...]:
        """The names of the `solo` or `partner` practices that were done lately, the latest first."""
        return self._history.recent(practice, RECENT_COUNT)

    def again(self) -> PracticeOffer | None:
        """The practice that was done last, as it was last chosen; None when it cannot be played any more."""
        name = self._history.latest()
        if name is None:
            return None
        try:
            loaded = self.open(name)
            request = as_chosen(self.card(loaded), self.memory.choices(name))
            card = self.card(loaded, request.without)
        except PracticeError:
            return None
        if card.problem:
            return None
        request = as_chosen(card, self.memory.choices(name))
        return PracticeOffer(title=card.title, length=card.spoken(request.length_frames), request=request)

    def warm_up(self) -> None:
        """Starts the sound engine, so that the first key press finds it running."""
        if not self._sound.alive():
            self._sound.start()

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
