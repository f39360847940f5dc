"""The sectors that can be put to the test: their past, their model and the years it can be frozen in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from carbonsim.analysis.nev_backtest import FEWEST as FEWEST_NEV
from carbonsim.analysis.nev_backtest import READS as READ_BY_NEV
from carbonsim.analysis.nev_backtest import SCENARIO as NEV
from carbonsim.analysis.nev_backtest import nev_estimates, nev_past, nev_share
from carbonsim.analysis.past import Forecaster, Past
from carbonsim.analysis.random_walk import market_forecast
from carbonsim.analysis.truck_backtest import FEWEST, truck_estimates, truck_past, truck_share
from carbonsim.analysis.truck_choice import SCENARIO as TRUCKS
from carbonsim.core.estimate import Estimate
from carbonsim.engine.catalogue import load_scenario
from carbonsim.scenario.scenario import Scenario

#: Name of our own model among the others.
OURS = "carbonsim"


@dataclass(frozen=True)
class Case:
    """A sector's backtest.

    Attributes
    ----------
    sector, title : str
        Its name, and what is forecast.
    scenario : Scenario
        Where the past and the parameters come from.
    past : Past
        All that is known today.
    model : Forecaster
        Ours.
    estimates : callable
        Frozen year -> what is estimated in it.
    reads : tuple of str
        How the addresses of the parameters begin that the model reads.
    first_freeze, usual_freeze : int
        The first year that it can be frozen in, and the one taken if none is named.
    pooled_from : int
        The first frozen year that counts in means over frozen years.
    """

    sector: str
    title: str
    scenario: Scenario
    past: Past
    model: Forecaster
    estimates: Callable[[int], tuple[Estimate, ...]]
    reads: tuple[str, ...]
    first_freeze: int
    usual_freeze: int
    pooled_from: int

    @property
    def freezes(self) -> range:
        """The years that it can be frozen in: something has to come after."""
        return range(self.first_freeze, int(self.past.years[-1]))


def freight_case() -> Case:
    """Heavy trucks: new energy among registrations since 2020."""
    scenario = load_scenario(TRUCKS)
    past = truck_past(scenario)
    first = int(past.years[FEWEST - 1])
    return Case(
        sector="freight",
        title="New energy heavy trucks registered in China",
        scenario=scenario,
        past=past,
        model=Forecaster(OURS, FEWEST, partial(truck_share, scenario), market_forecast, market_forecast),
        estimates=partial(truck_estimates, scenario),
        reads=("drivers.", "freight."),
        first_freeze=first,
        usual_freeze=2024,
        pooled_from=first,
    )


def nev_case() -> Case:
    """New energy vehicles of all kinds: among what is sold in the country since 2011."""
    scenario = load_scenario(NEV)
    return Case(
        sector="nev",
        title="New energy vehicles sold in China, wholesale less exports",
        scenario=scenario,
        past=nev_past(scenario),
        model=Forecaster(OURS, FEWEST_NEV, partial(nev_share, scenario), market_forecast, market_forecast),
        estimates=partial(nev_estimates, scenario),
        reads=READ_BY_NEV,
        first_freeze=2017,
        usual_freeze=2021,
        pooled_from=2018,
    )


#: Sector -> its case.
CASES: Mapping[str, Callable[[], Case]] = {"freight": freight_case, "nev": nev_case}
