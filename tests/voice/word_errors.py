"""How many words a recogniser understood in another way than they were meant."""

import re

EQUIVALENT_SPELLINGS = {
    "colour": "color",
    "colours": "colors",
    "centre": "center",
    "favour": "favor",
    "neighbour": "neighbor",
    "metre": "meter",
    "grey": "gray",
    "alright": "all right",
    "ok": "okay",
    "till": "until",
    "tryout": "try out",
    "halfway": "half way",
    "around": "a round",
    "awake": "a wake",
    "asleep": "a sleep",
    "thereabouts": "theyre about",
    "too": "two",
}
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def words(text: str) -> list[str]:
    """Splits text into words as they sound: without case and punctuation, in one spelling each."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    plain = re.sub(r"[^a-z0-9' ]+", " ", plain)
    spelt_out = [
        NUMBERS[int(word)] if word.isdigit() and int(word) < len(NUMBERS) else word for word in plain.split()
    ]
    return " ".join(EQUIVALENT_SPELLINGS.get(word, word).replace("'", "") for word in spelt_out).split()


def count_word_errors(text_words: list[str], heard_words: list[str]) -> int:
    """Returns the fewest words to insert, leave out or change (the Levenshtein distance)."""
    row = list(range(len(heard_words) + 1))
    for count, word in enumerate(text_words, 1):
        diagonal, row[0] = row[0], count
        for column, heard_word in enumerate(heard_words, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (word != heard_word)),
            )
    return row[-1]
