"""The past with other policies: what each of them, and all together, added to sales of plug-in cars."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.counterfactual import POLICIES, Year, year_without
from carbonsim.sectors.nev.estimation import read_history

SCENARIO = "carbonsim:china-nev-no-policy"
#: Ends of the 90 % interval of the draws, and their median.
QUANTILES = (0.05, 0.5, 0.95)
Range = tuple[float, float, float]


@dataclass(frozen=True)
class CounterfactualRow:
    """A year without some policies: 5th percentile, median and 95th percentile of the draws.

    Attributes
    ----------
    year : int
    share, sales : float [1], [car/yr]
        Share of plug-in cars in cars sold, and plug-in cars sold, as they happened.
    share_without, sales_without : tuple of float
        Without the policies.
    due : tuple of float [1]
        Part of the plug-in cars sold that the policies brought.
    market_lost : tuple of float [1]
        Part of all cars sold that they brought.
    elasticity : tuple of float [1]
        Of sales of plug-in cars with respect to what is paid for all of them.
    """

    year: int
    share: float
    sales: float
    share_without: Range
    sales_without: Range
    due: Range
    market_lost: Range
    elasticity: Range


@dataclass(frozen=True)
class Counterfactual:
    """The past without some policies.

    Attributes
    ----------
    scenario : Scenario
    removed : tuple of str
        Policies that were taken away.
    rows : tuple of CounterfactualRow
        By year.
    draws, seed : int
        Size and seed of the ensemble.
    """

    scenario: Scenario
    removed: tuple[str, ...]
    rows: tuple[CounterfactualRow, ...]
    draws: int
    seed: int


def counterfactual(
    removed: Collection[str] = POLICIES, draws: int = 10_000, seed: int | None = None
) -> Counterfactual:
    """The past of plug-in cars in China without some of its policies.

    History is fixed in scenarios; here alone it is not. See `sectors.nev.counterfactual` for what is kept as
    it was.

    Parameters
    ----------
    removed : collection of str
        Of ``subsidies``, ``tax-relief`` and ``plate-quotas``; all of them if left out.
    draws : int
        Size of the ensemble, 2 at least.
    seed : int, optional
        Instead of the scenario's.

    Returns
    -------
    Counterfactual

    Raises
    ------
    ValueError
        If a policy is unknown or there are too few draws.
    """
    unknown = sorted(set(removed) - set(POLICIES))
    if unknown:
        raise ValueError(f"found {', '.join(unknown)}, expected some of {', '.join(POLICIES)}")
    if draws < 2:
        raise ValueError(f"draws: found {draws}, expected at least 2")
    scenario = load_scenario(SCENARIO)
    chosen = scenario.seed if seed is None else seed
    years = read_history(scenario).years
    inputs = Inputs(scenario, years, draws, block_scores(scenario, chosen, 0, draws, draws))
    p = Cars(inputs, years)
    rows = tuple(
        _row(int(year), year_without(p, vintage, frozenset(removed))) for vintage, year in enumerate(years)
    )
    return Counterfactual(scenario, tuple(one for one in POLICIES if one in removed), rows, draws, chosen)


def _row(year: int, found: Year) -> CounterfactualRow:
    sales, without = found.share * found.market, found.share_without * found.market_without
    return CounterfactualRow(
        year,
        float(found.share[0]),
        float(sales[0]),
        _range(found.share_without),
        _range(without),
        _range(1.0 - without / sales),
        _range(1.0 - found.market_without / found.market),
        _range(found.elasticity),
    )


def _range(draws: Array) -> Range:
    low, median, high = np.quantile(draws, QUANTILES)
    return float(low), float(median), float(high)
