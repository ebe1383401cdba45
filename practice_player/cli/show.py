"""`show`: prints one practice, cue by cue."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practice_player.cli.arguments import (
    AddCommand,
    add_json_argument,
    add_practice_arguments,
    practice_request,
)
from practice_player.cli.own_settings import own_preferences, warn_of_settings
from practice_player.cli.printing import say, say_json
from practice_player.cli.reading import read_recordings
from practice_player.core.request import PracticeRequest
from practice_player.lib.suggested_commands import suggested_command
from practice_player.lib.units import clock, seconds

if TYPE_CHECKING:
    from practice_player.core.card import PracticeCard
    from practice_player.script.library import LoadedScript
    from practice_player.timeline.model import OutlineEntry, Timeline


def register(add_command: AddCommand) -> None:
    parser = add_command("show", _run)
    add_practice_arguments(parser)
    add_json_argument(parser)


def _run(args: argparse.Namespace) -> int:
    return show(practice_request(args), as_json=args.json)


def show(request: PracticeRequest, *, as_json: bool) -> int:
    """Prints one practice, cue by cue.

    Raises:
        PracticeError: the practice cannot be read, or not be played as requested.
    """
    from practice_player.core.kept_answers import SHOWN, KeptAnswer

    warn_of_settings()
    if as_json:
        practice = _read(request)
        say_json(_as_json(practice))
        return 0
    kept = KeptAnswer(SHOWN, request, own_preferences())
    lines = kept.recall()
    if lines is None:
        practice = _read(request)
        lines = list(_lines(practice, request))
        kept.keep(lines, practice.loaded.playable())
    for line in lines:
        say(line)
    return 0


@dataclass(frozen=True, slots=True)
class _Practice:
    """A practice as it was read for `show`."""

    loaded: "LoadedScript"
    card: "PracticeCard"
    timeline: "Timeline"
    cues: "Sequence[OutlineEntry]"

    speakers: Sequence[str | None]
    """Whose recording each cue has; None for one without, or with one that is no voice's."""

    voice: str
    second_voice: str | None


def _read(request: PracticeRequest) -> _Practice:
    from practice_player.core.shelf_bootstrap import create_shelf
    from practice_player.timeline.outline import outline
    from practice_player.voice.fallback import voice_of
    from practice_player.voice.lookup import find_all_voices

    shelf = create_shelf(voice=request.voice, log=request.log, preferences=own_preferences())
    loaded = shelf.open(request.name)
    loaded.playable()
    read_recordings(shelf, [loaded])
    timeline = shelf.timeline(loaded, request)
    cues = outline(timeline)
    voices = find_all_voices()
    return _Practice(
        loaded,
        shelf.card(loaded, request.without),
        timeline,
        cues,
        [voice_of(cue.clip, voices) for cue in cues],
        shelf.voice,
        shelf.second_voice,
    )


def _lines(practice: _Practice, request: PracticeRequest) -> Iterator[str]:
    from practice_player.core.card_building import describe_unheard

    card, timeline = practice.card, practice.timeline
    yield from _head_lines(card, timeline)
    if any(cue.voice == "second" for cue in practice.cues):
        second = practice.second_voice or "nobody, so the first says it all"
        yield f"Two voices: {practice.voice}, and as the second {second}."
        yield ""
    said_by = list(zip(practice.cues, practice.speakers, strict=True))
    asked_for = {"second": practice.second_voice}
    is_mixed = any(
        speaker not in (None, practice.voice, asked_for.get(cue.voice or "", practice.voice))
        for cue, speaker in said_by
    )
    for cue, speaker in said_by:
        yield _line(cue, card) + (f"  [{speaker}]" if is_mixed and speaker else "")
    problem, verb = describe_unheard(timeline, practice.loaded.playable(), practice.voice)
    if problem:
        yield from ("", problem, f"  Try: {suggested_command(verb, request.name)}")
    if overlong := ", ".join(f"“{phrase.text}”" for phrase in timeline.overlong):
        yield from ("", f"These recordings are longer than the time there is for them: {overlong}")
        yield f"  Try: {suggested_command('check', request.name)}"
    yield ""
    yield from filter(None, (card.needs, *card.care, card.caution, card.habit))


def _head_lines(card: "PracticeCard", timeline: "Timeline") -> Iterator[str]:
    length_range = f" (from {card.reach})" if " to " in card.reach else ""
    yield f"{card.title}, {card.clock(timeline.length_frames)}{length_range}"
    yield card.summary
    if card.pack:
        yield f"From the pack {card.pack}."
    for switch in card.switches:
        yield f"{'without' if switch.left_out else 'with':>7} {switch.name}  (--without {switch.word})"
    yield ""


def _line(cue: "OutlineEntry", card: "PracticeCard") -> str:
    line = f"{clock(seconds(cue.start_frame)):>6}  {cue.words}"
    if cue.voice == "second":
        line += "  (second voice)"
    if cue.stretches:
        bounds = f"{card.clock(cue.least_frames)} to {card.clock(cue.most_frames)}"
        line += f"  {card.clock(cue.length_frames)} of {bounds}"
    return line


def _as_json(practice: _Practice) -> dict[str, object]:
    from practice_player.timeline.export.cue_objects import caption_objects, cue_objects, part_objects

    loaded, card, timeline = practice.loaded, practice.card, practice.timeline
    return {
        "name": card.name,
        "title": card.title,
        "practice": card.practice,
        "lang": loaded.playable().lang,
        "length_s": timeline.length_s,
        "least_s": seconds(card.least_frames),
        "usual_s": seconds(card.usual_frames),
        "most_s": seconds(card.most_frames),
        "path": str(loaded.path),
        "pack": card.pack or None,
        "bed": timeline.bed,
        "without": sorted(card.without),
        "can_leave_out": [switch.word for switch in card.switches],
        "parts": part_objects(timeline),
        "cues": cue_objects(timeline, list(zip(practice.cues, practice.speakers, strict=True))),
        "captions": caption_objects(timeline),
    }
