"""Places paced breaths in frames, and the phrases that are said during them."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from practice_player.lib.units import frames, seconds
from practice_player.script import model
from practice_player.script.breath_cues import COUNT_BEAT_S, number_phrase, phase_cue
from practice_player.script.durations import BreathPattern
from practice_player.script.sentences import Utterance, split_utterances
from practice_player.timeline.finders import Finders
from practice_player.timeline.model import Breath, Phase, Phrase
from practice_player.timeline.phrases import place_in_time, place_phrases

VOICE_LED_CYCLES: Final = 2
"""How many breaths the voice leads before the tone alone does (content 3.1: 2-3).

With more names than this that take turns, every name is said once.
"""

CUE_LEAD_S: Final = Decimal("0.3")
"""How far a spoken cue comes before the turn of the breath (content 3.1)."""


MAX_LATE_SHARE: Final = 3
"""While the words before are being said, a cue waits for a third of its phase at most, or is left out."""


def place_breaths(
    step: model.Breathe, finders: Finders, *, start_frame: int, cycles: int
) -> tuple[list[Breath], list[Phrase]]:
    """Returns every phase of `cycles` breaths from `start_frame` on, and the phrases said over them."""
    breaths = list(_phases(step, start_frame, cycles, finders.lang))
    phrases: list[Phrase] = []
    if step.cue == "voice-then-tone":
        phrases = _spoken_cues(step, breaths, finders, start_frame)
    elif step.cue == "count":
        phrases = _counted_phases(step, breaths, finders)
    end_frame = start_frame + cycles * frames(step.cycle_s)
    for along in sorted(step.along, key=lambda words: _cycle_number(words.at, cycles)):
        number = _cycle_number(along.at, cycles)
        at_frame = next(breath.start_frame for breath in breaths if breath.cycle == number)
        placed = _words_along(along, finders, at_frame)
        overrun_frames = max(0, placed[-1].end_frame - end_frame)
        at_frame = max(start_frame, at_frame - overrun_frames)
        placed = _words_along(along, finders, at_frame)
        phrases = [phrase for phrase in phrases if not _overlap(phrase, placed)] + placed
    return breaths, phrases


def _words_along(along: model.Along, finders: Finders, start_frame: int) -> list[Phrase]:
    return place_phrases(
        split_utterances(along.say),
        finders.by(along.voice),
        start_frame=start_frame,
        voice=along.voice or "first",
        lang=finders.lang,
    )


def _phases(step: model.Breathe, start_frame: int, cycles: int, lang: str | None) -> Iterator[Breath]:
    cycle_frames = frames(step.cycle_s)
    total_s = cycles * step.cycle_s
    begun_s = Decimal(0)
    """How long all earlier breaths last."""

    for index in range(cycles):
        pattern = _pattern(step, index, cycles)
        ends_s = [Decimal(0)]
        for length_s in pattern.phases_s:
            ends_s.append(ends_s[-1] + length_s)
        if step.to is None:
            boundaries = [start_frame + index * cycle_frames + frames(end_s) for end_s in ends_s]
        else:  # the whole is as long as so many breaths of the average length, to the frame
            shares = [Fraction(begun_s + end_s) / Fraction(total_s) for end_s in ends_s]
            boundaries = [start_frame + round(share * cycles * cycle_frames) for share in shares]
        begun_s += pattern.cycle_s
        yield from _phases_of_breath(step, pattern, boundaries, (index + 1, cycles), lang)


def _pattern(step: model.Breathe, index: int, cycles: int) -> BreathPattern:
    """Returns the pattern of a breath, counted from 0; a single one of several patterns lies half-way."""
    if step.to is None:
        return step.breathe
    share = Decimal(index) / (cycles - 1) if cycles > 1 else Decimal("0.5")
    return step.breathe.towards(step.to, share)


def _phases_of_breath(
    step: model.Breathe,
    pattern: BreathPattern,
    boundaries: list[int],
    number_of: tuple[int, int],
    lang: str | None,
) -> Iterator[Breath]:
    """Yields the phases of one breath; `number_of` is its number, from 1, and how many there are."""
    cycle, cycles = number_of
    sip_fullness = float(pattern.in_s / (pattern.in_s + pattern.sip_s))
    phases = (
        (Phase.IN, "in", step.in_, 0.0, sip_fullness),
        (Phase.IN, "sip", (), sip_fullness, 1.0),
        (Phase.WAIT, "wait", (), 1.0, 1.0),
        (Phase.OUT, "hum" if step.hum == "true" else "out", step.out, 1.0, 0.0),
        (Phase.WAIT, "wait", (), 0.0, 0.0),
    )
    for index, (phase, word, names, from_fullness, to_fullness) in enumerate(phases):
        if boundaries[index + 1] > boundaries[index]:
            name = names[(cycle - 1) % len(names)] if names else ""
            yield Breath(
                start_frame=boundaries[index],
                length_frames=boundaries[index + 1] - boundaries[index],
                phase=phase,
                word=word,
                name=name,
                cue=phase_cue(word, name, lang),
                from_fullness=from_fullness,
                to_fullness=to_fullness,
                cycle=cycle,
                cycles=cycles,
                tone=step.cue != "none",
                counted=step.cue == "count",
            )


def _spoken_cues(
    step: model.Breathe, breaths: list[Breath], finders: Finders, start_frame: int
) -> list[Phrase]:
    """Returns the words that lead the first breaths, each a little ahead of its phase.

    A wait too short for its words is not led, and after a sip too short for them the next words are late: so
    in and out always are led.
    """
    led_cycles = max(VOICE_LED_CYCLES, len(step.in_), len(step.out))
    cues: list[Phrase] = []
    for breath, following in zip(breaths, [*breaths[1:], None], strict=True):
        at_frame = max(start_frame, breath.start_frame - frames(CUE_LEAD_S))
        if cues:
            at_frame = max(at_frame, cues[-1].end_frame)
        if (
            breath.cycle > led_cycles
            or at_frame > breath.start_frame + breath.length_frames // MAX_LATE_SHARE
        ):
            continue
        (cue,) = place_phrases(
            (Utterance(breath.cue),),
            finders.by(step.voice),
            start_frame=at_frame,
            voice=step.voice or "first",
        )
        is_in_the_way = following and cue.end_frame > following.start_frame - frames(CUE_LEAD_S)
        if not (breath.phase is Phase.WAIT and is_in_the_way):
            cues.append(cue)
    return cues


def _counted_phases(step: model.Breathe, breaths: list[Breath], finders: Finders) -> list[Phrase]:
    """Returns a number for each whole second of each phase."""
    beat_frames = frames(COUNT_BEAT_S)
    numbers: list[Phrase] = []
    for breath in breaths:
        texts = [
            number_phrase(number, finders.lang) for number in range(1, int(seconds(breath.length_frames)) + 1)
        ]
        numbers += place_in_time(
            texts,
            finders.by(step.voice),
            start_frame=breath.start_frame,
            beat_frames=beat_frames,
            voice=step.voice or "first",
        )
    return numbers


def _cycle_number(at: int | str, cycles: int) -> int:
    """Returns the number of the breath that `at` names, counted from 1."""
    if isinstance(at, int):
        return at
    return {"third": cycles // 3, "half": cycles // 2, "two-thirds": cycles * 2 // 3}[at] + 1


def _overlap(phrase: Phrase, phrases: list[Phrase]) -> bool:
    return phrase.end_frame > phrases[0].start_frame and phrase.start_frame < phrases[-1].end_frame
