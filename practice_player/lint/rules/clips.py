"""Recordings: which are missing, left over, spoilt, or at another loudness than the rest."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from practice_player.clips.measurement import TARGET_LUFS, ClipAnalysis
from practice_player.lib.units import frames, seconds
from practice_player.lint.rule import Rule
from practice_player.lint.rules.pacing import FASTEST_READING_CPS

MOST_OFF_LU: Final = 3.0
HIGHEST_PEAK_DB: Final = -1.0
"""Under full scale."""

MOST_APART_S: Final = 0.25
"""Between what a header says and what decodes: encoders add some silence at both ends."""

LEAST_OFFSET: Final = 0.005
"""Of full scale (-46 dB)."""

MOST_CHANNELS: Final = 2

LETTERS_PER_S: Final = 4
"""Of the slowest speech that is still one phrase."""


def clip_problems(measured: ClipAnalysis) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a recording by itself: rule, problem and remedy."""
    yield from _damage(measured)
    if measured.clipped:
        yield (
            "clipped",
            "its loudest moments are cut off, which crackles",
            "record it again further from the microphone, or at a lower level",
        )
    elif math.isfinite(measured.peak_db) and measured.peak_db > HIGHEST_PEAK_DB:
        yield (
            "high-peaks",
            f"its peaks reach {measured.peak_db:.1f} dB, where small speakers crackle",
            f"turn it down by {measured.peak_db - HIGHEST_PEAK_DB + 0.5:.1f} dB or more",
        )
    off_lu = measured.loudness_lufs - TARGET_LUFS
    if off_lu < -MOST_OFF_LU or MOST_OFF_LU < off_lu < math.inf:  # no number is no loudness either
        word = "louder" if off_lu > 0 else "quieter"
        way = "further away, or turn it down" if off_lu > 0 else "nearer, or turn it up"
        amount = f"{abs(off_lu):.0f} LU {word} than" if off_lu > float("-inf") else "silent beside"
        yield (
            "loudness",
            f"it is {amount} the rest of a practice ({TARGET_LUFS:.0f} LUFS)",
            f"record it {way}",
        )


def _damage(measured: ClipAnalysis) -> Iterator[tuple[str, str, str]]:
    length_s, announced_s = seconds(measured.length_frames), measured.announced_s
    if announced_s is not None and abs(announced_s - length_s) > MOST_APART_S:
        said = f"it says that it lasts {announced_s:,.1f} s, and {length_s:,.1f} s are there"
        if announced_s > length_s:
            said = f"some of it is missing: {said}"
            yield "header-differs", said, "copy or download it again; until then, what is there is played"
        else:
            yield (
                "header-differs",
                said,
                "save it anew; here all of it is played, other players may stop early",
            )
    elif measured.cut_off:
        said = "its end may be missing: the file is not closed as a whole one is"
        fix = "copy or download it again, unless it sounds whole; until then, what is there is played"
        yield "header-differs", said, fix
    if measured.bad_samples:
        count = (
            f"{measured.bad_samples:,} of its samples are"
            if measured.bad_samples > 1
            else "one of its samples is"
        )
        yield "bad-samples", f"{count} damaged, and passed in silence", "export it again"
    if measured.offset > LEAST_OFFSET:
        said = f"its wave lies {measured.offset:.1%} off the middle, which thumps at its edges"
        yield "dc-offset", said, "remove the DC offset; until then it is played centred"
    if measured.channels > MOST_CHANNELS:
        said = f"it has {measured.channels} channels, which are mixed down to two"
        yield "many-channels", said, "save it as mono or stereo, to decide by yourself what is heard"


def fit_problems(
    measured: ClipAnalysis, text: str, room_s: Decimal | None = None
) -> Iterator[tuple[str, str, str]]:
    """What is wrong between a recording and the words it is for; `room_s` is None when all waits for it."""
    length_s = seconds(measured.length_frames)
    if len(text) > FASTEST_READING_CPS * length_s:
        yield (
            "fast-captions",
            f"it says {len(text)} letters in {length_s:.1f} s: too fast to read along",
            "say it more slowly, or with fewer words",
        )
    if length_s > 5 + len(text) / LETTERS_PER_S:
        yield (
            "long-recording",
            f"it lasts {length_s:.0f} s, more than these words take",
            "cut what does not belong to it, or check that it is the right one",
        )
    if room_s is not None and measured.length_frames > frames(room_s):
        yield (
            "longer-than-its-time",
            f"it lasts {length_s:.2f} s, and what follows is due after {room_s.normalize():f} s",
            "say it more quickly, cut the quiet at its ends, or give it more time",
        )


def _rule(name: str, looks_for: str, because: str) -> Rule:
    return Rule(name=name, severity="advice", looks_for=looks_for, because=because)


RULES: Final = (
    Rule(
        name="unreadable-recording",
        severity="error",
        looks_for="a recording that cannot be opened, or holds no sound",
        because="the practice cannot be played with it",
    ),
    Rule(
        name="audio-missing",
        severity="error",
        looks_for="an `audio:` that names a file which is not there, or what is no file",
        because="the author meant these words to be heard, in this voice",
    ),
    _rule(
        "no-recording",
        "a spoken phrase that the voice has no recording of; once for a script that has none at all",
        "it is shown for its reading time, and not heard",
    ),
    _rule(
        "stale-recording",
        "such a phrase, where an unused recording begins with nearly the same words",
        "the words were changed after they were recorded, and the old ones are not said",
    ),
    _rule(
        "unused-recording",
        "in a person's own voice, and in a shipped one with `--all`: a recording that no script uses",
        "it takes room, and may be the old wording of something",
    ),
    _rule(
        "header-differs",
        f"a recording whose header is off by more than {MOST_APART_S} s from what can be decoded",
        "it may have been downloaded or copied by half, or joined from several",
    ),
    _rule(
        "bad-samples",
        "samples that are no numbers, infinite, or far beyond full scale",
        "they are silence when it is played, and something made them",
    ),
    _rule(
        "dc-offset",
        f"a wave whose middle is more than {LEAST_OFFSET:.1%} of full scale off zero",
        "it thumps where it begins and ends",
    ),
    _rule(
        "many-channels",
        "more than two channels",
        "how they are mixed down is a guess",
    ),
    _rule(
        "clipped",
        "several samples in a row at full scale",
        "a voice that crackles is hard to settle with",
    ),
    _rule(
        "high-peaks",
        f"a sample less than {-HIGHEST_PEAK_DB:.0f} dB under full scale",
        "between two samples the wave goes higher still, and small speakers crackle",
    ),
    _rule(
        "loudness",
        f"more than {MOST_OFF_LU:.0f} LU away from {TARGET_LUFS:.0f} LUFS, for bedtime too",
        "every voice lies at one loudness, so that nobody reaches for the volume in the middle",
    ),
    _rule(
        "long-recording",
        f"a recording that lasts over 5 s more than its words at {LETTERS_PER_S} letters a second",
        "there may be something else in it, or it is another phrase's",
    ),
    _rule(
        "longer-than-its-time",
        "a recording of something that is said in time, longer than the time until the next",
        "the beat is kept, so the next begins before this one is over",
    ),
)
