"""`list` and `show`: what there is to practise, and how one practice goes."""

import json
from decimal import Decimal

from practice_player.practice.card import Card
from practice_player.practice.wiring import open_house
from practice_player.script.library import Library, Script
from practice_player.settings import sessions_dirs
from practice_player.timeline.outline import outline
from practice_player.units import clock, seconds


def list_practices(*, practice: str | None, goal: str | None, as_json: bool) -> int:
    """Prints every practice; one that has problems is named on the last lines."""
    house = open_house(log=False)
    rows = [(script, house.card(script)) for script in Library(sessions_dirs()).scripts()]
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
            print(f"  {card.name:<18} {clock(card.usual_s):>6}  {card.goal:<9} {card.summary}")
    for _, card in rows:
        if card.problem:
            print(f"\n{card.title} cannot be played yet:\n{card.problem}")
    return 0


def show(name: str, *, length_s: Decimal | None, voice: str, as_json: bool) -> int:
    """Prints one practice, cue by cue."""
    script = Library(sessions_dirs()).find(name)
    session = script.playable()
    house = open_house(voice=voice, log=False)
    timeline = house.timeline(name, length_s=length_s)
    cues = outline(timeline)
    if as_json:
        shown = {
            "name": script.name,
            "title": session.title,
            "practice": session.practice,
            "length_s": timeline.length_s,
            "cues": [
                {
                    "start_s": seconds(cue.start_frame),
                    "length_s": seconds(cue.length_frames),
                    "kind": str(cue.kind),
                    "text": cue.text,
                    "clip": cue.clip,
                }
                for cue in cues
            ],
        }
        print(json.dumps(shown, indent=2, ensure_ascii=False))
        return 0
    card = house.card(script)
    print(f"{card.title}, {clock(timeline.length_s)} (from {clock(card.least_s)} to {clock(card.most_s)})")
    print(f"{card.summary}\n")
    for cue in cues:
        print(f"{clock(seconds(cue.start_frame)):>6}  {cue.words}")
    for note in (*card.care, card.caution):
        if note:
            print(f"\n{note}", end="")
    print()
    return 0


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
        "problems": [str(problem) for problem in script.problems] or ([card.problem] if card.problem else []),
    }
