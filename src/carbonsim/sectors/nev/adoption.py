"""Which cars are bought: the choice of those who consider a plug-in car, and how many do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.choice import inclusive_value, logit_shares
from carbonsim.core.diffusion import imitation_growth, share_of_log_odds, won_over
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.choice import attributes_utility, battery_extra, calibrated_extras
from carbonsim.sectors.nev.equations import appeal
from carbonsim.sectors.nev.estimation import considering
from carbonsim.sectors.nev.record import Record
from carbonsim.sectors.nev.rows import Powertrains, Tariffs, Taste


@dataclass(frozen=True)
class Demand:
    """What buyers want in one year."""

    shares: Array  # K, D: of cars sold
    without_plug: Array  # K, D: the same where buyers of plug-in cars take what others do
    considering: Array  # D
    appeal: Array  # D


class Adoption:
    """Buyers under way: the log odds of considering a plug-in car, and what each car has beyond its cost."""

    def __init__(
        self, inputs: Inputs, p: Powertrains, tariffs: Tariffs, taste: Taste, record: Record, first: int
    ) -> None:
        self.p, self.tariffs, self.taste, self.record = p, tariffs, taste, record
        self.first = first  # vintage of the first year
        self.imitation = inputs.constant("nev.imitation")
        self.volatility = inputs.constant("nev.volatility")
        self.surprise = inputs.series("nev.surprise")
        self.minimum = inputs.series("nev.minimum_share")
        self.odds = np.zeros(inputs.draws)
        self.attraction = np.zeros(inputs.draws)  # of the year before
        self.ruled = np.zeros(inputs.draws)  # share of sales of the year before that only rules brought
        self.extras = np.zeros((len(p.names), inputs.draws))
        self.access = np.zeros(inputs.draws)

    def happened(self, year: int, pack_price: Array, access: Array) -> Demand:
        """A year of the history: what its sales say of the buyers."""
        vintage = self.first + year
        utility = attributes_utility(self.p, self.tariffs, self.taste, vintage, vintage, pack_price)
        known = battery_extra(self.p, self.taste, vintage, access)
        split = self.record.split[vintage]
        attraction = appeal(utility[self.p.battery] + known, split[self.p.battery], split[self.p.petrol])
        share = self.record.plug_in_share[vintage]
        self.odds = considering(share, attraction)
        self.extras = calibrated_extras(split, utility, self.p, known)
        self.access = access
        shares = np.where(self.p.plug_in[:, None], share, 1.0 - share) * split
        shares = np.where(self.p.car[:, None], shares, 0.0)
        others = np.where(self.p.no_plug[:, None], split, 0.0)
        return self._demand(shares, others, attraction, np.zeros_like(attraction))

    def ahead(self, year: int, pack_price: Array, access: Array) -> Demand:
        """A year to come: the choice, imitation since the year before, and what rules ask for."""
        vintage = self.first + year
        self._imitate(year)
        utility = attributes_utility(self.p, self.tariffs, self.taste, vintage, vintage, pack_price)
        utility = utility + self.extras + self._gained(vintage, access)
        groups = self.p.plug_in & self.p.offered, self.p.no_plug & self.p.offered
        plug, other = (np.where(rows[:, None], utility, -np.inf) for rows in groups)
        attraction = share_of_log_odds(inclusive_value(plug) - inclusive_value(other))
        chosen = share_of_log_odds(self.odds) * attraction
        bought = np.maximum(chosen, self.minimum[year])
        others = logit_shares(other)
        shares = logit_shares(plug) * bought + others * (1.0 - bought)
        return self._demand(shares, others, attraction, bought - chosen)

    def _gained(self, vintage: int, access: Array) -> Array:
        """What a longer range and more charge points have added since the history ended, (K, D).

        Only cars that run on the plug alone depend on either.
        """
        last = self.record.until - int(self.record.vintages[0])
        now = battery_extra(self.p, self.taste, vintage, access)
        gain = now - battery_extra(self.p, self.taste, last, self.access)
        return np.where(self.p.plug_only[:, None], gain, 0.0)

    def _imitate(self, year: int) -> None:
        """Move the log odds by what was bought the year before, by choice or by rule, and by chance."""
        odds = self.odds + imitation_growth(self.imitation, self.attraction, 0.0, 1.0)
        odds = won_over(odds, self.imitation, self.ruled)
        self.odds = odds + self.volatility * self.surprise[year]

    def _demand(self, shares: Array, others: Array, attraction: Array, ruled: Array) -> Demand:
        """Demand of a year; what the next year's imitation comes from is kept."""
        self.attraction, self.ruled = attraction, ruled
        return Demand(shares, others, share_of_log_odds(self.odds), attraction)
