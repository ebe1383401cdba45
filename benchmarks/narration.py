"""How long the recordings of a new practice take, beside the speech engine alone, in the same run.

python benchmarks/narration.py          needs the extra `voice`

The processors' seconds tell more than the wall's where other work goes on beside it.
"""

import os
import tempfile
import time
from pathlib import Path

from practice_player.lib.processors import processor_count
from practice_player.lib.units import RATE_HZ
from practice_player.narration.engines import Speak, open_engine
from practice_player.narration.narrate import narrate
from practice_player.script.library import Library
from practice_player.settings import sessions_dirs
from practice_player.timeline.phrases import spoken
from practice_player.voice.voice import Voice

PRACTICE = "soft-sighs"


def main() -> None:
    texts = list(dict.fromkeys(spoken(Library(sessions_dirs()).find(PRACTICE).playable())))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "voice.yaml").write_text("name: heart\nengine: hibari-tts\nspeed: 0.55\n", encoding="utf-8")
        voice = Voice.open(folder)
        speak = open_engine(voice.manifest)
        speak("Warm.")
        began = _Clocks()
        speech_s = sum(len(speak(text)) for text in texts) / RATE_HZ
        print(
            f"{PRACTICE}: {len(texts)} sentences, {speech_s:.0f} s of speech, {processor_count()} processors"
        )
        began.tell("the engine alone", speech_s)
        if hasattr(os, "sched_setaffinity"):
            all_of_them = os.sched_getaffinity(0)
            os.sched_setaffinity(0, {min(all_of_them)})
            _narrate(texts, voice, speak, "made on one of them", speech_s)
            os.sched_setaffinity(0, all_of_them)
            for text in texts:
                voice.path_for(text).unlink()
        _narrate(texts, voice, speak, "made on all of them", speech_s)


def _narrate(texts: list[str], voice: Voice, speak: Speak, words: str, speech_s: float) -> None:
    first_s: list[float] = []
    began = _Clocks()
    narrate(texts, voice, lambda _: first_s.append(time.monotonic() - began.wall_s), speak=speak)
    began.tell(words, speech_s)
    print(f"    its first recording after {first_s[0]:.2f} s")


class _Clocks:
    """The wall's time and the processors', from when it was made on."""

    def __init__(self) -> None:
        self.wall_s, self.cpu_s = time.monotonic(), time.process_time()

    def tell(self, words: str, speech_s: float) -> None:
        wall_s, cpu_s = time.monotonic() - self.wall_s, time.process_time() - self.cpu_s
        print(f"  {words:<20} {wall_s:6.2f} s  {speech_s / wall_s:6.1f} times real time  {cpu_s:6.2f} CPU s")


if __name__ == "__main__":
    main()
