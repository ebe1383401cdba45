"""`render --all`: writes every practice to a file in one folder, on all processors at once."""

import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from practice_player.child_processes import FOLDER, child_command, child_environment
from practice_player.cli.printing import ProgressLine, report, warn
from practice_player.cli.progress_bar import ProgressBar
from practice_player.cli.signals import StopRequested, stop_signals
from practice_player.lib.errors import OutputError
from practice_player.lib.processors import processor_count

if TYPE_CHECKING:
    from practice_player.core.card import PracticeCard


class Written(NamedTuple):
    """What came of one practice."""

    card: "PracticeCard"

    succeeded: bool

    messages: tuple[str, ...]
    """What `render` said of it, line by line."""


def render_all(cards: "Sequence[PracticeCard]", folder: Path, ending: str, options: Sequence[str]) -> int:
    """Writes a file with this ending, such as `ogg`, for each practice; `options` are those of `render`.

    What is said of a practice is printed with its name.  Returns 0; 1 if some could not be written; 128
    plus the number of the signal that ended it: files that are whole by then stay.

    Raises:
        OutputError: the folder cannot be made, or is a file.
    """
    _make_folder(folder)
    total_frames = sum(card.usual_frames for card in cards) or 1
    done_frames = failed_count = 0
    line = ProgressLine()
    with stop_signals(suspending=False) as signals, ProgressBar(f"{len(cards)} practices", line) as bar:
        writers = Writers(folder.absolute(), ending, options)
        try:
            for written in writers.write(cards):
                done_frames += written.card.usual_frames
                failed_count += not written.succeeded
                if written.messages:
                    line.clear()
                for message in written.messages:
                    warn(f"{written.card.name}: {message}")
                bar.show(done_frames / total_frames)
        except StopRequested:
            writers.stop()
            line.clear()
            warn("Stopped before all were written; those that were stay.")
            return 128 + signals.ending_signal
    report(f"{len(cards) - failed_count} of {len(cards)} practices are in {folder}.")
    return 1 if failed_count else 0


class Writers:
    """Processes that each write one practice, as many at once as there are processors."""

    def __init__(self, folder: Path, ending: str, options: Sequence[str]) -> None:
        self._folder, self._ending, self._options = folder, ending, options
        self._processes: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def write(self, cards: "Sequence[PracticeCard]") -> Iterator[Written]:
        """Yields each practice once it is written or has failed, in the order in which that happens."""
        # The longest first, so that no processor is left with a long one at the end.
        by_length = sorted(cards, key=lambda card: card.usual_frames, reverse=True)
        with ThreadPoolExecutor(processor_count()) as pool:
            futures = [pool.submit(self._write_one, card) for card in by_length]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def stop(self) -> None:
        """Ends what is being written; nothing is left of those files."""
        with self._lock:
            self._stopped = True
            for process in self._processes:
                process.terminate()

    def _write_one(self, card: "PracticeCard") -> Written:
        out = self._folder / f"{card.name}.{self._ending}"
        arguments = ["render", "--quiet", *self._options, "--out", str(out), "--", card.name]
        command = child_command("practice_player.cli.main", *arguments)
        environment = dict(child_environment(os.environ))
        with self._lock:
            if self._stopped:
                return Written(card, succeeded=False, messages=())
            process = subprocess.Popen(
                command,
                cwd=FOLDER,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            )
            self._processes.add(process)
        _, messages = process.communicate()
        with self._lock:
            self._processes.discard(process)
        lines = tuple(line.strip() for line in messages.splitlines() if line.strip())
        return Written(card, process.returncode == 0, () if self._stopped else lines)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise OutputError(
            f"the practices cannot go into this folder ({exc.strerror})",
            fix="name a folder, or where one can be made, after -o",
            place=str(folder),
        ) from exc
