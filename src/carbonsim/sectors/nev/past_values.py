"""Values that a file states for years that have happened: what they leave as it was, and what they change."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.labels import problem_at
from carbonsim.sectors.nev.market import GIVEN
from carbonsim.sectors.nev.record import HISTORY
from carbonsim.sectors.nev.reporting import car_rows
from carbonsim.sectors.nev.rows import POWERTRAINS

#: Parameters that are read after the history alone -> the series that holds its years.
AFTER_HISTORY = {
    "nev.scrappage": f"{HISTORY}.scrappage",
    "nev.public_chargers": f"{HISTORY}.public_chargers",
    "nev.minimum_share": f"{HISTORY}.sales",
    "nev.surprise": f"{HISTORY}.sales",
    "nev.ownership": f"{HISTORY}.car_sales",
    "nev.income": f"{HISTORY}.car_sales",
}
#: Parameters of the plan that years of the history read for costs and for the calibration, not for sales.
COSTS_OF_HISTORY = ("nev.tax_relief", "nev.tax_relief_cap")


def past_values(scenario: Scenario) -> list[Problem]:
    """Warnings about values of years to the last year of the history, at what a file states.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    list of Problem
        One for each parameter: what its values of these years do not change, and what they do.
    """
    until = scenario.quantity(f"{HISTORY}.sales").years[-1]
    return [*_without_effect(scenario, until), *_only_costs(scenario, until), *_other_form(scenario)]


def _without_effect(scenario: Scenario, until: int) -> Iterator[Problem]:
    """Points of paths that act on nothing, for years to the last of the history are as they happened."""
    series = dict(AFTER_HISTORY)
    own = scenario.present(POWERTRAINS)
    for row in (row for row in car_rows(scenario) if row in own):
        stem = f"{POWERTRAINS}.{row}"
        series[f"{stem}.purchase_subsidy"] = f"{stem}.past_subsidy"
    for key, history in series.items():
        path = _stated_path(scenario, key)
        years = [] if path is None else _idle_years(path, _shipped(scenario, key), until)
        if years:
            verb = "acts" if len(years) == 1 else "act"
            message = (
                f"{_values_of(years)} {verb} on nothing: years to {until} are as they happened ({history})"
            )
            hint = f"state values from {until + 1} on; what happened is changed in {history}"
            yield problem_at(scenario.settings[key], message, hint)


def _idle_years(path: Quantity, shipped: Quantity | None, until: int) -> list[int]:
    """Years to the last of the history of which a value is stated that differs from what is there anyway.

    The last of these points is where the path sets out from to later years. A point before it says nothing
    new if it has the same value, or the shipped one: a path has to begin by the first year of the horizon.
    """
    past = [(year, value) for year, value in zip(path.years, path.central, strict=True) if year <= until]
    start = past[-1][1] if past else 0.0
    return [
        year
        for year, value in past[:-1]
        if not isclose(value, start) and not (shipped and isclose(value, _value(shipped, year)))
    ]


def _only_costs(scenario: Scenario, until: int) -> Iterator[Problem]:
    """Tax relief of years of the history: it moves what owners paid and what the choice is calibrated to."""
    years = np.arange(scenario.years[0], until + 1)
    for key in COSTS_OF_HISTORY:
        path, shipped = _stated_path(scenario, key), _shipped(scenario, key)
        if path is None or shipped is None:
            continue
        differing = ~np.isclose(path.series(years)[0], shipped.series(years)[0])
        if differing.any():
            message = (
                f"{_values_of(years[differing].tolist())}: changed, it moves what owners paid and how the"
                f" choice is calibrated, and no sale to {until}: these are as they happened ({HISTORY}.sales)"
            )
            hint = f"a plan states values from {until + 1} on, and keeps those before as shipped"
            yield problem_at(scenario.settings[key], message, hint)


def _other_form(scenario: Scenario) -> Iterator[Problem]:
    """A path of ownership beside a form of it that does not read it."""
    setting = scenario.settings["nev.ownership"]
    form = scenario.text("nev.ownership_form")
    if not setting.origin.row and form != GIVEN:
        message = f"acts on nothing: nev.ownership_form is {form}"
        yield problem_at(setting, message, f"state nev.ownership_form: {GIVEN}")


def _stated_path(scenario: Scenario, key: str) -> Quantity | None:
    """A path over years that a file or an override states."""
    setting: Setting = scenario.settings[key]
    value = setting.value
    return None if setting.origin.row or isinstance(value, str) or not value.years else value


def _values_of(years: list[int]) -> str:
    """Years in words.

    Examples
    --------
    >>> _values_of([2022]), _values_of([2021, 2022, 2024])
    ('the value of 2022', 'the values of 2021, 2022 and 2024')
    """
    if len(years) == 1:
        return f"the value of {years[0]}"
    return f"the values of {', '.join(map(str, years[:-1]))} and {years[-1]}"


def _value(quantity: Quantity, year: int) -> float:
    return float(quantity.series(np.array([year]))[0][0])


def _shipped(scenario: Scenario, key: str) -> Quantity | None:
    """The shipped value of a parameter of cars; none of a row that a file adds."""
    setting = scenario.shipped.get(key)
    return None if setting is None or isinstance(setting.value, str) else setting.value
