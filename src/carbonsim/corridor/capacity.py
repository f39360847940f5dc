"""What a station can give at full load, and what binds it."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array
from carbonsim.corridor.station import Station

#: What may bind, in the order of `swap_rates`.
RESOURCES = ("bays", "batteries", "power")


def swap_rates(
    bays: Number,
    swap_time: Number,
    packs: Number,
    charge_time: Number,
    power: Number,
    energy_per_swap: Number,
) -> Array:
    r"""Swaps that bays, batteries and power would each allow if only they bound.

    .. math:: \frac{60\,b}{t_s}, \qquad \frac{60\,B}{t_c}, \qquad \frac{P}{E}

    Parameters
    ----------
    bays : array [1]
        :math:`b`.
    swap_time : array [min]
        Time that a truck holds a bay, :math:`t_s`.
    packs : array [1]
        Sets of blocks that can charge at once, a truck's pack each, :math:`B`: those in stock, or those that
        have a charger if these are fewer.
    charge_time : array [min]
        :math:`t_c`.
    power : array [kW]
        Into the packs, :math:`P`.
    energy_per_swap : array [kWh]
        :math:`E`.

    Returns
    -------
    array [1/h]
        One row for each of `RESOURCES`.

    Raises
    ------
    ValueError
        If a swap hands over no energy.

    Examples
    --------
    >>> swap_rates(1, 5, 8, 60, 4000 * 0.95 * 0.9, 513 * 0.8).round(2).tolist()
    [12.0, 8.0, 8.33]
    """
    refuse(
        as_array(energy_per_swap) <= 0,
        "a swap hands over no energy: look at battery_capacity and usable_depth",
    )
    by_bays = MINUTES_PER_HOUR * as_array(bays) / swap_time
    by_batteries = MINUTES_PER_HOUR * as_array(packs) / charge_time
    by_power = as_array(power) / energy_per_swap
    return np.stack(np.broadcast_arrays(by_bays, by_batteries, by_power))


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

    Parameters and errors are those of `swap_rates`.

    Returns
    -------
    array [1/h]

    Examples
    --------
    One bay of 5 minutes and 4,000 kVA: with 8 packs of 513 kWh batteries bind, with 12 power does.

    >>> round(float(swaps_per_hour(1, 5, 8, 60, 4000 * 0.95 * 0.9, 513 * 0.8)), 2)
    8.0
    >>> round(float(swaps_per_hour(1, 5, 12, 60, 4000 * 0.95 * 0.9, 513 * 0.8)), 2)
    8.33
    """
    rates = swap_rates(bays, swap_time, packs, charge_time, power, energy_per_swap)
    return as_array(np.minimum(np.minimum(rates[0], rates[1]), rates[2]))


def station_rates(station: Station, blocks: Number, missing: float) -> Array:
    """`swap_rates` of a station for trucks with so many blocks, each of which misses so much [kWh]."""
    return swap_rates(
        station.bays,
        station.swap_time,
        min(station.blocks, station.chargers) / np.asarray(blocks, dtype=float),
        station.curve.hours(missing) * MINUTES_PER_HOUR,
        station.power,
        missing * np.asarray(blocks, dtype=float),
    )


def trucks_supplied(
    swaps_per_year: Number, mileage: Number, consumption: Number, energy_per_swap: Number
) -> Array:
    r"""Trucks that so many swaps supply.

    .. math:: n = \frac{S\,E}{m\,e}

    Parameters
    ----------
    swaps_per_year : array [1/yr]
        :math:`S`.
    mileage : array [km/yr]
        Of a truck, :math:`m`.
    consumption : array [kWh/km]
        :math:`e`.
    energy_per_swap : array [kWh]
        :math:`E`.

    Returns
    -------
    array [truck]

    Examples
    --------
    Four stations of 192 swaps a day, two blocks of 171 kWh at 0.8, 175,000 km a year at 1.43 kWh/km:

    >>> round(float(trucks_supplied(4 * 192 * 365, 175_000.0, 1.43, 2 * 171 * 0.8)))
    306
    """
    return np.asarray(swaps_per_year * np.asarray(energy_per_swap) / (mileage * np.asarray(consumption)))
