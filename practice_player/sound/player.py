"""Renders a timeline into blocks; play, pause, seek and changes of level are all ramps.

Runs on an output's thread.  Commands come from another thread as plain attribute writes, each
read once a block; the latest wins.  The output is a few milliseconds behind: the limiter's delay.
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
"""The fade of pause and resume, and each half of a seek: free of clicks, within the 100 ms a key may take."""

LEVEL_FRAMES: Final = frames(0.25)
"""The ramp of a change of volume, and of the bed being turned on or off."""

FILE_STRETCH_FRAMES: Final = frames(0.4)
"""The most that is mixed at once for a file: with longer stretches, more is mixed than the caches hold."""

BED_FRAMES: Final = frames(0.8)
"""The fade-out and the fade-in when the listener changes the bed."""


class Player:
    """Renders one timeline after another for one output."""

    def __init__(
        self, find_bed: Callable[[str], Bed | None], clip_reader: ClipReader, *, live: bool = True
    ) -> None:
        """`live` is False for a file: no command comes unforeseen, so nothing is rendered ahead."""
        self._find_bed, self._clip_reader = find_bed, clip_reader
        self._live = live
        self._stretch_frames = STRETCH_FRAMES if live else FILE_STRETCH_FRAMES
        self._lock = threading.Lock()  # held for assignments only, never while mixing
        self._pending_jump: tuple[_Track | None, int] | None = None
        self._track: _Track | None = None
        self._fade, self._voice, self._bed = Ramp(0.0), Ramp(1.0), Ramp(1.0)
        self._limiter = Limiter()
        self._prerendered = PrerenderBuffer(self._limiter)
        self._settings: tuple[object, ...] = ()
        """What the listener asked for when the stretch was rendered ahead."""

        self._bed_block = np.zeros((self._stretch_frames, 2), np.float32)
        self.position_frame = 0
        """The next frame that is rendered."""

        self.playing = False
        self.fade_out_frames = FADE_FRAMES
        """How long the next fade-out takes, once it stops playing."""

        self.voice_db = 0.0
        self.bed_db = 0.0
        self.bed_on = True
        self.bed_name: str | None = None
        """The listener's choice of background; None is the timeline's own."""

    @property
    def ended(self) -> bool:
        return self._track is not None and self.position_frame >= self._track.mixer.length_frames

    @property
    def settled(self) -> bool:
        """False while a jump is pending."""
        return self._pending_jump is None

    def load(self, timeline: Timeline, *, frame: int = 0) -> None:
        """Switches to another timeline at `frame`, with a fade out and in; its beginning needs no fade."""
        self._request_jump(
            _Track(
                timeline,
                Mixer(timeline, self._clip_reader),
                BedTrack(timeline, self._find_bed, self._clip_reader),
            ),
            frame,
        )

    def seek(self, frame: int) -> None:
        """Jumps to `frame`, with a fade out and in."""
        self._request_jump(None, frame)

    def read_ahead(self, length_frames: int) -> None:
        """Prepares the next `length_frames` frames, from the position or from where a pending jump goes."""
        track, frame = self._pending_jump or (None, self.position_frame)
        if track := track or self._track:
            track.mixer.read_ahead(frame, frame + length_frames)
            track.bed_track.read_ahead(frame, frame + length_frames)

    def beds_wanted(self, length_frames: int) -> set[str]:
        """Returns the names of backgrounds to synthesise for the next `length_frames` frames."""
        track, frame = self._pending_jump or (None, self.position_frame)
        track = track or self._track
        if self.bed_name is not None:
            recorded = {name for name, _ in track.timeline.own_beds} if track else set()
            return {self.bed_name} - {NONE} - recorded
        return track.bed_track.synthesized_names(frame, frame + length_frames) if track else set()

    @property
    def unreadable(self) -> set[str]:
        """The texts of phrases, and the names of sounds, whose recording could not be read."""
        return self._track.mixer.unreadable | self._track.bed_track.unreadable if self._track else set()

    def render(self, block: Block) -> None:
        """Fills the block, and advances the position by the frames that were played."""
        settings = (self.playing, self._pending_jump, self.voice_db, self.bed_db, self.bed_on, self.bed_name)
        if settings != self._settings:
            self._settings = settings
            self._prerendered.take_back()
        filled_frames = 0
        while filled_frames < len(block):
            unfilled = block[filled_frames:]
            if not (count := self._take_prerendered(unfilled)):
                count = self._render_directly(unfilled[: self._stretch_frames])
                self._limiter.process(unfilled[:count])
            filled_frames += count

    def skip_failed_block(self, frame: int, length_frames: int) -> None:
        """Goes on after a block from `frame` on that could not be rendered, with a fade in.

        The limiter and what was rendered ahead are discarded: the fault may be in them.  Must be called on
        the output's thread.
        """
        self._limiter = Limiter()
        self._prerendered = PrerenderBuffer(self._limiter)
        self._fade.jump(0.0)
        jumped = self._pending_jump is not None
        self._execute_jump()
        if self._track and self.playing and not jumped:
            self.position_frame = min(frame + length_frames, self._track.mixer.length_frames)

    def _request_jump(self, track: "_Track | None", frame: int) -> None:
        with self._lock:
            if track is None and self._pending_jump:
                track = self._pending_jump[0]
            self._pending_jump = (track, max(0, frame))

    def _take_prerendered(self, out: Block) -> int:
        """Fills the start of `out` from the stretch rendered ahead; returns how many frames.

        None are taken, and 0 is returned, while anything changes.
        """
        track = self._track
        if track is None or not self._live:
            return 0
        if self._prerendered.empty:
            if not self._is_steady(track):
                return 0
            self._mix(track, self._prerendered.mixed)
            self._prerendered.finish()
        count = self._prerendered.take(out)
        self.position_frame += count
        return count

    def _is_steady(self, track: "_Track") -> bool:
        """Returns whether only the timeline shapes the next stretch: no ramp, no jump, no missing bed."""
        start = self.position_frame
        end = start + STRETCH_FRAMES
        if not self.playing or self._pending_jump is not None or end > track.mixer.length_frames:
            return False
        self._update_ramps(track)
        settled = self._fade.value == 1.0 and self._voice.steady and self._bed.steady
        return settled and track.bed_track.chosen == self.bed_name and track.bed_track.ready(start, end)

    def _render_directly(self, part: Block) -> int:
        """Fills the start of `part` without rendering ahead; returns how many frames."""
        if self._fade.value == 0.0:
            self._execute_jump()
        track = self._track
        audible = self.playing and self._pending_jump is None
        if track is None or (self._fade.value == 0.0 and not audible):
            part[:] = 0.0
            return len(part)
        if audible and self.position_frame == 0:
            self._fade.jump(1.0)  # a practice begins with silence, so its start needs no fade
        if audible:
            self.fade_out_frames = FADE_FRAMES
        self._fade.ramp_to(1.0 if audible else 0.0, FADE_FRAMES if audible else self.fade_out_frames)
        if self._fade.value != (1.0 if audible else 0.0):
            part = part[:FADE_FRAMES]
        remaining = track.mixer.length_frames - self.position_frame
        if remaining <= 0:
            part[:] = 0.0
            self._fade.jump(1.0 if audible else 0.0)
            return len(part)
        part = part[:remaining]
        self._update_ramps(track)
        self._mix(track, part)
        self.position_frame += len(part)
        return len(part)

    def _execute_jump(self) -> None:
        """Executes the pending jump, if any; called while the sound is faded out."""
        with self._lock:
            if self._pending_jump is None:
                return
            track, frame = self._pending_jump
            self._pending_jump = None
            self._track = track or self._track
            self.position_frame = min(frame, self._track.mixer.length_frames) if self._track else 0

    def _mix(self, track: "_Track", part: Block) -> None:
        """Fills `part` with the mix from the position on, before the limiter."""
        track.mixer.mix(self.position_frame, part)
        self._voice.apply(part)
        if self._bed.value or not self._bed.steady:
            bed = self._bed_block[: len(part)]
            track.bed_track.read(self.position_frame, bed)
            self._bed.apply(bed)
            part += bed
        if track.timeline.level_db:
            part *= np.float32(gain(track.timeline.level_db))
        self._fade.apply(part)

    def _update_ramps(self, track: "_Track") -> None:
        """Sets the targets of the ramps, and switches the bed once the old one has faded out."""
        self._voice.ramp_to(gain(self.voice_db), LEVEL_FRAMES)
        frame = self.position_frame
        changing = track.bed_track.chosen != self.bed_name
        if changing and (self._bed.value == 0.0 or not track.bed_track.names(frame, frame + 1)):
            self._bed.jump(0.0)
            track.bed_track.chosen = self.bed_name
            changing = False
        ready = track.bed_track.ready(frame, frame + 1)
        if not ready:
            self._bed.jump(0.0)  # silent until it is made, then it fades in
        bed_is_heard = self.bed_on and not changing and ready
        changes_bed = changing or (self._bed.value == 0.0 and self.bed_on)
        self._bed.ramp_to(
            gain(self.bed_db) if bed_is_heard else 0.0, BED_FRAMES if changes_bed else LEVEL_FRAMES
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Track:
    """A timeline with its mixer and its background."""

    timeline: Timeline
    mixer: Mixer
    bed_track: BedTrack
