"""The JSON Schema of scripts for editors, checked with an independent validator."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from practice_player.paths.help import path_schema
from practice_player.script import model
from practice_player.script.durations import NotReadableError, read_count, read_elastic_length, read_pattern
from practice_player.script.node import Node
from practice_player.script.parsing.reader import draft
from practice_player.script.schema import editor_help, script_schema
from practice_player.settings import shipped_dir
from tests.fakes import HEAD

SESSIONS = shipped_dir("sessions")
FILES = sorted(SESSIONS.rglob("*.yaml"))
MODELS: tuple[type[Node], ...] = (
    *model.KINDS.values(),
    model.Script,
    model.Piece,
    model.Consents,
    model.Evidence,
    model.Passage,
    model.Along,
    model.AlongSilence,
)
HELP = editor_help()
VALIDATOR = jsonschema.Draft7Validator(script_schema())
SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


class Yaml12(yaml.SafeLoader):
    """Reads YAML as editors do: `yes`, `no` and dates are words."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def root_of(path: Path) -> str:
    """What kind of file it is, by its folder."""
    return {"pieces": "piece", "paths": "path"}.get(path.parent.name, "script")


def complaints(value: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(value)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, Yaml12])
def test_each_shipped_script_holds_to_the_schema(path: Path, loader: Any) -> None:
    root = root_of(path)
    validator = jsonschema.Draft7Validator(json.loads((SESSIONS / f"{root}.schema.json").read_text()))

    assert not list(validator.iter_errors(yaml.load(path.read_text(encoding="utf-8"), loader)))  # noqa: S506


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_shipped_script_names_the_schema_in_its_first_line(path: Path) -> None:
    line = SCHEMA_LINE.match(path.read_text(encoding="utf-8"))

    assert line
    root = root_of(path)
    assert (path.parent / line[1]).resolve() == SESSIONS / f"{root}.schema.json"


@pytest.mark.parametrize(
    ("name", "schema"),
    [("script", script_schema()), ("piece", script_schema(model.Piece)), ("path", path_schema())],
)
def test_the_shipped_schema_is_the_one_the_model_gives(name: str, schema: dict[str, Any]) -> None:
    shipped = json.loads((SESSIONS / f"{name}.schema.json").read_text(encoding="utf-8"))

    assert shipped == schema, "run `make pages`"
    jsonschema.Draft7Validator.check_schema(shipped)


def test_every_key_has_a_sentence_for_whoever_points_at_it() -> None:
    keys = {
        f"{node_class.__name__}.{field.alias or name}"
        for node_class in MODELS
        for name, field in node_class.model_fields.items()
    }

    assert set(HELP) == keys
    assert all(sentence.endswith(".") for sentence, _ in HELP.values())


@pytest.mark.parametrize("key", [key for key, (_, examples) in HELP.items() if examples])
def test_every_example_can_be_written(key: str) -> None:
    name, field = key.split(".")
    owner = next(node_class for node_class in MODELS if node_class.__name__ == name)
    whole_schema = script_schema(model.Piece) if owner is model.Piece else script_schema()
    class_schema = whole_schema if owner in (model.Script, model.Piece) else whole_schema["$defs"][name]
    validator = jsonschema.Draft7Validator(
        {"$defs": whole_schema["$defs"], **class_schema["properties"][field]}
    )
    for example in HELP[key][1]:
        with pytest.raises(ValidationError) as errors:
            owner.model_validate({field: str(example), "no such key": "x"})
        assert all(error["loc"] != (field,) for error in errors.value.errors()), example
        assert validator.is_valid(example)


SOLO = HEAD.format(practice="solo", more="")
ASKING = HEAD.format(practice="partner", more="asks: {touch: yes}")


@pytest.mark.parametrize(
    "text",
    [
        SOLO.replace("title", "titel") + "  - rest: 20s\n",
        SOLO.replace("level: 1", "level: 4") + "  - rest: 20s\n",
        SOLO.replace("format: 1", "format: 2") + "  - rest: 20s\n",
        SOLO + "  - rest: 20\n",
        SOLO + "  - rest: 20/30s\n",
        SOLO + "  - rest: [20s]\n",
        SOLO + "  - hum: 20s\n",
        SOLO + "  - just words\n",
        SOLO + "  - {say: x, rest: 20s}\n",
        SOLO + "  - {say: x, paus: 20s}\n",
        SOLO + "  - {breathe: 4-0-6, cycles: 3}\n",
        SOLO + "  - {breathe: 4-0-6-0}\n",
        SOLO + "  - {breathe: 4-0-6-0, cycles: 3/4}\n",
        SOLO + "  - {breathe: 4-0-6-0, cycles: 0}\n",
        SOLO + "  - {when: hold, then: []}\n",
        SOLO + "  - repeat: [hum: 2s]\n    times: 2\n",
        SOLO + "asks: {touch: perhaps}\n",
        SOLO.replace("steps:", "care: inward\nsteps:") + "  - rest: 20s\n",
    ],
)
def test_what_is_wrong_is_underlined(text: str) -> None:
    assert complaints(yaml.safe_load(text))
    assert draft(text, path="x.yaml").problems


@pytest.mark.parametrize(
    "text",
    [
        SOLO.replace("A Test", "2024") + "  - rest: 20s\n",
        SOLO.replace("A Test", "no") + "  - rest: 1m30s\n",
        SOLO + "  - {say: 3.10, pause: 1/2/3s}\n",
        SOLO + "  - bell: 1\n  - bell: '2'\n",
        SOLO + "  - {breathe: 4-0-6-0, cycles: 3, along: [{at: 2, say: yes}, {at: half, say: x}]}\n",
        SOLO + "  - {repeat: [{rest: 1h}], times: 0/1/2}\n  - {repeat: [{rest: 1h}], each: [1, yes]}\n",
        SOLO + "  - {repeat: [{rest: 1h}], each: [1, yes], times: }\n",
        ASKING + "  - {when: touch, then: [bell: 1]}\n  - bell: 1\n",
    ],
)
def test_what_yaml_takes_for_numbers_and_truths_may_be_written(text: str) -> None:
    for loader in (yaml.SafeLoader, Yaml12):
        assert not complaints(yaml.load(text, loader))  # noqa: S506
    assert not draft(text, path="x.yaml").problems


def validator_of(name: str) -> Any:
    definitions = script_schema()["$defs"]
    owner, _, key = name.partition(".")
    return jsonschema.Draft7Validator(definitions[owner]["properties"][key])


LENGTHS, COUNTS, PATTERNS = (
    validator_of("Rest.rest"),
    validator_of("Breathe.cycles"),
    validator_of("Breathe.breathe"),
)


@settings(max_examples=500)
@given(st.text("0123456789.hms/- ", max_size=14))
def test_whatever_can_be_read_can_be_written_in_an_editor(text: str) -> None:
    for read, validator in ((read_elastic_length, LENGTHS), (read_count, COUNTS), (read_pattern, PATTERNS)):
        try:
            read(text)
        except NotReadableError:
            continue
        assert validator.is_valid(text), text
