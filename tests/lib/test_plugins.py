"""Outputs and speech engines of other packages: the example of the documents, and broken ones."""

import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from practice_player.cli.diagnosis import machine
from practice_player.cli.main import main
from practice_player.lib.errors import OutputError, PracticeError, VoiceError
from practice_player.lib.plugins import ENGINES_GROUP, OUTPUTS_GROUP, find_plugins
from practice_player.lib.units import RATE_HZ
from practice_player.narration.engines import known_engines, open_engine
from practice_player.settings import HOME_VARIABLE
from practice_player.sound.outputs.registry import output_named
from practice_player.voice.manifest import Manifest

EXAMPLE = Path(__file__).parents[2] / "docs" / "example_plugin"
SHORT = """\
format: 1
title: Short
practice: solo
goal: settle
level: 1
summary: A moment.
steps:
  - bell: 1
  - rest: 1s
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a package as an installer does: its module, and beside it what it says of itself."""
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(str(packages))
    monkeypatch.setenv("PYTHONPATH", str(packages))

    def install_package(name: str, entry_points: dict[str, dict[str, str]]) -> None:
        information = packages / f"{name.replace('-', '_')}-0.1.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1\n")
        lines = [
            line
            for group, objects in entry_points.items()
            for line in (f"[{group}]", *(f"{key} = {value}" for key, value in objects.items()))
        ]
        (information / "entry_points.txt").write_text("\n".join(lines) + "\n")

    yield install_package
    sys.modules.pop("practice_player_example", None)


@pytest.fixture
def example(install: Install, tmp_path: Path) -> None:
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shutil.copy(EXAMPLE / "practice_player_example.py", tmp_path / "packages")
    install(project["name"], project["entry-points"])


def voice_of(engine: str, tmp_path: Path) -> Manifest:
    return Manifest(folder=tmp_path, name="other", engine=engine, speaker="", speed=0.5, respell={})


def test_an_engine_of_another_package_speaks(example: None, tmp_path: Path) -> None:
    assert "hum" in known_engines()

    sound = open_engine(voice_of("hum", tmp_path))("One two three.")

    assert len(sound) / RATE_HZ == pytest.approx(3 * 0.2 / 0.5, abs=0.01)
    assert np.abs(sound).max() == pytest.approx(0.1, abs=0.01)


def test_a_practice_is_played_to_an_output_of_another_package(
    example: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setenv("RAW_OUTPUT", str(tmp_path / "heard.raw"))
    (tmp_path / "short.yaml").write_text(SHORT)

    assert main(["play", str(tmp_path / "short.yaml"), "--plain", "--to", "raw"]) == 0

    heard = np.fromfile(tmp_path / "heard.raw", np.float32).reshape(-1, 2)
    assert len(heard) > RATE_HZ
    assert np.abs(heard).max() > 0.01, "the bell is heard"


def test_doctor_names_them(example: None) -> None:
    assert machine.plugins().text == "raw (practice-player-example), hum (practice-player-example)"


def test_a_broken_one_is_told_with_its_package_and_breaks_nothing_else(
    install: Install, tmp_path: Path
) -> None:
    (tmp_path / "packages" / "broken_plugin.py").write_text("raise RuntimeError('no such chip')\n")
    install(
        "broken",
        {
            OUTPUTS_GROUP: {"chip": "broken_plugin:Output", "card": "broken_plugin:Output"},
            ENGINES_GROUP: {"robot": "missing_module:load", "kokoro": "broken_plugin:load"},
        },
    )

    with pytest.raises(OutputError, match=r"chip, of the package broken, .*no such chip"):
        output_named("chip").start(lambda _: None)
    with pytest.raises(VoiceError, match=r"robot, of the package broken, .*missing_module"):
        open_engine(voice_of("robot", tmp_path))
    with pytest.raises(PracticeError, match="of the package broken"):
        machine.plugins()
    assert type(output_named("card")).__name__ != "_PluginOutput", "the program's own come first"
    assert known_engines()["kokoro"].extra == "voice-kokoro"
    assert find_plugins(OUTPUTS_GROUP).keys() >= {"chip", "card"}
