"""The pages that say what this program is and is not, and where to find help.

Reading them needs no core, file or journal, and leaves no trace.  The helpline directory is the only
address: an outdated number could be the one that somebody needs.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of text."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def printed_paragraphs(self) -> tuple[str, ...]:
        """The paragraphs without what is said of keys, for where none is pressed."""
        return tuple(paragraph.removesuffix(_KEY_NOTE) for paragraph in self.paragraphs)


_KEY_NOTE: Final = " Q closes this page."

_WHAT_THIS_IS: Final = (
    "These are practices for everyday stress and for company. They are not therapy or medical care, and "
    "nobody is watching the other end. They will not suit everyone on every day. If something here makes "
    "you feel worse, stop; that is good judgement, not failure."
)
_NOT_SAFE: Final = (
    "If you might harm yourself or someone else, or you are not safe where you are: contact your local "
    "emergency number, or a person who can be with you, now. findahelpline.com lists free lines by country."
)

FIRST_RUN: Final = Page(title="Before you begin", paragraphs=(_NOT_SAFE, _WHAT_THIS_IS))
"""Shown once, before anything else; where to turn stands first, so that it fits into the smallest window."""

_A_BIT_MUCH: Final = (
    "Looks like this got a bit much. That happens, and stopping was the right call. You could: put both "
    "feet on the floor; look for three things of one colour; drink something cold; walk to another room; "
    "message someone. This practice will keep; you don't have to finish it."
)
_A_BIT_MUCH_FOR_TWO: Final = (
    "With someone? Let's pause. No need to explain. The one who is more settled can ask, once: company, or "
    "space? Whatever the answer, do that. If it's space, say when you'll be back. Keep your voice low, give "
    "room, don't touch without asking, and leave the topic where it is."
)
_STILL_STRONG: Final = (
    "If two hours later it is still strong, or sleep goes, or it keeps happening: leave inward practices for "
    "now, and talk to a doctor or therapist."
)
_AFRAID: Final = (
    "If you are afraid of your partner, if they check, control, threaten, hurt or push you, or if saying no "
    "has a price: this tool's couple practices are not for you two right now, and that is not your fault. "
    "Talk to someone outside first: a domestic-abuse helpline, a doctor, a friend. Use a device they can't "
    f"see.{_KEY_NOTE}"
)

SAFETY: Final = Page(
    title="If it is too much",
    paragraphs=(_NOT_SAFE, _A_BIT_MUCH, _A_BIT_MUCH_FOR_TWO, _STILL_STRONG, _AFRAID, _WHAT_THIS_IS),
)
"""The help page; it always shows everything, so that having it open does not reveal why."""
