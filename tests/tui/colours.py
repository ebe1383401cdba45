"""Apps in other colours, for pictures."""

from collections.abc import Callable

import pytest

from practice_player.tui.app import PracticeApp


def in_colours(make: Callable[[], PracticeApp], colours: str, monkeypatch: pytest.MonkeyPatch) -> PracticeApp:
    """An app with a theme; `none` is a terminal without colours, which an app finds when it is made."""
    if colours == "none":
        monkeypatch.setenv("NO_COLOR", "1")
        return make()
    app = make()
    app.theme = colours
    return app
