"""A simulated line for machines: what ``carbonsim corridor --json`` says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from carbonsim.analysis.corridor import Corridor
from carbonsim.cli.records import told_fields
from carbonsim.corridor.designs import Judged
from carbonsim.corridor.sizing import Sized
from carbonsim.engine.readers import CORRIDOR


def corridor_fields(
    found: Corridor, sized: Sized | None, most: Corridor | None, folder: Path
) -> dict[str, Any]:
    """Simulation, sizing and most traffic of a line, with the folder that has them."""
    fields = {**_one(found), **told_fields(found.plan.scenario, reader=CORRIDOR), "folder": str(folder)}
    if sized is not None:
        fields["size"] = {
            "best": None if sized.best is None else _judged(sized.best),
            "confirmed_wait_p95": sized.confirmed,
            "frontier": [_judged(one) for one in sized.frontier()],
        }
    if most is not None:
        fields["most"] = _one(most)
    return fields


def _one(found: Corridor) -> dict[str, Any]:
    plan = found.plan
    return {
        "scenario": plan.scenario.name,
        "year": plan.year,
        "traffic": plan.line.traffic,
        "stations": len(plan.line.places),
        "measures": vars(found.measures),
        "wait_p95": found.long_wait,
        "rates": found.rates,
        "binding": found.binding,
        "busiest_hour": found.busiest,
        "cost": found.cost,
        "trucks_supplied": found.trucks,
        "diesel_emissions": found.replaced_emissions,
    }


def _judged(one: Judged) -> dict[str, Any]:
    return {**vars(one.design), "cost": one.cost, "wait_p95": one.wait_long}
