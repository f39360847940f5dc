"""The year loop: the only loop over time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import partial
from typing import Any, Literal

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.engine.impossible import answering
from carbonsim.engine.markets import Markets, ReplayedMarkets, market_variables
from carbonsim.engine.recording import Recording
from carbonsim.kernel.goods import GOODS, Count, Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import AnySector, Balances, Figures, ReportedVariable, nothing_counted

#: What NumPy does where an operation overflows or divides by 0; tests have it raise.
FLOATING: Literal["ignore", "raise"] = "ignore"
_PRICES = frozenset(field.name for field in fields(Prices))


@dataclass(frozen=True)
class BlockResult:
    """What one block of draws gave."""

    series: dict[str, Array]  # variable -> (years, draws)
    made: dict[str, Array]  # good -> (years, draws), as in `Sector.made`
    prices: list[Prices]


@dataclass(frozen=True)
class YearResult:
    """What one year of a block gave, (draws,) each; with the next year it is gone."""

    series: dict[str, Array]
    made: dict[str, Array]
    prices: Prices


def simulate(
    inputs: Inputs,
    sectors: Sequence[AnySector],
    markets: Markets | ReplayedMarkets,
    only: Collection[str] | None = None,
    *,
    all_series: bool = False,
) -> BlockResult:
    """Run sectors through all years for one block of draws.

    Parameters
    ----------
    inputs : Inputs
        Parameters of the block.
    sectors : sequence of Sector
        Those of the scenario.
    markets : Markets or ReplayedMarkets
        Where prices come from.
    only : collection of str, optional
        Names of the series that are wanted; all without it.
    all_series : bool
        Whether draws report what only the central run keeps, too.

    Returns
    -------
    BlockResult

    Raises
    ------
    ScenarioError
        If values that are each allowed leave an equation without an answer.
    BalanceError
        If a balance does not close.
    """
    recordings = _recordings(inputs, sectors, only, len(inputs.years), all_series)
    made, prices = zip(*_years(inputs, sectors, markets, recordings), strict=True)
    each = {good: np.stack([of_year[good] for of_year in made]) for good in GOODS}
    return BlockResult(_series(recordings), each, list(prices))


def simulate_by_year(
    inputs: Inputs, sectors: Sequence[AnySector], markets: Markets | ReplayedMarkets
) -> Iterator[YearResult]:
    """As `simulate`, year by year: nothing is kept of a year but what later ones need."""
    recordings = _recordings(inputs, sectors, None, 1)
    series = _series(recordings)
    for made, prices in _years(inputs, sectors, markets, recordings):
        yield YearResult({name: values[0] for name, values in series.items()}, made, prices)


def _recordings(
    inputs: Inputs,
    sectors: Sequence[AnySector],
    only: Collection[str] | None,
    kept: int,
    all_series: bool = False,
) -> list[Recording]:
    """One for each sector, and the last for their markets."""
    rows = [_chosen(_wanted(sector, inputs, all_series), only) for sector in sectors]
    return [Recording(wanted, (kept, inputs.draws)) for wanted in (*rows, _chosen(market_variables(), only))]


def _series(recordings: Sequence[Recording]) -> dict[str, Array]:
    return {name: values for one in recordings for name, values in one.series.items()}


def _years(
    inputs: Inputs,
    sectors: Sequence[AnySector],
    markets: Markets | ReplayedMarkets,
    recordings: Sequence[Recording],
) -> Iterator[tuple[dict[str, Array], Prices]]:
    """Goods made in each year, and its prices; figures go to the recordings."""
    underway = [_start(sector, inputs) for sector in sectors]
    *of_sectors, of_markets = recordings
    for year in range(len(inputs.years)):
        with answering(inputs.scenario, str(inputs.years[year]), inputs.draws), quiet_numbers():
            prices = markets.prices(year)
            prices, flows = _steps(underway, prices)
            for sector, recording, done in zip(underway, of_sectors, flows, strict=True):
                recording.year(year, sector.figures(done, recording.rows.keys()))
        of_markets.year(year, [Figures(partial(vars, prices), _PRICES)])
        made = {good: np.zeros(inputs.draws) for good in GOODS}
        for sector, done in zip(underway, flows, strict=True):
            for good, amount in sector.sector.made(done).items():
                made[good] += amount
        markets.close(year, made)
        yield made, prices


def _steps(underway: Sequence[_Underway], prices: Prices) -> tuple[Prices, list[Any]]:
    """Flows of a year by sector, and its prices with what sectors have counted for others."""
    flows: dict[int, Any] = {}
    order = sorted(range(len(underway)), key=lambda place: underway[place].counts_for_itself)
    for place in order:
        flows[place] = underway[place].step(prices)
        counted = underway[place].counted(flows[place])
        prices = replace(prices, counted={**prices.counted, **counted}) if counted else prices
    return prices, [flows[place] for place in range(len(underway))]


def _wanted(sector: AnySector, inputs: Inputs, all_series: bool) -> list[ReportedVariable]:
    """The central run reports everything; draws, only what is worth the memory."""
    rows = sector.variables(inputs.scenario)
    return [row for row in rows if row.ensemble or all_series or not inputs.scores]


def _chosen(rows: Sequence[ReportedVariable], only: Collection[str] | None) -> list[ReportedVariable]:
    return [row for row in rows if only is None or row.variable.name in only]


class _Underway:
    """A sector under way: its parameters, its state, and the laws that are checked."""

    def __init__(self, sector: AnySector, inputs: Inputs) -> None:
        self.sector = sector
        self.parameters = sector.parameters(inputs)
        self.state = sector.start(self.parameters)
        self.balances: Balances[Any, Any] | None = sector.balances and sector.balances(self.parameters)

    @property
    def counts_for_itself(self) -> bool:
        """Whether no other sector takes vehicles from its count."""
        return self.sector.counted is nothing_counted

    def step(self, prices: Prices) -> Any:
        """Flows of the next year."""
        before = self.state
        self.state, flows = self.sector.step(self.parameters, before, prices)
        if self.balances is not None:
            self.balances.check(before, self.state, flows)
        return flows

    def counted(self, flows: Any) -> Mapping[str, Count]:
        """Vehicles that other sectors take from its count."""
        return self.sector.counted(self.parameters, flows)

    def figures(self, flows: Any, wanted: Collection[str]) -> Sequence[Figures]:
        """Outputs of a year."""
        return self.sector.figures(self.parameters, flows, wanted)


def _start(sector: AnySector, inputs: Inputs) -> _Underway:
    with answering(inputs.scenario, sector.name, inputs.draws), quiet_numbers():
        return _Underway(sector, inputs)


@contextmanager
def quiet_numbers() -> Iterator[None]:
    """Keep NumPy's own warnings from whoever runs a scenario: balances find what is no number."""
    with np.errstate(divide=FLOATING, over=FLOATING, invalid=FLOATING):
        yield
