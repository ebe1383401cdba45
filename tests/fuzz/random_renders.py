"""Renders practices with random choices, and compares them with the output of `show`, to the frame."""

import contextlib
import io
import json
import random
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import soundfile

from practice_player.cli.main import main
from practice_player.lib.units import RATE_HZ
from practice_player.script.choices import ADAPTATIONS, BEDS, CONSENTS, NOTHING

ENDINGS: Final = ("wav", "flac", "ogg")
"""The formats whose lengths are exact to the frame."""

MAX_LENGTH_S: Final = 900.0
"""Longer practices take too long to render."""

_TIME: Final = re.compile(r"(\d+):(\d\d):(\d\d\.\d{3}) --> (\d+):(\d\d):(\d\d\.\d{3})")


@dataclass(slots=True)
class RandomRenders:
    """Renders practices, and counts the outcomes."""

    folder: Path
    equal_count: int = 0
    refused_count: int = 0
    """Refusals with a reason: a length between whole breaths, or a practice with no way without something."""

    frames: int = 0

    def __str__(self) -> str:
        return (
            f"{self.equal_count + self.refused_count} practices: {self.equal_count} rendered "
            f"just as `show` says, {self.frames / RATE_HZ / 3600:.1f} hours of them, "
            f"and {self.refused_count} were refused"
        )

    def attempt(self, seed: int) -> None:
        """Renders a practice, with a length and choices drawn from the seed; fails if `show` differs."""
        rng = random.Random(seed)  # noqa: S311 - has to be repeatable
        practices = json.loads(_run("list", "--json")[1])
        card = rng.choice(practices)
        arguments = [card["name"], *_random_arguments(rng, card)]
        show_code, shown = _run("show", *arguments, "--json")
        out_path = self.folder / f"{seed}.{rng.choice(ENDINGS)}"
        bed = rng.choice([[], ["--bed", rng.choice(BEDS)]])
        render_code, refusal = _run("render", *arguments, *bed, "-o", str(out_path))
        assert render_code == show_code, (arguments, refusal)
        if show_code:
            assert "Try: " in shown
            assert "Try: " in refusal
            assert not list(self.folder.iterdir()), "what is refused leaves nothing"
            self.refused_count += 1
            return
        self._compare(json.loads(shown), out_path, arguments)

    def _compare(self, shown: dict[str, Any], out_path: Path, arguments: list[str]) -> None:
        frames = round(shown["length_s"] * RATE_HZ)
        captions = out_path.with_suffix(".vtt")
        assert soundfile.info(out_path).frames == frames, arguments
        ends = [cue["start_s"] + cue["length_s"] for cue in shown["cues"]]
        assert all(end <= shown["length_s"] + 1e-9 for end in ends), arguments
        times = [_seconds(match.groups()) for match in _TIME.finditer(captions.read_text(encoding="utf-8"))]
        assert all(start < end for start, end in times), arguments
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(times)), arguments
        assert not times or times[-1][1] <= shown["length_s"] + 0.001, arguments
        assert sorted(self.folder.iterdir()) == sorted([out_path, captions]), "nothing else is left"
        out_path.unlink()
        captions.unlink()
        self.equal_count += 1
        self.frames += frames


def _random_arguments(rng: random.Random, card: dict[str, Any]) -> list[str]:
    """Returns random options: a length, mostly one that the practice can have; what is left out; a voice."""
    arguments: list[str] = []
    least_s, most_s = card["least_s"], min(card["most_s"], MAX_LENGTH_S)
    if rng.random() < 0.8:
        length_s = rng.uniform(least_s, max(least_s, most_s))
        if rng.random() < 0.1:
            length_s = rng.uniform(0.5, 2 * MAX_LENGTH_S)
        arguments += ["--length", f"{length_s:.0f}s" if rng.random() < 0.7 else f"{length_s:.1f}s"]
    words = list(card["can_leave_out"])
    if rng.random() < 0.05:
        words += [*ADAPTATIONS.values(), *CONSENTS, NOTHING]
    left_out = rng.sample(words, rng.randint(0, len(words)))
    if left_out:
        arguments += ["--without", ",".join(left_out)]
    return [*arguments, *rng.choice([[], [], ["--voice", "michael"]])]


def _run(*command: str) -> tuple[int, str]:
    """Runs a command; returns its exit code and its output."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            code = main(command)
        except SystemExit as exc:
            code = int(exc.code or 0)
    return code, output.getvalue()


def _seconds(groups: tuple[str, ...]) -> tuple[float, float]:
    numbers = [float(number) for number in groups]
    start_s, end_s = (
        60 * (60 * hours + minutes) + seconds for hours, minutes, seconds in (numbers[:3], numbers[3:])
    )
    return start_s, end_s
