"""Pieces that policy case and baseline share follow from what was recorded, and from nothing else."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sharing import Recorder, Shared, recorded
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.sectors import sectors_of

DRAWS = 3


def shared_by(scenario):
    """All pieces that a scenario and its reference share, and the inputs of the reference."""
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    scores = pair_scores(scenario, 1, 0, DRAWS)
    shared = Shared()
    for each in (scenario.reference, scenario):
        inputs = Inputs(each, years, DRAWS, scores, shared)
        simulate(inputs, sectors_of(each), Markets(inputs))
    return shared, inputs


class Only(Recorder):
    """Parameters of which some alone may be read."""

    def __init__(self, settings, allowed):
        super().__init__(settings)
        self.allowed = allowed

    def __getitem__(self, key):
        assert key in self.allowed, f"{key} is read and was not recorded"
        return super().__getitem__(key)


def same(one, two):
    if is_dataclass(one):
        return all(same(getattr(one, part.name), getattr(two, part.name)) for part in fields(one))
    if isinstance(one, np.ndarray):
        return np.array_equal(one, two)
    if isinstance(one, dict):
        return one.keys() == two.keys() and all(same(value, two[key]) for key, value in one.items())
    if isinstance(one, tuple | list):
        return len(one) == len(two) and all(map(same, one, two))
    return same(vars(one), vars(two)) if hasattr(one, "__dict__") else one == two


PAIRS = [name for name in shipped_scenarios() if load_scenario(name).reference is not None]


@pytest.mark.parametrize("name", PAIRS)
def test_a_piece_reads_what_it_is_kept_under_and_nothing_else(name):
    scenario = load_scenario(name, [f"years=[{load_scenario(name).years[0]}, 2027]"])
    shared, inputs = shared_by(scenario)
    made_by_functions = 0
    for (make, arguments), piece in shared.pieces.items():
        assert "<" not in make.__qualname__, f"{make} may hold what is not recorded"
        if make is Inputs._series:
            assert list(piece.read) == [arguments[0]]
            continue
        made_by_functions += 1
        only = Only(inputs.scenario.settings, piece.read)
        alone = replace(inputs, scenario=inputs.scenario.reading_through(only), shared=None)
        if all(
            (setting := only[key]) and (setting.value, setting.offered) == read
            for key, read in piece.read.items()
        ):
            assert same(make(alone, *arguments), piece.value), make
        assert only.read.keys() == piece.read.keys(), make
    assert made_by_functions > 0


def test_what_follows_from_a_text_is_not_shared_with_another_text():
    """Pig iron of a route that is made steel in another furnace is another technology."""
    name, key = "china-steel-hydrogen", "steel.routes.hydrogen_smelter.melt"
    scenario = load_scenario(name, ["years=[2023, 2040]"])
    other = scenario.settings[key]
    moved = replace(scenario, settings={**scenario.settings, key: replace(other, value="arc_furnace")})
    years = np.arange(2023, 2041)
    shared = Shared()
    for each in (scenario.reference, moved):
        inputs = Inputs(each, years, 1, {}, shared)
        together = simulate(inputs, sectors_of(each), Markets(inputs)).series
    alone = Inputs(moved, years, 1, {})
    apart = simulate(alone, sectors_of(moved), Markets(alone)).series
    assert all(np.array_equal(values, apart[series]) for series, values in together.items())
    unmoved = simulate(
        Inputs(scenario, years, 1, {}), sectors_of(scenario), Markets(Inputs(scenario, years, 1, {}))
    )
    intensity = "Emissions|CO2|Iron and Steel"
    assert not np.array_equal(apart[intensity], unmoved.series[intensity])


def stock_twice(inputs):
    return inputs.constant("freight.stock") + inputs.memoised(stock)


def stock(inputs):
    return inputs.constant("freight.stock") * 1.0


def test_what_a_piece_is_made_of_is_read_by_the_piece():
    scenario = load_scenario("fujian-no-policy")
    shared, years = Shared(), np.array([2023])
    inputs = Inputs(scenario, years, 1, {}, shared)
    inputs.memoised(stock)
    inputs.memoised(stock_twice)  # its part is there already
    assert list(shared.pieces[stock_twice, ()].read) == ["freight.stock"]


def test_scenarios_with_other_rows_share_nothing():
    scenario = load_scenario("fujian-no-policy")
    fewer = replace(scenario, settings=dict(list(scenario.settings.items())[:-1]))
    shared = Shared()
    assert shared.takes(scenario)
    assert not shared.takes(fewer)
    assert shared.takes(load_scenario("fujian-no-policy"))


def test_a_recorder_notes_values_and_not_that_there_are_keys():
    scenario, recorder = recorded(load_scenario("fujian-no-policy"))
    assert scenario.members("freight.powertrains")
    assert list(scenario.settings) == list(scenario.keys)
    assert not recorder.read
    assert scenario.offered("freight.powertrains") == (True,) * len(scenario.members("freight.powertrains"))
    assert len(recorder.read) == len(scenario.members("freight.powertrains"))
