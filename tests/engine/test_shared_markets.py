"""Sectors meet in the markets: what trucks have made lowers what steel pays."""

import numpy as np
import pytest

import carbonsim

BASE = """\
carbonsim: 1
extends: carbonsim:china-steel-current-policies
freight:
  stock_year: 2023
  stock: 8760000 truck
  sales: given
  powertrains:
    diesel: {sales_share: 1, past_sales_share: 1}
    lng: {sales_share: 0, past_sales_share: 0}
    battery_plugin: {sales_share: 0, past_sales_share: 0}
    battery_swap: {sales_share: 0, past_sales_share: 0}
    fuel_cell: {sales_share: 0, past_sales_share: 0}
"""
PLAN = """\
carbonsim: 1
extends: base.yaml
reference: base.yaml
freight:
  powertrains:
    diesel: {sales_share: 0.7}
    fuel_cell: {sales_share: 0.3}
"""
MADE, PRICE = "Electrolysers|Transportation|Truck", "Price|Electrolyser"


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    for name, text in (("base", BASE), ("plan", PLAN)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return carbonsim.run(carbonsim.load_scenario(folder / "plan.yaml"), draws=1)


def test_without_fuel_cells_trucks_need_no_electrolysers(result):
    assert np.all(result.reference.central[MADE] == 0)


def test_fuel_cell_trucks_make_electrolysers_cheaper_and_so_the_hydrogen_of_steel(result):
    plan, base = result.central, result.reference.central
    assert np.all(plan[MADE][1:] > 0)
    last_observed = int(np.flatnonzero(result.years == 2024)[0])
    # trucks of 2024 tell from the year after the last observed price on
    assert np.array_equal(plan[PRICE][: last_observed + 1], base[PRICE][: last_observed + 1])
    assert np.all(plan[PRICE][last_observed + 1 :] < base[PRICE][last_observed + 1 :])
    hydrogen = "Price|Hydrogen|Iron and Steel"
    assert np.all(plan[hydrogen][last_observed + 1 :] < base[hydrogen][last_observed + 1 :])


def test_trucks_need_the_electrolysers_that_their_hydrogen_takes(result):
    years = result.years
    quantity = result.scenario.quantity
    fuel = result.central["Final Energy|Transportation|Truck|Hydrogen"] * 1e12 / 120.0  # EJ to kg
    share = quantity("freight.electrolysis_share").series(years)[0]
    use = quantity("drivers.electrolyser.electricity_use").series(years)[0]
    hours = quantity("drivers.electrolyser.full_load_hours").central[0]
    assert np.allclose(result.central[MADE], fuel * share * use / hours / 1e6, rtol=1e-9)
