"""Values of a drawn scenario that have to fit each other: else most files are refused for that alone."""

from __future__ import annotations

from carbonsim.sectors.steel.consistency import PAIRS, SHAFT
from tests.sectors.drawn_rows import Drawing, redraw_shares, redraw_splits
from tests.sectors.drawn_values import at


def make_coherent(drawing: Drawing, sector: str) -> None:
    """Change what does not fit what was drawn beside it."""
    {"freight": _coherent_trucks, "nev": _coherent_cars, "steel": _coherent_steel}[sector](drawing)
    _coherent_taxes(drawing)
    section = drawing.tree.get(sector, {})
    if "maximum_age" in section or "depreciation_years" in section:
        oldest = drawing.value(f"{sector}.maximum_age")
        if drawing.value(f"{sector}.depreciation_years") > oldest or "depreciation_years" in section:
            drawing.constant(
                f"{sector}.depreciation_years", drawing.generator.uniform(1.0, min(oldest, 30.0))
            )


def _coherent_taxes(drawing: Drawing) -> None:
    """A price contains its tax."""
    stated = at(drawing.tree, "drivers.fuels") or {}
    for fuel, values in stated.items():
        if values is None or not values.keys() & {"price", "tax"}:
            continue
        price, tax = (_centre(drawing, f"drivers.fuels.{fuel}.{name}") for name in ("price", "tax"))
        if max(tax) > min(price):
            drawing.constant(f"drivers.fuels.{fuel}.tax", min(price) * drawing.generator.random())


def _centre(drawing: Drawing, key: str) -> list[float]:
    """Central values of a parameter, of all points of a path."""
    stated = at(drawing.tree, key)
    if stated is None:
        return list(drawing.parent.settings[key].value.central)
    return list(stated["path"].values()) if "path" in stated else [stated["value"]]


def _coherent_trucks(drawing: Drawing) -> None:
    family, fuels = "freight.powertrains", drawing.rows("drivers.fuels")
    for row in drawing.rows(family):
        at_row = f"{family}.{row}"
        if drawing.value(f"{at_row}.refuelling") == "pump":
            if drawing.value(f"{at_row}.fuel") not in fuels:
                drawing.put(f"{at_row}.fuel", str(drawing.generator.choice(fuels)))
            store = f"{at_row}.tank_energy"
        else:
            if drawing.value(f"{at_row}.electric_drive") != 1.0:
                drawing.constant(f"{at_row}.electric_drive", 1.0)
            store = f"{at_row}.battery_capacity"
        if drawing.value(store) <= 0:
            drawing.constant(store, drawing.generator.uniform(50.0, 1000.0))
    if drawing.value("freight.sales") == "given":
        redraw_shares(drawing, "freight", family)


def _coherent_cars(drawing: Drawing) -> None:
    family = "nev.powertrains"
    stated = at(drawing.tree, family) or {}
    for row in drawing.rows(family):
        if drawing.value(f"{family}.{row}.energy") == "pump":
            continue
        for name, least, most in (
            ("electricity_use", 5.0, 40.0),
            ("battery_capacity", 5.0, 150.0),
            ("range", 50.0, 900.0),
        ):
            if drawing.value(f"{family}.{row}.{name}") <= 0:
                drawing.constant(f"{family}.{row}.{name}", drawing.generator.uniform(least, most))
    if any(isinstance(values, dict) and values.keys() & {"energy", "group"} for values in stated.values()):
        redraw_splits(drawing, family)


def _coherent_steel(drawing: Drawing) -> None:
    family, routes = "steel.routes", drawing.rows("steel.routes")
    for row in routes:
        at_row = f"{family}.{row}"
        melts = PAIRS[drawing.value(f"{at_row}.iron")]
        if drawing.value(f"{at_row}.melt") not in melts:
            drawing.put(f"{at_row}.melt", str(drawing.generator.choice(melts)))
        if drawing.value(f"{at_row}.coal_rate") > drawing.value(f"{at_row}.fuel_rate"):
            drawing.constant(f"{at_row}.fuel_rate", drawing.value(f"{at_row}.coal_rate") + 100.0)
        hydrogen = drawing.value(f"{at_row}.hydrogen_share")
        if hydrogen + drawing.value(f"{at_row}.coke_oven_gas_share") > 1.0:
            drawing.constant(f"{at_row}.coke_oven_gas_share", 1.0 - hydrogen)
    shafts = [row for row in routes if drawing.value(f"{family}.{row}.iron") == SHAFT]
    for of, able in (("steel.plants", routes), ("steel.cases", shafts)):
        for row in drawing.rows(of):
            if drawing.value(f"{of}.{row}.route") in able:
                continue
            if able:
                drawing.put(f"{of}.{row}.route", str(drawing.generator.choice(able)))
            else:
                drawing.put(f"{of}.{row}", None)
