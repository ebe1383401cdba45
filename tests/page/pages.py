"""Small practices as pages, for the tests that read one and those that play one in a browser."""

from pathlib import Path
from typing import Final

from practice_player.page.page_data import PageFacts
from practice_player.page.writing import write_page
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.compiler import arrange
from tests.fakes import no_clips, script_of

STEPS: Final = """\
  - heading: Arriving
  - say: Hello. Sit as you like.
  - {breathe: 2+1-0.5-4-0.5, cycles: 3, out: left / right}
  - heading: Taking turns
  - {turn: first, for: 12s, prompt: Something small.}
  - wait: 8s
    caption: Go on when you like.
  - agree: Both of you, a hug?
    for: 8s
    staying: a hug
    shifting: a wave
    then: [{say: "A hug, then."}, {stay: 6s, caption: A hug.}]
    shift: [{say: "A wave, then."}]
  - rest: 10s
"""

FACTS: Final = PageFacts(
    title="A small one",
    summary="A little of everything.",
    lang="en",
    length="1 minute",
    care=("Keep each breath small.", "Stop whenever you like."),
)


def arrangement_of(steps: str = STEPS) -> Arrangement:
    return arrange(script_of(steps, practice="partner"), no_clips)


def page_of(folder: Path, steps: str = STEPS, facts: PageFacts = FACTS) -> Path:
    path = folder / "page.html"
    write_page(arrangement_of(steps), facts, path, report=print)
    return path
