"""Titles of what a works saves: the least and the most over its cases."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from carbonsim.report.change_words import ONE_RUN, bracketed
from carbonsim.report.levels import Level, level_at, shown_years
from carbonsim.report.pick import by_product, sector_of
from carbonsim.report.texts import say, text
from carbonsim.report.wording import band, boundary_name, gas, shown, when
from carbonsim.results.results import Results

STEM = "Works Saving|"
#: Boundary at which cases are set beside each other.
BOUNDARY = "operational"


def saving_makers(results: Results) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Savings at full load against the first product, over the cases; one title for each stem."""
    # one of the years that the figure shows
    year = shown_years(results)[-1]
    known = results.variables
    for stem in dict.fromkeys(v.stem for v in known.values() if v.stem.startswith(STEM)):
        own = {name: variable for name, variable in known.items() if variable.stem == stem}
        for (product, boundary), variables in by_product(own, STEM).items():
            levels = [level_at(results, variable.name, year) for variable in variables]
            there = [level for level in levels if not math.isnan(level.median)]
            if boundary == BOUNDARY and len(there) > 1:
                yield f"savings|{sector_of(stem)}", partial(_saving, product, there)
                break


def _saving(product: str, levels: Sequence[Level], language: str) -> str:
    """Least and most of the medians."""
    medians = [level.median for level in levels]
    unit = shown(levels[0].unit, medians, language)
    words = {
        "en": "{when} the works saves {span} {unit} {boundary} {gas} by case, at equal {product}{how}",
        "zh": "{when}等量{product}下，各情形全厂减少{boundary} {gas} {span} {unit}{how}",
    }
    how = text({"en": "medians", "zh": "中位数"} if levels[0].draws else ONE_RUN, language)
    return text(words, language).format(
        when=when(str(levels[0].year), language),
        span=band(min(medians) * unit.factor, max(medians) * unit.factor, language),
        unit=unit.words,
        boundary=boundary_name(BOUNDARY, language),
        gas=gas(levels[0].unit),
        product=say(product, language),
        how=bracketed(how, language),
    )
