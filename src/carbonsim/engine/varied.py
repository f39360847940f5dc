"""Parameters that a search varies: by value, by a factor on a whole path, or by its delay."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.engine.catalogue import catalogue
from carbonsim.engine.movers import REACH
from carbonsim.scenario.definitions import PLAN
from carbonsim.scenario.levers import held, override
from carbonsim.scenario.problems import did_you_mean, shown
from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR, Quantity, Setting
from carbonsim.scenario.replaced import REPLACED, replacement
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.vary import DELAY, TIMES, VALUE, Vary, read_ends, vary_problem

#: Ends of what is looked at: asked for, a bound of the definition, or neither.
ASKED, BOUND, REACHED = "asked", "bound", "reached"
#: Delays and factors that are looked at where none are asked for [yr], [1].
DELAYS, FACTORS = (-10.0, 20.0), (0.0, REACH)


@dataclass(frozen=True)
class Varied:
    """Parameter that a search varies.

    Attributes
    ----------
    setting : Setting
        Of the parameter.
    way : str
        One of `scenario.vary.WAYS`. By value a path moves in proportion in all years, as far as bounds
        let it.
    year : int
        Of the values that are told of a path.
    value : float [unit]
        As the scenario has it: factor 1, delay 0.
    low, high : float [unit]
        Ends of what is looked at.
    low_end, high_end : str
        What each is: `ASKED`, `BOUND` or `REACHED`.
    """

    setting: Setting
    way: str
    year: int
    value: float
    low: float
    high: float
    low_end: str
    high_end: str

    @property
    def key(self) -> str:
        """Key of the parameter."""
        return self.setting.address

    @property
    def name(self) -> str:
        """Key with the way, as ``--vary`` takes it."""
        return self.key if self.way == VALUE else f"{self.way}:{self.key}"

    @property
    def unit(self) -> str:
        """Of the values."""
        return {VALUE: self.setting.definition.unit, TIMES: "1", DELAY: "yr"}[self.way]

    @property
    def own(self) -> Quantity:
        """Value of the parameter in the scenario, without its range."""
        assert isinstance(self.setting.value, Quantity)
        return held(self.setting.value)

    @property
    def is_path(self) -> bool:
        """Whether it is a path over years."""
        return bool(self.own.years)

    @property
    def is_policy(self) -> bool:
        """Whether it is the policy case's own; an exogenous one moves the baseline, too."""
        return self.setting.definition.role == PLAN

    def moved(self, quantity: Quantity, value: float) -> Quantity:
        """A quantity of the parameter with a value, factor or delay."""
        if self.way == DELAY:
            return delayed(quantity, value)
        if value == self.value:
            return quantity
        if not self.is_path:
            return replace(quantity, central=(float(value),))
        definition = self.setting.definition
        factor = value if self.way == TIMES else value / self.value
        heights = np.array(quantity.central) * factor
        within = np.clip(heights, definition.minimum, definition.maximum)
        return replace(quantity, central=tuple(within.tolist()))

    def is_clipped(self, value: float) -> bool:
        """Whether bounds hold some heights of the path back."""
        if self.way == DELAY or not self.is_path:
            return False
        factor = value if self.way == TIMES else value / self.value
        free = np.array(self.own.central) * factor
        least, most = self.setting.definition.minimum, self.setting.definition.maximum
        return bool((np.clip(free, least, most) != free).any())

    def in_year(self, value: float) -> float:
        """Value of the parameter in the year, with a value, factor or delay [unit of the definition]."""
        return float(self.moved(self.own, value).series(np.array([self.year]))[0][0])


def point_of(varied: Sequence[Varied], values: Sequence[float] | Array) -> dict[str, Quantity]:
    """Point of `MovedRuns` at which parameters have these values; what varies one key adds up."""
    found: dict[str, Quantity] = {}
    for one, value in zip(varied, values, strict=True):
        found[one.key] = one.moved(found.get(one.key, one.own), float(value))
    return found


def overrides_of(point: Mapping[str, Quantity]) -> tuple[str, ...]:
    """``KEY=VALUE`` for ``--set`` that give the same run."""
    return tuple(override(key, quantity) for key, quantity in point.items())


def delayed(own: Quantity, delay: float) -> Quantity:
    r"""Path that comes later, or earlier: :math:`v'(t) = v(t - d)` in each year :math:`t`.

    Parameters
    ----------
    own : Quantity [any one unit]
        A path.
    delay : float [yr]
        :math:`d`; below 0 it comes earlier.

    Returns
    -------
    Quantity [the same unit]
        With a point in each year where the delay is not of whole years.

    Examples
    --------
    >>> own = Quantity((2023, 2030), (4.0, 56.0), None, None, "linear", "station")
    >>> later = delayed(own, 2.0)
    >>> later.years, later.central
    ((2023, 2025, 2032), (4.0, 4.0, 56.0))
    >>> float(delayed(own, 0.5).series(np.array([2025]))[0][0]) == float(own.series(np.array([2024.5]))[0][0])
    True
    """
    if delay == 0.0:
        return own
    first = own.years[0]
    moved = [year + delay for year in own.years]
    if delay.is_integer() and moved[0] >= FIRST_YEAR and moved[-1] <= LAST_YEAR:
        years = tuple(int(year) for year in moved)
        if years[0] <= first:
            return replace(own, years=years)
        return replace(own, years=(first, *years), central=(own.central[0], *own.central))
    start = max(min(first, math.floor(moved[0])), FIRST_YEAR)
    every = np.arange(start, max(min(math.ceil(moved[-1]), LAST_YEAR), start) + 1)
    before: Array = every.astype(float) - delay
    heights = own.series(before)[0]
    return replace(own, years=tuple(every.tolist()), central=tuple(heights.tolist()), interpolation="linear")


def varied_of(scenario: Scenario, vary: Sequence[Vary], year: int) -> tuple[Varied, ...]:
    """Parameters to vary in a scenario.

    Parameters
    ----------
    scenario : Scenario
    vary : sequence of Vary
        As asked for.
    year : int
        Of the values that are told of paths.

    Returns
    -------
    tuple of Varied

    Raises
    ------
    ScenarioError
        If the scenario has no such number, or its range is not known.
    """
    found = tuple(map(partial(_varied, scenario, year), vary))
    names = [one.name for one in found]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise vary_problem(f"found {twice} twice", "keep one of the two")
    for one in found:
        others = [other for other in found if other.key == one.key and other is not one]
        if one.way == VALUE and others:
            hint = f"vary times:{one.key} beside delay:{one.key}"
            raise vary_problem(f"found {one.key} by its value and by {others[0].way}", hint)
    return found


def _varied(scenario: Scenario, year: int, vary: Vary) -> Varied:
    setting = _setting(scenario, vary)
    assert isinstance(setting.value, Quantity)
    own = held(setting.value)
    if vary.way != VALUE and not own.years:
        message = f"{vary.key}: found a constant, expected a path over years with {vary.way}:"
        raise vary_problem(message, f"vary {vary.key} itself")
    here = float(own.series(np.array([year]))[0][0])
    value = {VALUE: here, TIMES: 1.0, DELAY: 0.0}[vary.way]
    if vary.way == VALUE and own.years and here == 0.0:
        message = f"{vary.key}: found a path that is 0 in {year}, which no factor moves"
        raise vary_problem(message, f"vary times:{vary.key} or delay:{vary.key}")
    if vary.way == TIMES and not any(own.central):
        raise vary_problem(f"{vary.key}: found a path that is 0 in all years, which no factor moves")
    ends = _ends(setting, vary, value)
    if ends[0] == ends[1]:
        raise vary_problem(f"{vary.key}: found 0 and no bounds to look between", "add =LOW..HIGH")
    return Varied(setting, vary.way, year, value, *ends)


def _ends(setting: Setting, vary: Vary, value: float) -> tuple[float, float, str, str]:
    """Ends of what is looked at, and what they are."""
    definition = setting.definition
    unit = {VALUE: definition.unit, TIMES: "1", DELAY: "yr"}[vary.way]
    asked = read_ends(vary, definition, unit)
    if asked is not None:
        return *asked, ASKED, ASKED
    if vary.way != VALUE:
        return *(DELAYS if vary.way == DELAY else FACTORS), REACHED, REACHED
    near, far = sorted((value / REACH, value * REACH))
    least, most = definition.minimum, definition.maximum
    low, low_end = (near, REACHED) if least is None else (least, BOUND)
    high, high_end = (far, REACHED) if most is None else (most, BOUND)
    return low, high, low_end, high_end


def _setting(scenario: Scenario, vary: Vary) -> Setting:
    """Setting of a number that the scenario has."""
    setting, key = scenario.settings.get(vary.key), shown(vary.key)
    definition = catalogue().definition(vary.key)
    if instead := replacement(catalogue().replaced, vary.key):
        raise vary_problem(f"{key}: {REPLACED}", instead)
    if definition is None:
        numbers = [each for each, one in scenario.settings.items() if isinstance(one.value, Quantity)]
        ending = [each for each in numbers if each.endswith(f".{vary.key}")]
        near = f"did you mean {' or '.join(ending[:3])}?" if ending else did_you_mean(vary.key, numbers)
        hint = near or "`carbonsim list parameters` has all keys"
        raise vary_problem(f"found the unknown key {key}", hint)
    if definition.kind != "quantity":
        what = "an option" if definition.kind == "option" else "a text"
        options = f"; try --set {key}= each of {', '.join(definition.options)}" if definition.options else ""
        raise vary_problem(f"{key}: found {what}, expected a parameter with a number{options}")
    if setting is None:
        raise vary_problem(f"{key}: found a parameter of a section or row that the scenario has not")
    if not setting.offered:
        raise vary_problem(f"{key}: found a parameter of a row that only the reference has")
    return setting
