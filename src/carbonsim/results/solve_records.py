"""Records of a search for values of parameters with which a target is met."""

from __future__ import annotations

from dataclasses import dataclass

from carbonsim.results.solve_edges import SHARE, Scan, Search
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.target import Target


@dataclass(frozen=True)
class SolvedTarget:
    """Target in the terms of a scenario.

    Attributes
    ----------
    asked : Target
        As written.
    name : str
        Of the figure.
    unit : str
        Of the figure.
    level : float [unit]
        What the figure shall come to.
    first, last : int
        Years of a sum; the same of a single year.
    discounted : bool
        Whether the sum is.
    boundary : str
        Of the figure; nothing where it has none.
    """

    asked: Target
    name: str
    unit: str
    level: float
    first: int
    last: int
    discounted: bool
    boundary: str


@dataclass(frozen=True)
class SolvedParameter:
    """Parameter that was varied.

    Attributes
    ----------
    name : str
        Key, with ``times:`` or ``delay:`` before it where that was varied.
    key : str
        Of the parameter.
    way : str
        One of `scenario.vary.WAYS`.
    unit : str
        Of the values: of the definition, 1 of factors, yr of delays.
    is_path : bool
        Whether it is a path over years.
    year : int
        Of the values that are told of a path.
    value : float [unit]
        As the scenario has it.
    low, high : float [unit]
        Ends of what was looked at.
    low_end, high_end : str
        What each is: ``asked``, a ``bound`` of the definition, or ``reached`` (neither).
    is_policy : bool
        Whether it is the policy case's own; any other moves the baseline, too.
    one_value : bool
        Whether the model reads one value of it for all draws, so that each takes a run of its own.
    ranged : bool
        Whether the scenario has a range of it, which is held while it is varied.
    """

    name: str
    key: str
    way: str
    unit: str
    is_path: bool
    year: int
    value: float
    low: float
    high: float
    low_end: str
    high_end: str
    is_policy: bool
    one_value: bool
    ranged: bool


@dataclass(frozen=True)
class Solved:
    """One parameter varied alone.

    Attributes
    ----------
    parameter : SolvedParameter
    scan : Scan
    moves : bool
        Whether the figure hangs on the parameter at all; so, too, where there are no two that could tell.
    searches : tuple of Search
        The deterministic run, and with draws the median and the share.
    """

    parameter: SolvedParameter
    scan: Scan
    moves: bool
    searches: tuple[Search, ...]


@dataclass(frozen=True)
class Combination:
    """Values of several parameters with which the target is met at least cost.

    Attributes
    ----------
    parameters : tuple of SolvedParameter
    kind : str
        What is to meet the target: `DETERMINISTIC`, or `SHARE`.
    values : tuple of float [unit of each]
    in_year : tuple of float [unit of each definition]
        What each then is in the year of the target.
    figure : float [unit of the figure]
        Of the deterministic run.
    reached : bool
        Whether the target is met; if not, the combination comes nearest.
    cost_name : str
        Outcome that was minimised; nothing where it was the change, in parts of what was looked at.
    cost_unit : str
    cost, cost_here : float
        There, and as the scenario is, medians where draws decide; of a change the root of the
        sum of its squares, and 0.
    binding : bool
        Whether the target holds the cost up: without it there would be a cheaper combination.
    tried : int
        Combinations that were run.
    overrides : tuple of str
        ``KEY=VALUE`` that set it.
    confirmed : float or None
        Figure, or share of the draws, that a plain run with them gives; None where it is refused.
    refusal : str
        Why.
    median, share : float or None
        Median of the draws there, and share of them that meet the target; None without draws.
    """

    parameters: tuple[SolvedParameter, ...]
    kind: str
    values: tuple[float, ...]
    in_year: tuple[float, ...]
    figure: float
    reached: bool
    cost_name: str
    cost_unit: str
    cost: float
    cost_here: float
    binding: bool
    tried: int
    overrides: tuple[str, ...]
    confirmed: float | None = None
    refusal: str = ""
    median: float | None = None
    share: float | None = None


@dataclass(frozen=True)
class Solution:
    """Answer to what a target takes.

    Attributes
    ----------
    scenario : Scenario
    target : SolvedTarget
    draws, seed : int
        Draws of each value; up to one makes deterministic runs alone.
    share : float [1]
        Of the draws that shall meet the target.
    solved : tuple of Solved
        Each parameter alone.
    combination : Combination or None
        Of several parameters together.
    """

    scenario: Scenario
    target: SolvedTarget
    draws: int
    seed: int
    share: float
    solved: tuple[Solved, ...]
    combination: Combination | None

    @property
    def by_share(self) -> bool:
        """Whether a share of draws is to meet the target anywhere."""
        kinds = {search.kind for one in self.solved for search in one.searches}
        return SHARE in kinds or (self.combination is not None and self.combination.kind == SHARE)
