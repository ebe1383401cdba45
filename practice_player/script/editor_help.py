"""What an editor shows for each key of a script: a sentence, and examples.

Kept apart from the model, which every start of the program loads.
"""

from typing import Final, TypeAlias

Example: TypeAlias = str | int | float

HOVER: Final[dict[str, tuple[str, tuple[Example, ...]]]] = {
    "Script.format": ("The version of the script language.", (1,)),
    "Script.title": ("What people call the practice.", ("A Slow Minute or Two",)),
    "Script.practice": ("For one person, or for two.", ("solo", "partner")),
    "Script.goal": ("What it is good for; the list can be narrowed by it.", ("settle", "ground")),
    "Script.shortcut": ("`ground` lets the key `g` lead here from any practice.", ("ground",)),
    "Script.level": (
        "1 anyone, any day; 2 some inwardness or sharing; 3 tender, with a `caution`.",
        (1, 2),
    ),
    "Script.summary": ("One sentence, shown in the list.", ("A few easy breaths, and a little quiet.",)),
    "Script.needs": ("Things to have at hand, shown beforehand.", ("A chair, and something to drink.",)),
    "Script.care": ("What somebody may want to know beforehand; each is shown as a sentence.", ()),
    "Script.caution": (
        "When to leave it for today, or what to do if it becomes too much.",
        ("Light-headed? Let the next few breaths be ordinary.",),
    ),
    "Script.evidence": ("What is known of practices like this, with its source and its `but`.", ()),
    "Script.check_in": ("What is asked before and after; always skippable.", ()),
    "Script.asks": ("What a partner practice asks of two people; each may say no in private.", ()),
    "Script.adaptations": ("What there is another way for, written with `when`.", ()),
    "Script.bed": ("The background; `none` is usual.", ("hush", "rain", "none")),
    "Script.steps": ("What happens, one step after another.", ()),
    "Piece.format": ("The version of the script language.", (1,)),
    "Piece.steps": ("Steps that other scripts take in with `include`.", ()),
    "Evidence.claim": ("What was found.", ("More ease was reported after slow breathing.",)),
    "Evidence.source": ("Who found it, and when.", ("Van Diest 2014",)),
    "Evidence.strength": ("A reviews and large trials; B single studies; C tradition.", ("A", "B", "C")),
    "Evidence.but": ("What speaks against it, or limits it.", ("Every group felt calmer.",)),
    "Consents.touch": ("Whether hands, shoulders or backs meet.", ("none", "optional", "yes")),
    "Consents.gaze": ("Whether eyes meet.", ("none", "optional", "yes")),
    "Consents.closeness": ("Whether the two are near each other.", ("none", "optional", "yes")),
    "Consents.sharing": ("Whether something of one's own is said aloud.", ("none", "optional", "yes")),
    "Say.say": (
        "Words, spoken and shown. Each sentence is one recording; an ellipsis … is a pause too.",
        ("Sit, stand or lean, whatever suits you.",),
    ),
    "Say.audio": ("A recording of all these words, in the script's folder.", ("recordings/opening.ogg",)),
    "Say.pause": ("Silence after the words; usually 2s.", ("3s", "8/15/25s")),
    "Rest.rest": ("Nothing to do, for so long.", ("20s", "20/30/45s")),
    "Rest.caption": ("Shown meanwhile.", ("Only sounds, near and far.",)),
    "Stay.stay": ("A position held, for so long.", ("30s", "60/90/120s")),
    "Stay.caption": ("Shown meanwhile.", ("One hand on the table.",)),
    "Breathe.breathe": ("One breath: in - wait - out - wait, in seconds.", ("4-0-6-0", "5.5-0-5.5-0")),
    "Breathe.cycles": ("How many breaths: one number, or least / usual / most.", (12, "6/12/24")),
    "Breathe.cue": ("What leads the breath besides the pacer.", ("tone", "voice-then-tone", "none")),
    "Breathe.along": ("Words spoken over the breathing.", ()),
    "Along.at": ("A breath's number, or a part of the way.", ("half", "third", "two-thirds", 3)),
    "Along.say": ("Words, spoken and shown.", ("Small and easy.",)),
    "BellStep.bell": ("A bell: 1 stroke or 2.", (1, 2)),
    "Turn.turn": (
        "A speaking turn. `speaker` and `listener` swap with each pass of a repeat.",
        ("first", "second", "both", "speaker", "listener"),
    ),
    "Turn.for": ("How long the turn is.", ("60/90/180s",)),
    "Turn.prompt": ("Shown meanwhile, not spoken.", ("Something small from today.",)),
    "Wait.wait": ("Until the listener goes on, at most so long.", ("5m",)),
    "Wait.caption": ("Shown meanwhile.", ("Go on when you are ready.",)),
    "Background.background": ("Another background from here on.", ("rain", "none")),
    "Repeat.repeat": ("Steps that come round again.", ()),
    "Repeat.times": ("How often: one number, or least / usual / most.", (3, "2/3/4")),
    "Repeat.each": ("Put one by one in the place of {item}, a pass for each.", ()),
    "When.when": ("A consent that is given, or an adaptation that is wished for.", ("touch", "no-hold")),
    "When.then": ("Steps for that answer.", ()),
    "When.otherwise": ("Steps for the other.", ()),
    "Agree.agree": (
        "Asks again, midway: stay with it, shift to what is gentler, or stop.",
        ("Still good?",),
    ),
    "Agree.for": ("How long the answer is waited for; no answer is staying.", ("20s",)),
    "Agree.then": ("Steps for staying.", ()),
    "Agree.shift": ("Steps that are gentler.", ()),
    "Include.include": ("A piece: a file of its own, by its path from this one.", ("pieces/opening.yaml",)),
}
"""By the model's class and the key as it is written."""
