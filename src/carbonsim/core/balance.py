"""Balances are checked in every run, not only in tests."""

from __future__ import annotations

import numpy as np

from carbonsim.core.errors import BalanceError
from carbonsim.core.types import Array

#: Relative size of a gap that rounding can make; anything larger is a fault.
TOLERANCE = 1e-9


def check_balance(name: str, left: Array, right: Array, scale: Array | None = None) -> None:
    """Stop the run if two sides of a balance differ.

    Parameters
    ----------
    name : str
        What is balanced, for the error.
    left, right : array [any one unit]
        The two sides.
    scale : array [the same unit], optional
        What a gap is measured against, where both sides are small differences of large numbers; otherwise
        the larger side.

    Raises
    ------
    BalanceError
        If the gap exceeds `TOLERANCE` of the scale anywhere, or a side is not finite.

    Examples
    --------
    >>> check_balance("trucks", np.array([3.0]), np.array([1.0]) + 2.0)
    """
    reference = np.maximum(np.abs(left), np.abs(right)) if scale is None else np.abs(scale)
    gap = np.abs(left - right)
    # written so that a side or a scale of NaN fails the test; where a side is infinite, so is the gap
    if not ((gap <= TOLERANCE * reference) & np.isfinite(reference)).all():
        if not (np.all(np.isfinite(left)) and np.all(np.isfinite(right))):
            raise BalanceError(f"the balance of {name} does not close: a side is not a finite number")
        worst = float(np.max(gap / np.where(reference > 0, reference, 1.0)))
        raise BalanceError(f"the balance of {name} does not close: relative gap {worst:.3g}")
