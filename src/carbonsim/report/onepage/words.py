"""Texts of a page in both languages, and numbers with as many digits as an estimate bears."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from carbonsim.report.numbers import MISSING, fixed
from carbonsim.report.texts import LANGUAGES, say, say_name
from carbonsim.report.units import axis_unit, shown_unit

Texts = Mapping[str, str]
#: A cell of a table: a text that is the same in all languages, or one for each.
Cell = str | Texts
#: Significant digits of the largest number of a row or chart.
DIGITS = 2
MOST_DECIMALS = 8


def said(words: str) -> dict[str, str]:
    """A label in both languages.

    Examples
    --------
    >>> said("plan")
    {'en': 'plan', 'zh': '本情景'}
    """
    return {language: say(words, language) for language in LANGUAGES}


def named(name: str) -> dict[str, str]:
    """The name of a variable in both languages, part by part."""
    return {language: say_name(name, language) for language in LANGUAGES}


def joined(parts: Sequence[Texts], english: str = ", ", chinese: str = "，") -> dict[str, str]:
    """Texts behind each other; empty ones are left out.

    Examples
    --------
    >>> joined([said("plan"), {"en": "", "zh": ""}, said("direct")])
    {'en': 'plan, direct', 'zh': '本情景，直接排放'}
    """
    return {
        language: gap.join(filter(None, (part[language] for part in parts)))
        for language, gap in (("en", english), ("zh", chinese))
    }


def places_of(values: Iterable[float | None], digits: int = DIGITS) -> int:
    """Decimals that leave the largest value some significant digits; negative where tens are rounded.

    Examples
    --------
    >>> places_of([0.364, 0.16]), places_of([235.0]), places_of([])
    (2, -1, 0)
    """
    there = (abs(value) for value in values if value is not None and math.isfinite(value))
    largest = max(there, default=0.0)
    # 9.97 has two digits as 10, not as 10.0
    magnitude = math.floor(math.log10(float(f"{largest:.{digits - 1}e}"))) if largest > 0.0 else digits - 1
    return min(digits - 1 - magnitude, MOST_DECIMALS)


def plain(value: float | None, places: int) -> str:
    """A number to some decimals, thousands separated; with negative ones rounded to tens, hundreds and so on.

    Examples
    --------
    >>> plain(235.2, -1), plain(0.364, 2), plain(None, 1)
    ('240', '0.36', '–')
    """
    if value is None or math.isnan(value):
        return MISSING
    return fixed(round(value, places), max(places, 0))


def amounts(values: Sequence[float | None], unit: str) -> list[dict[str, str]]:
    """Numbers of one row in both languages, to two significant digits of the largest, and then their unit.

    Examples
    --------
    >>> amounts([0.364, 0.16], "Mt CO2/yr")
    [{'en': '360', 'zh': '36'}, {'en': '160', 'zh': '16'}, {'en': 'kt CO2/yr', 'zh': '万吨CO2/年'}]
    """
    cells: list[dict[str, str]] = [{} for _ in range(len(values) + 1)]
    for language in LANGUAGES:
        shown = shown_unit(unit, values, language)
        scaled = [None if value is None else value * shown.factor for value in values]
        places = places_of(scaled)
        for cell, value in zip(cells, scaled, strict=False):
            cell[language] = plain(value, places)
        cells[-1][language] = shown.words
    return cells


def unit_of_chart(unit: str, values: Sequence[float]) -> dict[str, tuple[str, float, int]]:
    """Unit of a chart by language: its words, the factor into it, and decimals of its numbers."""
    units = {language: axis_unit(unit, values, language) for language in LANGUAGES}
    return {
        language: (shown.words, shown.factor, places_of(value * shown.factor for value in values))
        for language, shown in units.items()
    }


def between(low: Texts, high: Texts) -> dict[str, str]:
    """A range in both languages; nothing where an end is missing.

    Examples
    --------
    >>> between({"en": "1", "zh": "1"}, {"en": "–", "zh": "–"})["en"]
    '–'
    """
    return {
        language: MISSING
        if MISSING in (low[language], high[language])
        else f"{low[language]} – {high[language]}"
        for language in LANGUAGES
    }
