"""A few arrays that equations are run with."""

import numpy as np


def array(*numbers):
    """An array of floats."""
    return np.array(numbers, dtype=float)


LOW, CENTRAL, HIGH, SCORE = array(2.0, 3.0), array(3.0, 5.0), array(7.0, 6.0), array(-0.4, 0.7)
SAMPLE = np.array([[1.0, 2.0, 4.0, 8.0], [3.0, 5.0, 6.0, 9.0]])
SHARES = np.array([[0.2, 0.3], [0.5, 0.3], [0.3, 0.4]])
