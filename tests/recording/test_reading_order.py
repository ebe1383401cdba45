"""In which order sentences are read, and how long it takes."""

from practice_player.recording.reading_order import are_alike, in_reading_order, time_left_s


def texts(*texts_of_practices: list[str]) -> list[str]:
    named = {f"Practice {number}": each for number, each in enumerate(texts_of_practices)}
    return [sentence.text for sentence in in_reading_order(named)]


def test_a_practice_is_read_in_its_own_order() -> None:
    flow = ["Sit down.", "Look around the room.", "Breathe as you like.", "That is enough for today."]

    assert texts(flow) == flow


def test_a_sentence_that_comes_again_is_read_once() -> None:
    assert texts(["Begin.", "In.", "Out.", "In.", "Out."], ["Begin.", "Rest."]) == [
        "Begin.",
        "In.",
        "Out.",
        "Rest.",
    ]


def test_sentences_that_are_alike_follow_one_another() -> None:
    assert texts(
        ["Out for six.", "Look around the room.", "Out for eight."], ["Rest your hands.", "Out for 10."]
    ) == ["Out for six.", "Out for eight.", "Out for 10.", "Look around the room.", "Rest your hands."]


def test_a_count_stays_together() -> None:
    assert texts(["One.", "Let it go.", "Two.", "Three."]) == ["One.", "Two.", "Three.", "Let it go."]


def test_sentences_that_share_a_word_are_not_alike() -> None:
    assert not are_alike("Look around the room.", "Let the room be enough.")
    assert are_alike("Let your shoulders be heavy.", "Let your hands be heavy.")


def test_a_sentence_knows_the_practice_that_says_it_first() -> None:
    first, second = in_reading_order({"Soft Sighs": ["Begin."], "Steady Six": ["Begin.", "Rest."]})

    assert (first.practice, second.practice) == ("Soft Sighs", "Steady Six")


def test_the_time_left_grows_with_what_is_left() -> None:
    sentences = in_reading_order(
        {"Soft Sighs": ["Begin.", "Look around the room, slowly, at your own pace."]}
    )

    assert 6.0 < time_left_s(sentences[:1]) < time_left_s(sentences[1:]) < 15.0
    assert time_left_s(sentences) == time_left_s(sentences[:1]) + time_left_s(sentences[1:])
    assert time_left_s([]) == 0.0
