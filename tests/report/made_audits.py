"""Audits of every shape, on a scenario that ships, so that parameters have their names."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.core.crossings import Span
from carbonsim.engine.movers import mover
from carbonsim.results.audit_records import (
    Audit,
    AuditedAnswer,
    AuditedParameter,
    BoxEnd,
    ClaimBox,
    JointAudit,
    JointChange,
    Moved,
    Need,
    Together,
)
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.results import Results

SCENARIO = "fujian-full-conversion"
MILEAGE = "freight.duties.tractor_trunk.mileage"
GRID = "drivers.grid_emission_factor"
SWAPS = "freight.swap.fee_swaps"
DIESEL = "drivers.fuels.diesel.price"
SHAPE = "freight.survival_shape"


@cache
def made_run() -> Results:
    """The deterministic run behind all of them."""
    return carbonsim.run(carbonsim.load_scenario(SCENARIO), draws=1)


@cache
def answered() -> tuple[ClaimResult, ...]:
    """Answers to the claims of the run."""
    return evaluate(made_run())


def result(claim: str, boundary: str, **changed: object) -> ClaimResult:
    """One of the answers, some of its fields changed."""
    (found,) = (one for one in answered() if one.claim.name == claim and one.boundary == boundary)
    return replace(found, **changed)


def parameter(key: str) -> AuditedParameter:
    """A parameter of the scenario as an audit tells it."""
    setting = made_run().scenario.settings[key]
    moved = mover(setting, 2023)
    assert moved is not None
    quantity = moved.setting.value
    return AuditedParameter(
        key,
        setting.definition.unit,
        2023,
        bool(quantity.years),
        moved.value,
        moved.low,
        moved.high,
        quantity.low is not None,
        setting.confidence,
    )


def need(key: str, *spans: Span, **changed: object) -> Need:
    """A need of a parameter with these spans, looked at between its bounds."""
    setting = mover(made_run().scenario.settings[key], 2023)
    assert setting is not None
    bounds = setting.bounds
    made = Need(
        parameter=parameter(key),
        influence=1.0,
        scanned=setting.scanned,
        at_bounds=(bounds[0] is not None, bounds[1] is not None),
        looked_at=41,
        spans=spans,
        exact=(),
        beyond=None,
        beyond_to=setting.scanned[1],
        best=(setting.scanned[1], 17.0),
    )
    return replace(made, **changed)


def at_least(key: str, low: float, **changed: object) -> Need:
    """A need of at least this value."""
    return need(key, Span(low, need(key).scanned[1], False, True), **changed)


def at_most(key: str, high: float, **changed: object) -> Need:
    """A need of at most this value."""
    return need(key, Span(need(key).scanned[0], high, True, False), **changed)


def moved(key: str, value: float, share: float) -> Moved:
    """A parameter at another value."""
    return Moved(parameter(key), value, share)


def change(*parts: Moved, reached: bool = True, figures: tuple[float, ...] = (18.1,)) -> JointChange:
    """A joint change of these parameters."""
    distance = sum(one.share**2 for one in parts) ** 0.5
    return JointChange(parts, distance, reached, figures, 3.0, 8)


def box(*ends: BoxEnd, **changed: object) -> ClaimBox:
    """A box with these ends."""
    return replace(ClaimBox(ends, 0.31, 0.78, 0.92, 0.37, 1000, 1.0, (1.0,)), **changed)


def above(key: str, low: float) -> BoxEnd:
    """All values above one."""
    return BoxEnd(parameter(key), low, parameter(key).high, False, True)


CO2 = "trunk-line-co2"
HOLDS = AuditedAnswer(
    result(CO2, "direct"),
    "Emission Reduction|CO2|Transportation|Truck",
    18.0,
    2023,
    (at_least(MILEAGE, 172812.3), need(GRID, Span(0.0, 2.0, True, True))),
    change(moved(MILEAGE, 172800.0, -0.13), figures=(17.99,)),
)
FAILS = AuditedAnswer(
    result(CO2, "operational"),
    "Emission Reduction|CO2|Transportation|Truck [Operational]",
    18.0,
    None,
    (at_most(GRID, 0.0068449), need(MILEAGE, beyond=685000.0, beyond_to=4e6)),
    change(moved(GRID, 0.3, -3.0), moved(MILEAGE, 227500.0, 3.0), reached=False, figures=(9.7,)),
)
SURPASSED = AuditedAnswer(
    result("trunk-line-cost", "operating"),
    "Cost Saving|Transportation|Truck [Operating]",
    3.0,
    2041,
    (need(MILEAGE, Span(51000.0, 84000.0, False, False), exact=(68000.0,)),),
    change(moved(SWAPS, 27.0, -0.3), moved(DIESEL, 7.5, -0.2), figures=(3.7,)),
)
UNDECIDED = AuditedAnswer(
    result(
        CO2,
        "direct",
        p05=14.0,
        p50=18.2,
        p95=22.5,
        probability=0.55,
        draws=1000,
        verdict="undecided",
        verdict_of_claim="undecided",
    ),
    HOLDS.variable,
    18.0,
    2023,
    (
        at_least(
            MILEAGE,
            172812.3,
            median=(Span(173000.0, 400000.0, False, True),),
            agreed=(Span(207000.0, 400000.0, False, True),),
            draws=1000,
        ),
        at_most(GRID, 0.0068449, median=(), agreed=(), draws=1000),
    ),
    HOLDS.change,
    box(above(MILEAGE, 170123.4), above(DIESEL, 7.1)),
)
UNJUDGED = AuditedAnswer(
    result(CO2, "direct", verdict="cannot be judged here", verdict_of_claim="cannot be judged here"),
    HOLDS.variable,
    None,
    None,
)


def pair(**changed: object) -> JointAudit:
    """Two claims that exclude each other at these prices."""
    mileage = parameter(MILEAGE)
    together = Together(
        mileage,
        (Span(172812.3, 400000.0, False, True),),
        (Span(51000.0, 84000.0, False, False),),
        (),
    )
    made = JointAudit(
        (HOLDS, SURPASSED),
        (together,),
        change(moved(MILEAGE, 150000.0, -1.4), reached=False, figures=(17.0, 3.9)),
        change(moved(SWAPS, 27.0, -0.3), figures=(18.2, 3.7)),
        hold=False,
    )
    return replace(made, **changed)


def made_audit(*answers: AuditedAnswer, joint: tuple[JointAudit, ...] = ()) -> Audit:
    """An audit of these answers."""
    return Audit(made_run(), answers, joint, ("freight.fleet.maximum_age",), {"all": 1.0})
