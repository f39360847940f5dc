"""Variables of the steel sector: ``variables.csv`` with the names of the rows of a scenario in place."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.kernel.sector import ReportedVariable
from carbonsim.kernel.templates import expand_templates
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.steel.costs import KINDS
from carbonsim.sectors.steel.rows import BLAST_FURNACE, CASES, INITIAL, NO_IRON, ROUTES, SHAFT

STEELMAKER, STATE, MARKET_ACTOR = "Steelmaker", "State", "Carbon Market"
UNION, CUSTOMERS = "European Union", "Customers"
ACTORS = (STEELMAKER, STATE, MARKET_ACTOR, UNION, CUSTOMERS)
CARRIERS = ("Electricity", "Solids", "Gases", "Hydrogen")
REPLACEMENTS = ("Grid Power", "Natural Gas", "Coal")
#: Share of hydrogen from which a price of hydrogen decides on a route.
MOSTLY = 0.5
#: Boundaries that steel reports.
STEEL_BOUNDARIES = ("direct", "operational", "upstream")


def reported(scenario: Scenario) -> tuple[ReportedVariable, ...]:
    """All variables of a scenario, with the row of the output that each takes and its scale."""
    return expand_templates(
        "carbonsim.sectors.steel",
        _row_names(scenario),
        variants=("cases", "replacements"),
        offered=_offered(scenario),
    )


def base_route(scenario: Scenario) -> int:
    """The route that others are compared with: of the blast furnaces the one with most capacity at first."""
    rows, own = scenario.members(ROUTES), scenario.present(ROUTES)
    furnaces = [row for row in own if scenario.text(f"{ROUTES}.{row}.iron") == BLAST_FURNACE]
    return rows.index(max(furnaces or own[:1], key=lambda row: _central(scenario, row, INITIAL)))


def hydrogen_routes(scenario: Scenario) -> tuple[int, ...]:
    """Rows of routes whose shaft runs mostly on hydrogen."""
    return tuple(
        place
        for place, row in enumerate(scenario.members(ROUTES))
        if scenario.text(f"{ROUTES}.{row}.iron") == SHAFT
        and _central(scenario, row, "hydrogen_share") >= MOSTLY
    )


def compared_routes(scenario: Scenario) -> tuple[int, ...]:
    """Rows that emit less than a blast furnace by what they are, not by how well they are run."""
    base = base_route(scenario)
    return tuple(
        place
        for place, row in enumerate(scenario.members(ROUTES))
        if place != base
        and (
            scenario.text(f"{ROUTES}.{row}.iron") != BLAST_FURNACE
            or _central(scenario, row, "capture_share") > 0
        )
    )


def _central(scenario: Scenario, row: str, attribute: str) -> float:
    return float(scenario.quantity(f"{ROUTES}.{row}.{attribute}").central[0])


def _offered(scenario: Scenario) -> Mapping[str, tuple[bool, ...]]:
    """Whether the scenario has each row of `_row_names`."""
    routes = scenario.offered(ROUTES)
    return {
        "routes": routes,
        "primary_routes": routes,
        "route_kinds": tuple(offered for offered in routes for _ in KINDS),
        "hydrogen_routes": tuple(routes[row] for row in hydrogen_routes(scenario)),
        "compared": tuple(routes[row] for row in compared_routes(scenario)),
        "cases": scenario.offered(CASES),
    }


def _row_names(scenario: Scenario) -> Mapping[str, tuple[str, ...]]:
    routes = scenario.members(ROUTES)
    labels = tuple(scenario.text(f"{ROUTES}.{row}.label") for row in routes)
    secondary = [scenario.text(f"{ROUTES}.{row}.iron") == NO_IRON for row in routes]
    return {
        "routes": labels,
        "primary_routes": tuple(
            f"{'Secondary' if second else 'Primary'}|{label}"
            for label, second in zip(labels, secondary, strict=True)
        ),
        "route_kinds": tuple(f"{label}|{kind}" for label in labels for kind in KINDS),
        "hydrogen_routes": tuple(labels[row] for row in hydrogen_routes(scenario)),
        "compared": tuple(labels[row] for row in compared_routes(scenario)),
        "kinds": KINDS,
        "actors": ACTORS,
        "carriers": CARRIERS,
        "replacements": REPLACEMENTS,
        "cases": tuple(scenario.text(f"{CASES}.{row}.label") for row in scenario.members(CASES)),
    }
