"""Which routes are reported as what: the one that others are compared with, and those that are."""

import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.sectors.steel.reporting import base_route, compared_routes
from carbonsim.sectors.steel.rows import ROUTES

#: Shipped routes that are no blast furnace, or one that captures.
CLEANER = (
    "blast_furnace_capture",
    "gas_shaft",
    "coke_oven_gas_shaft",
    "hydrogen_shaft",
    "hydrogen_smelter",
    "scrap_furnace",
)


def named(name, *overrides):
    """The route that others are compared with, and the others."""
    scenario = load_scenario(name, overrides)
    rows = scenario.members(ROUTES)
    return rows[base_route(scenario)], tuple(rows[place] for place in compared_routes(scenario))


@pytest.mark.parametrize(
    ("name", "base", "more"),
    [
        ("china-steel-hydrogen", "average_blast_furnace", ()),
        ("zhanjiang-shaft-furnace", "best_blast_furnace", ("zhanjiang_shaft",)),
    ],
)
def test_routes_that_are_no_blast_furnace_or_capture_are_compared_with_one(name, base, more):
    assert named(name) == (base, (*CLEANER, *more))


def test_a_blast_furnace_without_capture_is_one_among_others():
    _, compared = named("china-steel-hydrogen", "steel.routes.blast_furnace_capture.capture_share=0")
    assert compared == CLEANER[1:]
