"""What the documents promise: their scripts are scripts, and their links lead somewhere."""

import re
import runpy
from pathlib import Path

import pytest

from practice_player import __version__
from practice_player.checks.rules import RULES
from practice_player.script.reader import parse
from practice_player.timeline.build import build

ROOT = Path(__file__).parent.parent
FORMAT = ROOT / "docs" / "script-format.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SCRIPTS = re.findall(r"^```yaml\n(.*?)^```$", FORMAT.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_there_are_scripts_for_one_and_for_two_in_the_document() -> None:
    kinds = {parse(text, path=FORMAT.name).practice for text in SCRIPTS}

    assert kinds == {"solo", "partner"}


@pytest.mark.parametrize("text", SCRIPTS, ids=lambda text: re.findall(r"title: (.*)", text)[0])
def test_each_script_in_the_document_is_read_and_built(text: str) -> None:
    session = parse(text, path=FORMAT.name)

    timeline = build(session, lambda _: None)

    assert timeline.length_frames == sum(step.length_frames for step in timeline.steps)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    inside = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link)]

    assert [link for link in inside if link and not (page.parent / link).exists()] == []


def test_the_changelog_names_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(rf"\b{re.escape(__version__)}\b", changelog)


def test_the_page_of_checks_says_what_the_rules_say() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    maker = runpy.run_path(str(ROOT / "docs" / "make_checks.py"))

    assert page == maker["with_tables"](page), "run `make pages`"
    assert all(f"`{rule.name}`" in page for rule in RULES)
