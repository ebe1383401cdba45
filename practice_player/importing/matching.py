"""Makes the plan of an import from recordings and the sentences that were to be read."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from practice_player.importing.alignment import Alignment, Group, Sound, align, with_moved
from practice_player.importing.plan import ImportPlan, Piece
from practice_player.importing.recogniser import Recogniser, recognise, word_costs
from practice_player.importing.silences import Segment, split_at_silences, with_margins
from practice_player.importing.source import SourceRecording
from practice_player.importing.voicing import has_voice
from practice_player.lib.units import RATE_HZ, frames
from practice_player.timeline.reading_time import READING_CHARACTERS_PER_S

LOOK: Final = "another sentence fits nearly as well; listen to it"

_START_S: Final = 0.3
"""What a sentence takes besides its letters (measured over the shipped voices)."""

_SPLIT_WINDOW_S: Final = 0.06
_SPLIT_MIDDLE: Final = (0.2, 0.8)


def expected_s(text: str) -> float:
    """Returns how long a sentence takes to say at a usual pace; the reader's own is found from it."""
    return _START_S + len(text) / READING_CHARACTERS_PER_S


def make_plan(
    sources: Sequence[SourceRecording], sentences: Sequence[str], recogniser: Recogniser | None = None
) -> ImportPlan:
    """Splits recordings at their silences and matches the sounds to the sentences, in order.

    With a `recogniser`, by their words; without one, by count and length.

    Raises:
        ClipError: a recording was changed since it was opened.
    """
    segments = [
        (file, segment)
        for file, source in enumerate(sources)
        for segment in split_at_silences(source.levels())
    ]
    sounds = [
        Sound(
            start_s=segment.start_frame / RATE_HZ,
            end_s=segment.end_frame / RATE_HZ,
            file=file,
            voiced=has_voice(sources[file].samples(segment.start_frame, segment.end_frame)),
        )
        for file, segment in segments
    ]
    words = [recognise(source, recogniser) for source in sources] if recogniser else []
    costs = word_costs(words, sounds, sentences) if recogniser else None
    lengths_s = [expected_s(sentence) for sentence in sentences]
    alignment = with_moved(align(sounds, lengths_s, costs), sounds, lengths_s, costs)
    pieces = _pieces(alignment, segments, sounds, [source.clip.length_frames for source in sources])
    return ImportPlan(
        sentences=tuple(sentences),
        pieces=tuple(pieces),
        by_length_only=recogniser is None,
        notes=dict.fromkeys(alignment.doubtful, "or one near it"),
    )


def find_split(source: SourceRecording, piece: Piece) -> int:
    """Returns the quietest frame in the middle part of a piece."""
    sound = source.samples(piece.start_frame, piece.end_frame)
    window = frames(_SPLIT_WINDOW_S)
    power = np.convolve(sound.astype(np.float64) ** 2, np.ones(window), "same")
    first, last = (round(share * len(sound)) for share in _SPLIT_MIDDLE)
    return (
        piece.start_frame + first + int(np.argmin(power[first:last])) if last > first else piece.start_frame
    )


def _pieces(
    alignment: Alignment,
    segments: Sequence[tuple[int, Segment]],
    sounds: Sequence[Sound],
    file_lengths: Sequence[int],
) -> list[Piece]:
    pieces = []
    for group in alignment.groups:
        file = sounds[group.first].file
        own = Segment(
            start_frame=segments[group.first][1].start_frame, end_frame=segments[group.end - 1][1].end_frame
        )
        before = segments[group.first - 1] if group.first else (-1, own)
        after = segments[group.end] if group.end < len(segments) else (-1, own)
        cut = with_margins(
            own,
            before[1].end_frame if before[0] == file else 0,
            after[1].start_frame if after[0] == file else file_lengths[file],
        )
        pieces.append(
            Piece(
                file=file,
                start_frame=cut.start_frame,
                end_frame=cut.end_frame,
                sentence=group.sentence,
                note=_note(group, alignment, sounds),
            )
        )
    return pieces


def _note(group: Group, alignment: Alignment, sounds: Sequence[Sound]) -> str:
    if group.again is not None:
        return f"sentence {group.again + 1} is read again after it"
    if group.sentence is None:
        voiced = any(sound.voiced for sound in sounds[group.first : group.end])
        return "fits no sentence" if voiced else "a cough or another noise"
    notes = []
    swapped = {group.sentence, group.sentence - 1} & {*alignment.swapped}
    if swapped or group.sentence in alignment.moved:
        notes.append("read out of order")
    if group.sentence in alignment.doubtful:
        notes.append(LOOK)
    return "; ".join(notes)
