"""Nothing moves for whoever says so, wherever on the line they say it."""

import pytest

from practice_player.cli.arguments import reduced_motion
from practice_player.cli.parser import parse_arguments
from practice_player.core.request import PracticeRequest
from practice_player.tui.app import PracticeApp
from practice_player.tui.appearance import Appearance
from tests.tui.fakes import FakeCore


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("--reduced-motion", True),
        ("play soft-sighs --reduced-motion", True),
        ("--reduced-motion play soft-sighs", True),
        ("play soft-sighs", False),
        ("", False),
    ],
)
def test_reduced_motion_can_stand_before_a_command_or_after_it(line: str, asked: bool) -> None:
    assert reduced_motion(parse_arguments(line.split())) is asked


def test_without_motion_the_interface_does_not_animate_either_until_it_is_wished_for_again() -> None:
    app = PracticeApp(FakeCore, PracticeRequest(name="x"), appearance=Appearance(motion=False))
    assert (app.moves, app.animation_level) == (False, "none")

    app.appearance = Appearance()

    assert app.moves
    assert app.animation_level != "none"
