"""The words for the choices that are made before a practice.

The same word names what is left out on the command line, in the interface and in the preferences.  Some
words are for adaptations, which a person makes for any day; the others are for consents, which are given
anew each time.
"""

from typing import Final, Literal, TypeAlias, get_args

BedName: TypeAlias = Literal["hush", "rain", "sea", "drone", "night", "none"]

BEDS: Final = get_args(BedName)
"""Every background, and `none` for no background."""


def remembered_bed(name: object) -> str | None:
    """Returns the name of a background from a file of ours; None if it is neither in `BEDS` nor a file's."""
    return name if isinstance(name, str) and (name in BEDS or "." in name or "/" in name) else None


def bed_label(name: str) -> str:
    """Returns what a background is called: its name, or that of its file without folder and ending."""
    if name in BEDS:
        return name
    from pathlib import PurePosixPath  # late: `--help` loads this module

    stem = PurePosixPath(name).stem
    return name if stem in BEDS else stem


Goal: TypeAlias = Literal["settle", "ground", "energise", "connect", "reflect", "restore"]

GOALS: Final = get_args(Goal)

Mood: TypeAlias = Literal["wound-up", "sleepless", "far-away"]

MOODS: Final = get_args(Mood)
"""How somebody may feel who looks for a practice."""

Posture: TypeAlias = Literal["sitting", "lying", "standing", "walking"]

POSTURES: Final = get_args(Posture)
"""How a practice can be done."""

Care: TypeAlias = Literal[
    "paced-breath", "breath-hold", "inward", "muscle", "movement", "touch", "gaze", "disclosure", "bedtime"
]
Adaptation: TypeAlias = Literal["no-hold", "no-breath", "no-touch", "eyes-open", "seated", "brief"]
Condition: TypeAlias = Literal[
    "touch",
    "gaze",
    "closeness",
    "sharing",
    "some-touch",
    "some-gaze",
    "some-closeness",
    "some-sharing",
    "no-hold",
    "no-breath",
    "no-touch",
    "eyes-open",
    "seated",
    "brief",
]
"""A consent that is given, a consent that is given only in part, or an adaptation that is wished for."""

DEFAULT_VOICE: Final = "heart"

VoiceRole: TypeAlias = Literal["first", "second"]
"""Which of two voices speaks: the one that was chosen, or the next in the order of the settings."""

OUTPUTS: Final = ("card", "silence", "simpleaudio", "soundcard")
"""Where the sound of a running practice can go; the first is the default."""

ADAPTATIONS: Final = {
    "no-hold": "hold",
    "no-breath": "breath",
    "no-touch": "touch",
    "eyes-open": "closed-eyes",
    "seated": "standing",
    "brief": "instructions",
}
"""A script's name for each adaptation, and the word for what it leaves out."""

INSTRUCTIONS: Final = ADAPTATIONS["brief"]
"""What somebody can do without who knows a practice: chosen for each by itself, and never to be gentler."""

HABITS: Final = tuple(word for word in ADAPTATIONS.values() if word != INSTRUCTIONS)
"""What a person may leave out of every practice."""

CONSENTS: Final = ("touch", "gaze", "closeness", "sharing")
"""What a partner script may ask for; also the word for what a refusal leaves out."""

SOME_CONDITIONS: Final = {f"some-{consent}": consent for consent in CONSENTS}
"""The conditions for a consent that was given only in part, each with its consent."""

LEAVE_OUT_WORDS: Final = tuple(dict.fromkeys((*ADAPTATIONS.values(), *CONSENTS)))
"""Every word for what can be left out."""

NOTHING: Final = "none"
"""The word for leaving nothing out, not even what the preferences remember."""
