"""Tells the full stop of an abbreviation from the one that ends a sentence.

An end that is assumed wrongly leaves a pause in the middle of a name; an end that is missed runs two
sentences together.  Where both readings are possible, the neighbouring words decide (docs/decisions/0023).
"""

import re
from typing import Final


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_LAST: Final = _word_set("e.g i.e vs cf viz esp incl approx ca z.b d.h u.a bzw")
"""Abbreviations that never end a sentence."""

_PAIRS: Final = frozenset(("p.ex", "p.ej"))
"""Abbreviations of two words, in French, Spanish and Portuguese; German ones have two letters: “z. B.”."""

_MONTHS_AFTER_DATES: Final = _word_set(
    """januar februar märz april mai juni juli august september oktober november dezember jänner feber
    januari februari mars marts maj augusti december desember"""
)
"""Months that follow the number of a day with a full stop: “am 3. Mai”."""

_TITLES: Final = _word_set(
    "dr mr mrs ms mx messrs prof st ste rev fr sr sra dra mme mlle hr gen col capt lt sgt mt"
)
"""Titles, which stand before a name.  In lower case most of them could also be ordinary words."""

_SMALL_TITLES: Final = _word_set("dr mr mrs prof")  # no ordinary words, even in lower case

_BEFORE_NUMBERS: Final = _word_set("no nos nr p pp")
"""Abbreviations before a number; without a number, “No.” is an answer."""

_CAPITALS_BEFORE_NUMBERS: Final = _word_set("Ch Vol Fig Op Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")

_SOMETIMES_LAST: Final = _word_set(
    "a.m p.m etc inc ltd corp jr min mins sec secs hr hrs wk wks yr yrs ft ave blvd dept al usw"
)
"""Abbreviations that end a sentence if a capital letter follows."""

_DAYS: Final = _word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december"""
)
"""Names that can follow a time of day: “7 a.m. Monday”."""

_SENTENCE_OPENERS: Final = _word_set(
    """a after and as at because before both but each for from here how i if in it its let maybe my notice
    now of on once or our perhaps rest some take that the their then there these they this those to we what
    when where while with you your"""
)
"""Words that, with a capital letter, open a sentence: hardly anybody is called by one of them."""

_WORDS_BEFORE_NAMES: Final = _word_set("by of from with and")
_WORDS_BEFORE_LETTERS: Final = _word_set(
    "answer grade group key letter note option part plan point side step string type vitamin"
)

_MAX_LETTERS: Final = max(map(len, _NEVER_LAST | _TITLES | _SOMETIMES_LAST)) + 1

_LEADING_SIGNS: Final = re.compile(r"^\W+")
_LEADING_NUMBER: Final = re.compile(r"^[\d.:,]+")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_TIME_ZONE: Final = re.compile(r"(?:UTC|[ECMP]T|[A-Z]{2,3}T)\b")


def sentence_goes_on(before: str, word: str, following: str) -> bool:
    """Whether the sentence goes on after `word`, which ends with a full stop or another end mark."""
    if not word.endswith(".") or word.endswith("..") or not following or _is_too_long(word):
        return False
    return (
        _is_pair(word, following)
        or _is_pair(before, word)
        or _is_date(word, following)
        or _is_abbreviation(before, word, following)
    )


def _is_abbreviation(before: str, word: str, following: str) -> bool:
    unquoted_word = _LEADING_SIGNS.sub("", word[:-1])
    letters = _LEADING_NUMBER.sub("", unquoted_word)
    folded_word, next_word = letters.casefold(), _LEADING_SIGNS.sub("", following)
    folded_next_word = re.split(r"\W", next_word, maxsplit=1)[0].casefold()
    is_opener = next_word[:1].isupper() and folded_next_word in _SENTENCE_OPENERS
    if folded_word in _BEFORE_NUMBERS or letters in _CAPITALS_BEFORE_NUMBERS:
        return next_word[:1].isdigit()
    if folded_word in _NEVER_LAST or (
        folded_word in _TITLES and (letters[:1].isupper() or folded_word in _SMALL_TITLES)
    ):
        return folded_word in _NEVER_LAST or not is_opener or _is_initial(following)
    has_dots = "." in unquoted_word
    if folded_word in _SOMETIMES_LAST or (has_dots and _DOTTED.fullmatch(letters) and letters.islower()):
        is_followed_by_name = folded_word in ("a.m", "p.m") and (
            folded_next_word in _DAYS or _TIME_ZONE.match(next_word)
        )
        return not next_word[:1].isupper() or bool(is_followed_by_name)
    if has_dots and _DOTTED.fullmatch(unquoted_word):
        return not is_opener
    return _is_initial(word) and _begins_name(before, word, following, is_opener=is_opener)


def _is_pair(first: str, second: str) -> bool:
    """Whether two words are one abbreviation, such as “z. B.” or “p. ex.”."""
    if len(second) > 3 or len(first) > 4 or not (first.endswith(".") and second.endswith(".")):  # noqa: PLR2004
        return False  # most words are longer
    letter, abbreviated = _LEADING_SIGNS.sub("", first[:-1]), second[:-1]
    if len(letter) != 1 or not letter.islower():
        return False
    is_letter = len(abbreviated) == 1 and abbreviated.isalpha()
    return is_letter or f"{letter}.{abbreviated}".casefold() in _PAIRS


def _is_date(word: str, following: str) -> bool:
    """Whether a number with a full stop is the day of a month that follows."""
    return (
        word[-2:-1].isdigit() and re.split(r"\W", following, maxsplit=1)[0].casefold() in _MONTHS_AFTER_DATES
    )


def _is_too_long(word: str) -> bool:
    """Whether the word is longer than any abbreviation, as most words before a full stop are."""
    return len(word) > _MAX_LETTERS and word[:-1].isalpha()


def _begins_name(before: str, word: str, following: str, *, is_opener: bool) -> bool:
    """Whether a single letter is part of a person's name (J. S. Bach) and not of a thing's (vitamin C)."""
    if _is_initial(following) or _is_initial(before):
        return _is_initial(following) or not is_opener
    is_capital = _LEADING_SIGNS.sub("", following)[:1].isupper()
    if is_opener or not is_capital or _LEADING_SIGNS.sub("", word) == "I.":
        return False
    folded_before = before.casefold().rstrip(".")
    return folded_before not in _WORDS_BEFORE_LETTERS and (
        not before
        or before[:1].isupper()
        or folded_before in _WORDS_BEFORE_NAMES
        or before.endswith((".", "!", "?"))
    )


def _is_initial(word: str) -> bool:
    return len(letter := _LEADING_SIGNS.sub("", word)) == 2 and letter[0].isupper() and letter[1] == "."  # noqa: PLR2004
