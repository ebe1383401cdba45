"""A bar on a terminal, for what takes longer than a second; nothing anywhere else."""

import io

import pytest

from practice_player.cli.printing import ProgressLine
from practice_player.cli.progress_bar import BAR_CELLS, ProgressBar, bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def shown(stream: io.StringIO, times: list[tuple[float, float]]) -> list[str]:
    """Returns what is written at each of the times, in seconds, with the share that is done by then."""
    clock = Clock()
    texts = []
    with ProgressBar("Writing", ProgressLine(stream), now=clock) as progress:
        for at_s, share in times:
            clock.now_s = 100.0 + at_s
            progress.show(share)
            texts.append(stream.getvalue())
            stream.seek(0)
            stream.truncate()
    return [*texts, stream.getvalue()]


def test_it_appears_after_a_second_with_the_share_and_the_time_left() -> None:
    first, second, end = shown(Terminal(), [(0.9, 0.1), (30.0, 0.25)])

    assert first == ""
    assert second.startswith("\rWriting  ━━━━━━──────")
    assert second.endswith(" 25%  1:30 left")
    assert end.strip() == "", "the line is cleared"


def test_it_is_not_rewritten_more_often_than_anybody_can_read() -> None:
    texts = shown(Terminal(), [(2.0, 0.2), (2.1, 0.3), (2.3, 0.4)])

    assert [bool(text.strip()) for text in texts] == [True, False, True, False]


def test_no_time_is_foreseen_at_the_very_beginning() -> None:
    assert "left" not in shown(Terminal(), [(2.0, 0.01)])[0]


def test_a_pipe_gets_nothing() -> None:
    assert shown(io.StringIO(), [(2.0, 0.2), (60.0, 0.9)]) == ["", "", ""]


@pytest.mark.parametrize("columns", [80, 37, 20])
def test_in_a_narrow_window_the_figures_stay(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    _, text, _ = shown(Terminal(), [(0.9, 0.1), (30.0, 0.25)])

    assert text.rstrip().endswith(" 25%  1:30 left")
    assert len(text.strip()) < columns


def test_the_bar_never_leaves_its_cells() -> None:
    assert bar(-1.0) == "─" * BAR_CELLS
    assert bar(7.0) == "━" * BAR_CELLS
