"""Differences between a scenario and the world that a claim speaks of."""

from dataclasses import replace

import pytest

import carbonsim
from carbonsim.engine.claim_worlds import differences
from carbonsim.results.claim_results import Difference
from carbonsim.scenario.claim_world import Requirement

STOCK, GROWTH = "freight.stock", "freight.activity_growth"


@pytest.fixture(scope="module")
def scenario():
    return carbonsim.load_scenario("fujian-trunk-line")


def found(scenario, *requirements, year=2030):
    claim = replace(
        scenario.claims[0], world=tuple(Requirement(*each, "as written") for each in requirements)
    )
    return differences(scenario, claim, year)


@pytest.fixture
def with_value(scenario):
    """The scenario with another central value of a parameter."""

    def changed(key, *central):
        setting = scenario.settings[key]
        value = replace(setting.value, central=central, years=(), low=None, high=None)
        return replace(scenario, settings={**scenario.settings, key: replace(setting, value=value)})

    return changed


@pytest.mark.parametrize("bound", ["at_least", "at_most", "equals"])
@pytest.mark.parametrize("required", [120_000.0, -2.0])
@pytest.mark.parametrize("gap", [-1e-12, 0.0, 1e-12])
def test_a_value_that_is_equal_but_for_rounding_meets_each_bound(with_value, bound, required, gap):
    assert found(with_value(STOCK, required * (1 + gap)), (STOCK, bound, required)) == ()


@pytest.mark.parametrize(
    ("bound", "value", "holds"),
    [
        *(("at_least", 99.0, False), ("at_least", 101.0, True), ("at_most", 99.0, True)),
        *(("at_most", 101.0, False), ("equals", 99.0, False), ("equals", 101.0, False)),
        # as far from 0, on the other side
        *(("at_least", -100.0, False), ("equals", -100.0, False)),
    ],
)
def test_a_value_beyond_rounding_is_told_with_its_unit(with_value, bound, value, holds):
    told = found(with_value(STOCK, value), (STOCK, bound, 100.0))
    assert told == (() if holds else (Difference(STOCK, f"{value:g} truck", bound, "as written"),))


def test_a_share_is_told_without_a_unit(with_value):
    (told,) = found(with_value("freight.toll_discount", 0.25), ("freight.toll_discount", "at_most", 0.2))
    assert told.value == "0.25"


def test_what_is_not_there_has_no_value(scenario):
    (told,) = found(scenario, ("steel.demand", "at_least", 1.0))
    assert told == Difference("steel.demand", "", "at_least", "as written")
