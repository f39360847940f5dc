"""Part of the coke-oven gas whose routes the carbon market covers."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.sectors.steel.model import SteelModel


def covered(gas, shares, parts):
    """Of routes that make gas [GJ/t], have shares of the steel and are covered in parts, one draw each."""
    constants = {"initial_share": np.array(shares)[:, None], "covered": np.array(parts)[:, None]}
    model = SimpleNamespace(
        made={"coke_oven_gas": np.array(gas)[:, None]}, routes=SimpleNamespace(constants=constants)
    )
    return SteelModel._covered_ovens(model).item()


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3])
def test_each_route_counts_by_the_gas_that_it_makes_however_much_that_is(size):
    # three parts of the gas are covered in full, one by half; what takes gas makes none
    gas = [3.0 * size, 1.0 * size, -5.0 * size]
    assert covered(gas, [0.2, 0.2, 0.6], [1.0, 0.5, 1.0]) == pytest.approx(0.875, rel=1e-12)


def test_without_gas_nothing_is_covered():
    assert covered([0.0, -2.0], [0.5, 0.5], [1.0, 1.0]) == 0.0
