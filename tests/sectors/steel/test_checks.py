"""What steel is held against, where there is no supply, no fleet or no difference to divide by."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.report.terminal import check_lines
from carbonsim.sectors.steel.checks import STEEL, all_checks
from carbonsim.sectors.steel.model import SteelModel
from carbonsim.sectors.steel.outputs import LEAST_APART, _break_even

PLAN = "china-steel-hydrogen"
YEARS = "years=[2023, 2030]"
NO_SCRAP = "steel.scrap_supply=0 Mt/yr"


def supplies(result):
    (check,) = [check for check in result.checks if check.name == "supplies"]
    return check


def rows_of(result):
    return {row.label["en"]: (row.value, row.unit) for row in supplies(result).rows}


def test_a_supply_is_told_as_the_most_of_it_that_is_used(ran):
    result = ran(PLAN, YEARS)
    supply = result.scenario.quantity("steel.scrap_supply").series(result.years)[0]
    part = (result.central["Scrap Use|Iron and Steel"] / supply).max()
    assert rows_of(result)["scrap"] == (pytest.approx(part), "1")
    assert not any("none supplied" in label for label in rows_of(result))


def test_what_is_used_of_a_supply_of_0_is_told_in_tonnes(ran):
    result = ran(PLAN, YEARS, NO_SCRAP, "steel.hydrogen_supply=0 Mt/yr", "steel.storage_supply=0 Mt CO2/yr")
    found = rows_of(result)
    used = result.central["Scrap Use|Iron and Steel"].max()
    assert used > 200.0
    assert found["scrap: none supplied, used at most"] == (pytest.approx(used), "Mt/yr")
    assert found["hydrogen: none supplied, used at most"][0] > 0.0
    assert not {"scrap", "hydrogen", "storage of CO2"} & set(found)
    # of storage there is none, and none is used
    assert not any(label.startswith("storage") for label in found)
    told = "\n".join(check_lines([supplies(result)], "zh"))
    assert "废钢：无供给年份的最大用量" in told
    assert "262.9" in "\n".join(check_lines([supplies(result)], "en"))


def test_years_with_and_without_a_supply_have_a_row_each(ran):
    path = "steel.scrap_supply={path: {2023: 0, 2026: 0, 2027: 300}, interpolation: step, unit: Mt/yr}"
    result = ran(PLAN, YEARS, path)
    used, found = result.central["Scrap Use|Iron and Steel"], rows_of(result)
    late = result.years >= 2027
    assert found["scrap"] == (pytest.approx(used[late].max() / 300.0), "1")
    assert found["scrap: none supplied, used at most"] == (pytest.approx(used[~late].max()), "Mt/yr")


def test_routes_that_take_the_same_of_an_input_break_even_at_no_price_of_it():
    cost = np.array([[3400.0, 3400.0], [3000.0, 3000.0], [3000.0, 3000.0]])
    amount = np.array([[0.0, 2.0], [50.0, 2.0], [LEAST_APART / 2, 2.0 + 2 * LEAST_APART]])
    found = _break_even(cost, amount, [1, 2], 0)
    assert found[0, 0] == 8.0
    assert np.array_equal(np.isnan(found), [[False, True], [True, False]])
    assert found[1, 1] == pytest.approx(400.0 / (2 * LEAST_APART))


def test_a_fleet_that_is_not_there_has_no_load():
    small = "steel.demand={value: 2, low: 0.2, high: 3, unit: Mt/yr}"
    scenario = carbonsim.load_scenario(PLAN, ["years=[2023, 2024]", small])
    scores = block_scores(scenario, 1, 0, 60)
    inputs = Inputs(scenario, np.arange(2023, 2025), 60, scores)
    model = SteelModel(inputs)
    step = model.advance(0, Markets(inputs).prices(0))
    (load,) = [found["utilisation"] for function in step.outputs if "utilisation" in (found := function())]
    # where the announced plants make all that is asked for
    nothing = model.fleet.total().sum(axis=0) == 0.0
    assert 0 < nothing.sum() < 60
    assert np.array_equal(np.isnan(load), nothing)


def test_rates_of_nothing_made_are_blank_and_told_as_a_dash(ran):
    result = ran(PLAN, YEARS)
    central = {name: 0.0 * values if name == STEEL else values for name, values in result.central.items()}
    ensemble = {name: values[:, None] * np.ones(3) for name, values in central.items()}
    (rates, *_) = all_checks(result.scenario, central, ensemble, result.years)
    assert np.isnan([(row.value, row.low, row.high) for row in rates.rows]).all()
    assert not any("nan" in line for line in check_lines([rates], "en"))


def test_rates_are_those_of_the_first_year_and_their_range_that_of_its_draws(ran):
    result = ran(PLAN, YEARS, draws=12)
    (check,) = [check for check in result.checks if check.name == "rates"]
    row = next(row for row in check.rows if row.label["en"].startswith("hot metal"))
    name = "Production|Iron and Steel|Iron|Pig Iron"
    # output of steel and of its iron move over the years
    assert result.central[name][1] / result.central[STEEL][0] != pytest.approx(row.value, rel=1e-6)
    assert row.value == pytest.approx(result.central[name][0] / result.central[STEEL][0])
    draws = result.ensemble[name][0] / result.ensemble[STEEL][0]
    assert (row.low, row.high) == pytest.approx(tuple(np.quantile(draws, (0.05, 0.95))))
    assert "2023" in check.text["en"]
