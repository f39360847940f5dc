"""The record: what sales of past years say of buyers, and those sales by duty.

It follows from parameters alone, and is that of the nation, whatever stations a region or a plan has: policy
case and baseline have one past.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.access import Access, access_of_nation
from carbonsim.sectors.freight.adoption import LEAST_CHOSEN, Buyers, buyers_of_record
from carbonsim.sectors.freight.choice import choice_of_considering, cost_utility, with_constants
from carbonsim.sectors.freight.ownership import ServiceLevel, cost_per_kilometre, refuse_free_trucks
from carbonsim.sectors.freight.payload import payload
from carbonsim.sectors.freight.tariffs import tariffs
from carbonsim.sectors.freight.trucks import Trucks

#: Rounds in which rows and columns are scaled to their sums in turn: each takes off half of what is left
#: and mostly nine tenths, until rounding is.
ROUNDS = 30


@dataclass(frozen=True)
class Record:
    """Recorded years of the horizon, by index.

    Attributes
    ----------
    buyers : tuple of Buyers
    shares : tuple of array [1], (P, S, D)
        Shares of sales by duty.
    """

    buyers: tuple[Buyers, ...]
    shares: tuple[Array, ...]


def recorded(p: Trucks) -> Record:
    """Recorded years of a scenario."""
    return p.inputs.memoised(_recorded)


def _recorded(inputs: Inputs) -> Record:
    p, buyers, shares = Trucks(inputs), [], []
    for year in range(len(inputs.years)):
        if not p.is_recorded(year):
            break
        vintage, nation = p.oldest + year, access_of_nation(p, p.oldest + year)
        cost = cost_without_waiting(p, year, nation, p.drivers.pack_price[vintage])
        buyers.append(buyers_of_record(p, vintage, cost, nation))
        shares.append(shares_by_duty(p, vintage, buyers[-1], cost, nation))
    return Record(tuple(buyers), tuple(shares))


def cost_without_waiting(p: Trucks, year: int, nation: Access, pack_price: Array) -> Array:
    """Cost of a truck bought in a year in the nation, whose stations nobody waits at, (P, S, D) [CNY/tkm].

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    nation : Access
    pack_price : array [CNY/kWh], (D,)
    """
    vintage, none = p.oldest + year, np.zeros(p.inputs.draws)
    prices = Prices(pack_price, none, none, p.drivers.carbon_price[year])
    service = ServiceLevel(nation.public, none, none)
    cost = cost_per_kilometre(p, year, prices, tariffs(p, year, pack_price), service)
    cost = as_array(cost / (p.load(year) * payload(p, vintage)))
    refuse_free_trucks(p, cost, vintage)
    return cost


def shares_by_duty(p: Trucks, vintage: int, buyers: Buyers, cost: Array, nation: Access) -> Array:
    """Shares of sales of a recorded year by duty, (P, S, D), of which the mean is the record.

    Parameters
    ----------
    p : Trucks
    vintage : int
        The year, among the years of sale.
    buyers : Buyers
        As the year says they were.
    cost : array [CNY/tkm], (P, S, D)
        Of a truck bought in it.
    nation : Access
        Of the nation whose sales are counted.
    """
    recorded, weight = p.record_share(vintage), p.duties.share_of_sales
    utility = with_constants(p, cost_utility(p, cost), buyers.engines, buyers.swap)
    considering = share_of_log_odds(buyers.awareness)
    battery = p.powertrains.battery
    shares = choice_of_considering(p, utility).shares(nation.sets(buyers.own))
    possible = shares[battery].sum(axis=0)
    left = (1.0 - considering * possible) / (1.0 - possible)
    shares = np.where(battery[:, None, None], shares * considering, shares * left)
    # what is not chosen, or by next to nobody, is spread evenly
    is_chosen = p.powertrains.chosen[:, None] & ((shares * weight).sum(axis=1) > LEAST_CHOSEN)
    shares = np.where(is_chosen[:, None], shares, recorded[:, None])
    for _ in range(ROUNDS):
        shares = shares / shares.sum(axis=0)
        mean = (shares * weight).sum(axis=1)
        shares = shares * np.where(mean > 0, recorded / np.where(mean > 0, mean, 1.0), 0.0)[:, None]
    return as_array(shares)
