"""Which data decide the headline of a run, and how old they are."""

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.engine import deciding, deciding_check, ensemble, run
from carbonsim.engine.data_years import data_year
from carbonsim.engine.deciding import find_deciding, headline_outcomes
from carbonsim.engine.deciding_check import deciding_data
from carbonsim.engine.sampling import pair_scores

HEAD = """\
carbonsim: 1
region: Fujian
years: [2023, 2026]
drivers: {grid_emission_factor: 0.4 kg CO2/kWh}
"""
KILNS = "cement: {production: 10 Mt/yr}\n"
RANGED = """\
cement:
  production: 10 Mt/yr
  clinker_emissions: {value: 0.4, low: 0.3, high: 0.5, unit: t CO2/t, source: wri-2024}
"""
DRAWS, FACTOR = 300, "cement.clinker_emissions"
EMITTED = "Cumulative Emissions|CO2|Industry|Cement"
REDUCED = "Cumulative Emission Reduction|CO2|Industry|Cement"
WATER = "drivers.grid_water_factor"


@pytest.fixture
def load(cement, tmp_path):  # noqa: ARG001 - the sector is there before its scenarios are read
    def load(text, base=None):
        for name, one in (("plan", text), ("base", base)):
            if one is not None:
                (tmp_path / f"{name}.yaml").write_text(one, encoding="utf-8")
        return carbonsim.load_scenario(tmp_path / "plan.yaml")

    return load


@pytest.fixture(scope="module")
def trucks():
    """A run with a reference, of which tests replace the outcome."""
    scenario = carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2026]"])
    return carbonsim.run(scenario, draws=DRAWS, seed=3)


def told(result):
    (check,) = [one for one in result.checks if one.name == deciding_check.NAME]
    return check


def with_outcome(result, values):
    """A run whose headline outcome has other values."""
    name = headline_outcomes(result)[0].name
    (check,) = deciding_data(find_deciding(replace(result, headline={**result.headline, name: values})))
    return check


def keys(check):
    return [row.label["en"].split()[0] for row in check.rows if "): " in row.label["en"]]


def drawn(result, key):
    return pair_scores(result.scenario, result.seed, 0, result.draws, result.draws)[key]


# What is named --------------------------------------------------------------------------------------------


def test_the_one_that_decides_is_named_and_those_that_do_nothing_are_not(load):
    scenario = load(HEAD + KILNS)
    assert len(deciding.drawn_alike(scenario)) > 10
    result = carbonsim.run(scenario, draws=DRAWS)
    check = told(result)
    assert check.text["en"].startswith(f"Data that decide {EMITTED} more than chance (1, not 10)")
    assert "1 项，不足 10 项" in check.text["zh"]
    assert [row.label["en"] for row in check.rows] == [
        f"{EMITTED}, median",
        f"{FACTOR} (+1.00): estimate, no source, no year",
        "of the 1, estimates and assumptions without a source",
    ]
    assert (check.rows[0].value, check.rows[0].unit) == (np.median(result.headline[EMITTED]), "Mt CO2")
    assert check.rows[1].label["zh"] == f"{FACTOR}（+1.00）：估计，无出处，无年份"
    assert np.isnan(check.rows[1].value)
    assert check.rows[2].value == 1


def test_a_source_has_a_year_where_the_data_have_none(load):
    check = told(carbonsim.run(load(HEAD + RANGED), draws=DRAWS))
    assert check.rows[1].label["en"] == f"{FACTOR} (+1.00): assumed, wri-2024"
    assert [(row.value, row.unit) for row in check.rows[1:]] == [(2024, "year"), (2024, "year"), (0, "1")]


def test_the_strongest_go_first_with_their_signs(trucks):
    strong, weak = drawn(trucks, "freight.stock"), drawn(trucks, "drivers.fuels.diesel.price")
    check = with_outcome(trucks, weak - 2.0 * strong)
    assert keys(check)[:2] == ["freight.stock", "drivers.fuels.diesel.price"]
    assert "(-0.8" in check.rows[1].label["en"]
    assert "(+0.4" in check.rows[2].label["en"]


def test_ten_are_named_of_more(trucks):
    alike = deciding.drawn_alike(trucks.scenario)
    many = [key for key in alike if key != WATER][:14]
    check = with_outcome(trucks, sum(drawn(trucks, alike[key][0].address) for key in many))
    assert len(keys(check)) == 10
    assert check.text["en"].startswith("The 10 data that most decide")


def test_of_nothing_but_chance_none_is_named(trucks):
    check = with_outcome(trucks, np.random.default_rng(5).normal(size=DRAWS))
    assert check.text["en"].startswith("No data decide")
    _, row = check.rows
    assert row.label["en"] == "largest rank correlation"
    assert 0.1 < row.value < 0.25
    same = with_outcome(trucks, np.full(DRAWS, 7.0))
    assert [row.value for row in same.rows] == [7.0, 0.0]


def test_of_a_parameter_with_a_draw_for_each_year_the_strongest_year_counts(trucks):
    years = drawn(trucks, WATER)
    assert years.shape == (4, DRAWS)
    check = with_outcome(trucks, -years[2] + 0.1 * drawn(trucks, "freight.stock"))
    assert keys(check)[0] == WATER
    assert "(-0.99)" in check.rows[1].label["en"] or "(-1.00)" in check.rows[1].label["en"]


def test_parameters_of_one_draw_are_one_row_named_by_the_newest_data(trucks):
    alike = deciding.drawn_alike(trucks.scenario)["freight.duties.*.consumption"]
    check = with_outcome(trucks, drawn(trucks, alike[0].address))
    ages = {setting.address: data_year(setting) for setting in alike}
    newest = max(
        alike, key=lambda setting: (ages[setting.address].year or 0, bool(ages[setting.address].source))
    )
    assert check.rows[1].label["en"].startswith(f"{newest.address} and {len(alike) - 1} alike (+1.00)")
    assert check.rows[1].value == float(newest.data_year)


def test_of_parameters_as_old_the_one_that_a_file_sets_is_named():
    scenario = carbonsim.load_scenario("zhanjiang-shaft-furnace", ["years=[2023, 2024]"])
    result = carbonsim.run(scenario, draws=100)
    alike = deciding.drawn_alike(scenario)["steel.routes.*.ore_iron"]
    assert alike[0].origin.row
    check = with_outcome(result, drawn(result, alike[0].address))
    assert keys(check)[0] == "steel.routes.zhanjiang_shaft.ore_iron"


def test_draws_without_the_outcome_are_left_out(trucks):
    stock, price = drawn(trucks, "freight.stock"), drawn(trucks, "drivers.fuels.diesel.price")
    blank = np.arange(DRAWS) % 2 == 0
    # where it is blank another parameter would decide
    check = with_outcome(trucks, np.where(blank, np.nan, stock))
    assert "over 150 draws" in check.text["en"]
    assert keys(check) == ["freight.stock"]
    assert "(+1.00)" in check.rows[1].label["en"]
    assert keys(with_outcome(trucks, np.where(blank, 9 * price, stock)))[0] == "drivers.fuels.diesel.price"


# Which outcome --------------------------------------------------------------------------------------------


def test_with_a_reference_it_is_the_reduction_at_the_widest_boundary_of_a_sector(trucks):
    assert headline_outcomes(trucks)[0].name == (
        "Cumulative Emission Reduction|CO2|Transportation|Truck [Operational]"
    )


def test_what_only_the_reference_has_a_range_for_is_named(load):
    plan = HEAD + "reference: base.yaml\n" + KILNS.replace("}", ", clinker_emissions: 0.3 t CO2/t}")
    result = carbonsim.run(load(plan, HEAD + KILNS), draws=DRAWS)
    assert REDUCED in told(result).text["en"]
    assert keys(told(result)) == [FACTOR]


def test_where_the_plan_is_its_reference_it_is_the_emissions(load):
    result = carbonsim.run(load(HEAD + "reference: base.yaml\n" + KILNS, HEAD + KILNS), draws=DRAWS)
    assert not result.headline[REDUCED].any()
    assert EMITTED in told(result).text["en"]
    assert keys(told(result)) == [FACTOR]


def test_of_several_sectors_it_is_that_of_all(load):
    result = carbonsim.run(load("extends: carbonsim:new-quality-reference\nyears: [2023, 2024]\n"), draws=2)
    assert headline_outcomes(result)[0].name == "Cumulative Emissions|CO2|All Sectors [Operational]"


# How many draws -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("draws", "having"), [(1, 0), (40, 40)])
def test_few_draws_say_that_more_are_needed(load, draws, having):
    check = told(carbonsim.run(load(HEAD + KILNS), draws=draws))
    assert "--draws 100 or more" in check.text["en"]
    assert [(row.label["en"], row.value) for row in check.rows] == [
        ("draws of this run that have an outcome", having)
    ]


def test_few_draws_that_have_the_outcome_are_few_draws(trucks):
    few = np.where(np.arange(DRAWS) < 99, 1.0, np.nan)
    assert [row.value for row in with_outcome(trucks, few).rows] == [99]


def test_nothing_is_said_where_nothing_has_a_range(trucks, monkeypatch):
    monkeypatch.setattr(deciding, "drawn_alike", lambda _: {})
    assert deciding_data(find_deciding(trucks)) == []


def test_only_the_first_draws_are_looked_at(trucks, monkeypatch):
    first = np.arange(DRAWS) < 120
    stock, price = drawn(trucks, "freight.stock"), drawn(trucks, "drivers.fuels.diesel.price")
    monkeypatch.setattr(deciding, "MOST_DRAWS", 120)
    check = with_outcome(trucks, np.where(first, stock, 9 * price))
    assert "over 120 draws" in check.text["en"]
    assert keys(check) == ["freight.stock"]


@pytest.mark.usefixtures("small_shards")
def test_a_streamed_run_says_the_same_however_it_is_divided(monkeypatch):
    scenario = carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2027]"])
    streamed = run.run(scenario, draws=DRAWS)
    assert streamed.streamed is not None
    assert len(keys(told(streamed))) > 1
    assert told(run.run(scenario, draws=DRAWS, workers=2)) == told(streamed)
    monkeypatch.setattr(run, "BLOCK", 100)
    monkeypatch.setattr(ensemble, "MOST_KEPT", 10_000)
    kept = run.run(scenario, draws=DRAWS)
    assert kept.streamed is None
    assert told(kept) == told(streamed)
