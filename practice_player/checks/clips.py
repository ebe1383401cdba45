"""Recordings: which are missing, left over, spoilt, or at another loudness than the rest."""

from collections.abc import Iterator
from typing import Final

from practice_player.checks.finding import Rule
from practice_player.checks.pace import FASTEST_READING_CPS
from practice_player.recordings.loudness import TARGET_LUFS
from practice_player.recordings.measure import Measure
from practice_player.units import seconds

MOST_OFF_LU: Final = 3.0
HIGHEST_PEAK_DB: Final = -1.0
"""Under full scale."""

LETTERS_PER_S: Final = 4
"""Of the slowest speech that is still one phrase."""


def clip_problems(measured: Measure) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a recording by itself: rule, problem and remedy."""
    off_lu = measured.loudness_lufs - TARGET_LUFS
    if measured.clipped:
        yield (
            "clipped",
            "its loudest moments are cut off, which crackles",
            "record it again further from the microphone, or at a lower level",
        )
    elif measured.peak_db > HIGHEST_PEAK_DB:
        yield (
            "high-peaks",
            f"its peaks reach {measured.peak_db:.1f} dB, where small speakers crackle",
            f"turn it down by {measured.peak_db - HIGHEST_PEAK_DB + 0.5:.1f} dB or more",
        )
    if off_lu < -MOST_OFF_LU or off_lu > MOST_OFF_LU:
        word = "louder" if off_lu > 0 else "quieter"
        way = "further away, or turn it down" if off_lu > 0 else "nearer, or turn it up"
        amount = f"{abs(off_lu):.0f} LU {word} than" if off_lu > float("-inf") else "silent beside"
        yield (
            "loudness",
            f"it is {amount} the rest of a practice ({TARGET_LUFS:.0f} LUFS)",
            f"record it {way}",
        )


def fit_problems(measured: Measure, text: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong between a recording and the words it is for."""
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
        looks_for="an `audio:` that names a file which is not there",
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
)
