"""Outcomes of single years, five-year plans and the horizon: their names, years and discounting."""

import numpy as np
import pytest

from carbonsim.core.uncertainty import SCORE_95
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.headline import (
    Headline,
    RunningTotals,
    discount_factors,
    headlines,
    of_horizon,
    totals_of_draws,
)
from carbonsim.results.records import Variable

CUT = Variable("Emission Reduction|A", "Mt CO2/yr", "", "", "carbonsim", stem="Emission Reduction|A")
EXTRA = Variable("Extra Cost|A [Resource]", "bn CNY/yr", "", "", "carbonsim", stem="Extra Cost|A")
SALES = Variable("Sales|A", "million/yr", "", "", "carbonsim", stem="Sales|A")


def stated(variable, first, last):
    return [
        (one.name, one.unit, one.first, one.last) for one in headlines([variable], np.arange(first, last + 1))
    ]


def test_a_long_horizon_has_its_years_plans_and_total():
    assert stated(CUT, 2023, 2060) == [
        ("2030 Emission Reduction|A", "Mt CO2/yr", 2030, 2030),
        ("2035 Emission Reduction|A", "Mt CO2/yr", 2035, 2035),
        ("2026-2030 Emission Reduction|A", "Mt CO2", 2026, 2030),
        ("2031-2035 Emission Reduction|A", "Mt CO2", 2031, 2035),
        ("Cumulative Emission Reduction|A", "Mt CO2", 2023, 2060),
    ]


def test_sums_of_extra_cost_are_discounted_and_single_years_are_not():
    found = headlines([EXTRA], np.arange(2023, 2061))
    assert [(one.name, one.discounted, one.unit) for one in found] == [
        ("2030 Extra Cost|A [Resource]", False, "bn CNY/yr"),
        ("2035 Extra Cost|A [Resource]", False, "bn CNY/yr"),
        ("2026-2030 Discounted Extra Cost|A [Resource]", True, "bn CNY"),
        ("2031-2035 Discounted Extra Cost|A [Resource]", True, "bn CNY"),
        ("Discounted Extra Cost|A [Resource]", True, "bn CNY"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "periods"),
    [
        (2026, 2030, ["2030", "2026-2030", ""]),
        (2027, 2030, ["2030", ""]),
        (2030, 2030, ["2030", ""]),
        (2031, 2035, ["2035", "2031-2035", ""]),
        (2031, 2034, [""]),
        (2026, 2029, [""]),
        (2036, 2060, [""]),
        (2035, 2060, ["2035", ""]),
    ],
)
def test_what_the_horizon_does_not_hold_whole_is_left_out(first, last, periods):
    assert [one.period for one in headlines([CUT], np.arange(first, last + 1))] == periods


def test_other_series_have_no_outcome():
    assert headlines([SALES], np.arange(2023, 2061)) == ()


def test_the_horizon_alone_and_what_is_chosen_beside_it():
    found = headlines([CUT], np.arange(2023, 2061))
    assert [one.period for one in of_horizon(found)] == [""]
    chosen = of_horizon(found, ["2026-2030 Emission Reduction|A"])
    assert [one.period for one in chosen] == ["2026-2030", ""]


def plan(discounted):
    return Headline("plan", "series", discounted, "t", 2025, 2027, "2025-2027")


def test_a_total_counts_its_first_and_its_last_year_and_none_beside():
    assert [year for year in range(2020, 2032) if plan(True).counts(year)] == [2025, 2026, 2027]
    years = np.arange(2023, 2031)
    assert years[plan(True).span(years)].tolist() == [2025, 2026, 2027]


@pytest.mark.parametrize(("discounted", "expected"), [(False, [6.0, 60.0]), (True, [3.0, 30.0])])
def test_totals_are_sums_weighed_by_factors_year_by_year_and_at_once(discounted, expected):
    years = np.arange(2024, 2029)
    values = np.array([9.0, 1.0, 2.0, 3.0, 9.0])[:, None] * [1.0, 10.0]
    factors = np.full((5, 1), 0.5)
    at_once = totals_of_draws([plan(discounted)], {"series": values}, factors, years)
    assert at_once["plan"].tolist() == expected
    running = RunningTotals([plan(discounted)], 3)
    for year, row, factor in zip(years, values, factors, strict=True):
        running.add(slice(1, 3), int(year), {"series": row}, factor)
    assert running.sums.tolist() == [[0.0, *expected]]
    running.clear(slice(2, 3))
    assert running.sums.tolist() == [[0.0, expected[0], 0.0]]


def test_a_blank_year_blanks_the_total_and_a_series_that_is_not_there_has_none():
    values = np.array([[np.nan], [1.0], [2.0]])
    years = np.arange(2025, 2028)
    assert np.isnan(totals_of_draws([plan(False)], {"series": values}, np.ones((3, 1)), years)["plan"])
    assert totals_of_draws([plan(False)], {"other": values}, np.ones((3, 1)), years) == {}


def test_money_is_discounted_to_the_first_year_at_the_rate_of_each_draw():
    name = "fujian-no-policy"
    fixed = load_scenario(name, ["drivers.discount_rate=5 %/yr"])
    factors = discount_factors(fixed, np.array([2025, 2026, 2030]), {}, 1)
    assert factors.shape == (3, 1)
    assert factors[:, 0] == pytest.approx([1.0, 1 / 1.05, 1.05**-5], rel=1e-12)
    drawn = load_scenario(name, ["drivers.discount_rate={value: 5, low: 2, high: 8, unit: '%/yr'}"])
    scores = {"drivers.discount_rate": np.array([-SCORE_95, 0.0, SCORE_95])}
    factors = discount_factors(drawn, np.array([2025, 2026]), scores, 3)
    assert factors[0].tolist() == [1.0, 1.0, 1.0]
    assert factors[1] == pytest.approx([1 / 1.02, 1 / 1.05, 1 / 1.08], rel=1e-9)
