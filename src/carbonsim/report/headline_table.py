"""The few figures that a run is read for: 2030, 2035 and a plan's five years, by boundary and by who pays."""

from __future__ import annotations

import math
from collections.abc import Sequence

from carbonsim.engine.headline import stated_periods
from carbonsim.report.effects import ALL_SECTORS, Effect, Way, cost_effects, emission_effects
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.levels import Course, courses
from carbonsim.report.numbers import MISSING
from carbonsim.report.texts import say, text
from carbonsim.report.wording import Shown, band, boundary_name, gas, sector_words, shown, two_digits
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results

#: Of several sectors each is shown at this boundary, and what all pay together.
OF_EACH = ("operational", "resource")
#: Behind a figure whose sign the draws do not agree on.
UNSURE = "?"


def headline_lines(results: Results, outcomes: Sequence[Outcome], language: str) -> list[str]:
    """Changes against the reference; of a run that is compared with nothing, its emissions.

    Parameters
    ----------
    results : Results
        A run.
    outcomes : sequence of Outcome
        Of it.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    if results.reference is None:
        return _emissions(results, language)
    if results.same_as_reference:
        return []
    periods = stated_periods(results.years)
    while True:
        lines = _changes(results, outcomes, periods, language)
        if len(periods) == 1 or all(display_width(line) <= WIDTH for line in lines):
            return lines
        periods = periods[:-1]


def _changes(
    results: Results, outcomes: Sequence[Outcome], periods: Sequence[str], language: str
) -> list[str]:
    """Changes by boundary and actor in some periods, and what the figures are."""
    by_period = [
        [*emission_effects(results, outcomes, period), *cost_effects(results, outcomes, period)]
        for period in periods
    ]
    rows = [row for row in zip(*by_period, strict=True) if any(one.way is not Way.BLANK for one in row)]
    several = len({row[0].sector for row in rows}) > 1
    chosen = [row for row in rows if not several or _speaks(row[0])]
    if not chosen:
        return []
    if several:
        order = list(dict.fromkeys(row[0].sector for row in chosen))
        chosen.sort(key=lambda row: (row[0].sector != ALL_SECTORS, order.index(row[0].sector)))
    head = (say("Change", language), say("unit", language), *periods)
    effects = [one for row in chosen for one in row]
    table = [head, *(_change_row(row, effects, several, language) for row in chosen)]
    return [*_table(table), *wrap(_note(effects, periods, language), indent=INDENT)]


def _speaks(effect: Effect) -> bool:
    """Whether one of several sectors is shown at a boundary."""
    return effect.sector == ALL_SECTORS or effect.boundary in OF_EACH


def _change_row(
    row: Sequence[Effect], effects: Sequence[Effect], several: bool, language: str
) -> tuple[str, ...]:
    """Changes of one figure; all of tonnes share a unit, and all of money."""
    first = row[0]
    emitted = bool(gas(first.unit))
    alike = [one for one in effects if bool(gas(one.unit)) == emitted]
    unit = shown(first.unit, [value for one in alike for value in (one.low, one.high)], language)
    name = boundary_name(first.boundary, language) if emitted else _paid_by(first.boundary, language)
    label = f"{sector_words(first.sector, language)}, {name}" if several else name
    words = f"{unit.words} {gas(first.unit)}".rstrip()
    return (INDENT + label, words, *(_change(one, unit) for one in row))


def _paid_by(actor: str, language: str) -> str:
    return f"{say(actor, language)}成本" if language == "zh" else f"cost, {actor}"


def _change(effect: Effect, unit: Shown) -> str:
    """Median of a change, its band, and a mark where the draws do not agree on its sign."""
    if effect.way is Way.BLANK:
        return MISSING
    if effect.nothing:
        return "0"
    median, low, high = (value * unit.factor for value in (effect.median, effect.low, effect.high))
    inside = f" ({two_digits(low)} / {two_digits(high)})" if effect.draws else ""
    return f"{two_digits(median)}{inside}{UNSURE if effect.way is Way.UNDECIDED else ''}"


def _note(effects: Sequence[Effect], periods: Sequence[str], language: str) -> str:
    """Explanation of the figures of the table."""
    words = {"en": "deterministic run: no range", "zh": "确定性运行：没有区间"}
    if any(one.draws for one in effects):
        words = {
            "en": "median (5th / 95th percentile of the draws)",
            "zh": "中位数（抽样的第 5 / 第 95 百分位）",
        }
    said = [
        text({"en": "against the reference, minus: less", "zh": "相对参考情景，负值为减少"}, language),
        text(words, language),
    ]
    if any(one.way is Way.UNDECIDED for one in effects):
        unsure = {
            "en": f"{UNSURE} fewer than nine of ten draws agree on the sign",
            "zh": f"{UNSURE} 方向一致的抽样不足九成",
        }
        said.append(text(unsure, language))
    if any("-" in period for period in periods):
        said.append(
            text({"en": "five years: sum, of costs discounted", "zh": "五年为合计，成本已折现"}, language)
        )
    return ("；" if language == "zh" else "; ").join(said)


def _emissions(results: Results, language: str) -> list[str]:
    """Emissions in the first year and later, by boundary."""
    found = courses(results)
    several = len({one.sector for one in found}) > 1
    chosen = [one for one in found if not several or one.sector == ALL_SECTORS or one.boundary in OF_EACH]
    if not chosen:
        return []
    levels = (chosen[0].first, *chosen[0].later)
    years = list(dict.fromkeys(str(level.year) for level in levels))
    head = (say("Emissions", language), say("unit", language), *years)
    rows = [head, *(_level_row(one, several, len(years), language) for one in chosen)]
    drawn = any(level.draws for level in levels)
    words = {
        True: {
            "en": "median (5th to 95th percentile of the draws)",
            "zh": "中位数（抽样的第 5 至第 95 百分位）",
        },
        False: {"en": "deterministic run: no range", "zh": "确定性运行：没有区间"},
    }
    return [*_table(rows), *wrap(text(words[drawn], language), indent=INDENT)]


def _level_row(course: Course, several: bool, years: int, language: str) -> tuple[str, ...]:
    levels = (course.first, *course.later)[-years:]
    unit = shown(course.first.unit, [level.high for level in levels], language)
    name = boundary_name(course.boundary, language)
    label = f"{sector_words(course.sector, language)}, {name}" if several else name
    cells = []
    for level in levels:
        low, median, high = (value * unit.factor for value in (level.low, level.median, level.high))
        inside = f" ({band(low, high, language)})" if level.draws and math.isfinite(low) else ""
        cells.append(two_digits(median) + inside)
    return (INDENT + label, f"{unit.words} {gas(course.first.unit)}", *cells)


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns, the first cut where the line would be too long."""
    rest = sum(2 + max(display_width(row[place]) for row in rows) for place in range(1, len(rows[0])))
    aligns = "<<" + ">" * (len(rows[0]) - 2)
    return columns(rows, aligns, limits=(max(WIDTH - rest, 12), *[None] * (len(rows[0]) - 1)))
