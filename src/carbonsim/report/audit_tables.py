"""Tables of an audit for machines: needs, joint changes, boxes and pairs, with texts for ``--set``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from carbonsim.core.crossings import Span
from carbonsim.engine.movers import mover
from carbonsim.report.audit_values import turning
from carbonsim.report.audit_words import holds
from carbonsim.results.audit_records import (
    Audit,
    AuditedAnswer,
    AuditedParameter,
    ClaimBox,
    JointAudit,
    JointChange,
    Need,
)
from carbonsim.results.tables import Cell, Table
from carbonsim.scenario.scenario import Scenario

WHERE = ("claim", "boundary", "product", "variant")
PARAMETER = ("parameter", "unit", "value", "range_low", "range_high", "has_range", "evidence", "path_year")
NEED_COLUMNS = (
    *(
        *WHERE,
        "verdict",
        "answer_year",
        "target",
        "tolerance",
        "answer_unit",
        "first_year",
        *PARAMETER,
        "influence",
    ),
    *("of", "draws"),
    *(
        "span",
        "from",
        "to",
        "open_from",
        "open_to",
        "looked_from",
        "looked_to",
        "from_is_bound",
        "to_is_bound",
    ),
    *("looked_at", "exact", "beyond", "beyond_to", "nearest_value", "nearest_answer", "override"),
)
CHANGE_COLUMNS = (
    *(*WHERE, "change", "reached", "distance", "most", "tried", "answer", "answer_unit"),
    *(*PARAMETER, "new_value", "share", "override"),
)
BOX_COLUMNS = (
    *(
        *WHERE,
        "part",
        "widened",
        "density",
        "coverage",
        "mass",
        "share_holding",
        "draws",
        "reached",
        "answer",
    ),
    *(*PARAMETER, "from", "to", "open_from", "open_to", "override"),
)
JOINT_COLUMNS = (
    *("claim", "boundary", "other_claim", "other_boundary", "exclude_at_prices", "of", *PARAMETER),
    *("from", "to", "open_from", "open_to", "reached", "distance", "answer", "other_answer", "new_value"),
    *("share", "override"),
)
#: What a span is of: the deterministic run, the median of draws, nine of ten draws.
CENTRAL, MEDIAN, AGREED = "central", "median", "nine of ten draws"
YES: dict[bool, str] = {True: "yes", False: "no"}


def audit_tables(found: Audit) -> dict[str, Table]:
    """All tables of an audit but the claims, by file name.

    Parameters
    ----------
    found : Audit

    Returns
    -------
    dict of str to Table
        ``boxes.csv`` only with draws, ``joint.csv`` only where there are pairs.
    """
    return {name: Table(columns, rows) for name, (columns, rows) in _all(found).items()}


def _all(found: Audit) -> dict[str, tuple[tuple[str, ...], list[Sequence[Cell]]]]:
    """Columns and rows of all tables by file name."""
    always = {
        "needs.csv": (NEED_COLUMNS, list(need_rows(found))),
        "changes.csv": (CHANGE_COLUMNS, list(_changes(found))),
    }
    others = {
        "boxes.csv": (BOX_COLUMNS, list(_boxes(found))),
        "joint.csv": (JOINT_COLUMNS, list(_joint(found))),
    }
    return always | {name: table for name, table in others.items() if table[1]}


def records(found: Audit) -> dict[str, list[dict[str, Cell]]]:
    """Rows of all tables by the name of the table, each by its columns, for JSON."""
    return {
        name.removesuffix(".csv"): [dict(zip(columns, row, strict=True)) for row in rows]
        for name, (columns, rows) in _all(found).items()
    }


def set_text(scenario: Scenario, parameter: AuditedParameter, value: float) -> str:
    """``KEY=VALUE`` for ``--set`` that gives a parameter a value; nothing outside its bounds."""
    setting = scenario.settings.get(parameter.key)
    moved = None if setting is None else mover(setting, parameter.year)
    if moved is None or not math.isfinite(value):
        return ""
    least, most = moved.bounds
    if (least is not None and value < least) or (most is not None and value > most):
        return ""
    return moved.override(value)


def _where(answer: AuditedAnswer) -> tuple[Cell, ...]:
    result = answer.result
    return (result.claim.name, result.boundary, result.product, result.variant)


def _parameter(parameter: AuditedParameter) -> tuple[Cell, ...]:
    return (
        *(parameter.key, parameter.unit, parameter.value, parameter.low, parameter.high),
        *(YES[parameter.ranged], parameter.confidence, parameter.year if parameter.is_path else None),
    )


def _ends(span: Span | None) -> tuple[Cell, ...]:
    if span is None:
        return (None, None, "", "")
    return (span.low, span.high, YES[span.open_low], YES[span.open_high])


def need_rows(found: Audit) -> Iterator[Sequence[Cell]]:
    """A row for each need and span; one without a span where nothing holds."""
    scenario = found.results.scenario
    for answer in found.answers:
        result = answer.result
        year, target = result.year, answer.target
        tolerance = result.claim.tolerance or None
        of_answer: tuple[Cell, ...] = (
            *(result.verdict, year, target, tolerance),
            *(result.unit, answer.first_year),
        )
        for need in answer.needs:
            told = (*_where(answer), *of_answer, *_parameter(need.parameter), need.influence)
            for of, draws, number, span in _spans(need):
                setting = _turning_text(scenario, need) if of == CENTRAL and number <= 1 else ""
                yield (*told, of, draws, number, *_ends(span), *_looked(need), setting)


def _looked(need: Need) -> tuple[Cell, ...]:
    """Scan of a need, and what was found beside spans."""
    exact = " ".join(f"{value:.6g}" for value in need.exact)
    bounds: tuple[Cell, ...] = tuple(YES[bound] for bound in need.at_bounds)
    return (*need.scanned, *bounds, need.looked_at, exact, need.beyond, need.beyond_to, *need.best)


def _spans(need: Need) -> Iterator[tuple[str, int, int, Span | None]]:
    for of, draws, spans in (
        (CENTRAL, 0, need.spans),
        (MEDIAN, need.draws, need.median),
        (AGREED, need.draws, need.agreed),
    ):
        if spans is not None:
            rows: list[tuple[int, Span | None]] = [(number, span) for number, span in enumerate(spans, 1)]
            for number, span in rows or [(0, None)]:
                yield of, draws, number, span


def _turning_text(scenario: Scenario, need: Need) -> str:
    """The nearest value at which the answer begins or ceases to hold, for ``--set``."""
    return set_text(scenario, need.parameter, turning(need))


def _changes(found: Audit) -> Iterator[Sequence[Cell]]:
    """A row for each parameter of each joint change."""
    for answer in found.answers:
        change = answer.change
        if change is None:
            continue
        what = "ends it" if holds(answer) else "makes it true"
        figure = change.figures[0] if change.figures else None
        about = (*_where(answer), what, YES[change.reached], change.distance, change.most, change.tried)
        for row in _moved(found.results.scenario, change):
            yield (*about, figure, answer.result.unit, *row)


def _moved(scenario: Scenario, change: JointChange) -> Iterator[tuple[Cell, ...]]:
    for one in change.moved:
        setting = set_text(scenario, one.parameter, one.value)
        yield (*_parameter(one.parameter), one.value, one.share, setting)


def _boxes(found: Audit) -> Iterator[Sequence[Cell]]:
    """A row for each side of each box, and for each parameter of a corner."""
    scenario, nothing = found.results.scenario, (None,) * len(PARAMETER)
    for answer in found.answers:
        box = answer.box
        if box is None:
            continue
        about = (*_where(answer), "box", *_shares(box), "", None)
        for end in box.ends:
            sides = (end.low, end.high, YES[end.open_low], YES[end.open_high])
            yield (*about, *_parameter(end.parameter), *sides, "")
        if not box.ends:
            yield (*about, *nothing, None, None, "", "", "")
        if box.corner is not None:
            figure = box.corner.figures[0] if box.corner.figures else None
            corner = (*_where(answer), "corner", *_shares(box), YES[box.corner.reached], figure)
            for one in box.corner.moved:
                setting = set_text(scenario, one.parameter, one.value)
                yield (*corner, *_parameter(one.parameter), one.value, one.value, "no", "no", setting)


def _shares(box: ClaimBox) -> tuple[Cell, ...]:
    return (box.widened, box.density, box.coverage, box.mass, box.share, box.draws)


def _joint(found: Audit) -> Iterator[Sequence[Cell]]:
    """Rows for spans of either claim and of both by parameter, and for joint changes with which both hold."""
    scenario = found.results.scenario
    for pair in found.joint:
        first, second = (answer.result for answer in pair.answers)
        about = (first.claim.name, first.boundary, second.claim.name, second.boundary)
        excluded = YES[pair.exclude_at_prices]
        for one in pair.together:
            for of, spans in (("first", one.first), ("second", one.second), ("both", one.both)):
                for span in spans:
                    told = (*about, excluded, of, *_parameter(one.parameter), *_ends(span))
                    yield (*told, "", None, None, None, None, None, "")
        for of, change in _both(pair):
            figures = (*change.figures, None, None)[:2]
            for row in _moved(scenario, change):
                parameter, rest = row[: len(PARAMETER)], row[len(PARAMETER) :]
                reached = (YES[change.reached], change.distance, *figures)
                yield (*about, excluded, of, *parameter, None, None, "", "", *reached, *rest)


def _both(pair: JointAudit) -> Iterator[tuple[str, JointChange]]:
    for of, change in (("at these prices", pair.at_prices), ("at any prices", pair.at_any)):
        if change is not None:
            yield of, change
