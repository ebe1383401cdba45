"""Modules, classes and functions stay below the limits of size."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "practice_player"
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_class_or_function_outgrows_its_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            assert (node.end_lineno or 0) - node.lineno < 250, node.name
            methods = [
                member for member in node.body if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef)
            ]
            assert len(methods) <= 24, f"{node.name} has {len(methods)} methods"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


def test_half_of_the_modules_are_under_a_hundred_and_twenty_lines() -> None:
    sizes = sorted(path.read_text(encoding="utf-8").count("\n") for path in MODULES)

    assert sizes[len(sizes) // 2] < 120
