"""Sector: the one object that each folder in ``sectors`` hands over.

A sector is its parameters, a step of a year that computes nothing but what follows from them, and outputs
that are declared. The engine and the contract tests find it by its folder; no other file is edited.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from carbonsim.core.errors import Problem
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray, Progress
from carbonsim.kernel.goods import Count, Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.results.records import Check, Limit, Variable
from carbonsim.scenario.scenario import Scenario

P = TypeVar("P")
S = TypeVar("S")
F = TypeVar("F")
StateIn_contra = TypeVar("StateIn_contra", contravariant=True)
FlowsIn_contra = TypeVar("FlowsIn_contra", contravariant=True)


@dataclass(frozen=True)
class ReportedVariable:
    """An output, or one row of it for a member of a set: where it goes and how it is scaled.

    `ensemble` says whether its draws are kept, or only the central run. `total` names the total over sectors
    (a key of ``engine/totals.csv``) that it is the sector's part of: at most one variable for each total.
    `offered` is False for a row that only the other case of a comparison has: no claim is answered by it.
    """

    key: str
    row: int
    factor: float
    variable: Variable
    ensemble: bool = True
    total: str = ""
    offered: bool = True


@dataclass(frozen=True)
class Figures:
    """Figures of one year that are computed together, if one of them is wanted.

    Attributes
    ----------
    compute : callable
        Key of `ReportedVariable` to an array (D,), or (members, D) of a set.
    keys : frozenset of str, or None
        Keys that it gives; None where only computing them tells.
    """

    compute: Callable[[], Mapping[str, Array]]
    keys: frozenset[str] | None = None


class Balances(Protocol[StateIn_contra, FlowsIn_contra]):
    """Laws of a sector that are checked while it runs; what is summed over years is kept in it."""

    def check(self, before: StateIn_contra, after: StateIn_contra, flows: FlowsIn_contra) -> None:
        """Check a year by its states and flows.

        Raises
        ------
        BalanceError
            If a balance does not close.
        """


class CrossChecks(Protocol):
    """Cross-checks of a run against statistics of its region, if there are any."""

    def __call__(
        self,
        scenario: Scenario,
        central: Mapping[str, Array],
        ensemble: Mapping[str, Array],
        years: IntArray,
    ) -> tuple[Check, ...]:
        """Compare the series of a run by name, those of the differences among them, with what was counted.

        `central` (years,) and `ensemble` (years, draws). `ensemble` is empty where only the deterministic run
        was made, and lacks what keeps no draws.
        """


def no_problems(scenario: Scenario) -> list[Problem]:  # noqa: ARG001 - a sector that looks at nothing
    """Nothing is wrong."""
    return []


def no_whole(scenario: Scenario, key: str) -> tuple[str, ...]:  # noqa: ARG001 - has no shares
    """No parameter is a share of a whole."""
    return ()


def no_preparation(scenario: Scenario, progress: Progress | None) -> None:
    """Nothing takes long."""


def nothing_kept(scenario: Scenario) -> Mapping[str, str]:  # noqa: ARG001 - keeps no files
    """Nothing of it is in the user's cache."""
    return {}


def no_limits(
    scenario: Scenario,  # noqa: ARG001 - has no limits
    central: Mapping[str, Array],  # noqa: ARG001
    years: IntArray,  # noqa: ARG001
) -> Sequence[Limit]:
    """No limit binds."""
    return ()


def nothing_counted(p: Any, flows: Any) -> Mapping[str, Count]:  # noqa: ARG001 - counts for itself
    """No vehicles are counted for others."""
    return {}


def no_checks(
    scenario: Scenario,  # noqa: ARG001 - has no statistics
    central: Mapping[str, Array],  # noqa: ARG001
    ensemble: Mapping[str, Array],  # noqa: ARG001
    years: IntArray,  # noqa: ARG001
) -> tuple[Check, ...]:
    """Nothing was counted."""
    return ()


@dataclass(frozen=True)
class Sector(Generic[P, S, F]):
    """A sector, with parameters P, the state S that a year leaves to the next, and the flows F of a year.

    Attributes
    ----------
    name : str
        Of the folder and of the section in scenario files.
    parameters : callable
        Parameters for one batch of draws.
    start : callable
        State at the end of the year before the horizon.
    step : callable
        State at the end of a year, and the flows of the year, from parameters, the state before and prices.
    variables : callable
        Variables that are reported under a scenario.
    figures : callable
        Outputs of a year, not computed yet, from parameters, flows and the keys that are wanted.
        They are the same in the same order every year.
    made : callable
        Of the flows of a year: what was made of each of `GOODS`, which later prices follow from; of one that
        is left out, nothing.
    counted : callable
        Vehicles of the flows of a year that other sectors take from this one (`Prices.counted`); it then
        does its year before those that count none.
    balances : callable
        Laws that are checked in a run.
    problems, warnings : callable
        Of a scenario: problems between parameters that are each right; what does less than it seems to.
    whole : callable
        Keys of the shares that are drawn and then scaled to add up to 1 with one, itself among them.
    prepare : callable
        Makes what takes long and lasts beyond a run, and keeps it: a run that does not find it makes it.
    kept : callable
        Name and SHA-256 of what a run of a scenario found in the user's cache.
    limits : callable
        Limits that bind in the deterministic run of a policy case or a baseline; series by name, (years,).
    checks : callable
        See `CrossChecks`.
    """

    name: str
    parameters: Callable[[Inputs], P]
    start: Callable[[P], S]
    step: Callable[[P, S, Prices], tuple[S, F]]
    variables: Callable[[Scenario], tuple[ReportedVariable, ...]]
    figures: Callable[[P, F, Collection[str]], Sequence[Figures]]
    made: Callable[[F], Mapping[str, Array]]
    counted: Callable[[P, F], Mapping[str, Count]] = nothing_counted
    balances: Callable[[P], Balances[S, F]] | None = None
    problems: Callable[[Scenario], list[Problem]] = no_problems
    warnings: Callable[[Scenario], list[Problem]] = no_problems
    whole: Callable[[Scenario, str], tuple[str, ...]] = no_whole
    prepare: Callable[[Scenario, Progress | None], None] = no_preparation
    kept: Callable[[Scenario], Mapping[str, str]] = nothing_kept
    limits: Callable[[Scenario, Mapping[str, Array], IntArray], Sequence[Limit]] = no_limits
    checks: CrossChecks = no_checks


#: A sector as the engine sees it: what its state and flows are is its own affair.
AnySector = Sector[Any, Any, Any]
