"""Heavy trucks of China: shares of sales forecast with costs, access and imitation of the frozen year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from carbonsim.analysis.past import Past
from carbonsim.analysis.random_walk import generator, market_forecast
from carbonsim.analysis.truck_known import as_known
from carbonsim.analysis.truck_prior import cars_prior
from carbonsim.core.conversions import PERCENT
from carbonsim.core.estimate import Estimate
from carbonsim.core.resampling import resampled
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sharing import Shared
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.estimation import (
    Estimation,
    drawn_estimates,
    estimate,
    forecast_shares,
    read_record,
)
from carbonsim.sectors.freight.market_law import forecast_market
from carbonsim.sectors.freight.powertrains import BATTERY, ENGINES, POWERTRAINS
from carbonsim.sectors.freight.trucks import Trucks

SCENARIO = "carbonsim:china-trucks-hindcast"
SALES = "freight.past_sales"
#: Registrations of earlier years are orders of magnitude that nobody has published.
MARKET_FROM = 2015
#: First year of registrations, be it of an order of magnitude: the fleet has to be made of something.
FLEET_FROM = 2000
#: A single year has no rise.
FEWEST = 2
#: Parts of sales that are scored beside new energy.
SWAP, GAS = "swap share of battery trucks", "gas share of engines"
TRUCKS = "truck"
#: What is said of estimates.
FITTED = "fitted, with the estimate of cars as prior"
PRIOR_CUT = "prior without the impossible draws"
ONLY_PRODUCT = "data tell the product of both alone"
REFUSED = "fewer could buy a battery truck than did: refused"


@dataclass(frozen=True)
class Ahead:
    """Forecast of a year that is not known yet: median and 80 % interval."""

    year: int
    name: str
    unit: str
    central: float
    low_80: float
    high_80: float


@dataclass(frozen=True)
class Rows:
    """Which rows of the powertrains are what, (P,) each."""

    engine: NDArray[np.bool_]
    battery: NDArray[np.bool_]
    swap: NDArray[np.bool_]
    gas: NDArray[np.bool_]

    @classmethod
    def of(cls, scenario: Scenario) -> Rows:
        """Those of a scenario."""
        names = scenario.members(POWERTRAINS)
        family, refuelling, fuel = (
            np.array([scenario.text(f"{POWERTRAINS}.{name}.{what}") for name in names])
            for what in ("family", "refuelling", "fuel")
        )
        return cls(
            family == ENGINES,
            (family == BATTERY) & (refuelling != "pump"),
            refuelling == "swap",
            (family == ENGINES) & (fuel != "diesel"),
        )

    def new_energy(self, shares: Array) -> Array:
        """Share of all but the engines, of shares by powertrain, (years, P, ...)."""
        return np.asarray(shares[:, ~self.engine].sum(axis=1))

    def swap_of_battery(self, shares: Array) -> Array:
        """Share of swapping in battery trucks."""
        return np.asarray(shares[:, self.swap].sum(axis=1) / shares[:, self.battery].sum(axis=1))

    def gas_of_engines(self, shares: Array) -> Array:
        """Share of gas in trucks with an engine alone."""
        return np.asarray(shares[:, self.gas].sum(axis=1) / shares[:, self.engine].sum(axis=1))


@dataclass(frozen=True)
class FrozenForecast:
    """A forecast made at the end of a year.

    Attributes
    ----------
    found : Estimation
    picks : array of int, (D,)
        Structural draws, as often as their weights ask for.
    imitation, volatility, constant : array [1/yr], [1], [1], (D,)
        With the constant of battery trucks.
    shares : array [1], (years, P, D)
        Of sales by powertrain after that year.
    market : array [truck/yr], (years, D)
        Of all powertrains by the law of the sector: sales adjust to what keeps the fleet's work.
    """

    found: Estimation
    picks: IntArray
    imitation: Array
    volatility: Array
    constant: Array
    shares: Array
    market: Array


class TruckForecasts:
    """Forecasts on a scenario frozen in several years, each made once.

    Parameters
    ----------
    scenario : Scenario
        The hindcast, whole; it is frozen here.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.rows = scenario, Rows.of(scenario)
        self.at = lru_cache(maxsize=8)(self._at)

    def _at(self, freeze: int, last_year: int, draws: int, seed: int) -> FrozenForecast:
        trucks = frozen_trucks(self.scenario, freeze, last_year, draws, seed)
        limit = float(trucks.adoption.awareness_limit[0])
        found = estimate(read_record(trucks, freeze), cars_prior(freeze), limit)
        chance = generator(seed, "backtest.freight")
        picks = resampled(found.log_weight, float(chance.random()))
        drawn = drawn_estimates(found, picks, chance)
        constant = np.broadcast_to(trucks.adoption.battery_constant, (draws,))[picks]
        shares = forecast_shares(trucks, found, picks, drawn, chance)
        years = np.arange(FLEET_FROM, freeze + 1)
        sales = trucks.inputs.series(SALES, years)[:, 0]
        market = forecast_market(trucks, years, sales, last_year, generator(seed, "backtest.freight.market"))
        # the parameters themselves would take some hundred megabytes
        return FrozenForecast(found, picks, *drawn, constant, shares, market)

    def share(self, known: Past, last_year: int, draws: int, seed: int) -> Array:
        """Share of new energy in the years after the last known one; see `past.Forecast`."""
        return self.rows.new_energy(self.at(int(known.years[-1]), last_year, draws, seed).shares)

    def swap_share(self, known: Past, last_year: int, draws: int, seed: int) -> Array:
        """Share of swapping in battery trucks."""
        return self.rows.swap_of_battery(self.at(int(known.years[-1]), last_year, draws, seed).shares)

    def gas_share(self, known: Past, last_year: int, draws: int, seed: int) -> Array:
        """Share of gas in trucks with an engine."""
        return self.rows.gas_of_engines(self.at(int(known.years[-1]), last_year, draws, seed).shares)

    def market(self, known: Past, last_year: int, draws: int, seed: int) -> Array:
        """Trucks of all powertrains by the law of the sector."""
        return self.at(int(known.years[-1]), last_year, draws, seed).market


def frozen_trucks(scenario: Scenario, freeze: int, last_year: int, draws: int, seed: int) -> Trucks:
    """Parameters of trucks as known at the end of a year, from the first year of the record on."""
    then = as_known(scenario, freeze)
    years = np.arange(then.years[0], last_year + 1)
    return Trucks(Inputs(then, years, draws, block_scores(then, seed, 0, draws, draws), Shared()))


def observed_shares(scenario: Scenario, years: IntArray) -> Array:
    """Shares of registrations by powertrain [1], (years, P)."""
    keys = [f"{POWERTRAINS}.{row}.past_sales_share" for row in scenario.members(POWERTRAINS)]
    return np.stack([scenario.quantity(key).series(years)[0] for key in keys], axis=1)


def truck_past(scenario: Scenario) -> Past:
    """Share of new energy trucks, and all heavy trucks registered in China.

    Parameters
    ----------
    scenario : Scenario
        The hindcast, whole.

    Returns
    -------
    Past
        Registrations have no exports.
    """
    first, last = scenario.years
    years, sold = np.arange(first, last + 1), np.arange(MARKET_FROM, last + 1)
    share = Rows.of(scenario).new_energy(observed_shares(scenario, years))
    market = scenario.quantity(SALES).series(sold)[0]
    return Past(years, share, sold, market, np.zeros(len(sold)))


def parts_of_past(scenario: Scenario) -> dict[str, Past]:
    """Share of swapping in battery trucks and of gas in trucks with an engine, and how many both are."""
    first, last = scenario.years
    years, rows = np.arange(first, last + 1), Rows.of(scenario)
    shares, sold = observed_shares(scenario, years), scenario.quantity(SALES).series(years)[0]
    none = np.zeros(len(years))
    wholes = {SWAP: (rows.swap_of_battery, rows.battery), GAS: (rows.gas_of_engines, rows.engine)}
    return {
        name: Past(years, share_of(shares), years, sold * shares[:, whole].sum(axis=1), none)
        for name, (share_of, whole) in wholes.items()
    }


def truck_estimates(forecasts: TruckForecasts, freeze: int, draws: int, seed: int) -> tuple[Estimate, ...]:
    """Imitation, volatility and who considered a battery truck at the end of a year: median and 90 %."""
    then = forecasts.at(freeze, freeze + 1, draws, seed)
    record = then.found.record
    rows = (
        ("imitation", then.imitation, True, FITTED),
        ("volatility", then.volatility, True, FITTED),
        ("battery_constant", then.constant, False, PRIOR_CUT),
        ("possible share", record.possible[-1, then.picks], False, ONLY_PRODUCT),
        ("considering", then.found.considering[-1, then.picks], False, ONLY_PRODUCT),
    )
    impossible = float(then.found.impossible.mean())
    found = [Estimate(name, *_median_and_range(values), known, note) for name, values, known, note in rows]
    return (*found, Estimate("impossible draws", impossible, impossible, impossible, True, REFUSED))


def _median_and_range(values: Array) -> tuple[float, float, float]:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    return float(middle), float(low), float(high)


def next_year(forecasts: TruckForecasts, past: Past, draws: int, seed: int) -> tuple[Ahead, ...]:
    """Forecast of the year after the whole record: share, swap and gas, market and volume."""
    year = int(past.years[-1]) + 1
    share = forecasts.share(past, year, draws, seed)[0]
    market = {
        "stays": market_forecast(past, year, draws, seed)[0],
        "law": forecasts.market(past, year, draws, seed)[0],
    }
    rows = (
        ("share of new energy", "%", PERCENT * share),
        ("swap share of battery trucks", "%", PERCENT * forecasts.swap_share(past, year, draws, seed)[0]),
        ("gas share of engines", "%", PERCENT * forecasts.gas_share(past, year, draws, seed)[0]),
        ("market that stays", TRUCKS, market["stays"]),
        ("market by the sector's law", TRUCKS, market["law"]),
        ("new energy trucks in the market that stays", TRUCKS, share * market["stays"]),
        ("new energy trucks in the market by the sector's law", TRUCKS, share * market["law"]),
    )
    return tuple(
        Ahead(year, name, unit, *(float(end) for end in np.quantile(values, (0.5, 0.1, 0.9))))
        for name, unit, values in rows
    )
