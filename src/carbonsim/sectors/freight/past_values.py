"""Values of years whose sales are taken as they happened: they change what owners pay, and no sale."""

from __future__ import annotations

from carbonsim.core.errors import Problem
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.parameters import GIVEN
from carbonsim.sectors.freight.powertrains import POWERTRAINS, burnt_fuels, last_year_of_record
from carbonsim.sectors.fuels import FUELS
from carbonsim.sectors.past_values import costs_alone, known_years

#: What buyers compare by year (`Ownership`). The market price of packs is not among them: what was observed
#: of it moves the prices of later years.
PAID = (
    *(f"drivers.{name}" for name in ("vat_rate", "electricity_tariff", "carbon_price")),
    *(f"freight.{name}" for name in ("purchase_tax_rate", "toll_discount", "value_of_time")),
    *(f"freight.{name}" for name in ("carbon_coverage", "free_allocation", "charging_price")),
    *(f"freight.{name}_price" for name in ("motor", "fuel_cell", "hydrogen_tank")),
    *("freight.battery_price_ratio", "freight.public_charging_price"),
    *(
        f"freight.swap.{name}"
        for name in ("fee_swaps", "labour", "site_rent", "station_price", "capacity_charge")
    ),
)
#: The same of each powertrain.
PAID_BY_POWERTRAIN = ("body_price", "purchase_subsidy", "purchase_tax_exemption")
#: Of no use in years in which no tailpipe is covered.
OF_CARBON = ("drivers.carbon_price", "freight.free_allocation")


def past_values(scenario: Scenario) -> list[Problem]:
    """Warnings about values for years of which sales are known, each where a file or an override states it.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    list of Problem
    """
    if scenario.text("freight.sales") == GIVEN:
        return []
    last = last_year_of_record(scenario)
    known = known_years(scenario, last)
    covered = known[scenario.quantity("freight.carbon_coverage").series(known)[0] > 0]
    paying = {key: covered if key in OF_CARBON else known for key in paid(scenario)}
    history = f"{POWERTRAINS}.*.past_sales_share"
    instead = "or end past_sales_share earlier"
    return [*costs_alone(scenario, paying, last, "what owners pay", history, instead)]


def paid(scenario: Scenario) -> tuple[str, ...]:
    """Keys of all that enters the cost that buyers compare, and may change over the years."""
    rows = scenario.present(POWERTRAINS)
    of_rows = (f"{POWERTRAINS}.{row}.{name}" for row in rows for name in PAID_BY_POWERTRAIN)
    return (*PAID, *of_rows, *(f"{FUELS}.{fuel}.price" for fuel in burnt_fuels(scenario)))
