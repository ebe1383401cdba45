"""The wordings that rules look for; docs/checks.md shows them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class AvoidedWordings:
    """Wordings to avoid, and what to say instead, more kindly or more truly."""

    wordings: tuple[str, ...]
    instead: str
    solo_only: bool = False
    unless: tuple[str, ...] = ()
    """Words that, in the same sentence, turn it into an offer."""


PRESSING: Final = (
    AvoidedWordings(
        ("close your eyes",), "your eyes are welcome to stay open, or to close", unless=("if", "or")
    ),
    AvoidedWordings(
        ("just relax", "now relax", "and relax", "relax now", "try to relax"), "set down what you can"
    ),
    AvoidedWordings(("just breathe", "deep breath*", "breathe deep*"), "a small, easy breath"),
    AvoidedWordings(("calm down", "calm yourself"), "settle, as much or as little as suits you"),
    AvoidedWordings(("let go of",), "set down, for now"),
    AvoidedWordings(("let it all go", "let it all out"), "as much or as little as you like"),
    AvoidedWordings(("clear your mind", "empty your mind", "don't think"), "thoughts may come and go"),
    AvoidedWordings(("surrender*",), "rest here, for as long as it suits you"),
    AvoidedWordings(("go deeper", "push through"), "as far as suits you; you can stop here"),
    AvoidedWordings(("hold it",), "wait here, softly, or not at all"),
    AvoidedWordings(
        ("you should", "you must", "you need to", "you have to", "you ought to"), "you could; one option is"
    ),
    AvoidedWordings(("I want you to", "be sure to", "make sure"), "if you like, …; or the plain verb alone"),
    AvoidedWordings(("good girl", "good boy", "well done", "good job", "perfect*"), "that is enough"),
    AvoidedWordings(("melt*",), "softer, or not"),
    AvoidedWordings(("dissolv*", "disappear*"), "fainter, or not"),
    AvoidedWordings(("spread your",), "as far apart as you like"),
    AvoidedWordings(("we", "we're", "we'll", "let's"), "you; the voice does not come along", solo_only=True),
    AvoidedWordings(
        ("you feel calm*", "you feel peaceful", "you feel relaxed", "you are calm", "you are relaxed"),
        "notice, if there is anything to notice",
    ),
    AvoidedWordings(
        ("your partner loves", "your partner wants", "your partner feels"), "ask, and hear the answer"
    ),
    AvoidedWordings(("husband*", "wife", "wives", "boyfriend*", "girlfriend*"), "the two of you; the other"),
)
"""Commands, praise and guesses; offering choices is essential to these practices, not a courtesy."""

CLAIMS: Final = (
    AvoidedWordings(("vagus", "vagal", "parasympathetic", "dorsal", "ventral"), "may help you settle"),
    AvoidedWordings(("nervous system*",), "your body; or simply you"),
    AvoidedWordings(("co-regulat*", "sync your *"), "keep each other company"),
    AvoidedWordings(("fight or flight", "fight-or-flight"), "wound up; braced"),
    AvoidedWordings(("shutdown", "shut down"), "foggy; far away"),
    AvoidedWordings(("reset*", "detox*"), "take a pause"),
    AvoidedWordings(("rewir*", "reprogram*"), "practise"),
    AvoidedWordings(("trauma*",), "something hard; what happened; or leave it out"),
    AvoidedWordings(("release … tension", "release … emotion*"), "set down what you can, for now"),
    AvoidedWordings(("oxytocin", "dopamine", "serotonin", "endorphin*"), "warmth; comfort"),
    AvoidedWordings(("cortisol",), "strain; being wound up"),
    AvoidedWordings(("hormone*",), "what people notice, such as warmth or ease"),
    AvoidedWordings(("clinically proven", "proven", "evidence shows", "science shows"), "some people find"),
    AvoidedWordings(("safe space*", "you are safe", "you're safe"), "here is where you are; you can stop"),
    AvoidedWordings(("heal", "heals", "healed", "healing", "cure*"), "may help; if it suits you"),
)
"""Promises that nobody can keep, and disputed science."""

INWARD: Final = (
    *("look inward*", "looks inward*", "turn inward*", "turning inward*", "inside you", "inside yourself"),
    *("in your body", "in the body", "into your body", "through your body", "body scan"),
    *(
        "what you feel",
        "what do you feel",
        "what are you feeling",
        "your feeling*",
        "your emotion*",
        "the feeling*",
    ),
    *("your fear*", "afraid of", "ashamed of", "your grief", "a memory", "the memory", "your memor*"),
)
"""Attention turned to the body within, feelings, fears and memories."""

ANNOUNCING: Final = (
    *("quiet*", "silen*", "minute*", "pause*", "a while", "a little while", "half-way", "halfway", "seconds"),
    *("no words", "without words", "stop talking", "bell"),
)
"""Words that announce a silence."""

WAYS_OUT: Final = (
    *("can stop", "can … stop", "stop at any", "stop whenever", "leave at any", "let go at any", "say no"),
    *("can pass", "can … pass", "look away", "leave the pace", "leave it out", "leave it for today"),
    *("eyes are welcome to stay open", "eyes can stay open", "eyes may stay open", "eyes open"),
)
"""Words that tell how to stop, or how to take no part in something."""

WARNINGS: Final = (
    *("light-headed*", "lightheaded*", "dizz*", "faint", "sore", "pain", "painful", "hurts", "too much"),
    *("small, easy breath*", "full is plenty", "be ordinary", "only if", "only when", "if you both"),
    *("both … agree", "both … nod", "either of you", "ask first"),
)
"""Words that warn of something, or make it depend on a yes."""

_PARTNER_WORDS: Final = ("each other", "one another", "your partner", "the other")

TOUCH: Final = (
    *(f"{verb} {partner}" for verb in ("touch", "touching", "hold", "holding") for partner in _PARTNER_WORDS),
    *("touch their", "hold hands", "holding hands", "hand in hand", "hold their", "take their hand*"),
    *(
        "hand* on their",
        "hand* on each other's",
        "hand* on your partner's",
        "take each other's hand*",
        "stroke their",
    ),
    *("back to back", "palm to palm", "shoulder to shoulder", "forehead* together", "lean on each other"),
    *("hug", "hugs", "hugging", "embrac*", "massag*", "cuddl*", "kiss*"),
)
GAZE: Final = (
    *("eye contact", "gaze", "gazes", "gazing", "eyes meet", "eyes rest on each other", "eyes on each other"),
    *(f"look at {partner}" for partner in _PARTNER_WORDS),
    *(f"looking at {partner}" for partner in _PARTNER_WORDS),
    *(
        "look into each other*",
        "into each other's eyes",
        "into their eyes",
        "their eyes",
        "each other's eyes",
    ),
)
LOOK_AGAIN: Final = ("look again", "looking again", "another look", "one more look", "last look", "next look")
LOOK_AWAY: Final = (
    "look away",
    "looking away",
    "eyes back",
    "back to the room",
    "eyes down",
    "rest your eyes",
)
BREATH: Final = (
    "light-headed*",
    "lightheaded*",
    "paced breath*",
    "each breath",
    "the breaths",
    "breaths a minute",
)
HOLDS: Final = ("breath hold*", "the hold*", "hold* your breath", "hold* the breath", "the waits")

DIRECTIONS: Final = (
    *("softly", "gently", "slowly", "quietly", "calmly", "warmly", "softer", "slower", "quieter"),
    *("whisper", "whispers", "whispered", "whispering", "smile", "smiles", "smiling", "sigh", "sighs"),
    *(
        "inhale",
        "exhale",
        "breathe",
        "breathes",
        "breath",
        "bell",
        "bells",
        "chime",
        "chimes",
        "gong",
        "music",
    ),
)
"""Stage directions in round brackets, where these stand between two sentences."""
