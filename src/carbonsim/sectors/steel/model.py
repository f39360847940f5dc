"""The steel sector: one loop over years in which each line is one balance or choice.

Axes: R routes, P plants, D draws. Flows of a route do not change over the years; output, prices, the grid and
the furnaces do. Amounts are tonnes of liquid steel unless said.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import PERCENT, TONNES_PER_MEGATONNE
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.kernel.adapter import Step
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.shares import scaled_shares
from carbonsim.sectors.steel.carbon_market import benchmark, border_levy, net_allowances
from carbonsim.sectors.steel.choice import Succession, needed_growth, needed_part, succeed, wishes
from carbonsim.sectors.steel.costs import Costs, refuse_gain
from carbonsim.sectors.steel.fermentation import Fermentation
from carbonsim.sectors.steel.fleet import Fleet, read_campaigns
from carbonsim.sectors.steel.hydrogen import Hydrogen
from carbonsim.sectors.steel.limits import Limits
from carbonsim.sectors.steel.outputs import Outputs
from carbonsim.sectors.steel.plants import Plants
from carbonsim.sectors.steel.rows import BLAST_FURNACE, read_route_series, read_routes, series
from carbonsim.sectors.steel.technology import technology
from carbonsim.sectors.steel.works import Works, works
from carbonsim.sectors.steel.year import Year
from carbonsim.sectors.steel.yearly_balances import Balances

#: Least cost of a route, against its cost without what it earns, of which the choice forms logarithms [1].
LEAST_COST = 1e-3
#: Scarce supply -> stream that draws on it; hydrogen is in kg, all else in tonnes.
SUPPLIES = {
    "scrap_supply": ("scrap", 1.0),
    "dr_pellet_supply": ("dr_pellets", 1.0),
    "hydrogen_supply": ("hydrogen", 1e-3),
}


class SteelModel:
    """The furnaces of a region or a site under way."""

    def __init__(self, inputs: Inputs) -> None:
        made = technology(inputs)
        self.p = p = made.physics
        self.routes = r = read_routes(inputs)
        self.route_series = read_route_series(inputs)
        self.offered = r.offered[:, None]
        self.made, self.intensity, self.captured = made.made, made.intensity, made.captured
        self.capture = r.constants["capture_share"]
        self.hydrogen = Hydrogen(inputs)
        self.costs = Costs(inputs, p, r, self.made, self.captured)
        self.plants = Plants(inputs, r, self.made)
        self.fermentation = Fermentation(inputs, p)
        self.s = series(inputs, "steel") | series(inputs, "steel.carbon_market")
        self.border = series(inputs, "steel.cbam") | {"benchmark": inputs.constant("steel.cbam.benchmark")}
        self.demand = self.s["demand"] * TONNES_PER_MEGATONNE
        self.same = inputs.scenario.text("steel.renewal") == "same"
        self.zero = np.zeros(inputs.draws)
        self.closed = self.zero  # capacity closed and followed by nothing
        self.stated = inputs.scenario.text("steel.carbon_market.benchmark_from") == "stated"
        self.free: Array | None = None
        self.fleet = self._fleet(inputs)
        self.covered_ovens = self._covered_ovens()
        self.taken, self.use = self._scarce()
        ratio = self.routes.constants["replacement_ratio"]
        self.closing = np.maximum(0.0, ratio - 1.0) + np.zeros(self.captured.shape)
        self.balances = Balances(self)
        self.outputs = Outputs(inputs, self)

    def _fleet(self, inputs: Inputs) -> Fleet:
        start = self._needed(0) * self._first_share() + self.zero
        return Fleet(inputs.memoised(read_campaigns), start, self.p.steel["plant_life"], self.costs.renewed)

    def _first_share(self) -> Array:
        """Shares of routes in the first capacity, scaled to add up to 1, (R, D)."""
        share = self.routes.constants["initial_share"]
        refuse(share.sum(axis=0) <= 0, "no route has a share of the first capacity")
        return scaled_shares(share)

    def _scarce(self) -> tuple[Array, Array]:
        """What a tonne takes of each scarce supply, and what a tonne of capacity does, (K, R, D)."""
        made = {name: self.made[stream] * scale for name, (stream, scale) in SUPPLIES.items()}
        oven_gas = self.made["coke_oven_gas"]
        # of coke-oven gas, routes with ovens leave some: what it takes is below 0
        taken = np.stack([*made.values(), self.captured, -oven_gas])
        return taken, np.maximum(0.0, taken) * self.p.steel["normal_load"]

    def _covered_ovens(self) -> Array:
        """Part that the carbon market covers of the routes whose coke-oven gas shafts take, (D,)."""
        c = self.routes.constants
        weight = np.maximum(0.0, self.made["coke_oven_gas"]) * c["initial_share"]
        total = weight.sum(axis=0)
        return np.asarray((weight * c["covered"]).sum(axis=0) / np.where(total > 0, total, 1.0))

    def planned(self, year: int) -> Array:
        """Liquid steel of announced plants by route [t/yr], (R, D)."""
        return self.plants.output(year, self.demand[year])

    def _needed(self, year: int) -> Array:
        """Capacity that the demand of a year needs beside the plants, (D,)."""
        rest = self.demand[year] - self.planned(year).sum(axis=0)
        return np.asarray(np.maximum(0.0, rest) / self.p.steel["normal_load"] + self.zero)

    def advance(self, year: int, prices: Prices) -> Step:
        """Do the year with this index (0 is the first)."""
        hydrogen = self.hydrogen.year(year, prices, self.costs.prices["electricity"][year])
        costs = self.costs.year(year, hydrogen, prices.carbon)
        levelised = self.costs.levelised(costs)
        free = self._free(year)
        replaced = np.maximum(0.0, -self.made["coke_oven_gas"]) * costs.oven_gas_carbon
        covered = self.routes.constants["covered"]
        marginal_covered = self.intensity * covered + replaced * self.covered_ovens
        allowances = net_allowances(self.intensity, covered, free) + replaced * self.covered_ovens
        levy = self._levy(year, prices, allowances)
        premium = self.route_series["premium_share"][year] * self.s["green_premium"][year]
        beside = allowances * prices.carbon + levy - premium
        plain = sum(levelised.values(), self.zero)
        if year > 0 and not self.same:
            refuse_gain(levelised, self.offered, self.routes.names)
        # a route that earns more than its steel costs is as good as free: it has all buyers within its limits
        built = self._build(year, np.maximum(plain + beside, LEAST_COST * plain))
        capacity = self.fleet.total()
        planned = self.planned(year)
        total = capacity.sum(axis=0)
        rest = np.maximum(0.0, self.demand[year] - planned.sum(axis=0))
        load = rest / np.where(total > 0, total, 1.0)
        output = capacity * load + planned
        check_balance("steel", output.sum(axis=0), self.demand[year] + self.zero)
        ferment = self.fermentation.year(year)
        refuse(
            ferment.gas_energy > np.maximum(0.0, (self.made["converter_gas"] * output).sum(axis=0)),
            "fermentation takes more converter gas than the converters leave",
        )
        done = works(
            self.p, self.made, output, self.capture, costs.replacement, (ferment.gas_energy, ferment.power)
        )
        self._remember(output, done)
        return self.outputs.year(
            Year(
                index=year,
                prices=prices,
                costs=costs,
                levelised=levelised,
                plain=plain,
                output=output,
                capacity=capacity,
                load=load,
                built=built,
                works=done,
                ferment=ferment,
                free=free,
                marginal=self.intensity + replaced,
                marginal_covered=marginal_covered,
                allowances=allowances,
                levy=levy,
                premium=premium,
            )
        )

    def _free(self, year: int) -> Array:
        """Allowances given free per tonne [t CO2/t], (D,)."""
        return np.asarray(self.s["free_share"][year] * self._mean(year) + self.zero)

    def _mean(self, year: int) -> Array:
        """Mean intensity that free allowances follow: stated, or that of last year's covered output."""
        if self.stated:
            return np.asarray(self.s["benchmark"][year])
        if self.free is None:
            self._remember(self.fleet.total() + self.planned(year), None)
        assert self.free is not None
        return self.free

    def _remember(self, output: Array, done: Works | None) -> None:
        """Keep the mean intensity of covered output for the benchmark of next year."""
        covered = self.routes.constants["covered"]
        direct = self.intensity * output if done is None else done.route_direct
        self.free = benchmark(direct * covered, output * covered, np.ones(1))

    def _levy(self, year: int, prices: Prices, allowances: Array) -> Array:
        border = {name: value if name == "benchmark" else value[year] for name, value in self.border.items()}
        home = allowances * prices.carbon
        levy = border_levy(
            self.intensity, border["benchmark"], border["chargeable_share"], border["price"], home
        )
        return np.asarray(levy * border["exported_share"])

    def _build(self, year: int, cost: Array) -> Succession:
        nothing = np.zeros(self.intensity.shape) + self.zero
        if year == 0:
            return Succession(nothing, nothing, self.zero)
        early = self.route_series["early_retirement"][year] / PERCENT
        ended, closed = self.fleet.age(year, early)
        gap = np.maximum(0.0, self._needed(year) - self.fleet.total().sum(axis=0))
        relined, new, fallback = self._wishes(year, ended, gap, cost)
        pool = ended.sum(axis=0) + closed.sum(axis=0) + self.closed
        limits = self._limits(year, ended, np.maximum(0.0, pool - gap))
        built = succeed(ended, gap, relined, new, limits, fallback)
        extra = (limits.closing * built.new).sum(axis=0)
        self.closed = np.maximum(0.0, pool - gap - extra)
        self.fleet.build(
            year,
            built.relined + built.new,
            built.new * (self.costs.new - self.costs.renewed),
        )
        self.balances.check_capacity(year, early, ended, built, limits.closing)
        return built

    def _wishes(self, year: int, ended: Array, gap: Array, cost: Array) -> tuple[Array, Array, Array]:
        """Relining and new building wanted, and the shares of what is built beyond all limits."""
        c = self.routes.constants
        share = self._first_share() + 0.0 * ended
        if self.same:
            return ended * needed_part(ended, gap), share * needed_growth(ended, gap), share
        saved = (self.costs.new - self.costs.renewed) / self.p.steel["normal_load"]
        renewed = np.maximum(cost - saved, LEAST_COST * cost)
        exponent = self.p.steel["choice_exponent"]
        relined, new = wishes(ended, gap, cost, renewed, exponent, c["choice_constant"], self.offered)
        conventional = np.array([iron == BLAST_FURNACE for iron in self.routes.iron])[:, None] & (
            c["capture_share"] + c["injected_hydrogen"] <= 0
        )
        usual = np.where(conventional & (self.route_series["early_retirement"][year] <= 0), share, 0.0)
        sum_ = usual.sum(axis=0)
        fallback = np.where(sum_ > 0, usual / np.where(sum_ > 0, sum_, 1.0), share)
        return relined, new, fallback

    def _limits(self, year: int, ended: Array, closed: Array) -> Limits:
        """Limits of new capacity: what campaigns that end took of a supply is kept for relining in place."""
        early = self.route_series["early_retirement"][year]
        running = (self.fleet.total() + ended) * self.p.steel["normal_load"] + self.planned(year)
        supply = np.zeros((len(self.taken), len(self.zero)))
        for row, name in enumerate((*SUPPLIES, "storage_supply")):
            supply[row] = self.s[name][year] * TONNES_PER_MEGATONNE
        supply = np.maximum(0.0, supply - np.einsum("krd,rd->kd", self.taken, running))
        return Limits(
            # what policy closes early is not built anew
            room=np.where(
                self.offered & (early <= 0), self.route_series["build_rate"][year] * TONNES_PER_MEGATONNE, 0.0
            )
            + 0.0 * running,
            use=self.use,
            supply=supply,
            closing=self.closing,
            closed=closed,
        )
