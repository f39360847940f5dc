"""The equations of swapping: what it costs, and who is turned away."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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


def ration(shares: Array, swapping: NDArray[np.bool_], kept: Array) -> Array:
    r"""Shares of sales when only a part of the swapping trucks can be served.

    .. math:: s'_i = k_i s_i \ (i\ \text{swaps}), \qquad
              s'_j = s_j\,\frac{1 - \sum_i s'_i}{1 - \sum_i s_i} \ (j\ \text{does not})

    Buyers turned away choose among the rest as others do; where every truck on offer swaps, shares stand.

    Parameters
    ----------
    shares : array [1]
        (powertrains, segments, draws), sums to 1 over powertrains.
    swapping : array of bool
        (powertrains,).
    kept : array [1]
        Part of the swapping trucks that can be served, between 0 and 1, (segments, draws).

    Returns
    -------
    array [1]
        The same shape and sum.

    Examples
    --------
    >>> ration(np.array([[[0.5]], [[0.5]]]), np.array([False, True]), np.array([[0.2]])).ravel().tolist()
    [0.9, 0.1]
    """
    before = shares[~swapping].sum(axis=0)
    after = 1.0 - (shares[swapping] * kept).sum(axis=0)
    others = np.where(before > 0, after / np.where(before > 0, before, 1.0), 0.0)
    rationed = shares * np.where(swapping[:, None, None], kept, others)
    return np.where(before > 0, rationed, shares)
