"""The script language as a JSON Schema (draft 7, which editors know best), made from the model itself.

The model reads every scalar as text.  An editor reads YAML, where `1`, `yes` and `2024` are no
texts: the schema takes whatever an author may write for them.
"""

from typing import Any, Final

import yaml

from practice_player.script import model
from practice_player.script.durations import MOST_CYCLES, MOST_PASSES
from practice_player.script.editor_help import HOVER

_NUMBER: Final = r"[0-9][0-9\s]*(\.\s*[0-9][0-9\s]*)?"
_LENGTH: Final = rf"({_NUMBER}h\s*)?({_NUMBER}m\s*)?({_NUMBER}(s\s*)?)?"
_COUNT: Final = r"^\s*[0-9]+\s*(/\s*[0-9]+\s*/\s*[0-9]+\s*)?$"
_PHASE: Final = r"\s*[0-9]{1,3}(\.[0-9]{1,3})?\s*"


def _whole(most: int, pattern: str) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 1, "maximum": most}
    return {"anyOf": [number, {"type": "string", "pattern": pattern}]}


WORDS: Final = {"type": ["string", "number", "boolean"]}
SCALARS: Final[dict[str, dict[str, Any]]] = {
    "ElasticLength": {
        "type": "string",
        "pattern": rf"^(?=.*[hms]\s*$)\s*((?=[0-9]){_LENGTH}/\s*(?=[0-9]){_LENGTH}/\s*)?(?=[0-9]){_LENGTH}$",
    },
    "ElasticCount": {
        "anyOf": [
            {"type": "integer", "minimum": 1, "maximum": MOST_CYCLES},
            {"type": "string", "pattern": _COUNT},
        ]
    },
    "BreathPattern": {"type": "string", "pattern": rf"^{_PHASE}-{_PHASE}-{_PHASE}-{_PHASE}$"},
}
"""Instead of the classes that hold them."""

_STEP: Final = "#/$defs/Step"

_OWN: Final[dict[str, dict[str, Any]]] = {
    "Script.format": {"enum": [1, "1"]},
    "Piece.format": {"enum": [1, "1"]},
    "Along.at": {
        "anyOf": [
            {"enum": ["half", "third", "two-thirds"]},
            *_whole(MOST_CYCLES, "^[0-9]{1,4}$")["anyOf"],
        ]
    },
    "Repeat.times": _whole(MOST_PASSES, _COUNT),
}


def schema(root: type[model.Node] = model.Script) -> dict[str, Any]:
    """The schema of a script, or of a piece."""
    made = root.model_json_schema(by_alias=True)
    classes = made.pop("$defs")
    for name in SCALARS:
        classes.pop(name, None)
    defs = {name: _class(name, classes[name]) for name in sorted(classes)}
    defs["Step"] = {"oneOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in model.KINDS.values()]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A practice script, format 1",
        **_class(root.__name__, made),
        "$defs": defs,
    }


def _class(name: str, made: dict[str, Any]) -> dict[str, Any]:
    own = {"description": made["description"], "type": "object", "additionalProperties": False}
    if "required" in made:
        own["required"] = made["required"]
    return own | {
        "properties": {key: _key(f"{name}.{key}", value) for key, value in made["properties"].items()}
    }


def _key(name: str, made: dict[str, Any]) -> dict[str, Any]:
    said, examples = HOVER[name]
    shown: dict[str, Any] = {"description": said, **_OWN.get(name, _value(made))}
    if "default" in made and made["default"] not in (None, [], {}):
        shown["default"] = made["default"]
    if examples:
        shown["examples"] = list(examples)
    return shown


def _value(made: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in made:  # a key that may be left out, or left empty
        value = _value(next(one for one in made["anyOf"] if one.get("type") != "null"))
        return {"anyOf": [value, {"type": "null"}]}
    if "enum" in made or "const" in made:
        written = made.get("enum", [made.get("const")])
        return {"enum": list(dict.fromkeys(each for one in written for each in (one, yaml.safe_load(one))))}
    if "oneOf" in made:
        return {"$ref": _STEP}
    if made.get("type") == "array":
        return {"type": "array", "items": _value(made["items"])}
    if "$ref" in made or "allOf" in made:
        ref = made.get("$ref") or made["allOf"][0]["$ref"]
        return SCALARS.get(ref.rpartition("/")[2], {"allOf": [{"$ref": ref}]})
    return dict(WORDS)
