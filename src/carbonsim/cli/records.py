"""A run as JSON: everything the tables hold of the central run, the headline figures and the claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carbonsim.analysis.hindcast import Hindcast
    from carbonsim.analysis.whole_backtest import Backtest
    from carbonsim.results.claim_results import ClaimResult, GridFactor
    from carbonsim.results.records import Check, LeftOut, Limit, Outcome
    from carbonsim.results.results import Results
    from carbonsim.scenario.scenario import Scenario


def run_fields(
    results: Results, outcomes: Sequence[Outcome], claims: Sequence[ClaimResult], folder: Path
) -> dict[str, Any]:
    """A run for machines."""
    from carbonsim.engine.other_regions import counted, other_regions  # noqa: PLC0415 - --help must not load it
    from carbonsim.report.answer import answer  # noqa: PLC0415 - the same

    scenario, reference = results.scenario, results.reference
    return {
        "scenario": scenario.name,
        "title": dict(scenario.title),
        "region": scenario.region,
        "sectors": list(scenario.sectors),
        "reference": None if reference is None else reference.scenario.name,
        "chosen_reference": scenario.chosen_reference,
        "same_as_reference": results.same_as_reference,
        "same_central_run": results.same_central_run,
        "limits": [limit_fields(limit) for limit in results.limits],
        **told_fields(scenario, results.left_out, draws=results.draws),
        "other_regions": counted(other_regions(scenario)),
        "set": list(scenario.overrides),
        "draws": results.draws,
        "seed": results.seed,
        "folder": str(folder),
        "answer": answer(results, outcomes, claims),
        "outcomes": [outcome_fields(outcome) for outcome in outcomes],
        "claims": [claim_fields(claim) for claim in claims],
        "checks": [check_fields(check) for check in results.checks],
        "years": results.years.tolist(),
        "variables": {
            name: {
                "unit": variable.unit,
                "boundary": variable.boundary,
                "product": variable.product,
                "variant": variable.variant,
                "description": variable.description,
                "central": results.central[name],
                "reference": None if reference is None else reference.central.get(name),
            }
            for name, variable in results.variables.items()
            if name in results.central
        },
    }


def told_fields(
    scenario: Scenario, left_out: LeftOut | None = None, reader: str = "", draws: int | None = None
) -> dict[str, Any]:
    """Warnings before any figure, for machines: of what makes draws with those left out."""
    from carbonsim.cli.failures import problem_fields  # noqa: PLC0415 - --help must not load it
    from carbonsim.engine.warnings import scenario_warnings  # noqa: PLC0415 - the same

    warnings = [problem_fields(warning) for warning in scenario_warnings(scenario, reader, draws)]
    left = {} if left_out is None else {"left_out": dataclasses.asdict(left_out)}
    return {"warnings": warnings, **left}


def outcome_fields(outcome: Outcome) -> dict[str, Any]:
    """A headline figure for machines."""
    from carbonsim.results.records import QUANTILE_NAMES  # noqa: PLC0415 - --help must not load it

    quantiles = outcome.quantiles or (None,) * len(QUANTILE_NAMES)
    return {
        "outcome": outcome.name,
        "unit": outcome.unit,
        "central": outcome.central,
        "mean": outcome.mean,
        **dict(zip(QUANTILE_NAMES, quantiles, strict=True)),
        "sign_share": outcome.sign_share,
        "note": outcome.note,
    }


def limit_fields(limit: Limit) -> dict[str, Any]:
    """A limit that binds, for machines."""
    return {
        "case": "reference" if limit.of_reference else "plan",
        "text": dict(limit.text),
        "from": limit.first,
        "to": limit.last,
        "why": dict(limit.why),
    }


def claim_fields(result: ClaimResult) -> dict[str, Any]:
    """Answer to a claim at one boundary, for machines."""
    return {
        "claim": result.claim.name,
        "text": dict(result.claim.text),
        "source": result.claim.source,
        "boundary": result.boundary,
        "product": result.product,
        "variant": result.variant,
        "year": result.year,
        "period": result.period,
        "value": result.value,
        "p05": result.p05,
        "p50": result.p50,
        "p95": result.p95,
        "unit": result.unit,
        "bound": result.bound,
        "holds": result.holds,
        "probability": result.probability,
        "note": result.note,
        "verdict": result.verdict,
        "verdict_of_claim": result.verdict_of_claim,
        "needs": result.needs,
        "answered_by": result.source,
        "grid": None if result.grid is None else grid_fields(result.grid),
        "other_grids": [
            {"grid": grid_fields(other.grid), **dataclasses.asdict(other.answer)}
            for other in result.other_grids
        ],
    }


def grid_fields(grid: GridFactor) -> dict[str, Any]:
    """Factor of the grid behind an answer, for machines."""
    return {"kind": grid.kind, "year": grid.year, "factor": grid.factor, "unit": "kg CO2/kWh"}


def check_fields(check: Check) -> dict[str, Any]:
    """A cross-check for machines."""
    return {
        "check": check.name,
        "text": dict(check.text),
        "rows": [
            {
                "label": dict(row.label),
                "value": row.value,
                "low": row.low,
                "high": row.high,
                "unit": row.unit,
            }
            for row in check.rows
        ],
    }


def backtest_fields(found: Backtest, hindcast: Hindcast | None, folder: Path) -> dict[str, Any]:
    """A backtest for machines; of trucks also the choice with costs as they came."""
    from carbonsim.analysis.backtest_summary import TARGETS, by_freeze, differences, means, poolable  # noqa: PLC0415 - --help must not load it

    pooled = poolable(found.rows, found.case.pooled_from)
    rival = found.case.measured_against
    against = differences(pooled, rival) if rival and pooled else ()

    def scores(target: str) -> dict[str, Any]:
        each = by_freeze(found.rows, target).items()
        return {
            "by_freeze": {freeze: [dataclasses.asdict(score) for score in row] for freeze, row in each},
            "pooled": [dataclasses.asdict(score) for score in means(pooled, target)],
        }

    fields = {
        "sector": found.case.sector,
        "scenario": found.case.scenario.name,
        "freezes": found.freezes,
        "draws": found.draws,
        "seed": found.seed,
        "folder": str(folder),
        "rows": [dataclasses.asdict(row) for row in found.rows],
        "scores": scores("volume"),
        "scores_by_target": {target: scores(target) for target in TARGETS},
        "estimated_to": found.estimated_to,
        "estimates": [dataclasses.asdict(row) for row in found.estimates],
        "first_values": found.first_values,
        "parts": {name: [dataclasses.asdict(row) for row in rows] for name, rows in found.parts.items()},
        "ahead": [dataclasses.asdict(row) for row in found.ahead],
        "inputs": [dataclasses.asdict(row) for row in found.case.inputs],
        "differences": [dataclasses.asdict(row) for row in against] if pooled else [],
    }
    return fields if hindcast is None else {**fields, "hindcast": hindcast_fields(hindcast)}


def hindcast_fields(found: Hindcast) -> dict[str, Any]:
    """Shares of trucks by powertrain, forecast and observed."""
    rows = [{**dataclasses.asdict(row), "error": row.error, "covered_80": row.covered} for row in found.rows]
    return {"freeze": found.freeze, "rows": rows}
