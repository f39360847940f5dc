"""Outputs of money: what owners lay out, who bears what, and what a truck costs."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import ratio, where
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.ledger import Ledger
from carbonsim.kernel.outputs import OutputSet, computed_once, output
from carbonsim.sectors.freight.accounts import ACTORS, OWNER, OWNER_KINDS, RUNNING_KINDS, ledger_of_year
from carbonsim.sectors.freight.sets import CHOICES
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks
from carbonsim.sectors.freight.vehicle_outputs import activity

KINDS_OF_OUTLAYS, ALL_ACTORS = OutputSet(lambda _: OWNER_KINDS), OutputSet(lambda _: ACTORS)


@computed_once
def ledger(p: Trucks, f: Flows) -> Ledger:
    """Entries of the year."""
    return ledger_of_year(p, f)


def _by_choice(p: Trucks, values: Array) -> Array:
    """Values (P, S, D) as rows ordered by duty, then powertrain; blank for what is not offered."""
    full = where(p.powertrains.offered[:, None, None], values + np.zeros(p.inputs.draws))
    return np.moveaxis(full, 0, 1).reshape(-1, p.inputs.draws)


@output(
    "Cost|Transportation|Truck|Owner|{member}", "bn CNY/yr", "CNY/yr", over=KINDS_OF_OUTLAYS, ensemble=False
)
def cost_owner_kind(p: Trucks, f: Flows) -> Array:
    """Outlays of owners by kind; prices of trucks spread over their years."""
    return ledger(p, f).outlays(OWNER, OWNER_KINDS, np.zeros(p.inputs.draws))


@output(
    "Cost|Transportation|Truck|Operating",
    "bn CNY/yr",
    "CNY/yr",
    base="Cost|Transportation|Truck",
    boundary="operating",
)
def cost_operating(p: Trucks, f: Flows) -> Array:
    """Owners' cash cost of running: energy and rent and maintenance and insurance and tolls and carbon;
    without trucks and drivers.
    """
    return as_array(cost_owner_kind(p, f)[[OWNER_KINDS.index(kind) for kind in RUNNING_KINDS]].sum(axis=0))


@output("Cost|Transportation|Truck|{member}", "bn CNY/yr", "CNY/yr", over=ALL_ACTORS)
def cost_actor(p: Trucks, f: Flows) -> Array:
    """Net cost of an actor: what it pays less what it is paid."""
    return ledger(p, f).actor_costs(ACTORS, np.zeros(p.inputs.draws))


@output(
    "Cost|Transportation|Truck [Owner]",
    "bn CNY/yr",
    "CNY/yr",
    base="Cost|Transportation|Truck",
    boundary="owner",
)
def cost_owner(p: Trucks, f: Flows) -> Array:
    """Net cost of the owners of trucks."""
    return as_array(cost_actor(p, f)[ACTORS.index(OWNER)])


@output(
    "Cost|Transportation|Truck [Resource]",
    "bn CNY/yr",
    "CNY/yr",
    base="Cost|Transportation|Truck",
    boundary="resource",
    total="resource",
)
def cost_resource(p: Trucks, f: Flows) -> Array:
    """Cost of the whole without transfers between actors."""
    return ledger(p, f).resource_cost(np.zeros(p.inputs.draws))


@output(
    "Cost Intensity|Transportation|Truck [Owner]",
    "CNY/tkm",
    "CNY/tkm",
    base="Cost Intensity|Transportation|Truck",
    boundary="owner",
)
def cost_intensity_owner(p: Trucks, f: Flows) -> Array:
    """Owners' net cost per tonne-kilometre."""
    return ratio(cost_owner(p, f), activity(p, f))


@output(
    "Cost Intensity|Transportation|Truck [Resource]",
    "CNY/tkm",
    "CNY/tkm",
    base="Cost Intensity|Transportation|Truck",
    boundary="resource",
)
def cost_intensity_resource(p: Trucks, f: Flows) -> Array:
    """Resource cost per tonne-kilometre."""
    return ratio(cost_resource(p, f), activity(p, f))


@output(
    "Total Cost of Ownership|Transportation|Truck|{member}", "CNY/km", "CNY/km", over=CHOICES, ensemble=False
)
def ownership_km(p: Trucks, f: Flows) -> Array:
    """Whole cost per kilometre of a truck bought this year over its first owner's years."""
    return _by_choice(p, f.cost)


@output(
    "Total Cost of Ownership per Tonne-Kilometre|Transportation|Truck|{member}",
    "CNY/tkm",
    "CNY/tkm",
    over=CHOICES,
    ensemble=False,
)
def ownership_tkm(p: Trucks, f: Flows) -> Array:
    """The same per tonne-kilometre."""
    return _by_choice(p, f.cost / (p.duties.load * f.payload))
