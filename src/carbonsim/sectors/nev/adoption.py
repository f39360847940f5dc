"""Which cars are bought: the choice of those who consider a plug-in car, and how many do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.core.anticipation import price_rise
from carbonsim.core.diffusion import imitation_growth, share_of_log_odds, won_over
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.car_prices import CarPrices, car_prices
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.choice import (
    alternative_specific_constants,
    attributes_utility,
    battery_constant,
    choose,
    range_and_charging,
)
from carbonsim.sectors.nev.equations import choice_probability
from carbonsim.sectors.nev.estimation import log_odds_of_awareness


@dataclass(frozen=True)
class Buyers:
    """Buyers at the end of a year.

    Attributes
    ----------
    awareness : array [1], (D,)
        Log odds of considering a plug-in car.
    probability : array [1], (D,)
        Conditional choice probability: of those who consider one, the share that buys one.
    ruled : array [1], (D,)
        Share of sales that only rules for makers brought.
    constants : array [1], (K, D)
        Alternative-specific constants of the last year of the history.
    access : array [1], (D,)
        Charging access then.
    paid : array [CNY/vehicle], (K, D)
        What they paid then.
    """

    awareness: Array
    probability: Array
    ruled: Array
    constants: Array
    access: Array
    paid: Array


@dataclass(frozen=True)
class Demand:
    """Cars that buyers want in one year.

    Attributes
    ----------
    shares : array [1], (K, D)
        Of cars sold.
    prices : CarPrices
        Of cars on sale.
    dearer : array [1], (D,)
        Rise of the logarithm of what buyers pay since the history, see `Choice.dearer`.
    """

    shares: Array
    prices: CarPrices
    dearer: Array


def first_buyers(p: Cars) -> Buyers:
    """Buyers before the horizon: the first year, one of the history, says all that is to be known of them."""
    none = np.zeros(p.inputs.draws)
    of_cars = np.zeros((len(p.powertrains.names), p.inputs.draws))
    return Buyers(none, none, none, of_cars, none, of_cars)


def demand_that_happened(p: Cars, vintage: int, pack_price: Array, access: Array) -> tuple[Demand, Buyers]:
    """A year of the history: what its sales say of the buyers."""
    cars, split, share = p.powertrains, p.powertrains.split[vintage], p.record.plug_in_share[vintage]
    prices = car_prices(p, vintage, pack_price)
    utility = attributes_utility(p, vintage, prices.paid)
    of_battery = battery_constant(p, vintage, access, p.choice.calibration)
    probability = choice_probability(
        utility[cars.battery] + of_battery, split[cars.battery], split[cars.petrol]
    )
    plug_in = np.zeros_like(share) if p.without_plugs else share
    shares = np.where(cars.plug_in[:, None], plug_in, 1.0 - plug_in) * split
    buyers = Buyers(
        awareness=log_odds_of_awareness(share, probability),
        probability=probability,
        ruled=np.zeros_like(probability),
        constants=alternative_specific_constants(split, utility, p, of_battery),
        access=access,
        paid=prices.paid,
    )
    return Demand(np.where(cars.car[:, None], shares, 0.0), prices, np.zeros_like(probability)), buyers


def demand_ahead(
    p: Cars, buyers: Buyers, vintage: int, pack_price: Array, access: Array
) -> tuple[Demand, Buyers]:
    """A year to come: the choice, imitation since the year before, and what rules ask for."""
    cars, year = p.powertrains, vintage - p.first
    awareness = _imitating(p, buyers, year)
    prices = car_prices(p, vintage, pack_price)
    utility = attributes_utility(p, vintage, prices.paid) + buyers.constants
    utility = utility + _gained(p, buyers, vintage, access)
    choice = choose(p, utility, cars.offered)
    considering = share_of_log_odds(awareness)
    chosen = considering * choice.probability
    bought = np.maximum(chosen, p.purchase.minimum_share[year])
    after = replace(buyers, awareness=awareness, probability=choice.probability, ruled=bought - chosen)
    if p.without_plugs:
        bought = considering = np.zeros_like(bought)
    rise = price_rise(prices.paid, buyers.paid)
    dearer = choice.dearer(considering, rise, p.choice.price_elasticity)
    return Demand(choice.shares(bought), prices, dearer), after


def _gained(p: Cars, buyers: Buyers, vintage: int, access: Array) -> Array:
    """Utility that longer range, more charge points and appeal have added since the history ended, (K, D).

    Only cars that run on the plug alone depend on either. Appeal is gained by any.
    """
    last = p.until - int(p.span[0])
    appeal = p.powertrains.appeal[vintage] - p.powertrains.appeal[last]
    gain = range_and_charging(p, vintage, access) - range_and_charging(p, last, buyers.access)
    return appeal + np.where(p.powertrains.plug_only[:, None], gain, 0.0)


def _imitating(p: Cars, buyers: Buyers, year: int) -> Array:
    """Log odds moved by what was bought the year before, by choice or by rule, and by chance, (D,)."""
    imitation = p.diffusion.imitation
    odds = buyers.awareness + imitation_growth(imitation, buyers.probability, 0.0, 1.0)
    odds = won_over(odds, imitation, buyers.ruled)
    return as_array(odds + p.diffusion.volatility * p.diffusion.surprise[year])
