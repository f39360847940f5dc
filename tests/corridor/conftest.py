"""A line that is small and uneven, so that each part of it matters."""

import pytest

from carbonsim.corridor.line import Flow, Line, Place
from tests.corridor.stations import ENERGY, STATION

LENGTH = 328.0


@pytest.fixture(scope="session")
def station():
    return STATION


@pytest.fixture(scope="session")
def line():
    hours = (*[0.5] * 6, *[1.0] * 4, *[1.4] * 10, *[0.75] * 4)
    return Line(
        length=LENGTH,
        access=46.0,
        places=(
            Place("first", 100.0, "up"),
            Place("second", 230.0, "up"),
            Place("back", 225.0, "down"),
            Place("home", 95.0, "down"),
        ),
        flows=(
            Flow("through", 0.0, LENGTH, 0.4),
            Flow("return", LENGTH, 0.0, 0.4),
            Flow("short", 130.0, LENGTH, 0.2),
        ),
        traffic=250.0,
        hours=tuple(one / sum(hours) for one in hours),
        days=(1.0, 1.0, 1.0, 1.0, 1.2, 1.0, 0.8),
        packs=((2, 0.6), (3, 0.4)),
        loads=((1.7, 0.6), (1.05, 0.4)),
        speed=75.0,
        speed_spread=0.08,
        swap_time=5.0,
        swap_time_spread=0.2,
        block_energy=ENERGY,
        full_at_entry=0.5,
        least_at_entry=0.7,
        reserve=0.1,
        information=5.0,
        failures=40.0,
        repair_time=240.0,
    )
