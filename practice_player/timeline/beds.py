"""Places backgrounds: the script's, named or from files of its own, or the one that was chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from practice_player.script import model
from practice_player.script.choices import BEDS
from practice_player.script.tree import sound_file
from practice_player.timeline.finders import Finders
from practice_player.timeline.model import Clip

NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBeds:
    """The backgrounds of a practice, by name; those from files are named by them."""

    first: str
    changes: tuple[tuple[int, str], ...]
    """The frame from which another background is heard, and its name."""

    own: Mapping[str, Clip]
    """The recordings of those from files."""

    missing: tuple[str, ...]
    """The names of files that are not there: these backgrounds are silent."""


def place_beds(
    nodes: Sequence[tuple[int, model.Script | model.Background]],
    finders: Finders,
    *,
    end_frame: int,
    chosen: str | None,
) -> PlacedBeds:
    """Returns the beds at the start, and where another can be heard before `end_frame`.

    A chosen bed replaces every bed of the script; where the script has `none`, it stays silent.
    """
    own: dict[str, Clip] = {}
    missing: list[str] = []
    by_frame: dict[int, str] = {}
    for frame, node in nodes:
        name = bed_name(node)
        if sound_file(node)[1]:
            clip = finders.own_sound(node)
            if clip is None:
                missing.append(name)
            else:
                own[name] = clip
        if frame < end_frame or frame == 0:
            by_frame[frame] = NONE if name in missing else name
    if chosen and (chosen in own or chosen in BEDS) and chosen != bed_name(nodes[0][1]):
        by_frame = {frame: NONE if name == NONE else chosen for frame, name in by_frame.items()}
    return PlacedBeds(
        first=by_frame[0], changes=tuple(_audible_changes(by_frame)), own=own, missing=tuple(missing)
    )


def bed_name(node: model.Script | model.Background) -> str:
    """Returns the name of the bed that a node names: one of `BEDS`, or a path from the script's folder."""
    written = node.bed if isinstance(node, model.Script) else node.background
    return node.file_name or written


def _audible_changes(by_frame: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    current = by_frame[0]
    for frame, name in by_frame.items():
        if name != current:
            yield frame, name
        current = name
