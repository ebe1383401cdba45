"""Two timelines have one fingerprint exactly when the same is heard at the same frames."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.fingerprint import fingerprint
from tests.fakes import clips_in, no_clips, script_of

STEPS = "  - say: Hello to you.\n  - rest: 5/10/30s\n  - {breathe: 4-0-6-0, cycles: 3}\n"


def test_another_length_other_words_or_longer_recordings_are_another_timeline(tmp_path: Path) -> None:
    usual = fingerprint(compile_timeline(script_of(STEPS), clips_in(tmp_path, hello=2.0)))

    longer = compile_timeline(script_of(STEPS), clips_in(tmp_path, hello=2.0), length_s=Decimal(50))
    other_words = compile_timeline(script_of(STEPS.replace("to you", "to me")), clips_in(tmp_path, hello=2.0))
    other_recordings = compile_timeline(script_of(STEPS), clips_in(tmp_path, hello=2.1))

    assert usual not in {fingerprint(timeline) for timeline in (longer, other_words, other_recordings)}


def test_another_background_is_heard_in_step() -> None:
    timeline = compile_timeline(script_of(STEPS), no_clips)

    assert fingerprint(replace(timeline, bed="rain", level_db=-4.0)) == fingerprint(timeline)
