"""Fuels that sectors buy: the tax that is contained in a price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.core.types import Array, Number
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.labels import problem_at
from carbonsim.sectors.shares import stated_by_user

FUELS = "drivers.fuels"
#: How far a tax may be above the price that contains it: what rounding between the points of two paths makes.
ROUNDING = 1e-12


def tax_within_price(tax: Number, price: Number) -> Array:
    r"""Tax contained in a retail price, which holds no more tax than it is high.

    .. math:: \tau = \min(t, p)

    Price and tax are drawn apart: where a drawn price is below the drawn tax, all of it is tax, and the fuel
    itself costs nothing rather than less than nothing.

    Parameters
    ----------
    tax : array [any one unit, such as CNY/L]
        As stated, :math:`t`.
    price : array [the same unit]
        Retail price with taxes, :math:`p`.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> tax_within_price(2.4, np.array([7.5, 1.0])).tolist()
    [2.4, 1.0]
    """
    return np.minimum(tax, price)


def tax_problems(scenario: Scenario, rows: Iterable[str]) -> Iterator[Problem]:
    """Problems of fuels whose central tax is above the price that contains it, told for the first year.

    Parameters
    ----------
    scenario : Scenario
    rows : iterable of str
        Names of fuels under ``drivers.fuels``.

    Yields
    ------
    Problem
        At what the user stated of the two, one for each fuel.
    """
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    for row in rows:
        keys = [f"{FUELS}.{row}.{name}" for name in ("price", "tax")]
        price, tax = (scenario.quantity(key).series(years)[0] for key in keys)
        above = np.flatnonzero(tax > price * (1.0 + ROUNDING))
        if not len(above):
            continue
        setting = stated_by_user(scenario, keys)
        year, unit = above[0], setting.definition.unit
        message = (
            f"found a price of {price[year]:.4g} {unit} in {years[year]}, expected at least the tax that it"
            f" contains, {tax[year]:.4g} {unit}"
        )
        if setting.address == keys[1]:
            message = (
                f"found a tax of {tax[year]:.4g} {unit} in {years[year]}, expected at most the price that"
                f" contains it, {price[year]:.4g} {unit}"
            )
        other = keys[setting.address == keys[0]]
        yield problem_at(setting, message, f"change it, or state {other}, too")
