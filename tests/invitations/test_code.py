"""A code says exactly what was invited to, and one that was mistyped says nothing."""

import random
from datetime import UTC, datetime

import pytest

from practice_player.invitations.code import LAST_MOMENT, SYMBOLS, Invitation, read_code, write_code
from practice_player.invitations.symbols import ALPHABET, read_groups, write_groups
from practice_player.lib.errors import InvitationError
from practice_player.script.choices import LEAVE_OUT_WORDS

INVITATION = Invitation(
    begins_at=datetime(2026, 11, 25, 20, 30, tzinfo=UTC),
    length_tenths=4800,
    is_usual_length=False,
    without=frozenset({"touch", "gaze"}),
    name_mark=1234,
    script_mark=20_000,
    voice_mark=17,
    timeline_mark=300_000,
)
EARLIEST = Invitation(
    begins_at=datetime(2026, 1, 1, tzinfo=UTC),
    length_tenths=0,
    is_usual_length=True,
    name_mark=0,
    script_mark=0,
    voice_mark=0,
    timeline_mark=0,
)
LATEST = Invitation(
    begins_at=LAST_MOMENT,
    length_tenths=432_000,
    is_usual_length=True,
    without=frozenset(LEAVE_OUT_WORDS),
    name_mark=2**12 - 1,
    script_mark=2**15 - 1,
    voice_mark=2**5 - 1,
    timeline_mark=2**19 - 1,
)
INVITATIONS = (INVITATION, EARLIEST, LATEST)


def is_refused(symbols: str) -> bool:
    try:
        read_code(symbols)
    except InvitationError:
        return True
    return False


@pytest.mark.parametrize("invitation", INVITATIONS)
def test_a_code_holds_all_of_an_invitation_in_six_groups_of_four(invitation: Invitation) -> None:
    code = write_code(invitation)

    assert [len(group) for group in code.split("-")] == [4] * 6
    assert read_code(code) == invitation


@pytest.mark.parametrize("invitation", INVITATIONS)
def test_any_one_wrong_character_is_refused(invitation: Invitation) -> None:
    code = write_code(invitation).replace("-", "")

    accepted = [
        changed
        for place, right in enumerate(code)
        for wrong in ALPHABET
        if wrong != right and not is_refused(changed := code[:place] + wrong + code[place + 1 :])
    ]

    assert not accepted


@pytest.mark.parametrize("invitation", INVITATIONS)
def test_any_two_neighbours_that_are_swapped_are_refused(invitation: Invitation) -> None:
    code = write_code(invitation).replace("-", "")

    swapped = [code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)]

    assert all(is_refused(other) for other in swapped if other != code)


@pytest.mark.parametrize("invitation", INVITATIONS)
def test_a_code_with_one_character_less_or_more_is_refused(invitation: Invitation) -> None:
    code = write_code(invitation).replace("-", "")

    assert all(is_refused(code[:at] + code[at + 1 :]) for at in range(len(code)))
    assert all(is_refused(code[:at] + letter + code[at:]) for at in range(len(code)) for letter in ALPHABET)


def test_of_codes_made_up_at_random_hardly_any_is_accepted() -> None:
    random_numbers = random.Random(1)  # noqa: S311 - no secret

    made_up = ("".join(random_numbers.choices(ALPHABET, k=SYMBOLS + 3)) for _ in range(20_000))

    assert sum(not is_refused(code) for code in made_up) <= 3


def test_a_code_may_be_typed_in_small_letters_with_spaces_and_look_alikes() -> None:
    number = int("00001111" * 13, 2)
    code = write_groups(number, SYMBOLS)
    typed = code.replace("-", " ").lower().replace("0", "o").replace("1", "l", 1).replace("1", "I")

    assert typed != code
    assert read_groups(typed, SYMBOLS) == number


@pytest.mark.parametrize("typed", ["", "K7QM", "U" * 24, "K7QM-4F2P-€", "0" * 24])
def test_what_is_no_code_is_refused_in_words(typed: str) -> None:
    with pytest.raises(InvitationError) as refused:
        read_code(typed)

    assert refused.value.fix


def test_a_moment_that_no_code_can_name_is_refused() -> None:
    with pytest.raises(InvitationError, match="from 2026 to 2041"):
        write_code(
            Invitation(
                begins_at=datetime(2042, 1, 1, tzinfo=UTC),
                length_tenths=0,
                is_usual_length=True,
                name_mark=0,
                script_mark=0,
                voice_mark=0,
                timeline_mark=0,
            )
        )
