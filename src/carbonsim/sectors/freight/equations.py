"""The equations of the freight sector: pure functions of floats or arrays, draws on the last axis."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import Array, Number

KWH_PER_MJ = 1.0 / 3.6
MINUTES_PER_HOUR = 60.0
KILOGRAMS_PER_TONNE = 1000.0


def drive_energy_ratio(relative_efficiency: Number, electric_drive: Number, energy_ratio: Number) -> Array:
    r"""Diesel energy over the energy that another powertrain takes for the same work.

    .. math:: R = \eta\,\bigl(1 + d\,(\mathrm{EER} - 1)\bigr)

    Parameters
    ----------
    relative_efficiency : array [1]
        :math:`\eta`: against diesel for engines, against battery drive for fuel cells.
    electric_drive : array [1]
        :math:`d`, 1 for electric drive, 0 for engines.
    energy_ratio : array [1]
        The segment's energy-efficiency ratio of electric drive, :math:`\mathrm{EER}`.

    Returns
    -------
    array [1]

    Examples
    --------
    >>> float(drive_energy_ratio(1.0, 1.0, 2.3)), float(drive_energy_ratio(0.8, 0.0, 2.3))
    (2.3, 0.8)
    """
    return np.asarray(relative_efficiency * (1.0 + electric_drive * (np.asarray(energy_ratio) - 1.0)))


def energy_use(diesel_use: Number, heating_value: Number, ratio: Number, index: Number) -> Array:
    r"""Energy from tank or pack per kilometre, tied to what diesel would take.

    .. math:: e = \frac{q\,H}{3.6\,R}\,i

    There are never two free numbers for diesel and electric consumption: one follows from the other.

    Parameters
    ----------
    diesel_use : array [L/km]
        A diesel truck of the reference year in the same work, :math:`q`.
    heating_value : array [MJ/L]
        Lower heating value of diesel, :math:`H`.
    ratio : array [1]
        :math:`R`, see `drive_energy_ratio`.
    index : array [1]
        Energy use of the year of sale against the reference year, :math:`i`.

    Returns
    -------
    array [kWh/km]

    References
    ----------
    WRI (2024), Techno-economic feasibility analysis of zero-emission trucks: energy-efficiency ratio 2.3
    of 42 t tractors in regional use.

    Examples
    --------
    >>> round(float(energy_use(0.33, 35.8, 2.3, 1.0)), 3)
    1.427
    """
    return np.asarray(diesel_use * heating_value * KWH_PER_MJ / ratio * index)


def payload_factor(
    battery_capacity: Number,
    specific_energy: Number,
    mass_credit: Number,
    payload: Number,
    weight_limited: Number,
) -> Array:
    r"""Load that a battery truck carries against a diesel truck.

    .. math:: \varphi = 1 - w\,\frac{\max(0,\ B/\epsilon - c)}{L}

    Parameters
    ----------
    battery_capacity : array [kWh]
        :math:`B`.
    specific_energy : array [Wh/kg]
        Of the pack, :math:`\epsilon`.
    mass_credit : array [t]
        What the missing engine and tank leave free, :math:`c`.
    payload : array [t]
        What a diesel truck may carry, :math:`L`.
    weight_limited : array [1]
        Share of the work done at the weight limit, :math:`w`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If the pack is as heavy as the payload: no such truck can be meant.

    Examples
    --------
    A pack of 513 kWh at 160 Wh/kg weighs 3.2 t:

    >>> round(float(payload_factor(513.0, 160.0, 1.0, 31.0, 1.0)), 3)
    0.929
    """
    mass = np.asarray(battery_capacity) / specific_energy  # kWh over Wh/kg is t
    loss = np.maximum(0.0, mass - mass_credit) / payload
    if np.any(loss >= 1.0):
        raise ValueError("the battery is heavier than the payload of the truck")
    return np.asarray(1.0 - weight_limited * loss)


def relative_mileage(age: Number, decline: Number) -> Array:
    r"""Yearly mileage of a truck of some age against a new one.

    .. math:: \mu = (1 - \delta)^a

    Parameters
    ----------
    age : array [yr]
        :math:`a`.
    decline : array [1/yr]
        Fall with each year of age, :math:`\delta`, below 1.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If the decline is outside [0, 1).

    Examples
    --------
    >>> round(float(relative_mileage(6.0, 0.05)), 4)
    0.7351
    """
    fall = np.asarray(decline)
    if np.any(fall < 0) or np.any(fall >= 1):
        raise ValueError("the decline must be at least 0 and below 1")
    return np.asarray((1.0 - fall) ** np.asarray(age))


def trucks_needed(shortfall: Number, carried_by_one: Number) -> Array:
    r"""New trucks that carry what the trucks in use do not.

    .. math:: n = \max(0, A - K) / k

    Parameters
    ----------
    shortfall : array [tkm/yr]
        Demand less what the trucks in use carry at their usual mileage, :math:`A - K`.
    carried_by_one : array [tkm/truck/yr]
        What a new truck of the year's mix carries, :math:`k`, above 0.

    Returns
    -------
    array [truck/yr]

    Examples
    --------
    >>> float(trucks_needed(3.2e6, 1.6e6)), float(trucks_needed(-1.0, 1.6e6))
    (2.0, 0.0)
    """
    return np.asarray(np.maximum(0.0, shortfall) / carried_by_one)


def swaps_per_hour(
    bays: Number,
    swap_time: Number,
    packs: Number,
    charge_time: Number,
    power: Number,
    energy_per_swap: Number,
) -> Array:
    r"""What a swap station can give: bays, batteries or power, whichever binds.

    .. math:: r = \min\left(\frac{60\,b}{t_s},\ \frac{60\,B}{t_c},\ \frac{P}{E}\right)

    Parameters
    ----------
    bays : array [1]
        :math:`b`.
    swap_time : array [min]
        Time that a truck holds a bay, :math:`t_s`.
    packs : array [1]
        Sets of charged blocks in stock, a truck's pack each, :math:`B`.
    charge_time : array [min]
        :math:`t_c`.
    power : array [kW]
        Into the packs, :math:`P`.
    energy_per_swap : array [kWh]
        :math:`E`.

    Returns
    -------
    array [1/h]

    Raises
    ------
    ValueError
        If a swap hands over no energy.

    Examples
    --------
    One bay of 5 minutes and 4,000 kVA: with 8 packs of 513 kWh batteries bind, with 12 power does.

    >>> round(float(swaps_per_hour(1, 5, 8, 60, 4000 * 0.95 * 0.9, 513 * 0.8)), 2)
    8.0
    >>> round(float(swaps_per_hour(1, 5, 12, 60, 4000 * 0.95 * 0.9, 513 * 0.8)), 2)
    8.33
    """
    if np.any(np.asarray(energy_per_swap) <= 0):
        raise ValueError("a swap hands over no energy: look at battery_capacity and usable_depth")
    by_bays = MINUTES_PER_HOUR * np.asarray(bays) / swap_time
    by_batteries = MINUTES_PER_HOUR * np.asarray(packs) / charge_time
    by_power = np.asarray(power) / energy_per_swap
    return np.minimum(np.minimum(by_bays, by_batteries), by_power)


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
    return np.asarray(electricity_use * (electricity_price + np.asarray(service_fee)))


def stop_hours(energy_per_km: Number, stored_energy: Number, hours_per_stop: Number) -> Array:
    r"""Working time lost to refuelling, charging or swapping.

    .. math:: h = e / E \cdot t

    Parameters
    ----------
    energy_per_km : array [kWh/km]
        :math:`e`.
    stored_energy : array [kWh]
        Used between two stops, :math:`E`, above 0.
    hours_per_stop : array [h]
        :math:`t`.

    Returns
    -------
    array [h/km]

    Raises
    ------
    ValueError
        If nothing is stored.

    Examples
    --------
    >>> round(float(stop_hours(1.5, 300.0, 0.5)), 5)
    0.0025
    """
    if np.any(np.asarray(stored_energy) <= 0):
        raise ValueError(
            "a truck that stores no energy cannot drive: look at tank_energy and battery_capacity"
        )
    return np.asarray(np.asarray(energy_per_km) / stored_energy * hours_per_stop)


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
    wanted = np.asarray(demand, dtype=float)
    beyond = np.maximum(0.0, 1.0 - capacity / np.where(wanted == 0, 1.0, wanted))
    return np.where(wanted == 0, 0.0, beyond)


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
    result = shares.copy()
    result[swapping] = shares[swapping] * kept
    before = shares[~swapping].sum(axis=0)
    after = 1.0 - result[swapping].sum(axis=0)
    result[~swapping] = shares[~swapping] * np.where(
        before > 0, after / np.where(before > 0, before, 1.0), 0.0
    )
    return np.where(before > 0, result, shares)
