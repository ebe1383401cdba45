"""Splitting text of other scripts than Latin, and of other languages, into sentences."""
# ruff: noqa: RUF001 - signs and letters of other scripts are what these tests are about

import pytest

from practice_player.script.sentences import sentence_at, split_phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("ここ。次。", ("ここ。", "次。")),
        (
            "手を見て。「ここ。」「次！」 終わり？はい。",
            ("手を見て。", "「ここ。」", "「次！」", "終わり？", "はい。"),
        ),
        ("「はい。」と言う。終。", ("「はい。」と言う。", "終。")),
        ("慢慢呼吸……感觉手！好吗？好。", ("慢慢呼吸……", "感觉手！", "好吗？", "好。")),
        ("你好!吃了吗?好。", ("你好!", "吃了吗?", "好。")),
        ("約３．５秒。終。", ("約３．５秒。", "終。")),
        ("편히 앉으세요. 손을 느껴 보세요.", ("편히 앉으세요.", "손을 느껴 보세요.")),
        ("आराम से बैठें। हाथों को देखें॥ ठीक है?", ("आराम से बैठें।", "हाथों को देखें॥", "ठीक है?")),
        ("शांत रहें । अब ठीक ।", ("शांत रहें ।", "अब ठीक ।")),
        ("اجلس بهدوء. هل أنت هنا؟ «نعم.» استرح.", ("اجلس بهدوء.", "هل أنت هنا؟", "«نعم.»", "استرح.")),
        ("آرام سے بیٹھیں۔ ہاتھ دیکھیں۔", ("آرام سے بیٹھیں۔", "ہاتھ دیکھیں۔")),
        ("Είσαι εδώ; Ναι.", ("Είσαι εδώ;", "Ναι.")),
        ("Hands; feet. Done.", ("Hands; feet.", "Done.")),
        ("ቁጭ በል። እረፍ።", ("ቁጭ በል።", "እረፍ።")),
        ("Нащупай опору… и выдох. Всё.", ("Нащупай опору…", "и выдох.", "Всё.")),
        ("¿Estás aquí? ¡Bien! «Descansa.» Ya.", ("¿Estás aquí?", "¡Bien!", "«Descansa.»", "Ya.")),
    ],
)
def test_sentences_end_in_other_scripts_too(text: str, phrases: tuple[str, ...]) -> None:
    assert split_phrases(text) == phrases
    assert all(sentence_at(text, text.index(phrase)) == phrase for phrase in phrases)


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Mai, z. B. um 7.30 Uhr, d. h. früh.",
        "Setz dich, z.B. ans Fenster, mit Dr. Weiß.",
        "Les mains, p. ex. les paumes.",
        "Las manos, p. ej. las palmas.",
        "At 7.30 p.m., e.g. at home.",
    ],
)
def test_abbreviations_of_other_languages_make_no_pause(text: str) -> None:
    assert split_phrases(text) == (text,)
