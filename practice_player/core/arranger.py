"""Makes cards and timelines of scripts, with a voice, own recordings and what a person leaves out."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import partial

from practice_player.clips.analysis_cache import StillReadingError
from practice_player.core.card import PracticeCard
from practice_player.core.cards import card, unheard, unreadable
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import LengthError, PracticeError
from practice_player.lib.units import RATE_HZ
from practice_player.script.choices import ADAPTATIONS, NOTHING, Choices
from practice_player.script.expand import check_can_leave_out
from practice_player.script.library import LoadedScript
from practice_player.script.model import Script
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.compiler import arrange, length_reach
from practice_player.timeline.model import ClipFinder, FileFinder, no_files
from practice_player.voice.script_recordings import ScriptRecordings


class Arranger:
    """Reads no script and plays nothing; any thread may ask."""

    def __init__(
        self,
        find_clip: Callable[[], ClipFinder],
        recordings: ScriptRecordings | None,
        preferences: Preferences | None,
        voice: str,
    ) -> None:
        self._find_clip = find_clip
        self._find_file: FileFinder = recordings.find if recordings else no_files
        self._find_file_at_once: FileFinder = recordings.find_at_once if recordings else no_files
        self._preferences = preferences
        self._voice = voice

    def card(self, loaded: LoadedScript, without: frozenset[str] = frozenset()) -> PracticeCard:
        """The card of a script, once its recordings are read; `without` as in a request.

        Raises:
            ChoiceError: the practice has no way without one of these.
        """
        made = self._card(loaded, without, self._find_file)
        if made.problem or loaded.script is None:
            return made
        with suppress(PracticeError):  # it is told when it is to be played
            timeline = self.arrangement(loaded, PracticeRequest(name=loaded.name, without=without)).timeline
            return replace(made, unheard=unheard(timeline, loaded.script, self._voice)[0])
        return made

    def card_at_once(self, loaded: LoadedScript) -> PracticeCard:
        """The card for a list: a script whose recordings are still being read cannot be played yet."""
        return self._card(loaded, frozenset(), self._find_file_at_once)

    def arrangement(self, loaded: LoadedScript, request: PracticeRequest) -> Arrangement:
        """The timeline of a practice, and those it can lead to on the way.

        Once two people have answered, it lasts as near to the length that was asked for as their way can.

        Raises:
            PracticeError: its script has problems, or it cannot last so long, or has no way without.
        """
        script, choices = loaded.playable(), self._request_choices(loaded.playable(), request)
        at_length = partial(
            arrange,
            script,
            self._find_clip(),
            bed=request.bed,
            choices=choices,
            find_file=self._find_file,
        )
        length = request.length_frames
        if length is None:
            return at_length()
        if not (request.prepared and script.practice == "partner"):
            return at_length(length_s=Decimal(length) / RATE_HZ)
        # The length was chosen before anybody answered.  A refusal now would tell that somebody said no.
        reach = length_reach(script, self._find_clip(), choices=choices, find_file=self._find_file)
        nearest = max(reach.least_frames, min(length, reach.most_frames))
        try:
            return at_length(length_s=Decimal(nearest) / RATE_HZ)
        except LengthError:
            return at_length()

    def _request_choices(self, script: Script, request: PracticeRequest) -> Choices:
        if request.prepared and script.practice == "partner":  # each said what to leave out for them
            check_can_leave_out(script, request.without)
            return Choices(without=request.without, some=request.some)
        return self._choices(script, request.without)

    def _card(self, loaded: LoadedScript, without: frozenset[str], find_file: FileFinder) -> PracticeCard:
        if loaded.script is None:
            return unreadable(loaded, "\n".join(str(problem) for problem in loaded.problems))
        choices = self._choices(loaded.script, without)
        try:
            reach = length_reach(loaded.script, self._find_clip(), choices=choices, find_file=find_file)
        except StillReadingError as exc:
            return replace(unreadable(loaded, str(exc)), reading=True)
        except PracticeError as exc:
            return unreadable(loaded, str(exc))
        return card(loaded, loaded.script, reach, choices.without)

    def _choices(self, script: Script, without: frozenset[str]) -> Choices:
        """All that is left out: that, and what is remembered unless `none` is among it.

        Raises:
            ChoiceError: the practice has no way without one of these.
        """
        check_can_leave_out(script, without - {NOTHING})
        remembered = frozenset() if NOTHING in without else self._remembered(script)
        return Choices(without=without - {NOTHING} | remembered)

    def _remembered(self, script: Script) -> frozenset[str]:
        """What the person leaves out on any day, where this script has a way for it."""
        if self._preferences is None:
            return frozenset()
        own = {ADAPTATIONS[name] for name in script.adaptations}
        return self._preferences.without() & own
