"""Sizing: the cheapest design that serves, and what a station costs."""

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.corridor import sizing
from carbonsim.corridor.costs import StationCosts, electricity_cost
from carbonsim.corridor.designs import Design, Judged, Question, neighbours
from carbonsim.corridor.judging import Judge
from carbonsim.corridor.sizing import Sized, size

COSTS = StationCosts(
    station=5e6,
    priced=(1, 24, 4000.0),
    bay=1.2e6,
    charger=6e4,
    connection=300.0,
    grid_works=4.6e5,
    years=10.0,
    discount_rate=0.05,
    block_rent=2e4,
    site_rent=3e5,
    capacity_charge=0.0,
    labour=30.0,
    electricity=(*[0.35] * 8, *[0.8] * 16),
)


@pytest.fixture(scope="module")
def question(line, station):
    # drivers are told of queues every half hour: with fewer windows many designs are simulated sooner
    quick = replace(line, traffic=150.0, information=30.0)
    return Question(quick, station, COSTS, 0.855, 15.0, 1, 0, 2, 7)


@pytest.fixture(scope="module")
def sized(question):
    return size(question, (2, 3), 3)


def test_cost_of_a_station_by_hand():
    # 5 M and 0.46 M over ten years at 5 %: factor 0.129505; 24 blocks and the site
    expected = 0.1295045750 * 5.46e6 + 24 * 2e4 + 3e5
    assert COSTS.fixed(1, 24, 24, 4000.0) == pytest.approx(expected, rel=1e-9)
    more = COSTS.fixed(2, 24, 30, 5000.0) - COSTS.fixed(1, 24, 24, 4000.0)
    assert more == pytest.approx(0.1295045750 * (1.2e6 + 6 * 6e4 + 1000 * 300.0), rel=1e-9)
    charged = replace(COSTS, capacity_charge=290.0)
    assert charged.fixed(1, 24, 24, 4000.0) - COSTS.fixed(1, 24, 24, 4000.0) == pytest.approx(1.16e6)


def test_cost_of_power_by_the_hour():
    energy = np.zeros(96)
    energy[[0, 40]] = 100.0, 10.0  # at 00:00 and at 10:00
    power = float(electricity_cost(COSTS.electricity, energy))
    assert power == pytest.approx(35.0 + 8.0)
    total = COSTS.yearly(4, (1, 24, 24, 4000.0), 100.0, power)
    assert total == pytest.approx(4 * COSTS.fixed(1, 24, 24, 4000.0) + 365 * (43.0 + 3000.0))


def test_what_is_found_serves_and_no_known_design_is_cheaper(sized, question):
    best = sized.best
    assert best is not None
    assert best.wait_long <= question.target
    assert sized.confirmed <= question.target
    # one part less, by the smallest step, is no longer enough, or it would have been taken
    tried = {one.design: one for one in sized.judged}
    for design in neighbours(best.design, (1, 1, 1, 100)):
        assert design in tried
        one = tried[design]
        assert one.cost >= best.cost or one.wait_long > best.wait_long


def test_cost_and_waiting_of_a_known_design_do_not_depend_on_its_company(sized, question):
    one = sized.judged[len(sized.judged) // 2]
    judge = Judge(question.with_stations(one.design.stations))
    alone = judge.judge([one.design])[0]
    assert alone.wait_long == one.wait_long
    assert alone.cost == pytest.approx(one.cost, rel=1e-12)


def test_a_frontier_has_none_that_another_betters(sized):
    edge = sized.frontier()
    assert len(edge) > 3
    assert [one.cost for one in edge] == sorted(one.cost for one in edge)
    assert [one.wait_long for one in edge] == sorted((one.wait_long for one in edge), reverse=True)
    for one in sized.judged:
        assert not any(
            one.cost < other.cost and one.wait_long < other.wait_long for other in edge if other != one
        )


def test_a_harder_target_costs_more(question, sized, monkeypatch):
    # coarse steps, and no second search after a design that does not serve on other trips
    monkeypatch.setattr(sizing, "STEPS", sizing.STEPS[:1])
    monkeypatch.setattr(sizing, "TRIALS", 1)
    quick = size(replace(question, target=4.0), (2,), 2)
    assert quick.best.wait_long <= 4.0
    assert quick.best.cost > sized.of(2, 15.0).cost


def test_no_design_serves_where_batteries_do_not_reach(question, line):
    far = replace(question, line=replace(line, loads=((4.0, 1.0),)))
    found = size(far, (1,), 2)
    assert found.best is None
    assert all(one.wait_long == np.inf for one in found.judged)


def test_other_numbers_of_stations_stand_at_even_distances(question):
    assert question.with_stations(3).line.places != question.line.places
    assert len(question.with_stations(3).line.places) == 6
    assert question.with_stations(2) is question


def test_neighbours_stay_within_what_can_be():
    least = Design(1, 1, 3, 1, 100)
    for one in neighbours(least, (1, 1, 1, 100)):
        assert min(one.parts) >= 1
        assert one.chargers <= one.blocks
    assert Judged(least, 1.0, 2.0) in Sized(None, (Judged(least, 1.0, 2.0),), 2.0).frontier()


@pytest.mark.parametrize(
    ("confirmed", "factors"),
    [(np.inf, [1.0, 0.49, 0.49**2, 0.49**3]), (30.0, [1.0, 0.49, 0.49**2, 0.49**3]), (15.0, [1.0])],
)
def test_the_next_aim_is_shorter_by_what_was_missed_and_never_nothing(
    question, monkeypatch, confirmed, factors
):
    aims = []

    def searched(judge, count, aim, _):
        aims.append(aim)
        design = Design(count, 1, 12, 12, 1000)
        judge.known[design] = Judged(design, 1.0, 0.0)

    monkeypatch.setattr(sizing, "_search", searched)
    monkeypatch.setattr(sizing, "_confirm", lambda *_: confirmed)
    assert size(replace(question, target=15.0), [2], 1).confirmed in (confirmed, np.inf)
    assert aims == pytest.approx([15.0 * factor for factor in factors])
