"""Definitions: the only numbers in code. Each has a unit, which `tests/units` gives back to it."""

KWH_PER_MJ = 1.0 / 3.6
KWH_PER_GWH = 1e6
KWH_PER_GJ = 1000.0 / 3.6
MJ_PER_GJ = 1000.0
GJ_PER_TJ = 1000.0
#: Standard coal: fuel of a lower heating value of 29,307.6 kJ/kg (GB/T 2589-2020).
MJ_PER_KGCE = 29.3076
#: Mass of CO2 per mass of carbon, by the rounded masses that accounting guidelines use.
CO2_PER_CARBON = 44.0 / 12.0
#: Barrel of oil: 42 US gallons of 231 cubic inches.
LITRES_PER_BARREL = 158.987294928
KW_PER_GW = 1e6
TONNES_PER_MEGATONNE = 1e6
KILOGRAMS_PER_TONNE = 1000.0
#: The step in which interest and decline are counted.
YEAR = 1.0
MINUTES_PER_HOUR = 60.0
DAYS_PER_YEAR = 365.0
PERCENT = 100.0
HUNDRED_KILOMETRES = 100.0
