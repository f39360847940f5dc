"""What carbon costs a steelmaker: China's market as it is, and the European levy at the border."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array


def benchmark(direct: Array, output: Array, free_share: Array) -> Array:
    r"""Allowances given free per tonne of steel: a share of the mean intensity of what the market covers.

    .. math:: b = \phi\,\frac{\sum_r e_r\,q_r}{\sum_r q_r}

    Parameters
    ----------
    direct : array [t CO2/yr], (R, D)
        Direct emissions that the market covers, by route.
    output : array [t/yr], (R, D)
        Steel that it covers, by route.
    free_share : array [1]
        :math:`\phi`.

    Returns
    -------
    array [t CO2/t]
        0 where nothing is covered.

    Examples
    --------
    >>> float(benchmark(np.array([[18.0], [0.0]]), np.array([[10.0], [0.0]]), np.array([0.95]))[0])
    1.71
    """
    steel = output.sum(axis=0)
    mean = np.where(steel > 0, direct.sum(axis=0) / np.where(steel > 0, steel, 1.0), 0.0)
    return free_share * mean


def net_allowances(intensity: Array, covered: Array, free: Array) -> Array:
    r"""Allowances that a tonne must buy; below 0 those that it can sell.

    .. math:: a = c\,(e - b)

    Direct emissions only: the market leaves out those of the power that a tonne draws. The marginal cost of
    a tonne of CO2 is the price, whatever is given free; the average cost is :math:`a\,p`.

    Parameters
    ----------
    intensity : array [t CO2/t]
        Direct, :math:`e`.
    covered : array [1]
        Part of it that the market covers, :math:`c`.
    free : array [t CO2/t]
        :math:`b`.

    Returns
    -------
    array [t CO2/t]

    Examples
    --------
    >>> round(float(net_allowances(np.array([1.9]), np.array([1.0]), np.array([1.8]))[0]), 3)
    0.1
    """
    return covered * (intensity - free)


def border_levy(intensity: Array, free: Array, chargeable: Array, price: Array, paid_at_home: Array) -> Array:
    r"""Levy of the European Union (CBAM) on a tonne brought in.

    .. math:: l = \max\left(0,\ \max(0,\ e - b\,(1 - x))\,p - h\right)

    Parameters
    ----------
    intensity : array [t CO2/t]
        Direct embedded emissions, :math:`e`.
    free : array [t CO2/t]
        European benchmark, :math:`b`.
    chargeable : array [1]
        Part of the benchmark that is no longer given, :math:`x`.
    price : array [CNY/t CO2]
        Of a European allowance, :math:`p`.
    paid_at_home : array [CNY/t]
        Carbon price paid for that tonne already, :math:`h`; below 0 counts as 0.

    Returns
    -------
    array [CNY/t]

    Examples
    --------
    >>> round(float(border_levy(2.1, 1.494, 0.025, 100.0, 0.0)), 1)
    64.3
    """
    due = np.maximum(0.0, intensity - free * (1.0 - chargeable)) * price
    return np.maximum(0.0, due - np.maximum(0.0, paid_at_home))
