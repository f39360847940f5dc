"""Values of parameters with which an outcome reaches a target: the inverse of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carbonsim.analysis.solve_cost import least_cost, refuse_equality
from carbonsim.analysis.solve_scan import Seeking, solve_one
from carbonsim.analysis.solve_search import is_exact
from carbonsim.core.types import Progress
from carbonsim.engine.aims import COST_OPTION, aim_of, cost_of
from carbonsim.engine.moved_runs import MovedRuns
from carbonsim.engine.varied import varied_of
from carbonsim.results.solve_records import Solution, SolvedTarget
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.target import read_target, target_problem
from carbonsim.scenario.vary import OPTION, read_vary, vary_problem

#: Share of the draws that shall meet a target where none is stated.
NINE_OF_TEN = 0.9
SHARE_OPTION = "--share"
#: Parameters that a combination has at most: with more, a scan between their ends says little.
MOST_TOGETHER = 6


def solve(
    scenario: Scenario,
    until: str,
    vary: str | Sequence[str],
    draws: int = 0,
    seed: int | None = None,
    *,
    share: float | None = None,
    cost: str | None = None,
    progress: Progress | None = None,
) -> Solution:
    """Values of parameters with which a target is met.

    One parameter is varied alone: every value at which the target begins or ceases to be met between the ends
    of what is looked at, for the deterministic run and with draws for their median and for a share of them.
    Of several each is varied alone, and then all together: the combination that meets the target at least
    cost.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.
    until : str
        Target, such as ``"Emissions|CO2|... <= 5 Mt CO2/yr in 2035"``.
    vary : str or sequence of str
        ``KEY``, ``times:KEY`` or ``delay:KEY``, each with or without ``=LOW..HIGH``.
    draws : int
        Of each value; up to one makes deterministic runs alone.
    seed : int, optional
        Of the draws instead of the scenario's.
    share : float, optional
        Of the draws that shall meet the target, nine of ten if left out. A combination is then
        one of deterministic runs.
    cost : str, optional
        Outcome that a combination minimises; the discounted resource cost over the horizon if left out.
    progress : callable, optional
        Told the runs done and to do, now and then.

    Returns
    -------
    Solution

    Raises
    ------
    ScenarioError
        If the target or a parameter is none of this scenario.

    Examples
    --------
    >>> from carbonsim.engine.catalogue import load_scenario
    >>> plan = load_scenario("fujian-full-conversion", ["years=[2023, 2025]"])
    >>> target = "Emission Reduction|CO2|Transportation|Truck [Operational] >= 5 Mt CO2/yr in 2023"
    >>> (found,) = solve(plan, target, "drivers.grid_emission_factor").solved[0].searches
    >>> [round(edge.value, 3) for edge in found.edges], found.edges[0].side
    ([0.397], 'below')
    """
    wanted = read_target(until)
    asked = [read_vary(one) for one in ([vary] if isinstance(vary, str) else vary)]
    _refuse(len(asked), draws, share, cost)
    runs = MovedRuns(scenario, draws, scenario.seed if seed is None else seed, draws)
    aim = aim_of(runs.pair, wanted)
    if share is not None and is_exact(aim):
        message = "found with = and no tolerance, which no share of draws meets"
        raise target_problem(
            SHARE_OPTION, message, "add a tolerance to the target, +- 5 %, or write >= or <="
        )
    varied = varied_of(scenario, asked, aim.figure.last)
    seeking = Seeking(runs, aim, NINE_OF_TEN if share is None else share, progress)
    together, named = len(varied) > 1, None
    if together:  # what draws do is told of the combination
        refuse_equality(aim)
        named = cost_of(runs.pair, cost, aim.figure.series)
        seeking = replace(seeking, runs=runs.with_draws(0, runs.seed, 0))
    solved = tuple(solve_one(seeking, one) for one in varied)
    combination = None
    if together:
        seeking = replace(seeking, runs=runs)
        records = [one.parameter for one in solved]
        combination = least_cost(seeking, varied, records, named, share is not None)
    figure = aim.figure
    target = SolvedTarget(
        wanted,
        figure.name,
        figure.unit,
        aim.level,
        figure.first,
        figure.last,
        figure.discounted,
        aim.variable.boundary,
    )
    return Solution(scenario, target, draws, runs.seed, seeking.share, solved, combination)


def _refuse(parameters: int, draws: int, share: float | None, cost: str | None) -> None:
    """Refuse what asks for nothing, or for what has no meaning."""
    if parameters == 0:
        raise vary_problem("found no parameter, expected one to vary", "carbonsim list parameters has all")
    if parameters > MOST_TOGETHER:
        raise vary_problem(f"found {parameters} parameters, expected at most {MOST_TOGETHER}")
    if draws < 0:
        raise target_problem("--draws", f"found {draws}, expected 0 or more")
    if share is not None and draws < 2:
        hint = "ask for --draws, too"
        raise target_problem(SHARE_OPTION, "found without draws, of which it is a share", hint)
    if share is not None and not 0.0 < share <= 1.0:
        raise target_problem(SHARE_OPTION, f"found {share:g}, expected one above 0 and up to 100 %")
    if cost is not None and parameters < 2:
        hint = f"ask for another {OPTION}: of one parameter all values are told"
        raise target_problem(COST_OPTION, "found with one parameter, expected several", hint)
