"""Exports of new energy vehicles: as counted, then along a path with a wide range."""

import numpy as np
import pytest

import carbonsim
from carbonsim.sectors.nev.past_values import past_values

HOME = "Sales|Transportation|New Energy Vehicle"
ALL = f"{HOME} [Wholesale]"


def exported(series, year, first=2021):
    return (series[ALL] - series[HOME])[year - first]


def test_the_history_is_as_counted_and_the_path_leads_on_from_it(cars):
    run = cars()
    assert [exported(run.central, year) for year in (2023, 2024, 2025)] == pytest.approx(
        [1.203, 1.284, 2.615]
    )
    path = run.scenario.quantity("nev.exports")
    assert path.series(np.array([2025]))[0][0] == pytest.approx(2.615e6)
    for year in (2026, 2033, 2060):
        assert exported(run.central, year) == pytest.approx(path.series(np.array([year]))[0][0] / 1e6)


def test_exports_move_what_makers_sell_and_nothing_at_home(cars):
    more = cars("nev.exports=9000000 vehicle/yr")
    assert exported(more.central, 2025) == pytest.approx(2.615)
    assert exported(more.central, 2030) == pytest.approx(9.0)
    for name, values in cars().central.items():
        if name not in {ALL, "Exports|Transportation|New Energy Vehicle"}:
            assert np.array_equal(values, more.central[name]), name


def test_the_range_is_that_of_the_path():
    scenario = carbonsim.load_scenario("china-nev-no-policy", ["years=[2024, 2030]"])
    result = carbonsim.run(scenario, draws=400)
    low, middle, high = np.quantile(exported(result.ensemble, 2030, 2024), [0.05, 0.5, 0.95])
    # 400 draws tell a 5th percentile to some 6 % of the spread
    assert (low, middle, high) == pytest.approx((3.5, 5.5, 8.0), abs=0.3)


def test_a_past_year_of_the_path_is_told_to_act_on_nothing():
    path = "{path: {2021: 1000000, 2025: 2615000, 2030: 4000000}, unit: vehicle/yr}"
    scenario = carbonsim.load_scenario("china-nev", [f"nev.exports={path}"])
    (problem,) = past_values(scenario)
    assert problem.key == "nev.exports"
    assert problem.message.startswith("the value of 2021 acts on nothing")
