"""`render --all`: writes every practice to a file in one folder, on all processors at once."""

import os
import subprocess
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from practice_player.child_processes import FOLDER, child_command, child_environment
from practice_player.cli.printing import ProgressLine, report, warn
from practice_player.cli.progress_bar import ProgressBar
from practice_player.cli.render_child import EXIT_DISK_FULL
from practice_player.cli.signals import StopRequested, stop_signals
from practice_player.lib.atomic_files import DISK_FULL, MAKE_ROOM, write_failure, write_remedy
from practice_player.lib.errors import DiskFullError, OutputError
from practice_player.lib.processors import processor_count

if TYPE_CHECKING:
    from practice_player.core.card import PracticeCard


LOOK_S: Final = 0.5
"""How often the progress of what is being written is looked at."""


class Written(NamedTuple):
    """What came of one practice."""

    card: "PracticeCard"

    succeeded: bool

    messages: tuple[str, ...]
    """What `render` said of it, line by line."""

    disk_is_full: bool = False
    """Whether it failed for want of space; nothing is said of that."""


def render_all(cards: "Sequence[PracticeCard]", folder: Path, ending: str, options: Sequence[str]) -> int:
    """Writes a file with this ending, such as `ogg`, for each practice; `options` are those of `render`.

    What is said of a practice is printed with its name.  A full disk ends all that is being written, and is
    told once.  Returns 0; 1 if some could not be written; 128 plus the number of the signal that ended it:
    files that are whole by then stay.

    Raises:
        OutputError: the folder cannot be made, or is a file.
        DiskFullError: there is no room for a practice; those that are written by then stay.
    """
    _make_folder(folder)
    written_count = failed_count = 0
    line = ProgressLine()
    with stop_signals(suspending=False) as signals, ProgressBar(f"{len(cards)} practices", line) as bar:
        writers = Writers(folder.absolute(), ending, options)
        try:
            with closing(writers.write(cards, bar.show)) as all_written:
                for written in all_written:
                    if written.disk_is_full:
                        problem = f"{DISK_FULL}; {written_count} of {len(cards)} practices are written"
                        raise DiskFullError(problem, fix=MAKE_ROOM, place=str(folder))
                    written_count += written.succeeded
                    failed_count += not written.succeeded
                    if written.messages:
                        line.clear()
                    for message in written.messages:
                        warn(message if message.startswith(" ") else f"{written.card.name}: {message}")
        except StopRequested:
            line.clear()
            warn(f"Stopped. {written_count} of {len(cards)} practices are written, and stay in {folder}.")
            return 128 + signals.ending_signal
    report(f"{written_count} of {len(cards)} practices are in {folder}.")
    return 1 if failed_count else 0


class Writers:
    """Processes that each write one practice, as many at once as there are processors."""

    def __init__(self, folder: Path, ending: str, options: Sequence[str]) -> None:
        self._folder, self._ending, self._options = folder, ending, options
        self._processes: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._stopped = False
        self._done_frames: dict[str, float] = {}
        """How much of each practice is written, by its name."""

    def write(
        self, cards: "Sequence[PracticeCard]", progress: Callable[[float], object] = lambda _: None
    ) -> Generator[Written, None, None]:
        """Yields each practice once it is written or has failed, in the order in which that happens.

        `progress` is called now and then with the share of all that is done, 0 to 1.  Whatever ends the
        iteration ends what is being written, too.
        """
        total_frames = sum(card.usual_frames for card in cards) or 1
        # The longest first, so that no processor is left with a long one at the end.
        by_length = sorted(cards, key=lambda card: card.usual_frames, reverse=True)
        pool = ThreadPoolExecutor(processor_count())
        try:
            pending = {pool.submit(self._write_one, card) for card in by_length}
            while pending:
                done, pending = wait(pending, LOOK_S, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
                progress(sum(list(self._done_frames.values())) / total_frames)
        finally:
            self.stop()
            pool.shutdown(cancel_futures=True)

    def stop(self) -> None:
        """Ends what is being written; nothing is left of those files, and no other is begun."""
        with self._lock:
            self._stopped = True
            for process in self._processes:
                process.terminate()

    def _write_one(self, card: "PracticeCard") -> Written:
        process = self._start(card)
        if process is None:
            return Written(card, succeeded=False, messages=())
        # Read by a thread, so that nobody waits for the other; a temporary file might find no room.
        with ThreadPoolExecutor(1) as reader, process:
            said = reader.submit(lambda: [line.rstrip() for line in process.stderr or () if line.strip()])
            with suppress(ValueError):  # of what is no share
                for line in process.stdout or ():
                    self._done_frames[card.name] = float(line) * card.usual_frames
            messages = tuple(said.result())
        with self._lock:
            self._processes.discard(process)
        self._done_frames[card.name] = card.usual_frames
        return Written(
            card,
            succeeded=process.returncode == 0,
            messages=() if self._stopped else messages,
            disk_is_full=process.returncode == EXIT_DISK_FULL,
        )

    def _start(self, card: "PracticeCard") -> "subprocess.Popen[str] | None":
        """Starts the process that writes a practice; None after a stop."""
        out = self._folder / f"{card.name}.{self._ending}"
        arguments = ["render", "--quiet", *self._options, "--out", str(out), "--", card.name]
        with self._lock:
            if self._stopped:
                return None
            process = subprocess.Popen(
                child_command("practice_player.cli.render_child", *arguments),
                cwd=FOLDER,
                env=dict(child_environment(os.environ)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            )
            self._processes.add(process)
            return process


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise OutputError(
            f"the practices cannot go into this folder ({write_failure(exc)})",
            fix=write_remedy(exc, "name a folder, or where one can be made, after -o"),
            place=str(folder),
        ) from exc
