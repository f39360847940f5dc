"""Abatement cost: when the ratio is stated, and what is said where it is not."""

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.abatement import abatement_costs

CUT = "Emission Reduction|CO2|Transportation|Truck"
COST = "Extra Cost|Transportation|Truck [Resource]"
NAME = "Abatement Cost|Transportation|Truck [direct]"
YEARS = 3
#: Discount factors at 5 % a year, summed over the horizon.
DISCOUNTED = 1 + 1 / 1.05 + 1 / 1.05**2


@pytest.fixture(scope="module")
def single():
    """A run without an ensemble."""
    scenario = carbonsim.load_scenario(
        "fujian-full-conversion", ["years=[2023, 2025]", "drivers.discount_rate=5 %/yr"]
    )
    return carbonsim.run(scenario)


def stated(results, cost, cut, costs=None, cuts=None):
    """The abatement cost where each year has this extra cost [bn CNY] and reduction [Mt]."""
    central = {**results.central, COST: np.full(YEARS, cost), CUT: np.full(YEARS, cut)}
    drawn = {}
    if costs is not None:
        drawn = {f"Discounted {COST}": np.array(costs, float), f"Cumulative {CUT}": np.array(cuts, float)}
    found = abatement_costs(replace(results, central=central, headline={**results.headline, **drawn}))
    return next(one for one in found if one.name == NAME)


def test_a_tonne_costs_discounted_money_over_undiscounted_tonnes(single):
    # 0.6 bn CNY for 2 Mt each year: 300 CNY/t, of which discounting leaves 2.8594 thirds
    one = stated(single, 0.6, 2.0)
    assert one.central == pytest.approx(300 * DISCOUNTED / 3)
    assert one.unit == "CNY/t CO2"
    assert (one.mean, one.quantiles, one.note) == (None, None, "")


@pytest.mark.parametrize("cut", [0.0, -2.0])
def test_where_nothing_is_reduced_there_is_no_cost_and_it_is_said(single, cut):
    one = stated(single, 0.6, cut)
    assert np.isnan(one.central)
    assert one.note == "no reduction, so no abatement cost"


def test_the_smallest_reduction_has_its_cost(single):
    one = stated(single, 0.6, 0.001)
    assert one.central == pytest.approx(600_000 * DISCOUNTED / 3)
    assert one.note == ""


def test_a_saving_has_a_negative_cost(single):
    assert stated(single, -0.6, 2.0).central == pytest.approx(-300 * DISCOUNTED / 3)


def test_what_is_blank_in_the_deterministic_run_is_said(single):
    one = stated(single, np.nan, 2.0)
    assert np.isnan(one.central)
    assert one.note == "no such figure in the deterministic run"


def test_draws_that_all_cost_and_all_reduce_are_ranked_without_a_word(single):
    one = stated(single, 0.6, 2.0, [1.0, 2.0, 3.0, 4.0, 5.0], [10.0] * 5)
    assert one.quantiles == pytest.approx((120, 200, 300, 400, 480))
    assert one.mean == pytest.approx(300)
    assert (one.note, one.sign_share) == ("", 1.0)


def test_draws_that_all_save_are_ranked_without_a_word(single):
    one = stated(single, -0.6, 2.0, [-1.0, -2.0, -3.0], [10.0] * 3)
    assert one.quantiles[2] == pytest.approx(-200)
    assert one.note == ""


def test_no_draw_reduces_anything(single):
    one = stated(single, 0.6, 2.0, [1.0] * 4, [0.0] * 4)
    assert one.quantiles is None
    # each draw agrees with the median, which is that nothing is reduced
    assert one.note == "100.0 % of draws reduce nothing: no quantiles"


def test_both_parts_are_told_where_no_ratio_is(single):
    one = stated(single, 0.6, 2.0, [1.0, 1.0, 1.0, -1.0], [12345.0, 12345.0, 12345.0, -1.0])
    assert np.isnan(one.central) and one.quantiles is None
    assert one.note == (
        "25.0 % of draws reduce nothing; 25.0 % of draws save money, the others do not; "
        "no ratio: extra cost 1 bn CNY, reduction 12,300 Mt CO2 (medians)"
    )


def test_a_draw_that_costs_nothing_saves_nothing(single):
    one = stated(single, 0.6, 2.0, [1.0, 1.0, 1.0, 0.0], [10.0] * 4)
    assert one.note.startswith("no ratio")


def test_draws_without_a_figure_are_left_out_of_the_shares_and_said(single):
    one = stated(single, 0.6, 2.0, [1.0, np.nan, 3.0, 2.0], [10.0, 10.0, 10.0, 10.0])
    assert one.note == "25.0 % of draws have no such figure"
    assert one.quantiles[2] == pytest.approx(200)
    none = stated(single, 0.6, 2.0, [np.nan] * 4, [10.0] * 4)
    assert none.quantiles is None
    assert none.note == "100.0 % of draws have no such figure"
    assert none.central == pytest.approx(300 * DISCOUNTED / 3)


@pytest.mark.parametrize(("saving", "there"), [(1, True), (2, False)])
def test_a_ratio_is_stated_where_nine_of_ten_draws_have_the_sign(single, saving, there):
    costs = [-1.0] * saving + [1.0] * (10 - saving)
    one = stated(single, 0.6, 2.0, costs, [10.0] * 10)
    assert (one.quantiles is not None) == there
    assert one.note.startswith(f"{saving}0.0 % of draws save money, the others do not")
