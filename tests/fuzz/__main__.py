"""Tries many changed scripts.

usage: python -m tests.fuzz [COUNT] [SEED]
"""

import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.mutations import scripts
from tests.fuzz.promise import count, fill, holds


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    began_s = time.monotonic()
    results: list[bool] = []
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))

        @seed(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )
        @given(scripts())
        def attempt(text: str) -> None:
            results.append(holds(text, Path(name)))
            if len(results) % 1000 == 0:
                print(f"{count(results)}, {time.monotonic() - began_s:.0f} s", flush=True)

        attempt()
    print(f"{count(results)}, in {time.monotonic() - began_s:.0f} s.  Every promise held.")


if __name__ == "__main__":
    main()
