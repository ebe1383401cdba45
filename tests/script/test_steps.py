"""The table of the kinds of steps: each has one row, and every row is complete."""

from typing import get_args

import pytest
import yaml

from practice_player.script.kinds import StepKind
from practice_player.script.model import KINDS, CompoundStep
from practice_player.script.parsing.reader import draft
from practice_player.script.step_row import StepRow
from practice_player.script.steps import COMMON_KEY_HELP, ROWS
from practice_player.script.turn_labels import TURNS
from tests.fakes import HEAD

EACH_ROW = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
LABEL_VALUES = {
    "length": "1:00",
    "who": TURNS["first"].outline_label,
    "breaths": 2,
    "s": "s",
    "pattern": "in 4 s",
}


def test_every_kind_has_a_class_and_a_row() -> None:
    assert list(ROWS) == list(StepKind) == list(KINDS)


@EACH_ROW
def test_a_row_names_only_what_its_steps_have(row: StepRow) -> None:
    keys = (row.spoken_key, row.shown_key, row.along_key, row.elastic_key, *row.branch_keys)

    assert [key for key in keys if key and key not in row.model.model_fields and key != "steps"] == []


@EACH_ROW
def test_a_row_explains_every_key_an_author_can_write(row: StepRow) -> None:
    keys = {key.alias or name for name, key in row.model.model_fields.items()}

    assert set(row.key_help) | set(COMMON_KEY_HELP) == keys
    assert set(row.stand_ins) <= keys


STAND_INS = [(row, key) for row in ROWS.values() for key in row.stand_ins]


@pytest.mark.parametrize(("row", "key"), STAND_INS, ids=[f"{row.kind}.{key}" for row, key in STAND_INS])
def test_a_step_with_one_wrong_value_is_still_looked_at_as_that_kind_of_step(row: StepRow, key: str) -> None:
    fields = {field.alias or name: field for name, field in row.model.model_fields.items()}
    step: dict[str, object] = {
        name: row.key_help[name][1][0] if row.key_help[name][1] else [{"rest": "1s"}]
        for name, field in fields.items()
        if name == row.kind or field.is_required()
    }
    text = HEAD.format(practice="partner", more="") + yaml.safe_dump([step | {key: "?"}])

    script_draft = draft(text, path="x.yaml")

    assert len(script_draft.problems) == 1
    assert script_draft.script
    assert [type(step_read) for step_read in script_draft.script.steps] == [row.model]


@EACH_ROW
def test_a_step_that_lasts_has_a_name_in_the_player_in_outlines_and_in_chapters(row: StepRow) -> None:
    if row.model in get_args(CompoundStep) or not row.lasts:
        return
    assert row.player_label
    assert row.outline_label.format(**LABEL_VALUES) or row.spoken_key
    assert row.chapter_label.format(**LABEL_VALUES) or row.chapter_uses_words
