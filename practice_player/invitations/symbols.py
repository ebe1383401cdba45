"""Whole numbers as groups of letters and digits, with check symbols that notice what was mistyped.

The 32 symbols are Crockford's: no I, L, O or U.  The last three are those of a Reed-Solomon code over
GF(32), in which any two valid codes differ in four places or more.  So a code with one to three wrong
symbols is never valid: any one that is mistyped is noticed, and any two that are swapped.  Of codes made up
at random, one in 32,768 is valid.
"""

from collections.abc import Sequence
from typing import Final

from practice_player.lib.errors import InvitationError

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES: Final = str.maketrans("OIL", "011")
_BITS: Final = 5
_CHECK_COUNT: Final = 3
_GROUP: Final = 4

_PRIMITIVE: Final = 0b100101
"""x^5 + x^2 + 1: with it, each of the 31 numbers but 0 is a power of 2."""

_ORDER: Final = 31
"""A code can have so many symbols at most."""


def _powers() -> tuple[int, ...]:
    powers, power = [], 1
    for _ in range(_ORDER):
        powers.append(power)
        power <<= 1
        if power >> _BITS:
            power ^= _PRIMITIVE
    return tuple(powers)


_POWERS: Final = _powers()
_LOGARITHMS: Final = {power: exponent for exponent, power in enumerate(_POWERS)}


def write_groups(number: int, count: int) -> str:
    """Returns a number below 32 to the power of `count` as that many symbols, and the check symbols."""
    values = [number >> _BITS * place & _ORDER for place in reversed(range(count))]
    symbols = "".join(ALPHABET[value] for value in (*values, *_check(values)))
    return "-".join(symbols[start : start + _GROUP] for start in range(0, len(symbols), _GROUP))


def read_groups(text: str, count: int) -> int:
    """Returns the number of a code of `count` symbols and the check symbols.

    Capitals make no difference, nor does what stands between the groups; O is read as 0, I and L as 1.

    Raises:
        InvitationError: it is no such code, or was mistyped.
    """
    symbols = "".join(filter(str.isalnum, text.upper())).translate(_LOOK_ALIKES)
    for symbol in symbols:
        if symbol not in ALPHABET:
            raise InvitationError(
                f"`{symbol}` is in no code",
                fix="copy the whole code, of digits and letters without I, L, O and U",
            )
    if len(symbols) != count + _CHECK_COUNT:
        raise InvitationError(
            f"this code has {len(symbols)} digits and letters, and not {count + _CHECK_COUNT}",
            fix="copy it once more, as a whole",
        )
    values = [ALPHABET.index(symbol) for symbol in symbols]
    if _check(values[:count]) != values[count:]:
        raise InvitationError(
            "a digit or letter of this code is not right", fix="copy it once more, or type it anew"
        )
    number = 0
    for value in values[:count]:
        number = number << _BITS | value
    return number


def _check(values: Sequence[int]) -> list[int]:
    """Returns the check symbols: the rest of a division by (x - 2)(x - 4)(x - 8)."""
    rest = [0] * _CHECK_COUNT
    for value in values:
        factor = value ^ rest[0]
        rest = [
            earlier ^ _times(factor, coefficient)
            for earlier, coefficient in zip((*rest[1:], 0), _GENERATOR, strict=True)
        ]
    return rest


def _times(one: int, other: int) -> int:
    if not (one and other):
        return 0
    return _POWERS[(_LOGARITHMS[one] + _LOGARITHMS[other]) % _ORDER]


def _generator() -> tuple[int, ...]:
    """Returns the coefficients of (x - 2)(x - 4)(x - 8) below that of x^3, the highest first."""
    polynomial = [1]
    for root in _POWERS[1 : _CHECK_COUNT + 1]:
        shifted, scaled = [*polynomial, 0], [0, *(_times(root, each) for each in polynomial)]
        polynomial = [one ^ other for one, other in zip(shifted, scaled, strict=True)]
    return tuple(polynomial[1:])


_GENERATOR: Final = _generator()
