"""Outputs of money: what owners lay out, who bears what, what the state pays and forgoes."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, as_array
from carbonsim.kernel.ledger import Ledger
from carbonsim.kernel.member_series import sum_of
from carbonsim.kernel.outputs import OutputSet, computed_once, output
from carbonsim.sectors.nev.accounts import (
    ACTORS,
    OWNER,
    OWNER_KINDS,
    RUNNING_KINDS,
    fuel_tax,
    ledger_of_year,
)
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.model import Flows

KINDS_OF_OUTLAYS, ALL_ACTORS = OutputSet(lambda _: OWNER_KINDS), OutputSet(lambda _: ACTORS)


@computed_once
def ledger(p: Cars, f: Flows) -> Ledger:
    """Entries of the year."""
    return ledger_of_year(p, f)


@output(
    "Cost|Transportation|Light-Duty Vehicle|Owner|{member}",
    "bn CNY/yr",
    "CNY/yr",
    over=KINDS_OF_OUTLAYS,
    ensemble=False,
)
def cost_owner_kind(p: Cars, f: Flows) -> Array:
    """Outlays of owners by kind; prices of cars spread over their years."""
    return ledger(p, f).outlays(OWNER, OWNER_KINDS, np.zeros(p.inputs.draws))


@output(
    "Cost|Transportation|Light-Duty Vehicle|Operating",
    "bn CNY/yr",
    "CNY/yr",
    base="Cost|Transportation|Light-Duty Vehicle",
    boundary="operating",
)
def cost_operating(p: Cars, f: Flows) -> Array:
    """Owners' cash cost of running: energy and upkeep and insurance and packs replaced."""
    return as_array(cost_owner_kind(p, f)[[OWNER_KINDS.index(kind) for kind in RUNNING_KINDS]].sum(axis=0))


@output("Cost|Transportation|Light-Duty Vehicle|{member}", "bn CNY/yr", "CNY/yr", over=ALL_ACTORS)
def cost_actor(p: Cars, f: Flows) -> Array:
    """Net cost of an actor: what it pays less what it is paid."""
    return ledger(p, f).actor_costs(ACTORS, np.zeros(p.inputs.draws))


@output(
    "Cost|Transportation|Light-Duty Vehicle [Owner]",
    "bn CNY/yr",
    "CNY/yr",
    base="Cost|Transportation|Light-Duty Vehicle",
    boundary="owner",
)
def cost_owner(p: Cars, f: Flows) -> Array:
    """Net cost of the owners of cars."""
    return as_array(cost_actor(p, f)[ACTORS.index(OWNER)])


@output(
    "Cost|Transportation|Light-Duty Vehicle [Resource]",
    "bn CNY/yr",
    "CNY/yr",
    base="Cost|Transportation|Light-Duty Vehicle",
    boundary="resource",
    total="resource",
)
def cost_resource(p: Cars, f: Flows) -> Array:
    """Cost of the whole without transfers between actors."""
    return ledger(p, f).resource_cost(np.zeros(p.inputs.draws))


@output("Public Finance|Transportation|Light-Duty Vehicle|Subsidies", "bn CNY/yr", "CNY/yr")
def subsidies(p: Cars, f: Flows) -> Array:
    """Subsidies paid to buyers of the year."""
    return f.purchases.subsidies


@output("Public Finance|Transportation|Light-Duty Vehicle|Purchase Tax Forgone", "bn CNY/yr", "CNY/yr")
def tax_forgone(p: Cars, f: Flows) -> Array:
    """Purchase tax that plug-in cars sold in the year did not pay."""
    return f.purchases.tax_forgone


@output("Public Finance|Transportation|Light-Duty Vehicle|Fuel Tax Lost", "bn CNY/yr", "CNY/yr")
def fuel_tax_lost(p: Cars, f: Flows) -> Array:
    """Tax on the petrol that petrol cars of the same age would have burnt on the kilometres driven on
    electricity.
    """
    return sum_of(f.displaced, p.powertrains.car) * fuel_tax(p, f.vintage)
