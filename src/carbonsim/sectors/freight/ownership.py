"""Cost of a truck to its first owner, per kilometre: what buyers compare.

P powertrains, S duties, F fuels, D draws.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE
from carbonsim.core.finance import capital_recovery_factor, discount_factor, purchase_tax
from carbonsim.core.late import dataclass
from carbonsim.core.possible import ImpossibleError
from carbonsim.core.types import Array, Number, as_array
from carbonsim.kernel.goods import Prices
from carbonsim.sectors.freight.equations import stop_hours
from carbonsim.sectors.freight.payload import packs_of
from carbonsim.sectors.freight.plug_charging import plug_hours, plug_price, way_hours
from carbonsim.sectors.freight.swapping import swap_energy_cost
from carbonsim.sectors.freight.tariffs import Tariffs
from carbonsim.sectors.freight.trucks import Trucks


def annual_ownership_cost(
    price: Number,
    tax_less_subsidy: Number,
    financed: Number,
    residual: Number,
    discount_rate: Number,
    years: Number,
) -> Array:
    r"""Yearly cost of owning, from buying to selling on.

    .. math:: c = \mathrm{CRF}(r, n)\,\left(P f + T - \rho P (1+r)^{-n}\right)

    Parameters
    ----------
    price : array [CNY]
        :math:`P`.
    tax_less_subsidy : array [CNY]
        Paid at once with the price, :math:`T`.
    financed : array [1]
        Present value of the credit per price, :math:`f`; see `financed_price_factor`.
    residual : array [1]
        Price at the end over the price new, :math:`\rho`.
    discount_rate : array [1/yr]
        The owner's, :math:`r`.
    years : array [yr]
        :math:`n`.

    Returns
    -------
    array [CNY/yr]

    Examples
    --------
    Without interest, a truck of 330,000 sold at 30 % after 6 years loses 38,500 a year.

    >>> round(float(annual_ownership_cost(330_000.0, 0.0, 1.0, 0.3, 0.0, 6.0)), 2)
    38500.0
    """
    value = price * financed + tax_less_subsidy
    value = value - residual * price * discount_factor(discount_rate, years)
    return capital_recovery_factor(discount_rate, years) * value


@dataclass(frozen=True)
class ServiceLevel:
    """Refuelling service level of the public stations.

    Attributes
    ----------
    public : array [1], (S, D)
        Share of the energy of swapping trucks that is sought at them.
    unserved : array [1], (D,)
        Share of it that has to be charged by plug.
    wait : array [h], (D,)
        Mean wait for a swap.
    """

    public: Array
    unserved: Array
    wait: Array


def cost_per_kilometre(p: Trucks, year: int, prices: Prices, tariff: Tariffs, service: ServiceLevel) -> Array:
    r"""Cost of ownership of a truck bought in a year, over the kilometres of its first owner, (P, S, D).

    .. math:: c = C/m + u + \ell\,(1 - d) + e\,p + h\,v

    Owning (`annual_ownership_cost`, insurance) over the yearly mileage :math:`m`, upkeep :math:`u`, toll
    :math:`\ell` with its discount :math:`d`, energy :math:`e` at its price with allowances :math:`p`, and the
    driver's time at the wheel and at stops :math:`h`.

    Returns
    -------
    array [CNY/km]
    """
    drives, vintage = p.powertrains, p.oldest + year
    pack = packs_of(p, vintage)
    energy = p.energy_use * (p.consumption_index[vintage] * p.use_index[year])[:, None]
    kilowatt_hour = energy_prices(p, year, tariff.fee, service) + carbon_prices(p, year, prices)[:, None]
    owning = cost_of_owning(p, year, pack, prices.battery, tariff.rent)
    hours = driver_hours(p, year, energy, 1.0, stored_energy(p, year, pack), service)
    return as_array(
        owning / (p.mileage_of_owner * p.mileage_index[year])
        + (drives.maintenance[:, None] + p.duties.toll * toll_share(p, year)[:, None])
        + energy * kilowatt_hour
        + hours * p.refuelling.value_of_time[year]
    )


def cost_of_owning(p: Trucks, year: int, pack: Array, pack_price: Array, rent: Array) -> Array:
    """Yearly cost of a truck and its pack that stands still.

    It is in proportion to what is paid, so that it is formed once for each unit of price.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    pack : array [kWh], (P, S, D)
        Of the truck.
    pack_price : array [CNY/kWh], (D,)
    rent : array [CNY/kWh/yr], (D,)
        Of a pack.

    Returns
    -------
    array [CNY/yr], (P, S, D)
    """
    drives, vintage = p.powertrains, p.oldest + year
    rates = (p.purchase.owner_discount_rate, p.purchase.holding_years)
    vat, rate = p.drivers.vat_rate[year], p.purchase.tax_rate[year]
    tax = purchase_tax(1.0, vat, rate, drives.tax_exemption[vintage], np.inf)
    each = annual_ownership_cost(1.0, tax, p.financed, drives.residual_value, *rates)  # P, D
    body = p.vehicle_price[vintage] * each - capital_recovery_factor(*rates) * drives.subsidy[vintage]
    bought = (1.0 - drives.battery_leased) * (pack_price * p.packs.price_ratio[year]) * each
    per_kwh = bought + drives.battery_leased * rent
    return as_array(pack * per_kwh[:, None] + (body + drives.insurance)[:, None])


def stored_energy(p: Trucks, year: int, pack: Array) -> Array:
    """Energy between two stops.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    pack : array [kWh], (P, S, D)
        Of a truck.

    Returns
    -------
    array [kWh], (P, S, D)
    """
    return as_array(pack * p.packs.usable_depth[year] + p.powertrains.tank_energy[:, None])


def toll_share(p: Trucks, year: int) -> Array:
    """Part of the toll that trucks pay, (P, D)."""
    return as_array(1.0 - p.refuelling.toll_discount[year] * p.powertrains.electric_drive)


def energy_prices(p: Trucks, year: int, fee: Array, service: ServiceLevel) -> Array:
    """Price of energy from tank or pack without the rent of packs.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    fee : array [CNY/kWh], (D,)
        Of a swap.
    service : ServiceLevel

    Returns
    -------
    array [CNY/kWh], (P, S, D)
    """
    drives, efficiency = p.powertrains, p.refuelling.charging_efficiency[year]
    pump = p.fuels.price[year] / p.fuels.energy  # F, D [CNY/kWh]
    plug, on_way = plug_price(p, year) / efficiency, p.refuelling.public_charging_price[year] / efficiency
    unserved = service.public * service.unserved  # S, D: has to be charged by plug
    at_station = swap_energy_cost(1.0, p.drivers.electricity_tariff[year], fee)
    swapped = (1.0 - unserved) * at_station + unserved * on_way
    bought = (pump[fuel] if fuel >= 0 else plug for fuel in drives.fuel_row)
    prices = [swapped if swaps else price for swaps, price in zip(drives.swap, bought, strict=True)]
    return np.stack([np.broadcast_to(price, unserved.shape) for price in prices])


def stop_time(p: Trucks, year: int, service: ServiceLevel) -> Array:
    """Working time of a stop for energy, (P, S, D) [h]."""
    drives, charging = p.powertrains, plug_hours(p, year)
    unserved = service.public * service.unserved
    at_station = service.public * (1.0 - service.unserved) * service.wait
    swapping = unserved * way_hours(p, year) + at_station
    extra = [
        swapping if swaps else charging if plugs else 0.0 * charging
        for swaps, plugs in zip(drives.swap, drives.plug, strict=True)
    ]
    rows = zip(drives.stop_time, extra, strict=True)
    return np.stack([np.broadcast_to(time + more, unserved.shape) for time, more in rows])


def driver_hours(
    p: Trucks, year: int, energy: Array, kilometres: Array | float, stored: Array, service: ServiceLevel
) -> Array:
    """Working time that driving and its stops take.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    energy : array [kWh/yr], (P, S, D)
        From tank or pack in a year; that of a kilometre gives the time of a kilometre.
    kilometres : array [km/yr], (P, S, D)
        Driven with it.
    stored : array [kWh], (P, S, D)
        Between two stops.
    service : ServiceLevel

    Returns
    -------
    array [h/yr], (P, S, D)
    """
    try:
        stops = stop_hours(energy, stored, stop_time(p, year, service))
    except ImpossibleError as error:
        raise error.of(p.powertrains.names, p.duties.names) from error
    return as_array(stops + kilometres / p.refuelling.speed)


def carbon_prices(p: Trucks, year: int, prices: Prices) -> Array:
    """Cost of allowances for energy from the tank, (P, D) [CNY/kWh]."""
    factor = p.fuels.emission_factor[year] / p.fuels.energy / KILOGRAMS_PER_TONNE  # F, D [t CO2/kWh]
    by_row = [factor[row] if row >= 0 else np.zeros_like(factor[0]) for row in p.powertrains.fuel_row]
    return as_array(np.stack(by_row) * (prices.carbon * p.paid_carbon_share[year]))


def refuse_free_trucks(p: Trucks, cost: Array, vintage: int) -> None:
    """Refuse costs of which one on offer is not above 0: buyers compare them by their ratios."""
    free = (cost <= 0) & p.powertrains.offered[:, None, None]
    subsidised = free & (p.powertrains.subsidy[vintage] > 0)[:, None]
    for where, cause in (
        (subsidised, "its subsidy is above what it costs"),
        (free, "look at its prices and at its residual value"),
    ):
        if where.any():
            error = ImpossibleError(f"a cost is not positive: {cause}", where)
            raise error.of(p.powertrains.names, p.duties.names)
