"""A scenario as it was known in a year."""

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.scenario.freezing import begun_later, cut_path, frozen
from carbonsim.scenario.quantity import INTERPOLATIONS, Quantity

YEAR = 2022
SCENARIO = "china-trucks-hindcast"


def paths(scenario):
    values = {address: setting.value for address, setting in scenario.settings.items()}
    return {name: value for name, value in values.items() if isinstance(value, Quantity) and value.years}


def changed_later(scenario, year, factor):
    """Another future: every value of a later year is another one, ranges too."""

    def change(path):
        def other(values):
            if values is None:
                return None
            pairs = zip(path.years, values, strict=True)
            return tuple(value * factor if at > year else value for at, value in pairs)

        return replace(path, central=other(path.central), low=other(path.low), high=other(path.high))

    settings = dict(scenario.settings)
    for address, path in paths(scenario).items():
        settings[address] = replace(settings[address], value=change(path))
    return replace(scenario, settings=settings)


@pytest.fixture(scope="module")
def scenario():
    return load_scenario(SCENARIO)


def test_no_path_has_a_later_point_but_those_that_begin_later(scenario):
    late = begun_later(scenario, YEAR)
    for address, path in paths(frozen(scenario, YEAR)).items():
        assert path.years[-1] <= YEAR or address in late
        assert len(path.central) == len(path.years)


def test_of_what_begins_later_the_first_point_is_kept(scenario):
    late = begun_later(scenario, YEAR)
    whole, cut = paths(scenario), paths(frozen(scenario, YEAR))
    assert "freight.powertrains.lng.purchase_subsidy" in late
    assert set(late) == {address for address, path in whole.items() if path.years[0] > YEAR}
    for address in late:
        assert cut[address].years == whole[address].years[:1]
        assert cut[address].central == whole[address].central[:1]


def test_what_was_known_stays_and_then_stays_the_same(scenario):
    late = begun_later(scenario, YEAR)
    for address, path in paths(frozen(scenario, YEAR)).items():
        if address in late:
            continue
        whole = scenario.quantity(address)
        known = np.array([year for year in whole.years if year <= YEAR])
        assert np.array_equal(path.series(known)[0], whole.series(known)[0])
        after = path.series(np.array([path.years[-1], YEAR + 1, YEAR + 30]))[0]
        assert (after == after[0]).all()


def test_constants_texts_and_horizon_stay(scenario):
    cut = frozen(scenario, YEAR)
    assert cut.years == scenario.years and list(cut.settings) == list(scenario.settings)
    for address, setting in scenario.settings.items():
        if isinstance(setting.value, str) or not setting.value.years:
            assert cut.settings[address] == setting


def test_another_future_changes_nothing_of_what_begun_in_time(scenario):
    other = frozen(changed_later(scenario, YEAR, 7.0), YEAR)
    late = set(begun_later(scenario, YEAR))
    for address, setting in frozen(scenario, YEAR).settings.items():
        assert address in late or other.settings[address] == setting


def test_the_reference_is_frozen_too():
    plan = frozen(load_scenario("fujian-trunk-line"), 2030)
    assert plan.reference is not None
    assert plan.reference.settings == frozen(plan.reference, 2030).settings
    assert max(path.years[-1] for path in paths(plan.reference).values()) <= 2030


def test_it_runs(scenario):
    assert np.isfinite(run(frozen(scenario, YEAR), draws=1).central["Sales|Transportation|Truck"]).all()


@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_nothing_is_interpolated_towards_a_later_point(interpolation):
    path = Quantity((2020, 2030), (1.0, 9.0), (0.5, 8.0), (2.0, 10.0), interpolation, "1")
    for values in cut_path(path, 2029).series(np.array([2019, 2025, 2040])):
        assert values is not None
        assert (values == values[0]).all()


def test_a_constant_has_no_year():
    constant = Quantity((), (3.0,), (2.0,), (4.0,), "linear", "1")
    assert cut_path(constant, 1900) == constant
