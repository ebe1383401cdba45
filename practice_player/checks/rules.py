"""Every rule, in one table: `check` runs it, and docs/checks.md is written from it."""

from typing import Final

from practice_player.checks import breath, clips, comments, company, pace, safety, words
from practice_player.checks.finding import Rule

FAMILIES: Final[dict[str, tuple[Rule, ...]]] = {
    "Breath": breath.RULES,
    "Silence and tender matters": safety.RULES,
    "Two people": company.RULES,
    "Words": (*words.RULES, *comments.RULES),
    "Pace": pace.RULES,
    "Recordings": clips.RULES,
    "The shelf": (
        Rule(
            name="same-name",
            severity="advice",
            looks_for="two scripts of one file name in a person's own folders; only without paths",
            because="one of them could never be found by its name",
        ),
        Rule(
            name="unsearched-folder",
            severity="advice",
            looks_for="a folder among one's scripts that cannot be searched",
            because="scripts in it are not listed, and nobody would know why",
        ),
    ),
}

RULES: Final = tuple(rule for rules in FAMILIES.values() for rule in rules)
