"""The sectors that can be put to the test: their past, their model and the years it can be frozen in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from carbonsim.analysis.baselines import BASELINES, FEWEST_FOR_A_LINE, linear_market, linear_three
from carbonsim.analysis.borrowed_rate import BORROWED, BORROWED_RATE
from carbonsim.analysis.hindcast import Hindcast, hindcast
from carbonsim.analysis.nev_backtest import FEWEST as FEWEST_NEV
from carbonsim.analysis.nev_backtest import READS as READ_BY_NEV
from carbonsim.analysis.nev_backtest import SCENARIO as NEV
from carbonsim.analysis.nev_backtest import nev_estimates, nev_past, nev_share
from carbonsim.analysis.past import Forecast, Forecaster, Past
from carbonsim.analysis.random_walk import market_forecast
from carbonsim.analysis.truck_backtest import (
    FEWEST,
    GAS,
    SWAP,
    Ahead,
    TruckForecasts,
    next_year,
    parts_of_past,
    truck_estimates,
    truck_past,
)
from carbonsim.analysis.truck_backtest import SCENARIO as TRUCKS
from carbonsim.analysis.truck_known import INPUTS, Known
from carbonsim.core.estimate import Estimate
from carbonsim.engine.catalogue import load_scenario
from carbonsim.scenario.scenario import Scenario

#: Name of our own model among the others, and with the market by the law of its sector.
OURS, OWN_MARKET = "carbonsim", "own market"
#: How the keys of the parameters begin that the forecasts of trucks read.
READ_BY_TRUCKS = ("drivers.battery.", "drivers.fuels.diesel.", "drivers.fuels.lng.", "freight.")
#: Draws that what is estimated rests on.
ESTIMATED_WITH = 4000


@dataclass(frozen=True)
class Part:
    """A share of a part of sales, scored beside the sector's own target.

    Attributes
    ----------
    name : str
    past : Past
    models : tuple of Forecaster
        Ours first.
    """

    name: str
    past: Past
    models: tuple[Forecaster, ...]


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
    others : tuple of Forecaster
        What is shown beside our model.
    measured_against : str
        Name of the rival that differences are told against; none if empty.
    parts : tuple of Part
        Parts of sales that are scored, too.
    ahead : callable
        Draws, seed -> forecasts of the year after all that is known; None where none are made.
    by_powertrain : callable
        Frozen year, draws, seed -> shares of sales by powertrain; None where there are none.
    inputs : tuple of Known
        What is to be said of the year in which inputs were known.
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
    others: tuple[Forecaster, ...] = BASELINES
    measured_against: str = ""
    parts: tuple[Part, ...] = ()
    ahead: Callable[[int, int], tuple[Ahead, ...]] | None = None
    by_powertrain: Callable[[int, int, int], Hindcast] | None = None
    inputs: tuple[Known, ...] = ()

    @property
    def freezes(self) -> range:
        """The years that it can be frozen in: something has to come after."""
        return range(self.first_freeze, int(self.past.years[-1]))


def freight_case() -> Case:
    """Heavy trucks: new energy among registrations since 2020."""
    scenario = load_scenario(TRUCKS)
    past, forecasts = truck_past(scenario), TruckForecasts(scenario)
    first = int(past.years[FEWEST - 1])
    three = Forecaster("linear, 3 years", FEWEST_FOR_A_LINE, linear_three, linear_market, market_forecast)
    rivals = (*BASELINES, three, BORROWED_RATE)
    pasts, ours = parts_of_past(scenario), {SWAP: forecasts.swap_share, GAS: forecasts.gas_share}
    parts = [
        Part(name, pasts[name], (_ours(share), *(_with_market_that_stays(one) for one in rivals)))
        for name, share in ours.items()
    ]
    return Case(
        sector="freight",
        title="New energy heavy trucks registered in China",
        scenario=scenario,
        past=past,
        model=_ours(forecasts.share),
        estimates=lambda freeze: truck_estimates(forecasts, freeze, ESTIMATED_WITH, scenario.seed),
        reads=READ_BY_TRUCKS,
        first_freeze=first,
        usual_freeze=2024,
        pooled_from=first + 1,
        others=(
            Forecaster(OWN_MARKET, FEWEST, forecasts.share, forecasts.market, forecasts.market),
            *rivals,
        ),
        measured_against=BORROWED,
        parts=tuple(parts),
        ahead=partial(next_year, forecasts, past),
        by_powertrain=partial(hindcast, forecasts),
        inputs=INPUTS,
    )


def _ours(share: Forecast) -> Forecaster:
    """Our model of a share of trucks."""
    return Forecaster(OURS, FEWEST, share, market_forecast, market_forecast)


def _with_market_that_stays(rival: Forecaster) -> Forecaster:
    """A rival where its share alone is scored."""
    return replace(rival, market=market_forecast)


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
