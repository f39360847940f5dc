"""What a run reports: the series of its sectors, their markets, totals, differences to a reference."""

from __future__ import annotations

from carbonsim.core.errors import DataError
from carbonsim.engine.differences import difference_variables
from carbonsim.engine.markets import market_variables
from carbonsim.engine.totals import totals_of
from carbonsim.results.records import Variable
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of


def reported_variables(scenario: Scenario) -> dict[str, Variable]:
    """All that a run of a scenario reports, by name, without running it.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.

    Returns
    -------
    dict of str to Variable

    Raises
    ------
    DataError
        If two series would have one name.
    """
    variables = own_variables(scenario)
    if scenario.reference is not None:
        compared = difference_variables(variables, own_variables(scenario.reference))
        variables |= {extra.name: extra for extra in compared.values()}
    return variables


def of_other_case(scenario: Scenario) -> frozenset[str]:
    """Names of the series of rows that only the other case of a comparison has."""
    rows = (row for sector in sectors_of(scenario) for row in sector.variables(scenario))
    return frozenset(row.variable.name for row in rows if not row.offered)


def own_variables(scenario: Scenario) -> dict[str, Variable]:
    """What the sectors, their markets and totals over them report, without the differences to a reference."""
    rows = [row.variable for sector in sectors_of(scenario) for row in sector.variables(scenario)]
    rows += [row.variable for row in market_variables()]
    rows += [total.variable for total in totals_of(scenario)]
    variables = {variable.name: variable for variable in rows}
    if len(variables) < len(rows):
        names = [variable.name for variable in rows]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise DataError(f"two series have one name: {', '.join(twice)}")
    return variables
