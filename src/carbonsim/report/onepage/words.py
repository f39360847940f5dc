"""Texts of a page in both languages, and numbers with as many digits as an estimate bears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carbonsim.core.plain_text import harmless
from carbonsim.report.numbers import MISSING
from carbonsim.report.texts import LANGUAGES, say, say_name
from carbonsim.report.units import axis_unit, shown_unit
from carbonsim.report.wording import two_digits

Texts = Mapping[str, str]
#: A cell of a table: a text that is the same in all languages, or one for each.
Cell = str | Texts
#: Units that a reader knows by other words.
PLAIN = {"1/day": "a day"}


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


def amounts(
    values: Sequence[float | None], unit: str, beside: Sequence[float | None] = ()
) -> list[dict[str, str]]:
    """Numbers of one row in both languages, with two significant digits, and then their unit.

    The unit suits them and those that stand `beside` them.

    Examples
    --------
    >>> amounts([0.364, 0.16], "Mt CO2/yr")
    [{'en': '360', 'zh': '36'}, {'en': '160', 'zh': '16'}, {'en': 'kt CO2/yr', 'zh': '万吨CO2/年'}]
    """
    cells: list[dict[str, str]] = [{} for _ in range(len(values) + 1)]
    for language in LANGUAGES:
        shown = shown_unit(unit, (*values, *beside), language)
        for cell, value in zip(cells, values, strict=False):
            cell[language] = MISSING if value is None else two_digits(value * shown.factor)
        cells[-1][language] = shown.words
    return cells


def unit_of_chart(unit: str, values: Sequence[float]) -> dict[str, tuple[str, float]]:
    """Unit of a chart by language: its words, and the factor into it."""
    units = {language: axis_unit(unit, values, language) for language in LANGUAGES}
    return {
        language: (PLAIN.get(shown.words, shown.words) if language == "en" else shown.words, shown.factor)
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


def harmless_texts(data: Any) -> Any:
    """The same data without signs that are not seen and turn what is, in any text of a scenario."""
    if isinstance(data, str):
        return harmless(data)
    if isinstance(data, Mapping):
        return {key: harmless_texts(value) for key, value in data.items()}
    return [harmless_texts(value) for value in data] if isinstance(data, list | tuple) else data
