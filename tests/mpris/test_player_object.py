"""What the object answers, whoever calls it, and which signals it sends."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from practice_player.mpris.introspection import OBJECT_PATH, PLAYER, PROPERTIES, ROOT
from practice_player.mpris.player_object import Answer, Call, answer, properties, signals
from practice_player.playback.remote_request import RemoteAction
from tests.mpris.moments import STATE

NAN = float("nan")


def call(member: str, *body: Any, interface: str = PLAYER, signature: str = "", path: str = "") -> Answer:
    asked = Call(path=path or OBJECT_PATH, interface=interface, member=member, signature=signature, body=body)
    return answer(asked, STATE)


def set_property(name: str, kind: str, value: Any, *, interface: str = PLAYER) -> Answer:
    return call("Set", interface, name, (kind, value), interface=PROPERTIES, signature="ssv")


@pytest.mark.parametrize(
    ("member", "action"),
    [
        ("Play", RemoteAction.PLAY),
        ("Pause", RemoteAction.PAUSE),
        ("PlayPause", RemoteAction.PLAY_PAUSE),
        ("Next", RemoteAction.NEXT),
        ("Previous", RemoteAction.PREVIOUS),
        ("Stop", RemoteAction.STOP),
    ],
)
def test_each_control_asks_the_practice_for_the_same(member: str, action: RemoteAction) -> None:
    reply = call(member)

    assert reply.request
    assert (reply.request.action, reply.error) == (action, "")
    assert call(member, interface="").request == reply.request, "the interface may be left out"


@pytest.mark.parametrize(
    ("member", "signature", "body"),
    [("Seek", "x", (5,)), ("SetPosition", "ox", ("/a", 5)), ("Raise", "", ()), ("Quit", "", ())],
)
def test_what_cannot_be_done_may_be_called_and_does_nothing(
    member: str, signature: str, body: tuple[Any, ...]
) -> None:
    assert call(member, *body, interface="", signature=signature) == Answer()


def test_all_properties_are_those_of_the_standard() -> None:
    (values,) = call("GetAll", PLAYER, interface=PROPERTIES, signature="s").body

    assert values["PlaybackStatus"] == ("s", "Playing")
    assert values["Position"] == ("x", 5_000_000)
    assert values["CanSeek"] == ("b", False)
    assert values["Metadata"] == (
        "a{sv}",
        {
            "mpris:trackid": ("o", "/practice_player/practice/3"),
            "mpris:length": ("x", 120_000_000),
            "xesam:title": ("s", "Soft Sighs"),
        },
    )
    (identity,) = call("Get", ROOT, "Identity", interface=PROPERTIES, signature="ss").body
    assert identity == ("s", "practice-player")


def test_a_voice_is_told_as_the_artist_where_it_may_be() -> None:
    _, metadata = properties(replace(STATE, artist="heart"))[PLAYER]["Metadata"]

    assert metadata["xesam:artist"] == ("as", ["heart"])


def test_a_volume_asks_for_a_level_of_the_voice() -> None:
    request = set_property("Volume", "d", 0.5).request

    assert request
    assert (request.action, request.voice_db) == (RemoteAction.VOICE_LEVEL, -18.1)


def test_a_rate_of_nothing_is_a_pause_and_any_other_rate_changes_nothing() -> None:
    request = set_property("Rate", "d", 0.0).request

    assert request
    assert request.action is RemoteAction.PAUSE
    assert set_property("Rate", "d", 2.0) == Answer()


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (call("Explode"), "UnknownMethod"),
        (call("Explode", interface=""), "UnknownInterface"),
        (call("Play", interface="org.example.Other"), "UnknownInterface"),
        (call("Play", path="/elsewhere"), "UnknownObject"),
        (call("Play", 1, signature="i"), "InvalidArgs"),
        (call("Seek"), "InvalidArgs"),
        (call("OpenUri", "file:///etc/passwd", signature="s"), "NotSupported"),
        (call("Get", PLAYER, "Names", interface=PROPERTIES, signature="ss"), "UnknownProperty"),
        (
            call("Get", "org.example", "Volume", interface=PROPERTIES, signature="ss"),
            "UnknownInterface",
        ),
        (call("Set", PLAYER, "Volume", 1.0, interface=PROPERTIES, signature="ssd"), "InvalidArgs"),
        (set_property("PlaybackStatus", "s", "Stopped"), "PropertyReadOnly"),
        (set_property("Identity", "s", "me", interface=ROOT), "PropertyReadOnly"),
        (set_property("Volume", "s", "loud"), "InvalidArgs"),
        (set_property("Volume", "d", NAN), "InvalidArgs"),
        (set_property("Nonsense", "d", 1.0), "UnknownProperty"),
    ],
)
def test_what_makes_no_sense_is_refused_and_asks_for_nothing(reply: Answer, error: str) -> None:
    assert (reply.error, reply.request) == (f"org.freedesktop.DBus.Error.{error}", None)
    assert reply.body[0], "it says why"


def test_the_description_has_every_property_and_method_and_the_way_down_to_it() -> None:
    def described(path: str) -> ET.Element:
        reply = call("Introspect", interface="org.freedesktop.DBus.Introspectable", path=path)
        return ET.fromstring(reply.body[0])  # noqa: S314 - it is ours

    interfaces = {one.get("name"): one for one in described(OBJECT_PATH)}
    for name, values in properties(STATE).items():
        shown = {one.get("name"): one.get("type") for one in interfaces[name].iter("property")}
        assert shown == {key: kind for key, (kind, _) in values.items()}
    assert "PlayPause" in {one.get("name") for one in interfaces[PLAYER].iter("method")}
    assert [one.get("name") for one in described("/")] == ["org"]
    assert [one.get("name") for one in described("/org/mpris")] == ["MediaPlayer2"]
    unknown = call("Introspect", interface="org.freedesktop.DBus.Introspectable", path="/org/mp")
    assert unknown.error.endswith("UnknownObject")


def test_going_on_is_no_news() -> None:
    assert signals(STATE, replace(STATE, position_us=5_100_000)) == []
    assert signals(None, STATE) == []


def test_a_change_tells_what_is_new_and_nothing_else() -> None:
    (changed,) = signals(STATE, replace(STATE, status="Paused", volume=0.5, position_us=5_100_000))

    assert (changed.interface, changed.member, changed.signature) == (
        PROPERTIES,
        "PropertiesChanged",
        "sa{sv}as",
    )
    assert changed.body == (PLAYER, {"PlaybackStatus": ("s", "Paused"), "Volume": ("d", 0.5)}, [])


def test_a_jump_is_told_with_where_it_led() -> None:
    (seeked,) = signals(STATE, replace(STATE, position_us=60_000_000, jumps=1))

    assert (seeked.member, seeked.signature, seeked.body) == ("Seeked", "x", (60_000_000,))


def test_at_the_end_nothing_can_be_done_any_more() -> None:
    (changed,) = signals(STATE, replace(STATE, status="Stopped"))

    assert changed.body[1]["PlaybackStatus"] == ("s", "Stopped")
    assert changed.body[1]["CanPlay"] == ("b", False)
