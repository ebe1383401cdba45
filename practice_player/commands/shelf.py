"""`list` and `show`: what there is to practise, and how one practice goes."""

import json
from decimal import Decimal
from typing import Final

from practice_player.commands.reading import read_recordings
from practice_player.practice.card import Card
from practice_player.practice.wiring import open_house
from practice_player.script.library import Library, Script
from practice_player.settings import sessions_dirs
from practice_player.timeline.cue import Timeline
from practice_player.timeline.outline import Cue, outline
from practice_player.units import clock, clock_range, seconds

LIST_WAITS_S: Final = 10.0
"""How long `list` waits for recordings that were never read; a script with a longer one says so."""


def list_practices(*, practice: str | None, goal: str | None, as_json: bool) -> int:
    """Prints every practice; one that has problems is named on the last lines."""
    house = open_house(log=False)
    scripts = Library(sessions_dirs()).scripts()
    read_recordings(house, scripts, wait_s=LIST_WAITS_S)
    rows = [(script, house.card(script, wait=False)) for script in scripts]
    rows = [
        (script, card)
        for script, card in rows
        if (practice is None or card.practice in (practice, "")) and (goal is None or card.goal in (goal, ""))
    ]
    if as_json:
        print(json.dumps([_as_json(script, card) for script, card in rows], indent=2, ensure_ascii=False))
        return 0
    for heading, kind in (("Alone", "solo"), ("Together", "partner")):
        chosen = [card for _, card in rows if card.practice == kind and not card.problem]
        if chosen:
            print(heading)
        for card in chosen:
            mark = "  (yours, in place of the shipped one)" if card.replaces else ""
            print(f"  {card.name:<18} {clock(card.usual_s):>6}  {card.goal:<9} {card.summary}{mark}")
    for _, card in rows:
        if card.problem:
            print(f"\n{card.title} cannot be played yet:\n{card.problem}")
            if card.replaces:
                print(f"  It stands in place of the shipped one; without it, {card.name} is there again.")
    return 0


def show(name: str, *, length_s: Decimal | None, without: frozenset[str], voice: str, as_json: bool) -> int:
    """Prints one practice, cue by cue."""
    script = Library(sessions_dirs()).find(name)
    script.playable()
    house = open_house(voice=voice, log=False)
    read_recordings(house, [script])
    left_out = house.left_out(name, without)
    timeline = house.timeline(name, length_s=length_s, without=left_out)
    card = house.named(name, left_out)
    if as_json:
        print(json.dumps(_shown(script, card, timeline), indent=2, ensure_ascii=False))
        return 0
    print(f"{card.title}, {clock(timeline.length_s)} (from {clock_range(card.least_s, card.most_s)})")
    print(card.summary)
    for switch in card.switches:
        print(f"{'without' if switch.left_out else 'with':>7} {switch.name}  (--without {switch.word})")
    print()
    for cue in outline(timeline):
        print(_line(cue))
    for note in (*card.care, card.caution):
        if note:
            print(f"\n{note}", end="")
    print()
    return 0


def _line(cue: Cue) -> str:
    line = f"{clock(seconds(cue.start_frame)):>6}  {cue.words}"
    if cue.stretches:
        bounds = f"{clock(seconds(cue.least_frames))} to {clock(seconds(cue.most_frames))}"
        line += f"  {clock(seconds(cue.length_frames))} of {bounds}"
    return line


def _shown(script: Script, card: Card, timeline: Timeline) -> dict[str, object]:
    return {
        "name": card.name,
        "title": card.title,
        "practice": card.practice,
        "length_s": timeline.length_s,
        "least_s": card.least_s,
        "usual_s": card.usual_s,
        "most_s": card.most_s,
        "path": str(script.path),
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


def _as_json(script: Script, card: Card) -> dict[str, object]:
    return {
        "name": card.name,
        "title": card.title,
        "practice": card.practice,
        "goal": card.goal,
        "level": card.level,
        "least_s": card.least_s,
        "usual_s": card.usual_s,
        "most_s": card.most_s,
        "path": str(script.path),
        "replaces": str(script.replaces) if script.replaces else None,
        "can_leave_out": [switch.word for switch in card.switches],
        "problems": [str(problem) for problem in script.problems] or ([card.problem] if card.problem else []),
    }
