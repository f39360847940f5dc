"""Which trucks buyers want: the choice of those who consider a battery truck, and how many do.

The record tells of the nation whose registrations it counts; a region takes awareness and constants from it
and goes on with its own costs and its own network. P powertrains, S duties, D draws.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.diffusion import imitation_growth, log_odds, share_of_log_odds, won_over
from carbonsim.core.late import dataclass
from carbonsim.core.nested_choice import ChoiceBySet
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.freight.access import Access
from carbonsim.sectors.freight.choice import (
    appeal,
    choice_of_considering,
    cost_utility,
    engine_constants,
    swap_constant,
    with_bought,
    with_constants,
)
from carbonsim.sectors.freight.trucks import Trucks

#: Share of buyers with a swap station of their own, at least and at most, that the record can tell.
LEAST_OWN, MOST_OWN = 0.005, 0.95
#: Share of sales below which nobody chooses a powertrain: what is recorded, over less, would not be finite.
LEAST_CHOSEN = 1e-200


@dataclass(frozen=True)
class Buyers:
    """Buyers at the end of a year.

    Attributes
    ----------
    awareness : array [1], (D,)
        Log odds of considering a battery truck.
    appeal : array [1], (D,)
        See `choice.appeal`.
    ruled : array [1], (D,)
        Share of sales that only rules brought.
    engines : array [1], (P, D)
        Constants of engines, from the last year of the record.
    swap : array [1], (D,)
        Constant of swapping, likewise.
    own : array [1], (D,)
        Share of buyers with a swap station of their own, likewise.
    possible : array [1], (D,)
        Share of battery trucks of the nation, had all considered one in the last year of the record.
    """

    awareness: Array
    appeal: Array
    ruled: Array
    engines: Array
    swap: Array
    own: Array
    possible: Array


def first_buyers(p: Trucks) -> Buyers:
    """Buyers before the record has ended: nothing is known of them yet."""
    none = np.zeros(p.inputs.draws)
    engines = np.zeros((len(p.powertrains.names), p.inputs.draws))
    return Buyers(none, none, none, engines, none, none, none)


def buyers_of_record(p: Trucks, vintage: int, cost: Array, here: Access) -> Buyers:
    """Buyers at the end of a year of the record: what its sales say of them.

    Parameters
    ----------
    p : Trucks
    vintage : int
        The year, among the years of sale.
    cost : array [CNY/tkm], (P, S, D)
        Of a truck bought in it.
    here : Access
        Of the nation.
    """
    drives, recorded = p.powertrains, p.record_share(vintage)
    utility = cost_utility(p, cost)
    engines = engine_constants(p, utility, recorded)
    utility = with_constants(p, utility, engines, p.adoption.swap_constant)
    battery, swapped = (recorded[rows].sum(axis=0) for rows in (drives.battery, drives.swap))
    of_battery = swapped / np.where(battery > 0, battery, 1.0)
    own = own_access(p, utility, here, of_battery)
    added = swap_constant(p, utility, here.sets(own), of_battery)
    swap = p.adoption.swap_constant + added
    utility = utility + np.where(drives.swap[:, None, None], added, 0.0)
    choice = choice_of_considering(p, utility)
    shares = choice.shares(here.sets(own))
    possible = (shares[drives.battery].sum(axis=0) * p.duties.share_of_sales).sum(axis=0)
    ahead = p.adoption.bought_ahead * battery
    bought = (battery - ahead) / (1.0 - ahead)
    considering = np.minimum(bought / possible, p.adoption.awareness_limit)
    return Buyers(
        awareness=log_odds(considering),
        appeal=appeal(p, choice),
        ruled=np.zeros(p.inputs.draws),
        engines=engines,
        swap=swap,
        own=own,
        possible=as_array(possible),
    )


def own_access(p: Trucks, utility: Array, here: Access, swapped: Array) -> Array:
    r"""Share of buyers with a swap station of their own that gives the share of swapping, (D,).

    Shares of sales are linear in the share of those who have one, so that it has a closed form: with
    :math:`s` of swapping and :math:`b` of all battery trucks, without (0) and with (1) stations of their own,

    .. math:: h = \frac{\sigma b_0 - s_0}{(s_1 - s_0) - \sigma (b_1 - b_0)}

    Parameters
    ----------
    p : Trucks
    utility : array [1], (P, S, D)
    here : Access
        Of the nation.
    swapped : array [1], (D,)
        Share of swapping among battery trucks sold, :math:`\sigma`.
    """
    choice, of_swap, of_battery = choice_of_considering(p, utility), [], []
    for sets in (here.without, here.with_own):
        by_row = (choice.shares(sets) * p.duties.share_of_sales).sum(axis=1)
        of_swap.append(by_row[p.powertrains.swap].sum(axis=0))
        of_battery.append(by_row[p.powertrains.battery].sum(axis=0))
    missing = swapped * of_battery[0] - of_swap[0]
    gained = (of_swap[1] - of_swap[0]) - swapped * (of_battery[1] - of_battery[0])
    gains = gained > LEAST_CHOSEN
    share = np.where(gains, missing / np.where(gains, gained, 1.0), MOST_OWN)
    return as_array(np.clip(share, LEAST_OWN, MOST_OWN))


def buyers_of_year(p: Trucks, buyers: Buyers, year: int, cost: Array) -> tuple[Buyers, ChoiceBySet]:
    """Buyers of a year after the record, and their choice whatever they could use, (P, S, D).

    Parameters
    ----------
    p : Trucks
    buyers : Buyers
        At the end of the year before.
    year : int
        Index in the horizon.
    cost : array [CNY/tkm], (P, S, D)
        Of a truck bought in the year.
    """
    utility = with_constants(p, cost_utility(p, cost), buyers.engines, buyers.swap)
    choice = choice_of_considering(p, utility)
    return replace(buyers, awareness=_imitating(p, buyers, year), appeal=appeal(p, choice)), choice


def wanted_shares(
    p: Trucks, buyers: Buyers, year: int, choice: ChoiceBySet, sets: Array
) -> tuple[Array, Buyers]:
    """Shares of sales that buyers want in a year after the record, (P, S, D), and the buyers at its end.

    Parameters
    ----------
    p : Trucks
    buyers : Buyers
        Of the year.
    year : int
        Index in the horizon.
    choice : ChoiceBySet
        Theirs.
    sets : array [1], (2 ** R, S, D)
        Shares of buyers of the region by what they could use.
    """
    drives, shares = p.powertrains, choice.shares(sets)
    chosen = share_of_log_odds(buyers.awareness) * shares[drives.battery].sum(axis=0)  # S, D
    ruled = _brought_by_rules(p, year, chosen, 1.0 - sets[0])
    share = with_bought(shares, drives.battery, chosen + ruled)
    niche = drives.niche_share[p.oldest + year][:, None]
    share = share * (1.0 - niche.sum(axis=0)) + niche
    of_all = as_array((ruled * p.duties.share_of_sales).sum(axis=0))
    return as_array(share), replace(buyers, ruled=of_all)


def _brought_by_rules(p: Trucks, year: int, chosen: Array, could: Array) -> Array:
    r"""Share of sales that rules bring beyond what is chosen, as far as trucks could do the work, (S, D).

    .. math:: r = u\,\max\bigl(0,\ \min(m, \Phi) - a S\bigr)
    """
    asked = np.minimum(p.adoption.rule_share[year], could)
    return as_array(p.duties.under_rule * np.maximum(0.0, asked - chosen))


def _imitating(p: Trucks, buyers: Buyers, year: int) -> Array:
    """Log odds moved by what was bought the year before, by choice or by rule, and by chance, (D,)."""
    imitation = p.adoption.imitation
    odds = buyers.awareness + imitation_growth(imitation, buyers.appeal, 0.0, 1.0) * YEAR
    odds = won_over(odds, imitation, buyers.ruled)
    return as_array(odds + p.adoption.volatility * p.adoption.surprise[year])
