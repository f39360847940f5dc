"""Values at which equations of steel are run, where they cannot be near 1: processes as in a scenario."""

from dataclasses import replace
from functools import cache

import numpy as np

import carbonsim
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.steel.fermentation import ferment
from carbonsim.sectors.steel.flows import STREAMS, RowFlows
from carbonsim.sectors.steel.gases import gas_of
from carbonsim.sectors.steel.limits import Limits
from carbonsim.sectors.steel.melting import arc_furnace_charge
from carbonsim.sectors.steel.routes import route
from carbonsim.sectors.steel.rows import constants, read_physics, read_routes
from carbonsim.sectors.steel.shaft import reduced_iron
from tests.units.attaching import Rows, Told
from tests.units.values import CENTRAL, HIGH, LOW, SAMPLE, SHARES, array

METAL = {"metal_carbon": array(0.045, 0.04), "metal_silicon": array(0.004, 0.005)}
METAL_CONTENT = {"carbon": array(0.045), "silicon": array(0.004)}
LIMITS = Limits(
    room=np.array([[2.0, 9.0], [1.0, 9.0]]),
    use=np.array([[[1.0, 2.0], [0.5, 0.1]]]),
    supply=np.array([[1.5, 9.0]]),
    closing=np.zeros((2, 2)),
    closed=np.zeros(2),
)
TAKEN = {name: array(0.3 + 0.1 * place) for place, name in enumerate(STREAMS)} | {
    "coke_oven_gas": array(-0.5)
}


def _told(scenario, values, section):
    """Parameters of a section with the units of their definitions."""
    definitions = (scenario.settings[f"{section}.{name}"].definition for name in values)
    return Told(values, dict(zip(values, (each.unit for each in definitions), strict=True)))


def _physics(inputs):
    """Constants of all processes with their units."""
    plain = read_physics(inputs)
    sections = {"steel": "steel"}
    sections |= {
        name: f"steel.{name}"
        for name in ("shaft", "arc_furnace", "smelter", "converter", "blast_furnace", "coke_oven")
    }
    told = {name: _told(inputs.scenario, getattr(plain, name), key) for name, key in sections.items()}
    return replace(plain, **told)


def _routes(inputs):
    """Attributes of a route of each kind, by where iron is reduced and steel is made, with their units."""
    routes = read_routes(inputs)
    return {
        (iron, melt): _told(inputs.scenario, routes.row(place), f"steel.routes.{name}")
        for place, (name, iron, melt) in enumerate(zip(routes.names, routes.iron, routes.melt, strict=True))
    }


@cache
def arguments():
    """Arguments by equation."""
    inputs = Inputs(carbonsim.load_scenario("china-steel-hydrogen"), np.array([2030]), 1, {})
    physics, routes = _physics(inputs), _routes(inputs)
    made = RowFlows([route(physics, row, *kind) for kind, row in routes.items()], 1)
    supply = _told(inputs.scenario, constants(inputs, "steel.supply_emissions"), "steel.supply_emissions")
    iron = reduced_iron(array(0.67, 0.65), array(0.94, 0.92), array(0.02, 0.03))
    carburiser = gas_of({"CH4": array(0.95, 0.9), "N2": array(0.05, 0.1)})
    gas = gas_of({"H2": array(0.6, 0.7), "CO": array(0.4, 0.3)})
    charge = arc_furnace_charge(
        iron,
        scrap=array(0.2, 0.3),
        product_iron=array(0.99, 0.98),
        scrap_iron=array(0.95, 0.96),
        scrap_carbon=array(0.002, 0.003),
        lime_ratio=array(0.7, 0.8),
        scrap_lime=array(0.02, 0.03),
        slag_iron_oxide=array(0.3, 0.25),
    )
    melting = {
        "iron": iron,
        "hot": array(0.0, 0.5),
        "efficiency": array(0.7, 0.75),
        "slag_enthalpy": array(1.6, 1.8),
    }
    return {
        "sectors.steel.carbon_market.benchmark": {"direct": SAMPLE[:, :2], "output": SAMPLE[:, 2:]},
        "sectors.steel.chemistry.heating_value": {"name": "CH4"},
        "sectors.steel.chemistry.oxygen_capacity": {"name": "CH4"},
        "sectors.steel.choice.wishes": {
            "ended": SAMPLE[:, :2],
            "gap": array(2.0, 3.0),
            "new_cost": SAMPLE[:, 2:],
            "renewed_cost": SAMPLE[:, 2:] / 2.0,
            "constant": SAMPLE[:, 2:] / 9.0,
            "offered": np.array([[True], [True]]),
        },
        "sectors.steel.choice.succeed": {
            "ended": SAMPLE[:, :2],
            "gap": array(2.0, 3.0),
            "relined": SAMPLE[:, :2] / 9.0,
            "new": SAMPLE[:, 2:] / 9.0,
            "limits": LIMITS,
            "fallback": np.array([[0.3, 0.4], [0.7, 0.6]]),
        },
        "sectors.steel.costs.refuse_gain": {
            "levelised": {"Ore": SAMPLE},
            "offered": np.array([[True], [True]]),
            "names": ("one", "other"),
        },
        "sectors.steel.fermentation.ferment": {
            "gas": gas_of({"CO": array(0.6, 0.65), "CO2": array(0.4, 0.35)}),
            "ethanol": array(0.1, 0.11),
            "protein": array(0.01, 0.02),
            "protein_carbon": array(0.4, 0.5),
            "electrons": array(4.0, 4.2),
        },
        "sectors.steel.fermentation.check_fermentation": {
            "made": ferment(
                gas_of({"CO": array(0.6), "CO2": array(0.4)}),
                *(array(number) for number in (0.6, 0.1, 0.01, 0.4, 4.2)),
            ),
            "shares": {"CO": array(0.6), "CO2": array(0.4), "H2": array(0.0)},
        },
        "sectors.steel.fleet.campaigns": {
            "years": 2,
            "life": SAMPLE[:, :2] + 2.0,
            "shape": CENTRAL,
            "past": SAMPLE[:, :2],
            "rows": np.array([0]),
        },
        "sectors.steel.gases.gas_of": {"fractions": {"CO": array(0.6, 0.3), "H2": array(0.2, 0.1)}},
        "sectors.steel.gases.mix": {"gases": (gas, carburiser), "shares": (LOW, HIGH)},
        "sectors.steel.hot_metal.blast_furnace": METAL
        | {
            "fuel_rate": array(500.0, 510.0),
            "coal_rate": array(150.0, 160.0),
            "hydrogen": array(0.0, 5.0),
            "coke": (array(0.85, 0.86), array(28.0, 29.0)),
            "coal": (array(0.75, 0.76), array(30.0, 31.0)),
            "blast_heat": array(1.8, 1.9),
            "slag": array(0.3, 0.31),
            "slag_enthalpy": array(1.8, 1.9),
            "top_gas_heat": array(0.4, 0.5),
            "heat_loss": array(0.03, 0.05),
        },
        "sectors.steel.hot_metal.converter": {
            "scrap": array(0.1, 0.15),
            "scrap_iron": array(0.95, 0.96),
            "steel_iron": array(0.99, 0.98),
            "steel_carbon": array(0.001, 0.002),
            "metal_iron": array(0.95, 0.94),
            "metal_carbon": array(0.045, 0.04),
        },
        "sectors.steel.limits.allocate": {
            "wanted": array(2.0, 3.0),
            "shares": SHARES[:2] / 0.7,
            "limits": LIMITS,
        },
        "sectors.steel.melting.arc_furnace_charge": {
            "iron": iron,
            "scrap": array(0.2, 0.3),
            "product_iron": array(0.99, 0.98),
            "scrap_iron": array(0.95, 0.96),
            "scrap_carbon": array(0.002, 0.003),
        },
        "sectors.steel.melting.arc_furnace_melt": melting
        | {"charge": charge, "carbon": array(8.0, 9.0), "steel_carbon": array(0.001, 0.002)},
        "sectors.steel.shaft.gas_consumed": {"iron": iron, "gas": gas, "carburiser": carburiser},
        "sectors.steel.shaft.shaft_heat": {
            "iron": iron,
            "energy": array(8.0, 9.0),
            "excess": array(1.5, 2.0),
            "loss": array(0.1, 0.2),
        },
        "sectors.steel.smelter.smelt": melting
        | METAL
        | {"lime_ratio": array(0.7, 0.8), "slag_iron_oxide": array(0.03, 0.05)},
        "sectors.steel.cases.balance": {
            "p": physics,
            "made": TAKEN,
            "replacement": "coal",
            "capture": array(0.3),
            "supply": supply,
        },
        "sectors.steel.choice.needed_part": {"ended": SAMPLE[:, :2]},
        "sectors.steel.choice.needed_growth": {"ended": SAMPLE[:, :2], "gap": HIGH},
        "sectors.steel.chemistry.hematite_share": {"iron": array(0.6)},
        "sectors.steel.fermentation.ethanol_limit": {"reducing_share": array(0.6)},
        "sectors.steel.hot_metal.metal_energy": METAL_CONTENT,
        "sectors.steel.melting.metal_heat": METAL_CONTENT,
        "sectors.steel.melting.iron_in_slag": {"slag_iron_oxide": array(0.2)},
        "sectors.steel.melting.scrap_charge": {
            "product_iron": array(0.99),
            "scrap_iron": array(0.95),
            "scrap_carbon": array(0.002),
            "scrap_lime": array(0.02),
            "slag_iron_oxide": array(0.3),
        },
        "sectors.steel.melting.liquid_heat": {"name": "Fe"},
        "sectors.steel.iron.coking_coal_share": {"p": physics},
        "sectors.steel.iron.hot_metal": {"p": physics, "row": routes["blast_furnace", "converter"]},
        "sectors.steel.iron.pellet_plant": {"p": physics},
        "sectors.steel.iron.shaft": {"p": physics, "row": routes["shaft", "arc_furnace"]},
        "sectors.steel.routes.smelter_metal": {"p": physics, "row": routes["shaft", "smelter"]},
        "sectors.steel.routes.lime_kiln": {"p": physics},
        "sectors.steel.routes.steel_iron": {"p": physics},
        "sectors.steel.routes.carbon_in": {"p": physics, "made": TAKEN},
        "sectors.steel.routes.carbon_out": {"p": physics, "made": TAKEN},
        "sectors.steel.works.gross_carbon": {"p": physics, "made": TAKEN},
        "sectors.steel.works.works": {
            "p": physics,
            "made": Rows({name: made[name] for name in STREAMS}),
            "output": np.array([[3.0], [2.0], [1.0], [1.0]]),
            "capture_share": np.array([[0.2], [0.0], [0.0], [0.0]]),
            "replacement": (array(0.3), array(0.3), array(0.4)),
            "fermented": (array(0.1), array(2.0)),
        },
        **{
            f"sectors.steel.routes.route {kind}": {"p": physics, "row": row, "iron": kind[0], "melt": kind[1]}
            for kind, row in routes.items()
        },
        "sectors.steel.supply.supply_emissions": {"p": physics, "bought": TAKEN, "factors": supply},
        "sectors.steel.gas.gas_power": {"p": physics},
        "sectors.steel.gas.burnt_instead": {"p": physics},
        "sectors.steel.gas.replacement_shares": {"choice": "cheapest", "costs": (LOW, CENTRAL, HIGH)},
    }
