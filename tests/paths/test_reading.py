"""Files of paths are read, or every problem is told with its place and what to write instead."""

from pathlib import Path

import pytest

from practice_player.lib.errors import ScriptError
from practice_player.paths.reading import MAX_STEPS, draft_of_path, read_path
from tests.paths.paths import TWO_STEPS, write_path
from tests.script.test_hostile_files import BILLION_LAUGHS


def problems(folder: Path, text: str) -> list[str]:
    file = write_path(folder, text=text)
    return [str(problem).replace(f"{file}:", "") for problem in draft_of_path(file).problems]


def test_a_path_has_steps_with_one_practice_or_several_to_choose_from(tmp_path: Path) -> None:
    path = read_path(write_path(tmp_path))

    first, second = path.steps
    assert (first.practice, first.times, first.again) == (("first",), 2, None)
    assert (second.practice, second.times, second.again) == (("second", "other"), 1, "any")
    assert second.words == "Now the second."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("summary", "sumary", "`sumary` is not a word paths know here"),
        ("    times: 2", "    tmes: 2", "6:5: `tmes` is not a word paths know here\n  Try: write `times`"),
        ("    times: 2", "    say: Hello", "6:5: `say` is not a word paths know here"),
        ("times: 2", "times: often", "6:12: `often` is not a whole number from 1 on"),
        ("times: 2", "times: 0", "6:12: `0` is out of range"),
        ("again: any", "again: often", "9:12: `often` does not fit here\n  Try: write `any`"),
        ("practice: first", "words: Just so.", "5:5: `practice` is missing"),
        ("practice: first", "practice:", "5:13: a value is missing here"),
        ("practice: first", "practice: []", "5:15: no practice is named here"),
        ("practice: first", "practice: {a: b}", "5:15: a text is meant here"),
        ("  - practice: first\n    times: 2", "  - first", "5:5: names and values are missing here"),
        ("format: 1", "format: 2", "1:9: `2` is not a format this program knows"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in TWO_STEPS

    found = problems(tmp_path, TWO_STEPS.replace(old, new))

    assert any(told in problem for problem in found), found
    assert all("Try: " in problem for problem in found)


def test_a_path_without_steps_or_with_far_too_many_is_refused(tmp_path: Path) -> None:
    head = TWO_STEPS.partition("steps:")[0]

    assert "the path has no steps" in problems(tmp_path, f"{head}steps: []\n")[0]
    too_many = "  - practice: first\n" * (MAX_STEPS + 1)
    assert f"more than {MAX_STEPS} steps" in problems(tmp_path, f"{head}steps:\n{too_many}")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(BILLION_LAUGHS, "alias", id="anchors that explode"),
        pytest.param("[" * 10_000, "too deep", id="lists in lists"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", "tag", id="a tag that runs commands"),
        pytest.param("#" * 10_000, "empty", id="nothing but a comment"),
        pytest.param("- x\n" * 60_000, "too long", id="very many items"),
        pytest.param(TWO_STEPS + "  - {rest: 1}\n" * 9_000, "more things", id="very many mistakes"),
        pytest.param(TWO_STEPS.replace("format:", "format\uff1a"), "U+FF1A", id="a colon that is none"),
    ],
)
def test_hostile_yaml_is_told_as_it_is_in_scripts(tmp_path: Path, text: str, told: str) -> None:
    file = write_path(tmp_path, text=text)

    with pytest.raises(ScriptError) as caught:
        read_path(file)

    assert any(told in problem.problem for problem in caught.value.problems)
    assert all(problem.place.path == str(file) and problem.fix for problem in caught.value.problems)
