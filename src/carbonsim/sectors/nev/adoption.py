"""Which cars are bought: the choice of those who consider a plug-in car, and how many do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.choice import inclusive_value, logit_shares
from carbonsim.core.diffusion import imitation_growth, share_of_log_odds, won_over
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.choice import (
    alternative_specific_constants,
    attributes_utility,
    battery_constant,
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
    """

    awareness: Array
    probability: Array
    ruled: Array
    constants: Array
    access: Array


@dataclass(frozen=True)
class Demand:
    """Cars that buyers want in one year.

    Attributes
    ----------
    shares : array [1], (K, D)
        Of cars sold.
    without_plug : array [1], (K, D)
        The same where buyers of plug-in cars take what others do.
    """

    shares: Array
    without_plug: Array


def first_buyers(p: Cars) -> Buyers:
    """Buyers before the horizon: the first year, one of the history, says all that is to be known of them."""
    none = np.zeros(p.inputs.draws)
    return Buyers(none, none, none, np.zeros((len(p.powertrains.names), p.inputs.draws)), none)


def demand_that_happened(p: Cars, vintage: int, pack_price: Array, access: Array) -> tuple[Demand, Buyers]:
    """A year of the history: what its sales say of the buyers."""
    cars, split, share = p.powertrains, p.powertrains.split[vintage], p.record.plug_in_share[vintage]
    utility = attributes_utility(p, vintage, pack_price)
    of_battery = battery_constant(p, vintage, access)
    probability = choice_probability(
        utility[cars.battery] + of_battery, split[cars.battery], split[cars.petrol]
    )
    shares = np.where(cars.plug_in[:, None], share, 1.0 - share) * split
    shares = np.where(cars.car[:, None], shares, 0.0)
    others = np.where(cars.no_plug[:, None], split, 0.0)
    buyers = Buyers(
        awareness=log_odds_of_awareness(share, probability),
        probability=probability,
        ruled=np.zeros_like(probability),
        constants=alternative_specific_constants(split, utility, p, of_battery),
        access=access,
    )
    return Demand(shares, others), buyers


def demand_ahead(
    p: Cars, buyers: Buyers, vintage: int, pack_price: Array, access: Array
) -> tuple[Demand, Buyers]:
    """A year to come: the choice, imitation since the year before, and what rules ask for."""
    cars, year = p.powertrains, vintage - p.first
    awareness = _imitating(p, buyers, year)
    utility = attributes_utility(p, vintage, pack_price) + buyers.constants
    utility = utility + _gained(p, buyers, vintage, access)
    plug, other = (
        np.where((rows & cars.offered)[:, None], utility, -np.inf) for rows in (cars.plug_in, cars.no_plug)
    )
    probability = share_of_log_odds(inclusive_value(plug) - inclusive_value(other))
    chosen = share_of_log_odds(awareness) * probability
    bought = np.maximum(chosen, p.purchase.minimum_share[year])
    others = logit_shares(other)
    shares = logit_shares(plug) * bought + others * (1.0 - bought)
    after = Buyers(awareness, probability, bought - chosen, buyers.constants, buyers.access)
    return Demand(shares, others), after


def _gained(p: Cars, buyers: Buyers, vintage: int, access: Array) -> Array:
    """Utility that a longer range and more charge points have added since the history ended, (K, D).

    Only cars that run on the plug alone depend on either.
    """
    last = p.until - int(p.span[0])
    gain = battery_constant(p, vintage, access) - battery_constant(p, last, buyers.access)
    return np.where(p.powertrains.plug_only[:, None], gain, 0.0)


def _imitating(p: Cars, buyers: Buyers, year: int) -> Array:
    """Log odds moved by what was bought the year before, by choice or by rule, and by chance, (D,)."""
    imitation = p.diffusion.imitation
    odds = buyers.awareness + imitation_growth(imitation, buyers.probability, 0.0, 1.0)
    odds = won_over(odds, imitation, buyers.ruled)
    return as_array(odds + p.diffusion.volatility * p.diffusion.surprise[year])
