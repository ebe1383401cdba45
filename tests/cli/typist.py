"""A typist for tests of plain mode: answers prompts, and types words at given times of a practice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from practice_player.cli.typed_lines import TypedLines


class Typist(TypedLines):
    """Answers each prompt with the next answer, and types each word once the clock reaches its time."""

    def __init__(
        self,
        answers: Sequence[str] = (),
        words: Mapping[float, str] | None = None,
        now: Callable[[], float] = lambda: 0.0,
    ) -> None:
        super().__init__(None)
        self.ended = False
        self.private_count = 0
        """How often an answer was typed in private."""

        self._answers = list(answers)
        self._words = sorted((words or {}).items())
        self._now, self._began_s = now, now()

    def take(self, wait_s: float = 0.0) -> str | None:
        if wait_s:
            self.ended = not self._answers
            return self._answers.pop(0) if self._answers else None
        if self._words and self._now() - self._began_s >= self._words[0][0]:
            return self._words.pop(0)[1]
        return None

    @contextmanager
    def hidden(self) -> Iterator[None]:
        self.private_count += 1
        yield
