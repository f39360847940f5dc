import numpy as np
import pytest

from carbonsim.scenario.quantity import Quantity

YEARS = np.array([2019, 2020, 2025, 2030, 2035, 2050])


def path(shape, low=None, high=None):
    return Quantity((2020, 2030, 2040), (0.0, 10.0, 30.0), low, high, shape, "count")


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("linear", [0, 0, 5, 10, 20, 30]),
        ("step", [0, 0, 0, 10, 10, 30]),
        ("s-curve", [0, 0, 5, 10, 20, 30]),
    ],
)
def test_known_values(shape, expected):
    assert path(shape).series(YEARS)[0].tolist() == expected


def test_s_curve_is_slow_at_both_ends():
    central, _, _ = path("s-curve").series(np.arange(2020, 2031))
    steps = np.diff(central)
    assert steps[0] < steps[4] > steps[-1]
    assert steps == pytest.approx(steps[::-1])


def test_constant_fills_all_years():
    central, low, high = Quantity((), (3.0,), (2.0,), (5.0,), "linear", "count").series(YEARS)
    assert (set(central), set(low), set(high)) == ({3.0}, {2.0}, {5.0})


def test_without_a_range_there_is_none():
    assert path("linear").series(YEARS)[1:] == (None, None)


@pytest.mark.parametrize("shape", ["linear", "step", "s-curve"])
def test_range_keeps_its_order_and_single_years_equal_the_series(shape):
    quantity = path(shape, (0.0, 8.0, 20.0), (0.0, 13.0, 50.0))
    years = np.arange(2015, 2046)
    central, low, high = quantity.series(years)
    assert np.all((low <= central) & (central <= high))
    assert [float(quantity.series(years[i : i + 1])[0][0]) for i in range(len(years))] == central.tolist()


def test_path_of_one_year_is_constant():
    for shape in ("linear", "step", "s-curve"):
        assert Quantity((2020,), (4.0,), None, None, shape, "1").series(YEARS)[0].tolist() == [4.0] * 6
