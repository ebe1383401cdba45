"""Whatever is written can be read, in each of the program's own colours."""

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from practice_player.core.user_settings import THEMES
from practice_player.tui.theme import DAY, HIGH_CONTRAST, NIGHT, OWN_THEMES
from tests.tui.contrast import TEXT_RATIO, Pair, contrast, pairs, pairs_in, ratio

GIVEN_PAIRS = [
    Pair("footer", "$footer-foreground", "$footer-background", TEXT_RATIO),
    Pair("footer", "$footer-key-foreground", "$footer-key-background", TEXT_RATIO),
    Pair("list", "$block-cursor-foreground", "$block-cursor-background", TEXT_RATIO),
    Pair("list", "$foreground", "$block-hover-background", TEXT_RATIO),
    Pair("input", "$input-cursor-foreground", "$input-cursor-background", TEXT_RATIO),
    Pair("input", "$foreground", "$input-selection-background", TEXT_RATIO),
]
"""Those of Textual's own widgets."""


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read(theme: Theme) -> None:
    all_pairs = [*pairs(), *GIVEN_PAIRS]
    faint = {
        f"{pair.where}: {pair.colour} on {pair.ground} is {ratio(pair, theme):.2f} of {pair.least_ratio}"
        for pair in all_pairs
        if ratio(pair, theme) < pair.least_ratio
    }

    assert sorted(faint) == []
    assert len(all_pairs) > 60, "the styles are found"


def test_in_high_contrast_everything_is_clearer_than_at_night() -> None:
    def least(theme: Theme) -> float:
        return min(ratio(pair, theme) for pair in pairs() if pair.least_ratio == TEXT_RATIO)

    assert least(HIGH_CONTRAST) > least(NIGHT)


def test_the_colours_of_the_day_are_bright_and_those_of_the_night_dark() -> None:
    assert (DAY.dark, NIGHT.dark) == (False, True)
    assert Color.parse(str(DAY.background)).brightness > 0.9
    assert Color.parse(str(NIGHT.background)).brightness < 0.1


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast(Color.parse("white"), Color.parse("black")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("white")) == pytest.approx(4.54, abs=0.01)


def test_a_faint_text_is_found_in_a_style_sheet() -> None:
    css = (
        "A { background: $surface; .b { color: $foreground 30%; } } /* C { color: red; } */ D { color: auto }"
    )

    (pair,) = pairs_in(css, "x.tcss")

    assert (pair.colour, pair.ground) == ("$foreground 30%", "$surface")
    assert ratio(pair, NIGHT) < pair.least_ratio


def test_all_colours_that_can_be_chosen_are_there() -> None:
    own = {theme.name for theme in OWN_THEMES}

    assert set(THEMES) - own <= set(App[None]().available_themes)
    assert own <= set(THEMES)
