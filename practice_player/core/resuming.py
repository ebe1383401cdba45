"""Practices that broke off: which one is offered, and how it goes on as one entry of the journal."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from practice_player.clips.analysis_cache import StillReadingError
from practice_player.core.request import PracticeRequest
from practice_player.journal.record import JournalRecord
from practice_player.journal.resume_point import ResumePoint
from practice_player.journal.resuming import (
    UnfinishedPractice,
    find_under_way,
    find_unfinished,
    forget_unfinished,
    take_up,
)
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import seconds, spoken_length
from practice_player.playback.course import NamedVoice
from practice_player.playback.resuming import EarlierProgress, find_start, restore_changes
from practice_player.script.choices import INSTRUCTIONS, LEAVE_OUT_WORDS, NOTHING, remembered_bed
from practice_player.script.expand import gentler_without
from practice_player.script.library import Library, LoadedScript
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import ClipFinder

BEGIN_ANEW: Final = "begin a practice anew: practice-player list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeOffer:
    """A practice that can go on where it broke off."""

    title: str
    left: str
    """How much of it is left, in words."""

    request: PracticeRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumption:
    """How a practice goes on."""

    arrangement: Arrangement
    voice: str
    """Its voice, if that is another one than the core's; otherwise empty."""

    progress: EarlierProgress
    record: JournalRecord | None
    """The entry that it goes on with; None if others go on than those who began."""


class UnfinishedPractices:
    """Finds what can go on in the journal; without one, nothing can."""

    def __init__(
        self,
        journal_path: Path | None,
        library: Library,
        *,
        keeps_together: Callable[[], bool] = lambda: True,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`keeps_together` tells whether practices for two are kept; otherwise none of them goes on."""
        self._journal_path = journal_path
        self._library = library
        self._keeps_together = keeps_together
        self._clock = clock

    def offer(self) -> ResumeOffer | None:
        """Returns the practice begun last of those that can go on, with an unchanged script; or None."""
        for practice in self._all():
            with suppress(PracticeError):
                loaded = self._library.find(practice.point.script)
                if _is_unchanged(practice, loaded):
                    return ResumeOffer(
                        title=practice.record.title,
                        left=spoken_length(practice.point.left_s),
                        request=_request(practice, loaded),
                    )
        return None

    def under_way(self) -> str:
        """Returns the title of a practice that still counts as under way, perhaps elsewhere; or nothing."""
        return find_under_way(self._journal_path, now=self._clock()) if self._journal_path else ""

    def resume(
        self,
        loaded: LoadedScript,
        request: PracticeRequest,
        arrangement: Arrangement,
        other_voices: Mapping[str, Callable[[], ClipFinder]],
    ) -> Resumption:
        """Opens the entry of a request again, for this program alone; returns how its practice goes on.

        Raises:
            PracticeError: the script was changed, the practice goes on in another program or has been erased,
                or the journal cannot be written.
        """
        now = self._clock()
        practice = self._find(request.resume, loaded)
        arrangement, voice = _arrange_as_before(practice, arrangement, other_voices)
        start = find_start(arrangement.timeline, practice.point, away_s=practice.away(now).total_seconds())
        if sorted(request.people) != sorted(practice.record.people):
            # The entry of those who began stays theirs; those who go on did not hear its beginning.
            progress = replace(start, skipped_s=seconds(start.start_frame))
            return Resumption(arrangement=arrangement, voice=voice, progress=progress, record=None)
        if not (self._journal_path and take_up(self._journal_path, practice, now=now)):
            raise _gone()
        progress = replace(start, heard_s=practice.record.practised_s, skipped_s=practice.point.skipped_s)
        return Resumption(arrangement=arrangement, voice=voice, progress=progress, record=practice.record)

    def forget(self) -> None:
        """Forgets where practices broke off; what was practised stays in the journal.

        Raises:
            JournalError: the journal cannot be written.
        """
        if self._journal_path:
            forget_unfinished(self._journal_path)

    def _find(self, key: str, loaded: LoadedScript) -> UnfinishedPractice:
        practice = next((practice for practice in self._all() if practice.record.key == key), None)
        if practice is None:
            raise _gone()
        if not _is_unchanged(practice, loaded):
            raise PracticeError(f"{practice.record.title} was changed after it broke off", fix=BEGIN_ANEW)
        return practice

    def _all(self) -> list[UnfinishedPractice]:
        if self._journal_path is None:
            return []
        unfinished = find_unfinished(self._journal_path, now=self._clock())
        return [
            practice
            for practice in unfinished
            if practice.record.practice == "solo" or self._keeps_together()
        ]


def resume_choices(
    loaded: LoadedScript, request: PracticeRequest, arrangement: Arrangement, voice: str
) -> ResumePoint:
    """Returns the choices with which a practice could go on; never what two people consented to."""
    for_two = loaded.playable().practice == "partner"
    return ResumePoint(
        script=request.name if request.name == loaded.name else str(loaded.path.absolute()),
        for_two=for_two,
        length_frames=request.length_frames,
        bed=request.bed,
        voice=voice,
        without=tuple(sorted(arrangement.without & {INSTRUCTIONS} if for_two else arrangement.without)),
    )


def voices_after(voice: str, voices: Sequence[NamedVoice]) -> list[NamedVoice]:
    """Returns the voices in the order in which they follow a voice, which comes last."""
    number = next((number for number, (name, _) in enumerate(voices, start=1) if name == voice), 0)
    return [*voices[number:], *voices[:number]]


def _arrange_as_before(
    practice: UnfinishedPractice,
    arrangement: Arrangement,
    other_voices: Mapping[str, Callable[[], ClipFinder]],
) -> tuple[Arrangement, str]:
    """Returns the arrangement as it was, and its voice if that is one of the others.

    A voice that cannot be used, or whose recordings are still being read, is not waited for.
    """
    voice = ""
    if find_clips := other_voices.get(practice.point.voice):
        with suppress(StillReadingError, PracticeError):
            arrangement = arrangement.with_voice(find_clips())
            voice = practice.point.voice
    return restore_changes(arrangement, practice.point), voice


def _request(practice: UnfinishedPractice, loaded: LoadedScript) -> PracticeRequest:
    record, point = practice.record, practice.point
    request = PracticeRequest(
        name=point.script,
        length_frames=point.length_frames or None,
        bed=remembered_bed(point.bed),
        people=record.people,
        resume=record.key,
    )
    script = loaded.playable()
    without = frozenset(point.without) & frozenset(LEAVE_OUT_WORDS)
    if script.practice == "partner":  # what they consent to is asked anew
        return replace(request, first=record.first, without=without & {INSTRUCTIONS})
    if point.gentler:
        without |= gentler_without(script)
    return replace(
        request,
        without=without | {NOTHING},
        check_ins=(record.check_ins.get("before", {}),),
        prepared=True,
    )


def _is_unchanged(practice: UnfinishedPractice, loaded: LoadedScript) -> bool:
    content_hash = loaded.content_hash() if loaded.script else ""
    return bool(content_hash) and content_hash == practice.record.script_hash


def _gone() -> PracticeError:
    return PracticeError(
        "this practice cannot go on: it goes on elsewhere, or has been erased", fix=BEGIN_ANEW
    )
