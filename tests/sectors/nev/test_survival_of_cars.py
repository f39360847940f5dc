"""Which of two numbers the published life of Chinese cars is."""

import numpy as np
import pytest

from carbonsim.core.survival import cumulative_hazard, weibull_mean_life, weibull_survival
from carbonsim.sectors.nev import equations as eq

# Hao et al. (2011), Vehicle survival patterns in China: private cars, "average life span 14.5 years"
SCALE, SHAPE, PUBLISHED = 14.46, 4.79, 14.5


def test_the_published_life_of_cars_is_the_scale_and_not_the_mean():
    assert round(SCALE, 1) == PUBLISHED
    mean = weibull_mean_life(SCALE, SHAPE)
    assert mean == pytest.approx(13.24, abs=0.005)
    median = SCALE * np.log(2.0) ** (1.0 / SHAPE)
    assert median == pytest.approx(13.39, abs=0.005)
    assert weibull_survival(median, SCALE, SHAPE) == pytest.approx(0.5)
    assert PUBLISHED not in (round(mean, 1), round(median, 1))
    # and what has that age is what the scale says: 1/e of the cars
    assert weibull_survival(SCALE, SCALE, SHAPE) == pytest.approx(0.36788, abs=5e-6)


def test_the_published_life_of_heavy_trucks_is_a_scale_too():
    # the same abstract says 12.8 years of heavy-duty trucks, whose scale is 12.8 with shape 5.58
    assert weibull_mean_life(12.8, 5.58) == pytest.approx(11.83, abs=0.005)


def test_a_mean_life_of_the_published_years_needs_another_scale():
    needed = PUBLISHED / weibull_mean_life(1.0, SHAPE)
    assert needed == pytest.approx(15.83, abs=0.005)
    assert weibull_mean_life(needed, SHAPE) == pytest.approx(PUBLISHED, rel=1e-12)


def test_reading_the_scale_as_the_mean_keeps_a_tenth_more_cars():
    # cars in use under constant sales are sales times mean life
    ages = np.arange(0.0, 60.0, 0.01)
    wrong = PUBLISHED / weibull_mean_life(1.0, SHAPE)
    stocks = [np.trapezoid(weibull_survival(ages, scale, SHAPE), ages) for scale in (SCALE, wrong)]
    assert stocks == pytest.approx([13.24, 14.5], abs=0.005)
    assert stocks[1] / stocks[0] == pytest.approx(1.095, abs=5e-4)


def test_steps_of_a_year_lead_along_the_curve():
    ages = np.arange(0.0, 31.0)
    survival = weibull_survival(ages, SCALE, SHAPE)
    steps = eq.surviving(np.diff(cumulative_hazard(ages, SCALE, SHAPE)), 1.0)
    np.testing.assert_allclose(np.cumprod(steps), survival[1:], rtol=1e-12)
    assert np.all(np.diff(steps) < 0.0)  # a shape above 1: the hazard rises with age
