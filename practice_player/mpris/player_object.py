"""The object on the bus: what it answers to a call, and which signals a change of its state sends.  Pure.

It never does anything itself: a call that wants something is answered with a request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from practice_player.mpris.introspection import (
    INTROSPECTABLE,
    METHODS,
    OBJECT_PATH,
    PEER,
    PLAYER,
    PROPERTIES,
    ROOT,
    WRITABLE,
    introspect,
)
from practice_player.mpris.player_state import STOPPED, PlayerState, level_db_of
from practice_player.playback.remote_request import RemoteAction, RemoteRequest

Variant: TypeAlias = tuple[str, Any]
"""A value of D-Bus with its type before it."""

_ERROR: Final = "org.freedesktop.DBus.Error."
_ACTIONS: Final = {
    "Next": RemoteAction.NEXT,
    "Previous": RemoteAction.PREVIOUS,
    "Pause": RemoteAction.PAUSE,
    "PlayPause": RemoteAction.PLAY_PAUSE,
    "Stop": RemoteAction.STOP,
    "Play": RemoteAction.PLAY,
}
_QUIET_PROPERTIES: Final = frozenset({"Position"})
"""Properties that change all the time; as MPRIS says, no signal tells of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A method call from somebody on the bus; nothing in it can be trusted."""

    path: str
    interface: str
    """May be empty: then the first interface that has the method is meant."""

    member: str
    signature: str = ""
    body: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a call is answered with."""

    signature: str = ""
    body: tuple[Any, ...] = ()
    error: str = ""
    """The name of an error of D-Bus; empty if the call is fine."""

    request: RemoteRequest | None = None
    """What the practice is asked for because of the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    interface: str
    member: str
    signature: str
    body: tuple[Any, ...]


def properties(state: PlayerState) -> Mapping[str, dict[str, Variant]]:
    """Returns all properties by interface."""
    metadata: dict[str, Variant] = {
        "mpris:trackid": ("o", f"/practice_player/practice/{state.track}"),
        "mpris:length": ("x", state.length_us),
        "xesam:title": ("s", state.title),
    }
    if state.artist:
        metadata["xesam:artist"] = ("as", [state.artist])
    plays = state.status != STOPPED
    return {
        ROOT: {
            "CanQuit": ("b", False),
            "CanRaise": ("b", False),
            "HasTrackList": ("b", False),
            "Identity": ("s", "practice-player"),
            "SupportedUriSchemes": ("as", []),
            "SupportedMimeTypes": ("as", []),
        },
        PLAYER: {
            "PlaybackStatus": ("s", state.status),
            "Rate": ("d", 1.0),
            "Metadata": ("a{sv}", metadata),
            "Volume": ("d", state.volume),
            "Position": ("x", state.position_us),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "CanGoNext": ("b", plays),
            "CanGoPrevious": ("b", plays),
            "CanPlay": ("b", plays),
            "CanPause": ("b", plays),
            "CanSeek": ("b", False),
            "CanControl": ("b", True),
        },
    }


def signals(before: PlayerState | None, after: PlayerState) -> list[Signal]:
    """Returns the signals that tell of a change; none while the practice only goes on."""
    if before is None or before == after:
        return []
    old, new = properties(before)[PLAYER], properties(after)[PLAYER]
    changed = {
        name: value for name, value in new.items() if name not in _QUIET_PROPERTIES and value != old[name]
    }
    sent = []
    if changed:
        body: tuple[Any, ...] = (PLAYER, changed, [])
        sent.append(Signal(interface=PROPERTIES, member="PropertiesChanged", signature="sa{sv}as", body=body))
    if before.track == after.track and before.jumps != after.jumps:
        sent.append(Signal(interface=PLAYER, member="Seeked", signature="x", body=(after.position_us,)))
    return sent


class _RefusedCallError(Exception):
    """A call that makes no sense: the name of the error of D-Bus, and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.answer = Answer(signature="s", body=(why,), error=_ERROR + name)


def answer(call: Call, state: PlayerState) -> Answer:
    """Returns the answer to a call; an error, in the words of D-Bus, for whatever makes no sense."""
    interface = call.interface or next((name for name in METHODS if call.member in METHODS[name]), "")
    try:
        _check(call, interface)
        if interface == INTROSPECTABLE:
            return _description(call.path, state)
        if interface == PROPERTIES and call.member == "Set":
            return Answer(request=_request_to_set(*call.body, state=state))
        if interface == PROPERTIES:
            return _values(call, state)
    except _RefusedCallError as refusal:
        return refusal.answer
    action = _ACTIONS.get(call.member)  # what else there is may be called, and does nothing, as MPRIS says
    return Answer(request=RemoteRequest(action=action) if action else None)


def _check(call: Call, interface: str) -> None:
    if call.path != OBJECT_PATH and interface not in (INTROSPECTABLE, PEER):
        raise _RefusedCallError("UnknownObject", "there is no such object")
    if interface not in METHODS:
        raise _RefusedCallError("UnknownInterface", "there is no such interface")
    if call.member not in METHODS[interface]:
        raise _RefusedCallError("UnknownMethod", "there is no such method")
    wanted = METHODS[interface][call.member]
    if call.signature != wanted:
        raise _RefusedCallError("InvalidArgs", f"the arguments have to be {wanted!r}")
    if call.member == "OpenUri":
        raise _RefusedCallError("NotSupported", "practices are chosen in the program")


def _values(call: Call, state: PlayerState) -> Answer:
    values = _properties_of(call.body[0], state)
    if call.member == "GetAll":
        return Answer(signature="a{sv}", body=(values,))
    return Answer(signature="v", body=(_value(values, call.body[1]),))


def _request_to_set(
    interface: str, name: str, variant: Variant, *, state: PlayerState
) -> RemoteRequest | None:
    _value(_properties_of(interface, state), name)
    kind, value = variant
    if interface != PLAYER or name not in WRITABLE:
        raise _RefusedCallError("PropertyReadOnly", "this cannot be set")
    if kind != WRITABLE[name]:
        raise _RefusedCallError("InvalidArgs", f"the value has to be {WRITABLE[name]!r}")
    if name == "Rate":  # there is one only; 0 means a pause, as MPRIS says
        return RemoteRequest(action=RemoteAction.PAUSE) if value == 0 else None
    try:
        level_db = level_db_of(value)
    except ValueError as exc:
        raise _RefusedCallError("InvalidArgs", str(exc)) from exc
    return RemoteRequest(action=RemoteAction.VOICE_LEVEL, voice_db=level_db)


def _properties_of(interface: str, state: PlayerState) -> dict[str, Variant]:
    of_interface = properties(state)
    if interface in of_interface:
        return of_interface[interface]
    if interface in METHODS:
        return {}
    raise _RefusedCallError("UnknownInterface", "there is no such interface")


def _value(values: Mapping[str, Variant], name: str) -> Variant:
    if name not in values:
        raise _RefusedCallError("UnknownProperty", "there is no such property")
    return values[name]


def _description(path: str, state: PlayerState) -> Answer:
    types = {
        interface: {name: kind for name, (kind, _) in of_interface.items()}
        for interface, of_interface in properties(state).items()
    }
    xml = introspect(path, types)
    if xml is None:
        raise _RefusedCallError("UnknownObject", "there is no such object")
    return Answer(signature="s", body=(xml,))
