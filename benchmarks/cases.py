"""All benchmarks with their sizes, and the ratios that are formed of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import (
    commands,
    ema_runs,
    flodym_stock,
    hot_loop,
    indices,
    own_stock,
    quantiles,
    sampling,
    startup,
    swap_stations,
)
from benchmarks.rows import Row

#: Fresh processes of each case: in turns, the best counts. What takes minutes is measured once.
ROUNDS, ONCE_FROM = 3, 100_000


@dataclass(frozen=True)
class Case:
    """A benchmark: the sizes that it is measured at, and the smallest, at which a test runs it."""

    run: Callable[[int], list[Row]]
    sizes: tuple[int, ...]
    smallest: int = 2

    @property
    def name(self) -> str:
        """Module and function."""
        return f"{self.run.__module__.rpartition('.')[2]}.{self.run.__name__}"


@dataclass(frozen=True)
class Ratio:
    """How many times as many draws (or runs, or processes) a second the first makes as the second."""

    faster: str
    slower: str
    note: str = ""
    bar: float | None = None  # at most this


CASES = (
    Case(hot_loop.freight, (1_000, 10_000, 100_000)),
    Case(hot_loop.nev, (1_000, 10_000, 100_000)),
    Case(hot_loop.steel, (1_000, 10_000, 100_000)),
    Case(hot_loop.one_by_one, (100,)),
    Case(ema_runs.around_trucks, (100,)),
    Case(ema_runs.around_nothing, (1_000,)),
    Case(own_stock.own_stock, (1_000, 10_000)),
    Case(flodym_stock.looped, (100,)),
    Case(flodym_stock.blocked, (100,)),
    Case(flodym_stock.shared, (1_000,)),
    Case(flodym_stock.driven, (1_000,)),
    Case(sampling.sampling, (1_000, 10_000)),
    Case(quantiles.of_results, (1_000, 10_000, 100_000)),
    Case(quantiles.exact, (1_000, 10_000, 100_000)),
    Case(quantiles.counted, (1_000, 10_000, 100_000)),
    Case(indices.ours, (100, 1_000)),
    Case(indices.salib, (100,)),
    Case(commands.one_sector, (1_000, 10_000, 100_000)),
    Case(commands.three_sectors, (1_000, 10_000, 100_000)),
    Case(commands.all_claims, (10_000,)),
    Case(startup.startup, (5,), smallest=1),
    Case(swap_stations.constant_power_numpy, (1_000_000,)),
    Case(swap_stations.constant_power_simpy, (10_000,)),
    Case(swap_stations.full_station_numpy, (1_000_000,)),
    Case(swap_stations.full_station_simpy, (10_000,)),
    Case(swap_stations.line_numpy, (10,), smallest=1),
    Case(swap_stations.line_simpy, (10,), smallest=1),
)

FREIGHT, ONE_DRAW = "freight, blocks", "freight, one draw at a time"
STOCK, FLODYM = "stock alone, carbonsim", "stock alone, flodym"
RATIOS = (
    Ratio(FREIGHT, ONE_DRAW),
    Ratio(FREIGHT, "freight, EMA Workbench"),
    Ratio(ONE_DRAW, "freight, EMA Workbench", "what the workbench adds"),
    Ratio("empty function, EMA Workbench", FREIGHT, "the workbench without a model"),
    Ratio(STOCK, f"{FLODYM}, one draw at a time"),
    Ratio(STOCK, f"{FLODYM}, draws as a dimension"),
    Ratio(STOCK, f"{FLODYM}, lifetimes shared", "flodym's fastest way"),
    Ratio(FREIGHT, f"{FLODYM}, lifetimes shared", "choice, costs and emissions against a stock alone"),
    Ratio(STOCK, f"{FLODYM}, stock-driven", "which solves for the sales besides"),
    Ratio("Sobol indices, carbonsim", "Sobol indices, SALib", "with 100 resamples"),
    Ratio("quantiles, counted", "quantiles, numpy"),
    Ratio("quantiles, Results", "quantiles, numpy"),
    Ratio("run, trucks, workers 2", "run, trucks, workers 1"),
    Ratio("run, three sectors and reference, workers 2", "run, three sectors and reference, workers 1"),
    Ratio(f"{swap_stations.CONSTANT}, NumPy", f"{swap_stations.CONSTANT}, SimPy", "the same model"),
    Ratio(f"{swap_stations.FULL}, NumPy", f"{swap_stations.FULL}, SimPy", "curve, tariff, charging by price"),
    Ratio(startup.NUMPY, startup.HELP, bar=3.0),
    Ratio(startup.PANDAS, startup.RUN, bar=4.0),
)
