"""Places paced breaths in frames, and the phrases that are said during them."""

from decimal import Decimal

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.sentences import Utterance, split_utterances
from practice_player.script.steps import CUES
from practice_player.timeline.model import Breath, ClipFinder, Phase, Phrase
from practice_player.timeline.phrases import place_phrases

VOICE_LED_CYCLES = 2
"""How many breaths the voice leads before the tone alone does (content 3.1: 2-3)."""

CUE_LEAD_S = Decimal("0.3")
"""How far a spoken cue comes before the turn of the breath (content 3.1)."""


def place_breaths(
    step: model.Breathe, find_clip: ClipFinder, *, start_frame: int, cycles: int, lang: str | None = None
) -> tuple[list[Breath], list[Phrase]]:
    """Returns every phase of `cycles` breaths from `start_frame` on, and the phrases said over them."""
    cycle_frames = frames(step.breathe.cycle_s)
    breaths: list[Breath] = []
    for cycle in range(cycles):
        breaths += _phases(step, start_frame + cycle * cycle_frames, cycle + 1, cycles)
    phrases = _spoken_cues(breaths, find_clip, start_frame) if step.cue == "voice-then-tone" else []
    end_frame = start_frame + cycles * cycle_frames
    for along in sorted(step.along, key=lambda words: _cycle_number(words.at, cycles)):
        at_frame = start_frame + (_cycle_number(along.at, cycles) - 1) * cycle_frames
        placed = place_phrases(split_utterances(along.say), find_clip, start_frame=at_frame, lang=lang)
        overrun_frames = max(0, placed[-1].end_frame - end_frame)
        at_frame = max(start_frame, at_frame - overrun_frames)
        placed = place_phrases(split_utterances(along.say), find_clip, start_frame=at_frame, lang=lang)
        phrases = [phrase for phrase in phrases if not _overlap(phrase, placed)] + placed
    return breaths, phrases


def _phases(step: model.Breathe, start_frame: int, cycle: int, cycles: int) -> list[Breath]:
    pattern = step.breathe
    ends_s = [Decimal(0)]
    for length_s in (pattern.in_s, pattern.full_wait_s, pattern.out_s, pattern.empty_wait_s):
        ends_s.append(ends_s[-1] + length_s)
    boundaries = [start_frame + frames(end_s) for end_s in ends_s]
    phases = ((Phase.IN, False), (Phase.WAIT, True), (Phase.OUT, True), (Phase.WAIT, False))
    return [
        Breath(
            start_frame=boundaries[index],
            length_frames=boundaries[index + 1] - boundaries[index],
            phase=phase,
            lungs_full=full,
            cycle=cycle,
            cycles=cycles,
            tone=step.cue != "none",
        )
        for index, (phase, full) in enumerate(phases)
        if boundaries[index + 1] > boundaries[index]
    ]


def _spoken_cues(breaths: list[Breath], find_clip: ClipFinder, start_frame: int) -> list[Phrase]:
    cues: list[Phrase] = []
    for breath in breaths:
        at_frame = max(start_frame, breath.start_frame - frames(CUE_LEAD_S))
        if breath.cycle > VOICE_LED_CYCLES or (cues and at_frame < cues[-1].end_frame):
            continue
        cues += place_phrases((Utterance(CUES[breath.phase]),), find_clip, start_frame=at_frame)
    return cues


def _cycle_number(at: int | str, cycles: int) -> int:
    """Returns the number of the breath that `at` names, counted from 1."""
    if isinstance(at, int):
        return at
    return {"third": cycles // 3, "half": cycles // 2, "two-thirds": cycles * 2 // 3}[at] + 1


def _overlap(phrase: Phrase, phrases: list[Phrase]) -> bool:
    return phrase.end_frame > phrases[0].start_frame and phrase.start_frame < phrases[-1].end_frame
