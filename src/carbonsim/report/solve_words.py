"""Words that tables, sentences and figures of a search for a target share."""

from __future__ import annotations

from carbonsim.core.bounds import AT_LEAST, AT_MOST, margin
from carbonsim.core.crossings import Span
from carbonsim.engine.pair import Pair
from carbonsim.report.audit_values import DIGITS, DOWN, MOST_DIGITS, NEAR, UP, rounded, significant
from carbonsim.report.numbers import MISSING, percent
from carbonsim.report.outcome_table import outcome_label
from carbonsim.report.parameter_names import setting_name
from carbonsim.report.texts import label_of, say
from carbonsim.report.texts_variables import VARIABLES
from carbonsim.report.units import ShownUnit, exactly, shown_unit, stated_unit
from carbonsim.results.solve_edges import ABOVE, AT, BELOW, DETERMINISTIC, MEDIAN, SHARE, Edge, Search
from carbonsim.results.solve_records import Combination, Solution, SolvedParameter
from carbonsim.scenario.vary import DELAY, TIMES, VALUE

#: How a value is rounded on each side of which the target is met.
WAYS = {ABOVE: UP, BELOW: DOWN, AT: NEAR}
#: Part of a figure that is rounding.
ROUNDING = 1e-9


def told(value: float, unit: str, language: str, way: str = NEAR, digits: int = DIGITS) -> str:
    """A value that was found, with its unit; rounded `UP`, `DOWN` or to the `NEAR` side.

    Examples
    --------
    >>> told(175.32150, "station", "en", UP), told(175.32150, "station", "en", DOWN)
    ('175.4 stations', '175.3 stations')
    >>> told(175.32150, "station", "en"), told(0.3, "Mt CO2/yr", "zh"), told(float("nan"), "yr", "en")
    ('175.3 stations', '30 万吨CO2/年', '–')
    >>> told(0.02036, "million", "en"), told(62.5, "1/day", "en")
    ('20.36 thousand', '62.5/day')
    """
    if value != value:  # noqa: PLR0124 - a blank
        return MISSING
    shown = unit_of(unit, float(f"{value:.{digits}g}"), language)
    return with_unit(significant(value * shown.factor, digits, way), shown)


def unit_of(unit: str, value: float, language: str) -> ShownUnit:
    """Unit of a value as it is reported, but thousands where there is less than a million."""
    of_value = shown_unit if unit == "million" and abs(value) < 1.0 else stated_unit
    return of_value(unit, [value], language)


def with_unit(number: str, unit: ShownUnit) -> str:
    """A number and its unit: ``62.5/day``."""
    gap = "" if unit.words.startswith("1/") else " "
    return f"{number}{gap}{unit.words.removeprefix('1') if not gap else unit.words}".rstrip()


def parameter_title(solution: Solution, parameter: SolvedParameter, language: str) -> str:
    """Name of a parameter, and in which way it is varied."""
    name = setting_name(solution.scenario.settings, parameter.key, language)
    name = name.partition("; ")[0].partition(". ")[0]  # what explains it is for `carbonsim explain`
    words = {VALUE: "{name}", DELAY: "{name}, delayed", TIMES: "{name}, all years times"}
    return say(words[parameter.way], language).format(name=name)


def in_year(parameter: SolvedParameter, edge: Edge) -> float:
    """Value that is told of an edge: of a path that of the year, which bounds may hold back."""
    return edge.in_year if parameter.way == VALUE and parameter.is_path else edge.value


def figure_title(solution: Solution, language: str) -> str:
    """Figure of the target in words."""
    variables = Pair(solution.scenario).variables.values()
    label = outcome_label(variables, solution.target.name, True, language)
    if language == "zh":  # a name may hold a shorter one
        for words in sorted(VARIABLES, key=len, reverse=True):
            label = label.replace(words, VARIABLES[words])
    return label


def level_words(solution: Solution, language: str) -> str:
    """Bound that the target sets: ``at least 0.3 Mt CO2/yr``."""
    target = solution.target
    shown = unit_of(target.unit, target.level, language)
    amount = with_unit(exactly(float(f"{target.level:.12g}"), shown.factor), shown)
    bound = {AT_LEAST: "at least", AT_MOST: "at most"}.get(target.asked.bound, "equals")
    if target.asked.tolerance:
        words = say("within {tolerance} of", language).format(tolerance=percent(target.asked.tolerance))
        return f"{words} {amount}"
    return f"{say(bound, language)} {amount}"


def when_words(solution: Solution, language: str) -> str:
    """Year or years of the target."""
    target = solution.target
    words = "in {year}" if target.first == target.last else "over {first}-{last}"
    when = say(words, language).format(year=target.last, first=target.first, last=target.last)
    if not target.discounted:
        return when
    first = solution.scenario.years[0]
    return label_of((when, say("discounted to {year}", language).format(year=first)), language)


def kind_words(solution: Solution, kind: str, language: str) -> str:
    """Words for the kind of run that meets the target: ``90 % of draws``."""
    words = {DETERMINISTIC: "deterministic run", MEDIAN: "median of draws", SHARE: "{share} of draws"}
    return say(words[kind], language).format(share=percent(solution.share))


def figure_words(solution: Solution, kind: str, figure: float, language: str) -> str:
    """A figure, or a share of draws; what is the level but for rounding is told as the level."""
    if kind == SHARE:
        return percent(figure)
    target, here = solution.target, solution.solved[0].searches[0].here
    if abs(figure - target.level) <= ROUNDING * max(abs(target.level), abs(here)):
        figure = target.level
    return told(figure, target.unit, language)


def edge_words(parameter: SolvedParameter, edge: Edge, language: str) -> str:
    """Value of an edge, rounded to the side on which the target is met."""
    return told(in_year(parameter, edge), parameter.unit, language, WAYS[edge.side])


def span_words(parameter: SolvedParameter, span: Span, search: Search, language: str) -> str:
    """Values of a span: ``from 175.4 stations up``, each rounded to the side on which the target is met."""
    values = {edge.value: in_year(parameter, edge) for edge in search.edges}
    ends = values.get(span.low, span.low), values.get(span.high, span.high)
    digits = _digits(*ends)
    ways = (NEAR, NEAR) if span.low == span.high else (UP, DOWN)
    low, high = (
        told(end, parameter.unit, language, way, digits) for end, way in zip(ends, ways, strict=True)
    )
    if span.open_low and span.open_high:
        return say("everywhere", language)
    words = "from {low} up" if span.open_high else "up to {high}" if span.open_low else "{low} to {high}"
    if span.low == span.high:
        words = "at {low}"
    return say(words, language).format(low=low, high=high)


def _digits(low: float, high: float) -> int:
    """Digits that keep both ends of a span in order when each is rounded into it."""
    for digits in range(DIGITS, MOST_DIGITS):
        if rounded(low, digits, UP) <= rounded(high, digits, DOWN):
            return digits
    return MOST_DIGITS


def best_words(solution: Solution, parameter: SolvedParameter, search: Search, language: str) -> str:
    """How near a target comes that is met nowhere."""
    value, figure = search.best
    if value != value:  # noqa: PLR0124 - a blank
        return say("no answer anywhere", language)
    words = say("nearest: {figure} at {value}", language)
    return words.format(
        figure=figure_words(solution, search.kind, figure, language),
        value=told(value, parameter.unit, language),
    )


def missing_words(solution: Solution, figure: float, language: str) -> str:
    """Gap between a figure and the target, or that it meets the target."""
    target, bound = solution.target, solution.target.asked.bound
    if margin(bound, figure, target.level, target.asked.tolerance) >= 0.0:
        return say("met", language)
    words = {AT_LEAST: "{missing} short", AT_MOST: "{missing} too much"}.get(bound, "{missing} off")
    return say(words, language).format(missing=told(abs(figure - target.level), target.unit, language))


def cost_words(combination: Combination, cost: float, language: str) -> str:
    """A cost, or the size of a change where no cost was minimised."""
    if not combination.cost_name:
        return percent(cost)
    return told(cost, combination.cost_unit, language)
