"""The one calm line a practice says about itself: what is amiss, that it goes on, and what is well again."""

from typing import Final

ABSENT: Final = "no sound card answers"
SLOW: Final = "the sound card is too slow"
UNWRITTEN: Final = "the journal cannot be written"
WRITTEN: Final = "The journal is written again."

SHOWN_S: Final = 12.0
"""How long a line stays that says what has happened, and not what is."""

SILENCE_S: Final = 8.0
"""How long it is said that nothing is heard; after that a sign is enough."""


class Notices:
    """Remembers what was amiss, so that its end is said too."""

    def __init__(self) -> None:
        self._unwritten = False
        self._news = ""
        self._happened = ""
        self._until_s = float("-inf")
        self._silent_since_s: float | None = None

    def tell(self, happening: str, now_s: float) -> None:
        """Says for a while that something has happened."""
        self._happened, self._until_s = happening, now_s + SHOWN_S

    def line(
        self, now_s: float, *, silent: bool, slow: bool, unwritten: bool, news: str, trouble: str = ""
    ) -> str:
        """Empty when all is well.

        `news` is what became of a damaged journal; `trouble` what cannot be heard although a card is open.
        """
        if self._unwritten and not unwritten:
            self._happened, self._until_s = WRITTEN, now_s + SHOWN_S
        if news != self._news:
            self._happened, self._until_s = news, now_s + SHOWN_S
        self._unwritten, self._news = unwritten, news
        happened = self._happened if now_s < self._until_s else ""
        if not silent:
            self._silent_since_s = None
        elif self._silent_since_s is None:
            self._silent_since_s = now_s
        elif now_s - self._silent_since_s >= SILENCE_S:
            silent = False  # it has been said
        amiss = _amiss(silent=silent, slow=slow, unwritten=unwritten, trouble=trouble)
        return " ".join(part for part in (amiss, happened) if part)


def _amiss(*, silent: bool, slow: bool, unwritten: bool, trouble: str) -> str:
    sound = trouble or ((SLOW if slow else ABSENT) if silent else "")
    amiss = ", and ".join(part for part in (sound, UNWRITTEN if unwritten else "") if part)
    if not amiss:
        return ""
    goes_on = "The practice goes on in silence." if silent and not unwritten else "The practice goes on."
    return f"{amiss[0].upper()}{amiss[1:]}. {goes_on}"
