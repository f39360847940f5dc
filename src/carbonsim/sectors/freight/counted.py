"""Heavy trucks with a battery or a fuel cell, as other sectors take them."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.kernel.goods import HEAVY_TRUCKS, Count
from carbonsim.sectors.freight.activity import power
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks


def counted(p: Trucks, flows: Flows) -> Mapping[str, Count]:
    """Battery and fuel-cell trucks of a year."""
    rows = ~p.powertrains.engine
    trucks = Count(
        sales=flows.sales[rows].sum(axis=(0, 1)),
        stock=flows.stock[rows].sum(axis=(0, 1)),
        retired=flows.new_energy_retired,
        power=power(p, flows).grid,
        packs_made=flows.packs_made,
    )
    return {HEAVY_TRUCKS: trucks}
