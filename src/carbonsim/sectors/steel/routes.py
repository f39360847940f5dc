"""Routes as flows: a tonne of liquid steel by each route, from ore and scrap to the ladle."""

from __future__ import annotations

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE
from carbonsim.core.types import Array
from carbonsim.sectors.steel.balances import check_arc_furnace, check_converter, check_smelter
from carbonsim.sectors.steel.chemistry import substance
from carbonsim.sectors.steel.flows import Flows, flows, total
from carbonsim.sectors.steel.hot_metal import converter
from carbonsim.sectors.steel.iron import coking_coal_share, hot_metal, shaft
from carbonsim.sectors.steel.melting import arc_furnace_charge, arc_furnace_melt, scrap_charge
from carbonsim.sectors.steel.rows import ARC_FURNACE, BLAST_FURNACE, SHAFT, Constants, Physics
from carbonsim.sectors.steel.smelter import smelt


def route(p: Physics, row: Constants, iron: str, melt: str) -> dict[str, Array]:
    """Flows of a tonne of liquid steel.

    Parameters
    ----------
    p : Physics
    row : mapping of str to array
        Attributes of the route.
    iron, melt : str
        Where iron is reduced and where steel is made.

    Returns
    -------
    dict of str to array [units of the streams per t]

    Raises
    ------
    BalanceError
        If carbon does not close.
    """
    if melt == ARC_FURNACE:
        made = _arc_furnace(p, row, iron)
    elif iron == BLAST_FURNACE:
        made = _converter(p, row, hot_metal(p, row))
    else:
        made = _converter(p, row, smelter_metal(p, row))
    check_carbon(p, made, f"carbon of a route with {iron} and {melt}")
    return made


def _arc_furnace(p: Physics, row: Constants, iron: str) -> dict[str, Array]:
    steel, arc = p.steel, p.arc_furnace
    product = steel_iron(p)
    scrap = (steel["scrap_iron"], steel["steel_carbon"])
    lime = (steel["lime_ratio"], arc["scrap_lime"] / KILOGRAMS_PER_TONNE)
    reduced = shaft(p, row if iron == SHAFT else _any_iron())
    if iron == SHAFT:
        charge = arc_furnace_charge(
            reduced.iron, row["scrap"], product, *scrap, *lime, arc["slag_iron_oxide"]
        )
    else:
        charge = scrap_charge(product, *scrap, lime[1], arc["slag_iron_oxide"])
    fuel = arc["carbon"] + arc["electrodes"]
    melt = arc_furnace_melt(
        reduced.iron,
        charge,
        row["hot_charging"],
        fuel,
        steel["steel_carbon"],
        steel["slag_enthalpy"],
        arc["natural_gas"],
        arc["efficiency"],
    )
    check_arc_furnace(p, reduced.iron, charge, melt, row["hot_charging"], product)
    furnace = flows(
        scrap=charge.scrap,
        coal=(melt.carbon_charged - arc["electrodes"]) / KILOGRAMS_PER_TONNE / steel["coal_carbon"],
        natural_gas=melt.natural_gas,
        electricity=melt.electricity
        + melt.oxygen * steel["oxygen_electricity"]
        + arc["auxiliary_electricity"],
        electrodes=arc["electrodes"],
        alloys=arc["alloys"],
        stack_carbon=melt.carbon_burnt + melt.natural_gas * p.natural_gas.carbon,
        process_carbon=arc["electrodes"],
    )
    made = total((1.0, furnace), (1.0, lime_kiln(p, charge.lime)))
    if iron == SHAFT:
        made = total((1.0, made), (charge.reduced_iron, reduced.flows))
    return made | {"product_carbon": steel["steel_carbon"] * KILOGRAMS_PER_TONNE + 0.0 * melt.carbon_burnt}


def _any_iron() -> Constants:
    """Reduced iron for a furnace that takes none: its properties do not count."""
    one, zero = np.ones(1), np.zeros(1)
    names = ("dri_carbon", "coke_oven_gas_share", "electric_heating")
    return dict.fromkeys(names, zero) | {
        "ore_iron": 0.5 * one,
        "metallisation": one,
        "hydrogen_share": one,
    }


def _converter(p: Physics, row: Constants, metal: Flows) -> dict[str, Array]:
    """A converter with its hot metal, from a blast furnace or a smelter."""
    steel, bf, bof = p.steel, p.blast_furnace, p.converter
    made = converter(
        row["scrap"],
        steel["scrap_iron"],
        steel_iron(p),
        steel["steel_carbon"],
        1.0 - bf["hot_metal_carbon"] - bf["hot_metal_silicon"],
        bf["hot_metal_carbon"],
        bof["iron_yield"],
        bof["carbon_monoxide_share"],
        bof["gas_recovery"],
    )
    check_converter(p, row, made, steel_iron(p))
    vessel = flows(
        scrap=row["scrap"],
        electricity=bof["electricity"] + bof["oxygen"] * steel["oxygen_electricity"],
        alloys=p.arc_furnace["alloys"],
        converter_gas=made.gas,
        converter_gas_carbon=made.gas_carbon,
        stack_carbon=made.carbon_burnt,
    )
    result = total(
        (1.0, vessel), (1.0, lime_kiln(p, bof["lime"] / KILOGRAMS_PER_TONNE)), (made.hot_metal, metal)
    )
    return result | {"product_carbon": steel["steel_carbon"] * KILOGRAMS_PER_TONNE + 0.0 * made.hot_metal}


def smelter_metal(p: Physics, row: Constants) -> dict[str, Array]:
    """Flows of a tonne of hot metal from shaft and electric smelter [units of the streams per t]."""
    steel, bf, s = p.steel, p.blast_furnace, p.smelter
    reduced = shaft(p, row, "pellets")
    made = smelt(
        reduced.iron,
        row["hot_charging"],
        bf["hot_metal_carbon"],
        bf["hot_metal_silicon"],
        steel["lime_ratio"],
        s["slag_iron_oxide"],
        steel["slag_enthalpy"],
        s["electrodes"],
        s["efficiency"],
    )
    check_smelter(p, reduced.iron, made, row["hot_charging"])
    furnace = flows(
        coal=made.coal_carbon / KILOGRAMS_PER_TONNE / steel["coal_carbon"],
        electricity=made.melt.electricity,
        electrodes=s["electrodes"],
        hot_metal=1.0 + 0.0 * made.coal_carbon,
        stack_carbon=made.melt.carbon_burnt,
        process_carbon=s["electrodes"],
    )
    result = total((1.0, furnace), (1.0, lime_kiln(p, made.lime)), (made.reduced_iron, reduced.flows))
    return result | {"product_carbon": bf["hot_metal_carbon"] * KILOGRAMS_PER_TONNE + 0.0 * made.coal_carbon}


def lime_kiln(p: Physics, lime: Array) -> dict[str, Array]:
    """Flows of burnt lime: the carbonate that it was, and the gas of the kiln.

    Parameters
    ----------
    p : Physics
    lime : array [t]

    Returns
    -------
    dict of str to array [units of the streams]
    """
    ratio = 1.0 + substance("CO2").molar_mass / substance("CaO").molar_mass
    carbonates = lime * ratio
    process = carbonates * p.steel["carbonate_carbon"] * KILOGRAMS_PER_TONNE
    gas = lime * p.steel["lime_gas"]
    return flows(
        carbonates=carbonates,
        natural_gas=gas,
        stack_carbon=process + gas * p.natural_gas.carbon,
        process_carbon=process,
    )


def steel_iron(p: Physics) -> Array:
    """Iron in a tonne of liquid steel that is not of alloys [t/t]."""
    return 1.0 - p.steel["steel_carbon"] - p.arc_furnace["alloys"] / KILOGRAMS_PER_TONNE


def carbon_in(p: Physics, made: Flows) -> Array:
    """Carbon that enters with what is bought and with coke-oven gas of others.

    Parameters
    ----------
    p : Physics
    made : mapping of str to array [units of the streams]

    Returns
    -------
    array [kg]
    """
    carbon = {
        "coking_coal": coking_coal_share(p) * KILOGRAMS_PER_TONNE,
        "coal": p.steel["coal_carbon"] * KILOGRAMS_PER_TONNE,
        "carbonates": p.steel["carbonate_carbon"] * KILOGRAMS_PER_TONNE,
        "natural_gas": p.natural_gas.carbon,
        "scrap": p.steel["steel_carbon"] * KILOGRAMS_PER_TONNE,
        "electrodes": np.ones(1),
    }
    return sum((made[name] * held for name, held in carbon.items() if name in made), np.zeros(1))


def carbon_out(p: Physics, made: Flows) -> Array:
    """Carbon that leaves: up the stack, in gas left for others, in by-products and in the product.

    Parameters
    ----------
    p : Physics
    made : mapping of str to array [units of the streams]

    Returns
    -------
    array [kg]
    """
    carbon = {
        "stack_carbon": np.ones(1),
        "blast_furnace_gas_carbon": np.ones(1),
        "converter_gas_carbon": np.ones(1),
        "coke_oven_gas": p.coke_oven_gas.carbon,
        "by_products": p.coke_oven["by_product_carbon"] * KILOGRAMS_PER_TONNE,
        "product_carbon": np.ones(1),
    }
    return sum((made[name] * held for name, held in carbon.items() if name in made), np.zeros(1))


def check_carbon(p: Physics, made: Flows, what: str) -> None:
    """Carbon in is carbon out; `BalanceError` if not."""
    # against all carbon that moves: of a shaft on coke-oven gas both sides may be differences of large flows
    gross = {name: np.abs(amount) for name, amount in made.items()}
    scale = carbon_in(p, gross) + carbon_out(p, gross)
    check_balance(what, carbon_out(p, made), carbon_in(p, made), scale)
