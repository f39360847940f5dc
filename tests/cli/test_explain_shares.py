"""Shares as they are drawn, and titles and numbers of another region than that of the file."""

import pytest

import carbonsim
from carbonsim.cli.main import main
from carbonsim.engine.scaled_shares import scaled_quantiles

GIVEN = """\
carbonsim: 1
name: shares
extends: carbonsim:fujian-trunk-line
years: [2023, 2026]
claims: []
freight:
  sales: given
  powertrains:
    diesel: {sales_share: {value: 0.5, low: 0.3, high: 0.7, unit: "1"}}
    lng: {sales_share: 0}
    battery_plugin: {sales_share: {value: 0.5, low: 0.2, high: 0.8, unit: "1"}}
    battery_swap: {sales_share: 0}
    fuel_cell: {sales_share: 0}
"""


@pytest.fixture
def shares(tmp_path):
    path = tmp_path / "shares.yaml"
    path.write_text(GIVEN, encoding="utf-8")
    return path


def test_explain_shows_what_is_drawn_after_shares_are_scaled(shares, capsys):
    assert main(["explain", str(shares), "freight.powertrains.diesel.sales_share"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "range 0.3 - 0.7 1" in text
    assert "(5, 50, 95 %), scaled so that the shares of each draw add up to 1" in text
    scenario = carbonsim.load_scenario(shares)
    year, (low, middle, high) = scaled_quantiles(scenario, "freight.powertrains.diesel.sales_share")
    assert year is None
    assert (low, middle, high) == pytest.approx((0.33, 0.50, 0.71), abs=0.02)
    _, other = scaled_quantiles(scenario, "freight.powertrains.battery_plugin.sales_share")
    assert other == pytest.approx((1 - high, 1 - middle, 1 - low), abs=1e-12)


def test_what_is_drawn_in_a_run_is_what_explain_shows(shares):
    result = carbonsim.run(carbonsim.load_scenario(shares), draws=2000)
    diesel = result["Sales|Transportation|Truck|Internal Combustion|Diesel"]
    share = (diesel / result["Sales|Transportation|Truck"])[-1]
    _, expected = scaled_quantiles(result.scenario, "freight.powertrains.diesel.sales_share")
    assert sorted(share)[100] == pytest.approx(expected[0], abs=0.01)
    assert sorted(share)[1900] == pytest.approx(expected[2], abs=0.01)


@pytest.mark.parametrize(
    ("scenario", "key"),
    [
        ("fujian-trunk-line", "freight.powertrains.diesel.sales_share"),  # chosen, not given
        ("fujian-trunk-line", "freight.swap.station_price"),
        ("china-steel-hydrogen", "steel.routes.scrap_furnace.initial_share"),  # without a range
    ],
)
def test_what_is_not_scaled_has_no_such_line(scenario, key):
    assert scaled_quantiles(carbonsim.load_scenario(scenario), key) is None


def test_recorded_splits_of_cars_make_up_two_wholes():
    split = "{value: 0.6, low: 0.4, high: 0.8, unit: '1'}"
    overrides = [f"nev.powertrains.battery.past_split={split}"]
    overrides += [f"nev.powertrains.{row}.past_split=0.2" for row in ("plugin_hybrid", "range_extended")]
    scenario = carbonsim.load_scenario("china-nev", overrides)
    _, battery = scaled_quantiles(scenario, "nev.powertrains.battery.past_split")
    _, hybrid = scaled_quantiles(scenario, "nev.powertrains.plugin_hybrid.past_split")
    assert battery[1] == pytest.approx(0.6, abs=0.01)
    assert battery + 2 * hybrid[::-1] == pytest.approx(1.0, abs=1e-12)
    assert scaled_quantiles(scenario, "nev.powertrains.petrol.past_split") is None
    result = carbonsim.run(scenario, draws=20)
    sold = sum(
        result[f"Sales|Transportation|Light-Duty Vehicle|{row}"]
        for row in ("Battery-Electric|Battery", "Plug-in Hybrid|Plug-in", "Plug-in Hybrid|Range-Extended")
        if f"Sales|Transportation|Light-Duty Vehicle|{row}" in result.variables
    )
    share = result["Sales Share|Transportation|Light-Duty Vehicle|Plug-In"] / 100
    total = result["Sales|Transportation|Light-Duty Vehicle"]
    assert (sold <= share * total * (1 + 1e-9)).all()


def test_a_shipped_reference_is_titled_after_the_region_that_it_is_run_for():
    scenario = carbonsim.load_scenario("fujian-trunk-line", ["region=Sichuan"])
    assert scenario.reference.title == {"en": "Sichuan trucks, no further policy", "zh": "四川重卡无新政策"}
    assert "Fujian" not in scenario.title["en"]
    assert carbonsim.load_scenario("fujian-trunk-line").title["zh"] == "福建重卡换电干线"
