"""Balances of capacity: rounding of what stands and is built passes, and a gap beyond it does not."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.core.errors import BalanceError
from carbonsim.sectors.steel.yearly_balances import Balances


def check(closed):
    """A year in which all furnaces end and are followed by as many new ones; `closed` is written off."""
    capacity = np.array([[100e6], [50e6], [1e6 / 3]])
    balances = SimpleNamespace(
        fleet=SimpleNamespace(total=lambda: capacity),
        m=SimpleNamespace(closed=np.array([closed])),
        standing=capacity.copy(),
        written_off=np.zeros(1),
        kept={},
        stood=capacity.copy(),
        built=np.zeros((3, *capacity.shape)),
    )
    built, none = SimpleNamespace(relined=0.0 * capacity, new=capacity), 0.0 * capacity
    Balances.check_capacity(balances, 1, none, capacity, built, none)


def test_what_is_written_off_is_measured_against_what_stands_and_is_built():
    check(0.0)
    check(1e-8)  # rounding of 150 million
    with pytest.raises(BalanceError, match="capacity of steel written off"):
        check(1.0)
