"""The equations of swapping: what it costs, and how much is beyond a capacity."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, Number, as_array


def swap_energy_cost(electricity_use: Number, electricity_price: Number, service_fee: Number) -> Array:
    r"""Energy cost of a swapped truck per kilometre, without the rent of the pack.

    .. math:: c = e\,(p + s)

    Parameters
    ----------
    electricity_use : array [kWh/km]
        Electricity drawn from the pack, :math:`e`, not from the grid.
    electricity_price, service_fee : array [CNY/kWh]
        Price of power at the station, :math:`p`, and fee for the swap, :math:`s`.

    Returns
    -------
    array [CNY/km]

    Examples
    --------
    >>> round(float(swap_energy_cost(1.5, 0.5, 0.25)), 3)
    1.125
    """
    return as_array(electricity_use * (electricity_price + service_fee))


def unserved_share(demand: Number, capacity: Number) -> Array:
    r"""Share of a demand beyond a capacity.

    .. math:: x = \max(0,\ 1 - C / D)

    Parameters
    ----------
    demand, capacity : array [any one unit]
        :math:`D` and :math:`C`, not negative.

    Returns
    -------
    array [1]
        0 where there is no demand.

    Examples
    --------
    >>> float(unserved_share(4.0, 3.0)), float(unserved_share(0.0, 3.0))
    (0.25, 0.0)
    """
    # the part beyond is formed first: a quotient by a demand that has all but faded would overflow
    beyond = demand - np.minimum(demand, capacity)
    return np.where(demand == 0, 0.0, beyond / np.where(demand == 0, 1.0, demand))
