"""Reads a text, or a list of texts and of passages with a condition, as a tuple."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from practice_player.script.parsing.values import Words


@dataclass(frozen=True, slots=True)
class TextOrList:
    """Annotates a type to be read from a text or a list."""

    passage_class: type[BaseModel]
    """The class of a mapping in the list."""

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = handler.generate_schema(Words)
        passage_class = core_schema.tagged_union_schema(
            {"words": words, "passage": handler.generate_schema(self.passage_class)},
            discriminator=lambda value: "passage" if isinstance(value, dict) else "words",
        )
        return core_schema.tagged_union_schema(
            {
                "text": core_schema.no_info_after_validator_function(lambda text: (text,), words),
                "list": core_schema.tuple_schema([passage_class], variadic_item_index=0),
            },
            discriminator=lambda value: "list" if isinstance(value, list) else "text",
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text, listed = handler(schema)["oneOf"]
        return {"anyOf": [text, {"type": "array", "items": {"anyOf": listed["items"]["oneOf"]}}]}
