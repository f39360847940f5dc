"""What buyers who consider a plug-in car see in each powertrain: price, running cost, range, charging."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import purchase_tax
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.equations import distance_utility
from carbonsim.sectors.nev.rows import Powertrains, Tariffs, Taste


def purchase_taxes(
    p: Powertrains, t: Tariffs, index: int, vintage: int, pack_price: Array
) -> tuple[Array, Array, Array]:
    """Price with value-added tax, purchase tax paid and purchase tax forgone.

    Parameters
    ----------
    p : Powertrains
    t : Tariffs
    index, vintage : int
        The year in the tariffs, and in the powertrains.
    pack_price : array [CNY/kWh], (D,)
        The market's.

    Returns
    -------
    tuple of array [CNY], (K, D)
    """
    price = p.body_price[vintage] + p.battery_capacity[vintage] * pack_price * t.battery_ratio[index]
    relief = np.where(p.plug_in[:, None], t.relief[index], 0.0)
    vat, rate, cap = t.vat[index], t.tax_rate[index], t.relief_cap[index]
    paid = purchase_tax(price, vat, rate, relief, cap)
    full = purchase_tax(price, vat, rate, np.zeros_like(relief), cap)
    return price, paid, full - paid


def energy_cost(p: Powertrains, t: Tariffs, index: int, vintage: int) -> Array:
    """Cost of energy of a car bought in a year, (K, D) [CNY/km]."""
    charged = p.electricity_use[vintage] / t.charging_efficiency[index]
    return as_array(p.petrol_use[vintage] * t.petrol[index] + charged * t.electricity[index])


def attributes_utility(
    p: Powertrains, t: Tariffs, taste: Taste, index: int, vintage: int, pack_price: Array
) -> Array:
    """Utility of price and running cost against the petrol car.

    Parameters
    ----------
    p : Powertrains
    t : Tariffs
    taste : Taste
    index, vintage : int
        As of `purchase_taxes`.
    pack_price : array [CNY/kWh], (D,)
        The market's.

    Returns
    -------
    array [1], (K, D)
    """
    price, tax, _ = purchase_taxes(p, t, index, vintage, pack_price)
    paid = price + tax - p.subsidy[vintage]
    running = energy_cost(p, t, index, vintage)
    return as_array(
        taste.price * (paid - paid[p.petrol]) + taste.running_cost * (running - running[p.petrol])
    )


def battery_extra(p: Powertrains, taste: Taste, vintage: int, access: Array) -> Array:
    """Utility of a battery car beyond price and running cost, by the published study, (D,) [1]."""
    reach = distance_utility(p.battery_range[vintage], taste.reference_range, taste.range)
    return taste.battery + reach + taste.fast_charging * access


def calibrated_extras(split: Array, utility: Array, p: Powertrains, battery: Array) -> Array:
    """Utility of each car beyond price and running cost that gives the splits of a year, (K, D).

    The petrol car has none and the battery car that of the study; a logit then gives the others theirs from
    the split among cars with and without plug. Commercial vehicles get none.

    Parameters
    ----------
    split : array [1], (K, D)
        Shares as they happened, within cars with plug and within cars without.
    utility : array [1], (K, D)
        See `attributes_utility`.
    p : Powertrains
        Rows.
    battery : array [1], (D,)
        See `battery_extra`.

    Returns
    -------
    array [1], (K, D)
    """
    extra = np.full(np.broadcast_shapes(split.shape, utility.shape, (1, *battery.shape)), -np.inf)
    for row, base, known in ((p.plug_in, p.battery, battery), (p.no_plug, p.petrol, np.zeros_like(battery))):
        sold = np.where(split[row] > 0, split[row], 1.0)
        odds = np.log(sold) - np.log(split[base])
        found = known + utility[base] - utility[row] + odds
        extra[row] = np.where(split[row] > 0, found, -np.inf)
    return extra
