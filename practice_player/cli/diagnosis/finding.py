"""What one part of the program, or of the machine, was found to be like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A part that works, or that can be done without."""

    text: str
    """One line."""

    facts: Mapping[str, object] = field(default_factory=dict)
    """The same for programs: names and values that JSON can hold."""


Check: TypeAlias = Callable[[], Finding]
"""Looks at one part; imports what it needs for that.

Raises:
    PracticeError: it does not work, and what to do about it.
"""
