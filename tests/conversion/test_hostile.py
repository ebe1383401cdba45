"""Hostile files end well: told in one line, or converted, in bounded time and memory."""

from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.conversion.items import ConversionError
from tests.conversion.converting import converted
from tests.conversion.hostile import CONVERTED, REFUSED


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_no_script_can_be_made_of_is_refused_with_a_remedy(tmp_path: Path, name: str) -> None:
    problem, content = REFUSED[name]
    source = tmp_path / name
    source.write_bytes(content())

    with pytest.raises(ConversionError) as caught:
        converted(source)

    assert caught.value.problem.startswith(problem)
    assert caught.value.place.startswith(str(source))
    assert caught.value.fix
    source.unlink()


@pytest.mark.parametrize(("name", "content"), CONVERTED.items(), ids=CONVERTED)
def test_an_odd_file_becomes_a_script_without_errors(
    tmp_path: Path, name: str, content: Callable[[], bytes]
) -> None:
    source = tmp_path / name
    source.write_bytes(content())

    draft, _, problems = converted(source)

    assert any(step.kind == "say" for step in draft.steps)
    assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize("name", ["a folder", "none.txt", "script.yaml"])
def test_what_is_no_file_to_make_a_script_of_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "script.yaml").write_text("format: 1\n")

    with pytest.raises(ConversionError) as caught:
        converted(tmp_path / name)

    assert caught.value.fix
