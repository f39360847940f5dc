"""Parameters that a search varies: by value, by a factor, by a delay."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.varied import delayed, overrides_of, point_of, varied_of
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.vary import read_vary

STATIONS = "freight.swap.stations"


@pytest.fixture(scope="module")
def plan():
    return load_scenario("fujian-trunk-line")


def varied(scenario, *texts, year=2035):
    return varied_of(scenario, [read_vary(text) for text in texts], year)


@given(
    delay=st.floats(-15, 25).map(lambda x: round(x * 4) / 4),
    interpolation=st.sampled_from(["linear", "step", "s-curve"]),
)
def test_a_path_comes_later_by_its_delay(delay, interpolation):
    own = Quantity((2023, 2026, 2035), (4.0, 56.0, 20.0), None, None, interpolation, "station")
    later, years = delayed(own, delay), np.arange(2000, 2061)
    assert np.allclose(later.series(years)[0], own.series(years - delay)[0], rtol=1e-12)
    assert later.years[0] <= max(2023, 2023 + delay)  # it still says what was before


def test_no_path_leaves_the_years_that_paths_may_have():
    own = Quantity((1995, 2090), (1.0, 2.0), None, None, "linear", "1")
    for delay in (-100.0, 100.0):
        later = delayed(own, delay)
        assert len(later.years) > 0 and 1990 <= later.years[0] <= later.years[-1] <= 2100
    for delay in (-9.0, 19.0):
        later = delayed(own, delay)
        assert later.years[0] >= 1990 and later.years[-1] <= 2100
        years = np.arange(1995, 2096)
        assert np.allclose(later.series(years)[0], own.series(years - delay)[0])


def test_a_set_line_of_a_point_gives_the_same_parameters(plan):
    them = varied(plan, f"times:{STATIONS}", f"delay:{STATIONS}", "freight.toll_discount")
    point = point_of(them, [1.3, 2.5, 0.2])
    again = load_scenario("fujian-trunk-line", overrides_of(point))
    for key, quantity in point.items():
        assert again.settings[key].value == quantity
    own = plan.settings[STATIONS].value
    assert point[STATIONS].series(np.array([2030]))[0][0] == pytest.approx(
        1.3 * own.series(np.array([2027.5]))[0][0]
    )


def test_bounds_hold_heights_back_and_say_so():
    (share,) = varied(load_scenario("china-nev"), "nev.minimum_share")
    assert (share.low, share.high, share.low_end, share.high_end) == (0.0, 1.0, "bound", "bound")
    assert share.is_clipped(0.95) and not share.is_clipped(0.8)
    assert share.in_year(0.8) == pytest.approx(0.8)
    assert share.in_year(0.95) < 0.95  # the path of 2040 is held at 1


def test_ends_are_those_that_were_asked_for(plan):
    (stations,) = varied(plan, f"{STATIONS}=10..50")
    assert (stations.low, stations.high, stations.low_end) == (10.0, 50.0, "asked")
    (later,) = varied(plan, f"delay:{STATIONS}")
    assert (later.low, later.high, later.value, later.unit) == (-10.0, 20.0, 0.0, "yr")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("freight.swap.statoins", "did you mean freight.swap.stations?"),
        ("bays", "did you mean freight.swap.bays"),
        ("freight.swap.service_fee", "freight.swap.fee_swaps"),
        ("freight.swap.building", "found an option"),
        ("freight.powertrains.diesel.label", "found a text"),
        ("nev.minimum_share", "a section or row that the scenario has not"),
        ("delay:freight.toll_discount", "found a constant"),
        ("times:freight.toll_discount", "found a constant"),
    ],
)
def test_what_cannot_be_varied_is_refused(plan, text, words):
    with pytest.raises(ScenarioError) as caught:
        varied(plan, text)
    (problem,) = caught.value.problems
    assert problem.key == "--vary"
    assert words in str(problem)


def test_one_parameter_is_not_varied_twice(plan):
    with pytest.raises(ScenarioError, match="twice"):
        varied(plan, STATIONS, f"{STATIONS}=1..2")
    with pytest.raises(ScenarioError, match=f"vary times:{STATIONS} beside"):
        varied(plan, STATIONS, f"delay:{STATIONS}")


def test_a_path_of_0_in_the_year_is_moved_by_a_factor_alone():
    scenario = load_scenario("china-nev")
    with pytest.raises(ScenarioError, match="0 in 2035") as caught:
        varied(scenario, "nev.tax_relief")
    assert "times:nev.tax_relief" in str(caught.value)
    (times,) = varied(scenario, "times:nev.tax_relief")
    assert times.value == 1.0 and times.moved(times.own, 1.0) == times.own
