"""How long vehicles last, against SciPy and published lives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from carbonsim.core.survival import cumulative_hazard, weibull_mean_life, weibull_survival

SCALES = st.floats(0.5, 60.0)
SHAPES = st.floats(0.5, 10.0)
AGES = st.floats(0.0, 60.0)


@pytest.mark.parametrize(("scale", "shape"), [(12.8, 5.58), (14.46, 4.79), (20.0, 1.0), (8.0, 0.7)])
def test_survival_is_the_weibull_of_scipy(scale, shape):
    ages = np.linspace(0.0, 40.0, 81)
    expected = stats.weibull_min(c=shape, scale=scale).sf(ages)
    np.testing.assert_allclose(weibull_survival(ages, scale, shape), expected, rtol=1e-12)


@given(age=AGES, scale=SCALES, shape=SHAPES)
def test_cumulative_hazard_is_the_power_that_it_stands_for(age, scale, shape):
    assert cumulative_hazard(age, scale, shape) == pytest.approx((age / scale) ** shape, rel=1e-12)


def test_cumulative_hazard_of_many_is_that_of_each():
    ages, scale, shape = np.array([[0.0], [3.5]]), np.array([5.0, 12.8]), np.array([1.0, 5.58])
    each = [
        [float(cumulative_hazard(a, t, k)) for t, k in zip(scale, shape, strict=True)] for a in (0.0, 3.5)
    ]
    np.testing.assert_array_equal(cumulative_hazard(ages, scale, shape), each)


@pytest.mark.parametrize(("age", "scale", "shape"), [(-1.0, 5.0, 2.0), (1.0, 0.0, 2.0), (1.0, 5.0, 0.0)])
def test_cumulative_hazard_refuses_what_cannot_be(age, scale, shape):
    with pytest.raises(ValueError, match="must"):
        cumulative_hazard(age, scale, shape)


def test_survival_at_the_scale_is_one_over_e():
    for shape in (0.7, 1.0, 5.58):
        assert weibull_survival(12.8, 12.8, shape) == pytest.approx(0.36787944, abs=1e-8)


def test_survival_with_shape_one_is_radioactive_decay():
    # half-life = scale x ln 2
    assert weibull_survival(10.0 * np.log(2.0), 10.0, 1.0) == pytest.approx(0.5, rel=1e-12)


def test_survival_with_shape_two_is_the_rayleigh_of_scipy():
    ages = np.arange(30.0)
    expected = stats.rayleigh(scale=10.0 / np.sqrt(2.0)).sf(ages)
    np.testing.assert_allclose(weibull_survival(ages, 10.0, 2.0), expected, rtol=1e-12)


def test_survival_at_birth_and_after_ever():
    assert weibull_survival(0.0, 12.8, 5.58) == 1.0
    assert weibull_survival(0, 12.8, 0.5) == 1.0
    assert weibull_survival(np.inf, 12.8, 5.58) == 0.0


def test_survival_of_a_high_shape_is_a_fixed_life():
    assert weibull_survival(9.9, 10.0, 1e4) == pytest.approx(1.0, abs=1e-12)
    assert weibull_survival(10.1, 10.0, 1e4) == pytest.approx(0.0, abs=1e-12)


def test_survival_of_draws_is_the_survival_of_each():
    ages = np.arange(5)[:, None]  # whole years, as the model has them
    scales = np.array([10.0, 10.4, 12.8])
    shapes = np.array([2.5, 5.58, 6.0])
    together = weibull_survival(ages, scales, shapes)
    assert together.shape == (5, 3)
    for a in range(5):
        for d in range(3):
            assert together[a, d] == weibull_survival(float(a), float(scales[d]), float(shapes[d]))


@pytest.mark.parametrize(
    ("age", "scale", "shape"),
    [(-1.0, 10.0, 2.0), (1.0, 0.0, 2.0), (1.0, -10.0, 2.0), (1.0, 10.0, 0.0), (1.0, 10.0, -2.0)],
)
def test_survival_refuses_what_is_no_age_scale_or_shape(age, scale, shape):
    with pytest.raises(ValueError, match=r"negative|positive"):
        weibull_survival(age, scale, shape)


def test_survival_refuses_one_bad_draw_among_good_ones():
    with pytest.raises(ValueError, match="positive"):
        weibull_survival(1.0, np.array([10.0, 0.0]), 2.0)
    with pytest.raises(ValueError, match="positive"):
        weibull_survival(1.0, 10.0, np.array([2.0, -1.0]))
    with pytest.raises(ValueError, match="negative"):
        weibull_survival(np.array([3.0, -0.1]), 10.0, 2.0)


@given(age=AGES, more=AGES, scale=SCALES, shape=SHAPES)
def test_survival_never_rises_with_age_and_stays_a_share(age, more, scale, shape):
    younger, older = weibull_survival(np.array([age, age + more]), scale, shape)
    assert 0.0 <= older <= younger <= 1.0


@given(age=AGES, scale=SCALES, factor=st.floats(1.0, 5.0), shape=SHAPES)
def test_survival_never_falls_with_the_scale(age, scale, factor, shape):
    assert weibull_survival(age, scale * factor, shape) >= weibull_survival(age, scale, shape)


@given(age=AGES, scale=SCALES, shape=SHAPES, unit=st.sampled_from([0.5, 2.0, 4.0]))
def test_survival_knows_no_unit_of_time(age, scale, shape, unit):
    # powers of two, so that only the unit changes and no rounding
    assert weibull_survival(age * unit, scale * unit, shape) == weibull_survival(age, scale, shape)


@pytest.mark.parametrize(
    ("scale", "shape", "mean"),
    [
        # Hao et al. (2011), Vehicle survival patterns in China: heavy trucks, then private cars
        (12.8, 5.58, 11.83),
        (14.46, 4.79, 13.24),
        # textbook cases: exponential, Rayleigh (scale x sqrt(pi) / 2)
        (20.0, 1.0, 20.0),
        (10.0, 2.0, 8.8623),
    ],
)
def test_mean_life_of_published_survival(scale, shape, mean):
    assert weibull_mean_life(scale, shape) == pytest.approx(mean, abs=0.005)
    assert weibull_mean_life(scale, shape) == pytest.approx(stats.weibull_min(c=shape, scale=scale).mean())


def test_mean_life_is_the_area_under_the_survival():
    area, _ = integrate.quad(lambda age: float(weibull_survival(age, 12.8, 5.58)), 0.0, 60.0)
    assert weibull_mean_life(12.8, 5.58) == pytest.approx(area, rel=1e-9)


def test_mean_life_of_a_high_shape_is_the_scale():
    assert weibull_mean_life(12.8, 1e9) == pytest.approx(12.8)
