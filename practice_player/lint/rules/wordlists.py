"""The wordings that rules look for; docs/checks.md shows them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Avoided:
    """Wordings, and what says the same more kindly or more truly."""

    wordings: tuple[str, ...]
    instead: str
    solo_only: bool = False
    unless: tuple[str, ...] = ()
    """Words in the same sentence that make it an offer."""


PRESSING: Final = (
    Avoided(("close your eyes",), "your eyes are welcome to stay open, or to close", unless=("if", "or")),
    Avoided(("just relax", "now relax", "and relax", "relax now", "try to relax"), "set down what you can"),
    Avoided(("just breathe", "deep breath*", "breathe deep*"), "a small, easy breath"),
    Avoided(("calm down", "calm yourself"), "settle, as much or as little as suits you"),
    Avoided(("let go of",), "set down, for now"),
    Avoided(("let it all go", "let it all out"), "as much or as little as you like"),
    Avoided(("clear your mind", "empty your mind", "don't think"), "thoughts may come and go"),
    Avoided(("surrender*",), "rest here, for as long as it suits you"),
    Avoided(("go deeper", "push through"), "as far as suits you; you can stop here"),
    Avoided(("hold it",), "wait here, softly, or not at all"),
    Avoided(
        ("you should", "you must", "you need to", "you have to", "you ought to"), "you could; one option is"
    ),
    Avoided(("I want you to", "be sure to", "make sure"), "if you like, …; or the plain verb alone"),
    Avoided(("good girl", "good boy", "well done", "good job", "perfect*"), "that is enough"),
    Avoided(("melt*",), "softer, or not"),
    Avoided(("dissolv*", "disappear*"), "fainter, or not"),
    Avoided(("spread your",), "as far apart as you like"),
    Avoided(("we", "we're", "we'll", "let's"), "you; the voice does not come along", solo_only=True),
    Avoided(
        ("you feel calm*", "you feel peaceful", "you feel relaxed", "you are calm", "you are relaxed"),
        "notice, if there is anything to notice",
    ),
    Avoided(("your partner loves", "your partner wants", "your partner feels"), "ask, and hear the answer"),
    Avoided(("husband*", "wife", "wives", "boyfriend*", "girlfriend*"), "the two of you; the other"),
)
"""Commands, praise and guesses; choice is the treatment of the format, not a courtesy."""

CLAIMS: Final = (
    Avoided(("vagus", "vagal", "parasympathetic", "dorsal", "ventral"), "may help you settle"),
    Avoided(("nervous system*",), "your body; or simply you"),
    Avoided(("co-regulat*", "sync your *"), "keep each other company"),
    Avoided(("fight or flight", "fight-or-flight"), "wound up; braced"),
    Avoided(("shutdown", "shut down"), "foggy; far away"),
    Avoided(("reset*", "detox*"), "take a pause"),
    Avoided(("rewir*", "reprogram*"), "practise"),
    Avoided(("trauma*",), "something hard; what happened; or leave it out"),
    Avoided(("release … tension", "release … emotion*"), "set down what you can, for now"),
    Avoided(("oxytocin", "dopamine", "serotonin", "endorphin*"), "warmth; comfort"),
    Avoided(("cortisol",), "strain; being wound up"),
    Avoided(("hormone*",), "what people notice, such as warmth or ease"),
    Avoided(("clinically proven", "proven", "evidence shows", "science shows"), "some people find"),
    Avoided(("safe space*", "you are safe", "you're safe"), "here is where you are; you can stop"),
    Avoided(("heal", "heals", "healed", "healing", "cure*"), "may help; if it suits you"),
)
"""What nobody can promise, and science that is disputed."""

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
"""Words that tell of a silence to come."""

_OTHERS: Final = ("each other", "one another", "your partner", "the other")

TOUCH: Final = (
    *(f"{verb} {other}" for verb in ("touch", "touching", "hold", "holding") for other in _OTHERS),
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
    *(f"look at {other}" for other in _OTHERS),
    *(f"looking at {other}" for other in _OTHERS),
    *(
        "look into each other*",
        "into each other's eyes",
        "into their eyes",
        "their eyes",
        "each other's eyes",
    ),
)
AWAY: Final = ("look away", "looking away", "eyes back", "back to the room", "eyes down", "rest your eyes")
BREATH: Final = (
    "light-headed*",
    "lightheaded*",
    "paced breath*",
    "each breath",
    "the breaths",
    "breaths a minute",
)
HOLDS: Final = ("breath hold*", "the hold*", "hold* your breath", "hold* the breath", "the waits")
