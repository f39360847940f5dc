"""Coverage of roads by places with a station: known values, limits, a simulation, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.coverage import coverage

PLACES = st.floats(0.0, 5e3)
RANGES = st.floats(1.0, 800.0)
ROADS = st.floats(100.0, 2e5)
CONCENTRATIONS = st.floats(0.5, 4.0)


@pytest.mark.parametrize(
    ("arguments", "chance"),
    [
        ((1.0, 100.0, 1000.0, 1.0), 0.0951626),  # one place, a tenth of the roads: 1 - exp(-0.1)
        ((2, 250, 5635, 2), 0.1626074),  # 2 x 500 / 5635 = 0.17746
        ((56.5, 250.0, 5635.0, 2.0), 0.9933511),  # 56.5 x 500 / 5635 = 5.01331
    ],
)
def test_coverage_by_hand(arguments, chance):
    assert coverage(*arguments) == pytest.approx(chance, abs=5e-7)


def test_no_place_covers_nothing_and_very_many_all():
    assert coverage(0, 250.0, 5635.0, 2.0) == 0.0
    assert coverage(1e9, 250.0, 5635.0, 2.0) == 1.0
    assert coverage(100.0, 0.0, 5635.0, 2.0) == 0.0
    assert coverage(100.0, 250.0, 5635.0, 0.0) == 0.0
    assert coverage(np.inf, 250.0, 5635.0, 2.0) == 1.0


def test_few_places_cover_in_proportion():
    assert coverage(1e-9, 250.0, 5635.0, 2.0) == pytest.approx(1e-9 * 500.0 / 5635.0, rel=1e-9)


def test_places_thrown_on_a_road_cover_as_much():
    # on a ring of 3000 km: is there one in the 200 km ahead?
    rounds = 20_000
    rng = np.random.default_rng(1)
    places = rng.uniform(0.0, 3000.0, (rounds, 20))
    covered = ((places - rng.uniform(0.0, 3000.0, (rounds, 1))) % 3000.0 < 200.0).any(axis=1).mean()
    # a fixed number of places is not quite a Poisson number: (1 - 1/15) ** 20 against exp(-20/15) is 0.012
    standard_error = np.sqrt(0.25 / rounds)
    assert coverage(20.0, 200.0, 3000.0, 1.0) == pytest.approx(covered, abs=0.0125 + 3.0 * standard_error)


def test_coverage_of_draws_is_that_of_each():
    places = np.array([[0.0, 4.0, 60.0], [10.0, 500.0, 1e4]])
    ranges = np.array([150.0, 250.0, 400.0])
    concentration = np.array([[1.0], [3.0]])
    together = coverage(places, ranges, 5635.0, concentration)
    assert together.shape == (2, 3)
    for i, d in np.ndindex(2, 3):
        alone = coverage(float(places[i, d]), float(ranges[d]), 5635.0, float(concentration[i, 0]))
        assert together[i, d] == pytest.approx(float(alone), rel=1e-15)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1.0, 1.0, 0.0, 1.0), "length of roads"),
        ((1.0, 1.0, np.array([1.0, -2.0]), 1.0), "length of roads"),
        ((-1.0, 1.0, 1.0, 1.0), "not be negative"),
        ((1.0, np.array([1.0, -1.0]), 1.0, 1.0), "not be negative"),
        ((1.0, 1.0, 1.0, -1.0), "not be negative"),
    ],
)
def test_coverage_refuses_what_is_no_network(arguments, message):
    with pytest.raises(ValueError, match=message):
        coverage(*arguments)


@given(PLACES, RANGES, ROADS, CONCENTRATIONS, st.floats(1.0, 3.0))
def test_coverage_is_a_chance_that_rises_with_all_but_the_length_of_roads(
    places, driving_range, roads, concentration, more
):
    chance = coverage(places, driving_range, roads, concentration)
    assert 0.0 <= chance <= 1.0
    assert coverage(places * more, driving_range, roads, concentration) >= chance
    assert coverage(places, driving_range * more, roads, concentration) >= chance
    assert coverage(places, driving_range, roads, concentration * more) >= chance
    assert coverage(places, driving_range, roads * more, concentration) <= chance


@given(PLACES, PLACES, RANGES, ROADS, CONCENTRATIONS)
def test_places_add_up(some, others, driving_range, roads, concentration):
    def bare(places):
        return 1.0 - coverage(places, driving_range, roads, concentration)

    assert bare(some + others) == pytest.approx(bare(some) * bare(others), abs=1e-12)
