"""Values for years that have happened, which do less than they seem to: what sectors share that tell so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.core.late import dataclass
from carbonsim.core.types import IntArray
from carbonsim.scenario.definitions import PLAN
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.labels import problem_at

#: Relative difference that a change of units makes.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Stated:
    """A number that a file or an override states, beside the shipped one (None in a row that a file adds)."""

    setting: Setting
    value: Quantity
    shipped: Quantity | None

    def differing(self, years: IntArray) -> IntArray:
        """Years of these in which it is another number than the shipped one."""
        if self.shipped is None:
            return years
        values = [each.series(years)[0] for each in (self.value, self.shipped)]
        apart, size = np.abs(values[0] - values[1]), np.maximum(*np.abs(values))
        return np.asarray(years[apart > ROUNDING * size])

    def changed(self, years: IntArray, last: int) -> IntArray:
        """`differing`, without what is there for later years alone: the year that a path sets out from."""
        differing = self.differing(years)
        only_start = differing.tolist() == [last] and last in self.value.years and sets_out(self.value, last)
        return differing[:0] if only_start else differing


def stated(scenario: Scenario, key: str) -> Stated | None:
    """Number that a scenario states of a parameter.

    Parameters
    ----------
    scenario : Scenario
    key : str

    Returns
    -------
    Stated or None
        None of a text, and where the shipped value stands.
    """
    setting, shipped = scenario.settings[key], scenario.shipped.get(key)
    if setting.origin.row or isinstance(setting.value, str):
        return None
    beside = None if shipped is None or isinstance(shipped.value, str) else shipped.value
    return Stated(setting, setting.value, beside)


def known_years(scenario: Scenario, last: int) -> IntArray:
    """Years of the horizon to the last that is known."""
    return np.arange(scenario.years[0], min(scenario.years[1], last) + 1)


def sets_out(path: Quantity, last: int) -> bool:
    """Whether later years of a path follow from its value in the last year that is known.

    Where a value is stated for the very next year, they do not.

    Examples
    --------
    >>> def path(*years):
    ...     return Quantity(years, (1.0, 0.0), None, None, "linear", "1")
    >>> sets_out(path(2025, 2030), 2025), sets_out(path(2025, 2026), 2025)
    (True, False)
    """
    return bool(path.years) and path.years[-1] > last and last + 1 not in path.years


def costs_alone(
    scenario: Scenario, keys: Mapping[str, IntArray], last: int, moved: str, history: str, instead: str
) -> Iterator[Problem]:
    """Warnings of values for known years that change costs of these years and no sale.

    A path is told of each parameter. A constant that a plan sets, or that stands for a path, is meant for the
    years to come and acts in the others, too: that is told once for each file.

    Parameters
    ----------
    scenario : Scenario
    keys : mapping of str to array of int [yr]
        Parameters, and the known years in which they are paid.
    last : int
        The last year of which sales are known, be it after the horizon.
    moved : str
        What they change.
    history : str
        Key of the sales as they happened.
    instead : str
        What else may be done.

    Yields
    ------
    Problem
        At its place.
    """
    constants: dict[tuple[str, str], list[tuple[Stated, IntArray]]] = {}
    known = f"sales to {last} are as they happened ({history})"
    for key, years in keys.items():
        found = stated(scenario, key)
        if found is None or found.shipped is None:
            continue
        changed = found.changed(years, last)
        definition = found.setting.definition
        if not len(changed):
            continue
        if found.value.years:
            verb = "changes" if len(changed) == 1 else "change"
            message = f"{values_of(changed)} {verb} {moved} and no sale to {last}: {known}"
            hint = f"keep the shipped values to {last} and change it from {last + 1} on"
            yield problem_at(found.setting, message, f"{hint}, {instead}" if instead else hint)
        elif definition.varies and (definition.role == PLAN or found.shipped.years):
            group = found.setting.origin.file, definition.role
            constants.setdefault(group, []).append((found, changed))
    for several in constants.values():
        first, changed = several[0]
        others = ", ".join(each.setting.address for each, _ in several[1:])
        also = f", and so {'does' if len(several) == 2 else 'do'} {others}" if others else ""
        message = f"a constant is for all years: it changes {moved} in {in_words(changed)}{also}; {known}"
        hint = f"a path that keeps the shipped values to {last} leaves these years as they were"
        yield problem_at(first.setting, message, f"{hint}, {instead}" if instead else hint)


def value_in(quantity: Quantity, year: int) -> float:
    """The central value of a year."""
    return float(quantity.series(np.array([year]))[0][0])


def in_words(years: Iterable[int]) -> str:
    """Years in words.

    Examples
    --------
    >>> in_words([2023]), in_words(np.array([2023, 2024, 2025]))
    ('2023', '2023, 2024 and 2025')
    """
    *earlier, last = (str(year) for year in years)
    return f"{', '.join(earlier)} and {last}" if earlier else last


def values_of(years: Iterable[int]) -> str:
    """Values of years in words.

    Examples
    --------
    >>> values_of([2022]), values_of([2021, 2022, 2024])
    ('the value of 2022', 'the values of 2021, 2022 and 2024')
    """
    words = in_words(years)
    return f"the values of {words}" if " and " in words else f"the value of {words}"
