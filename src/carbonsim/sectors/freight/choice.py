"""Choice of those who consider a battery truck, by cost and by what they could use."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.nested_choice import ChoiceBySet, choice_by_set
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.freight.trucks import Trucks

#: Steps of the fit of a constant to a share; each takes off most of what is left.
STEPS = 12
#: Largest constant of swapping: odds moved twentyfold. What it cannot explain stays unexplained.
MOST = 3.0


def cost_utility(p: Trucks, cost: Array) -> Array:
    r"""Utility of cost against the diesel truck, (P, S, D); what is not on offer or not chosen has none.

    .. math:: u = -\gamma \ln(c / c_{\text{diesel}})

    Parameters
    ----------
    p : Trucks
    cost : array [CNY/tkm], (P, S, D)
        Of those on offer above 0.

    Returns
    -------
    array [1], (P, S, D)
    """
    chosen = (p.powertrains.chosen & p.powertrains.offered)[:, None, None]
    relative = np.where(chosen, cost, 1.0) / cost[p.powertrains.diesel]
    return np.where(chosen, -p.adoption.exponent * np.log(relative), -np.inf)


def with_constants(p: Trucks, utility: Array, engines: Array, swap: Array) -> Array:
    """Utility with what buyers see beyond cost: constants of engines (P, D), and of swapping (D,)."""
    drives = p.powertrains
    beyond = engines + np.where(drives.battery[:, None], p.adoption.battery_constant, 0.0)
    beyond = beyond + np.where(drives.swap[:, None], swap, 0.0)
    return as_array(utility + beyond[:, None])


def choice_of_considering(p: Trucks, utility: Array) -> ChoiceBySet:
    """Choice of buyers who consider a battery truck, whatever set of them they could use, (P, S, D)."""
    return choice_by_set(utility, p.powertrains.battery, p.adoption.nest)


def appeal(p: Trucks, choice: ChoiceBySet) -> Array:
    """Share of battery trucks where all are considered and could do all work, mean over duties, (D,).

    Duties count by their sales in the record, so that no network of a plan moves what buyers tell each
    other: a station lets more of them act on it.
    """
    return as_array((choice.of_nest * p.duties.share_of_sales).sum(axis=0))


def with_bought(shares: Array, battery: NDArray[np.bool_], bought: Array) -> Array:
    """Shares of sales where battery trucks have this share, each among its like as before, (P, S, D).

    Parameters
    ----------
    shares : array [1], (P, S, D)
        Had all buyers considered a battery truck.
    battery : array of bool, (P,)
    bought : array [1], (S, D)
        Share of battery trucks.

    Returns
    -------
    array [1], (P, S, D)
    """
    possible = shares[battery].sum(axis=0)
    return np.where(
        battery[:, None, None],
        shares * (bought / np.where(possible > 0, possible, 1.0)),
        shares * ((1.0 - bought) / (1.0 - possible)),
    )


def engine_constants(p: Trucks, utility: Array, recorded: Array) -> Array:
    """Constants of engines beside diesel, which give the shares among engines of a year, (P, D).

    Parameters
    ----------
    p : Trucks
    utility : array [1], (P, S, D)
        See `cost_utility`.
    recorded : array [1], (P, D)
        Shares of sales of the year; an engine that was not sold has no constant.
    """
    engines = np.flatnonzero(p.powertrains.engine & p.powertrains.offered)
    diesel = int(np.flatnonzero(engines == p.powertrains.diesel)[0])
    sold, weight = recorded[engines], p.duties.share_of_sales
    known = (sold > 0) & (sold[diesel] > 0)
    odds = np.log(np.where(known, sold, 1.0)) - np.log(np.where(sold[diesel] > 0, sold[diesel], 1.0))
    constants = np.zeros((len(engines), p.inputs.draws))
    for _ in range(STEPS):
        raised = np.exp(utility[engines] + constants[:, None])
        mean = (raised / raised.sum(axis=0) * weight).sum(axis=1)
        step = odds - np.log(mean) + np.log(mean[diesel])
        constants = np.where(known, constants + step, 0.0)
    found = np.zeros((len(p.powertrains.names), p.inputs.draws))
    found[engines] = constants
    return found


def swap_constant(p: Trucks, utility: Array, sets: Array, share: Array) -> Array:
    """Utility added to swapping so that its share of battery trucks is met, as far as `MOST`, (D,).

    Parameters
    ----------
    p : Trucks
    utility : array [1], (P, S, D)
        With all constants that are known.
    sets : array [1], (2 ** R, S, D)
    share : array [1], (D,)
        Of swapping among the battery trucks sold.
    """
    swap = p.powertrains.swap[:, None, None]

    def missing(added: Array) -> Array:
        """Swapping trucks sold beyond their share, which rise with their utility."""
        chosen = choice_of_considering(p, utility + np.where(swap, added, 0.0)).shares(sets)
        by_row = (chosen * p.duties.share_of_sales).sum(axis=1)
        battery, swapped = (by_row[rows].sum(axis=0) for rows in (p.powertrains.battery, p.powertrains.swap))
        return as_array(swapped - share * battery)

    low, high = np.full(p.inputs.draws, -MOST), np.full(p.inputs.draws, MOST)
    at_low, at_high, side = missing(low), missing(high), np.zeros(p.inputs.draws)
    never, always = at_high <= 0, at_low >= 0
    # regula falsi; the end that stays loses half of its weight (Illinois), so that it does not stay
    for _ in range(STEPS):
        gap = at_high - at_low
        added = np.where(gap > 0, low - at_low * (high - low) / np.where(gap > 0, gap, 1.0), low)
        found = missing(added)
        few = found < 0
        at_high = np.where(few, np.where(side < 0, at_high / 2.0, at_high), found)
        at_low = np.where(few, found, np.where(side > 0, at_low / 2.0, at_low))
        low, high = np.where(few, added, low), np.where(few, high, added)
        side = np.where(few, -1.0, 1.0)
    return np.where(never, MOST, np.where(always, -MOST, added))
