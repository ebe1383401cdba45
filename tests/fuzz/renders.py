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
    told: int = 0
    """Refused, and said why: a length of no whole breaths, or a practice with no way without something."""

    frames: int = 0

    def __str__(self) -> str:
        return (
            f"{self.equal + self.told} practices: {self.equal} rendered just as `show` says, "
            f"{self.frames / RATE_HZ / 3600:.1f} hours of them, and {self.told} were told"
        )

    def attempt(self, seed: int) -> None:
        """One practice, at a length and with choices that the seed names; fails when they differ."""
        dice = random.Random(seed)  # noqa: S311 - chance that can be had again
        practices = json.loads(_said("list", "--json")[1])
        card = dice.choice(practices)
        asked = [card["name"], *_choices(dice, card)]
        code, shown = _said("show", *asked, "--json")
        out = self.folder / f"{seed}.{dice.choice(ENDINGS)}"
        bed = dice.choice([[], ["--bed", dice.choice(BEDS)]])
        rendered, told = _said("render", *asked, *bed, "-o", str(out))
        assert rendered == code, (asked, told)
        if code:
            assert "Try: " in shown
            assert "Try: " in told
            assert not list(self.folder.iterdir()), "what is refused leaves nothing"
            self.told += 1
            return
        self._compare(json.loads(shown), out, asked)

    def _compare(self, shown: dict[str, Any], out: Path, asked: list[str]) -> None:
        frames = round(shown["length_s"] * RATE_HZ)
        captions = out.with_suffix(".vtt")
        assert soundfile.info(out).frames == frames, asked
        ends = [cue["start_s"] + cue["length_s"] for cue in shown["cues"]]
        assert all(end <= shown["length_s"] + 1e-9 for end in ends), asked
        times = [_seconds(found.groups()) for found in _TIME.finditer(captions.read_text(encoding="utf-8"))]
        assert all(start < end for start, end in times), asked
        assert all(one[1] <= other[0] for one, other in pairwise(times)), asked
        assert not times or times[-1][1] <= shown["length_s"] + 0.001, asked
        assert sorted(self.folder.iterdir()) == sorted([out, captions]), "nothing else is left"
        out.unlink()
        captions.unlink()
        self.equal += 1
        self.frames += frames


def _choices(dice: random.Random, card: dict[str, Any]) -> list[str]:
    """A length, mostly one that the practice has; what is left out; a voice."""
    chosen: list[str] = []
    least_s, most_s = card["least_s"], min(card["most_s"], LONGEST_S)
    if dice.random() < 0.8:
        length_s = dice.uniform(least_s, max(least_s, most_s))
        if dice.random() < 0.1:
            length_s = dice.uniform(0.5, 2 * LONGEST_S)
        chosen += ["--length", f"{length_s:.0f}s" if dice.random() < 0.7 else f"{length_s:.1f}s"]
    words = list(card["can_leave_out"])
    if dice.random() < 0.05:
        words += [*ADAPTATIONS.values(), *CONSENTS, NOTHING]
    some = dice.sample(words, dice.randint(0, len(words)))
    if some:
        chosen += ["--without", ",".join(some)]
    return [*chosen, *dice.choice([[], [], ["--voice", "george"]])]


def _said(*command: str) -> tuple[int, str]:
    """The exit code, and all that was said."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        try:
            code = main(command)
        except SystemExit as exc:
            code = int(exc.code or 0)
    return code, told.getvalue()


def _seconds(found: tuple[str, ...]) -> tuple[float, float]:
    numbers = [float(one) for one in found]
    start_s, end_s = (
        60 * (60 * hours + minutes) + rest for hours, minutes, rest in (numbers[:3], numbers[3:])
    )
    return start_s, end_s
