"""Values that a file states for years that have happened: what they leave as it was, and what they change."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from carbonsim.core.errors import Problem
from carbonsim.scenario.places import is_of_user
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.labels import problem_at
from carbonsim.sectors.nev.parameters import GIVEN
from carbonsim.sectors.nev.powertrains import POWERTRAINS
from carbonsim.sectors.nev.record import HISTORY
from carbonsim.sectors.nev.sets import car_names
from carbonsim.sectors.past_values import (
    ROUNDING,
    Stated,
    costs_alone,
    known_years,
    stated,
    value_in,
    values_of,
)

#: Parameters that are read after the history alone -> the series that holds its years.
AFTER_HISTORY = {
    "nev.scrappage": f"{HISTORY}.scrappage",
    "nev.exports": f"{HISTORY}.exports",
    "nev.public_chargers": f"{HISTORY}.public_chargers",
    "nev.minimum_share": f"{HISTORY}.sales",
    "nev.surprise": f"{HISTORY}.sales",
    "nev.market_surprise": f"{HISTORY}.car_sales",
    "nev.bought_ahead": f"{HISTORY}.bought_ahead",
    "nev.ownership": f"{HISTORY}.car_sales",
    "nev.income": f"{HISTORY}.car_sales",
}
#: Parameters of the plan that years of the history read for costs and for the calibration, not for their
#: sales.
COSTS_OF_HISTORY = ("nev.tax_relief", "nev.tax_relief_cap")
#: Parameters that act where ownership follows income alone.
WITH_INCOME = (
    *(f"nev.{name}" for name in ("income", "income_elasticity", "ownership_saturation")),
    *(f"nev.{name}" for name in ("market_elasticity", "bought_ahead", "history.bought_ahead")),
)
OTHER_PAST = "or ask `carbonsim counterfactual` what sales would have been"


def past_values(scenario: Scenario) -> list[Problem]:
    """Warnings about values of years to the last year of the history, at what a file states.

    A constant that is read after the history alone is told nowhere: it moves no figure of these years.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    list of Problem
        One for each path, and one for the constants of a file: what they do not change, and what they do.
    """
    until = scenario.quantity(f"{HISTORY}.sales").years[-1]
    known = known_years(scenario, until)
    moved = f"what owners paid, the calibration of the choice and what prices after {until} are held against"
    own = scenario.present(POWERTRAINS)
    paid = (f"{POWERTRAINS}.{row}.past_subsidy" for row in car_names(scenario) if row in own)
    keys = dict.fromkeys((*COSTS_OF_HISTORY, *paid), known)
    costs = costs_alone(scenario, keys, until, moved, f"{HISTORY}.sales", OTHER_PAST)
    return [*_without_effect(scenario, until), *costs, *_other_form(scenario)]


def read_after(scenario: Scenario) -> dict[str, str]:
    """Keys of what is read after the history alone -> the series that holds its years."""
    series = dict(AFTER_HISTORY)
    own = scenario.present(POWERTRAINS)
    for row in (row for row in car_names(scenario) if row in own):
        stem = f"{POWERTRAINS}.{row}"
        series[f"{stem}.purchase_subsidy"] = f"{stem}.past_subsidy"
        series[f"{stem}.appeal"] = f"{stem}.past_split"
    return series


def _without_effect(scenario: Scenario, until: int) -> Iterator[Problem]:
    """Points of paths that act on nothing, for years to the last of the history are as they happened."""
    for key, history in read_after(scenario).items():
        path = stated(scenario, key)
        years = [] if path is None else _idle_years(path, until)
        if years:
            verb = "acts" if len(years) == 1 else "act"
            message = (
                f"{values_of(years)} {verb} on nothing: years to {until} are as they happened ({history})"
            )
            hint = f"state values from {until + 1} on; what happened is changed in {history}"
            yield problem_at(scenario.settings[key], message, hint)


def _idle_years(path: Stated, until: int) -> list[int]:
    """Years to the last of the history of which a value is stated that differs from what is there anyway.

    The last of these points is where the path sets out from to later years. A point before it says nothing
    new if it has the same value, or the shipped one: a path has to begin by the first year of the horizon.
    """
    value, shipped = path.value, path.shipped
    points = dict(zip(value.years, value.central, strict=True)) if value.years else {}
    past = {year: point for year, point in points.items() if year <= until}
    *before, start = past or [0]
    return [
        year
        for year in before
        if not isclose(past[year], past[start], rel_tol=ROUNDING)
        and not (shipped and isclose(past[year], value_in(shipped, year), rel_tol=ROUNDING))
    ]


def _other_form(scenario: Scenario) -> Iterator[Problem]:
    """Values stated of one form of ownership beside the other one, which does not read them."""
    form = scenario.text("nev.ownership_form")
    unread, other = (WITH_INCOME, "income") if form == GIVEN else (("nev.ownership",), GIVEN)
    for key in unread:
        setting = scenario.settings[key]
        if is_of_user(setting.origin):
            message = f"acts on nothing: nev.ownership_form is {form}"
            yield problem_at(setting, message, f"state nev.ownership_form: {other}")
