"""Reported scripts whose words, spaces or lengths went wrong, run from the command line."""

from pathlib import Path

import pytest
import soundfile

from practice_player.voice.names import clip_name
from tests.cli.test_commands import run

CASES = Path(__file__).parent


def test_captions_keep_what_closes_a_quotation_and_names_keep_their_full_stop(tmp_path: Path) -> None:
    script = str(CASES / "closing-quotes-lost" / "script.yaml")

    shown_text = run(tmp_path, "show", script)[1]
    run(tmp_path, "render", script, "-o", str(tmp_path / "x.wav"))
    captions = (tmp_path / "x.vtt").read_text(encoding="utf-8")

    for phrase in (
        "You could say “I am here.”",
        "Or nothing (really nothing.)",
        "That is fine.",
        "Dr. Lee comes at 7 a.m. on Monday.",
    ):
        assert f"  {phrase}\n" in shown_text
        assert f"\n{phrase}\n" in captions
    assert captions.count("-->") == 4


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("colon", ":8:10: there is a no-break space (U+00A0) here\n  Try: type an ordinary space\n"),
        ("indent", ":8:1: there is a no-break space (U+00A0) here\n  Try: type an ordinary space\n"),
        ("comma", ":9:14: `4,5-0-5,5-0` is not a breath pattern\n  Try: write a point: 4.5-0-5.5-0\n"),
    ],
)
def test_what_only_looks_right_is_told_by_its_name(tmp_path: Path, name: str, message: str) -> None:
    code, out, _ = run(tmp_path, "check", str(CASES / "no-break-spaces" / f"{name}.yaml"))

    assert code == 1
    assert f"{name}.yaml{message}" in out
    assert "is not a word scripts know" not in out
    assert "to have it said" not in out


def test_a_word_of_hundreds_of_letters_is_shown_and_rendered(tmp_path: Path) -> None:
    script = str(CASES / "long-word" / "aaa.yaml")

    codes = [run(tmp_path, command, script)[0] for command in ("show", "check")]
    codes.append(run(tmp_path, "render", script, "-o", str(tmp_path / "x.wav"))[0])

    assert codes == [0, 0, 0]
    assert f"A{'a' * 200}" in (tmp_path / "x.vtt").read_text(encoding="utf-8")
    assert len(clip_name(f"A{'a' * 300}h.")) <= 143


def test_one_length_is_shown_as_one_and_whole_breaths_name_their_lengths(tmp_path: Path) -> None:
    fixed, breaths = (str(CASES / "range-upside-down" / f"{name}.yaml") for name in ("fixed", "breaths"))

    shown_text = run(tmp_path, "show", fixed)[1]
    code, _, refusal = run(tmp_path, "show", breaths, "--length", "2m")
    wav = tmp_path / "x.wav"
    render_code = run(tmp_path, "render", breaths, "--length", "2:00.5", "-o", str(wav))[0]

    assert shown_text.startswith("Fault, 0:20.5\n")
    assert code == 1
    assert "1:50.5 or 2:00.5" in refusal
    assert render_code == 0
    assert soundfile.info(wav).frames == 120.5 * 48_000


def test_no_step_is_shown_as_longer_than_its_practice(tmp_path: Path) -> None:
    _, out, _ = run(tmp_path, "show", str(CASES / "range-upside-down" / "breaths.yaml"))

    assert "2:00.5 (from 1:00.5 to 4:00.5)" in out
    assert "2:00.5 of 1:00.5 to 4:00.5" in out
    assert "2:01" not in out
