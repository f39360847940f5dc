"""The set of segments: what work trucks do, and what of it the equations take."""

from __future__ import annotations

from functools import cached_property

from carbonsim.core.conversions import HUNDRED_KILOMETRES
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.parameters import EXOGENOUS, TOGETHER, Parameters, constant, member_texts
from carbonsim.sectors.shares import scaled_shares

SEGMENTS = "freight.segments"


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


class Segments(Parameters):
    """Segments of a scenario, S of them."""

    label = member_texts("freight.segments.*.label", EXOGENOUS,
        "Name in results")
    stock_share = constant("freight.segments.*.share_of_stock", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the trucks in the first year")
    mileage = constant("freight.segments.*.mileage", "km/truck/yr", EXOGENOUS, (100.0, 400_000.0),
        "Mean yearly mileage of the trucks in use in the first year", TOGETHER)
    load = constant("freight.segments.*.load", "t", EXOGENOUS, (0.1, 60.0),
        "Mean load over all kilometres with empty ones", TOGETHER)
    payload = constant("freight.segments.*.payload", "t", EXOGENOUS, (0.5, 100.0),
        "Load that a diesel truck may carry")
    diesel_use = constant("freight.segments.*.consumption", "L/100km", EXOGENOUS, (5.0, 150.0),
        "Diesel truck of 2023", TOGETHER)
    energy_efficiency_ratio = constant(
        "freight.segments.*.energy_efficiency_ratio", "1", EXOGENOUS, (1.0, 8.0),
        "Diesel energy over electric energy for the same work", TOGETHER)
    weight_limited = constant("freight.segments.*.weight_limited", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the tonne-kilometres carried at the weight limit", TOGETHER)
    served_by_line = constant("freight.segments.*.served_by_line", "1", EXOGENOUS, (0.0, 1.0),
        "Share of its swapping that depends on the line's public stations; the rest has stations of its "
        "own")
    battery_factor = constant("freight.segments.*.battery_factor", "1", EXOGENOUS, (0.05, 5.0),
        "Pack relative to a tractor's")
    expressway_share = constant("freight.segments.*.expressway_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of kilometres on toll roads", TOGETHER)
    expressway_toll = constant("freight.segments.*.toll", "CNY/km", EXOGENOUS, (0.0, 20.0),
        "Toll on an expressway", TOGETHER)

    # fmt: on

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names, in the order of the rows."""
        return self.inputs.scenario.members(SEGMENTS)

    @cached_property
    def share_of_stock(self) -> Array:
        """Shares of the trucks in the first year, which add up to 1, (S, D)."""
        return whole_shares(self.stock_share, "shares of the stock")

    @cached_property
    def consumption(self) -> Array:
        """Diesel that a diesel truck of 2023 takes, (S, D) [L/km]."""
        return self.diesel_use / HUNDRED_KILOMETRES

    @cached_property
    def toll(self) -> Array:
        """Toll over all kilometres, (S, D) [CNY/km]."""
        return as_array(self.expressway_toll * self.expressway_share)
