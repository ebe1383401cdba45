"""Two people: what is asked of them is asked beforehand, and there is a way for every no."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from practice_player.checks.finding import Finding, Rule
from practice_player.checks.view import View
from practice_player.checks.wordings import meant, wordings
from practice_player.checks.wordlists import AWAY, GAZE, TOUCH
from practice_player.script import model

MOST_GAZE_S: Final = 240

TOUCHING: Final = wordings(*TOUCH)
LOOKING: Final = wordings(*GAZE)
LOOKING_AWAY: Final = wordings(*AWAY)


def undeclared(view: View) -> Iterator[Finding]:
    if view.session.practice != "partner":
        return
    for asked, pattern in (("touch", TOUCHING), ("gaze", LOOKING)):
        if getattr(view.session.asks, asked) != "none":
            continue
        if asked in view.session.care:
            yield Finding(
                where=view.head("care"),
                words=asked,
                problem=f"`care` speaks of {asked}, but the two are not asked for it beforehand",
                fix=f"add `{asked}: optional` or `{asked}: yes` to `asks`",
            )
        for text in view.texts:
            if said := next(meant(pattern, text.words), ""):
                yield Finding(
                    where=text.where,
                    words=said,
                    problem=f"“{said}” asks for {asked}, but the two are not asked for it beforehand: "
                    "whoever would rather not must be able to say so in private",
                    fix=f"add `{asked}: optional` or `{asked}: yes` to `asks`, or leave it out here",
                )
                break


def long_gaze(view: View) -> Iterator[Finding]:
    """Gaze begins with words that ask for it, lasts through every `stay`, and ends with words that end it."""
    looking = False
    gaze_s = Decimal(0)
    for placed in view.steps if view.session.practice == "partner" else ():
        match placed.step:
            case model.Say():
                looking = _looking(placed.step.say, before=looking)
            case model.Turn():
                looking = False
            case model.Stay() if _looking(placed.step.caption or "", before=looking):
                before_s = gaze_s
                gaze_s += placed.step.stay.most_s
                if before_s <= MOST_GAZE_S < gaze_s:
                    yield Finding(
                        where=placed.at("stay"),
                        problem=f"with this, eye contact can last {gaze_s.normalize():f} s in all: "
                        "beyond four minutes people in studies felt unreal, and saw faces change",
                        fix="make the looks shorter or fewer, with something else to look at in between",
                    )
            case _:
                pass


def _looking(words: str, *, before: bool) -> bool:
    """Whether eyes meet after these words; leave to look away does not take the look back."""
    return any(meant(LOOKING, words)) or (before and not LOOKING_AWAY.search(words))


RULES: Final = (
    Rule(
        name="undeclared-touch-or-gaze",
        severity="error",
        looks_for="a partner practice whose words ask for touch or eye contact (lists “Touch”, “Gaze”), or "
        "whose `care` names it, while `asks` says `none`; not “no touch”, “without looking at each other”",
        because="nobody meets a touch or a look that they were not asked about beforehand",
        find=undeclared,
        reads=frozenset({"practice", "asks", "care"}),
    ),
    Rule(
        name="long-gaze",
        severity="error",
        looks_for=f"more than {MOST_GAZE_S} s of eye contact in all, at the longest: every `stay` whose "
        "caption, or the words before it, ask for it, until words that end it (the list “Gaze ends”)",
        because="two minutes bring warmth; ten, in dim light, brought strange and frightening sights",
        find=long_gaze,
        reads=frozenset({"practice", "steps"}),
    ),
)
