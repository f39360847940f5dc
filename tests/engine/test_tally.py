"""Draws that are counted and let go: counts, sums, and the ends of each series in each year."""

import numpy as np
import pytest

from carbonsim.core.binning import BINS
from carbonsim.engine.pair_series import PairSeries
from carbonsim.engine.tally import TOGETHER, UNIT, Layout, Tally

YEARS, DRAWS = 2, 2 * UNIT + 20


def layout(plan=("a", "b"), reference=("a",)):
    rows = len(plan) + len(reference)
    return Layout(plan, reference, np.zeros((rows, YEARS)), np.full((rows, YEARS), 1.0))


def values(row, year):
    """Draws of a series: whole numbers from 0 to 9, whose sum is exact."""
    return np.random.default_rng([row, year]).integers(0, 10, DRAWS).astype(float)


def series(year, place):
    plan = {"a": values(0, year)[place], "b": values(1, year)[place]}
    return PairSeries(plan, {"a": values(2, year)[place], "c": values(3, year)[place]})


def filled(width):
    tally = Tally(layout(), YEARS, DRAWS)
    for start in range(0, DRAWS, width):
        place = slice(start, min(start + width, DRAWS))
        for year in range(YEARS):
            tally.add(place, year, series(year, place))
    return tally


@pytest.mark.parametrize("width", [UNIT, 2 * UNIT, 4 * UNIT])
def test_counts_sums_and_ends_are_those_of_all_draws_for_blocks_of_any_width(width):
    tally = filled(width)
    assert tally.units.shape == (3, YEARS, 3)
    for row in range(3):
        for year in range(YEARS):
            drawn = values(row, year)
            # the bin after the first begins at 0, and each is 1 wide
            assert (
                tally.counts[row, year].tolist()
                == np.bincount(drawn.astype(int) + 1, minlength=BINS).tolist()
            )
            assert tally.sums()[row, year] == drawn.sum()
            assert (tally.least[row, year], tally.most[row, year]) == (drawn.min(), drawn.max())


def test_sums_keep_their_bits_for_blocks_of_any_width():
    def summed(width):
        tally = Tally(layout(("a",), ()), 1, DRAWS)
        drawn = np.random.default_rng(1).normal(size=DRAWS)
        for start in range(0, DRAWS, width):
            tally.add(slice(start, start + width), 0, PairSeries({"a": drawn[start : start + width]}, None))
        return tally.sums()

    assert summed(UNIT).tobytes() == summed(2 * UNIT).tobytes() == summed(4 * UNIT).tobytes()


def test_what_was_counted_is_taken_back():
    tally = Tally(layout(), YEARS, DRAWS)
    tally.add(slice(0, UNIT), 0, series(0, slice(0, UNIT)))
    before = tally.saved()
    expected = [part.copy() for part in before]
    tally.add(slice(UNIT, 2 * UNIT), 0, series(0, slice(UNIT, 2 * UNIT)))
    assert not np.array_equal(tally.counts, expected[0])
    tally.restore(before)
    for part, kept in zip(tally.saved(), expected, strict=True):
        assert np.array_equal(part, kept)


def test_blanks_are_not_counted_and_add_nothing():
    tally = Tally(layout(("a",), ()), 1, 4)
    tally.add(slice(0, 4), 0, PairSeries({"a": np.array([np.nan, 2.0, 5.0, np.nan])}, None))
    assert tally.counts.sum() == 2
    assert (tally.sums()[0, 0], tally.least[0, 0], tally.most[0, 0]) == (7.0, 2.0, 5.0)


def test_more_series_than_are_counted_together_are_all_counted():
    names = tuple(f"s{number}" for number in range(TOGETHER + 3))
    tally = Tally(layout(names, ()), YEARS, 2)
    for year in range(YEARS):
        drawn = {name: np.array([number, number + 10.0 * year]) for number, name in enumerate(names)}
        tally.add(slice(0, 2), year, PairSeries(drawn, None))
    assert tally.sums()[:, 1].tolist() == [2.0 * number + 10.0 for number in range(TOGETHER + 3)]
    assert (tally.counts.sum(axis=2) == 2).all()


def test_blocks_begin_at_a_whole_unit():
    tally = Tally(layout(), YEARS, DRAWS)
    with pytest.raises(ValueError, match=f"multiple of {UNIT}"):
        tally.add(slice(UNIT - 1, DRAWS), 0, series(0, slice(UNIT - 1, DRAWS)))


def test_a_shard_holds_no_more_draws_than_a_count_can_say():
    Tally(layout(), YEARS, 2**16 - 1)
    with pytest.raises(ValueError, match="too many draws to be counted: 65536"):
        Tally(layout(), YEARS, 2**16)
