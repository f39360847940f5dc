"""Outputs of the oil that new energy vehicles take the place of, in tonnes, litres and barrels a day.

Cars displace the petrol that a petrol car of the same age would burn on the kilometres driven on electricity;
commercial vehicles the diesel that one without a plug would burn for the same work. Petrol that a plug-in
hybrid saves on its engine is left out, and so are two-wheelers. Gas that buses and trucks would burn counts
as diesel.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import DAYS_PER_YEAR, LITRES_PER_BARREL
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.member_series import sum_of
from carbonsim.kernel.outputs import computed_once, output
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.equations import displaced_fuel
from carbonsim.sectors.nev.model import Flows
from carbonsim.sectors.nev.sets import KINDS


@computed_once
def displaced_fuels(p: Cars, f: Flows) -> tuple[Array, Array]:
    """Petrol displaced by cars (D,) and diesel by commercial vehicles (rows, D) [L/yr]."""
    commercial = ~p.powertrains.car
    from_packs = f.power[commercial] * p.charging.efficiency[f.vintage]
    diesel = displaced_fuel(from_packs, p.powertrains.displaced_diesel[commercial], p.diesel_energy)
    return sum_of(f.displaced, p.powertrains.car), diesel


@output("Oil Displaced|Transportation|New Energy Vehicle", "Mt/yr", "kg/yr")
def oil_displaced(p: Cars, f: Flows) -> Array:
    """Petrol and diesel that new energy vehicles of all kinds take the place of."""
    return as_array(oil_displaced_kind(p, f).sum(axis=0))


@output("Oil Displaced|Transportation|New Energy Vehicle|{member}", "Mt/yr", "kg/yr", over=KINDS)
def oil_displaced_kind(p: Cars, f: Flows) -> Array:
    """Petrol displaced by passenger cars and diesel by each kind of commercial vehicle."""
    petrol, diesel = displaced_fuels(p, f)
    return np.concatenate([(petrol * p.density.petrol)[None], diesel * p.density.diesel])


@output("Oil Volume Displaced|Transportation|New Energy Vehicle", "bn L/yr", "L/yr")
def oil_displaced_volume(p: Cars, f: Flows) -> Array:
    """Litres of petrol and diesel that new energy vehicles of all kinds take the place of."""
    petrol, diesel = displaced_fuels(p, f)
    return as_array(petrol + diesel.sum(axis=0))


@output("Oil Displaced per Day|Transportation|New Energy Vehicle", "million barrel/day", "barrel/day")
def oil_displaced_barrels(p: Cars, f: Flows) -> Array:
    """Barrels a day of petrol and diesel that new energy vehicles of all kinds take the place of."""
    return as_array(oil_displaced_volume(p, f) / LITRES_PER_BARREL / DAYS_PER_YEAR)
