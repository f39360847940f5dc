"""How many petrol cars emit what a truck does, by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.sectors.freight.car_equivalents import car_equivalent

BOUNDARIES = ("direct", "operational", "well-to-wheel", "life-cycle")


@pytest.fixture
def trucks():
    """A car burns 1000 L a year, a truck 0.3 L/km; the making of a truck is spread over 10 years."""
    return SimpleNamespace(
        car=SimpleNamespace(
            mileage=np.array([20_000.0]),
            consumption=np.array([5.0]),
            manufacturing_emissions=np.array([5.0]),
            life=np.array([10.0]),
        ),
        duties=SimpleNamespace(consumption=np.array([[0.3], [0.2]])),
        powertrains=SimpleNamespace(names=("diesel",), manufacturing_emissions=np.array([[40.0]])),
        purchase=SimpleNamespace(depreciation_years=np.array([10.0])),
        fuels=SimpleNamespace(
            names=("diesel", "petrol"),
            emission_factor=[np.array([[2.5], [2.0]])],
            supply_factor=[np.array([[0.5], [0.4]])],
        ),
    )


def equivalents(trucks, kilometres, stock):
    flows = SimpleNamespace(kilometres=kilometres, stock=stock, year=0)
    return {boundary: float(car_equivalent(trucks, flows, boundary)[0]) for boundary in BOUNDARIES}


def test_a_truck_that_burns_thirty_times_as_much(trucks):
    # two powertrains and two duties: the work of all trucks, done by diesel
    kilometres = np.array([[[1e5], [0.0]], [[1e5], [0.0]]])
    stock = np.array([[[1.0], [0.0]], [[1.0], [0.0]]])
    found = equivalents(trucks, kilometres, stock)
    assert found["direct"] == pytest.approx(30_000 * 2.5 / 2000)
    assert found["operational"] == pytest.approx(30_000 * 2.5 / 2000)
    assert found["well-to-wheel"] == pytest.approx(30_000 * 3.0 / 2400)
    assert found["life-cycle"] == pytest.approx((30_000 * 3.0 + 4000) / 2900)


def test_segments_burn_what_is_theirs(trucks):
    kilometres, stock = np.array([[[6e4], [9e4]]]), np.array([[[1.0], [2.0]]])
    # (60,000 x 0.3 + 90,000 x 0.2) L of three trucks
    assert equivalents(trucks, kilometres, stock)["direct"] == pytest.approx(12_000 * 2.5 / 2000)


def test_without_trucks_there_is_no_truck(trucks):
    nothing = np.zeros((1, 2, 1))
    assert np.isnan([*equivalents(trucks, nothing, nothing).values()]).all()
