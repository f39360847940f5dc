"""Counterfactual years: the past with other policies, buyers being as they were.

What is known of the buyers of a year, how many considered a plug-in car and what they thought of it, is
taken as it was; policies alone are taken away. What policies did to later years, through those whom their
buyers won over and through cheaper batteries, is therefore not in it: a year without them after years without
them would have had fewer buyers still. Nor is what cannot be sized: credits that makers had to earn, and
privileges in traffic.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.anticipation import price_rise
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.sectors.nev.car_prices import car_price, of_cars, tax_paid
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.choice import (
    alternative_specific_constants,
    attributes_utility,
    battery_constant,
    choose,
)
from carbonsim.sectors.nev.equations import charging_access
from carbonsim.sectors.nev.parameters import NevParameters
from carbonsim.sectors.nev.price_response import segment_elasticity

SUBSIDIES, TAX_RELIEF, QUOTAS = "subsidies", "tax-relief", "plate-quotas"
#: Policies that can be taken away.
POLICIES = (SUBSIDIES, TAX_RELIEF, QUOTAS)


@dataclass(frozen=True)
class Year:
    """A year of the past without some policies, (D,) each.

    Attributes
    ----------
    share, market : array [1], [car/yr]
        Share of plug-in cars, and cars sold, as they happened.
    share_without, market_without : array [1], [car/yr]
        The same without the policies.
    elasticity : array [1]
        Of sales of plug-in cars with respect to what is paid for all of them, see `segment_elasticity`.
    """

    share: Array
    market: Array
    share_without: Array
    market_without: Array
    elasticity: Array


def year_without(p: Cars, vintage: int, removed: frozenset[str]) -> Year:
    """A year of the history without some policies.

    Parameters
    ----------
    p : Cars
    vintage : int
        Place of the year in the span of the parameters.
    removed : frozenset of str
        Of `POLICIES`.

    Returns
    -------
    Year
    """
    access = charging_access(
        p.history.public_chargers[vintage], p.history.car_stock[vintage], p.charging.chargers_for_half
    )
    price = car_price(p, vintage, p.drivers.pack_price[vintage])
    before, after = paid_without(p, vintage, price, frozenset()), paid_without(p, vintage, price, removed)
    utility = attributes_utility(p, vintage, before)
    battery = battery_constant(p, vintage, access, p.choice.calibration)
    constants = alternative_specific_constants(p.powertrains.split[vintage], utility, p, battery)
    on_sale = p.powertrains.car
    then = choose(p, utility + constants, on_sale)
    without = choose(p, attributes_utility(p, vintage, after) + constants, on_sale)
    share = p.record.plug_in_share[vintage] + np.zeros_like(then.probability)
    kept = 1.0
    if QUOTAS in removed:
        kept = 1.0 - p.history.limited_cities_share[vintage] * p.history.quota_effect
    elasticity = p.choice.price_elasticity
    considering = np.minimum(share / then.probability, 1.0)
    dearer = without.dearer(considering, price_rise(after, before), elasticity)
    market = p.history.car_sales[vintage] + np.zeros_like(share)
    return Year(
        share=share,
        market=market,
        share_without=share * without.probability / then.probability * kept,
        market_without=market * np.exp(p.market.elasticity * dearer),
        elasticity=segment_elasticity(elasticity, then.probability),
    )


def paid_without(p: NevParameters, vintage: int, price: Array, removed: frozenset[str]) -> Array:
    """Price with purchase tax after subsidy, without some policies.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    price : array [CNY/vehicle], (K, D)
        See `car_price`.
    removed : frozenset of str
        Of `POLICIES`.

    Returns
    -------
    array [CNY/vehicle], (K, D)
        Of commercial vehicles, which no buyer of a car looks at, the petrol car's.
    """
    relief = p.purchase.tax_relief[vintage]
    paid = price + tax_paid(p, vintage, price, np.zeros_like(relief) if TAX_RELIEF in removed else relief)
    if SUBSIDIES not in removed:
        paid = paid - p.powertrains.subsidy[vintage]
    return of_cars(p, paid)
