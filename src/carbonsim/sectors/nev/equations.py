"""Equations of cars that belong to no single step: each once, pure, draws on the last axis."""

from __future__ import annotations

import numpy as np

from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array

#: How far ownership above saturation may rise as income falls, and the largest power of e that is formed.
MOST_RISE, MOST_POWER = 1e3, 600.0


def cars_per_person(
    start: Number, income: Number, start_income: Number, saturation: Number, elasticity: Number
) -> Array:
    r"""Ownership of cars as income grows (Gompertz), through a known point with a known slope.

    .. math::
        V = \gamma \left(\frac{V_0}{\gamma}\right)^{e^{-\kappa\,(x - x_0)}}, \qquad
        \kappa = \frac{\eta}{x_0\,|\ln(\gamma/V_0)|}

    Above its saturation ownership falls as income grows, with the same elasticity at first.

    Parameters
    ----------
    start : array [1]
        Cars per person at the known point, :math:`V_0`, above 0.
    income, start_income : array [CNY/yr]
        Income per head now, :math:`x`, and at the known point, :math:`x_0`.
    saturation : array [1]
        Cars per person that ownership tends to, :math:`\gamma`.
    elasticity : array [1]
        With respect to income at the known point, :math:`\eta`, at least 0.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If the start, its income or the saturation is not positive; or if ownership above saturation, as
        income falls, rises a thousandfold: there the equation says nothing of people and cars.

    References
    ----------
    Dargay, J., Gately, D., Sommer, M. (2007): Vehicle ownership and income growth, worldwide: 1960-2030.
    The Energy Journal 28.

    Examples
    --------
    >>> float(cars_per_person(0.2, 90_000.0, 90_000.0, 0.33, 0.8))
    0.2
    >>> round(float(cars_per_person(0.2, 90_900.0, 90_000.0, 0.33, 0.8)) / 0.2 - 1.0, 3)
    0.008
    """
    unusable = (start <= 0) | (saturation <= 0) | (start_income <= 0)
    refuse(unusable, "ownership, its saturation and income must be above 0")
    above = start / saturation
    gap = np.abs(np.log(above))
    growth = elasticity * (income / start_income - 1.0)
    # at saturation it stays whatever the income
    left = np.exp(np.minimum(-growth / np.where(gap > 0, gap, 1.0), MOST_POWER))
    endless = np.log(above) * (left - 1.0) > np.log(MOST_RISE)
    refuse(endless, "ownership above its saturation rises without end as income falls")
    return saturation * above**left


def charging_access(chargers: Number, cars: Number, half: Number) -> Array:
    r"""Share of drivers who find fast charging where they need it.

    .. math:: q = \frac{n}{n + h} = \frac{N}{N + h\,C}, \qquad n = N / C

    Without cars any point :math:`N` serves all there are; without points nobody is served.

    Parameters
    ----------
    chargers : array [1]
        Public charge points, :math:`N`.
    cars : array [car]
        Passenger cars of any drive in use, :math:`C`: what the points have to cover is where people drive.
    half : array [1/car]
        Points per car at which half of the drivers are served, :math:`h`, above 0.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If `half` is not positive.

    Examples
    --------
    >>> float(charging_access(1e6, 2e8, 0.005)), float(charging_access(1e6, 0.0, 0.005))
    (0.5, 1.0)
    """
    refuse(half <= 0, "the points for half must be above 0")
    needed = chargers + half * cars
    return chargers / np.where(needed > 0, needed, 1.0)


def distance_utility(distance: Number, reference: Number, weight: Number) -> Array:
    r"""Utility of a longer range.

    .. math:: u = b\,\ln(r / r_0)

    Parameters
    ----------
    distance : array [km]
        Range :math:`r`, above 0.
    reference : array [km]
        :math:`r_0`.
    weight : array [1]
        :math:`b`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a range is not positive.

    Examples
    --------
    >>> float(distance_utility(241.0, 241.0, 0.235))
    0.0
    """
    refuse((distance <= 0) | (reference <= 0), "ranges must be above 0")
    return as_array(weight * np.log(distance / reference))


def choice_probability(battery_utility: Number, battery_split: Number, petrol_split: Number) -> Array:
    r"""Conditional choice probability: the share of those who consider plug-in cars that buy one.

    With the utility of a petrol car as 0, and splits that a logit gives among plug-in cars :math:`\sigma_b`
    (battery) and among cars without plug :math:`\sigma_p` (petrol):

    .. math:: P = \frac{e^{u_b}/\sigma_b}{e^{u_b}/\sigma_b + 1/\sigma_p}

    Parameters
    ----------
    battery_utility : array [1]
        :math:`u_b`.
    battery_split, petrol_split : array [1]
        :math:`\sigma_b` and :math:`\sigma_p`, above 0.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a split is not positive.

    Examples
    --------
    >>> float(choice_probability(0.0, 1.0, 1.0))
    0.5
    """
    refuse((battery_split <= 0) | (petrol_split <= 0), "splits must be above 0")
    # by the log odds, which do not overflow
    return share_of_log_odds(battery_utility - np.log(battery_split) + np.log(petrol_split))


def surviving(yearly: Number, hazard: Number) -> Array:
    r"""Share of the vehicles that get through a year, or several, whose hazard is moved.

    .. math:: e^{-m h}, \qquad h = H(a) - H(a-1) = -\ln\frac{S(a)}{S(a-1)}

    Parameters
    ----------
    yearly : array [1]
        What the cumulative hazard :math:`H` rises by in the year, see `core.survival.cumulative_hazard`;
        summed over years, each with its own multiple, where `hazard` is 1.
    hazard : array [1]
        Hazard against that of the curve, :math:`m`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a hazard is negative.

    Examples
    --------
    >>> round(float(surviving(0.6931, 2.0)), 3)
    0.25
    """
    refuse(hazard < 0, "the hazard must not be negative")
    # a power as NumPy has it takes several times as long
    return np.exp(-yearly * hazard)


def pack_emissions(capacity: Number, footprint: Number) -> Array:
    r"""Emissions of making a traction battery.

    .. math:: E = C\,f

    Parameters
    ----------
    capacity : array [kWh]
        :math:`C`.
    footprint : array [kg CO2e/kWh]
        :math:`f`, from cradle to gate.

    Returns
    -------
    array [kg CO2e]

    References
    ----------
    Hao, H., Mu, Z., Jiang, S., Liu, Z., Zhao, F. (2017): GHG emissions from the production of lithium-ion
    batteries for electric vehicles in China. Sustainability 9: 28 kWh of LFP emit 3,061 kg.

    Examples
    --------
    >>> round(float(pack_emissions(28.0, 109.3)))
    3060
    """
    return as_array(capacity * footprint)


def displaced_fuel(electricity: Number, ratio: Number, energy: Number) -> Array:
    r"""Fuel that vehicles without a plug would burn for the work that electricity does.

    .. math:: F = E\,r / e

    Parameters
    ----------
    electricity : array [kWh/yr]
        From packs, :math:`E`.
    ratio : array [1]
        Energy of the fuel over electricity from the pack for the same work, :math:`r`.
    energy : array [kWh/L]
        Energy of a litre, :math:`e`.

    Returns
    -------
    array [L/yr]

    References
    ----------
    Chen, K., Xue, L. (2024): Techno-economic feasibility analysis of zero-emission trucks. WRI: 2.3 of a
    42 t truck.

    Examples
    --------
    >>> float(displaced_fuel(100.0, 2.5, 10.0))
    25.0
    """
    return as_array(electricity * ratio / energy)
