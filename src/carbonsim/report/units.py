"""Units in which readers see values and the factors into them, by language: the one place that knows both.

English shows units as they are reported, of a handy size where a table may choose. Chinese counts in 万 and
亿, as filed documents do: 亿元, 万吨, 万辆, 亿千瓦时. Files for machines know none of this.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from carbonsim.report.numbers import decimals, fixed, handy_unit
from carbonsim.report.texts_units import OTHERS, SIZES_OF, counted_in, ratio_words

Values = Iterable[float | None]
TEN_THOUSAND = 1e4
#: Sizes that Chinese counts in, the largest first.
MYRIADS = ((1e12, "万亿"), (1e8, "亿"), (TEN_THOUSAND, "万"), (1.0, ""))
#: No value may be less than this of a large size: 30 万吨 are not 0.003 亿吨, nor 20 亿元 0.002 万亿元.
LEAST_OF_LARGE = 0.1
MOST_DECIMALS = 8
_GAS = re.compile(r" ?(CO2e?)")


@dataclass(frozen=True)
class ShownUnit:
    """A unit as readers see it.

    Attributes
    ----------
    words : str
        Its name; nothing for a plain number.
    factor : float
        From the reported unit into this one.
    decimals : int
        Of the values it was chosen for, in this unit: as fine as in English, never finer.
    """

    words: str
    factor: float
    decimals: int


def shown_unit(unit: str, values: Values, language: str) -> ShownUnit:
    """Unit of a handy size for a row or a figure.

    Examples
    --------
    >>> shown_unit("bn CNY/yr", [0.012], "en")
    ShownUnit(words='million CNY/yr', factor=1000.0, decimals=1)
    >>> shown_unit("bn CNY/yr", [3.0], "zh")
    ShownUnit(words='亿元/年', factor=10.0, decimals=1)
    >>> shown_unit("Mt CO2/yr", [18.0, 0.4], "zh")
    ShownUnit(words='万吨CO2/年', factor=100.0, decimals=0)
    """
    return shown_units({unit: values}, language)[unit]


def axis_unit(unit: str, values: Values, language: str) -> ShownUnit:
    """Unit of an axis, which the largest value alone decides: an axis shows no digits of the others.

    Examples
    --------
    >>> axis_unit("Mt/yr", [1029.0, 0.4], "zh").words, shown_unit("Mt/yr", [1029.0, 0.4], "zh").words
    ('亿吨/年', '万吨/年')
    """
    return shown_unit(unit, [max(map(abs, _known(values)), default=0.0)], language)


def shown_units(columns: Mapping[str, Values], language: str) -> dict[str, ShownUnit]:
    """Units of a handy size for a block: in Chinese all tonnes in 万 or all in 亿.

    Examples
    --------
    >>> units = shown_units({"Mt CO2/yr": [95.0], "Mt CO2e/yr": [120.0]}, "zh")
    >>> [unit.words for unit in units.values()]
    ['亿吨CO2/年', '亿吨CO2e/年']
    """
    known = {unit: _known(values) for unit, values in columns.items()}
    handy = {unit: handy_unit(unit, values) for unit, values in known.items()}
    scaled = [
        (handy[unit][0], [value * handy[unit][1] for value in values]) for unit, values in known.items()
    ]
    return {
        unit: ShownUnit(shown.words, handy[unit][1] * shown.factor, shown.decimals)
        for unit, shown in zip(known, stated_units(scaled, language), strict=True)
    }


def stated_unit(unit: str, values: Values, language: str) -> ShownUnit:
    """Unit of values that English states as they are reported.

    Examples
    --------
    >>> stated_unit("bn CNY", [0.012], "en").words, stated_unit("bn CNY", [0.012], "zh").words
    ('bn CNY', '万元')
    """
    return stated_units([(unit, values)], language)[0]


def stated_units(columns: Sequence[tuple[str, Values]], language: str) -> list[ShownUnit]:
    """`stated_unit` of values that stand beside each other, such as claimed and modelled ones.

    Examples
    --------
    >>> [shown.words for shown in stated_units([("Mt CO2/yr", [18.0]), ("kt CO2e/yr", [0.9])], "zh")]
    ['万吨CO2/年', '万吨CO2e/年']
    """
    known = [(unit, _known(values)) for unit, values in columns]
    if language != "zh":
        return [ShownUnit("" if unit == "1" else unit, 1.0, decimals(values)) for unit, values in known]
    sizes: dict[str, list[float]] = {}
    for unit, values in known:
        if counted := counted_in(unit):
            sizes.setdefault(counted.noun, []).extend(abs(value) * counted.size for value in values)
    return [_chinese(unit, decimals(values), sizes) for unit, values in known]


def without_gas(shown: ShownUnit) -> ShownUnit:
    """A unit without its gas: for figures whose labels name it.

    Examples
    --------
    >>> without_gas(shown_unit("Mt CO2e/yr", [0.2], "en")).words
    'kt/yr'
    >>> without_gas(shown_unit("Mt CO2e/yr", [0.2], "zh")).words
    '万吨/年'
    """
    return ShownUnit(_GAS.sub("", shown.words), shown.factor, shown.decimals)


def amount(value: float, unit: str, places: int, language: str) -> str:
    """A number with its unit in running text; `places` are its decimals in English.

    Examples
    --------
    >>> amount(12.34, "million CNY", 1, "en"), amount(12.34, "million CNY", 1, "zh")
    ('12.3 million CNY', '1,230 万元')
    """
    shown = stated_unit(unit, [value], language)
    finest = fewer(places, shown.factor)
    # no digit of Chinese is finer than those of English
    rounded = round(value, places) if math.isfinite(value) else value
    return f"{fixed(rounded * shown.factor, finest)} {shown.words}".rstrip()


def exactly(value: float, factor: float) -> str:
    """A stated number in another unit, all its digits kept.

    Examples
    --------
    >>> exactly(18.0, 100.0), exactly(0.7, 10.0), exactly(18.000001, 100.0)
    ('1,800', '7', '1,800.0001')
    """
    return f"{(Decimal(repr(float(value))) * Decimal(repr(factor))).normalize():,f}"


def _known(values: Values) -> list[float]:
    return [value for value in values if value is not None and math.isfinite(value)]


def _chinese(unit: str, places: int, sizes: Mapping[str, Sequence[float]]) -> ShownUnit:
    """A unit in Chinese, given all values of each noun that stand together."""
    counted = counted_in(unit)
    if counted is None:
        return ShownUnit(ratio_words(unit), 1.0, places)
    size, word = _myriad(sizes[counted.noun], counted.noun)
    factor = counted.size / size
    return ShownUnit(f"{word}{counted.noun}{counted.ending}", factor, fewer(places, factor))


def fewer(places: int, factor: float) -> int:
    """Decimals after a factor that is a power of 10."""
    return min(max(places - round(math.log10(factor)), 0), MOST_DECIMALS)


def _myriad(sizes: Sequence[float], noun: str) -> tuple[float, str]:
    """The largest of `MYRIADS` that the largest value reaches; 万 where there is nothing to show."""
    there = [size for size in sizes if size > 0.0] or [TEN_THOUSAND]
    most, free = SIZES_OF.get(noun, OTHERS)
    for size, word in MYRIADS:
        fits = size <= free or (size <= most and min(there) >= LEAST_OF_LARGE * size)
        if max(there) >= size and fits:
            return size, word
    return MYRIADS[-1]
