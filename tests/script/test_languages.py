"""The language of a script: what may be written, and what follows from it."""

import pytest

from practice_player.lib.errors import ScriptError
from practice_player.lib.units import frames
from practice_player.script.durations import NotReadableError
from practice_player.script.languages import is_same_language, language_name, read_language
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.reading_time import reading_frames
from tests.fakes import no_clips, script_of
from tests.lint.linting import lint_steps


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("de", "de"),
        ("EN-us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("haw", "haw"),
        ("no", "no"),
        (" pt-BR ", "pt-BR"),
    ],
)
def test_a_tag_is_read_and_gets_the_usual_capitals(written: str, tag: str) -> None:
    assert read_language(written) == tag


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("German", "write `lang: de`"),
        ("jp", "write `lang: ja`"),
        ("en_GB", "write `lang: en-GB`"),
        ("xx", "write its code, such as `lang: de`"),
        ("e", "write its code"),
        ("de-", "write its code"),
        ("de-toolongsubtag", "write its code"),
        ("日本語", "write its code"),
    ],
)
def test_what_is_no_tag_is_told_with_what_to_write(written: str, fix: str) -> None:
    with pytest.raises(NotReadableError) as caught:
        read_language(written)

    assert caught.value.fix.startswith(fix)
    with pytest.raises(ScriptError):
        script_of("  - rest: 20s\n", more=f"lang: {written}")


def test_one_language_is_the_same_wherever_it_is_spoken() -> None:
    assert is_same_language("en-US", "en-GB")
    assert is_same_language("nb", "no")
    assert not is_same_language("de", "en")
    assert (language_name("de-AT"), language_name("haw")) == ("German", "`haw`")


def test_words_without_a_recording_are_shown_for_as_long_as_they_take_to_read_in_their_language() -> None:
    words = "手を机の上に置きます。"

    assert reading_frames(words, "en-GB") == reading_frames(words) == reading_frames(words, "haw")
    assert reading_frames(words, "ja") > 1.8 * reading_frames(words)
    for more, expected in (("bed: none", reading_frames(words)), ("lang: ja", reading_frames(words, "ja"))):
        script = script_of(
            f"  - say: {words}\n  - {{breathe: 4-0-6-0, cycles: 6, along: [{{at: 2, say: {words}}}]}}\n",
            more=more,
        )
        timeline = compile_timeline(script, no_clips)
        assert [phrase.length_frames for phrase in timeline.phrases] == [expected, expected]


def test_a_caption_may_have_as_many_letters_as_its_language_is_read_in() -> None:
    steps = "  - stay: 2s\n    caption: 手を机の上に置いて休みます。\n"

    assert not lint_steps(steps, code="fast-captions")
    (problem,) = lint_steps(steps, more="lang: ja", code="fast-captions")
    assert problem.problem == "14 letters in 2 s cannot be read calmly"
    assert problem.fix == "leave words out, or give it 3 s or more"


def test_the_language_is_kept_in_the_script() -> None:
    assert script_of("  - rest: 20s\n", more="lang: pt-br").lang == "pt-BR"
    assert script_of("  - rest: 20s\n").lang is None
    assert compile_timeline(script_of("  - rest: 20s\n", more="lang: de"), no_clips).length_frames == frames(
        20.5
    )
