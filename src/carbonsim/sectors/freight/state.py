"""State that a year of the freight sector leaves to the next, and flows of the year."""

from __future__ import annotations

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.goods import Prices
from carbonsim.sectors.electrolysis import ElectrolyserFleet
from carbonsim.sectors.freight.adoption import Buyers
from carbonsim.sectors.freight.fleet import Fleet
from carbonsim.sectors.freight.packs import PacksHeld
from carbonsim.sectors.freight.sales import Market
from carbonsim.sectors.freight.stations import StationCapacity, StationLoad
from carbonsim.sectors.freight.tariffs import Tariffs


@dataclass(frozen=True)
class State:
    """State that a year leaves to the next.

    Attributes
    ----------
    year : int
        Index in the horizon; -1 before the first.
    fleet : Fleet
    market : Market
    buyers : Buyers
    new_energy : array [truck], (D,)
        Battery and fuel-cell trucks in use.
    stations : array [station], (D,)
        Public ones in service.
    swaps : array [1/day], (D,)
        Sought at them.
    load : StationLoad, or None
        Of the public stations; None before the first year, whose stations answer for it.
    packs : array [kWh], (D,)
        In use on trucks and in stations.
    electrolysers : ElectrolyserFleet
    paid : array [CNY/yr], (kinds, A, D)
        What was paid for trucks in the years that are still written off, the latest last.
    """

    year: int
    fleet: Fleet
    market: Market
    buyers: Buyers
    new_energy: Array
    stations: Array
    swaps: Array
    load: StationLoad | None
    packs: Array
    electrolysers: ElectrolyserFleet
    paid: Array


@dataclass(frozen=True)
class Flows:
    """Flows of a year, (P, S, D) unless said.

    Attributes
    ----------
    year, vintage : int
        Index in the horizon, and among the years of sale.
    prices : Prices
    tariffs : Tariffs
    buyers : Buyers
    stock : array [truck]
        At the end of the year.
    sales : array [truck/yr]
    retired : array [truck/yr], (S, D)
    new_energy_retired : array [truck/yr], (D,)
        Battery and fuel-cell trucks among them.
    payload : array [1]
        Of a truck sold in the year, against diesel trucks.
    cost : array [CNY/km]
        Of a truck bought in the year.
    mileage : array [km/yr], (S, D)
        Of a truck of mean mileage, as far as there is work.
    kilometres, tonne_kilometres : array [km/yr], [tkm/yr]
    energy : array [kWh/yr]
        From tanks and packs.
    fuel : array [unit/yr], (F, D)
        Burnt.
    packs : array [kWh]
        In use on trucks.
    packs_held : PacksHeld
    packs_made : array [kWh/yr], (D,)
    stations : array [station], (D,)
        Public ones in service.
    public : array [1], (S, D)
        Share of the energy of swapping trucks that is sought at public stations.
    out_of_reach : array [1], (S, D)
        Share of buyers who could use no battery truck.
    capacity : StationCapacity
    load : StationLoad
    electrolysers, electrolysers_made : array [GW], [GW/yr], (D,)
    charges : array [CNY/yr], (kinds, D)
        Annualised payments for trucks.
    """

    year: int
    vintage: int
    prices: Prices
    tariffs: Tariffs
    buyers: Buyers
    stock: Array
    sales: Array
    retired: Array
    new_energy_retired: Array
    payload: Array
    cost: Array
    mileage: Array
    kilometres: Array
    tonne_kilometres: Array
    energy: Array
    fuel: Array
    packs: Array
    packs_held: PacksHeld
    packs_made: Array
    stations: Array
    public: Array
    out_of_reach: Array
    capacity: StationCapacity
    load: StationLoad
    electrolysers: Array
    electrolysers_made: Array
    charges: Array
