"""The interfaces of the player, as D-Bus describes them."""

from typing import Final

OBJECT_PATH: Final = "/org/mpris/MediaPlayer2"
ROOT: Final = "org.mpris.MediaPlayer2"
PLAYER: Final = "org.mpris.MediaPlayer2.Player"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
INTROSPECTABLE: Final = "org.freedesktop.DBus.Introspectable"
PEER: Final = "org.freedesktop.DBus.Peer"

METHODS: Final = {
    ROOT: {"Raise": "", "Quit": ""},
    PLAYER: {
        "Next": "",
        "Previous": "",
        "Pause": "",
        "PlayPause": "",
        "Stop": "",
        "Play": "",
        "Seek": "x",
        "SetPosition": "ox",
        "OpenUri": "s",
    },
    PROPERTIES: {"Get": "ss", "Set": "ssv", "GetAll": "s"},
    INTROSPECTABLE: {"Introspect": ""},
    PEER: {"Ping": ""},
}
"""The methods of each interface with the signatures of their arguments."""

_RESULTS: Final = {"Get": "v", "GetAll": "a{sv}", "Introspect": "s"}
WRITABLE: Final = {"Volume": "d", "Rate": "d"}
"""The properties of the player that can be set, with their types."""

_SIGNALS: Final = {
    PLAYER: '<signal name="Seeked"><arg name="Position" type="x"/></signal>',
    PROPERTIES: (
        '<signal name="PropertiesChanged"><arg type="s"/><arg type="a{sv}"/><arg type="as"/></signal>'
    ),
}
_HEAD: Final = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"\n'
    ' "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">\n'
)


def introspect(path: str, property_types: dict[str, dict[str, str]]) -> str | None:
    """Returns the description of an object in XML; None if there is none at this path.

    `property_types` has the type of each property, by interface.
    """
    if path == OBJECT_PATH:
        inside = "".join(_interface(name, property_types.get(name, {})) for name in METHODS)
    elif path == "/" or OBJECT_PATH.startswith(f"{path}/"):
        below = OBJECT_PATH.removeprefix(path).strip("/").split("/")[0]
        inside = f'<node name="{below}"/>'
    else:
        return None
    return f"{_HEAD}<node>{inside}</node>\n"


def _interface(name: str, types: dict[str, str]) -> str:
    methods = "".join(_method(method, signature) for method, signature in METHODS[name].items())
    properties = "".join(
        f'<property name="{key}" type="{kind}" access="{"readwrite" if key in WRITABLE else "read"}"/>'
        for key, kind in types.items()
    )
    return f'<interface name="{name}">{methods}{_SIGNALS.get(name, "")}{properties}</interface>'


def _method(name: str, signature: str) -> str:
    taken = "".join(f'<arg direction="in" type="{kind}"/>' for kind in signature)
    returned = f'<arg direction="out" type="{_RESULTS[name]}"/>' if name in _RESULTS else ""
    return f'<method name="{name}">{taken}{returned}</method>'
