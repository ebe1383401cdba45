"""Where the program installs without a compiler: each platform and Python, resolved with wheels only.

python benchmarks/platforms.py            prints the table
python benchmarks/platforms.py --write    and puts it into docs/platforms.md

Needs uv, which can resolve for machines that are not here: `pip install uv`.  It asks one package index, so
what is missing there may be elsewhere.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from measuring import ROOT

PLATFORMS = {
    "Linux, x86-64": "x86_64-manylinux_2_28",
    "Linux, ARM": "aarch64-manylinux_2_28",
    "Linux with musl, x86-64": "x86_64-unknown-linux-musl",
    "Linux with musl, ARM": "aarch64-unknown-linux-musl",
    "macOS, ARM": "aarch64-apple-darwin",
    "macOS, Intel": "x86_64-apple-darwin",
    "Windows, x86-64": "x86_64-pc-windows-msvc",
    "Windows, ARM": "aarch64-pc-windows-msvc",
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PAGE = ROOT / "docs" / "platforms.md"
TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)
MISSING = re.compile(r"(?:Because|because|and) ([A-Za-z0-9._-]+)[^\n]*? (?:has|have) no (?:usable )?wheels?")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into docs/platforms.md")
    arguments = parser.parse_args()
    if find_spec("uv") is None:
        sys.exit("uv is not installed\n  Try: pip install uv")
    lines = [f"| | {' | '.join(PYTHONS)} |", f"|---|{'---|' * len(PYTHONS)}"]
    print(lines[0], flush=True)
    for name, platform in PLATFORMS.items():
        row = f"| {name} | {' | '.join(_resolved(platform, python) for python in PYTHONS)} |"
        print(row, flush=True)
        lines.append(row)
    if arguments.write:
        text = PAGE.read_text(encoding="utf-8")
        table = "\n".join([f"As of {date.today().isoformat()}:\n", *lines, ""])  # noqa: DTZ011 - a day on a page
        PAGE.write_text(TABLE.sub(lambda _: table, text), encoding="utf-8")


def _resolved(platform: str, python: str) -> str:
    """Returns `wheels` where all is there as wheels, and else what is not."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "uv", "pip", "compile", str(ROOT / "pyproject.toml"), "--quiet"]
        command += ["--only-binary", ":all:", "--python-platform", platform, "--python-version", python]
        command += ["--output-file", str(Path(folder) / "resolved.txt")]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode == 0:
        return "wheels"
    names = dict.fromkeys(MISSING.findall(" ".join(result.stderr.split())))
    return f"no wheel of {', '.join(names)}" if names else "does not resolve"


if __name__ == "__main__":
    main()
