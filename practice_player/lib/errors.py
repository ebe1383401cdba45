"""The exceptions of the program, in one tree.

PracticeError            place, problem, remedy
├── UsageError           the command line asks for what cannot be (exit 2)
├── ScriptError          a script that cannot be played, with a diagnostic of every problem
├── NameUnknownError     no practice of that name
├── LengthError          a length outside a practice's range
├── ClipError            a recording that is missing or cannot be read
├── OutputError          a sound card or file that cannot be opened or written
│   └── DiskFullError    a file that cannot be written because the disk is full
├── InputError           a microphone that is missing or cannot be opened
├── VoiceError           narration that cannot be made
├── ChoiceError          something chosen that a practice has no way for
├── PreferencesError     preferences that cannot be saved
├── BalanceError         a wish or a plan that cannot be saved
├── PeopleError          a name that cannot be used, or people that cannot be read or saved
├── PathsError           which paths are followed cannot be saved
├── InvitationError      a code that is none, or an invitation that cannot be made or followed
├── PackError            a pack that is refused, or that cannot be made, added or removed
├── CompletionError      the completion of a shell that was not installed or cannot be read
└── JournalError         the journal cannot be read or written
    └── JournalDamagedError  a journal of this program that is damaged
"""

from typing import TYPE_CHECKING

from practice_player.lib.plain_text import one_line

if TYPE_CHECKING:
    from practice_player.lib.diagnostics import Diagnostic


def in_two_lines(problem: str, fix: str) -> str:
    """Returns a message whose second line is the remedy, whatever characters either contains."""
    return f"{one_line(problem)}\n  Try: {one_line(fix)}"


class PracticeError(Exception):
    """A failure in the reader's terms: where it is, what is wrong, and what to try.

    Its text has one line for place and problem and one for the remedy, whatever characters they contain;
    the fields hold them unchanged.
    """

    def __init__(self, problem: str, *, fix: str, place: str = "") -> None:
        super().__init__(in_two_lines(f"{place}: {problem}" if place else problem, fix))
        self.place = place
        self.problem = problem
        self.fix = fix


class ScriptError(PracticeError):
    """A script that cannot be played; carries every problem, in the order of the file."""

    def __init__(self, problems: "tuple[Diagnostic, ...]") -> None:
        first = problems[0]
        super().__init__(first.problem, fix=first.fix, place=str(first.place))
        self.problems = problems

    def __str__(self) -> str:
        from practice_player.lib.diagnostics import tell_once  # late: it is built on this module

        return "\n".join(map(str, tell_once(self.problems)))


class UsageError(PracticeError):
    """The command line asks for something that cannot be."""


class NameUnknownError(PracticeError):
    """No practice has that name."""


class LengthError(PracticeError):
    """A length outside what a practice can be stretched to."""


class ClipError(PracticeError):
    """A recording that is missing or cannot be read."""


class OutputError(PracticeError):
    """A sound card or sound file that cannot be opened or written."""


class DiskFullError(OutputError):
    """A file that cannot be written because the disk is full; so would be the next one."""


class InputError(PracticeError):
    """A microphone that is missing or cannot be opened."""


class VoiceError(PracticeError):
    """Narration that cannot be made."""


class UnspeakableError(VoiceError):
    """A sentence that a speech engine cannot say; the others can still be narrated."""


class ChoiceError(PracticeError):
    """Something was chosen that a practice has no way for."""


class PreferencesError(PracticeError):
    """Preferences cannot be saved for the next time."""


class BalanceError(PracticeError):
    """A wish or a plan cannot be saved."""


class PeopleError(PracticeError):
    """A name that cannot be used, or people that cannot be read or saved."""


class PathsError(PracticeError):
    """Which paths are followed cannot be saved."""


class InvitationError(PracticeError):
    """A code that is none, or an invitation that cannot be made or followed."""


class PackError(PracticeError):
    """A pack is refused, or cannot be made, added or removed."""


class CompletionError(PracticeError):
    """The completion of a shell was not installed, or cannot be read."""


class JournalError(PracticeError):
    """The journal cannot be read or written."""


class JournalDamagedError(JournalError):
    """The file is a journal of this program, but damaged."""
