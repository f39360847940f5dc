"""The results of a run: arrays by year and draw, each with its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.blank import mean, quantiles
from carbonsim.core.types import Array, IntArray
from carbonsim.results.claim_figures import Figure, of_one_year
from carbonsim.results.claim_results import VintageRun
from carbonsim.results.deciding import DecidingData
from carbonsim.results.exports import to_frame, to_xarray
from carbonsim.results.records import QUANTILES, Check, LeftOut, Limit, Variable
from carbonsim.results.streamed import Streamed
from carbonsim.scenario.scenario import Scenario, same_ranges

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


@dataclass(frozen=True)
class Results:
    """The trajectories of one scenario, and of its reference beside it on the same draws.

    NaN in a series is a blank: in that year, or that draw, there is no such figure; see `core.blank`.

    Attributes
    ----------
    scenario : Scenario
        What was run.
    years : array of int
        The horizon.
    variables : mapping of str to Variable
        Name, unit and meaning of each series.
    central : mapping of str to array [the variable's unit], (years,)
        Every parameter at its central value.
    ensemble : mapping of str to array [the variable's unit], (years, draws)
        The draws of what keeps them; empty where only the central run was made, or too many draws to keep.
    reference : Results or None
        The reference in the plan's world.
    checks : tuple of Check
        Cross-checks against statistics.
    seed, draws : int
        Of the ensemble.
    seconds : float [s]
        Time taken.
    headline : mapping of str to array, (draws,)
        Totals over the horizon of each draw; see `engine.headline`.
    points : mapping of Figure to array, (draws,)
        Draws of the figures that claims ask about.
    streamed : Streamed or None
        Where the draws were too many to keep: what their bands are read from.
    left_out : LeftOut
        Draws that have no answer: blank in every series, and counted in no band.
    limits : tuple of Limit
        That bind in the deterministic run of plan or reference, the longest first.
    vintages : mapping of int to VintageRun
        The run with official factors of the grid held, by their year, as far as claims hang on them.
    deciding : DecidingData or None
        Parameters that decide its headline; None where nothing has a range, or no emissions are reported.
    kept : mapping of str to str
        Name and SHA-256 of what the user's cache gave to the run: service curves that are not shipped.
    """

    scenario: Scenario
    years: IntArray
    variables: Mapping[str, Variable]
    central: Mapping[str, Array]
    ensemble: Mapping[str, Array]
    reference: Results | None = None
    checks: tuple[Check, ...] = ()
    seed: int = 0
    draws: int = 1
    seconds: float = field(default=0.0, compare=False)
    headline: Mapping[str, Array] = field(default_factory=dict)
    points: Mapping[Figure, Array] = field(default_factory=dict)
    streamed: Streamed | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
    limits: tuple[Limit, ...] = ()
    vintages: Mapping[int, VintageRun] = field(default_factory=dict, compare=False)
    deciding: DecidingData | None = field(default=None, compare=False)
    kept: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __getitem__(self, name: str) -> Array:
        """A series with its draws, (years, draws); one column where only its central run is kept."""
        self._require(name)
        if self.streamed is not None and name in self.streamed:
            raise KeyError(
                f"the {self.draws:,} draws of {name!r} were not kept:"
                " ask for its quantiles, or run fewer draws"
            )
        return self.ensemble[name] if name in self.ensemble else self.central[name][:, None]

    @property
    def banded(self) -> tuple[str, ...]:
        """Series whose range over the draws is known."""
        return tuple(self.ensemble) if self.streamed is None else self.streamed.names

    @cached_property
    def same_as_reference(self) -> bool:
        """Whether every figure that the reference has, too, is the same there: central, and in all draws.

        Of a central run alone it is so where no draw could differ; see `same_central_alone`.
        """
        return self.same_central_run and self._same_draws()

    @property
    def same_central_alone(self) -> bool:
        """Whether the central run is that of the reference, no draws were made, and draws could differ."""
        return self.same_central_run and not self.banded and not self.same_as_reference

    @cached_property
    def same_central_run(self) -> bool:
        """Whether every central figure that the reference has, too, is the same there."""
        other = self.reference
        if other is None or self.central.keys() < other.central.keys():
            return False
        return _equal(self.central, other.central)

    def _same_draws(self) -> bool:
        other = self.reference
        assert other is not None
        if self.streamed is not None and other.streamed is not None:
            return self.streamed.same(other.streamed)
        if self.banded:
            return _equal(self.ensemble, other.ensemble)
        return same_ranges(self.scenario, other.scenario)

    def draws_at(self, name: str, index: int) -> Array | None:
        """The draws of a series in the year with this index, with blanks, (draws,); None if not kept."""
        return self.draws_of(of_one_year(name, index))

    def draws_of(self, figure: Figure) -> Array | None:
        """The draws of a figure, with blanks, (draws,); None if not kept."""
        if all(name in self.ensemble for name in figure.names):
            return figure.of(self.ensemble)
        return self.points.get(figure)

    def _require(self, name: str) -> None:
        if name not in self.variables:
            import difflib  # noqa: PLC0415 - only where something is wrong

            close = difflib.get_close_matches(name, self.variables, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise KeyError(f"no variable {name!r}{hint}")

    def unit(self, name: str) -> str:
        """Unit of a series."""
        self._require(name)
        return self.variables[name].unit

    def quantiles(self, name: str, probabilities: Sequence[float] = QUANTILES) -> Array:
        """Quantiles of a series over its draws.

        Parameters
        ----------
        name : str
            A variable.
        probabilities : sequence of float [1]
            Between 0 and 1.

        Returns
        -------
        array [the variable's unit], (probabilities, years)
            Over the draws that have the figure, blank where none has; of a streamed ensemble within the
            width of a bin.
        """
        self._require(name)
        asked = tuple(probabilities)
        if asked != QUANTILES:
            return self._quantiles(name, asked)
        # tables, figures and pages ask for the same
        if name not in self._reported:
            self._reported[name] = self._quantiles(name, asked)
        return self._reported[name].copy()

    @cached_property
    def _reported(self) -> dict[str, Array]:
        """Quantiles that every ensemble reports, of series that were asked for."""
        return {}

    def _quantiles(self, name: str, probabilities: Sequence[float]) -> Array:
        if self.streamed is not None and name in self.streamed:
            return self.streamed.quantiles(name, probabilities)
        return quantiles(self[name], probabilities)

    def mean(self, name: str) -> Array:
        """Mean of a series over the draws that have the figure, (years,); blank where none has."""
        self._require(name)
        if self.streamed is not None and name in self.streamed:
            return self.streamed.mean(name)
        return mean(self[name])

    def to_frame(self, bands: bool = False) -> pd.DataFrame:
        """The central run as a long table in IAMC form.

        Parameters
        ----------
        bands : bool
            Whether to add p05, p25, p50, p75, p95 and mean of the draws; empty for a series without them.

        Returns
        -------
        pandas.DataFrame
            Columns model, scenario, region, variable, unit, year, value.
        """
        return to_frame(self, bands)

    def to_xarray(self) -> xr.Dataset:
        """All series as labelled arrays, which needs the extra ``xarray``.

        Returns
        -------
        xarray.Dataset
            By variable (year, draw); (year,) of what has its central run alone; of a streamed ensemble
            (quantile, year). Each array carries its unit and meaning.

        Raises
        ------
        ComputingError
            If the extra is missing.
        """
        return to_xarray(self)

    def __repr__(self) -> str:
        draws = f"{self.draws} draws" if self.banded else "deterministic run (central values)"
        horizon = f"{self.years[0]}-{self.years[-1]}"
        return f"<Results {self.scenario.name}: {len(self.variables)} variables, {horizon}, {draws}>"


def _equal(mine: Mapping[str, Array], others: Mapping[str, Array]) -> bool:
    """Whether what both have is the same, blanks included."""
    return all(
        np.array_equal(values, mine[name], equal_nan=True) for name, values in others.items() if name in mine
    )
