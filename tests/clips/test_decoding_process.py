"""Recordings whose decoding process is ended: by its own limit, or from outside."""

import os
import signal
import threading
from pathlib import Path

import pytest

from practice_player.clips.decoding_process import DecodingProcess, TransientClipError
from practice_player.lib.errors import ClipError


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="work is not timed here")
@pytest.mark.parametrize(("ended_by", "kind"), [("SIGPROF", ClipError), ("SIGKILL", TransientClipError)])
def test_a_recording_that_a_decoder_loops_over_is_remembered_and_an_accident_is_not(
    tmp_path: Path, ended_by: str, kind: type[ClipError]
) -> None:
    path, process = tmp_path / "x.wav", DecodingProcess(patience_s=60.0)
    os.mkfifo(path)

    def end() -> None:
        with path.open("wb"):  # returns once the decoding process has opened it to read
            running = process._process
            if running:
                running.send_signal(getattr(signal, ended_by))
                running.wait()

    ending = threading.Thread(target=end)
    ending.start()
    with pytest.raises(ClipError) as refused:
        process.examine(path, tmp_path / "copy", ffmpeg=None)
    ending.join()
    process.close()

    assert refused.type is kind


def test_copies_that_are_made_at_once_are_in_one_folder(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    from practice_player.clips.transcode_cache import new_copy

    recordings = [tmp_path / f"{number}.wav" for number in range(8)]
    for recording in recordings:
        recording.touch()
    together = Barrier(len(recordings))

    def folder_for(recording: Path) -> Path:
        together.wait()
        return new_copy(recording, lasting=False)[1].parent

    with ThreadPoolExecutor(len(recordings)) as pool:
        folders = set(pool.map(folder_for, recordings))

    assert len(folders) == 1
