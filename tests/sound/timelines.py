"""Random timelines, and the recordings they play."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import soundfile
from hypothesis import strategies as st

from practice_player.clips.loudness import true_peak_dbtp
from practice_player.script.kinds import StepKind
from practice_player.sound.block import Block
from practice_player.timeline.model import Bell, Breath, Clip, Phase, Phrase, Tick, Timeline, TimelineStep

RATES_HZ = (48_000, 44_100, 24_000)


@cache
def clips() -> tuple[Clip, ...]:
    """Writes white noise, quiet and loud, mono and stereo, at several rates; one clip is far too loud."""
    folder = Path(mkdtemp(prefix="clips-"))
    noises = []
    for number, rate_hz in enumerate(RATES_HZ * 2):
        frames = round(rate_hz * (0.3 + 0.9 * number))
        shape = (frames, 1 + number % 2)
        noise = np.random.default_rng(number).uniform(-1, 1, shape) * (0.2 + 0.15 * number)
        path = folder / f"{number}.wav"
        soundfile.write(path, noise, rate_hz, subtype="FLOAT")
        noises.append(
            Clip(path=str(path), length_frames=round(frames * 48_000 / rate_hz), gain_db=4.0 * (number == 3))
        )
    return tuple(noises)


@st.composite
def timelines(draw: st.DrawFn, *, longest_frames: int = 240_000) -> Timeline:
    """Draws timelines with sounds anywhere, overlapping too, which scripts cannot all produce."""
    length = draw(st.integers(1000, longest_frames))
    any_frame = st.integers(0, length - 1)
    phrases = [
        Phrase(
            start_frame=draw(any_frame), length_frames=clip.length_frames, text=f"Words {number}.", clip=clip
        )
        for number, clip in enumerate(draw(st.lists(st.sampled_from(clips()), max_size=4)))
    ]
    breaths = []
    for phase in draw(st.lists(st.sampled_from(list(Phase)), max_size=3)):
        start = draw(any_frame)
        breaths.append(
            Breath(
                start_frame=start,
                length_frames=draw(st.integers(1, 96_000)),
                phase=phase,
                word=phase,
                from_fullness=0.0,
                to_fullness=0.0,
                cycle=1,
                cycles=1,
                tone=draw(st.booleans()),
            )
        )
    bells = [
        Bell(
            start_frame=draw(any_frame),
            length_frames=draw(st.integers(1, 240_000)),
            strokes=draw(st.integers(1, 2)),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    ticks = [Tick(start_frame=draw(any_frame), length_frames=28_800) for _ in range(draw(st.integers(0, 2)))]
    return Timeline(
        length_frames=length,
        steps=(TimelineStep(start_frame=0, length_frames=length, kind=StepKind.REST, text=""),),
        phrases=tuple(phrases),
        breaths=tuple(breaths),
        bells=tuple(bells),
        ticks=tuple(ticks),
        bed=draw(st.sampled_from(("none", "hush", "sea"))),
        level_db=draw(st.sampled_from((0.0, -4.0))),
    )


def true_peak_of(block: Block) -> float:
    """Returns the true peak in dB; both ends are faded first, because a cut would add a peak."""
    edge = np.minimum(np.arange(len(block)), np.arange(len(block))[::-1])
    faded = block * np.minimum(edge / 2000, 1).astype(np.float32)[:, None]
    return max(true_peak_dbtp(np.ascontiguousarray(faded[:, side])) for side in (0, 1))
