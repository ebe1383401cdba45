"""The one calm line a practice says about itself: what is amiss, and that it goes on."""

from typing import Final

ABSENT: Final = "no sound card answers"
SLOW: Final = "the sound card is too slow"
UNWRITTEN: Final = "the journal cannot be written"


def notice(*, silent: bool, slow: bool, unwritten: bool) -> str:
    """Empty when all is well; `slow` is why it is silent."""
    sound = (SLOW if slow else ABSENT) if silent else ""
    amiss = ", and ".join(part for part in (sound, UNWRITTEN if unwritten else "") if part)
    if not amiss:
        return ""
    goes_on = "The practice goes on in silence." if silent and not unwritten else "The practice goes on."
    return f"{amiss[0].upper()}{amiss[1:]}. {goes_on}"
