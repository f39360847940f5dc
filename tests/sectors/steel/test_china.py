"""China's steel: demand met, shares that add up, supplies kept, goods that get cheaper as they are made."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.steel import SECTOR

CHINA, PUSH = "china-steel-current-policies", "china-steel-hydrogen"
STEEL = "Production|Iron and Steel|Steel"
SUPPLIES = {
    "Hydrogen Use|Iron and Steel": "steel.hydrogen_supply",
    "Carbon Capture|Iron and Steel": "steel.storage_supply",
    "Pellet Use|Iron and Steel|Direct Reduction": "steel.dr_pellet_supply",
    "Scrap Use|Iron and Steel": "steel.scrap_supply",
}


def inputs_of(scenario, draws=1):
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    return Inputs(
        scenario, years, draws, block_scores(scenario, scenario.seed, 0, draws) if draws > 1 else {}
    )


@pytest.fixture(scope="module", params=[CHINA, PUSH])
def result(request, ran):
    return ran(request.param)


def parts(result, prefix):
    """Sum of the series one level below a name."""
    found = [name for name in result.central if name.startswith(prefix) and "|" not in name[len(prefix) :]]
    assert found
    return sum(result.central[name] for name in found)


def test_steel_is_demand_times_casting(result):
    demand = result.scenario.quantity("steel.demand").series(result.years)[0]
    assert np.allclose(result.central[STEEL], demand * 0.98, rtol=1e-9)
    # Mysteel: crude steel of 1,029 Mt in 2023 and 1,005 in 2024
    assert result.central[STEEL][:2] == pytest.approx([1029, 1005], rel=0.005)


def test_shares_add_up(result):
    central = result.central
    routes = parts(result, f"{STEEL}|Primary|") + parts(result, f"{STEEL}|Secondary|")
    assert np.allclose(routes, central[STEEL], rtol=1e-9)
    assert np.allclose(central[f"{STEEL}|Primary"] + central[f"{STEEL}|Secondary"], central[STEEL], rtol=1e-9)
    assert np.allclose(
        parts(result, "Capacity|Iron and Steel|Steel|"), central["Capacity|Iron and Steel|Steel"]
    )
    iron = "Production|Iron and Steel|Iron"
    assert np.allclose(central[f"{iron}|Pig Iron"] + central[f"{iron}|Sponge Iron"], central[iron], rtol=1e-9)
    assert np.allclose(parts(result, "Final Energy|Iron and Steel|"), central["Final Energy|Iron and Steel"])
    for name, values in central.items():
        if name.startswith(("Production|", "Capacity", "Scrap Use|", "Hydrogen Use|", "Coal Use|")):
            assert np.all(values >= -1e-9), name


def test_rates_of_the_first_years(result):
    central = result.central
    # statistics have 871 Mt of pig iron to 1,019 Mt of crude steel in 2023, about 0.85
    ratio = central["Production|Iron and Steel|Iron|Pig Iron"] / central[STEEL]
    assert 0.85 <= ratio[0] <= 1.0
    assert np.all((ratio > 0) & (ratio <= ratio[0] + 1e-9))
    # and what blast-furnace works take for a tonne of theirs
    primary = central["Production|Iron and Steel|Iron"] / central[f"{STEEL}|Primary"]
    assert np.all((primary >= 0.85) & (primary <= 1.0))
    direct = central["Emissions|CO2|Iron and Steel"] / central[STEEL]
    assert 1.5 <= direct[0] <= 2.0


def test_supplies_are_kept(result):
    for series, address in SUPPLIES.items():
        supply = result.scenario.quantity(address).series(result.years)[0]
        assert np.all(result.central[series] <= supply * (1 + 1e-9)), series


def test_demand_is_met_within_limits(result):
    assert np.all(result.central["Capacity Beyond Limits|Iron and Steel|Steel"] <= 1e-9)
    load = result.central["Capacity Utilisation|Iron and Steel|Steel"]
    assert np.all((load > 0) & (load <= 0.86 + 1e-9))


@pytest.mark.parametrize("name", [CHINA, PUSH])
def test_draws_meet_demand_with_nothing_negative(name):
    scenario = carbonsim.load_scenario(name, ["years=[2023, 2045]"])
    inputs = inputs_of(scenario, 40)
    series = simulate(inputs, [SECTOR], Markets(inputs)).series
    demand = inputs.series("steel.demand") * inputs.constant("steel.casting_yield")
    assert np.allclose(series[STEEL], demand + 0 * series[STEEL], rtol=1e-9)
    for each, values in series.items():
        assert np.isfinite(values).all(), each
        if each.startswith(("Production|", "Capacity", "Scrap Use|", "Hydrogen Use|", "Coal Use|")):
            assert np.all(values >= -1e-9), each


def test_money_of_actors_adds_up_to_resources(result):
    central = result.central
    actors = [
        central[f"Cost|Iron and Steel|{actor}"]
        for actor in ("Steelmaker", "State", "Carbon Market", "European Union", "Customers")
    ]
    scale = sum(np.abs(values) for values in actors)
    assert np.all(np.abs(sum(actors) - central["Cost|Iron and Steel [Resource]"]) <= 1e-9 * scale)


def test_the_state_pays_the_support_of_hydrogen(ran):
    plan = ran(PUSH)
    subsidy = plan.scenario.quantity("steel.hydrogen.subsidy").series(plan.years)[0]
    paid = plan.central["Hydrogen Use|Iron and Steel"] * subsidy  # Mt times CNY/kg is bn CNY
    assert paid.max() > 1
    assert np.allclose(plan.central["Cost|Iron and Steel|State"], paid, rtol=1e-9, atol=1e-12)
    assert np.all(plan.reference.central["Cost|Iron and Steel|State"] == 0)


def test_the_market_takes_what_is_not_given_free(ran):
    full = ran(CHINA, "years=[2023, 2030]", "steel.carbon_market.free_share=0").central
    covered = full["Emissions|CO2|Iron and Steel [Market-Covered]"]
    price = ran(CHINA).scenario.quantity("drivers.carbon_price").series(np.arange(2023, 2031))[0]
    # Mt times CNY/t is a million CNY
    assert np.allclose(-full["Cost|Iron and Steel|Carbon Market"], covered * price / 1e3, rtol=1e-9)


def test_capacity_follows_from_what_is_built_and_ends(result):
    # what is relined or built in a year is there at its end, and no more is built than a route's rate
    labels = [
        result.scenario.text(f"steel.routes.{row}.label") for row in result.scenario.members("steel.routes")
    ]
    for row, label in zip(result.scenario.members("steel.routes"), labels, strict=True):
        rate = result.scenario.quantity(f"steel.routes.{row}.build_rate").series(result.years)[0]
        built = result.central[f"Capacity Additions|Iron and Steel|Steel|{label}"]
        relined = result.central[f"Capacity Relined|Iron and Steel|Steel|{label}"]
        capacity = result.central[f"Capacity|Iron and Steel|Steel|{label}"]
        assert np.all(built <= rate * (1 + 1e-9)), label
        assert np.all(built + relined <= capacity + 1e-9), label
        assert built[0] == relined[0] == 0


def test_the_push_does_what_it_is_for(ran):
    plan = ran(PUSH)
    reference = plan.reference
    late = slice(7, None)
    assert np.all(plan.central["Emission Reduction|CO2|Iron and Steel"][late] > 0)
    name = "Emissions|CO2|Iron and Steel"
    difference = reference.central[name] - plan.central[name]
    assert np.allclose(plan.central["Emission Reduction|CO2|Iron and Steel"], difference, atol=1e-9)
    assert np.all(
        plan.central["Hydrogen Use|Iron and Steel"][late]
        >= reference.central["Hydrogen Use|Iron and Steel"][late]
    )
    # the reference in the world of the plan is what it is alone
    alone = ran(CHINA)
    for series in ("Emissions|CO2|Iron and Steel", STEEL, "Hydrogen Use|Iron and Steel"):
        assert np.array_equal(reference.central[series], alone.central[series])


def test_electrolysers_get_cheaper_where_more_are_made():
    scenario = carbonsim.load_scenario(PUSH)
    before = simulate(inputs_of(scenario.reference), [SECTOR], Markets(inputs_of(scenario.reference)))
    plan = inputs_of(scenario)
    after = simulate(plan, [SECTOR], Markets(plan, before.made))
    price = [np.array([float(year.electrolyser[0]) for year in block.prices]) for block in (before, after)]
    known = 2024 - scenario.years[0] + 1  # prices are observed up to 2024
    for each in price:
        assert np.all(np.diff(each[known:]) < 0)
        assert each[-1] < 0.6 * each[known - 1]
    extra = np.cumsum(after.made["electrolyser"][:, 0] - before.made["electrolyser"][:, 0])
    assert np.all(extra[-20:] > 0)
    # what was made up to the year before lowers the price of a year
    more = extra[:-1] > 1e-9
    assert np.all(price[1][1:][more] < price[0][1:][more])
    assert np.allclose(price[1][:known], price[0][:known])


def test_electrolysers_are_what_hydrogen_needs(result):
    # kWh a kilogram and hours a year [GW]
    used = result.central["Hydrogen Use|Iron and Steel"] * 1e9
    electricity = result.scenario.quantity("drivers.electrolyser.electricity_use").series(result.years)[0]
    hours = result.scenario.quantity("drivers.electrolyser.full_load_hours").central[0]
    capacity = result.central["Capacity|Hydrogen|Electrolysers"]
    assert np.allclose(capacity, used * electricity / hours / 1e6, rtol=1e-9)
