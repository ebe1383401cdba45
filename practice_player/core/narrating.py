"""Offers to make the recordings that a practice lacks, and makes them: before it is played, never during it.

Speech engines are imported when something is narrated.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from practice_player.lib.errors import VoiceError
from practice_player.lib.units import spoken_length
from practice_player.script.languages import may_speak
from practice_player.timeline.reading_time import READING_CHARACTERS_PER_S

if TYPE_CHECKING:
    from practice_player.narration.engines import SpeechEngine
    from practice_player.voice.voice import Voice

START_S: Final = 2.0
"""How long an engine takes to begin."""

_SENTENCE_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrationOffer:
    """What could be narrated for a practice."""

    texts: tuple[str, ...]
    """The sentences without a recording, one or more."""

    voice: str
    """Who would say them."""

    stands_in: bool = False
    """Whether another voice was asked for, whose speech engine is not installed."""

    first_voice: str | None = None
    """The voice of the practice, as in a request; `voice` is the first after it that has a speech engine."""

    language: str | None = None
    """The language of the practice, as in a script."""

    sounds: Mapping[str, str] = field(default_factory=dict)
    """How sentences sound that the script spells in another way for the engine, by the sentence."""

    length_s: float = 0.0
    """How long that takes, roughly."""

    command: str = ""
    """What has to be installed first, as a command; empty if nothing has to be."""

    @property
    def count(self) -> str:
        single = len(self.texts) == 1
        return "1 sentence has no recording" if single else f"{len(self.texts)} sentences have no recording"

    @property
    def question(self) -> str:
        """The offer in words."""
        return f"{self.count}. Narrate {self._them} now? About {spoken_length(self.length_s)}."

    @property
    def about(self) -> str:
        """The same beside a text that has the count already."""
        by = f" in {self.voice}'s voice" if self.stands_in else ""
        return f"narrate {self._them} now{by}, about {spoken_length(self.length_s)}"

    @property
    def to_install(self) -> str:
        """What is missing, and what has to be installed before it can be narrated."""
        return f"{self.count}. {self.install_hint}"

    @property
    def install_hint(self) -> str:
        """What has to be installed, beside a text that has the count already."""
        return f"To have {self._them} narrated, first: {self.command}"

    @property
    def _them(self) -> str:
        return "it" if len(self.texts) == 1 else "them"


class Narrator:
    """Narrates in the voices that may speak, the first of them whose speech engine is installed; thread-safe.

    Where none is, the first that has an engine says what has to be installed.
    """

    def __init__(
        self,
        voices: Callable[[str | None], Sequence["Voice"]],
        engines: "Mapping[str, SpeechEngine] | None" = None,
    ) -> None:
        """`voices` returns those that may speak in their order, beginning with the voice of a request.

        In each of them the person's own folder is first.  Tests pass other `engines`.
        """
        self._voices = voices
        self._engines = engines
        self._lock = threading.Lock()

    def offer(
        self, texts: Sequence[str], first_voice: str | None = None, language: str | None = None
    ) -> NarrationOffer | None:
        """Returns what can be done about sentences without a recording; None if there is nothing to do.

        Raises:
            VoiceError: a voice cannot be used.
        """
        able = self._able(first_voice, language) if texts else []
        if not able:
            return None
        voice = self._best(able)
        engine = self._known_engines()[voice.manifest.engine]
        heard_s = sum(_SENTENCE_S + len(text) / READING_CHARACTERS_PER_S for text in texts)
        return NarrationOffer(
            texts=tuple(texts),
            voice=voice.name,
            stands_in=voice is not able[0],
            first_voice=first_voice,
            language=language,
            length_s=START_S + heard_s / engine.times_real_time,
            command="" if engine.is_installed() else engine.install_command(voice.manifest.engine),
        )

    def narrate(
        self, offer: NarrationOffer, report: Callable[[int], object], is_cancelled: Callable[[], bool]
    ) -> int:
        """Makes the recordings; calls `report` with how many there are so far; returns how many were made.

        Once `is_cancelled` it begins no further sentence; what was made stays.

        Raises:
            VoiceError: there is no speech engine, or a recording cannot be made.
        """
        from practice_player.narration.engines import open_engine
        from practice_player.narration.narrate import narrate

        count = 0

        def made(_: str) -> None:
            nonlocal count
            count += 1
            report(count)

        with self._lock:
            able = self._able(offer.first_voice, offer.language)
            if not able:  # it was deleted meanwhile
                raise VoiceError("no voice here has a speech engine", fix="practice-player voice order heart")
            voice = self._best(able)
            speak = open_engine(voice.manifest, self._known_engines())
            return narrate(
                offer.texts, voice, made, sounds=offer.sounds, speak=speak, is_cancelled=is_cancelled
            ).made_count

    def _able(self, first_voice: str | None, language: str | None) -> list["Voice"]:
        """Returns the voices that have a speech engine and speak the language, in their order."""
        return [
            voice
            for voice in self._voices(first_voice)
            if voice.manifest.kind == "narrated"
            and voice.manifest.engine in self._known_engines()
            and may_speak(voice.manifest.language, language)
        ]

    def _best(self, able: Sequence["Voice"]) -> "Voice":
        """Returns the first voice whose engine is installed; where there is none, the first."""
        engines = self._known_engines()
        return next((voice for voice in able if engines[voice.manifest.engine].is_installed()), able[0])

    def _known_engines(self) -> "Mapping[str, SpeechEngine]":
        if self._engines is None:
            from practice_player.narration.engines import known_engines

            self._engines = known_engines()
        return self._engines
