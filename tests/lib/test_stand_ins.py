"""A terminal without UTF-8 gets something alike, and pictures keep their places."""

import io

import pytest

from practice_player.lib import stand_ins


def sent(text: str, encoding: str) -> str:
    stand_ins.register()
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors=stand_ins.ERRORS, newline="\n")
    stream.write(text)
    stream.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("━━──  1:05 left", "==--  1:05 left"),
        ("Soft Sighs  ·  A rest", "Soft Sighs  -  A rest"),
        ("← Back  → On", "< Back  > On"),
        ("☑ touch  ☐ gaze", "x touch  . gaze"),
        ("Zo\u00eb\u2019s caf\u00e9\u2026", "Zoe's cafe."),
        ("e\u0301t", "et"),
        ("息 x", "?? x"),
        ("5○∞ 6", "5.& 6"),
    ],
)
def test_what_ascii_has_not_got_is_shown_by_something_alike_and_as_wide(text: str, shown: str) -> None:
    assert sent(text, "ascii") == shown


def test_what_a_terminal_can_show_is_left_as_it_is() -> None:
    assert sent("Zoë · ━", "iso-8859-1") == "Zoë · ="
    assert sent("Zoë · ━", "utf-8") == "Zoë · ━"
