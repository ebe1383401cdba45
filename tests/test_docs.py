"""The documentation is true: its scripts can be played, its links work, its tables are up to date."""

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from practice_player import __version__
from practice_player.conversion.script_draft import write_script
from practice_player.core.setting_rows import ROWS, as_toml
from practice_player.core.settings_text import read_settings
from practice_player.core.user_settings import DEFAULTS
from practice_player.lib.errors import ScriptError
from practice_player.lib.units import length_range
from practice_player.lint.lint_path import path_problems
from practice_player.lint.rules.table import RULES
from practice_player.paths.model import PathStep, PracticePath
from practice_player.script.choices import ADAPTATIONS, CONSENTS
from practice_player.script.library import Library
from practice_player.script.model import KINDS
from practice_player.script.parsing.reader import parse, read
from practice_player.settings import HOME_VARIABLE, SESSIONS_VARIABLE, shipped_dir
from practice_player.timeline.compiler import compile_timeline
from tests.conversion.converting import converted
from tests.fakes import HEAD

ROOT = Path(__file__).parent.parent
FORMAT = ROOT / "docs" / "script-format.md"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
TEXT = FORMAT.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
WHOLE_SCRIPTS = [block for block in BLOCKS if "title:" in block]
PIECES = [block for block in BLOCKS if block.startswith("format:") and "title:" not in block]
STEPS = [block for block in BLOCKS if block.startswith("- ")]
WRONG_SCRIPTS = re.findall(
    r"^```yaml wrong\n(.*?)^```$.*?^```text\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE
)


def first_line(text: str) -> str:
    return text.splitlines()[0]


def script_around(steps: str) -> str:
    """Returns a script with these steps that declares the consents and adaptations they need."""
    names = set(re.findall(r"(?:when|unless): (\S+)", steps))
    asks = [f"{name}: yes" for name in sorted(names & set(CONSENTS))]
    more = f"asks: {{{', '.join(asks)}}}" if asks else f"adaptations: [{', '.join(sorted(names))}]"
    practice = "partner" if asks or "turn:" in steps else "solo"
    return HEAD.format(practice=practice, more=more) + "".join(f"  {line}\n" for line in steps.splitlines())


def test_every_example_in_the_document_is_one_of_those_that_are_tried() -> None:
    assert len(WHOLE_SCRIPTS) + len(PIECES) + len(STEPS) == len(BLOCKS)
    assert {parse(text, path=FORMAT.name).practice for text in WHOLE_SCRIPTS} == {"solo", "partner"}
    kinds_shown = {
        kind for kind in KINDS if any(re.search(rf"^\s*(- )?{kind}:", block, re.MULTILINE) for block in STEPS)
    }
    assert kinds_shown == set(KINDS), "every kind of step has an example"


@pytest.mark.parametrize("text", [*WHOLE_SCRIPTS, *STEPS], ids=first_line)
def test_each_script_in_the_document_is_read_and_built(tmp_path: Path, text: str) -> None:
    (piece,) = PIECES
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "opening.yaml").write_text(piece, encoding="utf-8")
    script = tmp_path / "example.yaml"
    script.write_text(text if text in WHOLE_SCRIPTS else script_around(text), encoding="utf-8")

    timeline = compile_timeline(read(script), lambda _: None)

    assert timeline.length_frames == sum(step.length_frames for step in timeline.steps)


@pytest.mark.parametrize(("text", "message"), WRONG_SCRIPTS, ids=["values", "sense"])
def test_what_the_document_says_of_a_wrong_script_is_what_is_said(text: str, message: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parse(text, path="evening.yaml")

    assert f"{caught.value}\n" == message


def test_every_word_for_what_can_be_left_out_is_in_the_document() -> None:
    for name, word in ADAPTATIONS.items():
        assert f"| `adaptations: [{name}]` |" in TEXT
        assert f"`--without {word}`" in TEXT
    for word in CONSENTS:
        assert re.search(rf"\| `asks: {{{word}: \w+}}` \|.*`--without {word}`", TEXT)


def test_every_setting_is_in_the_document_with_what_it_can_be_and_its_default() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z_]+)` \|(.*)\|$", page, re.MULTILINE))

    assert list(rows) == list(ROWS)
    for key, row in rows.items():
        assert row.endswith(f"| {ROWS[key].kind.described()} | `{as_toml(getattr(DEFAULTS, key))}` "), key


def test_the_settings_in_the_document_are_read_and_the_wrong_ones_told_as_it_says() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (printed_text,) = re.findall(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)

    read = read_settings(example, "settings.toml")
    assert read.problems == ()
    assert len(read.written) == example.count(" = ")
    (problem,) = read_settings('motion = true\ntheme = "nihgt"\n', "settings.toml").problems
    assert f"{problem}\n" == printed_text


def test_the_file_in_the_document_becomes_the_script_and_the_lines_that_it_shows(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "from-files.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```text evening.txt\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (script,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (printed,) = re.findall(r"^```text told\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    source = tmp_path / "evening.txt"
    source.write_text(text, encoding="utf-8")

    draft, told, problems = converted(source)

    assert write_script(draft).text == script
    assert told == printed
    assert problems == ()


def test_the_path_in_the_document_is_read_and_the_wrong_one_told_as_it_says(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "paths.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (wrong,) = re.findall(r"^```yaml wrong\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (printed_text,) = re.findall(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    practices = {script.name for script in Library((shipped_dir("sessions"),)).files()}
    file = tmp_path / "calm.yaml"

    file.write_text(example, encoding="utf-8")
    assert path_problems(file, practices) == ()
    for node_class in (PracticePath, PathStep):
        for key in node_class.model_fields:
            assert re.search(rf"^\| [^|]*`{key}`", page, re.MULTILINE), key
    head = "format: 1\ntitle: Calm\nsummary: Some calm.\n"
    file.write_text(head + wrong, encoding="utf-8")
    told = "".join(f"{problem}\n" for problem in path_problems(file, practices))
    assert told.replace(f"{tmp_path}/", "") == printed_text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_within_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    inside = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link)]

    assert [link for link in inside if link and not (page.parent / link).exists()] == []


def _as_shown(value: object) -> object:
    """Returns a value of JSON as the document writes it: to a hundredth, and without folders."""
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, dict):
        return {key: _as_shown(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_shown(inner) for inner in value]
    return f"…/{Path(value).name}" if isinstance(value, str) and value.startswith("/") else value


def _printed(home: Path, *args: str) -> Any:
    command = [sys.executable, "-m", "practice_player", *args, "--json"]
    env = os.environ | {HOME_VARIABLE: str(home), SESSIONS_VARIABLE: ""}
    result = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return _as_shown(json.loads(result.stdout))


def _example_of(heading: str) -> Any:
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition(heading)[2]
    return json.loads(re.findall(r"(?:^ {4}.*\n)+", text, re.MULTILINE)[0])


def test_the_examples_of_json_have_the_figures_that_are_printed(tmp_path: Path) -> None:
    shown = _printed(tmp_path, "show", "soft-sighs")
    example = _example_of("`practice-player show NAME --json`")
    for key in ("parts", "cues", "captions"):
        assert example.pop(key)[0] == shown.pop(key)[0]
    assert example == shown
    listed = {entry["name"]: entry for entry in _printed(tmp_path, "list")}
    (example,) = _example_of("`practice-player list --json`")
    assert example == listed["soft-sighs"]


def test_the_example_of_doctor_has_as_many_recordings_and_practices_as_there_are() -> None:
    parts = _example_of("`practice-player doctor --json`")["parts"]
    voice = next(part for part in parts if part["part"] == "voice")
    practices = len(Library((shipped_dir("sessions"),)).files())

    assert voice["practices"] == voice["practices_whole"] == practices
    assert voice["recordings"] == len([*(shipped_dir("audio") / voice["name"]).glob("*.ogg")])
    assert voice["text"].startswith(f"{voice['name']}, {voice['recordings']} recordings")


def test_the_document_says_the_range_that_a_refusal_says(tmp_path: Path) -> None:
    (entry,) = [entry for entry in _printed(tmp_path, "list") if entry["name"] == "soft-sighs"]
    reach = length_range(entry["least_s"], entry["most_s"], whole=True)

    assert f"Soft Sighs cannot last 40:00\n      Try: a length from {reach}\n" in TEXT


def test_the_changelog_names_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(rf"\b{re.escape(__version__)}\b", changelog)


def test_the_readme_lists_the_practices_as_they_are() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    maker = runpy.run_path(str(ROOT / "docs" / "make_shelf.py"))

    assert page == maker["with_tables"](page), "run `make pages`"
    assert all(f"| {title} |" in page for title in ("Soft Sighs", "Our Week"))


def test_the_page_of_checks_says_what_the_rules_say() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    maker = runpy.run_path(str(ROOT / "docs" / "make_checks.py"))

    assert page == maker["with_tables"](page), "run `make pages`"
    assert all(f"`{rule.code}`" in page for rule in RULES)
