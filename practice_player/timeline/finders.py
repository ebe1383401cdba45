"""Finds the recordings of a practice: of phrases by whoever says them, and of files that a script names."""

from dataclasses import dataclass

from practice_player.script import model
from practice_player.script.choices import VoiceRole
from practice_player.script.node import FileNode
from practice_player.script.sentences import split_utterances
from practice_player.script.steps import row_of
from practice_player.timeline.model import Clip, ClipFinder, FileFinder, Phrase, no_files
from practice_player.timeline.phrases import place_phrases, place_recording


@dataclass(frozen=True, slots=True)
class TwoVoices:
    """A clip finder for a practice with two voices: it finds the recordings of the first."""

    first: ClipFinder
    second: ClipFinder

    def __call__(self, text: str) -> Clip | None:
        return self.first(text)

    def of_second(self, text: str) -> Clip | None:
        """Returns the recording by the second voice, or by the first where there is none."""
        return self.second(text) or self.first(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finders:
    """Finds the recordings of a practice, and knows its language."""

    phrase: ClipFinder
    """A `TwoVoices` if there are two; any other is one voice, which says everything."""

    file: FileFinder
    lang: str | None = None
    """The language of the words; what has no recording is shown for its reading time."""

    def by(self, voice: VoiceRole | None) -> ClipFinder:
        """Returns the finder for phrases of a voice; None is the first."""
        if voice == "second" and isinstance(self.phrase, TwoVoices):
            return self.phrase.of_second
        return self.phrase

    def own_sound(self, node: FileNode) -> Clip | None:
        """Returns the sound in the file that a node names; None if it names none, or it is not there."""
        return self.file(node.file_path) if node.file_path else None

    def phrases(self, step: model.Say | model.Agree, *, start_frame: int) -> list[Phrase]:
        """Places the words of a step, with the step's own recording when that exists."""
        utterances = split_utterances(getattr(step, row_of(step).spoken_key))
        own_clip = self.own_sound(step) if isinstance(step, model.Say) else None
        if own_clip:
            texts = [utterance.text for utterance in utterances]
            return place_recording(texts, own_clip, start_frame=start_frame)
        return place_phrases(
            utterances,
            self.by(step.voice),
            start_frame=start_frame,
            voice=step.voice or "first",
            lang=self.lang,
            asks=isinstance(step, model.Say),
        )


def at_reading_pace(lang: str | None) -> Finders:
    """Returns finders that find nothing, so that every phrase takes its reading time: for estimates."""
    return Finders(phrase=lambda _: None, file=no_files, lang=lang)
