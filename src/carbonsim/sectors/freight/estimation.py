"""Estimation of imitation from the registrations of heavy trucks, and the shares that it lets expect.

One series is fitted: the share of battery trucks in registrations. What they appeal to buyers and for how
much work they could be used follows from costs, ranges, chargers and stations of each year (`choice.py`,
`access.py`). What is left, the share of buyers who consider one, moves by imitation and by chance:

    ln(a/(1-a)) next year = ln(a/(1-a)) + w C + sigma z

Imitation w and volatility sigma have a prior, for a few years say little; structural draws, which differ in
taste, access and work, are weighted by the density of the record. Data identify only the product of who
considers a battery truck and who could use one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.diffusion import imitation_growth, log_odds, share_of_log_odds
from carbonsim.core.late import dataclass
from carbonsim.core.learning import learning_exponent, learning_price
from carbonsim.core.posterior import Posterior, Prior, draw_posterior, posterior
from carbonsim.core.types import Array, IntArray, as_array
from carbonsim.sectors.freight.access import access_of_nation
from carbonsim.sectors.freight.adoption import Buyers, buyers_of_record
from carbonsim.sectors.freight.choice import appeal as appeal_of
from carbonsim.sectors.freight.choice import choice_of_considering, cost_utility, with_bought, with_constants
from carbonsim.sectors.freight.recorded import cost_without_waiting
from carbonsim.sectors.freight.trucks import Trucks

OUTPUT, RATE = "drivers.battery.cumulative_output", "drivers.battery.learning_rate"
#: Volatilities that the posterior is summed over.
VOLATILITIES = np.geomspace(0.05, 10.0, 81)
#: Part of the battery trucks wanted that is sold at least, though they were bought in the year before.
LEAST_LEFT = 0.01
#: Yearly standard deviation of the logarithm of the share of those that nobody chooses by cost.
NICHE_STEP = 0.3


@dataclass(frozen=True)
class Record:
    """Findings of the years of the record, by structural draw.

    Attributes
    ----------
    years : array of int [yr], (n,)
    battery : array [1], (n, D)
        Share of battery trucks in registrations, without those of the last year that belong to the next.
    possible : array [1], (n, D)
        The same, had all buyers considered one.
    appeal : array [1], (n, D)
        See `choice.appeal`.
    splits : array [1], (n, 2)
        Share of swapping in battery trucks, and of diesel in trucks with an engine.
    buyers : Buyers
        In the last year.
    ahead : array [1], (D,)
        Share of the last year's registrations that were bought ahead of the next.
    """

    years: IntArray
    battery: Array
    possible: Array
    appeal: Array
    splits: Array
    buyers: Buyers
    ahead: Array


@dataclass(frozen=True)
class Estimation:
    """Imitation, volatility, and the weight of each structural draw.

    Attributes
    ----------
    record : Record
    posterior : Posterior
    considering : array [1], (n, D)
        Share of buyers who consider a battery truck.
    impossible : array of bool, (D,)
        Draws in which fewer could have bought a battery truck than did.
    log_weight : array [1], (D,)
        Log density of the shares of the record, but for a constant; minus infinity of impossible draws.
    """

    record: Record
    posterior: Posterior
    considering: Array
    impossible: NDArray[np.bool_]
    log_weight: Array


def pack_prices(p: Trucks, until: int) -> Array:
    """Price of packs in the years of the horizon, (Y, D) [CNY/kWh].

    After the last known year as many are made each year as in it, and teach what they do.
    """
    before, last = p.inputs.series(OUTPUT, np.array([until - 1, until]))
    ahead = np.maximum(p.inputs.years - until, 0)[:, None]
    observed = p.inputs.series("drivers.battery.price")
    made = last + ahead * (last - before)
    return learning_price(observed, made, last, learning_exponent(p.inputs.constant(RATE)))


def read_record(p: Trucks, until: int) -> Record:
    """Findings of the record from the first year of the horizon to the last known one."""
    years = p.inputs.years[p.inputs.years <= until]
    packs, battery, found = pack_prices(p, until), [], []
    for year in range(len(years)):
        here = access_of_nation(p, p.oldest + year)
        cost = cost_without_waiting(p, year, here, packs[year])
        found.append(buyers_of_record(p, p.oldest + year, cost, here))
        share = p.record_share(p.oldest + year)[p.powertrains.battery].sum(axis=0)
        battery.append(np.broadcast_to(share, (p.inputs.draws,)))
    splits = [
        [part / whole for part, whole in _parts(p, p.record_share(p.oldest + year)[:, 0])]
        for year in range(len(years))
    ]
    shares, ahead = np.stack(battery), p.adoption.bought_ahead * battery[-1]
    shares[-1] = (shares[-1] - ahead) / (1.0 - ahead)
    possible, appeal = (np.stack([getattr(one, name) for one in found]) for name in ("possible", "appeal"))
    return Record(years, shares, possible, appeal, np.array(splits), found[-1], as_array(ahead))


def _parts(p: Trucks, share: Array) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """Swapping and all battery trucks, diesel trucks and all with an engine: shares of sales."""
    drives = p.powertrains
    battery, engines = share[drives.battery].sum(axis=0), share[drives.engine].sum(axis=0)
    return (share[drives.swap].sum(axis=0), battery), (share[drives.diesel], engines)


def estimate(record: Record, prior: Prior, limit: float) -> Estimation:
    r"""Posterior of imitation and volatility, and weights of the structural draws.

    The density is one of shares, not of log odds: with :math:`a = s / S`, but for a constant,

    .. math:: p(s) = p(\Delta x) \prod_{t > 0} \frac{1}{1 - a_t}

    Parameters
    ----------
    record : Record
    prior : Prior
        Of imitation and volatility.
    limit : float [1]
        Share of buyers above which a draw is impossible.

    Returns
    -------
    Estimation
    """
    considering = np.minimum(record.battery / record.possible, limit)
    impossible = np.any(record.battery > limit * record.possible, axis=0)
    after = posterior(np.diff(log_odds(considering), axis=0), record.appeal[:-1], prior, VOLATILITIES)
    weight = after.log_evidence - np.log1p(-considering[1:]).sum(axis=0)
    return Estimation(record, after, considering, impossible, np.where(impossible, -np.inf, weight))


def drawn_estimates(
    found: Estimation, picks: IntArray, generator: np.random.Generator
) -> tuple[Array, Array]:
    """Imitation [1/yr] and volatility [1] of structural draws, (D,) each; see `draw_posterior`."""
    after = found.posterior
    picked = replace(
        after,
        slope=after.slope[picks],
        information=after.information[picks],
        weight=after.weight[:, picks],
        log_evidence=after.log_evidence[picks],
    )
    return draw_posterior(picked, *generator.random((2, len(picks))))


def forecast_shares(
    p: Trucks, found: Estimation, picks: IntArray, drawn: Sequence[Array], generator: np.random.Generator
) -> Array:
    """Shares of sales by powertrain in the years of the horizon after the record, (years, P, D).

    What buyers see in swapping and in gas beyond cost has moved from year to year: how battery trucks and
    how engines are split moves about the model's by steps of log odds as large as those of the record.

    Parameters
    ----------
    p : Trucks
        Parameters as known at the end of the record, with what was expected of later years.
    found : Estimation
    picks : array of int, (D,)
        Structural draws, as often as their weights ask for.
    drawn : sequence of array [1/yr], [1]
        Imitation and volatility, of `drawn_estimates`.
    generator : numpy Generator
        Where chance comes from.

    Returns
    -------
    array [1], (years, P, D)
    """
    record, battery = found.record, p.powertrains.battery
    until, buyers = int(record.years[-1]), record.buyers
    packs, constants = pack_prices(p, until), (buyers.engines, buyers.swap)
    imitation, volatility = drawn
    odds, appeal = log_odds(found.considering[-1, picks]), record.appeal[-1, picks]
    duties = np.broadcast_to(p.duties.share_of_sales, (len(p.duties.names), p.inputs.draws))[:, picks]
    known = np.broadcast_to(p.record_share(p.oldest + len(record.years) - 1), (len(battery), p.inputs.draws))
    niche = np.where(p.powertrains.chosen[:, None], 0.0, known[:, picks])
    steps = np.sqrt((np.diff(log_odds(record.splits), axis=0) ** 2).mean(axis=0))
    shares, moved = [], np.zeros((2, len(picks)))
    for year in range(len(record.years), len(p.inputs.years)):
        here = access_of_nation(p, p.oldest + year)
        utility = cost_utility(p, cost_without_waiting(p, year, here, packs[year]))
        utility = with_constants(p, utility, *constants)
        choice = choice_of_considering(p, utility)
        possible = choice.shares(here.sets(buyers.own))[:, :, picks]
        odds = odds + imitation_growth(imitation, appeal, 0.0, 1.0)
        odds = odds + volatility * generator.standard_normal(len(picks))
        bought = share_of_log_odds(odds) * possible[battery].sum(axis=0)
        share = (with_bought(possible, battery, bought) * duties).sum(axis=1)
        if year == len(record.years):
            share = _less_bought_ahead(share, battery, record.ahead[picks])
        moved = moved + steps[:, None] * generator.standard_normal(moved.shape)
        share = _with_splits_moved(p, share, moved)
        niche = niche * np.exp(NICHE_STEP * generator.standard_normal(len(picks)))
        shares.append(share * (1.0 - niche.sum(axis=0)) + niche)
        appeal = appeal_of(p, choice)[picks]
    return np.stack(shares) if shares else np.empty((0, len(battery), len(picks)))


def _less_bought_ahead(share: Array, battery: NDArray[np.bool_], ahead: Array) -> Array:
    """Shares of a market as large as the last, without the battery trucks that were bought in it."""
    of_battery = share[battery].sum(axis=0)
    left = np.maximum(1.0 - ahead / of_battery, LEAST_LEFT)
    less = np.where(battery[:, None], share * left, share)
    return as_array(less / less.sum(axis=0))


def _with_splits_moved(p: Trucks, share: Array, moved: Array) -> Array:
    """Shares of sales by powertrain, with the log odds of both splits moved, (P, D)."""
    drives, after = p.powertrains, share.copy()
    ends = zip(_parts(p, share), moved, (drives.battery, drives.engine), strict=True)
    for (part, whole), move, rows in ends:
        of_whole = share_of_log_odds(log_odds(part / whole) + move)
        first = drives.swap if rows is drives.battery else np.arange(len(rows)) == drives.diesel
        for row in np.flatnonzero(rows):
            beside = of_whole / (part / whole) if first[row] else (1.0 - of_whole) / (1.0 - part / whole)
            after[row] = share[row] * beside
    return after
