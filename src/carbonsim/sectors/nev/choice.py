"""Choice of those who consider a plug-in car: by price, running cost, range, charging and appeal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.choice import inclusive_value, logit_shares
from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.equations import distance_utility
from carbonsim.sectors.nev.parameters import NevParameters
from carbonsim.sectors.nev.price_response import mean_price_change, price_utility


def energy_cost(p: NevParameters, vintage: int) -> Array:
    """Cost of energy of a car bought in a year, (K, D) [CNY/km]."""
    cars = p.powertrains
    charged = cars.electricity_use[vintage] / p.charging.efficiency[vintage]
    return as_array(
        cars.petrol_use[vintage] * p.drivers.petrol_price[vintage] + charged * p.electricity_price[vintage]
    )


def attributes_utility(p: NevParameters, vintage: int, paid: Array) -> Array:
    """Utility of what is paid and of running cost against the petrol car.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    paid : array [CNY/vehicle], (K, D)
        Price with purchase tax after subsidy.

    Returns
    -------
    array [1], (K, D)
    """
    running, petrol = energy_cost(p, vintage), p.powertrains.petrol
    of_price = price_utility(paid, paid[petrol], p.choice.price_elasticity)
    return as_array(of_price + p.choice.running_cost * (running - running[petrol]))


def range_and_charging(p: NevParameters, vintage: int, access: Array) -> Array:
    """Utility of the range of a battery car and of finding fast charging, (D,) [1]."""
    reach = distance_utility(p.powertrains.battery_range[vintage], p.choice.reference_range, p.choice.range)
    return reach + p.choice.fast_charging * access


def battery_constant(p: NevParameters, vintage: int, access: Array, calibration: Array) -> Array:
    """Utility of a battery car beyond price and running cost, (D,) [1].

    That of the published survey, with the calibration that takes it to what buyers do.
    """
    return p.choice.battery + calibration + range_and_charging(p, vintage, access)


def alternative_specific_constants(split: Array, utility: Array, p: NevParameters, battery: Array) -> Array:
    """Alternative-specific constants of cars, which give the splits of a year, (K, D).

    The petrol car has none and the battery car that of `battery_constant`; a logit then gives the others
    theirs from the split among cars with and without plug. Commercial vehicles get none.

    Parameters
    ----------
    split : array [1], (K, D)
        Shares as they happened, within cars with plug and within cars without.
    utility : array [1], (K, D)
        See `attributes_utility`.
    p : NevParameters
    battery : array [1], (D,)
        See `battery_constant`.

    Returns
    -------
    array [1], (K, D)
    """
    cars, none = p.powertrains, np.zeros_like(battery)
    constants = np.full(np.broadcast_shapes(split.shape, utility.shape, (1, *battery.shape)), -np.inf)
    for row, base, known in ((cars.plug_in, cars.battery, battery), (cars.no_plug, cars.petrol, none)):
        sold = np.where(split[row] > 0, split[row], 1.0)
        odds = np.log(sold) - np.log(split[base])
        constants[row] = np.where(split[row] > 0, known + utility[base] - utility[row] + odds, -np.inf)
    return constants


@dataclass(frozen=True)
class Choice:
    """Choice between cars with and without a plug, and among each.

    Attributes
    ----------
    probability : array [1], (D,)
        Conditional choice probability: of those who consider a plug-in car, the share that buys one.
    plugs, others : array [1], (K, D)
        Shares among cars with a plug and among those without, adding up to 1 each.
    """

    probability: Array
    plugs: Array
    others: Array

    def shares(self, plug_in_share: Array) -> Array:
        """Shares of all cars where plug-in cars have this share, (K, D)."""
        return as_array(self.plugs * plug_in_share + self.others * (1.0 - plug_in_share))

    def dearer(self, considering: Array, rise: Array, elasticity: Array) -> Array:
        """Rise of the logarithm of what buyers pay, (D,), where that of each car is `rise`, (K, D).

        Mean of those who consider a plug-in car, of whom each may turn to another car, and of those who do
        not. Cars that rules alone bring to buyers have the weight that they have in the choice.
        """
        of_all = mean_price_change(self.shares(self.probability), rise, elasticity)
        of_others = mean_price_change(self.others, rise, elasticity)
        return as_array(considering * of_all + (1.0 - considering) * of_others)


def choose(p: NevParameters, utility: Array, on_sale: NDArray[np.bool_]) -> Choice:
    """Choice between the cars on sale, (K,), by their utility against the petrol car, (K, D)."""
    cars = p.powertrains
    plug, other = (
        np.where((rows & on_sale)[:, None], utility, -np.inf) for rows in (cars.plug_in, cars.no_plug)
    )
    probability = share_of_log_odds(inclusive_value(plug) - inclusive_value(other))
    return Choice(as_array(probability), logit_shares(plug), logit_shares(other))
