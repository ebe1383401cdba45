"""Every rule, in one table: `check` runs it, and docs/checks.md is written from it."""

from typing import Final

from practice_player.lint.rule import Rule
from practice_player.lint.rules import breath, clips, comments, consent, pacing, silence, wording

FAMILIES: Final[dict[str, tuple[Rule, ...]]] = {
    "Breath": breath.RULES,
    "Silence and tender matters": silence.RULES,
    "Two people": consent.RULES,
    "Words": (*wording.RULES, *comments.RULES),
    "Pace": pacing.RULES,
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
