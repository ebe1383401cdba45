"""`show`: prints one practice, cue by cue."""

import argparse
from collections.abc import Sequence
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
    from practice_player.core.bootstrap import create_core
    from practice_player.core.card_building import describe_unheard
    from practice_player.timeline.outline import outline
    from practice_player.voice.fallback import voice_of
    from practice_player.voice.lookup import find_all_voices

    warn_of_settings()
    core = create_core(voice=request.voice, log=request.log, preferences=own_preferences())
    loaded = core.open(request.name)
    script = loaded.playable()
    read_recordings(core, [loaded])
    timeline = core.timeline(loaded, request)
    card = core.card(loaded, request.without)
    cues = outline(timeline)
    voices = find_all_voices()
    speakers = [voice_of(cue.clip, voices) for cue in cues]
    if as_json:
        say_json(_as_json(loaded, card, timeline, list(zip(cues, speakers, strict=True))))
        return 0
    _print_head(card, timeline)
    if any(cue.voice == "second" for cue in cues):
        second = core.second_voice or "nobody, so the first says it all"
        say(f"Two voices: {core.voice}, and as the second {second}.")
        say()
    is_mixed = any(
        speaker not in (None, core.voice, core.second_voice if cue.voice == "second" else core.voice)
        for cue, speaker in zip(cues, speakers, strict=True)
    )
    for cue, speaker in zip(cues, speakers, strict=True):
        say(_line(cue, card) + (f"  [{speaker}]" if is_mixed and speaker else ""))
    problem, verb = describe_unheard(timeline, script, core.voice)
    if problem:
        say()
        say(problem)
        say(f"  Try: {suggested_command(verb, request.name)}")
    if overlong := ", ".join(f"“{phrase.text}”" for phrase in timeline.overlong):
        say()
        say(f"These recordings are longer than the time there is for them: {overlong}")
        say(f"  Try: {suggested_command('check', request.name)}")
    say()
    for note in (card.needs, *card.care, card.caution, card.habit):
        if note:
            say(note)
    return 0


def _print_head(card: "PracticeCard", timeline: "Timeline") -> None:
    length_range = f" (from {card.reach})" if " to " in card.reach else ""
    say(f"{card.title}, {card.clock(timeline.length_frames)}{length_range}")
    say(card.summary)
    if card.pack:
        say(f"From the pack {card.pack}.")
    for switch in card.switches:
        say(f"{'without' if switch.left_out else 'with':>7} {switch.name}  (--without {switch.word})")
    say()


def _line(cue: "OutlineEntry", card: "PracticeCard") -> str:
    line = f"{clock(seconds(cue.start_frame)):>6}  {cue.words}"
    if cue.voice == "second":
        line += "  (second voice)"
    if cue.stretches:
        bounds = f"{card.clock(cue.least_frames)} to {card.clock(cue.most_frames)}"
        line += f"  {card.clock(cue.length_frames)} of {bounds}"
    return line


def _as_json(
    loaded: "LoadedScript",
    card: "PracticeCard",
    timeline: "Timeline",
    cues: "Sequence[tuple[OutlineEntry, str | None]]",
) -> dict[str, object]:
    from practice_player.timeline.export.cue_objects import caption_objects, cue_objects, part_objects

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
        "cues": cue_objects(timeline, cues),
        "captions": caption_objects(timeline),
    }
