"""A bus that tests put calls on."""

from queue import Empty, Queue
from typing import Any

from practice_player.mpris.introspection import OBJECT_PATH, PLAYER, PROPERTIES
from practice_player.mpris.player_object import Answer, Call, Signal
from practice_player.mpris.session_bus import ReceivedCall

WAIT_S = 10.0


class FakeBus:
    """A bus that a test puts calls on; it keeps what it is sent."""

    def __init__(self) -> None:
        self.events: Queue[str] = Queue()
        self.answers: Queue[Answer] = Queue()
        self._calls: Queue[Call | Exception] = Queue()

    def open(self) -> "FakeBus":
        self.events.put("joined")
        return self

    def call(self, member: str, interface: str = PLAYER, signature: str = "", *body: Any) -> Answer:
        self._calls.put(
            Call(path=OBJECT_PATH, interface=interface, member=member, signature=signature, body=body)
        )
        return self.answers.get(timeout=WAIT_S)

    def break_down(self) -> None:
        self._calls.put(ConnectionResetError("gone"))

    def next_event(self) -> str:
        return self.events.get(timeout=WAIT_S)

    def title(self) -> str:
        (value,) = self.call("Get", PROPERTIES, "ss", PLAYER, "Metadata").body
        return str(value[1]["xesam:title"][1])

    def artist(self) -> list[str]:
        (value,) = self.call("Get", PROPERTIES, "ss", PLAYER, "Metadata").body
        _, names = value[1].get("xesam:artist", ("as", []))
        return list(names)

    def next_call(self, wait_s: float) -> ReceivedCall | None:
        try:
            received = self._calls.get(timeout=0.01)
        except Empty:
            return None
        if isinstance(received, Exception):
            raise received
        return ReceivedCall(received, None)

    def reply(self, received: ReceivedCall, answer: Answer) -> None:
        self.answers.put(answer)

    def send(self, signal: Signal) -> None:
        self.events.put(str(signal.body[1]["PlaybackStatus"][1]) if signal.signature != "x" else "Seeked")

    def close(self) -> None:
        self.events.put("left")
