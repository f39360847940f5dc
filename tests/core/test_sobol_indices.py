"""Sobol indices of many outputs at once, against SALib, known values and limits."""

import numpy as np
import pytest
from SALib.analyze import sobol as salib
from SALib.sample import sobol as salib_sample
from SALib.test_functions import Ishigami, Sobol_G

from carbonsim.core.sobol_indices import SobolBase, bootstrap_weights

A = np.array([0.0, 1.0, 4.5, 9.0, 99.0])
FUNCTIONS = {
    "Ishigami": (Ishigami.evaluate, 3, (-np.pi, np.pi), [0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]),
    "Sobol G": (
        lambda x: Sobol_G.evaluate(x, A),
        5,
        (0.0, 1.0),
        Sobol_G.sensitivity_index(A),
        Sobol_G.total_sensitivity_index(A),
    ),
}


def saltelli(function, inputs, ends, draws):
    """Outputs of Saltelli's design, and SALib's indices of them."""
    problem = {"num_vars": inputs, "names": [f"x{i}" for i in range(inputs)], "bounds": [ends] * inputs}
    values = function(salib_sample.sample(problem, draws, calc_second_order=False, seed=1))
    found = salib.analyze(problem, values, calc_second_order=False, seed=1, num_resamples=200)
    step = inputs + 2
    return values[::step], values[step - 1 :: step], [values[i + 1 :: step] for i in range(inputs)], found


@pytest.mark.parametrize("name", FUNCTIONS)
def test_known_functions_and_salib(name):
    function, inputs, ends, first, total = FUNCTIONS[name]
    a, b, exchanged, theirs = saltelli(function, inputs, ends, 4096)
    base = SobolBase(a[None], b[None], 200, 1)
    for row, mixed in enumerate(exchanged):
        found = base.indices(mixed[None])
        assert found.first[0] == pytest.approx(first[row], abs=0.02)
        assert found.total[0] == pytest.approx(total[row], abs=0.02)
        assert abs(found.first[0] - theirs["S1"][row]) <= theirs["S1_conf"][row]
        assert found.total[0] == pytest.approx(theirs["ST"][row], rel=1e-2, abs=1e-6)
        # a deviation of 200 resamples is known to 1 / sqrt(400), and each side has resamples of its own
        error = np.sqrt(2.0 / 400)
        assert found.first_half_width[0] == pytest.approx(theirs["S1_conf"][row], rel=4 * error, abs=1e-4)
        assert found.total_half_width[0] == pytest.approx(theirs["ST_conf"][row], rel=4 * error, abs=1e-4)


def test_formulas_are_those_of_salib():
    rng = np.random.default_rng(3)
    a, b, mixed = rng.normal(size=(3, 4, 300))
    base = SobolBase(a, b, 10, 1)
    found = base.indices(mixed)
    for row in range(4):
        centre = np.concatenate([a[row], b[row]]).mean()
        ours = [one[row] - centre for one in (a, mixed, b)]
        assert found.first[row] == pytest.approx(salib.first_order(*ours), rel=1e-12)
        assert found.total[row] == pytest.approx(salib.total_order(*ours), rel=1e-12)


def test_the_bootstrap_is_that_of_rows():
    rng = np.random.default_rng(4)
    a, b, mixed = rng.normal(size=(3, 1, 50))
    weights = bootstrap_weights(50, 30, 7)
    assert np.allclose(weights.sum(axis=0), 1.0)
    rows = np.stack([np.repeat(np.arange(50), np.rint(50 * column).astype(int)) for column in weights.T])
    centre = np.concatenate([a[0], b[0]]).mean()
    a0, b0, m0 = (one[0][rows.T] - centre for one in (a, b, mixed))
    found = SobolBase(a, b, 30, 7).indices(mixed)
    spread = salib.first_order(a0, m0, b0).std(ddof=1)
    assert found.first_half_width[0] == pytest.approx(1.959963984540054 * spread, rel=1e-9)
    spread = salib.total_order(a0, m0, b0).std(ddof=1)
    assert found.total_half_width[0] == pytest.approx(1.959963984540054 * spread, rel=1e-9)


def test_outputs_do_not_see_each_other():
    rng = np.random.default_rng(5)
    a, b, mixed = rng.normal(size=(3, 6, 100))
    together = SobolBase(a, b, 20, 1).indices(mixed)
    for row in range(6):
        alone = SobolBase(a[row : row + 1], b[row : row + 1], 20, 1).indices(mixed[row : row + 1])
        assert together.first[row] == pytest.approx(alone.first[0], rel=1e-12)
        assert together.total_half_width[row] == pytest.approx(alone.total_half_width[0], rel=1e-9)


def test_units_and_origin_do_not_matter():
    rng = np.random.default_rng(6)
    a, b, mixed = rng.normal(size=(3, 1, 500))
    plain = SobolBase(a, b, 50, 1).indices(mixed)
    moved = SobolBase(1e3 * a + 1e5, 1e3 * b + 1e5, 50, 1).indices(1e3 * mixed + 1e5)
    for name in ("first", "total", "first_half_width", "total_half_width"):
        assert getattr(moved, name) == pytest.approx(getattr(plain, name), rel=1e-6)


def test_an_inert_input_and_the_only_one():
    a, b = np.random.default_rng(7).normal(size=(2, 1, 1000))
    base = SobolBase(a, b, 50, 1)
    none, all_ = base.indices(a), base.indices(b)
    assert none.first == none.total == none.first_half_width == none.total_half_width == 0
    # means of 1000 of b (b - a), of variance 3, and of (a - b)^2 / 2, of variance 2
    assert all_.first == pytest.approx(1.0, abs=2 * np.sqrt(3 / 1000))
    assert all_.total == pytest.approx(1.0, abs=2 * np.sqrt(2 / 1000))


@pytest.mark.parametrize("constant", [0.0, 5.0, 1e12])
def test_what_does_not_vary_has_no_indices(constant):
    rng = np.random.default_rng(8)
    a = constant * (1 + 1e-16 * rng.normal(size=(1, 100)))
    found = SobolBase(a, a[:, ::-1], 10, 1).indices(a)
    assert np.isnan(found.first)
    assert np.isnan(found.total_half_width)


@pytest.mark.parametrize(
    ("a", "b", "resamples"), [((2, 9), (2, 8), 9), ((9,), (9,), 9), ((2, 1), (2, 1), 9), ((2, 9), (2, 9), 1)]
)
def test_samples_must_fit(a, b, resamples):
    with pytest.raises(ValueError, match="expected"):
        SobolBase(np.zeros(a), np.zeros(b), resamples, 1)


def test_an_output_that_is_blank_in_a_draw_has_no_index_and_others_keep_theirs():
    first, second, exchanged = np.random.default_rng(4).normal(size=(3, 4, 50))
    expected = SobolBase(first, second, 10, 1).indices(exchanged)
    first, second, exchanged = first.copy(), second.copy(), exchanged.copy()
    first[0, 3] = second[1, 7] = exchanged[2, 9] = np.nan
    found = SobolBase(first, second, 10, 1).indices(exchanged)
    for name in ("first", "first_half_width", "total", "total_half_width"):
        values = getattr(found, name)
        assert np.isnan(values[:3]).all()
        assert values[3] == pytest.approx(getattr(expected, name)[3], rel=1e-12)
