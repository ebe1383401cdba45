"""Makes a JSON Schema of the script language from its model (draft 7, which editors support best).

The model reads every scalar as text.  An editor reads YAML, where `1`, `yes` and `2024` are not text: the
schema accepts everything that an author may write for such a value, as noted beside each type in
`parsing/values.py`.
"""

from typing import Any, Final

import yaml
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from practice_player.script import model
from practice_player.script.node import Node
from practice_player.script.step_row import KeyHelp
from practice_player.script.steps import COMMON_KEY_HELP, ROWS

_STEP: Final = "#/$defs/Step"

_HELP: Final[dict[str, KeyHelp]] = {
    "Script.format": ("The version of the script language.", (1,)),
    "Script.title": ("What people call the practice.", ("A Slow Minute or Two",)),
    "Script.practice": ("For one person, or for two.", ("solo", "partner")),
    "Script.goal": ("What it is good for; the list can be narrowed by it.", ("settle", "ground")),
    "Script.shortcut": ("`ground` lets the key `g` lead here from any practice.", ("ground",)),
    "Script.level": (
        "1 anyone, any day; 2 some inwardness or sharing; 3 tender, with a `caution`.",
        (1, 2),
    ),
    "Script.summary": ("One sentence, shown in the list.", ("A few easy breaths, and a little quiet.",)),
    "Script.needs": ("Things to have at hand, shown beforehand.", ("A chair, and something to drink.",)),
    "Script.helps": ("How somebody may feel whom it serves well; the first screen leads there.", ()),
    "Script.postures": ("How it can be done; the list can be narrowed by it.", ()),
    "Script.care": ("What somebody may want to know beforehand; each is shown as a sentence.", ()),
    "Script.caution": (
        "When to leave it for today, or what to do if it becomes too much.",
        ("Light-headed? Let the next few breaths be ordinary.",),
    ),
    "Script.evidence": ("What is known of practices like this, with its source and its `but`.", ()),
    "Script.check_in": ("What is asked before and after; always skippable.", ()),
    "Script.plans": (
        "`week` shows the last plan first, and asks for the next afterwards.",
        ("week",),
    ),
    "Script.asks": ("What a partner practice asks of two people; each may say no in private.", ()),
    "Script.adaptations": ("What there is another way for, written with `when` or `unless`.", ()),
    "Script.bed": ("The background; `none` is usual.", ("hush", "rain", "none", "my-rain.ogg")),
    "Script.lang": ("The language of the words, by its code.", ("en", "de", "pt-BR")),
    "Script.say_as": ("How words sound to a speech engine, such as `Nidra: needra`; captions keep them.", ()),
    "Script.note": ("For whoever reads the script: neither said nor shown.", ("Written for mornings.",)),
    "Script.steps": ("What happens, one step after another.", ()),
    "Piece.format": ("The version of the script language.", (1,)),
    "Piece.note": ("For whoever reads the piece: neither said nor shown.", ()),
    "Piece.steps": ("Steps that other scripts take in with `include`.", ()),
    "Evidence.claim": ("What was found.", ("More ease was reported after slow breathing.",)),
    "Evidence.source": ("Who found it, and when.", ("Van Diest 2014",)),
    "Evidence.strength": ("A reviews and large trials; B single studies; C tradition.", ("A", "B", "C")),
    "Evidence.but": ("What speaks against it, or limits it.", ("Every group felt calmer.",)),
    "Consents.touch": ("Whether hands, shoulders or backs meet.", ("none", "optional", "yes")),
    "Consents.gaze": ("Whether eyes meet.", ("none", "optional", "yes")),
    "Consents.closeness": ("Whether the two are near each other.", ("none", "optional", "yes")),
    "Consents.sharing": ("Whether something of one's own is said aloud.", ("none", "optional", "yes")),
    "Passage.when": ("Shown while this holds: a consent that is given, an adaptation.", ("touch",)),
    "Passage.unless": ("Shown unless this holds; write one of the two.", ("no-breath",)),
    "Passage.say": ("Words for these choices only.", ("Either of you can let go at any time.",)),
    "Along.at": ("A breath's number, or a part of the way.", ("half", "third", "two-thirds", 3)),
    "Along.say": ("Words, spoken and shown.", ("Small and easy.",)),
    "Along.voice": ("Who says it: the first voice or the second.", ("second",)),
    "AlongSilence.at": ("A time from the start, or a part of the way.", ("2m", "half", "third")),
    "AlongSilence.every": ("The time from one to the next.", ("2m", "5m")),
    "AlongSilence.say": ("Words, spoken and shown.", ("If you have wandered, come back.",)),
    "AlongSilence.voice": ("Who says it: the first voice or the second.", ("second",)),
    "AlongSilence.bell": ("A soft bell: 1 stroke or 2; before the words, if there are any.", (1, 2)),
}
"""The help for all keys but those of steps (see `steps.py`), by class and by key as it is written."""


def editor_help() -> dict[str, KeyHelp]:
    """Returns the help that an editor shows for each key, by class and by key as it is written."""
    step_help = {
        f"{row.model.__name__}.{key}": key_help
        for row in ROWS.values()
        for key, key_help in (*row.key_help.items(), *COMMON_KEY_HELP.items())
    }
    return _HELP | step_help


class _AsWritten(GenerateJsonSchema):
    """Keeps the keys of the schemas in `parsing/values.py` in the order in which they are written."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002
        return value


def script_schema(root: type[Node] = model.Script) -> dict[str, Any]:
    """Returns the schema of a script, or of a piece."""
    schema = file_schema(root, "A practice script, format 1", editor_help())
    kinds = [{"$ref": f"#/$defs/{kind.__name__}"} for kind in model.KINDS.values()]
    return schema | {"$defs": schema["$defs"] | {"Step": {"oneOf": kinds}}}


def file_schema(root: type[Node], title: str, key_help: dict[str, KeyHelp]) -> dict[str, Any]:
    """Returns the schema of a class of files; `key_help` has every key of it and of the classes in it."""
    generated = root.model_json_schema(by_alias=True, schema_generator=_AsWritten)
    classes = generated.pop("$defs")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        **_class_schema(root.__name__, generated, key_help),
        "$defs": {name: _class_schema(name, classes[name], key_help) for name in sorted(classes)},
    }


def _class_schema(name: str, generated: dict[str, Any], key_help: dict[str, KeyHelp]) -> dict[str, Any]:
    own = {"description": generated["description"], "type": "object", "additionalProperties": False}
    if "required" in generated:
        own["required"] = generated["required"]
    return own | {
        "properties": {
            key: _key_schema(value, *key_help[f"{name}.{key}"])
            for key, value in generated["properties"].items()
        }
    }


def _key_schema(
    generated: dict[str, Any], sentence: str, examples: tuple[str | int | float, ...]
) -> dict[str, Any]:
    key_schema: dict[str, Any] = {"description": sentence, **_value_schema(generated)}
    if "default" in generated and generated["default"] not in (None, [], {}):
        key_schema["default"] = generated["default"]
    if examples:
        key_schema["examples"] = list(examples)
    return key_schema


def _value_schema(generated: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in generated:
        return {"anyOf": [_value_schema(value) for value in generated["anyOf"]]}
    if "const" in generated or (generated.get("type") == "string" and "enum" in generated):
        texts = generated.get("enum", [generated.get("const")])
        return {
            "enum": list(
                dict.fromkeys(scalar for value in texts for scalar in (value, yaml.safe_load(value)))
            )
        }
    if "oneOf" in generated:
        return {"$ref": _STEP}
    if generated.get("type") == "array":
        return {"type": "array", "items": _value_schema(generated["items"])}
    if "$ref" in generated:
        return {"allOf": [{"$ref": generated["$ref"]}]}
    return {key: value for key, value in generated.items() if key not in ("default", "title")}
