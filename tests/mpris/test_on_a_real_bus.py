"""The real program on a real session bus, with playerctl as whoever presses the keys."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from practice_player.mpris.availability import Availability, find_availability
from practice_player.mpris.introspection import OBJECT_PATH, PLAYER, PROPERTIES
from practice_player.mpris.session_bus import BUS_NAME
from tests.fakes import script_in_parts

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is for Linux"),
    pytest.mark.skipif(not shutil.which("playerctl"), reason="playerctl is not installed"),
    pytest.mark.usefixtures("session_bus"),
]

COMMAND = [sys.executable, "-m", "practice_player"]
WAIT_S = 30.0


def playerctl(*words: str) -> str:
    result = subprocess.run(
        ["playerctl", "-p", "practice_player", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=WAIT_S,
    )
    return result.stdout.strip()


def wait_for(is_so: Callable[[], bool]) -> None:
    """Asks again and again until it is so; each question takes a process some milliseconds."""
    until_s = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < until_s, "it was never so"


class Program:
    """A practice that is played in plain lines and in silence."""

    def __init__(self, home: Path, *options: str, part_s: int = 60, last_s: int = 60) -> None:
        self.home = home
        script = home / "parts.yaml"
        script.write_text(script_in_parts(f"{part_s}s", f"{part_s}s", f"{last_s}s"))
        self.process = subprocess.Popen(
            [*COMMAND, "play", str(script), "--plain", "--to", "silence", *options],
            env=os.environ | {"PRACTICE_PLAYER_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def type(self, word: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def end(self) -> tuple[str, str, int]:
        """Returns what it printed, what it complained of, and its exit code."""
        out, err = self.process.communicate(timeout=WAIT_S)
        return out, err, self.process.returncode

    def entries(self) -> list[dict[str, Any]]:
        env = os.environ | {"PRACTICE_PLAYER_HOME": str(self.home)}
        result = subprocess.run([*COMMAND, "journal", "--json"], env=env, capture_output=True, check=True)
        return list(json.loads(result.stdout))


@contextmanager
def program(home: Path, *options: str, part_s: int = 60, last_s: int = 60) -> Iterator[Program]:
    """Starts the program, and waits until the bus knows it; it is killed if the test ends before it."""
    started = Program(home, *options, part_s=part_s, last_s=last_s)
    try:
        wait_for(lambda: playerctl("status") == "Playing")
        yield started
    finally:
        started.process.kill()
        started.process.communicate()


class Client:
    """Somebody on the bus who says exactly what a test wants."""

    def __init__(self) -> None:
        from jeepney.io.blocking import open_dbus_connection

        self._connection = open_dbus_connection("SESSION")

    def call(self, member: str, interface: str, signature: str = "", *body: Any, name: str = BUS_NAME) -> Any:
        """Returns the body of the reply; the name of the error if it is one."""
        from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call

        address = DBusAddress(OBJECT_PATH, bus_name=name, interface=interface)
        message = new_method_call(address, member, signature or None, body)
        reply = self._connection.send_and_get_reply(message, timeout=WAIT_S)
        if reply.header.message_type is MessageType.error:
            return reply.header.fields[HeaderFields.error_name]
        return reply.body

    def send_and_forget(self, member: str, interface: str, signature: str = "", *body: Any) -> None:
        from jeepney import DBusAddress, MessageFlag, new_method_call

        address = DBusAddress(OBJECT_PATH, bus_name=BUS_NAME, interface=interface)
        message = new_method_call(address, member, signature or None, body)
        message.header.flags = MessageFlag.no_reply_expected
        self._connection.send(message)

    def of_bus(self, member: str, *names: Any) -> Any:
        from jeepney.bus_messages import message_bus

        return self._connection.send_and_get_reply(getattr(message_bus, member)(*names)).body[0]

    def listen(self) -> None:
        from jeepney import MatchRule
        from jeepney.bus_messages import message_bus

        rule = MatchRule(type="signal", path=OBJECT_PATH)
        self._connection.send_and_get_reply(message_bus.AddMatch(rule))

    def next_signal(self, member: str) -> Any:
        from jeepney import HeaderFields

        while True:
            message = self._connection.receive(timeout=WAIT_S)
            if message.header.fields.get(HeaderFields.member) == member:
                return message.body

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def client() -> Iterator[Client]:
    connected = Client()
    yield connected
    connected.close()


def test_every_control_of_the_desktop_leads_the_practice(tmp_path: Path) -> None:
    with program(tmp_path) as running:
        title, length_us = playerctl("metadata", "--format", "{{title}}|{{mpris:length}}").split("|")
        assert title == "Three Parts"
        assert 179e6 < int(length_us) < 182e6
        assert 0 < float(playerctl("position")) < 60
        assert float(playerctl("volume")) == 1.0

        playerctl("pause")
        wait_for(lambda: playerctl("status") == "Paused")
        # a fade and the sound's last block after it, then it stands still
        wait_for(lambda: len({playerctl("position") for _ in range(20)}) == 1)
        playerctl("play")
        wait_for(lambda: playerctl("status") == "Playing")
        playerctl("play-pause")
        wait_for(lambda: playerctl("status") == "Paused")
        playerctl("play-pause")
        wait_for(lambda: playerctl("status") == "Playing")

        playerctl("next")
        wait_for(lambda: 60 <= float(playerctl("position")) < 90)
        # later than two seconds into a step, a step back leads to its start first
        wait_for(lambda: not playerctl("previous") and float(playerctl("position")) < 30)
        playerctl("volume", "0.5")
        wait_for(lambda: float(playerctl("volume")) == pytest.approx(0.5, abs=0.01))

        playerctl("stop")
        out, err, code = running.end()

    assert (err, code) == ("", 0)
    assert out.count("Paused. Type go on to go on.") == 2
    assert out.count("Part 1.") >= 2
    assert "Part 2." in out
    assert out.endswith("Enough for today.\n")
    assert BUS_NAME.removeprefix("org.mpris.MediaPlayer2.") not in playerctl("-l"), "it has left the bus"


def test_to_stop_keeps_what_was_practised(tmp_path: Path) -> None:
    with program(tmp_path, part_s=4, last_s=10) as running:
        wait_for(lambda: float(playerctl("position")) > 7)
        playerctl("stop")
        out, err, code = running.end()

    assert (err, code, out.splitlines()[-1][-17:]) == ("", 0, "Enough for today.")
    (entry,) = running.entries()
    assert entry["ended"] == "stopped"
    assert 6 < entry["practised_s"] < 18


def test_what_changes_and_where_it_jumps_is_told_to_whoever_listens(tmp_path: Path, client: Client) -> None:
    client.listen()
    with program(tmp_path) as running:
        running.type("pause")
        assert client.next_signal("PropertiesChanged") == (PLAYER, {"PlaybackStatus": ("s", "Paused")}, [])
        running.type("go on")
        assert client.next_signal("PropertiesChanged") == (PLAYER, {"PlaybackStatus": ("s", "Playing")}, [])
        running.type("louder")
        _, changed, _ = client.next_signal("PropertiesChanged")
        assert changed["Volume"][1] > 1
        running.type("next")
        (position_us,) = client.next_signal("Seeked")
        assert position_us >= 60_000_000
        running.type("stop")
        running.end()
        _, changed, _ = client.next_signal("PropertiesChanged")

    assert changed["PlaybackStatus"] == ("s", "Stopped")


def test_a_practice_that_leaves_no_trace_has_no_name_there(tmp_path: Path, client: Client) -> None:
    with program(tmp_path, "--no-log"):
        (values,) = client.call("GetAll", PROPERTIES, "s", PLAYER)

    assert "Three Parts" not in str(values)
    assert values["Metadata"][1]["xesam:title"] == ("s", "A practice")


def test_a_setting_keeps_the_desktop_out_of_it(tmp_path: Path, client: Client) -> None:
    (tmp_path / "settings.toml").write_text("media_keys = false\n")
    running = Program(tmp_path)
    try:
        assert running.process.stdout
        while "Part 1." not in running.process.stdout.readline():
            pass
        running.type("next")
        while "Part 2." not in running.process.stdout.readline():
            pass
        running.type("louder")
        assert BUS_NAME not in client.of_bus("ListNames")
    finally:
        running.process.kill()
        running.process.communicate()


def test_a_second_program_has_a_name_of_its_own(tmp_path: Path, client: Client) -> None:
    for home in ("one", "two"):
        (tmp_path / home).mkdir()
    with program(tmp_path / "one"):
        second = Program(tmp_path / "two")
        try:
            name = f"{BUS_NAME}.instance{second.process.pid}"
            wait_for(lambda: name in client.of_bus("ListNames"))
            (title,) = client.call("Get", PROPERTIES, "ss", PLAYER, "PlaybackStatus", name=name)
            assert title == ("s", "Playing")
        finally:
            second.process.kill()
            second.process.communicate()


def test_whoever_means_harm_changes_nothing(tmp_path: Path, client: Client) -> None:
    error = "org.freedesktop.DBus.Error."
    with program(tmp_path) as running:
        assert client.call("Explode", PLAYER) == f"{error}UnknownMethod"
        assert client.call("Play", PLAYER, "ai", [1, 2]) == f"{error}InvalidArgs"
        assert client.call("Play", "org.example.Other") == f"{error}UnknownInterface"
        assert client.call("OpenUri", PLAYER, "s", "x" * 1_000_000) == f"{error}NotSupported"
        assert client.call("Set", PROPERTIES, "ssv", PLAYER, "Volume", ("d", float("nan"))) == (
            f"{error}InvalidArgs"
        )
        nested: tuple[str, Any] = ("i", 1)
        for _ in range(30):
            nested = ("v", nested)
        assert client.call("Set", PROPERTIES, "ssv", PLAYER, "Volume", nested) == f"{error}InvalidArgs"
        for number in range(2000):
            client.send_and_forget("SetPosition", PLAYER, "ox", "/a", -number)
            client.send_and_forget("Set", PROPERTIES, "ssv", PLAYER, "Volume", ("d", number * 1e300))
        (status,) = client.call("Get", PROPERTIES, "ss", PLAYER, "PlaybackStatus")
        assert status == ("s", "Playing")

        playerctl("stop")
        out, err, code = running.end()

    assert (err, code) == ("", 0)
    assert "Part 1." in out


def test_a_bus_that_ends_does_not_end_the_practice(tmp_path: Path, client: Client) -> None:
    with program(tmp_path, last_s=1) as running:
        os.kill(client.of_bus("GetConnectionUnixProcessID", "org.freedesktop.DBus"), signal.SIGKILL)
        for word in ("pause", "go on", "next", "next"):
            running.type(word)
        out, err, code = running.end()

    assert (err, code) == ("", 0)
    assert "Paused." in out
    assert "Part 3." in out


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere", "tcp:host=127.0.0.1,port=1", "nonsense"])
def test_without_a_bus_nobody_notices(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    running = Program(tmp_path, last_s=3)
    running.type("next")
    running.type("next")
    _, err, code = running.end()

    assert (err, code) == ("", 0)
    assert find_availability() is Availability.NO_BUS


def test_where_there_is_a_bus_it_is_found() -> None:
    assert find_availability() is Availability.READY
