"""Practices rendered at random, and what `show` says of them, to the frame."""

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
"""All of these are exact to the frame."""

LONGEST_S: Final = 900.0
"""Longer ones are as true, and take long."""

_TIME: Final = re.compile(r"(\d+):(\d\d):(\d\d\.\d{3}) --> (\d+):(\d\d):(\d\d\.\d{3})")


@dataclass(slots=True)
class Renders:
    """What became of the renders."""

    folder: Path
    equal: int = 0
    refused: int = 0
    """Refused, and said why: a length of no whole breaths, or a practice with no way without something."""

    frames: int = 0

    def __str__(self) -> str:
        return (
            f"{self.equal + self.refused} practices: {self.equal} rendered just as `show` says, "
            f"{self.frames / RATE_HZ / 3600:.1f} hours of them, and {self.refused} were refused"
        )

    def attempt(self, seed: int) -> None:
        """One practice, at a length and with choices that the seed names; fails when they differ."""
        rng = random.Random(seed)  # noqa: S311 - chance that can be had again
        practices = json.loads(_run("list", "--json")[1])
        card = rng.choice(practices)
        arguments = [card["name"], *_choices(rng, card)]
        code, shown = _run("show", *arguments, "--json")
        out = self.folder / f"{seed}.{rng.choice(ENDINGS)}"
        bed = rng.choice([[], ["--bed", rng.choice(BEDS)]])
        rendered, refused = _run("render", *arguments, *bed, "-o", str(out))
        assert rendered == code, (arguments, refused)
        if code:
            assert "Try: " in shown
            assert "Try: " in refused
            assert not list(self.folder.iterdir()), "what is refused leaves nothing"
            self.refused += 1
            return
        self._compare(json.loads(shown), out, arguments)

    def _compare(self, shown: dict[str, Any], out: Path, arguments: list[str]) -> None:
        frames = round(shown["length_s"] * RATE_HZ)
        captions = out.with_suffix(".vtt")
        assert soundfile.info(out).frames == frames, arguments
        ends = [cue["start_s"] + cue["length_s"] for cue in shown["cues"]]
        assert all(end <= shown["length_s"] + 1e-9 for end in ends), arguments
        times = [_seconds(match.groups()) for match in _TIME.finditer(captions.read_text(encoding="utf-8"))]
        assert all(start < end for start, end in times), arguments
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(times)), arguments
        assert not times or times[-1][1] <= shown["length_s"] + 0.001, arguments
        assert sorted(self.folder.iterdir()) == sorted([out, captions]), "nothing else is left"
        out.unlink()
        captions.unlink()
        self.equal += 1
        self.frames += frames


def _choices(rng: random.Random, card: dict[str, Any]) -> list[str]:
    """A length, mostly one that the practice has; what is left out; a voice."""
    chosen: list[str] = []
    least_s, most_s = card["least_s"], min(card["most_s"], LONGEST_S)
    if rng.random() < 0.8:
        length_s = rng.uniform(least_s, max(least_s, most_s))
        if rng.random() < 0.1:
            length_s = rng.uniform(0.5, 2 * LONGEST_S)
        chosen += ["--length", f"{length_s:.0f}s" if rng.random() < 0.7 else f"{length_s:.1f}s"]
    words = list(card["can_leave_out"])
    if rng.random() < 0.05:
        words += [*ADAPTATIONS.values(), *CONSENTS, NOTHING]
    some = rng.sample(words, rng.randint(0, len(words)))
    if some:
        chosen += ["--without", ",".join(some)]
    return [*chosen, *rng.choice([[], [], ["--voice", "george"]])]


def _run(*command: str) -> tuple[int, str]:
    """Runs a command; returns its exit code and its output."""
    refused = io.StringIO()
    with contextlib.redirect_stdout(refused), contextlib.redirect_stderr(refused):
        try:
            code = main(command)
        except SystemExit as exc:
            code = int(exc.code or 0)
    return code, refused.getvalue()


def _seconds(match: tuple[str, ...]) -> tuple[float, float]:
    numbers = [float(earlier) for earlier in match]
    start_s, end_s = (
        60 * (60 * hours + minutes) + rest for hours, minutes, rest in (numbers[:3], numbers[3:])
    )
    return start_s, end_s
