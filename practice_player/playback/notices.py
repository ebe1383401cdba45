"""The notice line of a practice: what does not work, that the practice goes on, and what works again."""

from typing import Final

ABSENT: Final = "no sound card answers"
SLOW: Final = "the sound card is too slow"
UNWRITTEN: Final = "the journal cannot be written"
WRITTEN: Final = "The journal is written again."

SHOWN_S: Final = 12.0
"""How long an event is shown; a problem is shown as long as it lasts."""

SILENCE_S: Final = 8.0
"""How long it is said that nothing is heard; after that a sign is enough."""


class Notices:
    """Remembers the last problem, so that its end is announced too."""

    def __init__(self) -> None:
        self._unwritten = False
        self._news = ""
        self._event = ""
        self._until_s = float("-inf")
        self._silent_since_s: float | None = None

    def announce(self, event: str, now_s: float) -> None:
        """Shows an event for a while."""
        self._event, self._until_s = event, now_s + SHOWN_S

    def line(
        self, now_s: float, *, silent: bool, slow: bool, unwritten: bool, news: str, trouble: str = ""
    ) -> str:
        """Returns the line to show now; empty if everything works.

        `news` says what happened to a damaged journal; `trouble` what cannot be heard although a card is
        open.
        """
        if self._unwritten and not unwritten:
            self._event, self._until_s = WRITTEN, now_s + SHOWN_S
        if news != self._news:
            self._event, self._until_s = news, now_s + SHOWN_S
        self._unwritten, self._news = unwritten, news
        event = self._event if now_s < self._until_s else ""
        if not silent:
            self._silent_since_s = None
        elif self._silent_since_s is None:
            self._silent_since_s = now_s
        elif now_s - self._silent_since_s >= SILENCE_S:
            silent = False  # it has been said
        problem = _problem_line(silent=silent, slow=slow, unwritten=unwritten, trouble=trouble)
        return " ".join(part for part in (problem, event) if part)


def _problem_line(*, silent: bool, slow: bool, unwritten: bool, trouble: str) -> str:
    sound_problem = trouble or ((SLOW if slow else ABSENT) if silent else "")
    problems = ", and ".join(part for part in (sound_problem, UNWRITTEN if unwritten else "") if part)
    if not problems:
        return ""
    goes_on = "The practice goes on in silence." if silent and not unwritten else "The practice goes on."
    return f"{problems[0].upper()}{problems[1:]}. {goes_on}"
