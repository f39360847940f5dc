"""The line of a scenario: what its parameters become, what it carries, and what that is worth."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis import corridor, corridor_sizing
from carbonsim.analysis.corridor import plan_corridor, simulate_corridor
from carbonsim.corridor import sizing
from carbonsim.engine.catalogue import load_scenario
from carbonsim.sectors.freight.corridor import costs_of, station_of

CLAIMED = 18e6  # [t CO2/yr]
#: Drivers are told of queues every half hour, which is simulated sooner.
SELDOM = "freight.line.information_interval=30 min"
MILEAGE = "freight.duties.tractor_trunk.mileage=175000 km/truck/yr"


def plan(*overrides, **options):
    # a day, empty at midnight: what is compared here differs by far more than that
    usual = {"days": 1, "warm_up": 0, "replications": 4}
    return plan_corridor(load_scenario("fujian-trunk-line", overrides), **(usual | options))


def test_parameters_of_the_scenario_become_a_line():
    line = plan().line
    assert [place.name for place in line.places] == [
        *("changle_up", "luoyangjiang_up", "luoyangjiang_down", "changle_down")
    ]
    assert line.length == 328.2
    assert line.length + 2 * line.access == pytest.approx(420.0)  # both lengths are carried
    assert sum(line.hours) == pytest.approx(1.0)
    assert np.mean(line.days) == pytest.approx(1.0)
    assert dict(line.packs) == {1: 0.0, 2: 0.5, 3: 0.5}
    assert sum(use * share for use, share in line.loads) == pytest.approx(1.44)
    long = plan("freight.line.length=420 km").line
    assert long.places[1].kilometre == pytest.approx(0.7 * 420.0)


def test_parameters_of_the_scenario_become_a_station():
    station = station_of(load_scenario("fujian-trunk-line"), 2023)
    assert (station.bays, station.blocks, station.chargers) == (1, 24, 24)
    assert station.power == pytest.approx(4000 * 0.95 * 0.9)
    assert station.curve.hours(station.block_energy) == pytest.approx(1.0)
    assert [hour for hour, dear in enumerate(station.dear) if dear] == [10, 11, *range(15, 20), 21]


def test_power_costs_what_the_tariff_says():
    scenario = load_scenario("fujian-trunk-line")
    prices = np.array(costs_of(scenario, 2025).electricity)
    mean = carbonsim.load_scenario("fujian-trunk-line").quantity("drivers.electricity_tariff").central[0]
    assert prices.mean() == pytest.approx(mean, rel=1e-4)
    assert prices[3] / prices[16] == pytest.approx(0.3486 / 0.801, rel=1e-3)


def test_the_price_of_a_station_is_that_of_its_parts():
    # a station as priced costs what is published, in money of 2023, and the grid works
    costs = costs_of(load_scenario("fujian-trunk-line"), 2023)
    bare = replace(costs, discount_rate=0.0, block_rent=0.0, site_rent=0.0)
    assert bare.fixed(1, 24, 24, 4000.0) * 10 == pytest.approx(costs.station + costs.grid_works)


def test_charging_by_price_costs_less_and_serves_worse():
    usual = simulate_corridor(plan())
    saving = simulate_corridor(
        plan("freight.swap.charging_policy=by_price", "freight.swap.kept_ready=4 block")
    )
    cost = [one.measures.electricity_cost.mean() / one.measures.energy.mean() for one in (saving, usual)]
    assert cost[0] < 0.98 * cost[1]
    assert saving.measures.wait_mean.mean() >= usual.measures.wait_mean.mean()


def test_more_traffic_means_more_waiting():
    plans = [plan(SELDOM, traffic=traffic) for traffic in (200, 400, 600)]
    waits = [simulate_corridor(each).measures.wait_mean.mean() for each in plans]
    assert waits[0] < waits[1] < waits[2]


@pytest.mark.parametrize(("share_of_two", "by_bays"), [(1.0, 306.0), (0.0, 460.0)])
def test_the_four_stations_of_2023_carry_less_than_half_of_what_their_bays_could(
    share_of_two, by_bays, monkeypatch
):
    mix = (
        f"freight.line.packs.two.share={share_of_two}",
        f"freight.line.packs.three.share={1 - share_of_two}",
    )
    monkeypatch.setattr(corridor_sizing, "PRECISION", 0.1)
    most = carbonsim.most_traffic(plan(MILEAGE, *mix), 15.0)
    assert most.long_wait <= 15.0
    assert 90 < most.trucks < 0.5 * by_bays
    # by hand: 175,000 km x 0.33 L x 2.63 kg/L are 151.9 t a truck
    assert most.replaced_emissions == pytest.approx(most.trucks * 151.88, rel=1e-3)
    assert 0.0007 < most.replaced_emissions / CLAIMED < 0.0016


@pytest.mark.parametrize("carried", [300.0, 400.0])
def test_waiting_of_just_the_target_is_carried(monkeypatch, carried):
    def simulated(plan):
        # drivers wait a minute for each 20 trucks, and for ever beyond what is carried
        wait = plan.line.traffic / 20.0
        return SimpleNamespace(plan=plan, long_wait=wait if wait <= carried / 20.0 else np.inf)

    monkeypatch.setattr(corridor_sizing, "simulate_corridor", simulated)
    found = carbonsim.most_traffic(plan(traffic=200), carried / 20.0)
    assert found.plan.line.traffic == carried


@pytest.mark.parametrize("carried", [70.0, 300.0, 431.0, 2000.0])
def test_most_traffic_is_what_is_carried_to_2_percent(monkeypatch, carried):
    def simulated(plan):
        return SimpleNamespace(plan=plan, long_wait=15.0 * plan.line.traffic / carried)

    monkeypatch.setattr(corridor_sizing, "simulate_corridor", simulated)
    told = []
    found = carbonsim.most_traffic(plan(), 15.0, lambda done, total: told.append((done, total)))
    assert (1.0 - corridor_sizing.PRECISION) * carried <= found.plan.line.traffic <= carried
    assert corridor_sizing.PRECISION == 0.02
    assert all(done <= total for done, total in told)
    assert [done for done, _ in told] == list(range(1, len(told) + 1))


def test_no_traffic_is_served_where_batteries_do_not_reach():
    loads = (f"freight.line.loads.{load}.consumption=6 kWh/km" for load in ("laden", "empty"))
    assert carbonsim.most_traffic(plan(*loads, days=1, replications=2), 15.0) is None


def test_sizing_of_a_scenario(monkeypatch):
    monkeypatch.setattr(corridor_sizing, "SIZING_TRUCKS", 200)
    monkeypatch.setattr(corridor_sizing, "LEAST_LINES", 1)
    monkeypatch.setattr(corridor_sizing, "SIZING_DAYS", 1)
    monkeypatch.setattr(sizing, "STEPS", sizing.STEPS[:1])
    told = []
    found = carbonsim.size_corridor(
        plan(SELDOM, traffic=200.0, replications=3), 20.0, [2], lambda done, total: told.append((done, total))
    )
    assert found.best.wait_long <= 20.0
    assert found.best.cost == min(one.cost for one in found.judged if one.wait_long <= found.best.wait_long)
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_busiest_hour_is_that_of_a_mean_day_at_the_busiest_station():
    counts = SimpleNamespace(warm_up=1, days=2, replications=2)
    day, blank = 24.0, float("nan")
    # hours of swaps at two stations: those of the first day are not counted
    first = [8.1, 8.2, 8.3, 8.9, day + 8.0, day + 8.99, day + 9.0, 2 * day + 8.5, blank]
    second = [blank, 9.0, *[day + 17.5] * 3, *[2 * day + 17.0] * 3, 2 * day + 18.0]
    begun = np.array([first, second]).T * 60.0
    assert corridor._busiest_hour(counts, SimpleNamespace(begun=begun)) == 6 / 4
    assert corridor._busiest_hour(counts, SimpleNamespace(begun=begun[:, :1])) == 3 / 4


@pytest.mark.parametrize(("chargers", "second"), [(20, "chargers"), (24, "batteries"), (30, "batteries")])
def test_what_binds_beside_bays_and_power_is_named_after_what_is_fewer(chargers, second):
    rates = corridor._rates(plan(f"freight.swap.chargers={chargers}"), float("nan"))
    assert list(rates) == ["bays", second, "power"]
    # 2.5 blocks a truck, an hour each
    assert rates[second] == pytest.approx(min(chargers, 24) / 2.5)
