"""A plan beside its reference on one block of draws: what every ensemble is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.differences import difference_variables, differences
from carbonsim.engine.loop import simulate, simulate_by_year
from carbonsim.engine.markets import Markets, market_variables
from carbonsim.engine.memory import keep_memory
from carbonsim.engine.pair_series import Drawn, PairSeries
from carbonsim.engine.reported import own_variables
from carbonsim.engine.totals import Total, totals, totals_of
from carbonsim.kernel.columns import ByColumn, set_by_column
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import AnySector
from carbonsim.kernel.sharing import Shared
from carbonsim.results.records import Variable
from carbonsim.scenario.definitions import PLAN
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors, sectors_of


@dataclass(frozen=True)
class Pair:
    """A scenario and its reference, ready to be run on any block of draws.

    Examples
    --------
    >>> from carbonsim.engine.catalogue import load_scenario
    >>> series = Pair(load_scenario("fujian-full-conversion")).evaluate({}, 1).plan
    >>> round(float(series["Emission Reduction|CO2|Transportation|Truck"][0, 0]), 1)
    18.2
    """

    scenario: Scenario

    def __post_init__(self) -> None:
        if self.scenario.is_world:
            raise ScenarioError([_nothing_to_run(self.scenario)])

    @cached_property
    def years(self) -> IntArray:
        """The horizon."""
        first, last = self.scenario.years
        return np.arange(first, last + 1)

    @cached_property
    def sectors(self) -> tuple[AnySector, ...]:
        """Those of the scenario."""
        return tuple(sectors_of(self.scenario))

    @cached_property
    def own(self) -> dict[str, Variable]:
        """What the plan reports without its differences to the reference."""
        return own_variables(self.scenario)

    @cached_property
    def compared(self) -> dict[tuple[str, str], Variable]:
        """Variables of the differences, as `difference_variables` gives them; none without a reference."""
        if self.scenario.reference is None:
            return {}
        return difference_variables(self.own, own_variables(self.scenario.reference))

    @cached_property
    def variables(self) -> dict[str, Variable]:
        """All that the plan reports, differences included."""
        return self.own | {variable.name: variable for variable in self.compared.values()}

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        """Sums over the sectors of the plan."""
        return totals_of(self.scenario)

    @cached_property
    def _reference_totals(self) -> tuple[Total, ...]:
        return () if self.scenario.reference is None else totals_of(self.scenario.reference)

    @cached_property
    def drawn(self) -> Drawn:
        """What an ensemble reports: as the sectors' tables have it, so that memory can be reckoned."""
        plan = _drawn(self.scenario, self.totals)
        if self.scenario.reference is None:
            return Drawn(plan, ())
        reference = _drawn(self.scenario.reference, self._reference_totals)
        both = set(plan) & set(reference)
        differences = tuple(extra.name for (name, _), extra in self.compared.items() if name in both)
        return Drawn(plan + differences, reference)

    @cached_property
    def compared_with(self) -> frozenset[str]:
        """Series of the reference that the differences need."""
        needed = {name for name, _ in self.compared}
        parts = {
            name
            for total in self._reference_totals
            if total.variable.name in needed
            for name, _ in total.parts
        }
        return frozenset(needed | parts)

    def evaluate(self, scores: Mapping[str, Array], draws: int, lean: bool = False) -> PairSeries:
        """Run plan and reference on a block; the reference goes first, for what it makes.

        Parameters
        ----------
        scores : mapping of str to array [1], (draws,) or (years, draws)
            Standard normal scores of the parameters that have a range; a parameter that is left out, or
            all of them, stays at its central value.
        draws : int
            Width of the block.
        lean : bool
            Whether the reference may leave out what no difference needs.

        Returns
        -------
        PairSeries

        Raises
        ------
        ScenarioError
            If values that are each allowed leave an equation without an answer.
        BalanceError
            If a balance does not close.
        """
        of_reference = self.compared_with if lean else None
        inputs, markets, reference = self._begun(scores, draws, of_reference)
        plan = simulate(inputs, self.sectors, markets).series
        return PairSeries(self._complete(plan, reference), reference)

    def by_year(self, scores: Mapping[str, Array], draws: int) -> Iterator[PairSeries]:
        """As `evaluate` with a lean reference, year by year, (draws,) each; with the next year it is gone."""
        inputs, markets, reference = self._begun(scores, draws, self.compared_with)
        for year, found in enumerate(simulate_by_year(inputs, self.sectors, markets)):
            beside = reference and {name: values[year] for name, values in reference.items()}
            yield PairSeries(self._complete(found.series, beside), beside)

    def by_column(
        self,
        scores: Mapping[str, Array],
        draws: int,
        columns: Mapping[str, ByColumn],
        only: Collection[str],
    ) -> PairSeries:
        """Some series of a block in which each column has its own values of some parameters.

        Parameters
        ----------
        scores : mapping of str to array [1], (draws,) or (years, draws)
            As of `evaluate`.
        draws : int
            Width of the block.
        columns : mapping of str to ByColumn
            By key of the parameter. An exogenous parameter is set in policy case and baseline, a policy in
            the policy case alone.
        only : collection of str
            Names of the series that are wanted, with those of the baseline of the same names.

        Returns
        -------
        PairSeries
            What is wanted, and what its totals and differences are made of.
        """
        needed = self._needed(only)
        inputs, markets, reference = self._begun(scores, draws, needed, columns)
        plan = simulate(inputs, self.sectors, markets, needed).series
        return PairSeries(self._complete(plan, reference), reference)

    def inputs(self, scores: Mapping[str, Array], draws: int, columns: Mapping[str, ByColumn]) -> Inputs:
        """Parameters of the policy case for a block in which columns may set some of them."""
        return Inputs(set_by_column(self.scenario, columns), self.years, draws, scores, columns=columns)

    def _needed(self, only: Collection[str]) -> frozenset[str]:
        """Series of the sectors that some series are made of."""
        compared = {extra.name: name for (name, _), extra in self.compared.items()}
        own = {compared.get(name, name) for name in only}
        summed = (total for total in (*self.totals, *self._reference_totals) if total.variable.name in own)
        parts = {name for total in summed for name, _ in total.parts}
        return frozenset(own | parts)

    def _begun(
        self,
        scores: Mapping[str, Array],
        draws: int,
        of_reference: Collection[str] | None,
        columns: Mapping[str, ByColumn] | None = None,
    ) -> tuple[Inputs, Markets, dict[str, Array] | None]:
        """Parameters and markets of the plan, and series of the reference (all, or some)."""
        keep_memory()
        columns = columns or {}
        plan, other = set_by_column(self.scenario, columns), self.scenario.reference
        shared = Shared()  # without a reference, too: each year asks for the same pieces
        if other is None:
            inputs = Inputs(plan, self.years, draws, scores, shared, columns)
            return inputs, Markets(inputs), None
        common = {key: values for key, values in columns.items() if in_both(other, key)}
        inputs = Inputs(set_by_column(other, common), self.years, draws, scores, shared, common)
        block = simulate(inputs, self.sectors, Markets(inputs), of_reference)
        series = block.series | totals(self._reference_totals, block.series)
        inputs = Inputs(plan, self.years, draws, scores, shared, columns)
        return inputs, Markets(inputs, block.made), series

    def _complete(self, plan: dict[str, Array], reference: dict[str, Array] | None) -> dict[str, Array]:
        """Series of the plan with totals and differences."""
        plan |= totals(self.totals, plan)
        return plan if reference is None else plan | differences(self.compared, plan, reference)


def in_both(reference: Scenario, key: str) -> bool:
    """Whether a parameter of the policy case is that of its baseline, too.

    Exogenous ones are; and of a row that the baseline has not, all: there is nothing of it there.
    """
    setting = reference.settings[key]
    return setting.definition.role != PLAN or not setting.offered


def _drawn(scenario: Scenario, totals: Sequence[Total]) -> tuple[str, ...]:
    rows = [row for sector in sectors_of(scenario) for row in sector.variables(scenario) if row.ensemble]
    own = [row.variable.name for row in (*rows, *market_variables())]
    summed = [total.variable.name for total in totals if all(name in own for name, _ in total.parts)]
    return (*own, *summed)


def _nothing_to_run(world: Scenario) -> Problem:
    known = " or ".join(f"`{sector.name}: {{}}`" for sector in sectors())
    message = "found a world, which has no sector and nothing to run: it is there for scenarios to extend"
    hint = f"write `extends: carbonsim:{world.name}` or its path in a file of your own that has {known}"
    return Problem(world.file, 1, 1, "", message, hint)
