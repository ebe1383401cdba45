"""The rules on recordings, as rows of the table of all rules, and their limits."""

from typing import Final

from practice_player.clips.measurement import TARGET_LUFS
from practice_player.lint.rule import Rule

MAX_LOUDNESS_ERROR_LU: Final = 3.0
MAX_PEAK_DB: Final = -1.0
"""Relative to full scale."""

MAX_HEADER_ERROR_S: Final = 0.25
"""How far header and decoded length may differ, as encoders add some silence at both ends."""

MIN_DC_OFFSET: Final = 0.005
"""As a share of full scale (-46 dB)."""

MAX_CHANNELS: Final = 2

MAX_SOUND_S: Final = 60
MIN_BED_S: Final = 20
MIN_LOOPED_S: Final = 1
"""A shorter background is not played at all."""

MIN_SPEECH_CPS: Final = 4
"""In letters a second: the slowest speech that still sounds like a phrase."""

UNREADABLE_RECORDING: Final = Rule(
    code="unreadable-recording",
    severity="error",
    looks_for="a recording that cannot be opened, or holds no sound",
    because="the practice cannot be played with it",
)
AUDIO_MISSING: Final = Rule(
    code="audio-missing",
    severity="error",
    looks_for="an `audio:`, `sound:`, `bed:` or `background:` that names a file which is not there, or "
    "what is no file",
    because="the author meant this to be heard",
)
LONG_SOUND: Final = Rule(
    code="long-sound",
    severity="advice",
    looks_for=f"a `sound:` of more than {MAX_SOUND_S} s",
    because="nothing else happens meanwhile; what goes on for long is a background",
)
SHORT_BED: Final = Rule(
    code="short-bed",
    severity="advice",
    looks_for=f"a file as `bed:` or `background:` that lasts less than {MIN_BED_S} s",
    because="whoever hears it come round again waits for the next time",
)
NO_RECORDING: Final = Rule(
    code="no-recording",
    severity="advice",
    looks_for="a spoken phrase that the voice has no recording of; once for a script that has none at all, "
    "and once for all that the second voice has none of",
    because="it is shown for its reading time, and not heard",
)
OTHER_LANGUAGE: Final = Rule(
    code="other-language",
    severity="advice",
    looks_for="a script whose `lang` is another language than the one that `voice.yaml` names",
    because="a voice reads words of another language as if they were its own",
    reads=frozenset({"lang"}),
)
STALE_RECORDING: Final = Rule(
    code="stale-recording",
    severity="advice",
    looks_for="such a phrase, where an unused recording begins with nearly the same words",
    because="the words were changed after they were recorded, and the old ones are not said",
)
UNUSED_RECORDING: Final = Rule(
    code="unused-recording",
    severity="advice",
    looks_for="in a person's own recordings of the voice, and with `--all` in every voice: one that no "
    "script uses",
    because="it takes room, and may be the old wording of something",
)
HEADER_DIFFERS: Final = Rule(
    code="header-differs",
    severity="advice",
    looks_for=f"a recording whose header is off by more than {MAX_HEADER_ERROR_S} s from what can be decoded",
    because="it may have been downloaded or copied by half, or joined from several",
)
BAD_SAMPLES: Final = Rule(
    code="bad-samples",
    severity="advice",
    looks_for="samples that are no numbers, infinite, or far beyond full scale",
    because="they are silence when it is played, and something made them",
)
DC_OFFSET: Final = Rule(
    code="dc-offset",
    severity="advice",
    looks_for=f"a wave whose middle is more than {MIN_DC_OFFSET:.1%} of full scale off zero",
    because="it thumps where it begins and ends",
)
MANY_CHANNELS: Final = Rule(
    code="many-channels",
    severity="advice",
    looks_for="more than two channels",
    because="how they are mixed down is a guess",
)
CLIPPED: Final = Rule(
    code="clipped",
    severity="advice",
    looks_for="several samples in a row at full scale",
    because="a voice that crackles is hard to settle with",
)
HIGH_PEAKS: Final = Rule(
    code="high-peaks",
    severity="advice",
    looks_for=f"a sample less than {-MAX_PEAK_DB:.0f} dB under full scale",
    because="between two samples the wave goes higher still, and small speakers crackle",
)
LOUDNESS: Final = Rule(
    code="loudness",
    severity="advice",
    looks_for=f"more than {MAX_LOUDNESS_ERROR_LU:.0f} LU away from {TARGET_LUFS:.0f} LUFS, for bedtime too",
    because="every voice lies at one loudness, so that nobody reaches for the volume in the middle",
)
LONG_RECORDING: Final = Rule(
    code="long-recording",
    severity="advice",
    looks_for=f"a recording that lasts over 5 s more than its words at {MIN_SPEECH_CPS} letters a second, "
    "or as many of another `lang`",
    because="there may be something else in it, or it is another phrase's",
)
LONGER_THAN_ITS_TIME: Final = Rule(
    code="longer-than-its-time",
    severity="advice",
    looks_for="a recording of something that is said in time, longer than the time until the next",
    because="the beat is kept, so the next begins before this one is over",
)

RULES: Final = (
    UNREADABLE_RECORDING,
    AUDIO_MISSING,
    LONG_SOUND,
    SHORT_BED,
    NO_RECORDING,
    OTHER_LANGUAGE,
    STALE_RECORDING,
    UNUSED_RECORDING,
    HEADER_DIFFERS,
    BAD_SAMPLES,
    DC_OFFSET,
    MANY_CHANNELS,
    CLIPPED,
    HIGH_PEAKS,
    LOUDNESS,
    LONG_RECORDING,
    LONGER_THAN_ITS_TIME,
)
