"""Access to energy: which battery trucks could do the work of a duty, by range, chargers and stations.

R rows of battery powertrains, N lengths of trips, S duties, D draws.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.coverage import coverage
from carbonsim.core.feasibility import chance_of_finding, chance_of_stops, mean_over_trips, stops_away
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, Number, as_array
from carbonsim.core.usable_sets import chances_of_joint
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.payload import packs_of
from carbonsim.sectors.freight.trucks import Trucks


@dataclass(frozen=True)
class Access:
    """Access in a year.

    Attributes
    ----------
    without, with_own : array [1], (2 ** R, S, D)
        Shares of buyers by the battery trucks that they could use (`chances_of_sets`), of those without a
        swap station of their own and of those with one.
    public : array [1], (S, D)
        Share of the energy of swapping trucks that is sought at public stations.
    """

    without: Array
    with_own: Array
    public: Array

    def sets(self, own: Number) -> Array:
        """Shares of buyers by what they could use, where this share has a swap station of its own."""
        return as_array((1.0 - own) * self.without + own * self.with_own)


@dataclass(frozen=True)
class Reach:
    """Reach of a battery truck bought in a year, whatever public swap stations there are.

    Attributes
    ----------
    row : int
        Of the powertrain.
    fit : array [1], (S, D)
        Share of buyers whose truck it could be.
    range : array [km], (S, D)
    stops : array [1], (N, S, D)
        Charges on the way.
    plugged : array [1], (N, S, D), or None
        Chance of all of them, where it charges by plug.
    first : array [1], (S, D), or None
        Chance of the first charge, likewise.
    """

    row: int
    fit: Array
    range: Array
    stops: Array
    plugged: Array | None
    first: Array | None


def reaches(p: Trucks, vintage: int) -> tuple[Reach, ...]:
    """Reach of the battery trucks bought in a year of the horizon."""
    return p.inputs.memoised(_reaches)[vintage - p.oldest]


def _reaches(inputs: Inputs) -> tuple[tuple[Reach, ...], ...]:
    p = Trucks(inputs)
    years = range(p.oldest, p.oldest + len(inputs.years))
    return tuple(
        tuple(_reach(p, vintage, int(row)) for row in np.flatnonzero(p.powertrains.battery))
        for vintage in years
    )


def _reach(p: Trucks, vintage: int, row: int) -> Reach:
    work, drives, (trips, _) = p.duties, p.powertrains, p.trips
    # nobody could use what only the other case of a comparison has
    offered = float(drives.offered[row])
    distance = driving_range(p, vintage, row)
    stops = stops_away(trips, distance, True)
    if not drives.plug[row]:
        return Reach(row, as_array(work.block_fit * offered), distance, stops, None, None)
    home = chance_of_finding(p.charging.base_hazard[vintage])
    on_way = chance_of_finding(p.charging.way_hazard[vintage])
    first = energy_chance(home, on_way, work.returns_to_base) * offered
    return Reach(row, as_array(offered), distance, stops, chance_of_stops(on_way, stops), as_array(first))


def energy_chance(base: Number, away: Number, returns: Number) -> Array:
    r"""Chance that the first charge of a trip is to be had, where a share of trucks returns to base.

    .. math:: c = \beta h + (1 - \beta) A

    A truck without a base of its own takes its first charge on the way, too. With :math:`n` stops on the way
    it can do the work with the chance :math:`c\,A^n`.

    Parameters
    ----------
    base, away : array [1]
        Chance of energy at base, :math:`h`, and at a stop on the way, :math:`A`.
    returns : array [1]
        Share of trucks that return to base, :math:`\beta`.

    Returns
    -------
    array [1]

    Examples
    --------
    >>> float(energy_chance(0.8, 0.5, 0.5))
    0.65
    """
    return as_array(returns * base + (1.0 - returns) * away)


def access(p: Trucks, vintage: int, places: Number, road_length: Number) -> Access:
    """Access of trucks bought in a year, with public swap stations at so many places on such roads."""
    work, weights = p.duties, p.trips[1]
    on_trip, first = [], []  # chance of all stops of a trip, and of its first charge without and with own
    public = []
    for truck in reaches(p, vintage):
        if truck.plugged is not None and truck.first is not None:
            on_trip.append(truck.plugged)
            first.append((truck.first, truck.first))
            continue
        near = work.on_network * coverage(places, truck.range, road_length, p.network.concentration)
        on_trip.append(chance_of_stops(near, truck.stops))
        alone, own = (truck.fit * energy_chance(base, near, work.returns_to_base) for base in (near, 1.0))
        first.append((alone, own))
        public.append(_public_share(on_trip[-1], near, truck.stops, work.returns_to_base, weights))
    joint = _joint_means(on_trip, weights, (len(work.names), p.inputs.draws))
    without, with_own = (
        chances_of_joint(_times_each(joint, of_kind)) for of_kind in zip(*first, strict=True)
    )
    none = np.zeros((len(work.names), p.inputs.draws))
    return Access(without, with_own, as_array(sum(public) / max(1, len(public)) + none))


def turned_away(p: Trucks, sets: Array, kept: Number) -> Array:
    """Shares of buyers by what they could use, where stations take on only a part of those who would swap.

    Those turned away choose among the rest of what they could use, as if they had found no station.

    Parameters
    ----------
    p : Trucks
    sets : array [1], (2 ** R, S, D)
        Shares without them.
    kept : array [1], (S, D)
        Part of those who would swap that stations take on.

    Returns
    -------
    array [1], (2 ** R, S, D)
    """
    swaps = np.flatnonzero(p.powertrains.swap[p.powertrains.battery])
    bits = sum(1 << int(bit) for bit in swaps)
    left = [share if not number & bits else share * kept for number, share in enumerate(sets)]
    for number, share in enumerate(sets):
        if number & bits:
            left[number & ~bits] = left[number & ~bits] + share * (1.0 - kept)
    return np.stack(np.broadcast_arrays(*left))


def _joint_means(chances: list[Array], weights: Array, shape: tuple[int, int]) -> Array:
    """Means over trips of the chance that all of some trucks could do them, for each set, (2 ** R, S, D)."""
    means = [np.ones(shape)]
    products: list[Array | float] = [1.0]
    for chance in chances:
        products += [before * chance for before in products]
    means += [mean_over_trips(as_array(product), weights) + np.zeros(shape) for product in products[1:]]
    return np.stack(means)


def _times_each(joint: Array, factors: tuple[Array, ...]) -> Array:
    """Joint chances, each times the factors of the trucks in its set."""
    scaled = joint.copy()
    for row, factor in enumerate(factors):
        for number in range(len(scaled)):
            if number >> row & 1:
                scaled[number] *= factor
    return scaled


def driving_range(p: Trucks, vintage: int, row: int) -> Array:
    """Range of a battery truck on what of its pack is used, (S, D) [km]."""
    year = max(vintage - p.oldest, 0)
    use = p.energy_use[row] * p.consumption_index[vintage][row] * p.use_index[year]
    return as_array(packs_of(p, vintage)[row] * p.packs.usable_depth[year] / use)


def _public_share(can: Array, near: Array, stops: Array, returns: Array, weights: Array) -> Array:
    r"""Share of the energy of swapping trucks sought at public stations, (S, D).

    .. math::
        \frac{\sum v A^n (\beta\,n/(n+1) + (1-\beta) A)}{\sum v A^n (\beta + (1-\beta) A)}

    Those with a base fill up there; over trips, by the trucks that can do them.
    """
    away = (1.0 - returns) * near
    able = mean_over_trips(can, weights)
    on_way = mean_over_trips(can * (stops / (stops + 1.0)), weights)
    whole = able * (returns + away)
    public = returns * on_way + able * away
    return as_array(np.where(whole > 0, public / np.where(whole > 0, whole, 1.0), 0.0))


def access_of_nation(p: Trucks, vintage: int) -> Access:
    """Access of trucks bought in a year of the record in the nation whose sales it counts."""
    network = p.network
    places = network.stations_of_record[vintage] / network.stations_per_place
    return access(p, vintage, places, network.road_length_of_record)
