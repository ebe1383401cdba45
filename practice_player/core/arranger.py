"""Makes cards and timelines from scripts, a voice, own recordings and what a person leaves out."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import partial

from practice_player.clips.analysis_cache import StillReadingError
from practice_player.core.card import PracticeCard
from practice_player.core.card_building import describe_unheard, playable_card, unplayable_card
from practice_player.core.chosen_sound import bed_of
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.lib.diagnostics import tell_once
from practice_player.lib.errors import LengthError, PracticeError
from practice_player.lib.units import RATE_HZ
from practice_player.script.choices import ADAPTATIONS, NOTHING
from practice_player.script.expand import check_can_leave_out
from practice_player.script.library import LoadedScript
from practice_player.script.model import Script
from practice_player.script.practice_choices import Choices
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.compiler import arrange, length_reach
from practice_player.timeline.model import ClipFinder, FileFinder, no_files
from practice_player.voice.script_recordings import ScriptRecordings


class Arranger:
    """Makes cards and arrangements of loaded scripts; reads no script, plays nothing, and is thread-safe."""

    def __init__(
        self,
        find_clip: Callable[[], ClipFinder],
        recordings: ScriptRecordings | None,
        preferences: Preferences | None,
        voice: str,
        find_clips_of: Callable[[str], ClipFinder] | None = None,
    ) -> None:
        """`find_clip` is for `voice`; `find_clips_of` is for another that a request names."""
        self._find_clip = find_clip
        self._find_file: FileFinder = recordings.find if recordings else no_files
        self._find_file_at_once: FileFinder = recordings.find_at_once if recordings else no_files
        self._preferences = preferences
        self._voice = voice
        self._find_clips_of = find_clips_of

    def card(
        self, loaded: LoadedScript, without: frozenset[str] = frozenset(), voice: str | None = None
    ) -> PracticeCard:
        """Returns the card of a script, waiting for its recordings; the rest is as in a request.

        Raises:
            ChoiceError: the practice cannot leave out one of these.
            VoiceError: the voice cannot be used.
        """
        practice_card = self._card(loaded, without, self._find_file, voice)
        if practice_card.problem or loaded.script is None:
            return practice_card
        with suppress(PracticeError):  # it is reported when the practice is played
            request = PracticeRequest(name=loaded.name, without=without, voice=voice)
            timeline = self.arrangement(loaded, request).timeline
            unheard, _ = describe_unheard(timeline, loaded.script, voice or self._voice)
            return replace(practice_card, unheard=unheard)
        return practice_card

    def card_at_once(self, loaded: LoadedScript) -> PracticeCard:
        """Returns the card, not waiting; a script with recordings still being read cannot be played yet."""
        return self._card(loaded, frozenset(), self._find_file_at_once)

    def arrangement(self, loaded: LoadedScript, request: PracticeRequest) -> Arrangement:
        """Returns the timeline of a practice, with those that answers during it can lead to.

        Once two people have answered, when a practice goes on that broke off, and where it is to be in step
        with another, the length is the nearest to the requested one that there is.

        Raises:
            PracticeError: the script has problems, or cannot have this length, or cannot leave something out.
        """
        script, choices = loaded.playable(), self._request_choices(loaded.playable(), request)
        find_clip = self._clips_of(request.voice)
        arrange_script = partial(
            arrange,
            script,
            find_clip,
            bed=request.bed or self.bed,
            choices=choices,
            find_file=self._find_file,
        )
        length = request.length_frames
        if length is None:
            return arrange_script()
        is_in_step = request.in_step_with is not None
        if not (request.resume or is_in_step or (request.prepared and script.practice == "partner")):
            return arrange_script(length_s=Decimal(length) / RATE_HZ)
        # The length was chosen before anybody answered: a refusal now would reveal that somebody said no.
        reach = length_reach(script, find_clip, choices=choices, find_file=self._find_file)
        nearest = max(reach.least_frames, min(length, reach.most_frames))
        try:
            return arrange_script(length_s=Decimal(nearest) / RATE_HZ)
        except LengthError:
            return arrange_script()

    @property
    def bed(self) -> str | None:
        """The background of the settings for practices that have one; None for their own."""
        return bed_of(self._preferences.chosen) if self._preferences else None

    def habits(self, script: Script, request: PracticeRequest) -> frozenset[str]:
        """Returns what is left out because of the settings; nothing for two, who are asked each time."""
        if script.practice == "partner" or NOTHING in request.without:
            return frozenset()
        return self._remembered(script) - request.without

    def _request_choices(self, script: Script, request: PracticeRequest) -> Choices:
        if request.prepared and script.practice == "partner":  # each was asked what to leave out
            without = request.without - {NOTHING}
            check_can_leave_out(script, without)
            return Choices(without=without, some=request.some)
        return self._choices(script, request.without)

    def _clips_of(self, voice: str | None) -> ClipFinder:
        """Returns the finder of a voice; None is the voice of the settings.

        Raises:
            VoiceError: the voice cannot be used.
        """
        if voice in (None, self._voice) or self._find_clips_of is None:
            return self._find_clip()
        return self._find_clips_of(str(voice))

    def _card(
        self,
        loaded: LoadedScript,
        without: frozenset[str],
        find_file: FileFinder,
        voice: str | None = None,
    ) -> PracticeCard:
        if loaded.script is None:
            return unplayable_card(loaded, "\n".join(map(str, tell_once(loaded.problems))))
        choices = self._choices(loaded.script, without)
        try:
            reach = length_reach(loaded.script, self._clips_of(voice), choices=choices, find_file=find_file)
        except StillReadingError as exc:
            return replace(unplayable_card(loaded, str(exc)), reading=True)
        except PracticeError as exc:
            return unplayable_card(loaded, str(exc))
        habits = self.habits(loaded.script, PracticeRequest(name=loaded.name, without=without))
        return playable_card(loaded, loaded.script, reach, choices.without, habits)

    def _choices(self, script: Script, without: frozenset[str]) -> Choices:
        """Returns everything that is left out: `without`, and what is remembered unless `none` is in it.

        Raises:
            ChoiceError: the practice cannot leave out one of these.
        """
        check_can_leave_out(script, without - {NOTHING})
        remembered = frozenset() if NOTHING in without else self._remembered(script)
        return Choices(without=without - {NOTHING} | remembered)

    def _remembered(self, script: Script) -> frozenset[str]:
        """Returns what the person always leaves out, as far as this script can leave it out."""
        if self._preferences is None:
            return frozenset()
        adaptations = {ADAPTATIONS[name] for name in script.adaptations}
        return self._preferences.without() & adaptations
