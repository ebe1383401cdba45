"""Falls back to the next voice where one has no recording, so that a practice may mix voices.  Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.script.choices import DEFAULT_VOICE

if TYPE_CHECKING:
    from practice_player.timeline.model import Clip, ClipFinder


def speaking_order(first: str, chosen: Iterable[str], usable: Sequence[str]) -> list[str]:
    """Returns the voices that may speak: `first`, those of the settings in their order, the shipped one.

    Any other voice speaks only where somebody chooses it: nobody hears a person unasked.
    """
    return [
        name for name in dict.fromkeys((first, *chosen, DEFAULT_VOICE)) if name == first or name in usable
    ]


def first_that_has_it(finders: "Sequence[Callable[[], ClipFinder]]") -> "ClipFinder":
    """Returns a finder that asks one voice after another; a voice is opened when it is first needed."""
    opened: list[ClipFinder] = []

    def find(text: str) -> "Clip | None":
        for index, open_finder in enumerate(finders):
            if index == len(opened):
                opened.append(open_finder())
            if clip := opened[index](text):
                return clip
        return None

    return find


def voice_of(clip: str | None, voices: Mapping[str, tuple[Path, ...]]) -> str | None:
    """Returns the name of the voice whose folder has a recording; None for any other recording."""
    folder = Path(clip).parent if clip else None
    return next((name for name, folders in voices.items() if folder in folders), None)
