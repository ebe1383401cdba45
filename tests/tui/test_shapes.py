"""What is drawn of a breath and of time: round, even, smooth, and with the characters a terminal has."""

from dataclasses import replace
from itertools import pairwise

import pytest
from textual.color import Color
from textual.strip import Strip

from practice_player.tui.glyphs import Glyphs, glyphs_of
from practice_player.tui.widgets.disc import CENTRE_LIGHT, LEVELS, Disc, Row
from practice_player.tui.widgets.levels import SHOWN_S, LevelNews, level
from practice_player.tui.widgets.pacer import spaced
from practice_player.tui.widgets.paint import Paint
from practice_player.tui.widgets.ring import Ring, bar
from tests.tui.fakes import BREATHING

BLACK, AMBER, WHITE = Color(0, 0, 0), Color(203, 154, 107), Color(233, 223, 210)


def paint(glyphs: Glyphs = Glyphs.QUADRANTS) -> Paint:
    return Paint(ground=BLACK, light=AMBER, ink=WHITE, glyphs=glyphs)


def lit(strip: Strip) -> list[int]:
    """The cells of a line that are not as dark as the background."""
    cells: list[int] = []
    at = 0
    for segment in strip:
        colours = (segment.style.color, segment.style.bgcolor) if segment.style else ()
        if any(colour and colour.triplet and any(colour.triplet) for colour in colours):
            cells += range(at, at + len(segment.text))
        at += len(segment.text)
    return cells


def word_of(strip: Strip, word: str) -> tuple[int, int]:
    """The first and the last cell of a word."""
    start = strip.text.index(word)
    return start, start + len(word) - 1


@pytest.mark.parametrize("width", [41, 60, 80, 81])
@pytest.mark.parametrize("word", ["in", "out", "wait", "5", "12"])
def test_word_and_seconds_stand_in_the_middle_of_the_disc_at_any_width(width: int, word: str) -> None:
    disc = Disc(13.5)
    rows = disc.rows(disc.eighths(1.0, least=5.0))

    strip = paint().strip(rows[disc.half_lines], spaced(word), width=width)

    cells, (first, last) = lit(strip), word_of(strip, spaced(word))
    assert strip.cell_length == width
    assert cells[0] + cells[-1] == first + last, "as much on the left as on the right"
    assert rows == [tuple((c, d, a, b) for a, b, c, d in row) for row in reversed(rows)], "and above as below"


def test_a_breath_moves_in_steps_that_nobody_sees() -> None:
    disc = Disc(19.5)
    eased = [share * share * (3 - 2 * share) for share in (frame / 120 for frame in range(121))]  # 4 s
    radii = [disc.eighths(share, least=6.0) for share in eased]

    steps = [after - before for before, after in pairwise(radii)]

    assert max(steps) <= 2, "a quarter of half a cell's height at most"
    assert sum(step > 0 for step in steps) > 80, "and most of its 120 frames differ"


@pytest.mark.parametrize("radius", [5.0, 9.5, 13.5])
def test_words_can_be_read_wherever_the_rim_passes_under_them(radius: float) -> None:
    disc = Disc(13.5)
    rows = disc.rows(round(8 * radius))
    darkest = max(BLACK.blend(AMBER, CENTRE_LIGHT + 1 / LEVELS).rgb)

    strip = paint().strip(rows[disc.half_lines], "a word from rim to rim of it", width=60)

    for segment in strip:
        if any(letter.isalpha() for letter in segment.text):
            ground = segment.style.bgcolor if segment.style else None
            assert ground
            assert ground.triplet
            assert max(ground.triplet) <= darkest


def test_a_ring_closes_clockwise_from_the_top() -> None:
    ring = Ring(9.5)

    def light(step: int) -> tuple[int, int, int, int]:
        rows = ring.rows(step)
        half = ring.width // 2
        right = [row[half + 1 :] for row in rows]
        left = [row[:half] for row in rows]
        quarters = (
            right[: ring.half_lines],
            right[ring.half_lines :],
            left[ring.half_lines :],
            left[: ring.half_lines],
        )
        top_right, bottom_right, bottom_left, top_left = (
            sum(sum(cell) for row in quarter for cell in row) for quarter in quarters
        )
        return top_right, bottom_right, bottom_left, top_left

    open_, quarter, half, closed = (light(round(ring.steps * share)) for share in (0, 0.25, 0.5, 1))

    assert max(open_) - min(open_) < 3, "faint all round"
    assert quarter[0] > 3 * open_[0]
    assert quarter[1:3] == open_[1:3]
    assert half[1] > 3 * open_[1]
    assert max(closed) - min(closed) < 3


def test_a_bar_fills_from_the_left_by_less_than_a_cell() -> None:
    def light(row: Row) -> int:
        return sum(map(sum, row))

    lights = [light(bar(20, share / 160)) for share in range(161)]

    assert lights == sorted(lights)
    assert len(set(lights)) > 150


@pytest.mark.parametrize("glyphs", list(Glyphs))
def test_shapes_are_drawn_with_the_characters_a_terminal_has(glyphs: Glyphs) -> None:
    known = {
        Glyphs.QUADRANTS: set(" ▗▖▄▝▐▞▟▘▚▌▙▀▜▛█"),
        Glyphs.HALVES: set(" ▀▄█"),
        Glyphs.ASCII: set(" .:oO@"),
    }
    disc = Disc(13.5)
    drawn = {
        letter
        for eighths in range(40, 108, 5)
        for row in disc.rows(eighths)
        for letter in paint(glyphs).strip(row).text
    }

    assert drawn <= known[glyphs]
    assert len(drawn) >= 4, "it is a shape"


def test_a_disc_has_a_shape_without_any_colour() -> None:
    disc = Disc(13.5)

    lines = [paint(Glyphs.ASCII).strip(row).text for row in disc.rows(disc.eighths(0.5, least=5.0))]

    assert not lines[0].strip(" ."), "only the outline of the full breath above it"
    assert len(lines[disc.half_lines].strip(" .")) > len(lines[disc.half_lines - 4].strip(" .")) > 0
    assert "O" in lines[disc.half_lines], "with a rim"


@pytest.mark.parametrize(
    ("encoding", "variables", "platform", "glyphs"),
    [
        ("utf-8", {"TERM": "xterm-256color"}, "linux", Glyphs.QUADRANTS),
        (None, {}, "linux", Glyphs.QUADRANTS),
        ("utf-8", {"TERM": "linux"}, "linux", Glyphs.HALVES),
        ("utf-8", {"TERM": "vt220"}, "linux", Glyphs.ASCII),
        ("utf-8", {"TERM": "xterm-mono"}, "linux", Glyphs.ASCII),
        ("ascii", {"TERM": "xterm"}, "linux", Glyphs.ASCII),
        ("iso-8859-1", {}, "linux", Glyphs.ASCII),
        ("unheard-of", {}, "linux", Glyphs.ASCII),
        ("utf-8", {}, "win32", Glyphs.HALVES),
        ("utf-8", {"WT_SESSION": "1"}, "win32", Glyphs.QUADRANTS),
        ("cp1252", {"WT_SESSION": "1"}, "win32", Glyphs.ASCII),
    ],
)
def test_each_terminal_is_given_what_it_can_show(
    encoding: str | None, variables: dict[str, str], platform: str, glyphs: Glyphs
) -> None:
    assert glyphs_of(encoding, variables, platform) is glyphs


def test_a_change_of_volume_is_seen_for_three_seconds_and_nothing_before_it() -> None:
    news = LevelNews()
    softer = replace(BREATHING, voice_db=-2.0)

    said = [
        news.line(snapshot, now_s)
        for snapshot, now_s in (
            (BREATHING, 0.0),
            (softer, 1.0),
            (softer, 1.0 + SHOWN_S - 0.1),
            (softer, 1.0 + SHOWN_S),
        )
    ]

    assert said == ["", f"voice  {level(-2.0)}", f"voice  {level(-2.0)}", ""]
    assert level(-2.0) == "━━━━━━━━━━━────  -2 dB"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"voice": "michael"}, "voice: michael"),
        ({"bed_on": False}, "background off"),
        ({"bed_db": 6.0}, f"hush  {level(6.0)}"),
        ({"bed": "rain", "bed_chosen": True}, f"rain  {level(0.0)}"),
        ({"bed": "none", "bed_chosen": True}, "no background"),
        ({"bed": "sea"}, ""),
    ],
    ids=["voice", "off", "louder", "another", "none", "the script's own change"],
)
def test_what_a_key_changed_of_the_sound_is_named(changes: dict[str, object], said: str) -> None:
    news = LevelNews()
    news.line(BREATHING, 0.0)

    assert news.line(replace(BREATHING, **changes), 1.0) == said  # type: ignore[arg-type] # fields by name
