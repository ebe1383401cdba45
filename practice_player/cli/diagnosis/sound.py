"""Where sound goes and where it comes from: each output in its order, the latest underruns, microphones."""

import time
from collections.abc import Iterator
from functools import partial
from typing import Final

from practice_player import settings
from practice_player.cli.diagnosis.finding import Check, Finding
from practice_player.lib.errors import InputError, PracticeError
from practice_player.script.choices import OUTPUTS

WAIT_S: Final = 3.0
"""How long to wait until the engine reports whether a card answers."""

WATCH_S: Final = 1.5
"""How long underruns of the card are counted."""


def sound_checks() -> Iterator[tuple[str, Check]]:
    """Yields a check of each output that makes itself heard, and one of the microphones."""
    for name in (name for name in OUTPUTS if name != "silence"):
        yield "sound" if name == "card" else name, partial(_output, name)
    yield "record", _microphones


def _output(name: str) -> Finding:
    from practice_player.sound.outputs.registry import is_installed, library_of

    library = library_of(name)
    if not is_installed(library):
        way = "not installed; it is another way to the card, and not needed"
        text = f"{library} is not installed: practices go on in silence" if name == "card" else way
        return Finding(text=text, facts={"output": name, "library": library, "installed": False})
    from practice_player.sound.engine.client import EngineClient
    from practice_player.sound.engine.protocol import CardState

    engine = EngineClient(output=name)
    engine.start()
    began_s, opened_s = time.monotonic(), float("inf")
    facts: dict[str, object] = {"output": name, "library": library, "installed": True}
    try:
        while engine.alive() and time.monotonic() - began_s < WAIT_S:
            now_s, report = time.monotonic(), engine.report()
            if report and report.card is CardState.ABSENT:
                text = "no card answers: practices go on in silence, with captions and pacer"
                if name != "card":
                    text = "no card answers"
                return Finding(text=text, facts={**facts, "answers": False})
            if report and report.trouble:
                raise PracticeError(report.trouble, fix=f"see {settings.log_path()}")
            if report:
                opened_s = min(opened_s, now_s)
                if now_s - opened_s >= WATCH_S:
                    return _open_output(facts, report.underruns)
            time.sleep(0.02)
    finally:
        engine.close()
    raise PracticeError("the sound engine does not answer", fix=f"see {settings.log_path()}")


def _open_output(facts: dict[str, object], underruns: int) -> Finding:
    """Tells of the underruns while the card was watched, and of those of the latest practices."""
    from practice_player.sound import underrun_history

    path = settings.underruns_path()
    earlier = underrun_history.total(path)
    through = f", through {facts['library']}" if facts["output"] == "card" else ""
    told = f", {earlier} told of in {path}" if earlier else ""
    return Finding(
        text=f"a card answers{through}; {underruns} gaps in {WATCH_S:g} s{told}",
        facts={**facts, "answers": True, "underruns": underruns, "earlier_underruns": earlier},
    )


def _microphones() -> Finding:
    from practice_player.sound.inputs.client import find_input_devices

    try:
        devices = [device for device in find_input_devices() if not device.is_monitor]
    except InputError:
        devices = []
    names = ", ".join(device.name for device in devices)
    return Finding(
        text=names or "no microphone; only `voice record` needs one",
        facts={"microphones": [device.name for device in devices]},
    )
