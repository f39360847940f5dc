"""The freight sector as a whole: balances, what moves what, and the arithmetic of the press claim."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import carbonsim
from carbonsim.core.errors import ScenarioError
from carbonsim.core.finance import yearly_charge
from tests.sectors.unasked import run_unasked
from tests.stated import stated

TRUCK = "Transportation|Truck"
DIRECT = f"Emissions|CO2|Energy|Demand|{TRUCK}"
REDUCTION = f"Emission Reduction|CO2|{TRUCK}"
YEARS = "years=[2023, 2030]"
DUTIES = ("tractor_trunk", "tractor_regional", "tractor_short", "cargo", "dump_mixer", "special")


def run(name, *overrides, draws=1):
    return run_unasked(name, *overrides, draws=draws)


def total(result, prefix):
    return sum(values for name, values in result.central.items() if name.startswith(prefix))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    stock=st.floats(1e3, 1e7),
    growth=stated(-8.0, 8.0),
    decline=stated(0.0, 12.0),
    scale=st.floats(4.0, 20.0),
    shape=st.floats(1.0, 8.0),
    stations=stated(0.0, 2000.0),
    exponent=stated(0.0, 15.0),
    limited=stated(0.0, 1.0),
)
def test_trucks_tonne_kilometres_energy_and_money_balance(
    stock, growth, decline, scale, shape, stations, exponent, limited
):
    # a balance that does not close stops the run; here they are formed anew from what is reported
    result = run(
        "fujian-trunk-line",
        YEARS,
        f"freight.stock={stock} truck",
        f"freight.activity_growth={growth} %/yr",
        f"freight.mileage_decline={decline} %/yr",
        f"freight.survival_scale={scale} yr",
        f"freight.survival_shape={shape}",
        f"freight.swap.stations={stations} station",
        f"freight.choice_exponent={exponent}",
        f"freight.duties.tractor_trunk.weight_limited={limited}",
    )
    for each in (result, result.reference):
        central = each.central
        stock_series = central[f"Stocks|{TRUCK}"]
        change = central[f"Sales|{TRUCK}"][1:] - central[f"Retirements|{TRUCK}"][1:]
        assert np.allclose(np.diff(stock_series), change, rtol=0, atol=1e-9 * stock_series.max())
        growing = (1 + growth / 100) ** np.arange(8)
        activity = central["Energy Service|Transportation|Freight|Truck"]
        assert np.allclose(activity, activity[0] * growing, rtol=1e-9)
        carriers = total(each, f"Final Energy|{TRUCK}|")
        assert np.allclose(carriers, central[f"Final Energy|{TRUCK}"], rtol=1e-9)
        actors = ("Owner", "Battery Lessor", "Station Operator", "Grid Company", "Fuel Supplier", "State")
        net = sum(central[f"Cost|{TRUCK}|{actor}"] for actor in actors)
        turnover = sum(np.abs(central[f"Cost|{TRUCK}|{actor}"]) for actor in actors)
        assert np.all(np.abs(net - central[f"Cost|{TRUCK} [Resource]"]) <= 1e-9 * turnover)
        kinds = total(each, f"Cost|{TRUCK}|Owner|")
        assert np.allclose(kinds, central[f"Cost|{TRUCK} [Owner]"], rtol=1e-9)
        assert np.allclose(
            total(each, f"Stocks|{TRUCK}|") / 2, stock_series, rtol=1e-9
        )  # drives, powertrains


def test_the_press_claim_follows_from_its_arithmetic():
    # 120,000 x 175,000 km x 0.33 L x 2.63 kg = 18.23 Mt; grid: 1.4268 kWh/km / 0.90 x 0.4092 kg = 13.62 Mt
    result = run("fujian-full-conversion")
    litres = 120_000 * 175_000 * 0.33
    assert result.central[REDUCTION][0] == pytest.approx(litres * 2.63 / 1e9, rel=1e-9)
    power = litres * 35.8 / 3.6 / 2.3 * 0.4092
    served = 1 - result.central[f"Swap Demand Unserved|{TRUCK}"][0]
    grid = power * (served / 0.90 + (1 - served) / 0.91) / 1e9
    assert result.central[f"{REDUCTION} [Operational]"][0] == pytest.approx(
        litres * 2.63 / 1e9 - grid, rel=1e-9
    )


def test_the_press_claim_holds_at_the_tailpipe_alone():
    result = run("fujian-full-conversion")
    assert 18.0 <= result.central[REDUCTION][0] <= 18.3
    assert 4.4 <= result.central[f"{REDUCTION} [Operational]"][0] <= 4.8


def test_in_shanxi_the_line_emits_more_than_it_saves():
    result = run("fujian-full-conversion", "region=Shanxi")
    assert result.central[REDUCTION][0] == pytest.approx(18.2259, rel=1e-4)
    assert np.all(result.central[f"{REDUCTION} [Operational]"] < 0)


@pytest.mark.parametrize(
    ("override", "series", "sign"),
    [
        ("drivers.fuels.diesel.price=12 CNY/L", f"Sales|{TRUCK}|Battery-Electric", +1),
        ("drivers.electricity_tariff=1.5 CNY/kWh", f"Sales|{TRUCK}|Battery-Electric|Swap", -1),
        ("freight.swap.fee_swaps=4 1/day", f"Sales|{TRUCK}|Battery-Electric|Swap", -1),
        ("drivers.grid_emission_factor=0.9 kg CO2/kWh", f"{DIRECT} [Electricity]", +1),
        ("drivers.grid_emission_factor=0.9 kg CO2/kWh", DIRECT, 0),
        ("freight.duties.tractor_trunk.consumption=45 L/100km", DIRECT, +1),
        ("freight.stock=200000 truck", f"Stocks|{TRUCK}", +1),
        ("freight.survival_scale=14 yr", f"Sales|{TRUCK}", -1),
        (
            "drivers.fuels.lng.methane_loss=5 %",
            f"Emissions|Kyoto Gases|Energy|Demand|{TRUCK} [Fuel Supply]",
            +1,
        ),
        ("freight.carbon_coverage=1", f"Cost|{TRUCK}|Owner|Carbon", +1),
        ("freight.toll_discount=1", f"Cost|{TRUCK}|Owner|Tolls", -1),
        (
            "freight.powertrains.battery_plugin.purchase_subsidy=200000 CNY/truck",
            f"Sales|{TRUCK}|Battery-Electric|Plug-In",
            +1,
        ),
    ],
)
def test_what_moves_what(override, series, sign):
    base = run("fujian-trunk-line", YEARS, "freight.swap.stations=100 station").central[series]
    moved = run("fujian-trunk-line", YEARS, "freight.swap.stations=100 station", override).central[series]
    late = slice(4, None)  # shares of sales are known to 2025
    if sign:
        assert np.all(sign * (moved - base)[late] > 0)
    else:
        # the tailpipe does not know the grid
        assert np.allclose(moved, base, rtol=1e-12)


def test_battery_mass_makes_more_trucks_and_kilometres():
    def share(value):
        return f"freight.duties.tractor_trunk.weight_limited={value}"

    light, heavy = run("fujian-full-conversion", share(0)), run("fujian-full-conversion", share(1))
    km = f"Distance Travelled|{TRUCK}|Battery-Electric|Swap"
    assert np.all(heavy.central[km] > light.central[km])
    assert heavy.central[f"Stocks|{TRUCK}"][-1] > light.central[f"Stocks|{TRUCK}"][-1]
    activity = "Energy Service|Transportation|Freight|Truck"
    assert np.allclose(heavy.central[activity], light.central[activity], rtol=1e-9)


def test_demand_beyond_the_stations_is_charged_by_plug():
    result = run("fujian-full-conversion", YEARS, "freight.swap.stations=100 station")
    unserved = result.central[f"Swap Demand Unserved|{TRUCK}"]
    assert np.all((unserved > 0.5) & (unserved < 1))
    assert np.all(result.central[f"Cost|{TRUCK}|Owner|Charging"] > 0)
    assert np.all(result.central[f"Swap Utilisation|{TRUCK}"] <= 1.0 + 1e-12)
    capacity, swaps = (result.central[f"{name}|{TRUCK}"] for name in ("Swap Capacity", "Swaps"))
    assert np.all(swaps <= capacity * (1 + 1e-12))


def test_without_stations_nobody_swaps_in_public():
    result = run("fujian-trunk-line", YEARS, "freight.swap.stations=0 station")
    assert np.all(result.central[f"Swaps|{TRUCK}"] == 0)


def test_waiting_follows_the_load_of_the_year_before():
    few = run("fujian-trunk-line", YEARS, "freight.swap.stations={path: {2023: 4, 2024: 400}, unit: station}")
    many = run(
        "fujian-trunk-line", YEARS, "freight.swap.stations={path: {2023: 400, 2024: 400}, unit: station}"
    )
    cost = "Total Cost of Ownership|Transportation|Truck|Trunk Tractor|Swap"
    # in 2024 both have the same stations: only the load of 2023 differs
    assert few.central[cost][1] > many.central[cost][1]
    assert few.central[cost][3] == pytest.approx(many.central[cost][3], rel=1e-4)


def test_the_first_year_has_the_stock_that_was_stated():
    result = run(
        "fujian-no-policy",
        *(f"freight.duties.{row}.weight_limited=0" for row in DUTIES),
    )
    assert result.central[f"Stocks|{TRUCK}"][0] == pytest.approx(0.12, rel=1e-9)


def test_a_powertrain_of_ones_own_needs_no_code():
    own = {
        "label": "Methanol",
        "family": "Internal Combustion",
        "refuelling": "pump",
        "fuel": "methanol",
        "electric_drive": 0,
        "relative_efficiency": 0.95,
        "relative_consumption": 1,
        "body_price": "340000 CNY/truck",
        "motor_power": "0 kW",
        "fuel_cell_power": "0 kW",
        "hydrogen_tank": "0 kg",
        "battery_capacity": "0 kWh/truck",
        "battery_leased": 0,
        "tank_energy": "4000 kWh",
        "stop_time": "15 min",
        "maintenance": "0.7 CNY/km",
        "insurance": "20000 CNY/truck/yr",
        "down_payment": 0.3,
        "residual_value": 0.3,
        "manufacturing_emissions": "41 t CO2e/truck",
        "niche_share": 0,
        "past_sales_share": 0,
        "sales_share": 0,
        "purchase_subsidy": "0 CNY/truck",
        "purchase_tax_exemption": 0,
    }
    fuel = {
        "carrier": "Liquids",
        "price": "2.6 CNY/kg",
        "tax": "0.3 CNY/kg",
        "heating_value": "19.9 MJ/kg",
        "emission_factor": "1.375 kg CO2/kg",
        "supply_emission_factor": "1.9 kg CO2e/kg",
        "methane_loss": 0,
    }
    sets = [f"freight.powertrains.methanol.{key}={value}" for key, value in own.items()]
    sets += [f"drivers.fuels.methanol.{key}={value}" for key, value in fuel.items()]
    result = run("fujian-no-policy", YEARS, *sets)
    assert result.central[f"Stocks|{TRUCK}|Internal Combustion|Methanol"][-1] > 0


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        (("freight.duties.tractor_trunk.share_of_stock=0.5",), "add up to"),
        (("freight.sales=given", "freight.powertrains.lng.sales_share=0.5"), "add up to 1.5"),
        (("freight.powertrains.lng.fuel=kerosene",), "kerosene"),
    ],
)
def test_parameters_that_contradict_each_other_are_told(overrides, words):
    with pytest.raises(ScenarioError, match=words):
        carbonsim.load_scenario("fujian-no-policy", overrides)


def test_more_batteries_elsewhere_make_trucks_cheaper():
    more = "drivers.battery.cumulative_output={path: {2019: 915, 2025: 7842, 2060: 900000}, unit: GWh}"
    base, learned = run("fujian-no-policy"), run("fujian-no-policy", more)
    assert learned.central["Price|Battery Pack"][-1] < base.central["Price|Battery Pack"][-1]
    cost = "Total Cost of Ownership|Transportation|Truck|Trunk Tractor|Plug-In"
    assert learned.central[cost][-1] < base.central[cost][-1]


def test_sales_that_happened_are_not_chosen():
    # shares of registrations in China: new energy 5.5 % in 2023, 28.9 % in 2025; a province buys for its own
    # mix of duties
    result = run("china-trucks-current-policies", "years=[2023, 2026]")
    sales = result.central[f"Sales|{TRUCK}"]
    for index, share in ((0, 0.0552), (2, 0.2892)):
        new = sum(
            result.central[f"Sales|{TRUCK}|{drive}"][index]
            for drive in ("Battery-Electric", "Fuel-Cell-Electric")
        )
        assert new / sales[index] == pytest.approx(share, abs=2e-4)


@pytest.mark.parametrize("row", ["battery_plugin", "battery_swap"])
def test_leasing_moves_packs_between_books_and_loses_none(row):
    address = f"freight.powertrains.{row}.battery_leased"
    # nobody looks at costs: the same trucks are bought, and the same packs made and used, whoever holds them
    blind = (YEARS, "freight.choice_exponent=0", "freight.anticipation=0")
    rented, bought = (run("fujian-no-policy", *blind, f"{address}={share}").central for share in (1, 0))
    packs = f"Cost|{TRUCK}|Owner|Battery"
    assert np.all(bought[packs] > rented[packs])
    assert np.all(rented[f"Cost|{TRUCK}|Owner|Battery Rent"] > bought[f"Cost|{TRUCK}|Owner|Battery Rent"])
    for name in (f"Cost|{TRUCK} [Resource]", f"Emissions|Kyoto Gases|Energy|Demand|{TRUCK} [Manufacturing]"):
        assert np.allclose(rented[name], bought[name], rtol=1e-12), name


def test_the_price_of_a_truck_is_spread_without_gain_or_loss():
    # one cohort bought in 2023 and none before or after: the charges' present value is the price
    rate, years = 0.05, 10
    charge = float(yearly_charge(rate, years))
    assert sum(charge / (1 + rate) ** year for year in range(years)) == pytest.approx(1.0, rel=1e-12)


#: A rent of 600 CNY/kWh over 8 years without interest and 60 % more is 120 CNY/kWh/yr; a station costs half a
#: million a year for 10 years, its site 300,000, and nothing is lost in charging.
TARIFFS = {
    "freight.battery_years": "8 yr", "freight.swap.rent_return": "0 %/yr",
    "freight.swap.rent_residual": "0", "freight.swap.rent_margin": "0.6",
    "freight.swap.station_price": "5000000 CNY/station", "freight.swap.station_years": "10 yr",
    "freight.swap.maintenance": "0 1/yr", "freight.swap.site_rent": "300000 CNY/station/yr",
    "freight.swap.labour": "30 CNY/swap", "freight.swap.fee_swaps": "45 1/day",
    "freight.swap.grid_to_battery": "1",
}  # fmt: skip


def fee_of(energy):
    """Fee that covers the costs of a station of `TARIFFS` with 24 blocks of 171 kWh at 45 swaps a day."""
    year = 5_000_000 / 10 + 300_000 + 24 * 171 * 120
    return (year / (45 * 365) + 30) / energy


@pytest.mark.usefixtures("rough_curves")
def test_cost_of_ownership_of_a_diesel_and_a_swapped_truck_by_hand():
    # plain numbers, so that each step can be followed; no carbon, no credit above the owner's rate
    plain = {
        "freight.owner_discount_rate": "7 %/yr", "freight.loan_rate": "7 %/yr",
        "freight.holding_years": "6 yr",
        "freight.mileage_decline": "0 %/yr", "freight.speed": "60 km/h", "freight.value_of_time": "42 CNY/h",
        "freight.usable_depth": "0.8", "freight.battery_price_ratio": "1", "freight.purchase_tax_rate": "0.1",
        "freight.consumption_index": "1", "freight.motor_price": "400 CNY/kW",
        "drivers.battery.price": "600 CNY/kWh",
        "drivers.electricity_tariff": "0.6 CNY/kWh", "drivers.vat_rate": "0.13",
        "drivers.fuels.diesel.price": "7.5 CNY/L", "drivers.fuels.diesel.heating_value": "35.8 MJ/L",
        **TARIFFS,
        "freight.swap.stations": "100000 station",
        "freight.duties.tractor_trunk.mileage": "100000 km/truck/yr",
        "freight.duties.tractor_trunk.consumption": "33 L/100km",
        "freight.duties.tractor_trunk.energy_efficiency_ratio": "2.3",
        "freight.duties.tractor_trunk.expressway_share": "0.9",
        "freight.duties.tractor_trunk.toll": "2 CNY/km",
        "freight.duties.tractor_trunk.returns_to_base": "0",  # all energy is from public stations
        **{f"freight.duties.{row}.battery_factor": "1" for row in DUTIES},
    }  # fmt: skip
    rows = {
        "diesel": {"body_price": "330000 CNY/truck", "tank_energy": "6000 kWh", "stop_time": "15 min"},
        "battery_swap": {
            "body_price": "100000 CNY/truck", "motor_power": "350 kW", "battery_capacity": "500 kWh/truck",
            "stop_time": "8 min", "battery_leased": "1",
        },
    }  # fmt: skip
    same = {
        "relative_consumption": "1", "relative_efficiency": "1", "maintenance": "0.5 CNY/km",
        "down_payment": "0.3",
        "insurance": "20000 CNY/truck/yr", "residual_value": "0.2", "purchase_subsidy": "0 CNY/truck",
        "purchase_tax_exemption": "0",
    }  # fmt: skip
    sets = [f"{key}={value}" for key, value in plain.items()]
    for row, own in rows.items():
        sets += [f"freight.powertrains.{row}.{key}={value}" for key, value in {**same, **own}.items()]
    result = run("fujian-no-policy", "years=[2023, 2024]", *sets)
    cost = f"Total Cost of Ownership|{TRUCK}|Trunk Tractor"

    def owning(price):
        recovery = 0.07 / (1 - 1.07**-6)
        return recovery * (price + price / 1.13 * 0.1 - 0.2 * price * 1.07**-6)

    driver = 42 / 60
    diesel_energy = 0.33 * 7.5
    diesel_stops = (0.33 * 35.8 / 3.6) / 6000 * 0.25 * 42
    diesel = (owning(330000) + 20000) / 100000 + 0.5 + 1.8 + diesel_energy + diesel_stops + driver
    assert result.central[f"{cost}|Diesel"][0] == pytest.approx(diesel, rel=1e-9)

    power = 0.33 * 35.8 / 3.6 / 2.3
    wait = result.central[f"Swap Waiting Time|{TRUCK}"][0] / 60
    assert wait < 1e-3  # far more stations than trucks
    swap_stops = power / (500 * 0.8) * (8 / 60) * 42
    fixed = owning(100000 + 350 * 400) + 20000 + 500 * 120
    swap = fixed / 100000 + 0.5 + 1.8 + power * (0.6 + fee_of(500 * 0.8)) + swap_stops + driver
    assert result.central[f"{cost}|Swap"][0] == pytest.approx(swap, rel=1e-4)


def test_a_year_of_the_ledger_by_hand():
    plain = TARIFFS | {
        "freight.usable_depth": "0.8",
        "freight.battery_price_ratio": "1",
        "drivers.battery.price": "600 CNY/kWh",
        "drivers.electricity_tariff": "0.6 CNY/kWh",
        "freight.powertrains.battery_swap.battery_capacity": "500 kWh/truck",
        **{f"freight.duties.{row}.battery_factor": "1" for row in DUTIES},
    }
    result = run("fujian-full-conversion", *(f"{key}={value}" for key, value in plain.items()))
    reference = result.reference.central
    litres = 120_000 * 175_000 * 0.33
    price = reference[f"Cost|{TRUCK}|Owner|Fuel"][0] * 1e9 / litres
    assert price == pytest.approx(7.55, rel=1e-9)  # retail price of 2023
    power = litres * 35.8 / 3.6 / 2.3
    fee = fee_of(500 * 0.8)
    swapping = result.central[f"Cost|{TRUCK}|Owner|Swapping"][0] * 1e9
    assert swapping == pytest.approx(power * (0.6 + fee), rel=1e-4)
    # the grid company passes on what it is paid, less tax, and adds its works for the stations
    grid = result.central[f"Cost|{TRUCK}|Grid Company"][0] * 1e9
    works = 461_500 * 2500 * float(yearly_charge(0.045, 10))
    assert grid == pytest.approx(works, rel=1e-6)
    tax = power * 0.6 * 0.13 / 1.13
    state = -result.central[f"Cost|{TRUCK}|State"][0] * 1e9
    assert state > tax


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        (("freight.maximum_age={value: 30, low: 20, high: 40, unit: yr}",), "whole number"),
        (("freight.maximum_age=15 yr", "freight.depreciation_years=20 yr"), "at most the maximum age"),
        (("freight.powertrains.battery_swap.battery_capacity=0 kWh/truck",), "keeps its energy"),
        (("freight.powertrains.diesel.tank_energy=0 kWh",), "keeps its energy"),
        (("freight.powertrains.diesel.refuelling=plug",), "drives electrically"),
        (("freight.powertrains.diesel.electric_drive=0.5",), "expected 0 or 1"),
        (("freight.powertrains.lng.past_sales_share=0.5",), "add up to"),
        (("freight.past_sales=0 truck/yr",), "found no sales"),
        (("freight.powertrains.lng.label=Diesel",), "twice"),
        (("freight.duties.tractor_trunk.label=A|B",), "without"),
        (("freight.sales=given",), "without any share"),
        (("freight.stock_year=2020",), "the stock is of 2020"),
        (("freight.swap.stations={path: {2070: 5}, unit: station}",), "after the first year"),
    ],
)
def test_what_does_not_fit_together_is_told_where_it_was_set(overrides, words):
    with pytest.raises(ScenarioError, match=words) as caught:
        carbonsim.load_scenario("fujian-no-policy", overrides)
    assert "--set" in caught.value.problems[0].file


@pytest.mark.parametrize(
    "overrides",
    [
        ("freight.swap.stations=0 station",),
        ("freight.activity_growth=-15 %/yr",),
        ("freight.holding_years=5.5 yr", "freight.depreciation_years=7.3 yr", "freight.loan_years=2.5 yr"),
        ("freight.carbon_coverage=1", "freight.free_allocation=1"),
        (
            *("drivers.fuels.diesel.price=0 CNY/L", "drivers.fuels.diesel.tax=0 CNY/L"),
            "drivers.electricity_tariff=0 CNY/kWh",
        ),
        ("drivers.grid_emission_factor=0 kg CO2/kWh", "drivers.discount_rate=0 %/yr"),
        ("freight.owner_discount_rate=0 %/yr", "freight.loan_rate=0 %/yr"),
        ("freight.maximum_age=15 yr",),
        tuple(f"freight.duties.{row}.on_network=0" for row in DUTIES),
        ("freight.duties.cargo.returns_to_base=0", "freight.charging.way_hazard=0"),
        ("freight.charging.base_hazard=0", "freight.charging.way_hazard=0"),
    ],
)
def test_extremes_run_and_balance(overrides):
    result = run("fujian-trunk-line", YEARS, *overrides, draws=4)
    for name, values in result.ensemble.items():
        # stations that are not there, or that nobody seeks, have no wait and leave no share unserved
        # and where no truck is sold no kind has a share in sales
        of_stations = ("Swap ", "Swaps per Station|", "Result per Swap Station|")
        blank = name.startswith((*of_stations, "Sales Share|"))
        assert np.isfinite(values).all() or (np.isnan(values).any() and blank), name


def test_a_plan_with_the_stations_of_its_reference_differs_from_it_in_nothing():
    result = run("fujian-trunk-line", YEARS, "freight.swap.stations=4 station", draws=5)
    for name, variable in result.variables.items():
        if variable.stem.startswith(("Emission Reduction|", "Cost Saving|", "Extra Cost|")):
            assert np.all(result.ensemble[name] == 0), name
