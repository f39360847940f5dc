"""The equations of the freight sector: pure functions of floats or arrays, draws on the last axis."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KWH_PER_MJ
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


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
        The duty's energy-efficiency ratio of electric drive, :math:`\mathrm{EER}`.

    Returns
    -------
    array [1]

    Examples
    --------
    >>> float(drive_energy_ratio(1.0, 1.0, 2.3)), float(drive_energy_ratio(0.8, 0.0, 2.3))
    (2.3, 0.8)
    """
    return as_array(relative_efficiency * (1.0 + electric_drive * (energy_ratio - 1.0)))


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
    return as_array(diesel_use * heating_value * KWH_PER_MJ / ratio * index)


def payload_loss(
    battery_capacity: Number, specific_energy: Number, mass_credit: Number, payload: Number
) -> Array:
    r"""Part of the payload that the pack takes.

    .. math:: \lambda = \frac{\max(0,\ B/\epsilon - c)}{L}

    Parameters
    ----------
    battery_capacity, specific_energy, mass_credit, payload : array [kWh], [Wh/kg], [t], [t]
        See `payload_factor`.

    Returns
    -------
    array [1]
        1 or more where the pack is as heavy as the payload.

    Examples
    --------
    >>> round(float(payload_loss(513.0, 160.0, 1.0, 31.0)), 3)
    0.071
    """
    mass = battery_capacity / specific_energy  # kWh over Wh/kg is t
    return np.maximum(0.0, mass - mass_credit) / payload


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
    loss = payload_loss(battery_capacity, specific_energy, mass_credit, payload)
    refuse(loss >= 1.0, "the battery is heavier than the payload of the truck")
    return 1.0 - weight_limited * loss


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
    array [truck]
        To be sold in the year.

    Examples
    --------
    >>> float(trucks_needed(3.2e6, 1.6e6)), float(trucks_needed(-1.0, 1.6e6))
    (2.0, 0.0)
    """
    return np.maximum(0.0, shortfall) / carried_by_one


def adjusted_sales(before: Number, needed: Number, part: Number) -> Array:
    r"""Sales that adjust to what demand asks for.

    .. math:: n = n_0 + \theta\,(n^* - n_0)

    Orders, makers and dealers do not turn within a year; trucks in use drive a little more or less meanwhile.

    Parameters
    ----------
    before : array [truck/yr]
        Sold in the year before, :math:`n_0`.
    needed : array [truck/yr]
        That demand asks for beyond the trucks in use, :math:`n^*`; see `trucks_needed`.
    part : array [1]
        Of the gap that is closed in a year, :math:`\theta`.

    Returns
    -------
    array [truck/yr]

    Examples
    --------
    >>> float(adjusted_sales(800.0, 900.0, 0.5))
    850.0
    """
    return as_array(before + part * (needed - before))


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
    refuse(
        stored_energy <= 0,
        "a truck that stores no energy cannot drive: look at tank_energy and battery_capacity",
    )
    return as_array(energy_per_km / stored_energy * hours_per_stop)
