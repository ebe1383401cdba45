"""The program without a front end: it lists practices and plays one at a time.

Both front ends use it: the interface and plain mode.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from practice_player.balance.store import BalanceFile
from practice_player.core.again import PracticeOffer, again_offer
from practice_player.core.arranger import Arranger
from practice_player.core.balance import Balance
from practice_player.core.card_cache import CardCache
from practice_player.core.chosen_sound import in_order, levels_of
from practice_player.core.desktop import Desktop
from practice_player.core.inviting import session_maker
from practice_player.core.journal_access import JournalAccess
from practice_player.core.narrating import NarrationOffer, Narrator
from practice_player.core.own_voices import OwnVoices
from practice_player.core.people_register import PeopleRegister
from practice_player.core.practice_memory import PracticeMemory
from practice_player.core.practice_paths import PracticePaths
from practice_player.core.preferences import Preferences, Setting
from practice_player.core.preparing import Preparer
from practice_player.core.request import PracticeRequest
from practice_player.core.resuming import Resumption, UnfinishedPractices, resume_choices, voices_after
from practice_player.core.return_time import ReturnTimes
from practice_player.core.sessions import OpenSessions
from practice_player.core.shelf import Shelf
from practice_player.core.suggesting import SuggestionOffer, suggestion_offer
from practice_player.journal.history import PracticeHistory
from practice_player.lib.local_time import local_now
from practice_player.paths.store import PathsFile
from practice_player.people.store import People
from practice_player.playback.engine_port import EnginePort
from practice_player.playback.session import PlaybackSession
from practice_player.prompts.prompt import RandomBelow
from practice_player.prompts.week import WeekPlan
from practice_player.script.choices import bed_label
from practice_player.script.library import Library, LoadedScript
from practice_player.sound.engine.protocol import Levels
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import ClipFinder
from practice_player.timeline.phrases import sounds, spoken
from practice_player.voice.script_recordings import ScriptRecordings

if TYPE_CHECKING:
    from practice_player.core.recorder import Recorder
    from practice_player.playback.journal_writer import JournalWriter  # SQLite comes with it

RECENT_COUNT: Final = 3
"""So many of the practices done lately stand first in a list."""


class Core(Shelf):
    """Plays practices with a voice, the sound and the journal, in addition to listing them."""

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
        narrator: Narrator | None = None,
        second_voice: str | None = None,
        find_clips_of: Callable[[str], ClipFinder] | None = None,
        card_cache: CardCache | None = None,
        people: People | None = None,
        people_register: PeopleRegister | None = None,
        returns: ReturnTimes | None = None,
        memory: PracticeMemory | None = None,
        balance: Balance | None = None,
        paths_file: PathsFile | None = None,
        random_below: RandomBelow = secrets.randbelow,
        underruns_path: Path | None = None,
        desktop: Desktop | None = None,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        arranger = Arranger(find_clip, recordings, preferences, voice, find_clips_of)
        super().__init__(
            library, arranger, recordings, preferences, card_cache, voice=voice, second_voice=second_voice
        )
        self._find_clip = find_clip
        self.own_voices = OwnVoices(library, preferences)
        self.narrator = narrator or Narrator(lambda _: ())
        self._sound, self._journal_path = sound, journal_path
        self._other_voices, self._silence, self._clock = other_voices, silence, clock
        self._desktop = desktop or Desktop()
        self._sessions = OpenSessions(sound, underruns_path, self._desktop)
        self.returns = returns or ReturnTimes(None)
        self.memory = memory or PracticeMemory(None)
        self.balance = balance or Balance(BalanceFile(None), journal_path, people)
        self._history = PracticeHistory(journal_path)
        self.paths = PracticePaths(library.folders, self.cards, self._history, file=paths_file, people=people)
        self.unfinished = UnfinishedPractices(
            journal_path, library, keeps_together=lambda: self.preparer.keeps_together
        )
        self.journal = JournalAccess(journal_path)
        self.preparer = Preparer(
            library,
            people=people,
            register=people_register,
            preferences=preferences,
            journal_path=journal_path,
            random_below=random_below,
            balance=self.balance,
        )

    def voices(self) -> list[str]:
        """Returns the names of the voices that can be used, in the order of the settings."""
        from practice_player.voice.lookup import usable_voices

        usable = usable_voices()
        return in_order(self.preferences.chosen, usable) if self.preferences else usable

    def narration_offer(self, loaded: LoadedScript, request: PracticeRequest) -> NarrationOffer | None:
        """Returns what can be narrated for a practice; None if nothing can be, or nothing has to be.

        Raises:
            PracticeError: as `timeline`.
        """
        script, unheard = loaded.playable(), self.timeline(loaded, request).unheard
        texts = [text for text in dict.fromkeys(spoken(script)) if text in unheard]
        offer = self.narrator.offer(texts, request.voice, script.lang)
        return replace(offer, sounds=sounds(script)) if offer else None

    def prepare(
        self, loaded: LoadedScript, request: PracticeRequest, *, aside: bool = False
    ) -> PlaybackSession:
        """Returns a practice, ready to start; with `aside`, the current one waits until `back_to_earlier`.

        Raises:
            PracticeError: as `timeline`.
        """
        arrangement = self._arranger.arrangement(loaded, request)
        if not aside:
            self._sessions.close_all()
        resumption = None
        if request.resume:
            resumption = self.unfinished.resume(loaded, request, arrangement, self._other_voices)
            arrangement = resumption.arrangement
        voice = (resumption.voice if resumption else "") or request.voice or self.voice
        other_voices = [*self._other_voices.items(), (self.voice, self._find_clip)]
        session = session_maker(request, arrangement.timeline, self._clock)(
            arrangement.timeline,
            self._sound,
            self._journal_writer(loaded, request, arrangement, resumption, voice=voice),
            arrangement=arrangement,
            other_voices=voices_after(voice, other_voices) if self._other_voices else (),
            silence=self._silence,
            people=request.people,
            levels=self._levels(),
            resume_point=None if aside else resume_choices(loaded, request, arrangement, voice),
            earlier=resumption.progress if resumption else None,
            silence_notice=self._sessions.silence_notice,
            desktop=self._desktop.follow(loaded.playable(), request, voice, self.preferences),
        )
        self._sessions.add(session)
        return session

    def _journal_writer(
        self,
        loaded: LoadedScript,
        request: PracticeRequest,
        arrangement: Arrangement,
        resumption: Resumption | None,
        *,
        voice: str,
    ) -> "JournalWriter | None":
        """Returns the writer of a practice; None if it is not to be kept."""
        script = loaded.playable()
        if not (self._journal_path and self.preparer.keeps(script)):
            return None
        from practice_player.playback.journal_writer import JournalWriter

        return JournalWriter(
            self._journal_path,
            name=loaded.name,
            title=script.title,
            practice=script.practice,
            planned_s=arrangement.timeline.length_s,
            people=request.people,
            first=request.people[0] if request.people and self.preparer.has_turns(script) else "",
            goal=script.goal,
            script_hash=loaded.content_hash(),
            voice=voice,
            bed=bed_label(request.bed or self._arranger.bed or script.bed),
            without=self.preparer.own_adaptations(script, arrangement.without),
            check_in=self.preparer.own_numbers(request, request.check_ins),
            continued=resumption.record if resumption else None,
        )

    @cached_property
    def recorder(self) -> "Recorder":
        """What voices are recorded with; loaded when it is first asked for."""
        from practice_player.core.recorder import Recorder

        return Recorder(self._library, self._sound, self._levels)

    def _levels(self) -> Levels:
        """Returns the levels of the settings."""
        return levels_of(self.preferences.chosen) if self.preferences else Levels()

    def back_to_earlier(self) -> None:
        """Closes the current practice; the one that was set aside for it is current again."""
        self._sessions.close_last()

    def keep_check_ins(self, request: PracticeRequest, check_ins: tuple[Mapping[str, int], ...]) -> None:
        """Keeps the numbers entered afterwards by the person whose journal this is, and nobody else's."""
        if journal_writer := self._sessions.journal_writer:
            journal_writer.check_in_after(self.preparer.own_numbers(request, check_ins))

    def keep_plan(self, request: PracticeRequest, plan: WeekPlan) -> None:
        """Keeps the plan that was made after a practice, unless that leaves no trace.

        Raises:
            BalanceError: it cannot be written.
        """
        if request.log:
            self.balance.file.set_plan(plan)

    def suggestion(self, *, solo_only: bool = False) -> SuggestionOffer | None:
        """The one practice that is suggested now, with its reason; None if there is none, or it is off.

        With `solo_only` it is one for one, whatever the settings say.
        """
        if self._journal_path is None or not self.is_on(Setting.SUGGESTIONS):
            return None
        solo_only = solo_only or self.is_on(Setting.SOLO_ONLY)
        return suggestion_offer(self.balance, self.cards, self.recent, solo_only=solo_only)

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
        """Erases the last practice from the journal, and keeps no practice for two from now on.

        Raises:
            PracticeError: it cannot be erased, or the setting cannot be remembered.
        """
        if journal_writer := self._sessions.journal_writer:
            journal_writer.forget()
        self.turn(Setting.TOGETHER_KEPT, on=False)

    def remember_together(self) -> None:
        """Brings back what `forget_together` erased, and keeps practices for two again.

        Raises:
            PracticeError: it cannot be brought back, or the setting cannot be remembered.
        """
        if journal_writer := self._sessions.journal_writer:
            journal_writer.bring_back()
        self.turn(Setting.TOGETHER_KEPT, on=True)

    def recent(self, practice: str) -> tuple[str, ...]:
        """The names of the `solo` or `partner` practices that were done lately, the latest first."""
        return self._history.recent(practice, RECENT_COUNT)

    def again(self) -> PracticeOffer | None:
        """The practice that was done last, as it was last chosen; None when it cannot be played any more."""
        latest = self._history.latest()
        return again_offer(self, *latest) if latest else None

    def warm_up(self) -> None:
        """Starts the sound engine, so that the first key press finds it running."""
        if not self._sound.alive():
            self._sound.start()

    def add_note(self, note: str) -> None:
        """Adds a note to the last practice; returns once it is safe.

        Raises:
            JournalError: the note is not kept.
        """
        if session := self._sessions.last:
            session.add_note(note)

    def close(self) -> None:
        """Ends the sound, and returns once the journal is written."""
        self._catalog.close()
        if "recorder" in self.__dict__:  # somebody asked for it
            self.recorder.close()
        self._sound.close()
        if self._recordings:
            self._recordings.close()
        self._sessions.close()
