"""Sales as they happened, by year of sale, from before the first year of the horizon."""

from __future__ import annotations

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.sectors.nev.few_vehicles import none_of_few
from carbonsim.sectors.nev.parameters import NevParameters
from carbonsim.sectors.nev.powertrains import POWERTRAINS

HISTORY = "nev.history"


@dataclass(frozen=True)
class Record:
    """Vehicles sold and registered over the years of sale, of V, to the end of the history [vehicle/yr].

    Four counts are kept apart: wholesale (with exports), sold in China, registered, and passenger cars alone.
    Years before a series begins have none of it.

    Attributes
    ----------
    commercial : MemberSeries [vehicle/yr], (V, K, D)
        Commercial new energy vehicles sold in China, in all years; none of those that another sector counts.
    plug_in_share : array [1], (V, D)
        Of passenger cars sold.
    sales, inflow : MemberSeries [vehicle/yr], (V, K, D)
        Sold in China, and what entered the stock; to the end of the history or to the year before the
        horizon.
    """

    commercial: MemberSeries
    plug_in_share: Array
    sales: MemberSeries
    inflow: MemberSeries


def record(inputs: Inputs, first: int, last: int) -> Record:
    """History of a scenario for some years of sale."""
    vintages = np.arange(first, last + 1)
    p = NevParameters(inputs, vintages)
    domestic = p.history.sales - p.history.exports
    first_registered = inputs.scenario.quantity(f"{HISTORY}.registrations").years[0]
    registered = np.where(vintages[:, None] >= first_registered, p.history.registrations, domestic)
    commercial = _commercial(p)
    of_commerce = sum(commercial.rows)
    own = zip(commercial.rows, p.powertrains.elsewhere, strict=True)
    commercial = MemberSeries(tuple(np.zeros_like(row) if elsewhere else row for row, elsewhere in own))
    known = (vintages <= p.until)[:, None]
    plug_in = np.where(known, np.maximum(domestic - of_commerce, 0.0), 0.0)
    no_plug = np.where(known, np.maximum(p.history.car_sales - plug_in, 0.0), 0.0)
    entered = np.where(known, np.maximum(registered - of_commerce, 0.0), 0.0)
    cars = plug_in + no_plug
    years = slice(max(int(known.sum()), len(vintages) - len(inputs.years)))
    return Record(
        commercial=commercial,
        plug_in_share=plug_in / np.where(cars > 0, cars, 1.0),
        sales=_by_powertrain(p, commercial, plug_in[years], no_plug[years]),
        inflow=_by_powertrain(p, commercial, entered[years], no_plug[years]),
    )


def _by_powertrain(
    p: NevParameters, commercial: MemberSeries, plug_in: Array, no_plug: Array
) -> MemberSeries:
    """Cars by powertrain, and the commercial vehicles of the year, (V, K, D)."""
    years, cars, rows = slice(len(plug_in)), p.powertrains, []
    for row, is_car in enumerate(cars.car):
        of_kind = plug_in if cars.plug_in[row] else no_plug
        sold = of_kind * cars.split.rows[row][years] if is_car else commercial.rows[row][years]
        rows.append(none_of_few(sold))
    return MemberSeries(tuple(rows))


def _commercial(p: NevParameters) -> MemberSeries:
    """Commercial new energy vehicles sold, (V, K, D); of cars none."""
    scenario, happened, rows = p.inputs.scenario, p.span <= p.until, []
    cars = p.powertrains
    for name, car, offered, sales in zip(cars.names, cars.car, cars.offered, cars.sales.rows, strict=True):
        start = scenario.quantity(f"{POWERTRAINS}.{name}.sales").years[:1]
        begun = p.span >= start[0] if start else np.full(p.span.shape, True)
        rows.append(np.where((begun & (happened | offered) & ~car)[:, None], sales, 0.0))
    return MemberSeries(tuple(rows))
