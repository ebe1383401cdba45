"""Paths to test with."""

from pathlib import Path

TWO_STEPS = """\
format: 1
title: There and Back
summary: A first thing, and a second.
steps:
  - practice: first
    times: 2
  - practice: [second, other]
    words: Now the second.
    again: any
"""


def write_path(folder: Path, name: str = "there-and-back", text: str = TWO_STEPS) -> Path:
    """Writes a path below a folder of scripts."""
    (folder / "paths").mkdir(parents=True, exist_ok=True)
    file = folder / "paths" / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file
