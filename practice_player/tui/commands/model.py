"""What a command is, and how the commands of one place become bindings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCommand:
    """Something a person can ask for with a key."""

    key: str
    """As Textual names it; several are parted by commas."""

    shown: str
    """The key as people read it."""

    name: str
    """One or two words, for the footer and the palette."""

    tooltip: str
    """One sentence, for the help."""

    action: str

    footer: bool = True
    """False keeps it out of the footer; the help has it all the same."""

    offered: bool = True
    """False keeps it out of the palette: it only moves the focus, or opens the palette itself."""

    anywhere: bool = False
    """True makes the key work under any overlay, and while text is being typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySection:
    """The commands of one place, as the help groups them."""

    title: str
    commands: tuple[KeyCommand, ...]

    def only(self, is_possible: Callable[[str], bool]) -> Self:
        """Returns the section with the commands whose action is possible."""
        return replace(self, commands=tuple(each for each in self.commands if is_possible(each.action)))

    @property
    def bindings(self) -> list[BindingType]:
        return [
            Binding(
                command.key,
                command.action,
                command.name,
                show=command.footer,
                key_display=command.shown,
                tooltip=command.tooltip,
                priority=command.anywhere,
            )
            for command in self.commands
        ]
