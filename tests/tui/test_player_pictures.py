"""The player as a person sees it; look at every difference before accepting it."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from practice_player.playback.snapshot import PlaybackSnapshot
from practice_player.tui.app import PracticeApp
from practice_player.tui.appearance import Appearance
from practice_player.tui.glyphs import Glyphs
from tests.tui.fakes import BREATHING, FULL, PAUSED, SILENT, SPEAKING, TO_THE_PRACTICE, app_at, pressing
from tests.tui.moments import ASKED, LAST_OUT, NEAR_END, REST, STAY, TURN, WAITS, WITHOUT_SOUND

SnapCompare: TypeAlias = Callable[..., bool]

WIDE = (80, 24)
MOMENTS = {
    "speaking": SPEAKING,
    "breathing-out": LAST_OUT,
    "turn": TURN,
    "asked": ASKED,
}
MORE_MOMENTS = MOMENTS | {
    "breathing-and-words": BREATHING,
    "full": FULL,
    "rest": REST,
    "stay": STAY,
    "near-the-end-of-a-turn": NEAR_END,
    "waiting": WAITS,
    "paused": PAUSED,
    "no-card": SILENT,
    "silent": WITHOUT_SOUND,
}


@pytest.mark.parametrize("moment", MORE_MOMENTS)
def test_a_moment(snap_compare: SnapCompare, moment: str) -> None:
    app = app_at(MORE_MOMENTS[moment])
    assert snap_compare(app, run_before=pressing(*TO_THE_PRACTICE), terminal_size=WIDE)


@pytest.mark.parametrize("size", [(120, 40), (40, 12)], ids=["120x40", "40x12"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_in_another_window(snap_compare: SnapCompare, size: tuple[int, int], moment: str) -> None:
    app = app_at(MOMENTS[moment])
    assert snap_compare(app, run_before=pressing(*TO_THE_PRACTICE), terminal_size=size)


@pytest.mark.parametrize("size", [WIDE, (40, 12)], ids=["80x24", "40x12"])
@pytest.mark.parametrize(
    "appearance", [Appearance(motion=False), Appearance(pacer="bar")], ids=["no-motion", "bar"]
)
def test_the_breath_in_another_shape(
    snap_compare: SnapCompare, size: tuple[int, int], appearance: Appearance
) -> None:
    app = app_at(LAST_OUT)
    app.appearance = appearance
    assert snap_compare(app, run_before=pressing(*TO_THE_PRACTICE), terminal_size=size)


@pytest.mark.parametrize("shown", [LAST_OUT, TURN], ids=["breath", "turn"])
@pytest.mark.parametrize("glyphs", [Glyphs.HALVES, Glyphs.ASCII])
def test_with_fewer_characters(snap_compare: SnapCompare, glyphs: Glyphs, shown: PlaybackSnapshot) -> None:
    app = app_at(shown)
    app.glyphs = glyphs
    assert snap_compare(app, run_before=pressing(*TO_THE_PRACTICE), terminal_size=WIDE)


@pytest.mark.parametrize("shown", [LAST_OUT, ASKED], ids=["breath", "asked"])
def test_without_colours(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch, shown: PlaybackSnapshot
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app: PracticeApp = app_at(shown)
    assert snap_compare(app, run_before=pressing(*TO_THE_PRACTICE), terminal_size=WIDE)


@pytest.mark.parametrize(
    "keys", [("plus",), ("e",), ("?",)], ids=["a-level-that-was-changed", "eyes-closed", "help"]
)
def test_after_a_key(snap_compare: SnapCompare, keys: tuple[str, ...]) -> None:
    assert snap_compare(app_at(), run_before=pressing(*TO_THE_PRACTICE, *keys), terminal_size=WIDE)
