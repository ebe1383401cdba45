"""The edge to D-Bus: a connection to the session bus, under a name of a media player, through jeepney."""

import os
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from practice_player.mpris.introspection import OBJECT_PATH, ROOT
from practice_player.mpris.player_object import Answer, Call, Signal

if TYPE_CHECKING:
    from jeepney import Message

ADDRESS_VARIABLE: Final = "DBUS_SESSION_BUS_ADDRESS"
BUS_NAME: Final = f"{ROOT}.practice_player"
REPLY_S: Final = 5.0
"""How long the bus may take to give a name."""

_DO_NOT_QUEUE: Final = 4
_NAME_IS_OURS: Final = 1


class ReceivedCall(NamedTuple):
    call: Call
    message: Any
    """What the bus needs to reply to it."""


class Bus(Protocol):
    """A bus that the player has a name on.  All but `close` may raise anything once the bus is gone."""

    def next_call(self, wait_s: float) -> ReceivedCall | None:
        """Returns the next call; None if what came is none, or nothing came in this time."""
        ...

    def reply(self, received: ReceivedCall, answer: Answer) -> None: ...

    def send(self, signal: Signal) -> None: ...

    def close(self) -> None: ...


def connect() -> Any:
    """Returns a connection of jeepney to the session bus; a bus that hangs holds it up for ever.

    Raises:
        ImportError: jeepney is not installed.
        OSError: there is no session bus; other errors may come, too.
    """
    from jeepney.io.blocking import open_dbus_connection

    if not os.environ.get(ADDRESS_VARIABLE):
        raise FileNotFoundError(f"there is no session bus: {ADDRESS_VARIABLE} is not set")
    return open_dbus_connection("SESSION")


class SessionBus:
    """The session bus of this desktop."""

    def __init__(self) -> None:
        """Connects, and takes the name of the player; another one of this program adds its number to it.

        Raises:
            Exception: of any kind: jeepney is not there, or there is no bus, or it refuses.
        """
        self._connection = connect()
        try:
            self._take_a_name()
        except BaseException:
            self._connection.close()
            raise

    def next_call(self, wait_s: float) -> ReceivedCall | None:
        from jeepney import HeaderFields, MessageType

        try:
            message = self._connection.receive(timeout=wait_s)
        except TimeoutError:
            return None
        if message.header.message_type is not MessageType.method_call:
            return None
        fields = message.header.fields
        call = Call(
            path=fields.get(HeaderFields.path, ""),
            interface=fields.get(HeaderFields.interface, ""),
            member=fields.get(HeaderFields.member, ""),
            signature=fields.get(HeaderFields.signature, ""),
            body=tuple(message.body),
        )
        return ReceivedCall(call, message)

    def reply(self, received: ReceivedCall, answer: Answer) -> None:
        from jeepney import MessageFlag, new_error, new_method_return

        if received.message.header.flags & MessageFlag.no_reply_expected:
            return
        signature = answer.signature or None
        if answer.error:
            self._connection.send(new_error(received.message, answer.error, signature, answer.body))
        else:
            self._connection.send(new_method_return(received.message, signature, answer.body))

    def send(self, signal: Signal) -> None:
        from jeepney import DBusAddress, new_signal

        emitter = DBusAddress(OBJECT_PATH, interface=signal.interface)
        self._connection.send(new_signal(emitter, signal.member, signal.signature, signal.body))

    def close(self) -> None:
        """Leaves the bus, which forgets the name with that."""
        self._connection.close()

    def _take_a_name(self) -> None:
        if not (self._takes(BUS_NAME) or self._takes(f"{BUS_NAME}.instance{os.getpid()}")):
            raise ConnectionRefusedError("the player's name is taken on the bus")

    def _takes(self, name: str) -> bool:
        from jeepney.bus_messages import message_bus

        request = message_bus.RequestName(name, _DO_NOT_QUEUE)
        reply: Message = self._connection.send_and_get_reply(request, timeout=REPLY_S)
        return bool(reply.body == (_NAME_IS_OURS,))
