"""Builds the card of a practice from its script: everything that is shown before it begins."""

from collections.abc import Collection
from typing import Final

from practice_player.core.card import PracticeCard, Switch, replaces_shipped
from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.choices import ADAPTATIONS, BEDS, CONSENTS, HABITS, INSTRUCTIONS
from practice_player.script.expand import can_leave_out
from practice_player.script.head_texts import applicable_texts, left_out_words
from practice_player.script.library import LoadedScript
from practice_player.script.practice_choices import Choices
from practice_player.script.tree import walk_steps
from practice_player.settings import pack_of
from practice_player.timeline.beds import bed_name
from practice_player.timeline.model import Timeline
from practice_player.timeline.parts import Reach
from practice_player.timeline.phrases import spoken
from practice_player.voice.lookup import narrate_command

CARE: Final = {
    "paced-breath": "Paced breathing: keep each breath small, and leave the pace whenever you like.",
    "breath-hold": "There are waits in the breath: any of them can be left out.",
    "inward": "Some attention goes inward: eyes open, a sound or your feet are always another way.",
    "muscle": "Muscles work a little: half strength is plenty, and any sore place can be left in peace.",
    "movement": "There is movement: your own size and speed, sitting if that suits you.",
    "touch": "There is touch: either of you can let go at any moment.",
    "gaze": "There is eye contact: looking away is always fine.",
    "disclosure": "Something is said aloud: choose how much, and nothing is quoted later.",
    "bedtime": "This one is for the edge of sleep: there is no bell at the end.",
}

_CARE_LEFT_OUT: Final = {
    "breath": frozenset({"paced-breath", "breath-hold"}),
    "hold": frozenset({"breath-hold"}),
    "touch": frozenset({"touch"}),
    "gaze": frozenset({"gaze"}),
    "sharing": frozenset({"disclosure"}),
}
"""The care tags that do not apply once something is left out, by its word."""

_MARKS: Final = {
    "touch": "touch",
    "gaze": "eye contact",
    "breath-hold": "breath holds",
    "movement": "movement",
}
"""What stands in a list of practices, by the care tag or the consent that it comes from."""

NAMES: Final = {
    "hold": "breath holds",
    "breath": "paced breathing",
    "touch": "touch",
    "closed-eyes": "closed eyes",
    "standing": "standing",
    "instructions": "its instructions",
    "gaze": "eye contact",
    "closeness": "closeness",
    "sharing": "sharing aloud",
}
"""What can be left out, by its word, as it is shown."""


_WISHES: Final = {
    ("instructions", "solo"): "I know this one",
    ("instructions", "partner"): "We both know this one",
}
"""What somebody says who leaves it out, by its word and the kind of practice, where no name would do."""


def cautions(script: model.Script, choices: Choices) -> str:
    """Returns when to skip the practice and what to do if it is too much, as far as it fits these choices."""
    return " ".join(applicable_texts(script.caution, script, choices))


def summary(script: model.Script, choices: Choices) -> str:
    """Returns the summary, as far as it fits these choices."""
    return " ".join(applicable_texts(script.summary, script, choices))


_STRENGTHS: Final = {
    "A": "several good studies",
    "B": "single studies",
    "C": "practitioners' experience",
}


def care_lines(script: model.Script, choices: Choices) -> tuple[str, ...]:
    """Returns a sentence for each care tag of a script that is not left out."""
    unneeded_tags = _unneeded_care_tags(script, choices)
    return tuple(CARE[tag] for tag in script.care if tag not in unneeded_tags)


def needs(script: model.Script, choices: Choices) -> str:
    """Returns a sentence about what to have at hand, as far as it fits these choices; empty for nothing."""
    things = ", ".join(part.rstrip(".") for part in applicable_texts(script.needs, script, choices))
    return f"To have at hand: {things}." if things else ""


def marks(script: model.Script, choices: Choices) -> tuple[str, ...]:
    """Returns what somebody may want to know of a practice while choosing, without what is left out."""
    consents = {name for name in CONSENTS if getattr(script.asks, name) != "none"} - choices.without
    unneeded_tags = _unneeded_care_tags(script, choices)
    return tuple(
        mark
        for tag, mark in _MARKS.items()
        if tag not in unneeded_tags and (tag in script.care or tag in consents)
    )


def _unneeded_care_tags(script: model.Script, choices: Choices) -> frozenset[str]:
    words = left_out_words(script, choices)
    return frozenset[str]().union(*(_CARE_LEFT_OUT.get(word, frozenset()) for word in words))


def switches(script: model.Script, without: frozenset[str]) -> tuple[Switch, ...]:
    """Returns a switch for everything that can be left out: adaptations first, then consents."""
    can_be_left_out = can_leave_out(script)
    adaptations = [ADAPTATIONS[name] for name in script.adaptations]
    consents = [name for name in CONSENTS if name in can_be_left_out and name not in adaptations]
    return tuple(
        Switch(
            word=word,
            name=NAMES[word],
            left_out=word in without,
            remembered=word in adaptations,
            wish=_WISHES.get((word, script.practice), ""),
        )
        for word in (*adaptations, *consents)
    )


def habit_line(words: Collection[str], *, is_brief: bool = False) -> str:
    """Returns a sentence that says what is left out because the settings say so; empty if nothing is.

    With `is_brief`, another one before it says that instructions are left out.
    """
    sentences = [f"Without {NAMES[INSTRUCTIONS]}."] if is_brief else []
    if names := [NAMES[word] for word in HABITS if word in words]:
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        sentences.append(f"Without {listed}, as in your settings.")
    return " ".join(sentences)


def playable_card(
    loaded: LoadedScript,
    script: model.Script,
    reach: Reach,
    without: frozenset[str],
    habits: frozenset[str] = frozenset(),
) -> PracticeCard:
    """Builds the card of a script that can be played; `habits` are left out because the settings say so."""
    minute, least, most = frames(60), reach.least_frames, reach.most_frames
    whole_minutes = reach.minutes_frames or range(minute * (least // minute + 1), most + 1, minute)
    choices = Choices(without=without)
    return PracticeCard(
        name=loaded.name,
        title=script.title,
        practice=script.practice,
        goal=script.goal,
        level=int(script.level),
        summary=summary(script, choices),
        least_frames=least,
        usual_frames=reach.usual_frames,
        most_frames=most,
        care=care_lines(script, choices),
        needs=needs(script, choices),
        marks=marks(script, choices),
        helps=script.helps,
        postures=script.postures,
        caution=cautions(script, choices),
        beds=_beds(script),
        lengths_frames=tuple(sorted({*whole_minutes, least, reach.usual_frames, most})),
        problem="",
        shortcut=script.shortcut or "",
        asks=tuple(NAMES[name] for name in CONSENTS if getattr(script.asks, name) != "none"),
        habit=habit_line(habits),
        evidence=tuple(evidence_sentence(evidence) for evidence in script.evidence),
        switches=switches(script, without),
        replaces=replaces_shipped(loaded.replaces),
        pack=pack_of(loaded.path),
        whole_seconds=reach.whole_seconds,
    )


def evidence_sentence(evidence: model.Evidence) -> str:
    """What was found, by whom, how sure it is, and what limits it."""
    strength = _STRENGTHS[evidence.strength]
    return " ".join(filter(None, (evidence.claim, f"({evidence.source}; {strength}.)", evidence.but)))


def describe_unheard(timeline: Timeline, script: model.Script, voice: str) -> tuple[str, str]:
    """Returns a warning about sentences without a recording, or an empty text, and the command that helps."""
    missing = timeline.unheard & frozenset(spoken(script)) if timeline.unheard else frozenset()
    sentences = [_unheard_sentence(len(missing), f"no recording by {voice}")]
    sentences.append(
        _unheard_sentence(len(timeline.unheard - missing), "a recording named that is not there")
    )
    sentences += [f"{name} is not there, so it is silent." for name in timeline.missing_sounds]
    return " ".join(filter(None, sentences)), narrate_command(voice) if missing else "check"


def _unheard_sentence(count: int, missing: str) -> str:
    if not count:
        return ""
    is_single = count == 1
    return (
        f"{count} {'sentence has' if is_single else 'sentences have'} {missing}; "
        f"{'its caption is' if is_single else 'their captions are'} shown."
    )


def unplayable_card(loaded: LoadedScript, problem: str) -> PracticeCard:
    """Builds the card of a script that cannot be played."""
    script = loaded.script
    return PracticeCard(
        name=loaded.name,
        title=script.title if script else loaded.name,
        practice=script.practice if script else "",
        goal="",
        level=1,
        summary="",
        least_frames=0,
        usual_frames=0,
        most_frames=0,
        care=(),
        caution="",
        beds=(),
        lengths_frames=(),
        problem=problem,
        replaces=replaces_shipped(loaded.replaces),
        pack=pack_of(loaded.path),
    )


def _beds(script: model.Script) -> tuple[str, ...]:
    changes = [step for step in walk_steps(script.steps) if isinstance(step, model.Background)]
    names = [name for name in [bed_name(script), *map(bed_name, changes)] if name != "none"]
    own_beds = [name for name in names[1:] if name not in BEDS]  # files of its own can be chosen as well
    return tuple(dict.fromkeys((names[0], *own_beds, *BEDS))) if names else ()
