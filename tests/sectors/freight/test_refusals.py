"""What freight refuses: on loading where it can be seen there, else in the draws in which it is so."""

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError
from carbonsim.core.possible import ImpossibleError
from carbonsim.engine.catalogue import load_scenario
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.ageing import LEAST_LEFT, trucks_left
from carbonsim.sectors.freight.duties import whole_shares
from carbonsim.sectors.freight.equations import payload_loss
from carbonsim.sectors.freight.stations import station_capacity
from carbonsim.sectors.freight.trucks import Trucks

TRUNK_LINE = "fujian-trunk-line"
SWAP, PLUG = "freight.powertrains.battery_swap", "freight.powertrains.battery_plugin"


def written(tmp_path, body, years="[2023, 2030]", parent=TRUNK_LINE):
    path = tmp_path / "written.yaml"
    head = f"carbonsim: 1\nextends: carbonsim:{parent}\nreference: carbonsim:fujian-no-policy\n"
    path.write_text(f"{head}name: written\nyears: {years}\ndraws: 20\nclaims: []\n{body}", encoding="utf-8")
    return path


def capacity(row, stated):
    return f"freight:\n  powertrains:\n    {row}:\n      battery_capacity: {{{stated}, unit: kWh/truck}}\n"


def refused(path, *overrides):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, overrides)
    return caught.value.problems


# Packs and payloads


def test_a_pack_takes_its_part_of_the_payload():
    assert payload_loss(480.0, 160.0, 1.0, 20.0) == pytest.approx(0.1)
    assert payload_loss(100.0, 160.0, 1.0, 20.0) == 0.0, "lighter than engine and tank"


def test_a_pack_heavier_than_the_payload_is_refused_on_loading_with_its_place(tmp_path):
    path = written(tmp_path, "freight:\n  duties:\n    tractor_trunk: {payload: 1.5 t}\n")
    problem = refused(path)[0]
    assert (problem.line, problem.key) == (10, "freight.duties.tractor_trunk.payload")
    assert "the pack of battery_" in problem.message
    assert "is heavier than the payload of tractor_trunk" in problem.message
    assert "freight.battery_specific_energy" in problem.hint


def test_packs_of_any_year_in_which_they_are_sold_are_weighed(tmp_path):
    late = capacity("battery_swap", "path: {2023: 300, 2028: 3000}")
    light = "  duties:\n    cargo: {payload: 5 t}\n"
    assert " in 202" in refused(written(tmp_path, late + light))[0].message
    load_scenario(written(tmp_path, late + light, years="[2023, 2023]"))  # heavy packs come after the end


def test_trucks_that_were_never_sold_may_be_too_heavy(tmp_path):
    heavy = capacity("fuel_cell", "path: {2010: 3000, 2015: 3000, 2019: 100}, interpolation: step")
    result = carbonsim.run(load_scenario(written(tmp_path, heavy, years="[2023, 2024]")))
    assert result.left_out.draws == 0
    duty = "freight.duties.dump_mixer"
    unused = (
        f"{duty}.share_of_stock=0",
        "freight.duties.tractor_trunk.share_of_stock=1",
        f"{duty}.payload=0.6 t",
    )
    others = tuple(
        f"freight.duties.{row}.share_of_stock=0"
        for row in (*("tractor_regional", "tractor_short"), "cargo", "special")
    )
    carbonsim.run(load_scenario("fujian-no-policy", (*unused, *others)), draws=1)


def test_a_drawn_pack_that_is_too_heavy_is_told_with_its_truck(tmp_path):
    body = capacity("battery_swap", "value: 700, low: 300, high: 3000")
    with pytest.raises(ScenarioError, match=r"battery_swap, \w+: the battery is heavier than the payload"):
        carbonsim.run(load_scenario(written(tmp_path, body, years="[2023, 2024]")), draws=200)


# Stores of energy


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("{2023: 300, 2025: 0}", 2025),
        ("{2016: 0, 2021: 0, 2022: 300}", 2019),
        ("{2023: 0, 2025: 300}", 2019),
        ("{2023: 300, 2029: 300, 2030: 0}", 2030),  # in the last year alone
    ],
)
def test_a_plug_truck_without_battery_is_refused_in_any_year_in_which_it_is_sold(tmp_path, path, year):
    body = capacity("battery_plugin", f"path: {path}")
    problem = refused(written(tmp_path, body))[0]
    assert (problem.line, problem.key) == (11, f"{PLUG}.battery_capacity")
    assert problem.message.startswith(f"found 0 in {year}, expected more")


def test_years_before_the_first_sale_need_no_battery(tmp_path):
    path = "{2000: 0, 2018: 0, 2019: 300}"
    body = capacity("battery_plugin", f"path: {path}")
    carbonsim.run(load_scenario(written(tmp_path, body, years="[2023, 2024]")), draws=1)


def test_draws_without_a_battery_are_left_out_and_not_divided_by():
    p = Trucks(Inputs(load_scenario(TRUNK_LINE), np.array([2023]), 2, {}))
    with pytest.raises(ImpossibleError, match="carry no battery") as caught:
        station_capacity(p, 0, p.swap.count[0], np.array([300.0, 0.0]))
    assert caught.value.draws(2).tolist() == [False, True]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (capacity("battery_swap", "value: 100, low: 0, high: 100"), "the driving range must be above 0"),
        (
            "freight: {powertrains: {diesel: {tank_energy: {value: 100, unit: kWh,"
            " distribution: {values: [0, 100], weights: [1, 1]}}}}}",
            r"diesel, \w+: a truck that stores no energy cannot drive",
        ),
    ],
)
def test_a_range_of_a_store_that_reaches_0_is_a_fault_of_draws(tmp_path, body, words):
    with pytest.raises(ScenarioError, match=words):
        carbonsim.run(load_scenario(written(tmp_path, body, years="[2023, 2024]")), draws=200)


# Sales of the past, and shares of a whole


def test_trucks_left_are_what_survives():
    ages = np.array([2.0, 1.0, 0.0])
    left, share = trucks_left(np.array([10.0, 20.0, 30.0]), ages, 10.0, 1.0)
    np.testing.assert_allclose(share, np.exp(-(ages + 0.5) / 10.0))
    np.testing.assert_allclose(left, [10.0, 20.0, 30.0] * share)


def test_no_stock_is_made_of_next_to_no_trucks():
    ages = np.array([20.0, 0.0])[:, None]
    past = np.array([[1e6, 1e6, 0.0], [0.0, 3.0, 0.0]])
    with pytest.raises(ImpossibleError, match="none is left") as caught:
        trucks_left(past, ages, 1.0, 15.0)
    assert caught.value.draws(3).tolist() == [True, False, True]
    assert LEAST_LEFT < 3.0 / 1e6


def test_past_sales_of_which_none_is_left_are_refused_on_loading(tmp_path):
    body = (
        "freight:\n  survival_scale: 1 yr\n  survival_shape: 15\n"
        "  past_sales: {path: {1998: 1e6, 2000: 0, 2021: 0, 2022: 1, 2023: 0}, unit: truck/yr}\n"
    )
    problem = refused(written(tmp_path, body))[0]
    assert (problem.line, problem.key) == (11, "freight.past_sales")
    assert "none is left" in problem.message


def test_past_sales_drawn_as_0_are_a_fault_of_draws(tmp_path):
    body = "freight:\n  past_sales: {value: 800000, low: 0, high: 1e6, unit: truck/yr}\n"
    with pytest.raises(ScenarioError, match="none is left"):
        carbonsim.run(load_scenario(written(tmp_path, body, years="[2023, 2024]")))


def test_shares_of_a_whole_are_scaled_draw_by_draw_and_refused_where_all_are_0():
    assert whole_shares(np.array([[0.3, 0.5], [0.3, 1.5]]), "shares").tolist() == [[0.5, 0.25], [0.5, 0.75]]
    with pytest.raises(ImpossibleError, match="the shares of the stock are all 0") as caught:
        whole_shares(np.array([[0.3, 0.0], [0.3, 0.0]]), "shares of the stock")
    assert caught.value.draws(2).tolist() == [False, True]


@pytest.mark.parametrize("attribute", ["share_of_stock", "share_of_sales", "past_sales_share", "sales_share"])
def test_drawn_shares_of_any_kind_keep_their_balance(tmp_path, attribute):
    family = "duties" if attribute in ("share_of_stock", "share_of_sales") else "powertrains"
    rows = load_scenario("fujian-no-policy").members(f"freight.{family}")
    sales = "  sales: given\n" if attribute == "sales_share" else ""
    share = f'{{value: {1 / len(rows)}, low: 0, high: 1, unit: "1", distribution: uniform}}'
    body = f"freight:\n{sales}  {family}:\n" + "".join(
        f"    {row}: {{{attribute}: {share}}}\n" for row in rows
    )
    result = carbonsim.run(load_scenario(written(tmp_path, body, years="[2023, 2025]")))
    assert result.left_out.draws == 0
    stock = result.ensemble["Stocks|Transportation|Truck|Battery-Electric"]
    assert np.ptp(stock[-1]) > 0


def test_registrations_of_a_duty_without_trucks_are_refused_on_loading():
    none = ("freight.duties.special.share_of_stock=0", "freight.duties.cargo.share_of_stock=0.35")
    (problem,) = refused("china-trucks-current-policies", *none)
    assert problem.key == "freight.duties.special.share_of_stock"
    assert problem.message.startswith("trucks are registered for special, which has none in the first year")
    load_scenario("fujian-no-policy", none)  # as many are sold as work needs: none


def test_draws_with_registrations_of_a_duty_without_trucks_are_left_out():
    none = "freight.duties.special.share_of_stock={value: 0.08, low: 0, high: 0.1, unit: '1'}"
    with pytest.raises(ScenarioError, match=r"special: trucks are registered for it, and none has work"):
        carbonsim.run(load_scenario("china-trucks-current-policies", (none, "years=[2023, 2026]")), draws=100)


def test_shares_of_registrations_add_up():
    problem = refused("china-trucks-current-policies", "freight.duties.special.share_of_sales=0.5")[0]
    assert "add up to 1.41" in problem.message


def test_shares_of_years_that_happened_add_up_in_each_of_them():
    shares = ("diesel", "lng", "battery_plugin", "battery_swap", "fuel_cell")
    path = "{path: {2000: 0.2, 2023: 0.2, 2024: 0.3, 2025: 0.2}, unit: '1'}"
    overrides = [f"freight.powertrains.{row}.past_sales_share={path}" for row in shares]
    problem = refused("fujian-no-policy", *overrides)[0]
    assert "add up to 1.5 in 2024" in problem.message


def test_given_sales_need_a_share_of_some_powertrain_and_not_of_each():
    load_scenario("fujian-no-policy", ("freight.sales=given", "freight.powertrains.diesel.sales_share=1"))
    problem = refused("fujian-no-policy", "freight.sales=given")[0]
    assert (problem.key, problem.message) == ("freight.sales", "found given sales without any share")


# Stations


def test_a_station_needs_the_blocks_of_a_truck_in_each_year():
    path = "freight.swap.blocks={{path: {{2023: {}, 2027: {}}}, unit: block}}"
    for first, last in ((24, 2), (2, 24)):
        (problem,) = refused(TRUNK_LINE, path.format(first, last))
        assert problem.key == "freight.swap.blocks"
        assert problem.message == "found 2 blocks in a station, expected at least 3"
    load_scenario(TRUNK_LINE, [path.format(24, 3)])


# Costs and taxes


def test_a_subsidy_above_what_a_truck_costs_is_told_with_truck_and_segment():
    overrides = (f"{SWAP}.purchase_subsidy={{path: {{2023: 0, 2027: 2000000}}, unit: CNY/truck}}",)
    with pytest.raises(
        ScenarioError, match=r"battery_swap, \w+: a cost is not positive: its subsidy"
    ) as caught:
        carbonsim.run(load_scenario(TRUNK_LINE, overrides), draws=1)
    assert caught.value.problems[0].key == f"{SWAP}.purchase_subsidy"


def test_a_tax_above_the_price_is_refused_on_loading(tmp_path):
    path = written(tmp_path, "drivers:\n  fuels:\n    diesel: {tax: 50 CNY/L}\n")
    problem = refused(path)[0]
    assert (problem.line, problem.key) == (10, "drivers.fuels.diesel.tax")
    assert "at most the price that contains it" in problem.message


@pytest.mark.parametrize("fuel", ["diesel", "petrol", "lng", "hydrogen"])
def test_the_taxes_of_all_fuels_that_count_are_looked_at(fuel):
    unit = "CNY/L" if fuel in ("diesel", "petrol") else "CNY/kg"
    tax = f"drivers.fuels.{fuel}.tax={{path: {{2023: 0, 2028: 0, 2029: 900}}, unit: {unit}}}"
    assert " in 2029" in refused("fujian-no-policy", tax)[0].message


def test_the_tax_of_a_fuel_that_nobody_burns_is_not_looked_at(tmp_path):
    body = "freight:\n  powertrains:\n    fuel_cell: null\n"
    for row, share in (("diesel", 1), ("lng", 0), ("battery_plugin", 0), ("battery_swap", 0)):
        body += f"    {row}: {{past_sales_share: {{path: {{2000: {share}, 2025: {share}}}, unit: '1'}}}}\n"
    path = tmp_path / "alone.yaml"
    head = "carbonsim: 1\nname: alone\nextends: carbonsim:fujian-no-policy\nyears: [2023, 2024]\nclaims: []\n"
    path.write_text(f"{head}{body}drivers:\n  fuels:\n    hydrogen: {{tax: 900 CNY/kg}}\n", encoding="utf-8")
    load_scenario(path)


# Figures that are not there


def test_there_are_no_cars_to_a_truck_where_a_car_emits_nothing():
    clean = tuple(f"drivers.fuels.{fuel}.emission_factor=0 kg CO2/L" for fuel in ("diesel", "petrol"))
    central = carbonsim.run(load_scenario("fujian-no-policy", clean), draws=1).central
    direct = [name for name in central if name.startswith("Car Equivalents|Transportation|Truck")]
    blank = [name for name in direct if np.isnan(central[name]).all()]
    assert blank
    assert len(blank) < len(direct), "fuels still have a supply, and cars are still made"
