"""The table of all rules: code, severity, limits, what each looks for, and why.

Light: imports nothing that reads scripts or sound, so that it is enough for reports from the cache.  The
functions of the rules are in the module of their family.
"""

from decimal import Decimal
from typing import Final

from practice_player.lib.units import clock
from practice_player.lint.rule import Rule
from practice_player.lint.rules import recordings

# Breath

MIN_BREATH_S: Final = Decimal("2.5")
MAX_BREATH_PAUSE_S: Final = Decimal(1)
"""A wait up to this long is the natural turn of the breath; a longer one is a hold."""

LENGTH_TOLERANCE_S: Final = 10
LENGTH_TOLERANCE: Final = Decimal("0.05")
"""How far the lengths of two ways may differ: breaths stay whole, so they are seldom equal to the second."""

FAST_BREATHING: Final = Rule(
    code="fast-breathing",
    severity="error",
    looks_for=f"a `breathe` pattern whose four numbers add up to less than {MIN_BREATH_S} s",
    because="over-breathing makes people dizzy; slow paces have the evidence, fast ones the warnings",
)
UNDECLARED_HOLD: Final = Rule(
    code="undeclared-hold",
    severity="error",
    looks_for=f"a wait of more than {MAX_BREATH_PAUSE_S} s in a breath, and no `breath-hold` in `care`",
    because="holding the breath is not for everybody, and whoever had better not must know beforehand",
    reads=frozenset({"care"}),
)
BREATH_IN_OTHER_ORDER: Final = Rule(
    code="breath-in-other-order",
    severity="advice",
    looks_for="a `breathe` pattern whose last number, the wait after the out-breath, is the longest",
    because="others write in - sip - wait - out, or leave a number out: the breath would be quite another",
)
NO_WAY_WITHOUT_HOLD: Final = Rule(
    code="no-way-without-hold",
    severity="error",
    looks_for=f"such a wait, and no `no-hold` in `adaptations`; or holds that stay with it; or a way "
    f"without holds whose usual length differs by over {LENGTH_TOLERANCE_S} s and {LENGTH_TOLERANCE:.0%}",
    because="leaving holds out is a choice for today, and no lesser practice",
    reads=frozenset({"adaptations", "steps"}),
)
NO_WAY_WITHOUT_BREATH: Final = Rule(
    code="no-way-without-breath",
    severity="advice",
    looks_for="a `breathe` step, and no `no-breath` in `adaptations`; or breaths that stay with it; or a way "
    f"without them whose usual length differs by over {LENGTH_TOLERANCE_S} s and {LENGTH_TOLERANCE:.0%}",
    because="a breath that is watched is not a calm place for everybody; another anchor is",
    reads=frozenset({"adaptations", "steps"}),
)

# Silence and tender matters

MAX_SILENCE_S: Final = 90

UNANNOUNCED_SILENCE: Final = Rule(
    code="unannounced-silence",
    severity="error",
    looks_for="`rest`, `stay`, `pause` and untoned breaths in a row that can last more than "
    f"{MAX_SILENCE_S} s, and longer than any silence told of earlier, where the words before them "
    "tell of none (the list “Silence announced”); words and bells `along` them divide them",
    because="a silence that nobody announced is a fault in the sound, or being left alone",
    reads=frozenset({"steps"}),
)
CAUTION_MISSING: Final = Rule(
    code="caution-missing",
    severity="error",
    looks_for="`level: 3` without a `caution`",
    because="a tender practice begins by saying when not to do it, and how to come back",
    reads=frozenset({"level", "caution"}),
)
LEFT_OUT_ON_CARD: Final = Rule(
    code="left-out-on-card",
    severity="advice",
    looks_for="a `summary`, `needs` or `caution` that speaks of touch, eye contact, paced breath or holds "
    "(the lists “Touch”, “Gaze”, “Breath”, “Holds”) although the script has a way without it",
    because="a card that still says it asks again, and a warning of what is not there warns of nothing",
    reads=frozenset({"practice", "asks", "adaptations", "summary", "needs", "caution", "steps"}),
)
INWARD_WITHOUT_CARE: Final = Rule(
    code="inward-without-care",
    severity="error",
    looks_for="a solo practice whose words look inward (the list “Inward”), without `inward` in `care`",
    because="one in three who meditate meet something unwanted; a note beforehand lets people choose",
    reads=frozenset({"care", "practice"}),
)
SAFETY_AMONG_INSTRUCTIONS: Final = Rule(
    code="safety-among-instructions",
    severity="error",
    looks_for="under `unless: brief`, or the `otherwise:` of a `when: brief`, an `agree`, or spoken words "
    "that tell a way out or warn (the lists “Ways out” and “Warnings”), if nothing of the same list is "
    "under the `then:` of that `when: brief`",
    because="whoever knows a practice leaves its instructions out, and can still stop, say no and be careful",
    reads=frozenset({"adaptations", "steps"}),
)

# Two people

MAX_GAZE_S: Final = 240

UNDECLARED_TOUCH_OR_GAZE: Final = Rule(
    code="undeclared-touch-or-gaze",
    severity="error",
    looks_for="a partner practice whose words ask for touch or eye contact (lists “Touch”, “Gaze”), or "
    "whose `care` names it, while `asks` says `none`; not “no touch”, “without looking at each other”",
    because="nobody meets a touch or a look that they were not asked about beforehand",
    reads=frozenset({"practice", "asks", "care"}),
)
NO_WAY_FOR_NO: Final = Rule(
    code="no-way-for-no",
    severity="error",
    looks_for="a partner practice that asks for touch, gaze, closeness or sharing, without any "
    "`when:` or `unless:` on it; or whose words still ask for touch or gaze once it is declined",
    because="a question that only yes answers is no question",
    reads=frozenset({"practice", "asks", "steps"}),
)
SOME_BESIDE_NO: Final = Rule(
    code="some-beside-no",
    severity="error",
    looks_for="a `when: some-…` with an `otherwise:`, or an `unless: some-…`, outside the `then:` of a "
    "`when:` on the same consent",
    because="it is for whoever said yes, and whoever said no would hear it too",
    reads=frozenset({"practice", "asks", "steps"}),
)
LONG_GAZE: Final = Rule(
    code="long-gaze",
    severity="error",
    looks_for=f"more than {MAX_GAZE_S} s of eye contact in all, at the longest: every `stay` under "
    "`when: gaze`, and from words that ask for it (once it was asked for, the list “Gaze again” too) "
    "all that is said, breathed, stayed with, or rested without a caption of its own, until a `turn` or "
    "words that end it (the list “Gaze ends”); each pass of a `repeat` counts",
    because="two minutes bring warmth; ten, in dim light, brought strange and frightening sights",
    reads=frozenset({"practice", "steps"}),
)

# Words

MAX_SENTENCE_WORDS: Final = 25
"""The limit for a sentence that is heard once; 14 words with one instruction are easy to follow."""

AVOIDED_WORDS: Final = Rule(
    code="avoided-words",
    severity="advice",
    looks_for="the wordings of the list “Instead of pressing”, in anything that is heard or shown",
    because="a polite command is still a command; an option leaves the listener in charge",
)
CLAIMS: Final = Rule(
    code="claims",
    severity="advice",
    looks_for="the wordings of the list “Instead of promising”, in anything but `evidence`",
    because="nobody can promise what a practice does; plain words are truer and calmer",
)
LONG_SENTENCES: Final = Rule(
    code="long-sentences",
    severity="advice",
    looks_for=f"a spoken sentence of more than {MAX_SENTENCE_WORDS} words",
    because="a listener cannot go back and read it again",
)
LOST_WORDS: Final = Rule(
    code="lost-words",
    severity="advice",
    looks_for="words for people that stand without quotes, and after them ` #` with a letter or a number "
    "right behind it (`number #1`), or ` # 1` in the middle of a sentence; in pieces too",
    because="what follows ` #` is a comment to YAML: it is lost, and nothing else says so",
)
ENDS_ON_QUESTION: Final = Rule(
    code="ends-on-question",
    severity="advice",
    looks_for="a question that is the last thing said, with something left out or nothing",
    because="nobody is there to answer it; a plain closing sentence lets people go",
    reads=frozenset({"steps"}),
)
FOREIGN_MARKS: Final = Rule(
    code="foreign-marks",
    severity="advice",
    looks_for="in the words of a step: pauses in another spelling (`[pause 4s]`, `(10 s)`, `<break/>`, "
    "`//`), other tags and square brackets, `{your name}`, emphasis (`**softly**`, `_so_`), loose `~`, `*`, "
    "`\\n` and `Narrator:`, and round brackets between two sentences with a direction (the list "
    "“Directions”) in them; not (like this) an aside",
    because="they mean something to another program; here a voice reads them aloud",
)
SAY_AS_NOT_SAID: Final = Rule(
    code="say-as-not-said",
    severity="advice",
    looks_for="a word in `say_as` that no spoken phrase of the script has, as a whole word",
    because="it changes nothing: the word is written in another way, or is not said any more",
    reads=frozenset({"say_as", "steps"}),
)

# Pace

MAX_READING_CPS: Final = 17
"""In characters a second; adults cannot follow captions that are faster."""

MAX_USUAL_LENGTH_S: Final = 3600

TALK_WORDS_A_MINUTE: Final = (55, 75)
"""How dense talk may be, with its pauses."""

MIN_TALK_S: Final = 25
"""A shorter block of talk is not measured."""

MAX_SAME_GAPS: Final = 3
SAME_GAP_S: Final = 0.05
"""Pauses that differ by less sound the same."""

FAST_CAPTIONS: Final = Rule(
    code="fast-captions",
    severity="advice",
    looks_for=f"a caption or a prompt of more than {MAX_READING_CPS} letters for each second of its "
    "shortest time (of English; of another `lang`, as many as are read in that time), and a spoken phrase "
    "whose recording is quicker than that",
    because="captions are read in the dark, at arm's length, and in a second language",
)
NO_ROOM_ALONG: Final = Rule(
    code="no-room-along",
    severity="advice",
    looks_for="words or a bell `along` a `rest`, `stay`, `turn` or `wait` that do not fit into its shortest "
    "length at reading pace, 5 s before its end, or that would interrupt others",
    because="what has no room is left out, and nobody would know why",
)
TALK_PACE: Final = Rule(
    code="talk-pace",
    severity="advice",
    looks_for=f"`say` steps in a row, without 10 s of silence between them, that last {MIN_TALK_S} s or more "
    f"and say less than {TALK_WORDS_A_MINUTE[0]} or more than {TALK_WORDS_A_MINUTE[1]} words a minute with "
    "their pauses, at an unhurried voice's pace; in English",
    because="words that nobody has time to follow are a talk, and no practice; sparser ones fall apart",
    reads=frozenset({"steps"}),
)
SAME_GAPS: Final = Rule(
    code="same-gaps",
    severity="advice",
    looks_for=f"more than {MAX_SAME_GAPS} pauses in a row that are equally long, within {SAME_GAP_S} s, "
    "between phrases of `say` steps; in English",
    because="nobody pauses like a metronome; the pauses that are not written vary",
    reads=frozenset({"steps"}),
)
WHOLE_BREATHS_ONLY: Final = Rule(
    code="whole-breaths-only",
    severity="advice",
    looks_for="a script in which nothing but `breathe` stretches",
    because="breaths are never cut, so most lengths that people ask for cannot be had",
    reads=frozenset({"steps"}),
)
VERY_LONG: Final = Rule(
    code="very-long",
    severity="advice",
    looks_for=f"a usual length of more than {clock(MAX_USUAL_LENGTH_S)}, its words at reading pace",
    because="five minutes that are done do more than an hour that is not",
    reads=frozenset({"steps"}),
)

MAX_BEGINNING_S: Final = 35
MIN_SILENCE_TO_ACT_S: Final = 5
"""A silence from this length on after words is time to do what they invite to."""

MAX_SHORT_LENGTH_S: Final = 900

LATE_START: Final = Rule(
    code="late-start",
    severity="advice",
    looks_for=f"a practice of a usual length below {clock(MAX_SHORT_LENGTH_S)} in which nothing can be done "
    f"for more than {MAX_BEGINNING_S} s: there is no `breathe`, `count`, `rest`, `stay`, `turn`, `wait` or "
    f"`agree` yet, and no silence of {MIN_SILENCE_TO_ACT_S} s or more after words; at its usual length, with "
    "nothing left out, and with the voice's recordings where there are some",
    because="whoever has five minutes came to do something, and listens better afterwards",
    reads=frozenset({"steps"}),
)

# The shelf

MIN_REFRAIN_WORDS: Final = 4

REFRAIN: Final = Rule(
    code="refrain",
    severity="advice",
    looks_for=f"{MIN_REFRAIN_WORDS} words or more in a row within a spoken sentence that are in more than "
    "a third of all shipped practices; only in shipped practices",
    because="whoever hears many practices hears it every time, and stops hearing it",
    reads=frozenset({"steps"}),
)
UNKNOWN_PRACTICE: Final = Rule(
    code="unknown-practice",
    severity="error",
    looks_for="a step of a [path](paths.md) that names a practice which is nowhere among one's scripts",
    because="whoever follows the path would find nothing there",
)
SAME_NAME: Final = Rule(
    code="same-name",
    severity="advice",
    looks_for="two scripts of one file name in a person's own folders; only without paths",
    because="one of them could never be found by its name",
)
UNSEARCHED_FOLDER: Final = Rule(
    code="unsearched-folder",
    severity="advice",
    looks_for="a folder among one's scripts that cannot be searched",
    because="scripts in it are not listed, and nobody would know why",
)

FAMILIES: Final[dict[str, tuple[Rule, ...]]] = {
    "Breath": (
        FAST_BREATHING,
        UNDECLARED_HOLD,
        BREATH_IN_OTHER_ORDER,
        NO_WAY_WITHOUT_HOLD,
        NO_WAY_WITHOUT_BREATH,
    ),
    "Silence and tender matters": (
        UNANNOUNCED_SILENCE,
        CAUTION_MISSING,
        LEFT_OUT_ON_CARD,
        INWARD_WITHOUT_CARE,
        SAFETY_AMONG_INSTRUCTIONS,
    ),
    "Two people": (
        UNDECLARED_TOUCH_OR_GAZE,
        NO_WAY_FOR_NO,
        SOME_BESIDE_NO,
        LONG_GAZE,
    ),
    "Words": (
        AVOIDED_WORDS,
        CLAIMS,
        LONG_SENTENCES,
        ENDS_ON_QUESTION,
        LOST_WORDS,
        FOREIGN_MARKS,
        SAY_AS_NOT_SAID,
    ),
    "Pace": (
        FAST_CAPTIONS,
        NO_ROOM_ALONG,
        TALK_PACE,
        SAME_GAPS,
        WHOLE_BREATHS_ONLY,
        VERY_LONG,
        LATE_START,
    ),
    "Recordings": recordings.RULES,
    "The shelf": (
        REFRAIN,
        UNKNOWN_PRACTICE,
        SAME_NAME,
        UNSEARCHED_FOLDER,
    ),
}
"""The rules in the order of docs/checks.md, in which they are also applied."""

RULES: Final = tuple(rule for rules in FAMILIES.values() for rule in rules)
