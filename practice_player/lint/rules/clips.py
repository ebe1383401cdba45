"""Rules on a script's recordings that cannot be played, are damaged, or do not fit their words."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from practice_player.clips.measurement import TARGET_LUFS, ClipAnalysis
from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.errors import ClipError
from practice_player.lib.paths import describe_non_file, is_file
from practice_player.lib.quoting import quoted_file_name
from practice_player.lib.units import frames, seconds
from practice_player.lint.context import RuleContext
from practice_player.lint.durations import in_letters_of
from practice_player.lint.rules import recordings, table
from practice_player.lint.rules.recordings import (
    MAX_CHANNELS,
    MAX_HEADER_ERROR_S,
    MAX_LOUDNESS_ERROR_LU,
    MAX_PEAK_DB,
    MAX_SOUND_S,
    MIN_BED_S,
    MIN_DC_OFFSET,
    MIN_LOOPED_S,
    MIN_SPEECH_CPS,
)
from practice_player.lint.rules.table import MAX_READING_CPS
from practice_player.lint.rules.talk import speech_problems
from practice_player.lint.voice_clips import VoiceClips
from practice_player.script import model
from practice_player.script.choices import VoiceRole
from practice_player.script.languages import is_same_language, language_name
from practice_player.script.node import FileNode
from practice_player.script.tree import sound_files

Measure: TypeAlias = Callable[[Path], ClipAnalysis]
"""Measures a recording; raises `ClipError` if it cannot be read."""


def recorded_clips(phrases: Iterable[str], voice: VoiceClips) -> dict[str, str]:
    """Returns the name of the voice's recording for each phrase that has one."""
    names = ((text, voice.clip_name(text)) for text in phrases)
    return {text: name for text, name in names if name in voice.names}


def own_files(context: RuleContext) -> dict[Path, tuple[FileNode, str, str]]:
    """Returns the sound files that are named, whether they exist or not.

    Each comes with the first node that names it, its key there, and the name as it is written.
    """
    files: dict[Path, tuple[FileNode, str, str]] = {}
    for node, key, name in sound_files(context.script, context.steps):
        if node.file_path:
            files.setdefault(node.file_path, (node, key, name))
    return files


def recording_problems(
    context: RuleContext, voices: Mapping[VoiceRole, VoiceClips], measure: Measure
) -> Iterator[Diagnostic]:
    """Yields the problems of the recordings of a script, each at the place of the recorded words."""
    lang = context.script.lang
    yield from _language_problems(context, voices)
    for role, voice in voices.items():
        clips = recorded_clips(context.phrases[role], voice)
        if clips:
            measured = list(_measured(clips, voice, measure))
            yield from speech_problems(context, measured, is_narrated=voice.is_narrated)
        for text, name in clips.items():
            phrase = context.phrases[role][text]
            place = context.locate(phrase.written, phrase.place)
            # Words of another language, such as those that lead a breath, are read at the voice's speed.
            spoken = voice.language if speaks_other_language(voice, lang) else lang
            fit = partial(fit_problems, text=text, place=place, room_s=phrase.room_s, lang=spoken)
            yield from _recording_problems(voice.path(name), place, measure, fit)
    for path, (node, key, name) in own_files(context).items():
        place = node.place_of(key)
        if not is_file(path):
            problem, fix = _missing_recording(path, name)
            yield recordings.AUDIO_MISSING.diagnostic(place, problem=f"{problem}: {_WITHOUT[key]}", fix=fix)
        elif isinstance(node, model.Say):
            fits = partial(fit_problems, text=node.say, place=place, lang=lang)
            yield from _recording_problems(path, place, measure, fits)
        else:
            yield from _sound_problems(path, key, place, measure)


def _measured(
    clips: Mapping[str, str], voice: VoiceClips, measure: Measure
) -> Iterator[tuple[str, ClipAnalysis]]:
    """Yields the words of each recording that can be read, and its analysis."""
    for text, name in clips.items():
        with suppress(ClipError):
            yield text, measure(voice.path(name))


_WITHOUT: Final = {
    "audio": "the words are shown, and not heard",
    "sound": "it is not heard",
    "bed": "there is no background",
    "background": "there is no background",
}
"""What happens without a file, by the key that names it."""


def _sound_problems(path: Path, key: str, place: Place, measure: Measure) -> Iterator[Diagnostic]:
    """Yields the problems of a sound or a background, which is brought to its level when it is played."""
    try:
        clip = measure(path)
    except ClipError as exc:
        yield _unreadable(path, place, exc)
        return
    length_s = seconds(clip.length_frames)
    problems = [*_damage_problems(clip, place), *_peak_problems(clip, place)]
    if key == "sound" and length_s > MAX_SOUND_S:
        problem = f"it lasts {length_s:.0f} s, and nothing is said or shown meanwhile"
        fix = "cut it, or write it as a `background:`, with words and silences over it"
        problems.append(recordings.LONG_SOUND.diagnostic(place, problem=problem, fix=fix))
    if key != "sound" and length_s < MIN_BED_S:
        problem = f"it lasts {length_s:.1f} s, and is heard again and again"
        if length_s < MIN_LOOPED_S:
            problem = f"it lasts {length_s:.2f} s, which cannot be looped: there is no background"
        fix = "take a longer recording, best of a minute or more"
        problems.append(recordings.SHORT_BED.diagnostic(place, problem=problem, fix=fix))
    for problem_of_clip in problems:
        yield replace(problem_of_clip, problem=f"`{path.name}`: {problem_of_clip.problem}")


def _unreadable(path: Path, place: Place, exc: ClipError) -> Diagnostic:
    return recordings.UNREADABLE_RECORDING.diagnostic(
        place, problem=f"`{path.name}`: {exc.problem}", fix=exc.fix
    )


def speaks_other_language(voice: VoiceClips, lang: str | None) -> bool:
    """Whether a voice is known to speak another language than the one of a script."""
    return bool(lang and voice.language) and not is_same_language(lang or "", voice.language or "")


def _language_problems(context: RuleContext, voices: Mapping[VoiceRole, VoiceClips]) -> Iterator[Diagnostic]:
    """Yields a problem for each voice that has words to say in a language that it does not speak."""
    lang = context.script.lang
    roles = {voice: role for role, voice in reversed(tuple(voices.items())) if context.phrases[role]}
    for voice, role in roles.items():
        if speaks_other_language(voice, lang):
            speaker = (
                "the second voice" if role == "second" and len(set(voices.values())) > 1 else "the voice"
            )
            yield recordings.OTHER_LANGUAGE.diagnostic(
                context.script.place_of("lang"),
                problem=f"this practice is in {language_name(lang or '')}, and {speaker} speaks "
                f"{language_name(voice.language or '')}",
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
        yield _unreadable(path, place, exc)
        return
    for problem in (*clip_problems(clip, place), *fit(clip)):
        yield replace(problem, problem=f"`{path.name}`: {problem.problem}")


def clip_problems(clip: ClipAnalysis, place: Place) -> Iterator[Diagnostic]:
    """Yields the problems of a recording by itself."""
    yield from _damage_problems(clip, place)
    yield from _peak_problems(clip, place)
    yield from _loudness_problems(clip, place)


def _peak_problems(clip: ClipAnalysis, place: Place) -> Iterator[Diagnostic]:
    if clip.clipped:
        yield recordings.CLIPPED.diagnostic(
            place,
            problem="its loudest moments are cut off, which crackles",
            fix="record it again further from the microphone, or at a lower level",
        )
    elif math.isfinite(clip.peak_db) and clip.peak_db > MAX_PEAK_DB:
        yield recordings.HIGH_PEAKS.diagnostic(
            place,
            problem=f"its peaks reach {clip.peak_db:.1f} dB, where small speakers crackle",
            fix=f"turn it down by {clip.peak_db - MAX_PEAK_DB + 0.5:.1f} dB or more",
        )


def _loudness_problems(clip: ClipAnalysis, place: Place) -> Iterator[Diagnostic]:
    off_lu = clip.loudness_lufs - TARGET_LUFS
    # NaN is in neither range, and is not reported.
    if off_lu < -MAX_LOUDNESS_ERROR_LU or MAX_LOUDNESS_ERROR_LU < off_lu < math.inf:
        comparison = "louder" if off_lu > 0 else "quieter"
        remedy = "further away, or turn it down" if off_lu > 0 else "nearer, or turn it up"
        difference = f"{abs(off_lu):.0f} LU {comparison} than" if off_lu > float("-inf") else "silent beside"
        yield recordings.LOUDNESS.diagnostic(
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
        yield recordings.HEADER_DIFFERS.diagnostic(place, problem=problem, fix=fix)
    elif clip.cut_off:
        yield recordings.HEADER_DIFFERS.diagnostic(
            place,
            problem="its end may be missing: the file is not closed as a whole one is",
            fix="copy or download it again, unless it sounds whole; until then, what is there is played",
        )
    if clip.bad_samples:
        count = (
            f"{clip.bad_samples:,} of its samples are" if clip.bad_samples > 1 else "one of its samples is"
        )
        yield recordings.BAD_SAMPLES.diagnostic(
            place, problem=f"{count} damaged, and passed in silence", fix="export it again"
        )
    if clip.offset > MIN_DC_OFFSET:
        yield recordings.DC_OFFSET.diagnostic(
            place,
            problem=f"its wave lies {clip.offset:.1%} off the middle, which thumps at its edges",
            fix="remove the DC offset; until then it is played centred",
        )
    if clip.channels > MAX_CHANNELS:
        yield recordings.MANY_CHANNELS.diagnostic(
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
        yield recordings.LONG_RECORDING.diagnostic(
            place,
            problem=f"it lasts {length_s:.0f} s, more than these words take",
            fix="cut what does not belong to it, or check that it is the right one",
        )
    if room_s is not None and clip.length_frames > frames(room_s):
        yield recordings.LONGER_THAN_ITS_TIME.diagnostic(
            place,
            problem=f"it lasts {length_s:.2f} s, and what follows is due after {room_s.normalize():f} s",
            fix="say it more quickly, cut the quiet at its ends, or give it more time",
        )
