"""Lives of vehicles, which the balances of the fleet are formed from."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev import lives as lives_module
from carbonsim.sectors.nev.lives import lives_of

OLDEST, DRAWS = 30, 3
#: Row of petrol cars.
PETROL = 0


def inputs(last, *overrides):
    scenario = carbonsim.load_scenario("china-nev", overrides)
    years = np.arange(scenario.years[0], last + 1)
    return Inputs(scenario, years, DRAWS, block_scores(scenario, 1, 0, DRAWS))


@pytest.mark.parametrize(("fast", "moved"), [(False, True), (False, False), (True, False)])
def test_once_hazards_are_steady_lives_are_those_year_by_year(fast, moved, monkeypatch):
    known = inputs(2060)
    ahead = lives_of(known, PETROL, fast, moved)
    monkeypatch.setattr(lives_module, "_steady_from", len)
    by_year = lives_of(known, PETROL, fast, moved)
    np.testing.assert_allclose(ahead.years, by_year.years, rtol=1e-12)
    np.testing.assert_allclose(ahead.kilometres, by_year.kilometres, rtol=1e-12)


def test_without_hazard_a_vehicle_is_there_up_to_the_end_or_its_last_age():
    lives = lives_of(inputs(2060, "nev.scrappage=0"), PETROL, False, True)
    first = 2060 - len(lives.years) + 1
    sold_in = {year: lives.years[year - first] for year in (2029, 2030, 2031, 2059, 2060)}
    expected = {2029: 31.0, 2030: 31.0, 2031: 30.0, 2059: 2.0, 2060: 1.0}
    for year, there in sold_in.items():
        np.testing.assert_allclose(there, expected[year], rtol=1e-12)
    # those of the history met its hazards
    assert (lives.years[OLDEST] < 31.0).all()


def test_mileage_falls_over_a_life():
    steady = "nev.scrappage=0", "nev.mileage_decline=10 %/yr", "nev.mileage=10000 km/car/yr"
    lives = lives_of(inputs(2060, *steady), PETROL, False, True)
    np.testing.assert_allclose(lives.kilometres[-1], 10_000.0)
    np.testing.assert_allclose(lives.kilometres[-2], 19_000.0)
