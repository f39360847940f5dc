"""Payload: what trucks with packs carry against diesel trucks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.possible import ImpossibleError
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.parameters import of_latest_year
from carbonsim.sectors.freight.equations import payload_factor, payload_loss
from carbonsim.sectors.freight.trucks import Trucks


@of_latest_year
def packs_of(p: Trucks, vintage: int) -> Array:
    """Capacity of the pack of a truck of a year of sale, (P, S, D) [kWh/truck]."""
    return as_array(p.powertrains.battery_capacity[vintage][:, None] * p.duties.battery_factor)


@of_latest_year
def payload(p: Trucks, vintage: int) -> Array:
    """Load of the trucks of a year of sale against diesel trucks, (P, S, D)."""
    factor = np.ones((len(p.powertrains.names), len(p.duties.names), p.inputs.draws))
    factor[p.powertrains.with_pack] = payload_by_year(p)[:, :, vintage]
    return factor


def payload_by_year(p: Trucks) -> Array:
    """Load by year of sale against diesel trucks, (R, S, V, D) of R powertrains with a pack."""
    return p.inputs.memoised(_payload_by_year)


def _payload_by_year(inputs: Inputs) -> Array:
    """Payload of trucks with a pack.

    Raises
    ------
    ImpossibleError
        Where a truck that is sold has a pack as heavy as its payload.
    """
    p = Trucks(inputs)
    drives, work = p.powertrains, p.duties
    rows = np.flatnonzero(drives.with_pack)
    shape = (len(rows), len(work.names), len(p.span), inputs.draws)
    if not len(rows):
        return np.ones(shape)
    capacity = np.stack(np.broadcast_arrays(*(drives.battery_capacity.rows[row] for row in rows)))
    packs = capacity[:, None] * work.battery_factor[:, None]
    weights = p.packs.specific_energy, p.packs.mass_credit, work.payload[:, None]
    # that a truck which nobody buys could carry nothing is no fault
    packs = np.where(_bought(p)[rows] | (payload_loss(packs, *weights) < 1.0), packs, 0.0)
    try:
        factor = payload_factor(packs, *weights, work.weight_limited[:, None])
    except ImpossibleError as error:
        raise error.of([drives.names[row] for row in rows], work.names) from error
    return np.broadcast_to(factor, shape) + np.zeros(inputs.draws)


def _bought(p: Trucks) -> NDArray[np.bool_]:
    """Whether trucks of each year of sale were bought, or can be, (P, S, V, D)."""
    before = p.past > 0  # P, A-1, D
    shape = (*before.shape[:1], len(p.span) - before.shape[1], *before.shape[2:])
    offered = np.broadcast_to(p.powertrains.offered[:, None, None], shape)
    return np.asarray((p.first_stock > 0)[:, None] & np.concatenate([before, offered], axis=1)[:, None])
