"""Writes the tables of the README that list the practices, from the practices themselves.

usage: python docs/make_shelf.py
"""

import math
from pathlib import Path
from typing import Final

from practice_player.core.arranger import Arranger
from practice_player.core.card import PracticeCard
from practice_player.core.shelf import Shelf
from practice_player.lib.units import seconds
from practice_player.script.choices import DEFAULT_VOICE
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.voice.lookup import find_voice

PAGE: Final = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- written by docs/make_shelf.py: begin -->", "<!-- written by docs/make_shelf.py: end -->"


def tables() -> str:
    """Everything between the two marks."""
    library = Library((shipped_dir("sessions"),))
    arranger = Arranger(lambda: find_voice(DEFAULT_VOICE).find, None, None, DEFAULT_VOICE)
    shelf = Shelf(library, arranger, None, None, None, voice=DEFAULT_VOICE, second_voice=None)
    cards = [entry.card for entry in shelf.catalog(lambda _: None)]
    return "\n".join(
        [
            *_table("alone", [card for card in cards if card.practice == "solo"]),
            "",
            *_table("for two", [card for card in cards if card.practice == "partner"]),
        ]
    )


def _table(heading: str, cards: list[PracticeCard]) -> list[str]:
    by_title = sorted(cards, key=lambda card: card.title)
    rows = [f"| {card.title} | {card.summary} | {_minutes(card)} |" for card in by_title]
    return [f"| {heading} | | minutes |", "|---|---|---|", *rows]


def _minutes(card: PracticeCard) -> str:
    """Returns the usual length to half a minute, and the shortest and longest that can really be had."""
    usual, shortest, longest = (
        round_half_minutes(seconds(length_frames) / 30)
        for round_half_minutes, length_frames in (
            (round, card.usual_frames),
            (math.ceil, card.least_frames),
            (math.floor, card.most_frames),
        )
    )
    if shortest >= longest:
        return _in_words(usual)
    return f"{_in_words(usual)}, from {_in_words(shortest)} to {_in_words(longest)}"


def _in_words(half_minutes: int) -> str:
    whole, half = divmod(half_minutes, 2)
    return f"{whole or ''}{'½' * half}"


def with_tables(page: str) -> str:
    """Returns the page with the tables as they are to be."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{rest.partition(END)[2]}"


def main() -> None:
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
