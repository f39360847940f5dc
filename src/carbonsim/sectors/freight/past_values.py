"""Values of years whose sales are taken as they happened: they change what owners pay, and no sale."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.errors import Problem
from carbonsim.core.types import IntArray
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.rows import GIVEN, POWERTRAINS, burnt_fuels, last_known_year
from carbonsim.sectors.fuels import FUELS
from carbonsim.sectors.labels import problem_at

#: What buyers compare by year (`Ownership`). The market price of packs is not among them: what was observed
#: of it moves the prices of later years.
PAID = (
    *(f"drivers.{name}" for name in ("vat_rate", "electricity_tariff", "carbon_price")),
    *(f"freight.{name}" for name in ("purchase_tax_rate", "toll_discount", "value_of_time")),
    *(f"freight.{name}" for name in ("carbon_coverage", "free_allocation", "charging_price")),
    *(f"freight.{name}_price" for name in ("motor", "fuel_cell", "hydrogen_tank")),
    *("freight.battery_price_ratio", "freight.swap.service_fee", "freight.swap.battery_rent"),
)
#: The same of each powertrain.
PAID_BY_POWERTRAIN = ("body_price", "purchase_subsidy", "purchase_tax_exemption")
#: Of no use in years in which no tailpipe is covered.
OF_CARBON = ("drivers.carbon_price", "freight.free_allocation")
#: Relative difference that a change of units makes.
ROUNDING = 1e-9


def warnings(scenario: Scenario) -> list[Problem]:
    """Paths that a file or an override states for years of which sales are known, each where it was set."""
    if scenario.text("freight.sales") == GIVEN:
        return []
    last = last_known_year(scenario)
    known = np.arange(scenario.years[0], min(scenario.years[1], last) + 1)
    return list(_warnings(scenario, known, last)) if len(known) else []


def paid(scenario: Scenario) -> tuple[str, ...]:
    """Keys of all that enters the cost that buyers compare, and may change over the years."""
    rows = scenario.present(POWERTRAINS)
    of_rows = (f"{POWERTRAINS}.{row}.{name}" for row in rows for name in PAID_BY_POWERTRAIN)
    return (*PAID, *of_rows, *(f"{FUELS}.{fuel}.price" for fuel in burnt_fuels(scenario)))


def _warnings(scenario: Scenario, known: IntArray, last: int) -> Iterator[Problem]:
    coverage = scenario.quantity("freight.carbon_coverage").series(known)[0]
    for key in paid(scenario):
        setting, shipped = scenario.settings[key], scenario.shipped.get(key)
        if setting.origin.row or shipped is None:
            continue
        paying = known if key not in OF_CARBON else known[coverage > 0]
        changed = paying[_differ(setting, shipped, paying)]
        path = scenario.quantity(key).years
        # where the path goes on to change, the last of these years is its anchor
        stated = [year for year in path if year in changed and not (year == last < path[-1])]
        if stated:
            message = (
                f"the values of {_listed(changed)} change what owners pay and no sale: sales to {last} are as"
                f" they happened ({POWERTRAINS}.*.past_sales_share)"
            )
            hint = f"keep the shipped values to {last} and change it from {last + 1} on"
            yield problem_at(setting, message, f"{hint}, or end past_sales_share earlier")


def _differ(setting: Setting, shipped: Setting, years: IntArray) -> NDArray[np.bool_]:
    """In which years a value is another than the shipped one."""
    values = []
    for each in (setting, shipped):
        assert isinstance(each.value, Quantity)
        values.append(each.value.series(years)[0])
    apart, size = np.abs(values[0] - values[1]), np.maximum(np.abs(values[0]), np.abs(values[1]))
    return np.asarray(apart > ROUNDING * size)


def _listed(years: IntArray) -> str:
    """Years in words.

    Examples
    --------
    >>> _listed(np.array([2023])), _listed(np.array([2023, 2024, 2025]))
    ('2023', '2023, 2024 and 2025')
    """
    *earlier, last = (str(year) for year in years)
    return f"{', '.join(earlier)} and {last}" if earlier else last
