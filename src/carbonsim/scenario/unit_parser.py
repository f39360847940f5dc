"""From the text of a unit to its ratio and dimension."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from carbonsim.core.errors import CarbonsimError, DataError
from carbonsim.reference.tables import deflator, exchange_rate
from carbonsim.scenario.problems import did_you_mean, shown
from carbonsim.scenario.unit_chinese import in_english
from carbonsim.scenario.unit_names import (
    COUNTED,
    CURRENCIES,
    LETTER_SCALES,
    MASSES,
    NAMED,
    OFTEN_MEANT,
    SCALES,
    SPECIES,
    Dimension,
)

BASE_YEAR = 2023
_HIGHEST_POWER = 9
#: Powers of a dimension: m^3 to the ninth.
_HIGHEST_DIMENSION = 27
_MOST_FACTORS = 20
_MOST_PARENTHESES = 4
#: Numerator and denominator of a ratio stay below 2 to this power, some 10 to the 90th: a product of two then
#: fits into a double. An exponent is held against it before the power is taken.
_LARGEST_BITS = 300
_LARGEST_DIGITS = 90
_SIGNS = str.maketrans({"·": "*", "⋅": "*", "×": "*", "−": "-", "²": "^2", "³": "^3", "¹": "^1", "⁻": "^-"})
_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?)|([^\W\d_](?:\w|-(?=\w))*|[%$€¥])|([/*^()-]))")
_GLUED = re.compile(rf"({'|'.join(MASSES)})({'|'.join(sorted(SPECIES, key=len, reverse=True))})")
_MONEY = re.compile(rf"([kM]?)({'|'.join(CURRENCIES)})(?:_(\d{{4}}))?")

Factor = tuple[Fraction, Dimension]
NOTHING: Factor = (Fraction(1), {})


class UnitError(CarbonsimError):
    """A unit is unknown or does not fit; `hint` says what may have been meant."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message}; {hint}" if hint else message)


class UnitParser:
    """One pass over the tokens of a unit."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.position = 0
        self.factors = 0
        self.parentheses = 0

    def parse(self) -> Factor:
        """The whole text."""
        if not self.tokens or self.tokens == ["-"]:
            return NOTHING
        result = self._product()
        if self.position < len(self.tokens):
            raise self._unexpected()
        return result

    def _next(self, ahead: int = 0) -> str:
        place = self.position + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def _take(self) -> str:
        self.position += 1
        return self.tokens[self.position - 1]

    def _unexpected(self) -> UnitError:
        found = self._next() or "its end"
        return UnitError(f"the unit {shown(self.text)!r} cannot be read at {shown(found)!r}")

    def _product(self) -> Factor:
        result = self._group()
        while self._next() and self._next() != ")":
            power = 1
            if self._next() in "/*":
                power = -1 if self._take() == "/" else 1
            result = self._multiply(result, self._raise(self._group(), power))
        return result

    def _group(self) -> Factor:
        """A factor with the numbers and scale words before it, or such a number alone."""
        self.factors += 1
        if self.factors > _MOST_FACTORS:
            raise self._too_much(f"more than {_MOST_FACTORS} factors")
        result, seen = NOTHING, False
        while (scale := self._scale()) is not None:
            result, seen = self._multiply(result, (scale, {})), True
        if seen and self._next() in ("", ")", "/", "*"):
            return result
        return self._multiply(result, self._factor())

    def _scale(self) -> Fraction | None:
        word = self._next()
        if _is_number(word[:1]):
            number = Fraction(self._take())
            if not number:
                raise UnitError(f"the unit {shown(self.text)!r} holds a zero")
            return self._raise((number, {}), self._power())[0]
        if word in SCALES:
            return Fraction(SCALES[self._take()])
        if word in LETTER_SCALES and _may_be_scaled(self._next(1)):
            return Fraction(LETTER_SCALES[self._take()])
        return None

    def _factor(self) -> Factor:
        if self._next() == "(":
            self._take()
            self.parentheses += 1
            if self.parentheses > _MOST_PARENTHESES:
                raise self._too_much(f"more than {_MOST_PARENTHESES} pairs of parentheses")
            result = self._product()
            if self._next() != ")":
                raise self._unexpected()
            self._take()
            return self._raise(result, self._power())
        word = self._next()
        if not (word[:1].isalpha() or word in ("%", "$", "€", "¥")):
            raise self._unexpected()
        self._take()
        result = _named(word, self.text)
        if word in MASSES and self._next() in SPECIES:
            result = self._multiply(result, (Fraction(1), {SPECIES[self._take()]: 1}))
        return self._raise(result, self._power())

    def _power(self) -> int:
        if self._next() != "^":
            return 1
        self._take()
        sign = -1 if self._next() == "-" and self._take() else 1
        if not _is_number(self._next()) or int(self._next()) > _HIGHEST_POWER:
            raise self._unexpected()
        return sign * int(self._take())

    def _multiply(self, left: Factor, right: Factor) -> Factor:
        """A product, refused before it is formed where it would be beyond all units."""
        if _bits(left[0]) + _bits(right[0]) > _LARGEST_BITS:
            raise self._too_much(f"a number beyond 10 to the {_LARGEST_DIGITS}th")
        return self._within(multiplied(left, right))

    def _raise(self, factor: Factor, power: int) -> Factor:
        """A power, refused before it is formed where it would be beyond all units."""
        ratio, dimension = factor
        if _bits(ratio) * abs(power) > _LARGEST_BITS:
            raise self._too_much(f"a number beyond 10 to the {_LARGEST_DIGITS}th")
        return self._within((ratio**power, {name: value * power for name, value in dimension.items()}))

    def _within(self, factor: Factor) -> Factor:
        if any(abs(power) > _HIGHEST_DIMENSION for power in factor[1].values()):
            raise self._too_much(f"a power beyond {_HIGHEST_DIMENSION}")
        return factor

    def _too_much(self, what: str) -> UnitError:
        return UnitError(f"the unit {shown(self.text)!r} holds {what}", "write a unit of a few factors")


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", in_english(text.translate(_SIGNS)).strip())
    plain = re.sub(r"\bround trip", "round_trip", plain)
    tokens = []
    place = 0
    while place < len(plain):
        match = _TOKEN.match(plain, place)
        if match is None:
            raise UnitError(f"the unit {shown(text)!r} cannot be read at {shown(plain[place:].strip())!r}")
        tokens.append(match.group().strip())
        place = match.end()
    return tokens


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _may_be_scaled(word: str) -> bool:
    """Whether M or k before this word means a million or a thousand."""
    if _MONEY.fullmatch(word) or word in ("tkm", "vkm", "count"):
        return True
    return word in NAMED and any(dimension in COUNTED for dimension in NAMED[word][1])


def _named(word: str, text: str) -> Factor:
    if word in NAMED:
        return NAMED[word]
    if money := _MONEY.fullmatch(word):
        scale, currency, year = money.groups()
        return LETTER_SCALES.get(scale, 1) * _money(currency, year), {"money": 1}
    if glued := _GLUED.fullmatch(word):
        mass, species = glued.groups()
        return multiplied(NAMED[mass], (Fraction(1), {SPECIES[species]: 1}))
    if word in SPECIES:
        raise UnitError(f"{word} in {shown(text)!r} needs a mass before it", f"for example t {word}")
    if word in OFTEN_MEANT:
        raise UnitError(f"unknown unit {word!r} in {shown(text)!r}", f"did you mean {OFTEN_MEANT[word]}?")
    known = (*NAMED, *SPECIES, *SCALES, "CNY", f"CNY_{BASE_YEAR}", "USD_2024", "EUR_2024")
    raise UnitError(f"unknown unit {shown(word)!r} in {shown(text)!r}", did_you_mean(word, known))


def _money(currency: str, year: str | None) -> Fraction:
    """CNY of the base year for one unit of a currency of a year."""
    if year is None:
        if currency != "CNY":
            raise UnitError(f"{currency} needs its year", f"for example {currency}_2024")
        return Fraction(1)
    try:
        rate, level = exchange_rate(currency, int(year)), deflator("CNY", int(year))
    except DataError as error:
        raise UnitError(f"{currency}_{year} cannot be converted: {error}") from None
    return Fraction(str(rate)) / Fraction(str(level))


def multiplied(left: Factor, right: Factor) -> Factor:
    """The product of two factors, without what cancels."""
    dimension = dict(left[1])
    for name, power in right[1].items():
        dimension[name] = dimension.get(name, 0) + power
    return left[0] * right[0], {name: power for name, power in dimension.items() if power}


def _bits(ratio: Fraction) -> int:
    """Size of a ratio: bits of its numerator or its denominator beyond the first."""
    return max(ratio.numerator.bit_length(), ratio.denominator.bit_length()) - 1
