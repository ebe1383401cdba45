"""A real Firefox without a window, driven by its own remote protocol, Marionette: JSON over a socket.

playwright drives a Firefox of its own and not the one that people have; selenium's driver for it is
neither on PyPI nor in Debian.
"""

import json
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

START_S: Final = 60
SCRIPT_MS: Final = 30_000

_PREFERENCES: Final = {
    "marionette.port": 0,  # any that is free; the profile says which
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.startup.page": 0,
    "network.dns.disabled": True,
}


class Firefox:
    """One window, with one page."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._received = connection.makefile("rb")
        self._count = 0
        self._receive()  # a greeting
        self._send("WebDriver:NewSession", {"timeouts": {"script": SCRIPT_MS}})

    def open(self, address: str, *, size: tuple[int, int]) -> None:
        self._send("WebDriver:SetWindowRect", {"width": size[0], "height": size[1]})
        self._send("WebDriver:Navigate", {"url": address})

    def run(self, script: str) -> Any:
        """Returns what a script in the page says by calling `done`."""
        return self._run(script, "content")

    def complaints(self) -> list[str]:
        """What Firefox has written to its console about files, errors and warnings alike."""
        found: list[str] = self._run(
            "done(Services.console.getMessageArray().map(message => `${message}`.slice(0, 500)))", "chrome"
        )
        return [line for line in found if "file:///" in line]

    def click(self, element_id: str) -> None:
        found = self._send("WebDriver:FindElement", {"using": "css selector", "value": f"#{element_id}"})
        (element,) = found["value"].values()
        self._send("WebDriver:ElementClick", {"id": element})

    def press(self, key: str) -> None:
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._send("WebDriver:PerformActions", {"actions": [{"type": "key", "id": "k", "actions": actions}]})

    def _run(self, script: str, context: str) -> Any:
        self._send("Marionette:SetContext", {"value": context})
        body = f"const done = arguments[arguments.length - 1]; {script}"
        answer = self._send("WebDriver:ExecuteAsyncScript", {"script": body, "args": [], "newSandbox": False})
        self._send("Marionette:SetContext", {"value": "content"})
        return answer["value"]

    def _send(self, command: str, parameters: dict[str, Any]) -> dict[str, Any]:
        self._count += 1
        message = json.dumps([0, self._count, command, parameters])
        self._connection.sendall(f"{len(message.encode())}:{message}".encode())
        _, _, error, result = self._receive()
        assert error is None, f"{command}: {error}"
        return result if isinstance(result, dict) else {}

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            byte = self._received.read(1)
            assert byte, "Firefox has gone"
            length += byte
        return json.loads(self._received.read(int(length[:-1])))


@contextmanager
def firefox(program: str, env: dict[str, str]) -> Iterator[Firefox]:
    """Starts Firefox with a profile of its own, and ends it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
        (Path(folder) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", folder]
        command.append("--remote-allow-system-access")  # to read its console
        started = subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            assert started.stdout
            port = next(
                int(line.rsplit(None, 1)[1]) for line in started.stdout if "Listening on port" in line
            )
            with socket.create_connection(("127.0.0.1", port), timeout=START_S) as connection:
                yield Firefox(connection)
        finally:
            started.terminate()
            try:
                started.wait(timeout=20)
            except subprocess.TimeoutExpired:
                started.kill()
