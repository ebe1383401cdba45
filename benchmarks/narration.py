"""How long the recordings of a new practice take, beside the speech engine alone, in the same run.

python benchmarks/narration.py          needs the extra `voice`
"""

import tempfile
import time
from pathlib import Path

from practice_player.lib.units import RATE_HZ
from practice_player.narration.engines import open_engine
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
        began_s = time.monotonic()
        speech_s = sum(len(speak(text)) for text in texts) / RATE_HZ
        alone_s = time.monotonic() - began_s
        first_s: list[float] = []
        began_s = time.monotonic()
        narrate(texts, voice, lambda _: first_s.append(time.monotonic() - began_s), speak=speak)
        whole_s = time.monotonic() - began_s
    print(f"{PRACTICE}: {len(texts)} sentences, {speech_s:.0f} s of speech")
    print(f"  the engine alone   {alone_s:6.1f} s   {speech_s / alone_s:5.1f} times real time")
    print(f"  narrated, encoded  {whole_s:6.1f} s   {speech_s / whole_s:5.1f} times real time")
    print(f"  first recording    {first_s[0]:6.2f} s")


if __name__ == "__main__":
    main()
