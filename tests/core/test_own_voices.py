"""A person's own recordings: what falls silent without them, and bringing back what was deleted."""

from pathlib import Path

import pytest

from practice_player.core.own_voices import OwnVoices
from practice_player.core.preferences import Preferences
from practice_player.prompts.own_voices import VoiceChange
from practice_player.script.library import Library
from practice_player.voice.keeping import deleted_voices
from practice_player.voice.names import clip_name
from tests.fakes import HEAD


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnVoices:
    """Sam says two sentences, Kim one of them."""
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    (tmp_path / "sessions").mkdir()
    script = HEAD.format(practice="solo", more="bed: none") + "  - say: Only sam says it. Kim says it too.\n"
    (tmp_path / "sessions" / "words.yaml").write_text(script, encoding="utf-8")
    for name, texts in (("sam", ("Only sam says it.", "Kim says it too.")), ("kim", ("Kim says it too.",))):
        folder = tmp_path / "audio" / name
        folder.mkdir(parents=True)
        (folder / "voice.yaml").write_text(f"name: {name}\nkind: recorded\n", encoding="utf-8")
        for text in texts:
            (folder / clip_name(text)).write_bytes(b"sound")
    preferences = Preferences(tmp_path / "preferences.json")
    preferences.settings.change({"voices": ("kim",)})
    return OwnVoices(Library([tmp_path / "sessions"]), preferences)


def labels(voices: OwnVoices) -> list[str]:
    prompt = voices.dialog().prompt
    assert prompt
    return [option.label for option in prompt.options]


def delete(voices: OwnVoices, name: str, *, keep_deleted: bool) -> None:
    voices.apply(VoiceChange(kind="delete", voice=name), keep_deleted=keep_deleted)


def test_what_falls_silent_is_what_nobody_else_says_who_may_speak(voices: OwnVoices) -> None:
    # Sam has the same words, and speaks for nobody unasked.
    said = {}
    for number, name in enumerate(voices.names(), 1):
        dialog = voices.dialog()
        dialog.answer(str(number))
        assert dialog.prompt
        said[name] = dialog.prompt.lines[0]

    assert said == {
        "kim": "1 sentence falls silent, and is only shown: “Kim says it too.”",
        "sam": "1 sentence falls silent, and is only shown: “Only sam says it.”",
    }


def test_all_that_was_deleted_in_one_run_comes_back(voices: OwnVoices, tmp_path: Path) -> None:
    before = sorted((tmp_path / "audio").rglob("*"))

    delete(voices, "sam", keep_deleted=False)
    delete(voices, "kim", keep_deleted=True)
    assert voices.names() == []
    assert labels(voices) == ["bring back kim, sam", "done"]
    voices.apply(VoiceChange(kind="restore"), keep_deleted=True)

    assert sorted((tmp_path / "audio").rglob("*")) == before
    assert labels(voices) == ["kim, 1 recording", "sam, 2 recordings", "done"]


def test_what_an_earlier_run_deleted_is_gone_with_the_first_deletion(voices: OwnVoices) -> None:
    delete(voices, "sam", keep_deleted=False)

    delete(voices, "kim", keep_deleted=False)

    assert deleted_voices() == ["kim"]
