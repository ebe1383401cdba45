"""The table of rules, in two modules, is complete, and alone gives problems a code and a severity."""

import ast
from collections import Counter
from pathlib import Path

import practice_player
from practice_player.lint.lint_script import CHECKS
from practice_player.lint.rule import Rule
from practice_player.lint.rules import recordings, table
from practice_player.lint.rules.table import RULES

PACKAGE = Path(practice_player.__file__).parent
TABLES = [PACKAGE / "lint" / "rules" / name for name in ("table.py", "recordings.py")]
CODES = {rule.code for rule in RULES}
ROWS = {name: value for name, value in (vars(table) | vars(recordings)).items() if isinstance(value, Rule)}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_row_is_in_one_family_so_that_it_is_applied_and_documented() -> None:
    assert Counter(ROWS.values()) == Counter(RULES)
    assert all(name == rule.code.upper().replace("-", "_") for name, rule in ROWS.items())
    assert len(CODES) == len(RULES)


def test_every_row_is_used_by_the_module_of_its_family_or_by_the_linter() -> None:
    used = {
        node.attr
        for path in (PACKAGE / "lint").rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("table", "recordings")
    }

    assert used - {"RULES"} == set(ROWS)
    assert set(CHECKS) <= set(RULES)


def test_no_code_of_a_rule_is_written_anywhere_but_in_the_table() -> None:
    written = {
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.value}"
        for package in ("cli", "lint", "script")
        for path in (PACKAGE / package).rglob("*.py")
        for node in ast.walk(tree(path))
        if path not in TABLES and isinstance(node, ast.Constant) and node.value in CODES
    }

    assert written == set()
