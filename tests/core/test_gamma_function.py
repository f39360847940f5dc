"""The gamma function is that of scipy, to the bit."""

import numpy as np
import scipy.special

from carbonsim.core.gamma_function import gamma


def test_every_bit_is_that_of_scipy():
    numbers = np.concatenate(
        [np.random.default_rng(1).uniform(1.0, end, 100_000) for end in (1.001, 2.0, 3.0, 20.0)]
    )
    np.testing.assert_array_equal(gamma(numbers), scipy.special.gamma(numbers))
    whole = np.arange(1.0, 20.0)
    np.testing.assert_array_equal(gamma(whole), scipy.special.gamma(whole))


def test_it_takes_the_shape_of_its_numbers():
    assert gamma(np.ones((2, 3))).shape == (2, 3)
