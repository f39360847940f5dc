"""Outputs of the electricity of new energy vehicles of all kinds, from the grid with losses of charging.

It is what passenger cars with a plug and commercial vehicles take, at home, in depots and in public: a wider
count than the electricity sold by the service trade of charging.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, as_array
from carbonsim.kernel.member_series import sum_of
from carbonsim.kernel.outputs import output
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.energy_outputs import electricity_used
from carbonsim.sectors.nev.model import Flows
from carbonsim.sectors.nev.sets import USES


@output("Final Energy|Transportation|New Energy Vehicle|Electricity", "EJ/yr", "kWh/yr")
def electricity_nev(p: Cars, f: Flows) -> Array:
    """Electricity from the grid of new energy vehicles of all kinds: of all that take some."""
    return as_array(electricity_used(p, f) + electricity_commercial(p, f))


@output("Final Energy|Transportation|New Energy Vehicle|Electricity|{member}", "EJ/yr", "kWh/yr", over=USES)
def electricity_nev_use(p: Cars, f: Flows) -> Array:
    """Electricity by use: cars that leave fast are taken for taxis and ride-hailing, the others for private.

    Until about 2023 micro cars sold before 2019 are among those that leave fast.
    """
    private = np.maximum(electricity_used(p, f) - f.power_fast, 0.0)  # rounding, where all leave fast
    return np.concatenate([np.stack([private, f.power_fast]), f.power[~p.powertrains.car]])


@output("Final Energy|Transportation|New Energy Vehicle|Commercial|Electricity", "EJ/yr", "kWh/yr")
def electricity_commercial(p: Cars, f: Flows) -> Array:
    """Electricity from the grid of commercial new energy vehicles; not in the emissions and costs of cars."""
    return sum_of(f.power, ~p.powertrains.car)
