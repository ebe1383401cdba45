"""Rules on a script's recordings that cannot be played, are damaged, or do not fit their words."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeAlias

from practice_player.clips.measurement import TARGET_LUFS, ClipAnalysis
from practice_player.lib.errors import ClipError, Diagnostic, Place
from practice_player.lib.paths import describe_non_file, is_file
from practice_player.lib.units import frames, seconds
from practice_player.lint.context import RuleContext
from practice_player.lint.durations import in_letters_of
from practice_player.lint.rules import table
from practice_player.lint.rules.table import (
    MAX_CHANNELS,
    MAX_HEADER_ERROR_S,
    MAX_LOUDNESS_ERROR_LU,
    MAX_PEAK_DB,
    MAX_READING_CPS,
    MIN_DC_OFFSET,
    MIN_SPEECH_CPS,
)
from practice_player.lint.voice_clips import VoiceClips
from practice_player.script import model
from practice_player.script.languages import is_same_language, language_name
from practice_player.script.parsing.yaml_tree import quoted_file_name

Measure: TypeAlias = Callable[[Path], ClipAnalysis]
"""Measures a recording; raises `ClipError` if it cannot be read."""


def recorded_clips(context: RuleContext, voice: VoiceClips) -> dict[str, str]:
    """Returns the name of the voice's recording for each phrase that has one."""
    names = ((text, voice.clip_name(text)) for text in context.phrases)
    return {text: name for text, name in names if name in voice.names}


def own_recordings(context: RuleContext) -> dict[Path, model.Say]:
    """Returns the files that `audio` names, whether they exist or not, each with the first step naming it."""
    steps: dict[Path, model.Say] = {}
    for step in context.steps:
        if isinstance(step, model.Say) and step.audio_path:
            steps.setdefault(step.audio_path, step)
    return steps


def recording_problems(context: RuleContext, voice: VoiceClips, measure: Measure) -> Iterator[Diagnostic]:
    """Yields the problems of the recordings of a script, each at the place of the recorded words."""
    lang = context.script.lang
    yield from _language_problems(context, voice)
    for text, name in recorded_clips(context, voice).items():
        phrase = context.phrases[text]
        place = context.locate(phrase.written, phrase.place)
        fit = partial(fit_problems, text=text, place=place, room_s=phrase.room_s, lang=lang)
        yield from _recording_problems(voice.path(name), place, measure, fit)
    for path, step in own_recordings(context).items():
        place = step.place_of("audio")
        if is_file(path):
            fit = partial(fit_problems, text=step.say, place=place, lang=lang)
            yield from _recording_problems(path, place, measure, fit)
        else:
            problem, fix = _missing_recording(path, step.audio or "")
            yield table.AUDIO_MISSING.diagnostic(
                place, problem=f"{problem}: the words are shown, and not heard", fix=fix
            )


def _language_problems(context: RuleContext, voice: VoiceClips) -> Iterator[Diagnostic]:
    """Yields a problem if the voice is known to speak another language than the script is written in."""
    lang = context.script.lang
    if not lang or not context.phrases or not voice.language or is_same_language(lang, voice.language):
        return
    yield table.OTHER_LANGUAGE.diagnostic(
        context.script.place_of("lang"),
        problem=f"this practice is in {language_name(lang)}, and the voice speaks "
        f"{language_name(voice.language)}",
        fix="play it with a voice of its language (`--voice`), or give it recordings of your own",
    )


def _missing_recording(path: Path, written_name: str) -> tuple[str, str]:
    """Returns the problem and the remedy for a missing recording, named `written_name` in the script."""
    name = f"`{quoted_file_name(written_name)}`"
    if kind := describe_non_file(path):
        return f"{name} is {kind}, and no recording", "name the recording itself, or delete the line"
    if written_name != written_name.strip():
        fix = "take the space away, from here or from the file's name"
        return f"there is no recording {name}, with a space at its beginning or end", fix
    fix = "check the name; it counts from this file's folder; or delete the line"
    return f"there is no recording {name}", fix


def _recording_problems(
    path: Path, place: Place, measure: Measure, fit: Callable[[ClipAnalysis], Iterator[Diagnostic]]
) -> Iterator[Diagnostic]:
    try:
        clip = measure(path)
    except ClipError as exc:
        yield table.UNREADABLE_RECORDING.diagnostic(
            place, problem=f"`{path.name}`: {exc.problem}", fix=exc.fix
        )
        return
    for problem in (*clip_problems(clip, place), *fit(clip)):
        yield replace(problem, problem=f"`{path.name}`: {problem.problem}")


def clip_problems(clip: ClipAnalysis, place: Place) -> Iterator[Diagnostic]:
    """Yields the problems of a recording by itself."""
    yield from _damage_problems(clip, place)
    if clip.clipped:
        yield table.CLIPPED.diagnostic(
            place,
            problem="its loudest moments are cut off, which crackles",
            fix="record it again further from the microphone, or at a lower level",
        )
    elif math.isfinite(clip.peak_db) and clip.peak_db > MAX_PEAK_DB:
        yield table.HIGH_PEAKS.diagnostic(
            place,
            problem=f"its peaks reach {clip.peak_db:.1f} dB, where small speakers crackle",
            fix=f"turn it down by {clip.peak_db - MAX_PEAK_DB + 0.5:.1f} dB or more",
        )
    off_lu = clip.loudness_lufs - TARGET_LUFS
    # NaN is in neither range, and is not reported.
    if off_lu < -MAX_LOUDNESS_ERROR_LU or MAX_LOUDNESS_ERROR_LU < off_lu < math.inf:
        comparison = "louder" if off_lu > 0 else "quieter"
        remedy = "further away, or turn it down" if off_lu > 0 else "nearer, or turn it up"
        difference = f"{abs(off_lu):.0f} LU {comparison} than" if off_lu > float("-inf") else "silent beside"
        yield table.LOUDNESS.diagnostic(
            place,
            problem=f"it is {difference} the rest of a practice ({TARGET_LUFS:.0f} LUFS)",
            fix=f"record it {remedy}",
        )


def _damage_problems(clip: ClipAnalysis, place: Place) -> Iterator[Diagnostic]:
    length_s, announced_s = seconds(clip.length_frames), clip.announced_s
    if announced_s is not None and abs(announced_s - length_s) > MAX_HEADER_ERROR_S:
        problem = f"it says that it lasts {announced_s:,.1f} s, and {length_s:,.1f} s are there"
        if announced_s > length_s:
            problem = f"some of it is missing: {problem}"
            fix = "copy or download it again; until then, what is there is played"
        else:
            fix = "save it anew; here all of it is played, other players may stop early"
        yield table.HEADER_DIFFERS.diagnostic(place, problem=problem, fix=fix)
    elif clip.cut_off:
        yield table.HEADER_DIFFERS.diagnostic(
            place,
            problem="its end may be missing: the file is not closed as a whole one is",
            fix="copy or download it again, unless it sounds whole; until then, what is there is played",
        )
    if clip.bad_samples:
        count = (
            f"{clip.bad_samples:,} of its samples are" if clip.bad_samples > 1 else "one of its samples is"
        )
        yield table.BAD_SAMPLES.diagnostic(
            place, problem=f"{count} damaged, and passed in silence", fix="export it again"
        )
    if clip.offset > MIN_DC_OFFSET:
        yield table.DC_OFFSET.diagnostic(
            place,
            problem=f"its wave lies {clip.offset:.1%} off the middle, which thumps at its edges",
            fix="remove the DC offset; until then it is played centred",
        )
    if clip.channels > MAX_CHANNELS:
        yield table.MANY_CHANNELS.diagnostic(
            place,
            problem=f"it has {clip.channels} channels, which are mixed down to two",
            fix="save it as mono or stereo, to decide by yourself what is heard",
        )


def fit_problems(
    clip: ClipAnalysis,
    text: str,
    place: Place,
    room_s: Decimal | None = None,
    lang: str | None = None,
) -> Iterator[Diagnostic]:
    """Yields the problems of a recording with its words; `room_s` is None if what follows waits for it."""
    length_s = seconds(clip.length_frames)
    if len(text) > in_letters_of(lang, MAX_READING_CPS) * length_s:
        yield table.FAST_CAPTIONS.diagnostic(
            place,
            problem=f"it says {len(text)} letters in {length_s:.1f} s: too fast to read along",
            fix="say it more slowly, or with fewer words",
        )
    if length_s > 5 + len(text) / in_letters_of(lang, MIN_SPEECH_CPS):
        yield table.LONG_RECORDING.diagnostic(
            place,
            problem=f"it lasts {length_s:.0f} s, more than these words take",
            fix="cut what does not belong to it, or check that it is the right one",
        )
    if room_s is not None and clip.length_frames > frames(room_s):
        yield table.LONGER_THAN_ITS_TIME.diagnostic(
            place,
            problem=f"it lasts {length_s:.2f} s, and what follows is due after {room_s.normalize():f} s",
            fix="say it more quickly, cut the quiet at its ends, or give it more time",
        )
