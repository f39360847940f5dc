"""The point nearest to the origin at which linear functions lie between limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import Array

#: Length of the residual below which constraints contradict each other.
CONTRADICTION = 1e-9


def nearest_to_origin(normals: Array, least: Array) -> Array | None:
    r"""The shortest vector that meets linear inequalities: least distance programming.

    .. math:: \min |x| \quad \text{with} \quad G x \ge h

    Parameters
    ----------
    normals : array, (constraints, n)
        :math:`G`.
    least : array, (constraints,)
        :math:`h`.

    Returns
    -------
    array, (n,), or None
        None where no vector meets all.

    Notes
    -----
    By non-negative least squares on :math:`(G, h)^T u \approx (0, \dots, 0, 1)^T`: C. L. Lawson,
    R. J. Hanson, Solving Least Squares Problems, Prentice-Hall 1974, chapter 23.

    Examples
    --------
    >>> nearest_to_origin(np.array([[1.0, 1.0], [-1.0, 0.0]]), np.array([2.0, -0.5])).round(6).tolist()
    [0.5, 1.5]
    >>> nearest_to_origin(np.array([[1.0], [-1.0]]), np.array([2.0, -1.0])) is None
    True
    """
    from scipy.optimize import nnls  # noqa: PLC0415 - only where a joint change is looked for

    matrix = np.vstack([normals.T, least])
    unit: NDArray[np.float64] = np.zeros(len(matrix))
    unit[-1] = 1.0
    weights, length = nnls(matrix, unit)
    if length <= CONTRADICTION:
        return None
    residual = matrix @ weights - unit
    return np.asarray(-residual[:-1] / residual[-1])
