"""Plays a timeline into blocks: play, pause, seek and levels, every one a ramp.

Runs on an output's thread.  Commands come from another thread as plain attribute writes, each
read once a block; the latest wins.  What is heard is a few milliseconds behind: the limiter's delay.
"""

import threading
from collections.abc import Callable
from typing import Final

import numpy as np

from practice_player.recordings.pages import Pages
from practice_player.sound.backdrop import NONE, Backdrop
from practice_player.sound.beds import Bed
from practice_player.sound.block import Block
from practice_player.sound.limiter import Limiter
from practice_player.sound.mixer import Mixer
from practice_player.sound.ramp import Ramp
from practice_player.timeline.cue import Timeline
from practice_player.units import frames, gain

FADE_FRAMES: Final = frames(0.015)
"""Pause, resume and the two sides of a seek: no click, and little of the 100 ms that a key may take."""

LEVEL_FRAMES: Final = frames(0.25)
"""A change of volume, bed on and bed off."""

BED_FRAMES: Final = frames(0.8)
"""Each half of a change from one bed to another."""

MOST_FRAMES: Final = 9600
"""Blocks are mixed in pieces of at most this size."""


class Player:
    """One timeline after another on their way to one output."""

    def __init__(self, find_bed: Callable[[str], Bed | None], pages: Pages) -> None:
        self._find_bed, self._pages = find_bed, pages
        self._lock = threading.Lock()  # held for assignments only, never while mixing
        self._next: tuple[_Track | None, int] | None = None
        self._now: _Track | None = None
        self._fade, self._voice, self._bed = Ramp(0.0), Ramp(1.0), Ramp(1.0)
        self._limiter = Limiter()
        self._bed_block = np.zeros((MOST_FRAMES, 2), np.float32)
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
        self._jump(_Track(timeline, Mixer(timeline, self._pages), Backdrop(timeline, self._find_bed)), frame)

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
        return track.backdrop.names(frame, frame + length_frames) if track else set()

    @property
    def lost(self) -> set[str]:
        """Phrases whose recording could not be read."""
        return self._now.mixer.lost if self._now else set()

    def render(self, block: Block) -> None:
        """Fills the block and moves on by what was played of it."""
        done = 0
        while done < len(block):
            done += self._part(block[done : done + MOST_FRAMES])
        self._limiter.process(block)

    def _jump(self, track: "_Track | None", frame: int) -> None:
        with self._lock:
            if track is None and self._next:
                track = self._next[0]
            self._next = (track, max(0, frame))

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
        self._mix(now, part)
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
        self._level(now)
        voices, behind = now.read(self.position_frame, len(part))
        part[:] = voices
        bed = self._bed_block[: len(part)]
        bed[:] = behind
        self._voice.apply(part)
        self._bed.apply(bed)
        part += bed
        if now.timeline.level_db:
            part *= np.float32(gain(now.timeline.level_db))
        self._fade.apply(part)
        self.position_frame += len(part)

    def _level(self, now: "_Track") -> None:
        """Sets the ramps on their way, and changes the bed when the old one has gone."""
        self._voice.to(gain(self.voice_db), LEVEL_FRAMES)
        here = self.position_frame
        changing = now.backdrop.chosen != self.bed_name
        if changing and (self._bed.value == 0.0 or not now.backdrop.names(here, here + 1)):
            self._bed.jump(0.0)
            now.backdrop.chosen = self.bed_name
            changing = False
        ready = now.backdrop.ready(here)
        if not ready:
            self._bed.jump(0.0)  # it is silent now, and comes in gently when it is made
        on = self.bed_on and not changing and ready
        slow = changing or (self._bed.value == 0.0 and self.bed_on)
        self._bed.to(gain(self.bed_db) if on else 0.0, BED_FRAMES if slow else LEVEL_FRAMES)


class _Track:
    """A timeline and what makes its sound, a stretch at a time: most blocks find theirs made."""

    def __init__(self, timeline: Timeline, mixer: Mixer, backdrop: Backdrop) -> None:
        self.timeline, self.mixer, self.backdrop = timeline, mixer, backdrop
        self._voices = np.empty((MOST_FRAMES, 2), np.float32)
        self._bed = np.empty((MOST_FRAMES, 2), np.float32)
        self._from_frame: int | None = None
        self._bed_made: tuple[str | None, bool] | None = None

    def read(self, start_frame: int, count: int) -> tuple[Block, Block]:
        """Narration with tones and bells, and the bed; not to be written to."""
        bed = (self.backdrop.chosen, self.backdrop.ready(start_frame))
        known = self._from_frame
        if known is None or not known <= start_frame <= known + MOST_FRAMES - count:
            known = self._from_frame = start_frame
            self.mixer.voices(known, self._voices)
            self._bed_made = None
        if bed != self._bed_made:
            self._bed_made = bed
            self.backdrop.read(known, self._bed)
        offset = start_frame - known
        return self._voices[offset : offset + count], self._bed[offset : offset + count]
