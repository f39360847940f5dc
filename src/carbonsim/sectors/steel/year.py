"""What the sector did in a year, as the model hands it to the outputs."""

from __future__ import annotations

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.goods import Prices
from carbonsim.sectors.steel.choice import Succession
from carbonsim.sectors.steel.costs import YearPrices
from carbonsim.sectors.steel.fermentation import FermentYear
from carbonsim.sectors.steel.rows import Constants
from carbonsim.sectors.steel.works import Works


@dataclass(frozen=True)
class Year:
    """What the sector did in a year; steel in tonnes, (R, D) unless said."""

    index: int
    prices: Prices
    costs: YearPrices
    levelised: Constants  # [CNY/t] by kind, without carbon prices and premium
    plain: Array  # [CNY/t] sum of these kinds
    output: Array
    capacity: Array
    load: Array  # (D,)
    built: Succession
    works: Works
    ferment: FermentYear
    free: Array  # (D,) [t CO2/t] given free
    marginal: Array  # [t CO2/t] that a tonne more emits on the site, gas that it takes from ovens replaced
    marginal_covered: Array  # [t CO2/t] the part of it that the market covers
    allowances: Array  # [t CO2/t] bought per tonne
    levy: Array  # [CNY/t]
    premium: Array  # [CNY/t]
