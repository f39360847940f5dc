"""Parameters of electricity and oil that results are compared with, and densities of fuels."""

from __future__ import annotations

from carbonsim.kernel.parameters import EXOGENOUS, Parameters, constant, series

# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class Statistics(Parameters):
    """Electricity and oil of new energy vehicles as others count or reckon them."""

    first_half_charging = series("nev.history.first_half_charging", "kWh", EXOGENOUS,
        (0.0, 10_000_000_000_000.0),
        "Electricity charged by new energy vehicles of all kinds in the first half of the year, at home or "
        "in depots or in public")
    year_over_first_half = constant("nev.history.year_over_first_half", "1", EXOGENOUS, (1.0, 4.0),
        "Electricity charged in a year over that of its first half")
    charging_service = series("nev.history.charging_service", "kWh/yr", EXOGENOUS,
        (0.0, 10_000_000_000_000.0),
        "Electricity of the service trade of charging and swapping: a narrower count without meters of homes "
        "and depots")
    displaced_products = series("nev.history.displaced_products", "t/yr", EXOGENOUS, (0.0, 10_000_000_000.0),
        "Petrol and diesel displaced by new energy vehicles of all kinds as an oil company reckons")
    displaced_oil = series("nev.history.displaced_oil", "barrel/day", EXOGENOUS, (0.0, 100_000_000.0),
        "Oil displaced by electric vehicles with two-wheelers as the IEA reckons")


class Density(Parameters):
    """Densities of the fuels that electricity takes the place of."""

    petrol = constant("nev.petrol_density", "kg/L", EXOGENOUS, (0.5, 1.2), "Density of petrol")
    diesel = constant("nev.diesel_density", "kg/L", EXOGENOUS, (0.5, 1.2), "Density of diesel")
