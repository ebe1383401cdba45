"""Before a practice in plain mode, what has no recording is offered to be narrated."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from practice_player.cli.dialog_lines import DialogLeftError, DialogLines
from practice_player.cli.narration_lines import NarrationLines
from practice_player.cli.printing import PracticeLines, ProgressLine
from practice_player.cli.signals import StopSignals
from practice_player.core.core import Core
from practice_player.core.narrating import NarrationOffer, Narrator
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import VoiceError
from practice_player.script.library import Library
from tests.cli.typist import Typist
from tests.fakes import HEAD, SteppedSound, no_clips


class TerminalTypist(Typist):
    @property
    def is_terminal(self) -> bool:
        return True


class FakeNarrator(Narrator):
    def __init__(self, *, command: str = "", error: VoiceError | None = None) -> None:
        super().__init__(lambda _: ())
        self.narrated: list[str] = []
        self._command = command
        self._error = error

    def offer(
        self, texts: Sequence[str], first_voice: str | None = None, language: str | None = None
    ) -> NarrationOffer | None:
        return NarrationOffer(texts=tuple(texts), voice="hum", length_s=6.0, command=self._command)

    def narrate(
        self, offer: NarrationOffer, report: Callable[[int], object], is_cancelled: Callable[[], bool]
    ) -> int:
        if self._error:
            raise self._error
        for count, text in enumerate(offer.texts, 1):
            if is_cancelled():
                return count - 1
            self.narrated.append(text)
            report(count)
        return len(offer.texts)


def offer(tmp_path: Path, narrator: FakeNarrator, typist: Typist) -> str:
    """Offers narration for a script of two sentences; returns the progress that was shown."""
    script = HEAD.format(practice="solo", more="bed: none") + "  - say: One is here. Two is here.\n"
    (tmp_path / "words.yaml").write_text(script, encoding="utf-8")
    core = Core(Library([tmp_path]), lambda: no_clips, SteppedSound(), None, narrator=narrator)
    progress, lines = io.StringIO(), PracticeLines()
    narration = NarrationLines(core, lines, typist, ProgressLine(progress))
    narration.offer(
        core.open("words"), PracticeRequest(name="words"), DialogLines(lines, typist, StopSignals())
    )
    return progress.getvalue()


def test_a_yes_narrates_with_progress(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    narrator = FakeNarrator()

    progress = offer(tmp_path, narrator, TerminalTypist(["yes"]))

    assert narrator.narrated == ["One is here.", "Two is here."]
    assert "Narrating: 2 of 2" in progress
    assert "2 sentences have no recording. Narrate them now? About 6 seconds." in capsys.readouterr().out


@pytest.mark.parametrize("answers", [[""], ["no"], []])
def test_without_a_yes_nothing_is_narrated(answers: list[str], tmp_path: Path) -> None:
    narrator = FakeNarrator()

    offer(tmp_path, narrator, TerminalTypist(answers))

    assert narrator.narrated == []


def test_nobody_is_asked_where_nobody_types(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offer(tmp_path, FakeNarrator(), Typist(["yes"]))

    assert capsys.readouterr().out == ""


def test_without_an_engine_the_command_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offer(tmp_path, FakeNarrator(command="pip install this"), TerminalTypist(["yes"]))

    assert capsys.readouterr().out == (
        "2 sentences have no recording. To have them narrated, first: pip install this\n"
    )


def test_cancelling_keeps_what_was_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    narrator = FakeNarrator()

    offer(tmp_path, narrator, TerminalTypist(["yes"], {0.0: "cancel"}))

    assert narrator.narrated == []
    assert "0 of 2 are narrated, and stay." in capsys.readouterr().err


def test_what_goes_wrong_is_told_and_the_practice_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(tmp_path, FakeNarrator(error=VoiceError("no words", fix="others")), TerminalTypist(["yes"]))

    assert capsys.readouterr().err.endswith("no words\n  Try: others\n")


def test_stop_leaves(tmp_path: Path) -> None:
    with pytest.raises(DialogLeftError):
        offer(tmp_path, FakeNarrator(), TerminalTypist(["stop"]))
