"""Offers, before a practice in plain mode, to make the recordings that it lacks."""

from typing import TYPE_CHECKING, Final

from practice_player.cli.dialog_lines import LEAVE_WORDS, DialogLines
from practice_player.cli.printing import PracticeLines, ProgressLine, warn, warn_lines
from practice_player.cli.typed_lines import TypedLines
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.prompts.prompt import ENTER, Dialog, Option, Prompt, Steps

if TYPE_CHECKING:
    from practice_player.core.core import Core
    from practice_player.core.narrating import NarrationOffer
    from practice_player.script.library import LoadedScript

YES: Final = "yes"
CANCEL_WORDS: Final = (*LEAVE_WORDS, "cancel")


class NarrationLines:
    """Asks on a terminal only: what plays unattended waits for nobody."""

    def __init__(
        self, core: "Core", lines: PracticeLines, typed: TypedLines, progress: ProgressLine | None = None
    ) -> None:
        self._core = core
        self._lines = lines
        self._typed = typed
        self._progress = progress or ProgressLine()

    def offer(self, loaded: "LoadedScript", request: PracticeRequest, dialogs: DialogLines) -> None:
        """Asks whether to narrate, and does; a practice that lacks nothing is not asked about.

        What goes wrong is told, and the practice begins without.

        Raises:
            DialogLeftError: somebody wants to leave.
            StopRequested: a signal ends the program; recordings that were made stay.
        """
        if not self._typed.is_terminal:
            return
        try:
            offer = self._core.narration_offer(loaded, request)
            if offer is None:
                return
            if offer.command:
                self._lines.say(offer.to_install)
                return
            dialog = Dialog(_question(offer))
            dialogs.ask(dialog)
            if dialog.result:
                self._narrate(offer)
        except PracticeError as exc:
            warn_lines(str(exc))

    def _narrate(self, offer: "NarrationOffer") -> None:
        total = len(offer.texts)

        def report(count: int) -> None:
            self._progress.write(f"Narrating: {count} of {total}; cancel and Enter ends it.")

        def is_cancelled() -> bool:
            typed = self._typed.take()
            return typed is not None and typed.strip().casefold() in CANCEL_WORDS

        report(0)
        try:
            count = self._core.narrator.narrate(offer, report, is_cancelled)
        finally:
            self._progress.clear()
        if count < total:
            warn(f"{count} of {total} are narrated, and stay.")


def _question(offer: "NarrationOffer") -> Steps[bool]:
    answer = yield Prompt(
        title=offer.question,
        lines=(f"In {offer.voice}'s voice, on this machine.",),
        options=(
            Option(key="y", word=YES, label="narrate first"),
            Option(key=ENTER, word="no", label="begin as it is, with captions"),
        ),
    )
    return answer == YES
