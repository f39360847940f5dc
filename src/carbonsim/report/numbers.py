"""Numbers for readers: as many digits as mean something, thousands separated, units of a handy size."""

from __future__ import annotations

import math
from collections.abc import Iterable

MISSING = "–"
#: Unit -> the next smaller one, how many of it, and below which value (of the largest) it is the better one.
SMALLER = {
    "1": ("%", 100.0, math.inf),
    "million": ("thousand", 1e3, 20.0),  # vehicles: the rarest are some thousands where all are millions
    "EJ/yr": ("PJ/yr", 1e3, 1.0),
    "Mtce/yr": ("ktce/yr", 1e3, 1.0),
    "Mt/yr": ("kt/yr", 1e3, 1.0),
    "bn CNY/yr": ("million CNY/yr", 1e3, 1.0),
    "bn CNY": ("million CNY", 1e3, 1.0),
    "Mt CO2/yr": ("kt CO2/yr", 1e3, 1.0),
    "Mt CO2e/yr": ("kt CO2e/yr", 1e3, 1.0),
    "Mt CO2": ("kt CO2", 1e3, 1.0),
    "Mt CO2e": ("kt CO2e", 1e3, 1.0),
    "billion tkm/yr": ("million tkm/yr", 1e3, 1.0),
}


def handy_unit(unit: str, values: Iterable[float]) -> tuple[str, float]:
    """The unit in which values are best shown in English, and the factor into it.

    Examples
    --------
    >>> handy_unit("million", [0.12, 0.004])
    ('thousand', 1000.0)
    >>> handy_unit("Mt CO2/yr", [1.2, 0.004])
    ('Mt CO2/yr', 1.0)
    """
    if unit not in SMALLER:
        return unit, 1.0
    smaller, factor, below = SMALLER[unit]
    largest = _largest(values)
    if largest < below and (largest > 0.0 or math.isinf(below)):
        return smaller, factor
    return unit, 1.0


def decimals(values: Iterable[float]) -> int:
    """Decimals that show three to four digits of the largest value, for all values of a column or block.

    Examples
    --------
    >>> decimals([18.21, 0.3]), decimals([0.0431]), decimals([21500.0])
    (1, 4, 0)
    """
    largest = _largest(values)
    if largest == 0.0:
        return 0
    magnitude = math.floor(math.log10(largest))
    return 0 if magnitude >= 3 else min(max(2 - magnitude, 1), 8)


def fixed(value: float | None, places: int) -> str:
    """A number with a given number of decimals.

    Examples
    --------
    >>> fixed(12345.678, 1), fixed(-0.001, 1), fixed(None, 1)
    ('12,345.7', '0.0', '–')
    """
    if value is None or math.isnan(value):
        return MISSING
    text = f"{value:,.{places}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0.0 else text


def short(value: float | None) -> str:
    """A number on its own, at three to four digits.

    Examples
    --------
    >>> short(18.2049), short(0.40921), short(175000.0), short(120.0)
    ('18.2', '0.409', '175,000', '120')
    """
    if value is None or math.isnan(value) or math.isinf(value):
        return MISSING
    text = fixed(value, decimals([value]))
    return text.rstrip("0").rstrip(".") if "." in text else text


def within(low: float | None, high: float | None) -> str:
    """A range, both ends with the decimals of the larger one.

    Examples
    --------
    >>> within(0.81, 12.96), within(18000.0, 21000.4), within(None, None)
    ('0.8 – 13.0', '18,000 – 21,000', '–')
    """
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return MISSING
    places = decimals([low, high])
    return f"{fixed(low, places)} – {fixed(high, places)}"


def percent(share: float | None) -> str:
    """A share of draws: 0 % and 100 % only where it is none or all of them.

    Examples
    --------
    >>> percent(0.0), percent(0.005), percent(0.423), percent(0.999), percent(1.0), percent(None)
    ('0 %', '<1 %', '42 %', '>99 %', '100 %', '–')
    """
    if share is None or math.isnan(share):
        return MISSING
    told = f"{share:.0%}".replace("%", " %")
    if told == "0 %" and share > 0.0:
        return "<1 %"
    return ">99 %" if told == "100 %" and share < 1.0 else told


def stated(value: float) -> str:
    """A number as somebody wrote it: all its digits up to six, thousands separated.

    Examples
    --------
    >>> stated(0.4092), stated(120000.0), stated(1.0)
    ('0.4092', '120,000', '1')
    """
    if math.isnan(value):
        return MISSING
    return f"{value:,.6g}" if abs(value) < 1e6 or math.isinf(value) else f"{value:,.0f}"


def _largest(values: Iterable[float]) -> float:
    return max((abs(value) for value in values if math.isfinite(value)), default=0.0)
