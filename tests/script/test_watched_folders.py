"""Noticing that a script in the watched folders was saved, added or removed."""

import os
from pathlib import Path

from practice_player.script.watch import mark


def test_a_mark_changes_when_a_script_does_and_not_otherwise(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "pieces").mkdir(parents=True)
    (folder / "calm.yaml").write_text("one")
    marks = [mark([folder])]

    def has_changed() -> bool:
        marks.append(mark([folder]))
        return marks[-1] != marks[-2]

    assert not has_changed()
    (folder / "notes.txt").write_text("x")
    assert not has_changed(), "only scripts count"
    (folder / "calm.yaml").write_text("longer")
    assert has_changed()
    (folder / "pieces" / "opening.yml").write_text("x")
    assert has_changed()
    os.utime(folder / "calm.yaml", ns=(1, 1))
    assert has_changed()
    (folder / "calm.yaml").rename(folder / "calmer.yaml")
    assert has_changed()
    (folder / "calmer.yaml").unlink()
    assert has_changed()


def test_folders_that_cannot_be_looked_at_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path)

    assert mark([tmp_path / "none", tmp_path]) == frozenset()


def test_a_link_that_leads_nowhere_counts_and_what_comes_to_its_place(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nothing")

    nowhere = mark([tmp_path])
    (tmp_path / "nothing").write_text("something")

    assert len(nowhere) == 1
    assert mark([tmp_path]) not in (nowhere, frozenset())
