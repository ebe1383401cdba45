"""Notes for whoever reads a script: allowed everywhere, and neither said nor shown anywhere."""

from pathlib import Path

import pytest

from practice_player.lib.errors import ScriptError
from practice_player.script.parsing.reader import draft_of, read
from practice_player.script.tree import texts, walk_steps
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.outline import outline
from practice_player.timeline.phrases import spoken
from tests.fakes import HEAD, no_clips, script_of
from tests.lint.linting import lint_steps

NOTED_STEPS = """\
  - {say: Sit., note: SECRET}
  - {rest: 20s, note: SECRET}
  - {stay: 20s, note: SECRET}
  - {breathe: 4-0-6-0, cycles: 3, note: SECRET}
  - {count: 3, note: SECRET}
  - {bell: 1, note: SECRET}
  - {turn: both, for: 20s, note: SECRET}
  - {wait: 20s, note: SECRET}
  - {agree: Still good?, for: 20s, shift: [{rest: 20s, note: SECRET}], note: SECRET}
  - {background: rain, note: SECRET}
  - {heading: Here, note: SECRET}
  - {sound: gong.wav, note: SECRET}
  - {voice: second, speaks: [{say: Sit., note: SECRET}], note: SECRET}
  - {times: 2, repeat: [{rest: 20s}], note: SECRET}
  - {when: touch, then: [{rest: 20s}], otherwise: [{rest: 20s}], note: SECRET}
"""


def test_every_step_and_the_head_can_have_a_note_and_nothing_shows_it() -> None:
    script = script_of(NOTED_STEPS, practice="partner", more="note: SECRET\nasks: {touch: yes}")
    timeline = compile_timeline(script, no_clips)

    assert script.note == "SECRET"
    assert "SECRET" not in "".join(words for step in walk_steps(script.steps) for _, words in texts(step))
    assert "SECRET" not in str(timeline)
    assert "SECRET" not in str([*outline(timeline), *spoken(script)])


def test_an_include_and_a_piece_can_have_a_note(tmp_path: Path) -> None:
    (tmp_path / "pieces").mkdir()
    piece = "format: 1\nnote: For mornings.\nsteps:\n  - {rest: 20s, note: Short.}\n"
    (tmp_path / "pieces" / "opening.yaml").write_text(piece)
    path = tmp_path / "evening.yaml"
    head = HEAD.format(practice="solo", more="bed: none")
    path.write_text(f"{head}  - {{include: pieces/opening.yaml, note: Mind the length.}}\n")

    assert compile_timeline(read(path), no_clips).length_s == 20.5
    assert draft_of(path).problems == ()


def test_a_note_by_itself_is_told_where_it_belongs() -> None:
    with pytest.raises(ScriptError) as caught:
        script_of("  - note: They have just come in.\n  - rest: 20s\n")

    (problem,) = caught.value.problems
    assert (
        problem.fix
        == "write the note into the step it is about, below its first line; or begin the line with `# `"
    )


def test_what_a_note_says_is_nobodys_business() -> None:
    assert lint_steps("  - {say: Sit., note: Just relax (10 s) and let go of **it**.}\n") == []
