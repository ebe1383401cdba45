"""Files of every format become the scripts that stand beside them, and nothing of them is lost in silence."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from practice_player.conversion.convert import Wishes
from practice_player.conversion.decoding import decode
from practice_player.conversion.script_draft import write_script
from practice_player.script import model
from practice_player.script.parsing.reader import parse
from tests.conversion.converting import FILES, converted, expected_script

MARKUP = re.compile(
    # What only means a pause, a bell, a time, an element or an attribute, and is carried over as a step.
    r"<[^>]*>|\{\\[^}]*\}|&\w+;|\"(?:type|text|duration\w*|pause\w*|canExtend|waitForUserInput|readAloud|soundId"
    r"|level|segments|title|description)\":|\"(?:heading|speech|sound|bell_soft_01)\"|\btrue\b|\bfalse\b"
    r"|^(?:WEBVTT|STYLE|NOTE|intro)\b"
    r"|[\[(][^\])]*(?:pause|sec|seconds|minutes|hours|silence|bell|chime)[^\])]*[\])]"
    r"|[—-] *[0-9]+ *\w+ *[—-]+"
    r"|^(?:Title|Purpose|description|title): |\[(?:offset|ti)",
    re.IGNORECASE | re.MULTILINE,
)


def text_of(source: Path) -> str:
    if source.suffix == ".docx":
        with zipfile.ZipFile(source) as archive:
            return re.sub("<[^>]*>", " ", archive.read("word/document.xml").decode())
    return decode(source.read_bytes(), place=source.name)[0]


@pytest.mark.parametrize("source", FILES, ids=lambda source: source.name)
def test_a_file_becomes_the_script_beside_it_and_what_is_left_out_is_told(source: Path) -> None:
    draft, told, _ = converted(source)

    assert expected_script(draft) == source.with_name(f"{source.name}.yaml").read_text(encoding="utf-8")
    assert told == source.with_name(f"{source.name}.told").read_text(encoding="utf-8")


@pytest.mark.parametrize("source", FILES, ids=lambda source: source.name)
def test_the_outcome_has_no_error(source: Path) -> None:
    draft, _, problems = converted(source)

    assert [problem for problem in problems if problem.severity == "error"] == []
    assert parse(write_script(draft).text, path="made.yaml").title == draft.title


@pytest.mark.parametrize("source", FILES, ids=lambda source: source.name)
def test_every_word_of_a_file_is_in_the_script_or_told(source: Path) -> None:
    draft, told, _ = converted(source)

    outcome = set(re.findall(r"[^\W_]+", f"{expected_script(draft)} {told}".casefold()))
    words = set(re.findall(r"[^\W_]+", MARKUP.sub(" ", text_of(source)).casefold()))
    numbers_and_times = {word for word in words if word[0].isdigit()}
    assert words - numbers_and_times - outcome == set()


def test_there_are_files_of_every_format() -> None:
    assert {source.suffix for source in FILES} == {
        *(".txt", ".md", ".ssml", ".json", ".srt", ".vtt", ".lrc", ".docx"),
    }
    assert len(FILES) >= 15


def test_what_is_no_speech_becomes_a_heading_or_a_note(tmp_path: Path) -> None:
    source = tmp_path / "evening.txt"
    source.write_text("Evening\n\n# Hands\n\nNotice your hands. [music]\n", encoding="utf-8")

    draft, _, _ = converted(source)

    text = write_script(draft).text
    assert "  - heading: Hands\n" in text
    assert 'note: "[music]"' in text


def test_the_wishes_of_a_person_come_before_what_is_guessed(tmp_path: Path) -> None:
    source = tmp_path / "evening.txt"
    source.write_text("Evening\n\nThink of your partner.\n", encoding="utf-8")

    guessed, told, _ = converted(source)
    wished, told_then, _ = converted(source, Wishes(title="Noon", practice="solo", goal="ground"))

    assert (guessed.title, guessed.practice, guessed.goal) == ("Evening", "partner", "settle")
    assert "begin again with --solo" in told
    assert (wished.title, wished.practice, wished.goal) == ("Noon", "solo", "ground")
    assert "--solo" not in told_then


def test_a_title_that_yaml_would_take_for_something_else_is_quoted(tmp_path: Path) -> None:
    for title in ("yes: and no", "- one", "# two", "{three}", "'", "null", "*four", "!five", "@six", "7"):
        source = tmp_path / "odd.json"
        source.write_text(
            json.dumps({"title": title, "steps": ["Begin: here. # not a comment"]}), encoding="utf-8"
        )

        draft, _, _ = converted(source)
        script = parse(write_script(draft).text, path="odd.yaml")

        assert script.title == title.replace("{", "(").replace("}", ")")
        assert isinstance(script.steps[0], model.Say)
        assert script.steps[0].say == "Begin: here. # not a comment"


def made_of(folder: Path, name: str, text: str) -> tuple[str, str]:
    """Returns the script that a text makes, and what is told of it."""
    source = folder / name
    source.write_text(text, encoding="utf-8")
    draft, told, _ = converted(source)
    return write_script(draft).text, told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.ssml", '<speak xml:lang="de-at">Guten Abend.</speak>'),
        ("x.txt", "Title: Abend\nLanguage: de_AT\n\nGuten Abend.\n"),
        ("x.md", "---\ntitle: Abend\nlang: de-AT\n---\nGuten Abend.\n"),
    ],
)
def test_the_language_of_a_file_is_kept(tmp_path: Path, name: str, text: str) -> None:
    script, told = made_of(tmp_path, name, text)

    if "de_AT" in text:  # no tag: it is told, and nothing is guessed
        assert "lang:" not in script
        assert "de_AT" in told
    else:
        assert "lang: de-AT\n" in script
        assert told == ""


def test_the_cells_of_a_table_are_said_one_by_one_and_footnotes_are_told(tmp_path: Path) -> None:
    text = "Look.[^1]\n\n| first | then |\n|---|---|\n| feet | hands |\n\n[^1]: After a poem.\n"

    script, told = made_of(tmp_path, "x.md", text)

    assert [line.strip() for line in script.splitlines() if "say" in line] == [
        "- say: Look.",
        "- say: first",
        "- say: then",
        "- say: feet",
        "- say: hands",
    ]
    assert "a table is said cell by cell" in told
    assert "“[^1]: After a poem.” is left out: a footnote is not spoken" in told


def test_the_tags_of_a_web_page_part_its_words(tmp_path: Path) -> None:
    script, _ = made_of(tmp_path, "x.html", "<p>Sit down.</p><p>Look around.<br>Rest.</p>")

    assert "down.Look" not in script
    assert "around.Rest" not in script


def test_the_dash_of_somebody_who_speaks_in_a_subtitle_is_not_said(tmp_path: Path) -> None:
    script, _ = made_of(tmp_path, "x.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\n- Feel your feet.\n")

    assert "  - say: Feel your feet.\n" in script
