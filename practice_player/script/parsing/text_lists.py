"""One text, or a list of texts and of parts with a condition, as a tuple of them."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from practice_player.script.parsing.values import Words


@dataclass(frozen=True, slots=True)
class TextOrList:
    """Notes beside a type that it is read so."""

    part: type[BaseModel]
    """What a mapping in the list is."""

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = handler.generate_schema(Words)
        part = core_schema.tagged_union_schema(
            {"words": words, "passage": handler.generate_schema(self.part)},
            discriminator=lambda value: "passage" if isinstance(value, dict) else "words",
        )
        return core_schema.tagged_union_schema(
            {
                "text": core_schema.no_info_after_validator_function(lambda text: (text,), words),
                "list": core_schema.tuple_schema([part], variadic_item_index=0),
            },
            discriminator=lambda value: "list" if isinstance(value, list) else "text",
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text, listed = handler(schema)["oneOf"]
        return {"anyOf": [text, {"type": "array", "items": {"anyOf": listed["items"]["oneOf"]}}]}
