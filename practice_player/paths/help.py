"""The help that editors show for the keys of paths, and the schema that carries it."""

from typing import Any, Final

from practice_player.paths.model import PracticePath
from practice_player.script.schema import editor_help, file_schema
from practice_player.script.step_row import KeyHelp

HELP: Final[dict[str, KeyHelp]] = {
    "PracticePath.format": ("The version of the format of paths.", (1,)),
    "PracticePath.title": ("What people call the path.", ("Four Quiet Mornings",)),
    "PracticePath.summary": ("One sentence, shown in the list of paths.", ("From the room to the breath.",)),
    "PracticePath.lasts": ("How long it may take; nobody counts.", ("ten days, or as many as it takes",)),
    "PracticePath.plenty": ("How often is plenty.", ("Once a day is plenty.",)),
    "PracticePath.caution": (
        "When to leave it for today, or what to do if it becomes too much.",
        ("On a raw day, stay with the first step.",),
    ),
    "PracticePath.evidence": ("What is known of doing this, with its source and its `but`.", ()),
    "PracticePath.note": ("For whoever reads the file: never shown.", ("Written for winter.",)),
    "PracticePath.steps": ("The practices in their order.", ()),
    "PathStep.practice": (
        "The name of a practice, or a list of which one is chosen each time.",
        ("here-and-now", "soft-sighs"),
    ),
    "PathStep.words": ("A sentence that leads over to it.", ("Now the hand comes to the chest.",)),
    "PathStep.times": ("How often it is finished before the next step is offered.", (1, 3)),
    "PathStep.again": ("`any`: it may be repeated as often as one likes.", ("any",)),
    "PathStep.plenty": ("How often is plenty, for this step.", ("Three times a week is plenty.",)),
}
"""By class and by key as it is written."""


def path_schema() -> dict[str, Any]:
    """Returns the JSON Schema of paths."""
    return file_schema(PracticePath, "A path of practices, format 1", editor_help() | HELP)
