"""`list` and `show`: what there is to practise, and how one practice goes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from practice_player.cli.printing import say, say_json, say_lines, warn_lines
from practice_player.cli.reading import read_recordings
from practice_player.core.bootstrap import create_core
from practice_player.core.card import PracticeCard
from practice_player.core.cards import unheard
from practice_player.core.request import PracticeRequest
from practice_player.lib.plain_text import one_line, padded
from practice_player.lib.suggested_commands import command
from practice_player.lib.units import clock, seconds
from practice_player.lint.rules.shelf import unsearched_folders
from practice_player.script.discovery import FoundScript
from practice_player.script.library import LoadedScript
from practice_player.settings import sessions_dirs
from practice_player.timeline.model import OutlineEntry, Timeline
from practice_player.timeline.outline import outline

LIST_WAITS_S: Final = 10.0
"""How long `list` waits for recordings that were never read; a script with a longer one says so."""

NAME_CELLS: Final = 18

MOST_LETTERS: Final = 300
"""Of a title or a summary in the list; `show` and `--json` have the whole."""


def list_practices(*, practice: str | None, goal: str | None, as_json: bool, traces: bool) -> int:
    """Prints every practice; one that has problems is named on the last lines."""
    core = create_core(log=traces)
    catalog = core.catalog(partial(read_recordings, core, wait_s=LIST_WAITS_S))
    rows = [
        replace(one, card=settled(one.card))
        for one in catalog
        if (practice is None or one.card.practice in (practice, ""))
        and (goal is None or one.card.goal in (goal, ""))
    ]
    if as_json:
        say_json([_as_json(one.file, one.card, one.problems) for one in rows])
        _tell_of_folders(warn_lines)
        return 0
    for heading, kind in (("Alone", "solo"), ("Together", "partner")):
        chosen = [one.card for one in rows if one.card.practice == kind and not one.card.problem]
        if chosen:
            say(heading)
        for card in chosen:
            mark = "  (yours, in place of the shipped one)" if card.replaces else ""
            name, summary = padded(one_line(card.name), NAME_CELLS), one_line(card.summary, MOST_LETTERS)
            say(f"  {name} {card.clock(card.usual_frames):>6}  {card.goal:<9} {summary}{mark}")
    for card in (one.card for one in rows):
        if card.problem:
            say()
            say(f"{one_line(card.title, MOST_LETTERS)} cannot be played yet:")
            say_lines(card.problem)
            if card.replaces:
                say(f"  It stands in place of the shipped one; without it, {card.name} is there again.")
    _tell_of_folders(say_lines)
    return 0


def show(request: PracticeRequest, *, as_json: bool) -> int:
    """Prints one practice, cue by cue."""
    core = create_core(voice=request.voice, log=request.log)
    loaded = core.open(request.name)
    script = loaded.playable()
    read_recordings(core, [loaded])
    timeline = core.timeline(loaded, request)
    card = core.card(loaded, request.without)
    if as_json:
        say_json(_shown(loaded, card, timeline))
        return 0
    reach = f" (from {card.reach})" if " to " in card.reach else ""
    say(f"{card.title}, {card.clock(timeline.length_frames)}{reach}")
    say(card.summary)
    for switch in card.switches:
        say(f"{'without' if switch.left_out else 'with':>7} {switch.name}  (--without {switch.word})")
    say()
    for cue in outline(timeline):
        say(_line(cue, card))
    missing, verb = unheard(timeline, script, request.voice)
    if missing:
        say()
        say(missing)
        say(f"  Try: {command(verb, request.name)}")
    if overlong := ", ".join(f"“{phrase.text}”" for phrase in timeline.overlong):
        say()
        say(f"These recordings are longer than the time there is for them: {overlong}")
        say(f"  Try: {command('check', request.name)}")
    say()
    for note in (*card.care, card.caution):
        if note:
            say(note)
    return 0


def settled(card: PracticeCard) -> PracticeCard:
    """What a list has begun to read does not go on behind it: says what reads it to its end."""
    if not card.reading:
        return card
    first = card.problem.partition("\n")[0]
    return replace(card, problem=f"{first}\n  Try: `{command('show', card.name)}` reads it to its end, once")


def _tell_of_folders(tell: Callable[[str], None]) -> None:
    for problem in unsearched_folders(sessions_dirs()):
        tell(f"\n{problem.place.path}: {problem.problem}\n  Try: {problem.fix}")


def _line(cue: OutlineEntry, card: PracticeCard) -> str:
    line = f"{clock(seconds(cue.start_frame)):>6}  {cue.words}"
    if cue.stretches:
        bounds = f"{card.clock(cue.least_frames)} to {card.clock(cue.most_frames)}"
        line += f"  {card.clock(cue.length_frames)} of {bounds}"
    return line


def _shown(loaded: LoadedScript, card: PracticeCard, timeline: Timeline) -> dict[str, object]:
    return {
        "name": card.name,
        "title": card.title,
        "practice": card.practice,
        "length_s": timeline.length_s,
        "least_s": seconds(card.least_frames),
        "usual_s": seconds(card.usual_frames),
        "most_s": seconds(card.most_frames),
        "path": str(loaded.path),
        "bed": timeline.bed,
        "without": sorted(card.without),
        "can_leave_out": [switch.word for switch in card.switches],
        "cues": [
            {
                "start_s": seconds(cue.start_frame),
                "length_s": seconds(cue.length_frames),
                "least_s": seconds(cue.least_frames),
                "most_s": seconds(cue.most_frames),
                "kind": str(cue.kind),
                "text": cue.text,
                "clip": cue.clip,
            }
            for cue in outline(timeline)
        ],
    }


def _as_json(file: FoundScript, card: PracticeCard, problems: Sequence[str]) -> dict[str, object]:
    return {
        "name": card.name,
        "title": card.title,
        "practice": card.practice,
        "goal": card.goal,
        "level": card.level,
        "least_s": seconds(card.least_frames),
        "usual_s": seconds(card.usual_frames),
        "most_s": seconds(card.most_frames),
        "path": str(file.path),
        "replaces": str(file.replaces) if file.replaces else None,
        "can_leave_out": [switch.word for switch in card.switches],
        "problems": list(problems) or ([card.problem] if card.problem else []),
    }
