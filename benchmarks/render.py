"""A ten-minute practice to wav, ogg, mp3 and opus, beside ffmpeg, sox and pydub mixing the same sounds.

The peers get it easier: their recordings are decoded to wav beforehand, and they make neither breath
tones nor bells nor limit peaks.  sox cannot duck.  All run in turn, in the same minutes.

`first time` keeps no plan of the file, and finds none: the script is read.

usage: python benchmarks/render.py [RUNS [wav ogg mp3 opus]]
"""

import shutil
import sys
import tempfile
from pathlib import Path

from measuring import PLAYER, Run, median, run, timeline_of

LENGTH_S = 600
SCRIPT = "soft-sighs"

FFMPEG_MIX = (
    "[0:a]aresample=48000,aformat=channel_layouts=stereo,asplit=2[n][k];[1:a]volume=0dB[b];"
    "[b][k]sidechaincompress=threshold=0.01:ratio=8:attack=80:release=600[d];"
    "[n][d]amix=inputs=2:duration=first:normalize=0[o]"
)

PYDUB = """\
import sys, warnings
warnings.simplefilter("ignore")
from pydub import AudioSegment
names = open("list.txt").read().split()
whole = AudioSegment.empty()
for name in names:
    whole += AudioSegment.from_wav(name).set_channels(2)
bed = (AudioSegment.from_wav("bed.wav") * 10)[: len(whole)]
whole.overlay(bed).fade_in(3000).fade_out(5000).export(sys.argv[1], format=sys.argv[1].split(".")[-1])
"""


def prepare(folder: Path) -> None:
    """The narration as wav files with the silences between them, and a minute of the bed."""

    import numpy as np
    import soundfile

    from practice_player.clips.reader import ClipReader
    from practice_player.sound.synth.beds import LOOP_FRAMES, make_bed

    timeline = timeline_of(SCRIPT, LENGTH_S)
    names, at = [], 0
    for number, phrase in enumerate(timeline.phrases):
        if phrase.clip is None or phrase.start_frame < at:
            continue
        words = np.zeros((phrase.clip.length_frames, 2), np.float32)
        ClipReader().add(phrase.clip, 0, words)
        for name, sound in (
            (f"s{number}.wav", np.zeros((phrase.start_frame - at, 1))),
            (f"n{number}.wav", words[:, :1]),
        ):
            soundfile.write(folder / name, sound, 48_000, subtype="PCM_16")
            names.append(name)
        at = phrase.end_frame
    soundfile.write(folder / "end.wav", np.zeros((timeline.length_frames - at, 1)), 48_000, subtype="PCM_16")
    names.append("end.wav")
    (folder / "list.txt").write_text("\n".join(names))
    (folder / "concat.txt").write_text("".join(f"file {name}\n" for name in names))
    bed = np.zeros((LOOP_FRAMES, 2), np.float32)
    make_bed(timeline.bed).read(0, bed)
    soundfile.write(folder / "bed.wav", bed, 48_000, subtype="PCM_16")
    (folder / "naive.py").write_text(PYDUB)


def commands(folder: Path, ending: str) -> dict[str, list[str]]:
    codec = {
        "wav": ["pcm_s16le"],
        "ogg": ["libvorbis", "-q:a", "5"],
        "mp3": ["libmp3lame", "-b:a", "112k"],
        "opus": ["libopus", "-b:a", "128k"],
    }
    ours = [*PLAYER, "render", SCRIPT, "--length", f"{LENGTH_S}s", "--quality", "high"]
    ours += ["-o", str(folder / f"ours.{ending}")]
    found = {"practice-player": ours, "first time": [*ours, "--no-log"]}
    if shutil.which("ffmpeg"):
        mix = ["-f", "concat", "-safe", "0", "-i", "concat.txt", "-stream_loop", "-1", "-i", "bed.wav"]
        mix += ["-filter_complex", FFMPEG_MIX, "-map", "[o]", "-c:a", *codec[ending], f"ffmpeg.{ending}"]
        found["ffmpeg"] = ["ffmpeg", "-y", "-v", "error", *mix]
        found["pydub"] = [sys.executable, "naive.py", f"pydub.{ending}"]
    if shutil.which("sox") and ending in ("wav", "ogg"):
        names = " ".join((folder / "list.txt").read_text().split())
        voice = f"|sox {names} -p rate -h 48000 channels 2"
        out = ["-b", "16"] if ending == "wav" else ["-C", "5"]
        bed = "|sox bed.wav -p repeat 9"
        found["sox (no ducking)"] = ["sox", "-G", "-m", voice, bed, *out, f"sox.{ending}", "trim", "0", "600"]
    return found


def main() -> None:
    if "--prepare" in sys.argv:
        prepare(Path(sys.argv[2]))
        return
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own: a child's peak memory counts from that of the parent it was split from.
        run([sys.executable, __file__, "--prepare", name])
        for ending in sys.argv[2:] or ("wav", "ogg", "mp3", "opus"):
            asked = commands(folder, ending)
            taken: dict[str, list[Run]] = {name: [] for name in asked}
            for _ in range(runs):
                for who, command in asked.items():
                    taken[who].append(run(command, cwd=folder))
            ours = median(taken["practice-player"])
            print(f"\n{ending}, {LENGTH_S // 60} minutes, median of {runs}")
            for who, done in taken.items():
                one = median(done)
                ratio = one.wall_s / ours.wall_s
                print(
                    f"  {who:<18} {one.wall_s:6.2f} s  {LENGTH_S / one.wall_s:5.0f} x real time  "
                    f"{one.cpu_s:6.2f} CPU s  {one.peak_mb:5.0f} MB  {ratio:5.2f} x our time"
                )


if __name__ == "__main__":
    main()
