"""What a practice tells the journal: how much was practised, where it could go on, and how it ended."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from practice_player.lib.units import seconds
from practice_player.playback.course import Course
from practice_player.playback.heard_frames import HeardFrames
from practice_player.sound.engine.protocol import Levels
from practice_player.timeline.place import place_at

if TYPE_CHECKING:
    from practice_player.journal.resume_point import ResumePoint
    from practice_player.playback.journal_writer import JournalWriter  # SQLite comes with it

BEAT_S: Final = 2.0
"""How often the journal is updated: a power cut loses at most this much."""


class SessionJournal:
    """Tells the writer about one practice; without a writer it does nothing."""

    def __init__(
        self,
        writer: "JournalWriter | None",
        course: Course,
        heard: HeardFrames,
        resume_point: "ResumePoint | None",
    ) -> None:
        """`resume_point` has the choices; without it, the practice cannot go on after it broke off."""
        self.writer = writer
        self._course = course
        self._heard = heard
        self._resume_point = resume_point
        self._beat_s = 0.0
        self._has_begun = False

    @property
    def trouble(self) -> str:
        """Why the journal cannot be written, or empty."""
        return self.writer.trouble if self.writer else ""

    @property
    def news(self) -> str:
        """What happened to a damaged journal, or empty."""
        return self.writer.news if self.writer else ""

    def begin(self, now_s: float) -> None:
        self._beat_s, self._has_begun = now_s, True
        if self.writer:
            self.writer.begin()

    def beat(self, now_s: float, frame: int, levels: Levels) -> None:
        """Writes how far the practice is, if `BEAT_S` have passed."""
        if now_s - self._beat_s >= BEAT_S:
            self._beat_s = now_s
            if self.writer:
                self.writer.beat(self._heard.heard_s, resume=self._resume_text(frame, levels))

    def set_aside(self) -> None:
        """Writes that the practice was left for the grounding one: it was too much, so it is not offered."""
        if self.writer:
            self.writer.beat(self._heard.heard_s)

    def end(self, frame: int, levels: Levels, *, finished: bool, grounded: bool) -> None:
        """Writes how the practice ended, and where it could go on if it was stopped."""
        if self.writer:
            resume = "" if finished or grounded else self._resume_text(frame, levels)
            self.writer.end(self._heard.heard_s, finished=finished, grounded=grounded, resume=resume)

    def add_note(self, note: str) -> None:
        """Adds a note; returns once it is safe, which may take seconds.

        Raises:
            JournalError: the note is not kept.
        """
        if self.writer and note.strip():
            self.writer.note(note.strip())

    def close(self) -> None:
        """Returns once all is written, or after two seconds; at once if the practice never began."""
        if self.writer and self._has_begun:
            self.writer.close()

    def _resume_text(self, frame: int, levels: Levels) -> str:
        """Returns where the practice could go on, as text; empty if it could not."""
        if self._resume_point is None:
            return ""
        course = self._course
        place = place_at(course.timeline, frame)
        changes: dict[str, Any] = {}
        if course.voice:
            changes["voice"] = course.voice
        if not levels.bed_on or levels.bed is not None:
            changes["bed"] = levels.bed if levels.bed_on else "none"
        if course.arrangement:
            changes["longer"] = tuple(
                (part.section, part.number, part.times) for part in course.arrangement.longer
            )
            if not self._resume_point.for_two:  # what two answer on the way is a consent too
                changes["stays"] = tuple(sorted(course.arrangement.stays))
                changes["gentler"] = course.arrangement.settled or self._resume_point.gentler
        return replace(
            self._resume_point,
            section=place.section,
            share=place.share,
            left_s=seconds(max(0, course.timeline.length_frames - frame)),
            skipped_s=self._heard.skipped_s,
            **changes,
        ).as_text()
