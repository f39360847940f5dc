"""Emissions upstream of what a works buys, stream by stream."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.sectors.steel.flows import STREAMS
from carbonsim.sectors.steel.supply import supply_emissions

#: Of each stream its own factor: a mistaken one shows.
FACTORS = {
    **{"ore": 10.0, "limestone": 20.0, "natural_gas": 3.0, "coking_coal": 50.0, "coal": 70.0},
    **{"scrap": 11.0, "electrodes": 13.0, "alloys": 17.0},
}
PHYSICS = SimpleNamespace(natural_gas=SimpleNamespace(carbon=np.array([15.0])))
CO2 = 44.009 / 12.011


def emitted(**amounts):
    bought = {name: np.array([float(amounts.get(name, 0.0))]) for name in STREAMS}
    factors = {name: np.array([factor]) for name, factor in FACTORS.items()}
    return float(supply_emissions(PHYSICS, bought, factors)[0])


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        *((name, 10.0) for name in ("ore", "pellets", "dr_pellets")),
        *(("carbonates", 20.0), ("natural_gas", 3.0), ("coking_coal", 50.0), ("coal", 70.0)),
        *(("scrap", 11.0), ("electrodes", 13.0), ("alloys", 17.0)),
        # burnt by those who sell pellets: its supply and what it emits there
        ("natural_gas_elsewhere", 3.0 + 15.0 * CO2),
    ],
)
def test_a_unit_of_each_stream(stream, expected):
    assert emitted(**{stream: 2.0}) == pytest.approx(2.0 * expected, rel=1e-5)


def test_power_hydrogen_and_what_the_works_makes_have_none_here():
    own = (
        "electricity",
        "hydrogen",
        "hot_metal",
        "coke_oven_gas",
        "stack_carbon",
        "ore_grade",
        "by_products",
    )
    assert emitted(**dict.fromkeys(own, 1.0)) == 0.0


def test_all_add_up():
    assert emitted(ore=1, carbonates=2, scrap=3) == pytest.approx(10 + 40 + 33)
