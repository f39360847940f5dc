"""Parameters of families over years, kept row by row."""

import numpy as np

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.kernel.sharing import Shared

FAMILY = "freight.powertrains"
YEARS = np.arange(2023, 2061)


def some_inputs(shared=None):
    scenario = load_scenario("china-trucks-current-policies")
    return Inputs(scenario, YEARS, 5, pair_scores(scenario, 1, 0, 5, 5), shared)


def test_a_year_has_all_rows_as_wide_as_the_widest():
    paths = MemberSeries((np.array([[1.0], [2.0]]), np.array([[3.0, 4.0], [5.0, 6.0]])))
    assert paths[1].tolist() == [[2.0, 2.0], [5.0, 6.0]]
    assert MemberSeries(paths.rows[:1])[0].tolist() == [[1.0]]


def test_rows_are_the_series_of_their_addresses():
    inputs = some_inputs()
    for attribute in ("body_price", "battery_capacity", "purchase_subsidy"):
        paths = inputs.member_series(FAMILY, attribute)
        for name, row in zip(inputs.scenario.members(FAMILY), paths.rows, strict=True):
            assert np.array_equal(row, inputs.series(f"{FAMILY}.{name}.{attribute}"))
        for year in (0, 37):
            expected = np.stack(np.broadcast_arrays(*(row[year] for row in paths.rows)))
            assert np.array_equal(paths[year], expected)


def test_what_no_year_changes_lies_there_once():
    inputs = some_inputs()
    values = inputs.series("freight.value_of_time")
    assert values.shape == (len(YEARS), 5)
    assert values.strides[0] == 0
    assert len(set(values[0])) == 5
    alone = inputs.series("freight.value_of_time", YEARS[3:4])
    assert np.array_equal(values[3], alone[0])


def test_a_family_of_one_row_is_the_series_of_that_row():
    scenario = load_scenario("zhanjiang-shaft-furnace")
    (plant,) = scenario.members("steel.plants")
    inputs = Inputs(scenario, YEARS[:3], 1, {}, Shared())
    for _ in range(2):  # made, and then taken from what is shared
        (row,) = inputs.member_series("steel.plants", "capacity").rows
        assert row.shape == (3, 1)
        assert row is inputs.series(f"steel.plants.{plant}.capacity")
