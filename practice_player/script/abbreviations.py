"""Tells the full stop of an abbreviation from the one that ends a sentence.

A wrong end leaves a pause in the middle of a name; a missed one runs two sentences together.  Where
both readings are possible, the words around decide (docs/decisions/0023).
"""

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER: Final = _words("e.g i.e vs cf viz esp incl approx ca z.b d.h u.a bzw")
"""Something always follows."""

_TITLES: Final = _words(
    "dr mr mrs ms mx messrs prof st ste rev fr sr sra dra mme mlle hr gen col capt lt sgt mt"
)
"""A name follows; written small, only a few of them are no words of their own."""

_SMALL_TITLES: Final = _words("dr mr mrs prof")

_NUMBERED: Final = _words("no nos nr p pp")
"""A number follows; without one, “No.” is an answer."""

_CAPITAL_NUMBERED: Final = _words("Ch Vol Fig Op Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")

_EITHER: Final = _words(
    "a.m p.m etc inc ltd corp jr min mins sec secs hr hrs wk wks yr yrs ft ave blvd dept al usw"
)
"""May stand anywhere: a sentence ends with one when a capital letter follows."""

_DAYS: Final = _words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december"""
)
"""Names that stand after a time of day: “7 a.m. Monday”."""

_OPENERS: Final = _words(
    """a after and as at because before both but each for from here how i if in it its let maybe my notice
    now of on once or our perhaps rest some take that the their then there these they this those to we what
    when where while with you your"""
)
"""With a capital letter, these open a sentence; hardly anybody is called so."""

_BEFORE_NAMES: Final = _words("by of from with and")
_BEFORE_LETTERS: Final = _words(
    "answer grade group key letter note option part plan point side step string type vitamin"
)

_LONGEST: Final = max(map(len, _NEVER | _TITLES | _EITHER)) + 1

_LEADING: Final = re.compile(r"^\W+")
_COUNTED: Final = re.compile(r"^[\d.:,]+")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ZONE: Final = re.compile(r"(?:UTC|[ECMP]T|[A-Z]{2,3}T)\b")


def goes_on(before: str, word: str, following: str) -> bool:
    """Whether the sentence goes on after `word`, which ends with a full stop or another end."""
    if not word.endswith(".") or word.endswith("..") or not following or _is_plain(word):
        return False
    bare = _LEADING.sub("", word[:-1])
    name = _COUNTED.sub("", bare)
    plain, after = name.casefold(), _LEADING.sub("", following)
    first = re.split(r"\W", after, maxsplit=1)[0].casefold()
    opens = after[:1].isupper() and first in _OPENERS
    if plain in _NUMBERED or name in _CAPITAL_NUMBERED:
        return after[:1].isdigit()
    if plain in _NEVER or (plain in _TITLES and (name[:1].isupper() or plain in _SMALL_TITLES)):
        return plain in _NEVER or not opens or _is_initial(following)
    dotted = "." in bare
    if plain in _EITHER or (dotted and _DOTTED.fullmatch(name) and name.islower()):
        named = plain in ("a.m", "p.m") and (first in _DAYS or _ZONE.match(after))
        return not after[:1].isupper() or bool(named)
    if dotted and _DOTTED.fullmatch(bare):
        return not opens
    return _is_initial(word) and _is_named(before, word, following, opens=opens)


def _is_plain(word: str) -> bool:
    """Whether it is longer than any abbreviation, as most words before a full stop are."""
    return len(word) > _LONGEST and word[:-1].isalpha()


def _is_named(before: str, word: str, following: str, *, opens: bool) -> bool:
    """Whether a single letter begins a name, as in J. S. Bach, and does not name a thing, as in vitamin C."""
    if _is_initial(following) or _is_initial(before):
        return _is_initial(following) or not opens
    capital = _LEADING.sub("", following)[:1].isupper()
    if opens or not capital or _LEADING.sub("", word) == "I.":
        return False
    earlier = before.casefold().rstrip(".")
    return earlier not in _BEFORE_LETTERS and (
        not before or before[:1].isupper() or earlier in _BEFORE_NAMES or before.endswith((".", "!", "?"))
    )


def _is_initial(word: str) -> bool:
    return len(letter := _LEADING.sub("", word)) == 2 and letter[0].isupper() and letter[1] == "."  # noqa: PLR2004
