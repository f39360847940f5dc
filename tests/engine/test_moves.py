"""How far a parameter is moved to see whether it moves anything."""

import pytest

import carbonsim
from carbonsim.engine.moves import _with_end


@pytest.mark.parametrize(
    ("override", "low", "high"),
    [
        ("nev.imitation=0.5 1/yr", 0.45, 0.55),  # by a tenth
        ("nev.minimum_share=0", 0.0, 0.02),  # a 0 by a fiftieth of what is allowed, from 0 to 1
        ("nev.purchase_tax_rate=1", 0.9, 1.0),  # and never beyond its bounds
        ("nev.tax_relief_cap=0 CNY/car", 0.0, 0.02),  # nor by more than a fiftieth of one
    ],
)
def test_both_ends(override, low, high):
    key = override.partition("=")[0]
    setting = carbonsim.load_scenario("china-nev-no-policy", [override]).settings[key]
    moved = _with_end(setting)
    assert moved.central == setting.value.central
    assert (moved.low, moved.high) == (pytest.approx((low,)), pytest.approx((high,)))
