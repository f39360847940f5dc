"""A sensitivity analysis as text: for each outcome the parameters that matter most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from carbonsim.analysis.sensitivity import RANKED_BY, SOBOL, Sensitivity
from carbonsim.analysis.tornado import Tornado
from carbonsim.engine.headline import EXTRA_COST, REDUCTION
from carbonsim.engine.pair import Pair
from carbonsim.report.heading import left_out
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import MISSING, fixed, percent
from carbonsim.report.outcome_table import outcome_label
from carbonsim.report.parameter_names import parameter_name
from carbonsim.report.texts import say, text
from carbonsim.report.units import stated_unit

#: Parameters that a table and a figure show.
MOST = 12


def main_outcomes(outcomes: Sequence[str]) -> list[str]:
    """What is shown where no outcome is named: reduction and resource cost, or else emissions.

    Examples
    --------
    >>> main_outcomes(["Cumulative Emissions|CO2|X", "Cumulative Emission Reduction|CO2|X"])
    ['Cumulative Emission Reduction|CO2|X']
    """
    reductions = [name for name in outcomes if name.startswith(f"Cumulative {REDUCTION}")]
    costs = [name for name in outcomes if name.startswith(f"Discounted {EXTRA_COST}")]
    resource = [name for name in costs if name.endswith("[Resource]")]
    chosen = [*reductions[:1], *(resource or costs)[:1]]
    return chosen or list(outcomes[:1])


def sensitivity_lines(
    found: Sensitivity, moved: Tornado, outcomes: Sequence[str], language: str
) -> list[str]:
    """All that a terminal shows of a sensitivity analysis.

    Parameters
    ----------
    found : Sensitivity
        By either method.
    moved : Tornado
        Of the same scenario.
    outcomes : sequence of str
        Those that are shown.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    scenario = found.scenario
    title = (
        f"{text(scenario.title, language)} ({scenario.name}): {say('What decides the outcomes', language)}"
    )
    words = "{draws} draws, seed {seed}"
    if found.method == SOBOL:
        words = "{draws} draws in each of two samples, {runs} runs, seed {seed}"
    about = say(words, language).format(draws=f"{found.draws:,}", runs=f"{found.runs:,}", seed=found.seed)
    lines = [title, about]
    for told in left_out(found.left_out, found.draws, language):
        lines += wrap(told)
    for outcome in outcomes:
        lines += ["", *_outcome(found, moved, outcome, language)]
    if found.method == SOBOL:
        note = "Behind ± half an interval of 95 %: parameters whose intervals overlap have no sure order."
        lines += ["", *wrap(say(note, language))]
    return lines


def outcome_title(found: Sensitivity, outcome: str, language: str) -> str:
    """An outcome in words."""
    return outcome_label(Pair(found.scenario).variables.values(), outcome, True, language)


def no_leading(found: Sensitivity, outcome: str) -> str:
    """Reason why no parameter leads an outcome, a key of `texts.say`."""
    return "too few draws have such a figure" if is_blank(found, outcome) else "no parameter moves it"


def is_blank(found: Sensitivity, outcome: str) -> bool:
    """Test whether too few draws have a figure of an outcome for it to be analysed."""
    measure = found.of_outcomes[RANKED_BY[found.method]][:, list(found.outcomes).index(outcome)]
    return found.method != SOBOL and bool(np.isnan(measure).all())


def _outcome(found: Sensitivity, moved: Tornado, outcome: str, language: str) -> list[str]:
    """The table of one outcome."""
    place, unit = list(found.outcomes).index(outcome), found.outcomes[outcome]
    rows = found.leading(outcome, MOST)
    column = list(moved.outcomes).index(outcome)
    ends = [moved.middle[column], *moved.low[rows, column], *moved.high[rows, column]]
    shown = stated_unit(unit, ends, language)
    heading = f"{outcome_title(found, outcome, language)}, {shown.words}"
    if not rows:
        return [heading, INDENT + say(no_leading(found, outcome), language)]
    measures = ("total", "first-order") if found.method == SOBOL else ("median", "maximum")
    heads = ("parameter", *measures, "low end", "high end")
    table = [tuple(say(head, language) for head in heads)]
    for row in rows:
        sides = (float(side[row, column]) * shown.factor for side in (moved.low, moved.high))
        cells = (fixed(side, shown.decimals) for side in sides)
        name = _named(found, row, language)
        table.append((INDENT + name, *_measures(found, row, place), *cells))
    rest = sum(2 + max(display_width(line[cell]) for line in table) for cell in range(1, 5))
    lines = [heading, *columns(table, "<>>>>", limits=(max(WIDTH - rest, 24), *[None] * 4))]
    middle = fixed(float(moved.middle[column]) * shown.factor, shown.decimals)
    if (having := found.having.get(outcome, found.draws)) < found.draws:
        words = say("of the {having} draws that have it", language)
        lines.append(INDENT + words.format(having=f"{having:,}"))
    return [
        *lines,
        f"{INDENT}{say('all at their medians', language)}: {middle}",
        *wrap(outcome_remark(found, place, language), indent=INDENT),
    ]


def _named(found: Sensitivity, row: int, language: str) -> str:
    """A parameter by its key, in Chinese by its name."""
    key = found.factors[row]
    return parameter_name(found.scenario, key, language) if language == "zh" else key


def _measures(found: Sensitivity, row: int, place: int) -> tuple[str, str]:
    measures = {name: float(values[row, place]) for name, values in found.of_outcomes.items()}
    if found.method != SOBOL:
        return fixed(measures["median"], 2), fixed(measures["maximum"], 2)
    total, first = (
        f"{fixed(measures[name], 2)} ±{fixed(measures[f'{name}_high'] - measures[name], 2)}"
        for name in ("total", "first")
    )
    return total, first


def outcome_remark(found: Sensitivity, place: int, language: str) -> str:
    """Remark on one outcome: the variance that its indices leave over, or what chance alone makes."""
    if found.method != SOBOL:
        words = "Chance alone brings one of all parameters to {chance} in one of twenty samples."
        chance = float(np.median(found.of_outcomes["chance"][:, place]))
        return say(words, language).format(chance=fixed(chance, 2))
    words = (
        "One parameter after the other explains {share} of the variance; the rest is what they do together."
    )
    first = float(np.nansum(found.of_outcomes["first"][:, place]))
    return say(words, language).format(share=percent(first) if np.isfinite(first) else MISSING)
