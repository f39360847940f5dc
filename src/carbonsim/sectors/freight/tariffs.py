"""Tariffs of swapping: the rent of packs and the fee of a swap, which follow the price of packs.

The fee is what covers a station's costs at a use that operators reckon with, not at the use that they find:
a station that is emptier loses, and does not get dearer for it.
"""

from __future__ import annotations

from carbonsim.core.conversions import DAYS_PER_YEAR
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, Number, as_array
from carbonsim.sectors.freight.pack_rent import pack_rent
from carbonsim.sectors.freight.payload import packs_of
from carbonsim.sectors.freight.trucks import Trucks


def break_even_fee(fixed: Number, swaps: Number, energy: Number, labour: Number, losses: Number) -> Array:
    r"""Fee at which a station covers its costs.

    .. math:: s = \frac{F / n + l}{e} + v

    Parameters
    ----------
    fixed : array [CNY/station/yr]
        Costs that do not depend on its use, :math:`F`.
    swaps : array [1/station/yr]
        :math:`n`.
    energy : array [kWh]
        Of a swap, :math:`e`.
    labour : array [CNY]
        Of a swap, :math:`l`.
    losses : array [CNY/kWh]
        Of charging, for each kilowatt-hour handed over, :math:`v`.

    Returns
    -------
    array [CNY/kWh]

    Examples
    --------
    >>> round(float(break_even_fee(1_620_000.0, 45 * 365.0, 320.0, 30.0, 0.0)), 3)
    0.402
    """
    return as_array((fixed / swaps + labour) / energy + losses)


@dataclass(frozen=True)
class Tariffs:
    """Tariffs of a year, (D,).

    Attributes
    ----------
    rent : array [CNY/kWh/yr]
        Of a pack.
    fee : array [CNY/kWh]
        Of a swap beyond the electricity, at the use that operators reckon with.
    """

    rent: Array
    fee: Array


def tariffs(p: Trucks, year: int, pack_price: Array) -> Tariffs:
    """Tariffs of a year.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    pack_price : array [CNY/kWh], (D,)
        On the market.

    Returns
    -------
    Tariffs
    """
    swap = p.swap
    each = pack_rent(1.0, swap.rent_return, p.packs.years, swap.rent_residual, swap.rent_margin)
    rent = as_array(pack_price * p.packs.price_ratio[year] * each)
    swaps = swap.fee_swaps[year] * DAYS_PER_YEAR
    energy = pack_on_sale(p, year) * p.packs.usable_depth[year]
    fixed, losses = fixed_costs(p, year, rent), losses_of_swapping(p, year)
    return Tariffs(rent, break_even_fee(fixed, swaps, energy, swap.labour[year], losses))


def fixed_costs(p: Trucks, year: int, rent: Array) -> Array:
    """Costs of a station that do not depend on its use.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    rent : array [CNY/kWh/yr], (D,)
        Of a pack.

    Returns
    -------
    array [CNY/station/yr], (D,)
    """
    swap = p.swap
    packs = swap.blocks[year] * swap.block_capacity[year] * rent
    connection = swap.capacity_charge[year] * swap.grid_connection[year]
    capital = swap.station_price[year] * (p.station_return + swap.upkeep)
    return as_array(capital + packs + swap.site_rent[year] + connection)


def losses_of_swapping(p: Trucks, year: int) -> Array:
    """Cost of the losses of charging in stations, (D,) [CNY/kWh] into packs."""
    return as_array(p.drivers.electricity_tariff[year] * (1.0 / p.swap.grid_to_battery[year] - 1.0))


def packs_on_sale(p: Trucks, year: int) -> Array:
    """Mean pack of the swapping trucks on sale, (S, D) [kWh/truck]; a block where there are none to buy."""
    packs, sold = packs_of(p, p.oldest + year), p.powertrains.swap & p.powertrains.offered
    if sold.any():
        return as_array(packs[sold].mean(axis=0))
    return as_array(p.swap.block_capacity[year] + 0.0 * packs[0])


def pack_on_sale(p: Trucks, year: int) -> Array:
    """Mean pack of the swapping trucks on sale over duties on the network, (D,) [kWh/truck]."""
    served = p.duties.on_network * p.duties.block_fit * p.duties.share_of_sales
    served = served + (served.sum(axis=0) <= 0)
    return as_array((packs_on_sale(p, year) * served).sum(axis=0) / served.sum(axis=0))
