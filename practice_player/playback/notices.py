"""The notice line of a practice: what does not work, that the practice goes on, and what works again."""

from typing import Final

ABSENT: Final = "no sound card answers"
SLOW: Final = "the sound card is too slow"
UNWRITTEN: Final = "the journal cannot be written"
WRITTEN: Final = "The journal is written again."
OWN_WAY: Final = "More is left out here than in the invitation: you begin together, and this way is your own."
OVER: Final = "Its moment is past, so it does not begin."

SHOWN_S: Final = 12.0
"""How long an event is shown; a problem is shown as long as it lasts."""

SILENCE_S: Final = 8.0
"""How long it is said that nothing is heard; after that a sign is enough."""


class SilenceNotice:
    """Whether it was said that nothing is heard; practices of one run share it, so that it is said once."""

    def __init__(self) -> None:
        self.was_said = False


class Notices:
    """Remembers the last problem, so that its end is announced too."""

    def __init__(self, silence_notice: SilenceNotice | None = None) -> None:
        self._silence_notice = silence_notice or SilenceNotice()
        self._unwritten = False
        self._news = ""
        self._event = ""
        self._until_s = float("-inf")
        self._since_s = float("-inf")
        """Since when it is silent, or not."""

        self._was_silent: bool | None = None
        self._says_silence = False

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
        silent = self._must_say_silence(now_s, silent=silent)
        problem = _problem_line(silent=silent, slow=slow, unwritten=unwritten, trouble=trouble)
        return " ".join(part for part in (problem, event) if part)

    def _must_say_silence(self, now_s: float, *, silent: bool) -> bool:
        """Whether to say now that nothing is heard: for a while, and again only after a card was heard."""
        if silent is not self._was_silent:
            self._was_silent, self._since_s = silent, now_s
            self._says_silence = silent and not self._silence_notice.was_said
            self._silence_notice.was_said |= silent
        is_over = now_s - self._since_s >= SILENCE_S
        if not silent and is_over:
            self._silence_notice.was_said = False
        return self._says_silence and not is_over


def _problem_line(*, silent: bool, slow: bool, unwritten: bool, trouble: str) -> str:
    sound_problem = trouble or ((SLOW if slow else ABSENT) if silent else "")
    problems = ", and ".join(part for part in (sound_problem, UNWRITTEN if unwritten else "") if part)
    if not problems:
        return ""
    goes_on = "The practice goes on in silence." if silent and not unwritten else "The practice goes on."
    return f"{problems[0].upper()}{problems[1:]}. {goes_on}"
