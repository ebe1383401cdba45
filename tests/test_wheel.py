"""The wheel and the source archive that are built: licences, carried things, size."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import BytesParser
from pathlib import Path

import pytest

from build_steps.files import MANUAL, made_files
from practice_player import __version__
from practice_player.cli.completion import FILES

ROOT = Path(__file__).parent.parent
MAX_WHEEL_BYTES = 80_000_000
MAX_RECORDINGS_BYTES = 75_000_000
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

OWN_SCRIPT = """\
format: 1
title: Mine
practice: solo
goal: settle
level: 1
summary: A moment.
steps:
  - say: Hello there.
  - rest: 5s
  - say: That was all.
"""
"""A script of one's own with two phrases."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    return folder


def test_the_wheel_declares_and_carries_the_licence_of_everything_in_it(built: Path) -> None:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        (metadata_name,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        metadata = BytesParser().parsebytes(wheel.read(metadata_name))
        licences = metadata_name.removesuffix("METADATA") + "licenses/"
        texts = {
            name.removeprefix(licences): wheel.read(name).decode()
            for name in names
            if name.startswith(licences)
        }

    assert metadata["License-Expression"] == "MIT AND Apache-2.0 AND MPL-2.0"
    assert set(metadata.get_all("License-File", [])) == set(texts)
    assert set(texts) == {"LICENSE", "LICENSES/Apache-2.0.txt", "LICENSES/MPL-2.0.txt", "NOTICE"}
    assert "Permission is hereby granted, free of charge" in texts["LICENSE"]
    assert "Apache License" in texts["LICENSES/Apache-2.0.txt"]
    assert "END OF TERMS AND CONDITIONS" in texts["LICENSES/Apache-2.0.txt"]
    assert texts["LICENSES/MPL-2.0.txt"].startswith("Mozilla Public License Version 2.0")
    assert all(place in texts["NOTICE"] for place in FILES.values()), "made with shtab, and named"

    carried = {name.split("/")[3] for name in names if name.startswith("practice_player/shipped/audio/")}
    voices = {name for name in carried if "." not in name}
    assert voices == {folder.parent.name for folder in (ROOT / "audio").glob("*/voice.yaml")}
    assert all(f"audio/{voice} " in texts["NOTICE"] for voice in voices)
    tables = [Path(name).name for name in names if name.endswith(".bin")]
    assert tables, "the speaker's table is carried"
    assert all(table in texts["NOTICE"] for table in tables)


def test_every_engine_that_made_recordings_is_named() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")

    engines = {
        re.search(r"^engine: (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)[1]  # type: ignore[index]
        for path in (ROOT / "audio").glob("*/voice.yaml")
    }
    assert engines
    assert all(engine in notice.casefold() for engine in engines)


class Installed:
    """The wheel's files in a folder, as an installer puts them there, and a home beside it."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        self.packages = folder / "lib"
        self.home = folder / "home"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.packages)  # noqa: S202 - built a moment ago

    def run(self, *arguments: str) -> str:
        """Returns what a command of the installed program prints.

        Raises:
            CalledProcessError: it failed.
        """
        command = [sys.executable, "-P", "-m", "practice_player", *arguments]
        variables = {"PYTHONPATH": str(self.packages), "PRACTICE_PLAYER_HOME": str(self.home)}
        result = subprocess.run(
            command,
            cwd=self.packages.parent,
            env=os.environ | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=True,
        )
        return result.stdout

    def files(self) -> dict[Path, int]:
        """Returns the installed files with the times at which they were changed; no compiled modules."""
        paths = (path for path in self.packages.rglob("*") if path.is_file() and path.suffix != ".pyc")
        return {path: path.stat().st_mtime_ns for path in paths}


@pytest.fixture
def installed(built: Path, tmp_path: Path) -> Installed:
    (wheel,) = built.glob("*.whl")
    return Installed(wheel, tmp_path / "mit Leerzeichen, für später 練習")


def test_it_runs_from_a_folder_with_spaces_and_letters_beyond_ascii(installed: Installed) -> None:
    assert "fall-back-asleep" in installed.run("list", "--goal", "sleepless")
    assert "nothing to mend" in installed.run("check", "goodnight")
    assert str(installed.packages / "practice_player" / "shipped" / "audio" / "heart") in installed.run(
        "doctor"
    )
    installed.run("render", "one-sigh-two", "-o", str(installed.home / "sigh.ogg"), "--quiet")
    assert (installed.home / "sigh.ogg").stat().st_size > 100_000


def test_narration_goes_among_ones_own_things_or_where_a_packager_says(installed: Installed) -> None:
    """The speech engine is the example package's, which stands beside the program."""
    example = ROOT / "docs" / "example_plugin"
    shutil.copy(example / "practice_player_example.py", installed.packages)
    information = installed.packages / "practice_player_example-0.1.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: practice-player-example\nVersion: 0.1\n"
    )
    (information / "entry_points.txt").write_text(
        "[practice_player.engines]\nhum = practice_player_example:load_hum\n"
    )
    (installed.home / "sessions").mkdir(parents=True)
    (installed.home / "sessions" / "mine.yaml").write_text(OWN_SCRIPT)
    (installed.home / "audio" / "hum").mkdir(parents=True)
    (installed.home / "audio" / "hum" / "voice.yaml").write_text("engine: hum\nspeaker: one\nspeed: 1.0\n")
    before = installed.files()

    installed.run("voice", "narrate", "mine", "--voice", "hum")
    installed.run("voice", "narrate", "mine", "--voice", "hum", "--out", str(installed.home / "packaged"))

    own = {path.name for path in (installed.home / "audio" / "hum").glob("*.ogg")}
    assert len(own) == 2
    assert {path.name for path in (installed.home / "packaged").glob("*.ogg")} == own
    assert installed.files() == before, "nothing of what is installed has changed"


def test_the_source_archive_carries_them_too(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {
        "LICENSE",
        "LICENSES/Apache-2.0.txt",
        "LICENSES/MPL-2.0.txt",
        "NOTICE",
        "audio/README.md",
        "README.md",
    } <= names


def test_neither_recordings_nor_wheel_outgrow_their_limits(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    recordings_bytes = sum(path.stat().st_size for path in (ROOT / "audio").rglob("*") if path.is_file())

    assert recordings_bytes <= MAX_RECORDINGS_BYTES
    assert wheel.stat().st_size <= MAX_WHEEL_BYTES


def test_extras_are_declared_in_the_wheel(built: Path) -> None:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        (metadata_name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = BytesParser().parsebytes(wheel.read(metadata_name))

    assert set(metadata.get_all("Provides-Extra", [])) == set(PROJECT["optional-dependencies"])
    assert metadata["Author"] == PROJECT["authors"][0]["name"]


def test_the_manual_and_the_completion_of_each_shell_are_where_systems_look(built: Path) -> None:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        prefix = f"practice_player-{__version__}.data/data/"
        carried = {
            name.removeprefix(prefix): wheel.read(name).decode()
            for name in wheel.namelist()
            if name.startswith(prefix)
        }

    assert carried == made_files()
    assert set(carried) == {
        "share/bash-completion/completions/practice-player",
        "share/zsh/site-functions/_practice-player",
        "share/fish/vendor_completions.d/practice-player.fish",
        "share/practice-player/completions/practice-player.ps1",
        "share/man/man1/practice-player.1",
    }
    assert carried[MANUAL].startswith(f'.TH PRACTICE\\-PLAYER "1" "" "practice\\-player {__version__}"')


def test_the_source_archive_can_be_built_into_the_same_files(built: Path, tmp_path: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()

    code = "import json, build_steps.files as files; print(json.dumps(dict(files.made_files())))"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)

    assert (folder / "hatch_build.py").is_file()
    assert json.loads(result.stdout) == made_files()
