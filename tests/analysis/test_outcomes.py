"""Headline figures: totals, discounting and abatement cost."""

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.outcomes import outcomes

REDUCTION = "Emission Reduction|CO2|Transportation|Truck"
COST = "Extra Cost|Transportation|Truck [Resource]"


@pytest.fixture(scope="module")
def result():
    scenario = carbonsim.load_scenario(
        "fujian-full-conversion", ["years=[2023, 2026]", "drivers.discount_rate=5 %/yr"]
    )
    return carbonsim.run(scenario, draws=40)


def named(result):
    return {outcome.name: outcome for outcome in outcomes(result)}


def test_reductions_add_up_undiscounted_and_costs_discounted(result):
    found = named(result)
    total = found[f"Cumulative {REDUCTION}"]
    assert total.central == pytest.approx(result.central[REDUCTION].sum())
    assert total.unit == "Mt CO2"
    cost = found[f"Discounted {COST}"]
    factor = 1.05 ** -np.arange(4)
    assert cost.central == pytest.approx((result.central[COST] * factor).sum())
    assert cost.unit == "bn CNY"
    assert cost.mean == pytest.approx((result.ensemble[COST] * factor[:, None]).sum(axis=0).mean())


def test_abatement_cost_is_discounted_cost_over_undiscounted_tonnes(result):
    found = named(result)
    outcome = found["Abatement Cost|Transportation|Truck [operational]"]
    tonnes = found[f"Cumulative {REDUCTION} [Operational]"].central * 1e6
    money = found[f"Discounted {COST}"].central * 1e9
    assert outcome.central == pytest.approx(money / tonnes)
    assert outcome.unit == "CNY/t CO2"


def test_where_a_draw_reduces_nothing_there_are_no_quantiles(result):
    cut = f"Cumulative {REDUCTION} [Operational]"
    headline = {**result.headline, cut: result.headline[cut].copy()}
    headline[cut][:10] = -1.0
    outcome = named(replace(result, headline=headline))["Abatement Cost|Transportation|Truck [operational]"]
    assert outcome.quantiles is None
    assert np.isnan(outcome.central)
    assert "25.0 % of draws reduce nothing" in outcome.note


def test_where_few_draws_reduce_nothing_the_deterministic_ratio_is_stated_without_quantiles(result):
    cut = f"Cumulative {REDUCTION} [Operational]"
    headline = {**result.headline, cut: result.headline[cut].copy()}
    headline[cut][:2] = 0.0
    outcome = named(replace(result, headline=headline))["Abatement Cost|Transportation|Truck [operational]"]
    assert outcome.quantiles is None
    assert np.isfinite(outcome.central)
    assert outcome.note == "5.0 % of draws reduce nothing: no quantiles"


def test_the_discount_rate_of_each_draw_is_its_own():
    scenario = carbonsim.load_scenario(
        "fujian-full-conversion",
        ["years=[2023, 2024]", "drivers.discount_rate={value: 5, low: 1, high: 20, unit: '%/yr'}"],
    )
    result = carbonsim.run(scenario, draws=30)
    found = {outcome.name: outcome for outcome in outcomes(result)}[f"Discounted {COST}"]
    fixed = (result.ensemble[COST] * (1.05 ** -np.arange(2))[:, None]).sum(axis=0).mean()
    assert found.mean != pytest.approx(fixed, rel=1e-6)


@pytest.mark.parametrize(("dearer", "stated"), [(4, True), (5, False), (20, False)])
def test_a_ratio_is_stated_where_its_parts_keep_their_sign_in_nine_of_ten_draws(result, dearer, stated):
    cost = f"Discounted {COST}"
    headline = {**result.headline, cost: np.where(np.arange(40) < dearer, 1.0, -1.0)}
    outcome = named(replace(result, headline=headline))["Abatement Cost|Transportation|Truck [operational]"]
    assert np.isnan(outcome.central) != stated
    assert (outcome.mean is None) != stated
    assert (outcome.quantiles is None) != stated
    assert f"{100 - dearer * 2.5:.1f} % of draws save money" in outcome.note
    assert ("no ratio: extra cost" in outcome.note) != stated


def test_quantiles_of_abatement_cost_are_those_of_each_draw(result):
    factor = 1.05 ** -np.arange(4)
    cost = f"Discounted {COST}"
    money = (result.ensemble[COST] * factor[:, None]).sum(axis=0)
    assert result.headline[cost] == pytest.approx(money)
    # no draw saves, so there is a ranking
    headline = {**result.headline, cost: np.abs(result.headline[cost])}
    tonnes = result.ensemble[REDUCTION].sum(axis=0) * 1e6
    outcome = named(replace(result, headline=headline))["Abatement Cost|Transportation|Truck [direct]"]
    expected = np.quantile(np.abs(money) * 1e9 / tonnes, (0.05, 0.25, 0.5, 0.75, 0.95))
    assert outcome.quantiles == pytest.approx(expected)
