"""Plays a timeline into blocks: play, pause, seek and levels, every one a ramp.

Runs on an output's thread.  Commands come from another thread as plain attribute writes, each
read once a block; the latest wins.  What is heard is a few milliseconds behind: the limiter's delay.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from practice_player.clips.reader import ClipReader
from practice_player.lib.units import frames, gain
from practice_player.sound.bed_track import NONE, BedTrack
from practice_player.sound.block import Block
from practice_player.sound.limiter import Limiter
from practice_player.sound.mixer import Mixer
from practice_player.sound.prerender import STRETCH_FRAMES, PrerenderBuffer
from practice_player.sound.ramp import Ramp
from practice_player.sound.synth.beds import Bed
from practice_player.timeline.model import Timeline

FADE_FRAMES: Final = frames(0.010)
"""Pause, resume and the two sides of a seek: no click, and little of the 100 ms that a key may take."""

LEVEL_FRAMES: Final = frames(0.25)
"""A change of volume, bed on and bed off."""

BED_FRAMES: Final = frames(0.8)
"""Each half of a change from one bed to another."""


class Player:
    """One timeline after another on their way to one output."""

    def __init__(self, find_bed: Callable[[str], Bed | None], clip_reader: ClipReader) -> None:
        self._find_bed, self._clip_reader = find_bed, clip_reader
        self._lock = threading.Lock()  # held for assignments only, never while mixing
        self._next: tuple[_Track | None, int] | None = None
        self._now: _Track | None = None
        self._fade, self._voice, self._bed = Ramp(0.0), Ramp(1.0), Ramp(1.0)
        self._limiter = Limiter()
        self._stretch = PrerenderBuffer(self._limiter)
        self._asked: tuple[object, ...] = ()
        """What the stretch was made for."""

        self._bed_block = np.zeros((STRETCH_FRAMES, 2), np.float32)
        self.position_frame = 0
        """The next frame to be handed over."""

        self.playing = False
        self.voice_db = 0.0
        self.bed_db = 0.0
        self.bed_on = True
        self.bed_name: str | None = None
        """The listener's choice of background; None is the timeline's own."""

    @property
    def ended(self) -> bool:
        return self._now is not None and self.position_frame >= self._now.mixer.length_frames

    @property
    def settled(self) -> bool:
        """False while a jump is still to come."""
        return self._next is None

    def load(self, timeline: Timeline, *, frame: int = 0) -> None:
        """Goes on with another timeline from `frame`, out and in again by fades; its beginning needs none."""
        self._jump(
            _Track(timeline, Mixer(timeline, self._clip_reader), BedTrack(timeline, self._find_bed)), frame
        )

    def seek(self, frame: int) -> None:
        """Goes on from `frame`, out and in again by fades."""
        self._jump(None, frame)

    def read_ahead(self, length_frames: int) -> None:
        """Makes ready what comes in so many frames, from where the sound is or is about to jump."""
        track, frame = self._next or (None, self.position_frame)
        if track := track or self._now:
            track.mixer.read_ahead(frame, frame + length_frames)

    def beds_wanted(self, length_frames: int) -> set[str]:
        """The backgrounds that should be heard in so many frames from here."""
        track, frame = self._next or (None, self.position_frame)
        track = track or self._now
        if self.bed_name is not None:
            return {self.bed_name} - {NONE}
        return track.bed_track.names(frame, frame + length_frames) if track else set()

    @property
    def lost(self) -> set[str]:
        """Phrases whose recording could not be read."""
        return self._now.mixer.lost if self._now else set()

    def render(self, block: Block) -> None:
        """Fills the block and moves on by what was played of it."""
        asked = (self.playing, self._next, self.voice_db, self.bed_db, self.bed_on, self.bed_name)
        if asked != self._asked:
            self._asked = asked
            self._stretch.take_back()
        done = 0
        while done < len(block):
            rest = block[done:]
            if not (count := self._finished(rest)):
                count = self._part(rest[:STRETCH_FRAMES])
                self._limiter.process(rest[:count])
            done += count

    def pass_over(self, frame: int, length_frames: int) -> None:
        """After a block from `frame` on that could not be rendered: the sound goes on behind it, by a fade.

        Nothing is kept of what was under way, for what is wrong may be in it.  For the thread that renders.
        """
        self._limiter = Limiter()
        self._stretch = PrerenderBuffer(self._limiter)
        self._fade.jump(0.0)
        jumps = self._next is not None
        self._land()
        if self._now and self.playing and not jumps:
            self.position_frame = min(frame + length_frames, self._now.mixer.length_frames)

    def _jump(self, track: "_Track | None", frame: int) -> None:
        with self._lock:
            if track is None and self._next:
                track = self._next[0]
            self._next = (track, max(0, frame))

    def _finished(self, out: Block) -> int:
        """Fills some of `out` from a finished stretch; returns how many frames, 0 while anything changes."""
        now = self._now
        if now is None:
            return 0
        if self._stretch.empty:
            if not self._still(now):
                return 0
            self._mix(now, self._stretch.mixed)
            self._stretch.finish()
        count = self._stretch.take(out)
        self.position_frame += count
        return count

    def _still(self, now: "_Track") -> bool:
        """Whether a whole stretch from here has nothing to it but what the timeline says."""
        here = self.position_frame
        end = here + STRETCH_FRAMES
        if not self.playing or self._next is not None or end > now.mixer.length_frames:
            return False
        self._level(now)
        settled = self._fade.value == 1.0 and self._voice.still and self._bed.still
        return settled and now.bed_track.chosen == self.bed_name and now.bed_track.ready(here, end)

    def _part(self, part: Block) -> int:
        """Fills some of `part` from its start; returns how many frames."""
        if self._fade.value == 0.0:
            self._land()
        now = self._now
        audible = self.playing and self._next is None
        if now is None or (self._fade.value == 0.0 and not audible):
            part[:] = 0.0
            return len(part)
        if audible and self.position_frame == 0:
            self._fade.jump(1.0)  # a beginning is silent: it needs no fade
        self._fade.to(1.0 if audible else 0.0, FADE_FRAMES)
        if self._fade.value != (1.0 if audible else 0.0):
            part = part[:FADE_FRAMES]
        left = now.mixer.length_frames - self.position_frame
        if left <= 0:
            part[:] = 0.0
            self._fade.jump(1.0 if audible else 0.0)
            return len(part)
        part = part[:left]
        self._level(now)
        self._mix(now, part)
        self.position_frame += len(part)
        return len(part)

    def _land(self) -> None:
        """Takes the jump that waits; nothing is heard at this moment."""
        with self._lock:
            if self._next is None:
                return
            track, frame = self._next
            self._next = None
            self._now = track or self._now
            self.position_frame = min(frame, self._now.mixer.length_frames) if self._now else 0

    def _mix(self, now: "_Track", part: Block) -> None:
        """Fills `part` with what is heard from here on."""
        now.mixer.voices(self.position_frame, part)
        self._voice.apply(part)
        if self._bed.value or not self._bed.still:
            bed = self._bed_block[: len(part)]
            now.bed_track.read(self.position_frame, bed)
            self._bed.apply(bed)
            part += bed
        if now.timeline.level_db:
            part *= np.float32(gain(now.timeline.level_db))
        self._fade.apply(part)

    def _level(self, now: "_Track") -> None:
        """Sets the ramps on their way, and changes the bed when the old one has gone."""
        self._voice.to(gain(self.voice_db), LEVEL_FRAMES)
        here = self.position_frame
        changing = now.bed_track.chosen != self.bed_name
        if changing and (self._bed.value == 0.0 or not now.bed_track.names(here, here + 1)):
            self._bed.jump(0.0)
            now.bed_track.chosen = self.bed_name
            changing = False
        ready = now.bed_track.ready(here, here + 1)
        if not ready:
            self._bed.jump(0.0)  # it is silent now, and comes in gently when it is made
        on = self.bed_on and not changing and ready
        slow = changing or (self._bed.value == 0.0 and self.bed_on)
        self._bed.to(gain(self.bed_db) if on else 0.0, BED_FRAMES if slow else LEVEL_FRAMES)


@dataclass(frozen=True, slots=True, eq=False)
class _Track:
    """A timeline and what makes its sound."""

    timeline: Timeline
    mixer: Mixer
    bed_track: BedTrack
