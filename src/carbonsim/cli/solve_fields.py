"""A search for values that reach a target, for machines."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carbonsim.results.solve_edges import Search
    from carbonsim.results.solve_records import Combination, Solution, Solved


def solve_fields(found: Solution, folder: Path) -> dict[str, Any]:
    """A search for machines."""
    from carbonsim.cli.records import told_fields  # noqa: PLC0415 - --help must not load it

    target = found.target
    return {
        "scenario": found.scenario.name,
        **told_fields(found.scenario),
        "set": list(found.scenario.overrides),
        "draws": found.draws,
        "seed": found.seed,
        "share": found.share if found.by_share else None,
        "folder": str(folder),
        "target": {
            "text": target.asked.text,
            "outcome": target.name,
            "boundary": target.boundary,
            "bound": target.asked.bound,
            "value": target.level,
            "unit": target.unit,
            "tolerance": target.asked.tolerance,
            "from": target.first,
            "to": target.last,
            "discounted": target.discounted,
        },
        "parameters": [_solved(one) for one in found.solved],
        "combination": None if found.combination is None else _combination(found.combination),
    }


def _solved(one: Solved) -> dict[str, Any]:
    return {
        "parameter": one.parameter.name,
        **{name: value for name, value in dataclasses.asdict(one.parameter).items() if name not in ("name",)},
        "values": len(one.scan.values),
        "values_with_draws": len(one.scan.draw_values),
        "refused": dict(one.scan.refused),
        "moves": one.moves,
        "searches": [_search(each) for each in one.searches],
    }


def _search(search: Search) -> dict[str, Any]:
    value, figure = search.best
    return {
        "kind": search.kind,
        "here": search.here,
        "met_here": search.met_here,
        "reached": search.reached,
        "spans": [dataclasses.asdict(span) for span in search.spans],
        "edges": [dataclasses.asdict(edge) for edge in search.edges],
        "best": {"value": value, "figure": figure},
    }


def _combination(found: Combination) -> dict[str, Any]:
    fields = {
        each.name: getattr(found, each.name)
        for each in dataclasses.fields(found)
        if each.name not in ("parameters", "values", "in_year")
    }
    values = zip(found.parameters, found.values, found.in_year, strict=True)
    return fields | {
        "values": [
            {"parameter": one.name, "unit": one.unit, "value": value, "in_year": there}
            for one, value, there in values
        ]
    }
