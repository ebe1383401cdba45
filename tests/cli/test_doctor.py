"""`doctor`: every part is told, in lines and as JSON, and what to do first comes last."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from practice_player.cli import doctor as doctor_module
from practice_player.cli.diagnosis import desktop, folders, machine, material, sound
from practice_player.cli.diagnosis.finding import Check, Finding
from practice_player.cli.diagnosis.kept import kept_checks
from practice_player.cli.doctor import checks, doctor
from practice_player.lib.errors import InputError, PracticeError
from practice_player.people.store import People
from practice_player.script.choices import OUTPUTS
from practice_player.settings import HOME_VARIABLE
from practice_player.sound.inputs.base import InputDevice

DOCUMENT = Path(__file__).parents[2] / "docs" / "json.md"


def fails(problem: str, fix: str) -> Check:
    def check() -> Finding:
        raise PracticeError(problem, fix=fix, place="here")

    return check


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def use(*pairs: tuple[str, Check]) -> None:
        monkeypatch.setattr(doctor_module, "checks", lambda: iter(pairs))

    return use


def test_what_works_and_what_does_not_is_a_line_each_and_what_to_do_first_is_the_last(
    parts: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    parts(
        ("room", lambda: Finding(text="68 GB free", facts={"free_bytes": 68})),
        ("own", fails("it is no folder", "make it one")),
        ("voices", fails("it is no folder", "make it one")),
        ("log", fails("no room is left", "make room")),
    )

    assert doctor() == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("practice-player ")
    assert lines[1:] == [
        "room        68 GB free",
        "own         here: it is no folder",
        "  Try: make it one",
        "log         here: no room is left",
        "  Try: make room",
        "",
        "First of all: make it one",
    ]


def test_where_all_works_that_is_said(parts: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    parts(("room", lambda: Finding(text="68 GB free")))

    assert doctor() == 0
    assert capsys.readouterr().out.endswith("\nNothing needs mending.\n")


def test_programs_get_the_same_in_json(
    parts: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    parts(
        ("room", lambda: Finding(text="68 GB free", facts={"free_bytes": 68})),
        ("own", fails("it is no folder", "make it one")),
    )

    assert doctor(as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["first"] == "make it one"
    assert told["parts"] == [
        {"part": "room", "ok": True, "text": "68 GB free", "free_bytes": 68},
        {"part": "own", "ok": False, "problem": "it is no folder", "fix": "make it one", "place": "here"},
    ]


def test_the_parts_are_those_of_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    text = DOCUMENT.read_text(encoding="utf-8").partition("doctor --json`")[2].partition("\n## ")[0]
    (row,) = [line for line in text.splitlines() if line.startswith("| `parts` |")]

    names = dict.fromkeys(name for name, _ in checks())
    assert all(f"`{name}`" in row for name in names if name not in OUTPUTS)
    assert list(names)[-2:] == ["soundcard", "record"]


def test_a_disk_that_is_almost_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=7_000_000))

    with pytest.raises(PracticeError, match="only 7 MB are free"):
        folders.room(lambda: tmp_path / "not" / "there")

    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=7_000_000_000))
    assert folders.room(lambda: tmp_path).text == "7 GB free where the journal is"


def test_a_folder_is_shown_with_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir(mode=0o700)

    assert folders.folder(lambda: tmp_path / "kept").facts["permissions"] == "rwx------"
    assert "made when it is needed" in folders.folder(lambda: tmp_path / "later").text


def test_without_a_microphone_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> tuple[InputDevice, ...]:
        raise InputError("there is none", fix="plug one in")

    path = "practice_player.sound.inputs.client.find_input_devices"
    monkeypatch.setattr(path, none)
    record = dict(sound.sound_checks())["record"]
    assert record().text == "no microphone; only `voice record` needs one"

    devices = (InputDevice(name="Desk"), InputDevice(name="What is played", is_monitor=True))
    monkeypatch.setattr(path, lambda: devices)
    assert record().text == "Desk"


@pytest.mark.parametrize(
    ("variables", "colours"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "no colours (NO_COLOR)"),
        ({"COLORTERM": "truecolor"}, "all colours"),
        ({"TERM": "xterm-256color"}, "256 colours"),
        ({"TERM": "linux"}, "16 colours"),
        ({"TERM": "dumb"}, "no colours"),
    ],
)
def test_the_colours_of_the_terminal_are_told(
    variables: dict[str, str], colours: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "COLORTERM", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert machine.screen().facts["colours"] == colours


@pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is for Linux")
def test_whether_media_keys_lead_a_practice_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, session_bus: str
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))

    assert desktop.media_keys().facts["state"] == "ready"
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert desktop.media_keys().facts["state"] == "no bus"
    (tmp_path / "settings.toml").write_text("media_keys = false\n")
    assert desktop.media_keys().facts["state"] == "off"
    assert "media_keys" in desktop.media_keys().text


def test_extras_and_libraries_are_those_of_the_installed_program() -> None:
    extras = machine.extras().facts
    libraries = machine.libraries().facts

    assert {"voice", "simpleaudio"} <= {*extras["installed"], *extras["not_installed"]}  # type: ignore[misc]
    assert not {"test", "dev"} & {*extras["installed"], *extras["not_installed"]}  # type: ignore[misc]
    assert "textual" in libraries["versions"]  # type: ignore[operator]


def test_each_file_of_ones_own_that_cannot_be_read_is_told_with_its_place_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(doctor_module, "checks", kept_checks)
    broken = {
        "people.json": b'{"people": [{"name": "Ana"',
        "preferences.json": b"[]",
        "practices.json": b"\xc3(",
        "paths.json": b"",
        "balance.json": b'{"wishes": }',
    }
    for name, content in broken.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "return.json").mkdir()

    assert doctor() == 1

    lines = capsys.readouterr().out.splitlines()[1:-2]
    assert lines[::2] == [
        f"kept        {tmp_path / 'people.json'}: the people cannot be read",
        *(
            f"kept        {tmp_path / name}: {holds} cannot be read ({why}); practices go on without it"
            for name, holds, why in (
                ("preferences.json", "which pages need not be shown again", "it holds no object"),
                ("practices.json", "how each practice was last wanted", "it is no JSON"),
                ("paths.json", "which paths are followed", "no JSON at 1:1"),
                ("balance.json", "the wishes and the plan of the week", "no JSON at 1:12"),
                ("return.json", "when two meet again", "it is no file"),
            )
        ),
    ]
    assert all(line.startswith("  Try: mend this file, or move it away") for line in lines[1::2])


def test_files_of_ones_own_that_can_be_read_are_told_with_what_they_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert [check().text for _, check in kept_checks()] == ["nobody is named, and nothing is remembered yet"]

    People(tmp_path / "people.json").add("Ana")
    (tmp_path / "paths.json").write_text("{}")

    assert [check().text for _, check in kept_checks()] == [
        f"1 person, in {tmp_path / 'people.json'}",
        f"which paths are followed, in {tmp_path / 'paths.json'}",
    ]


def test_a_path_of_ones_own_that_cannot_be_followed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    folder = tmp_path / "sessions" / "paths"
    folder.mkdir(parents=True)
    paths = dict(material.material_checks())["paths"]
    assert paths().facts["count"] == 3

    (folder / "mine.yaml").write_text("title: half of o")

    with pytest.raises(PracticeError, match="mine cannot be followed"):
        paths()
