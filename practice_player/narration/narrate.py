"""Makes the recordings a voice does not have yet, as many at a time as there are processors.

This runs before a practice, never during one.  The speech engine and numpy are imported when the first clip
is made.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from practice_player.lib.atomic_files import write_failure, write_remedy
from practice_player.lib.errors import UnspeakableError, VoiceError
from practice_player.lib.folders import make_private
from practice_player.lib.paths import is_file, is_folder
from practice_player.lib.processors import processor_count
from practice_player.voice.lookup import is_own
from practice_player.voice.names import SUFFIX
from practice_player.voice.voice import Voice

if TYPE_CHECKING:
    from practice_player.narration.engines import Speak


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrationResult:
    made_count: int
    """How many clips were written."""

    existing_count: int
    """How many phrases had a clip already."""


def narrate(
    texts: Iterable[str],
    voice: Voice,
    report: Callable[[str], None],
    *,
    sounds: Mapping[str, str] = MappingProxyType({}),
    speak: "Speak | None" = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> NarrationResult:
    """Records each phrase that has no clip into `voice.folder`; calls `report` with each of them, in order.

    `sounds` has the phrases that their script spells in another way for the engine.  Begins no further
    phrase once `is_cancelled`; clips made until then stay.

    In the person's own data, clips and new folders are for their owner alone; elsewhere the umask decides.
    `speak` replaces the speech engine, for tests.

    Raises:
        UnspeakableError: the engine cannot say some of the phrases; all others have their clip.
        VoiceError: the engine is unknown, not installed or fails, or the folder cannot be written; clips made
            before that stay.
    """
    private = is_own(voice.folder)
    texts_by_path = {voice.path_for(text): text for text in texts}
    missing = {path: text for path, text in texts_by_path.items() if not is_file(path)}
    if missing and speak is None:
        from practice_player.narration.engines import open_engine

        speak = open_engine(voice.manifest)
    made_count, unspoken = 0, list[UnspeakableError]()
    if speak is not None and missing:
        make = partial(_make, sounds=sounds, voice=voice, speak=speak, private=private)
        made_count, unspoken = _make_all(list(missing.values()), make, report, is_cancelled)
    _measure(voice, private=private)
    if unspoken:
        raise _all_of_them(unspoken)
    return NarrationResult(made_count=made_count, existing_count=len(texts_by_path) - len(missing))


def _make_all(
    texts: list[str],
    make: Callable[[str], None],
    report: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> tuple[int, list[UnspeakableError]]:
    """Makes clips side by side, the first ones first; returns how many were made, and what could not be said.

    Most of the work of an engine and of the encoder is done without Python's lock, so threads share it well.
    """
    count = processor_count()
    waiting, under_way = deque(texts), deque[tuple[str, Future[None]]]()
    made_count, cancelled, unspoken = 0, False, list[UnspeakableError]()
    pool = ThreadPoolExecutor(count)
    try:
        while waiting or under_way:
            if not cancelled and is_cancelled():
                cancelled = True
                waiting.clear()
                under_way = deque(pair for pair in under_way if not pair[1].cancel())
            while waiting and len(under_way) < 2 * count:  # one more for each, so that none has to wait
                text = waiting.popleft()
                under_way.append((text, pool.submit(make, text)))
            if under_way:
                text, future = under_way.popleft()
                try:
                    future.result()
                except UnspeakableError as exc:
                    unspoken.append(exc)
                else:
                    made_count += 1
                    report(text)
    finally:
        pool.shutdown(cancel_futures=True)
    return made_count, unspoken


def _all_of_them(errors: list[UnspeakableError]) -> UnspeakableError:
    """Returns one error for all sentences that could not be said."""
    if len(errors) == 1:
        return errors[0]
    problem = f"{len(errors)} sentences could not be said: {'; '.join(exc.problem for exc in errors)}"
    return UnspeakableError(problem, fix=errors[0].fix)


def _measure(voice: Voice, *, private: bool) -> None:
    """Analyses the recordings now, so that nobody waits for it at the first use."""
    from practice_player.clips.voice_analysis import analyse_voice

    if not is_folder(voice.folder):  # nothing was made, and nothing is to be
        return
    if private:
        voice.analysis_cache.read(sorted(voice.folder.glob(f"*{SUFFIX}")))
    else:
        with suppress(OSError):  # then each recording is analysed when it is first used
            analyse_voice(voice.folder, SUFFIX)


def _make(text: str, *, sounds: Mapping[str, str], voice: Voice, speak: "Speak", private: bool) -> None:
    from practice_player.narration.encode import SPEECH_ENGINE_COMPRESSION, write_clip
    from practice_player.narration.postprocess import shape

    path = voice.folder / voice.path_for(text).name
    sound = shape(speak(voice.engine_text(sounds.get(text, text))))
    if len(sound) == 0:
        raise UnspeakableError(
            f"the engine gave no sound for {text!r}",
            fix="reword it, or respell it: `say_as` in the script, `respell` in voice.yaml",
        )
    try:
        if private:
            make_private(voice.folder)
        else:
            voice.folder.mkdir(parents=True, exist_ok=True)
        mode = 0o600 if private else 0o644
        write_clip(path, sound, mode=mode, compression=SPEECH_ENGINE_COMPRESSION)
    except OSError as exc:
        fix = write_remedy(exc, "choose a folder you may write to")
        raise VoiceError(f"cannot be written: {write_failure(exc)}", fix=fix, place=str(path)) from exc
