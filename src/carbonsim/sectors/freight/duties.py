"""The set of duties: what work trucks do (type and haul), and what of it the equations take."""

from __future__ import annotations

from functools import cached_property

from carbonsim.core.conversions import HUNDRED_KILOMETRES
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.parameters import EXOGENOUS, TOGETHER, Parameters, constant, member_texts
from carbonsim.sectors.shares import scaled_shares

DUTIES = "freight.duties"


def whole_shares(shares: Array, what: str) -> Array:
    """Shares of a whole along the first axis, scaled to add up to 1.

    Parameters
    ----------
    shares : array [1]
        Not negative.
    what : str
        Word for them in the message.

    Returns
    -------
    array [1]

    Raises
    ------
    ImpossibleError
        In draws in which all are 0.
    """
    refuse(shares.sum(axis=0) <= 0, f"the {what} are all 0")
    return scaled_shares(shares)


# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class Duties(Parameters):
    """Duties of a scenario, S of them."""

    label = member_texts("freight.duties.*.label", EXOGENOUS,
        "Name in results")
    stock_share = constant("freight.duties.*.share_of_stock", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the trucks in the first year")
    sales_share = constant("freight.duties.*.share_of_sales", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the trucks that the nation registered in the years of the record")
    mileage = constant("freight.duties.*.mileage", "km/truck/yr", EXOGENOUS, (100.0, 400_000.0),
        "Mean yearly mileage of the trucks in use in the first year", TOGETHER)
    load = constant("freight.duties.*.load", "t", EXOGENOUS, (0.1, 60.0),
        "Mean load over all kilometres with empty ones", TOGETHER)
    payload = constant("freight.duties.*.payload", "t", EXOGENOUS, (0.5, 100.0),
        "Load that a diesel truck may carry")
    diesel_use = constant("freight.duties.*.consumption", "L/100km", EXOGENOUS, (5.0, 150.0),
        "Fuel use of a diesel truck of 2023", TOGETHER)
    energy_efficiency_ratio = constant(
        "freight.duties.*.energy_efficiency_ratio", "1", EXOGENOUS, (1.0, 8.0),
        "Diesel energy over electric energy for the same work", TOGETHER)
    weight_limited = constant("freight.duties.*.weight_limited", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the tonne-kilometres carried at the weight limit", TOGETHER)
    trip_length = constant("freight.duties.*.trip_length", "km", EXOGENOUS, (1.0, 5000.0),
        "Median of its trips one way", TOGETHER)
    trip_spread = constant("freight.duties.*.trip_spread", "1", EXOGENOUS, (0.0, 3.0),
        "Standard deviation of the logarithm of their length")
    returns_to_base = constant("freight.duties.*.returns_to_base", "1", EXOGENOUS, (0.0, 1.0),
        "Share of its trucks that return to a base of their own, where they can charge")
    on_network = constant("freight.duties.*.on_network", "1", EXOGENOUS, (0.0, 1.0),
        "Share of its ways on roads on which public swap stations are built")
    block_fit = constant("freight.duties.*.block_fit", "1", EXOGENOUS, (0.0, 1.0),
        "Share of its trucks that the block of the swap stations fits")
    under_rule = constant("freight.duties.*.under_rule", "1", EXOGENOUS, (0.0, 1.0),
        "Share of its trucks that work under a clean-transport or city-access rule")
    battery_factor = constant("freight.duties.*.battery_factor", "1", EXOGENOUS, (0.05, 5.0),
        "Pack relative to a tractor's")
    expressway_share = constant("freight.duties.*.expressway_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of kilometres on toll roads", TOGETHER)
    expressway_toll = constant("freight.duties.*.toll", "CNY/km", EXOGENOUS, (0.0, 20.0),
        "Toll on an expressway", TOGETHER)

    # fmt: on

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names, in the order of the rows."""
        return self.inputs.scenario.members(DUTIES)

    @cached_property
    def share_of_stock(self) -> Array:
        """Shares of the trucks in the first year, which add up to 1, (S, D)."""
        return whole_shares(self.stock_share, "shares of the stock")

    @cached_property
    def share_of_sales(self) -> Array:
        """Shares of the trucks registered in the record, which add up to 1, (S, D)."""
        return whole_shares(self.sales_share, "shares of registrations")

    @cached_property
    def consumption(self) -> Array:
        """Diesel that a diesel truck of 2023 takes, (S, D) [L/km]."""
        return self.diesel_use / HUNDRED_KILOMETRES

    @cached_property
    def toll(self) -> Array:
        """Toll over all kilometres, (S, D) [CNY/km]."""
        return as_array(self.expressway_toll * self.expressway_share)
