"""Plans the sound file of a practice: all that is in it, with which no script has to be read to write it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from practice_player.core.request import PracticeRequest
from practice_player.tagging.tags import Chapter, Tags
from practice_player.timeline.as_json import timeline_as_json, timeline_from_json
from practice_player.timeline.model import Clip, Timeline

if TYPE_CHECKING:
    from practice_player.core.shelf import Shelf
    from practice_player.script.library import LoadedScript


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFilePlan:
    """What is written to the file, and what is said about it."""

    timeline: Timeline
    tags: Tags
    length: str
    """How long it is, as it is shown."""

    unheard: tuple[str, str]
    """A warning about sentences without a recording, and the command that helps; both may be empty."""

    habit: str
    """What is left out because of the settings; empty if nothing is."""

    sources: tuple[str, ...]
    """The paths of the files that the practice is made of: its script, its pieces and its recordings."""

    @property
    def lasts(self) -> bool:
        """Whether all its recordings are files that are played as they are.

        A clean copy may be gone tomorrow, and what was just narrated is in no file.
        """
        return not any(clip.samples or Path(clip.source) != Path(clip.path) for clip in _clips(self.timeline))

    def as_json(self) -> dict[str, Any]:
        """Returns it as values that JSON can hold."""
        return {
            "timeline": timeline_as_json(self.timeline),
            "title": self.tags.title,
            "artist": self.tags.artist,
            "chapters": [[chapter.start_frame, chapter.title] for chapter in self.tags.chapters],
            "length": self.length,
            "unheard": self.unheard,
            "habit": self.habit,
            "sources": self.sources,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """Returns the plan that `as_json` was made of."""
        timeline = timeline_from_json(value["timeline"])
        tags = Tags(
            title=value["title"],
            artist=value["artist"],
            chapters=tuple(Chapter(start_frame=frame, title=title) for frame, title in value["chapters"]),
            length_frames=timeline.length_frames,
        )
        problem, command = value["unheard"]
        return cls(
            timeline=timeline,
            tags=tags,
            length=value["length"],
            unheard=(problem, command),
            habit=value["habit"],
            sources=tuple(value["sources"]),
        )


def plan_sound_file(shelf: "Shelf", loaded: "LoadedScript", request: PracticeRequest) -> SoundFilePlan:
    """Plans the file of a script.

    Raises:
        PracticeError: the practice cannot be played as requested.
    """
    from practice_player.core.card_building import describe_unheard
    from practice_player.timeline.export.chapters import chapters
    from practice_player.voice.lookup import find_voice

    script, timeline = loaded.playable(), shelf.timeline(loaded, request)
    recordings = dict.fromkeys(phrase.clip.path for phrase in timeline.phrases if phrase.clip)
    return SoundFilePlan(
        timeline=timeline,
        tags=Tags(
            title=script.title,
            artist=f"practice-player, voice {find_voice(shelf.voice).name}",
            chapters=chapters(timeline),
            length_frames=timeline.length_frames,
        ),
        length=shelf.card(loaded, request.without).clock(timeline.length_frames),
        unheard=describe_unheard(timeline, script, shelf.voice),
        habit=shelf.habit_line(loaded, request),
        sources=(str(loaded.path), *map(str, script.pieces), *recordings),
    )


def _clips(timeline: Timeline) -> set[Clip]:
    clips = {clip for phrase in timeline.phrases for clip in (phrase.clip, phrase.inside) if clip}
    return clips | {cue.clip for cue in timeline.sounds} | {clip for _, clip in timeline.own_beds}
