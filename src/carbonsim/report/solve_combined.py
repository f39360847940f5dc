"""Several parameters together in a search for a target, and the command that shows what was found."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from carbonsim.engine.pair import Pair
from carbonsim.report.layout import INDENT, columns, wrap
from carbonsim.report.outcome_table import outcome_label
from carbonsim.report.solve_words import (
    cost_words,
    figure_title,
    figure_words,
    kind_words,
    missing_words,
    parameter_title,
    told,
)
from carbonsim.report.texts import say
from carbonsim.results.solve_edges import DETERMINISTIC, SHARE
from carbonsim.results.solve_records import Combination, Solution
from carbonsim.scenario.vary import VALUE


def combination_lines(solution: Solution, found: Combination, given: str, language: str) -> list[str]:
    """The block of several parameters together."""
    colon = "：" if language == "zh" else ": "
    what = "with the smallest change, as a part of what is looked at"
    if not found.reached:
        what = "nearest to the target, which no combination that was tried reaches"
    heading = f"{say('All together', language)}{colon}{say(what, language)}"
    if found.reached and found.cost_name:
        title = outcome_label(Pair(solution.scenario).variables.values(), found.cost_name, True, language)
        least = say("at least cost: {cost}", language).format(cost=title)
        heading = f"{say('All together', language)}{colon}{least}"
    rows: list[tuple[str, ...]] = [("", say("as it is", language), say("this combination", language))]
    for parameter, value, there in zip(found.parameters, found.values, found.in_year, strict=True):
        shown = there if parameter.way == VALUE else value
        cells = (told(each, parameter.unit, language) for each in (parameter.value, shown))
        rows.append((parameter_title(solution, parameter, language), *cells))
    figure, unit = figure_title(solution, language), solution.target.unit
    here = solution.solved[0].searches[0].here
    rows.append((figure, told(here, unit, language), told(found.figure, unit, language)))
    if found.median is not None and found.share is not None:
        median = say("median of {draws} draws", language).format(draws=f"{solution.draws:,}")
        rows.append((median, "", told(found.median, unit, language)))
        share = say("share of draws that meet it", language)
        rows.append((share, "", figure_words(solution, SHARE, found.share, language)))
    cost = say("cost", language) if found.cost_name else say("change", language)
    rows.append((cost, cost_words(found, found.cost_here, language), cost_words(found, found.cost, language)))
    lines = [
        *wrap(heading),
        *columns([(INDENT + row[0], *row[1:]) for row in rows], "<>>", limits=(60, None, None)),
    ]
    tried = say("of {tried} combinations that were run; what decides: {kind}", language)
    decides = kind_words(solution, found.kind, language)
    said = [tried.format(tried=f"{found.tried:,}", kind=decides)]
    if not found.reached and found.kind == DETERMINISTIC:
        said.append(missing_words(solution, found.figure, language))
    elif found.reached and found.cost_name:
        free = "the target costs nothing: the cheapest of all combinations that were run meets it"
        said.append(say("a weaker target would cost less" if found.binding else free, language))
    elif not found.cost_name:
        said.append(say("no cost to compare: the scenario reports none", language))
    for words in said:
        lines += wrap(words, indent=INDENT)
    gives = "" if found.confirmed is None else figure_words(solution, found.kind, found.confirmed, language)
    copied = copy_lines(solution, found.kind, found.overrides, gives, found.refusal, given, language)
    return [*lines, *copied]


def copy_lines(
    solution: Solution,
    kind: str,
    overrides: Sequence[str],
    figure: str,
    refusal: str,
    given: str,
    language: str,
) -> list[str]:
    """A command, and what it gives; on one line, however long, for it is to be copied."""
    words = (
        "To copy (a plain run is refused: {reason}):" if refusal else "To copy (a plain run gives {figure}):"
    )
    options = [word for one in (*solution.scenario.overrides, *overrides) for word in ("--set", one)]
    draws = "1" if kind == DETERMINISTIC else str(solution.draws)
    command = ["carbonsim", "run", given, "--draws", draws, *options]
    if draws != "1" and solution.seed != solution.scenario.seed:
        command += ["--seed", str(solution.seed)]
    about = say(words, language).format(figure=figure, reason=refusal)
    return ["", *wrap(about, indent=INDENT), INDENT + shlex.join(command)]
