"""A recording is cut at the times of its captions, sample for sample, and nothing is left of a failure."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.conversion.convert import Wishes, convert
from practice_player.conversion.cutting import FADE_FRAMES, Cut, cut_recording, plan_cuts
from practice_player.conversion.items import AudioSpan, ConversionError
from practice_player.conversion.steps import DraftStep
from practice_player.lib.units import RATE_HZ
from practice_player.timeline.model import Clip


def spoken(start_s: str, end_s: str) -> DraftStep:
    return DraftStep(
        line=1, kind="say", value="Words.", span=AudioSpan(start_s=Decimal(start_s), end_s=Decimal(end_s))
    )


@pytest.fixture
def recording(tmp_path: Path) -> Clip:
    """Eight seconds, each at a level of its own, so that every sample tells where it comes from."""
    path = tmp_path / "tape.wav"
    levels = np.repeat(np.arange(1, 9) / 10, RATE_HZ).astype(np.float32)
    soundfile.write(path, levels, RATE_HZ, subtype="PCM_16")
    return Clip(path=str(path), source=str(path), length_frames=len(levels), gain_db=-20.0)


def test_each_part_begins_and_ends_in_the_silence_around_its_words() -> None:
    steps = (
        spoken("1", "2"),
        DraftStep(line=2, kind="rest", value="3s"),
        spoken("2.1", "3"),
        spoken("7", "9"),
    )

    planned, cuts, losses = plan_cuts(steps, length_frames=8 * RATE_HZ, folder_name="evening-audio")

    assert [step.audio for step in planned] == [
        "evening-audio/001.flac",
        "",
        "evening-audio/002.flac",
        "evening-audio/003.flac",
    ]
    assert [(cut.start_frame / RATE_HZ, cut.end_frame / RATE_HZ) for cut in cuts] == [
        (0.85, 2.05),
        (2.05, 3.15),
        (6.85, 8),
    ]
    assert losses == ()


def test_words_after_the_end_of_the_recording_are_left_to_the_voice_and_told() -> None:
    planned, cuts, losses = plan_cuts(
        (spoken("1", "2"), spoken("8.5", "9")), length_frames=8 * RATE_HZ, folder_name="a"
    )

    assert [step.audio for step in planned] == ["a/001.flac", ""]
    assert len(cuts) == 1
    assert "ends before these words" in losses[0].problem


def test_a_part_has_the_samples_of_the_recording_and_fades_at_both_ends(
    tmp_path: Path, recording: Clip
) -> None:
    cut = Cut(file_name="001.flac", start_frame=RATE_HZ // 2, end_frame=5 * RATE_HZ // 2)

    with cut_recording(recording, [cut], tmp_path / "parts", private=True):
        samples, rate_hz = soundfile.read(tmp_path / "parts" / "001.flac", always_2d=True)

    assert rate_hz == RATE_HZ
    assert samples.shape == (2 * RATE_HZ, 1)
    assert abs(samples[0, 0]) < 0.001
    assert abs(samples[-1, 0]) < 0.002
    middle = samples[FADE_FRAMES:-FADE_FRAMES, 0]
    assert middle[0] == pytest.approx(0.1, abs=0.0001)
    assert middle[RATE_HZ] == pytest.approx(0.2, abs=0.0001)
    assert middle[-1] == pytest.approx(0.3, abs=0.0001)


def test_nothing_is_left_of_parts_whose_script_cannot_be_written(tmp_path: Path, recording: Clip) -> None:
    folder = tmp_path / "parts"
    cut = Cut(file_name="001.flac", start_frame=0, end_frame=RATE_HZ)

    def fail() -> None:
        with cut_recording(recording, [cut], folder, private=True):
            assert (folder / "001.flac").is_file()
            raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        fail()

    assert not folder.exists()


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path, recording: Clip) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "001.flac").write_bytes(b"mine")
    cut = Cut(file_name="001.flac", start_frame=0, end_frame=RATE_HZ)

    with (
        pytest.raises(ConversionError, match="stays as it is"),
        cut_recording(recording, [cut], folder, private=True),
    ):
        pass

    assert (folder / "001.flac").read_bytes() == b"mine"


def test_a_recording_is_cut_only_by_a_file_with_times(tmp_path: Path) -> None:
    source = tmp_path / "evening.txt"
    source.write_text("Words without times.\n")

    with pytest.raises(ConversionError) as caught:
        convert(source, name_title="Evening", wishes=Wishes(), has_audio=True)

    assert ".srt" in caught.value.fix
