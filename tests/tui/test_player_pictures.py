"""The player as a person sees it; look at every difference before accepting it."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from practice_player.playback.snapshot import PlaybackSnapshot
from practice_player.tui.appearance import Appearance
from practice_player.tui.glyphs import Glyphs
from tests.tui.colours import in_colours
from tests.tui.fakes import BREATHING, FULL, PAUSED, SILENT, SPEAKING, playing, pressing
from tests.tui.moments import ASKED, LAST_OUT, NEAR_END, REST, STAY, TURN, WAITS, WITHOUT_SOUND

SnapCompare: TypeAlias = Callable[..., bool]

WIDE = (80, 24)
MOMENTS = {
    "speaking": SPEAKING,
    "breathing-out": LAST_OUT,
    "rest": REST,
    "turn": TURN,
    "asked": ASKED,
    "paused": PAUSED,
}
"""In three windows, and in other colours."""

MORE_MOMENTS = MOMENTS | {
    "breathing-and-words": BREATHING,
    "full": FULL,
    "stay": STAY,
    "near-the-end-of-a-turn": NEAR_END,
    "waiting": WAITS,
    "no-card": SILENT,
    "silent": WITHOUT_SOUND,
}


@pytest.mark.parametrize("moment", MORE_MOMENTS)
def test_a_moment(snap_compare: SnapCompare, moment: str) -> None:
    app = playing(MORE_MOMENTS[moment])
    assert snap_compare(app, run_before=pressing(), terminal_size=WIDE)


@pytest.mark.parametrize("size", [(120, 40), (40, 12)], ids=["120x40", "40x12"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_in_another_window(snap_compare: SnapCompare, size: tuple[int, int], moment: str) -> None:
    app = playing(MOMENTS[moment])
    assert snap_compare(app, run_before=pressing(), terminal_size=size)


@pytest.mark.parametrize("size", [WIDE, (40, 12)], ids=["80x24", "40x12"])
@pytest.mark.parametrize(
    "appearance", [Appearance(motion=False), Appearance(pacer="bar")], ids=["no-motion", "bar"]
)
def test_the_breath_in_another_shape(
    snap_compare: SnapCompare, size: tuple[int, int], appearance: Appearance
) -> None:
    app = playing(LAST_OUT)
    app.appearance = appearance
    assert snap_compare(app, run_before=pressing(), terminal_size=size)


@pytest.mark.parametrize("shown", [LAST_OUT, TURN], ids=["breath", "turn"])
@pytest.mark.parametrize("glyphs", [Glyphs.HALVES, Glyphs.ASCII])
def test_with_fewer_characters(snap_compare: SnapCompare, glyphs: Glyphs, shown: PlaybackSnapshot) -> None:
    app = playing(shown)
    app.glyphs = glyphs
    assert snap_compare(app, run_before=pressing(), terminal_size=WIDE)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("colours", ["day", "none"])
def test_a_moment_in_other_colours(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch, colours: str, moment: str
) -> None:
    app = in_colours(lambda: playing(MOMENTS[moment]), colours, monkeypatch)
    assert snap_compare(app, run_before=pressing(), terminal_size=WIDE)


def test_a_breath_in_high_contrast(snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch) -> None:
    app = in_colours(lambda: playing(BREATHING), "high-contrast", monkeypatch)
    assert snap_compare(app, run_before=pressing(), terminal_size=WIDE)


@pytest.mark.parametrize(
    "keys", [("plus",), ("e",), ("?",)], ids=["a-level-that-was-changed", "eyes-closed", "help"]
)
def test_after_a_key(snap_compare: SnapCompare, keys: tuple[str, ...]) -> None:
    assert snap_compare(playing(BREATHING), run_before=pressing(*keys), terminal_size=WIDE)
