"""Routes with the shipped parameters: carbon closes, and direct CO2 lies between published figures."""

import numpy as np
import pytest

from carbonsim.core.errors import BalanceError
from carbonsim.core.possible import ImpossibleError
from carbonsim.sectors.steel.chemistry import carbon_dioxide
from carbonsim.sectors.steel.flows import STREAMS
from carbonsim.sectors.steel.iron import hot_metal
from carbonsim.sectors.steel.routes import carbon_in, carbon_out, check_carbon, route
from carbonsim.sectors.steel.works import gross_carbon

CHINA, SITE = "china-steel-current-policies", "zhanjiang-blast-furnace"
ROUTES = (
    "average_blast_furnace",
    "best_blast_furnace",
    "blast_furnace_capture",
    "blast_furnace_hydrogen",
    "gas_shaft",
    "coke_oven_gas_shaft",
    "hydrogen_shaft",
    "hydrogen_smelter",
    "scrap_furnace",
)
SHIPPED = [*((CHINA, name) for name in ROUTES), *((SITE, name) for name in (*ROUTES, "zhanjiang_shaft"))]
#: Streams that hold carbon: without any one of them the balance must not close.
CARBON = (
    "coking_coal",
    "coal",
    "carbonates",
    "natural_gas",
    "scrap",
    "electrodes",
    "stack_carbon",
    "blast_furnace_gas_carbon",
    "converter_gas_carbon",
    "coke_oven_gas",
    "by_products",
    "product_carbon",
)


def made(model, name, **changed):
    """Flows of one route of a model, with some of its attributes changed."""
    r = model.routes
    place = r.names.index(name)
    row = {key: values[place] for key, values in r.constants.items()}
    row |= {key: np.array([value]) for key, value in changed.items()}
    return route(model.p, row, r.iron[place], r.melt[place])


def test_all_shipped_routes_are_here(modelled):
    assert modelled(CHINA).routes.names == ROUTES
    assert modelled(SITE).routes.names == (*ROUTES, "zhanjiang_shaft")


@pytest.mark.parametrize(("scenario", "name"), SHIPPED)
@pytest.mark.parametrize("draws", [1, 400])
def test_carbon_of_every_route_closes(modelled, scenario, name, draws):
    model = modelled(scenario, draws=draws)
    flows = made(model, name)
    check_carbon(model.p, flows, name)
    # anew, without the check's own tolerance: carbon of coke-oven gas taken from others counts as taken
    assert np.allclose(carbon_in(model.p, flows), carbon_out(model.p, flows), rtol=1e-12)
    assert all(np.isfinite(values).all() for values in flows.values())
    assert all(values.shape in ((), (1,), (draws,)) for values in flows.values())


@pytest.mark.parametrize("name", ROUTES)
def test_a_stream_left_out_breaks_the_balance(modelled, name):
    model = modelled(CHINA)
    flows = made(model, name)
    held = [stream for stream in CARBON if stream in flows and np.any(flows[stream] != 0)]
    assert len(held) >= 5
    for stream in held:
        left = {key: value for key, value in flows.items() if key != stream}
        with pytest.raises(BalanceError, match=name):
            check_carbon(model.p, left, name)
    for stream in set(STREAMS) - set(CARBON):
        check_carbon(model.p, {key: value for key, value in flows.items() if key != stream}, name)


# Published direct CO2 [t/t], low and high, each with what its source counts. The model counts a tonne of
# liquid steel with coke ovens, sinter, lime kilns, pellets fired on the site and the power plant that burns
# the gas of the works inside; it has no rolling mill and no grid power. Gas of the works that a mill burns to
# reheat makes power here, so its CO2 is counted either way; natural gas that a mill buys is not. A tonne of
# crude steel takes 1/0.98 t of liquid steel.
CAST = 0.98
#: "Technology Business Cases.csv" of the MPP steel model, which says no more of its boundary.
MPP = "MPP archetype, scope 1, crude steel"
SPANS = {
    # The best works of MPP lies below an average one. The Chinese figure is approximate and of rolled steel,
    # so with reheating by bought gas where a mill has any.
    "BF-BOF Average": (
        (1.7942 * CAST, f"{MPP}: best available"),
        (2.0, "Transition Asia: Chinese works, direct, approx., steel"),
    ),
    # The Chinese figure is one integrated mill of 2015, rolling included, by the national method.
    "BF-BOF Best": (
        (1.7942 * CAST, f"{MPP}: best available"),
        (1.94, "Chinese mill Y: national input-output method, steel"),
    ),
    # MPP catches 86 % of all stacks; IEAGHG 1.533 t at the end of pipe of a tonne of hot-rolled coil, so with
    # the furnaces of the mill inside. Its oxygen furnace, which catches less, has 1.119 t.
    "BF-BOF CCUS": (
        (0.2541 * CAST, f"{MPP}: best available with CCUS"),
        (0.831, "IEAGHG: end of pipe L2, hot-rolled coil"),
    ),
    # MPP puts hydrogen in the place of injected coal; here 20 kg take the place of a part of it.
    "BF-BOF Hydrogen Injection": (
        (1.4735 * CAST, f"{MPP}: best available with hydrogen for injected coal"),
        (1.7942 * CAST, f"{MPP}: best available, without"),
    ),
    # Tenova counts flue gas and removed CO2 of the shaft alone, without pellets, lime and carbon of the arc
    # furnace, which are inside here.
    "DRI-EAF Natural Gas": (
        (0.455, "Tenova: zero-reformer shaft, flue gas and removed CO2, liquid steel"),
        (0.8516 * CAST, f"{MPP}: natural gas, arc furnace"),
    ),
    # Bellona and Vogl leave lime and pellets out; HAGS has them inside, as this model has.
    "DRI-EAF Hydrogen": (
        (0.053, "Bellona/Vogl: carbon and electrodes of the arc furnace alone, liquid steel"),
        (0.233, "HAGS: arc furnace 50, lime 56, electrodes 7, pellets 120 kg, liquid steel"),
    ),
    # MPP's figure is less than the carbon of its hot metal alone (45 kg of C are 0.165 t of CO2), which the
    # converter burns here. The vendor says 80 % below an average blast furnace, here MPP's 2.43 t of crude
    # steel. The model stands close to it: its pellets of 64 % iron bring more firing and more lime.
    "DRI-Smelter-BOF Hydrogen": (
        (0.0513 * CAST, f"{MPP}: hydrogen, melting, converter"),
        (0.2 * 2.4338, "BHP/Hatch: 80 % below the average blast furnace, taken from MPP, crude steel"),
    ),
    # With lime kiln and burners between the furnace alone and MPP.
    "Scrap-EAF": (
        (0.053, "Bellona/Vogl: carbon and electrodes of the arc furnace alone, liquid steel"),
        (0.1632 * CAST, f"{MPP}: scrap, arc furnace"),
    ),
}


@pytest.mark.parametrize("label", SPANS)
def test_direct_intensity_lies_between_published_figures(ran, label):
    (low, low_source), (high, high_source) = SPANS[label]
    name = f"Emission Intensity|CO2|Iron and Steel|Steel|{label}"
    value = ran(CHINA, "years=[2023, 2025]").central[name]
    assert np.all(value == value[0])  # flows of a route do not change over the years
    assert low <= value[0] <= high, (low_source, high_source)


def test_coke_oven_gas_route_lies_between_published_figures(modelled, ran):
    # HBIS states 250 kg a tonne of reduced iron at the gate of its shaft, without pellets, lime and arc
    # furnace; from gas and its factor, less the carbon that stays in the iron, up to 0.45 t follow. To both
    # comes the arc furnace: 53 kg without (Bellona/Vogl) and 233 kg with lime and pellets (HAGS). The gas
    # that power plants miss is not counted with the route but with the works.
    iron = made(modelled(CHINA), "coke_oven_gas_shaft")["reduced_iron"][0]
    value = ran(CHINA, "years=[2023, 2025]").central[
        "Emission Intensity|CO2|Iron and Steel|Steel|DRI-EAF Coke-Oven Gas"
    ][0]
    assert 0.25 * iron + 0.053 <= value <= 0.45 * iron + 0.233


def test_hot_metal_chain_lies_in_the_range_of_wisco(modelled):
    # WISCO 2012: 1.7-1.95 t CO2 a tonne of hot metal with sinter and coke, no credit for gas that it exports.
    # The chain here burns all its gas on the site, too; pellets (0.01-0.02 t) are inside.
    model = modelled(CHINA)
    for place in (0, 1):
        row = {name: values[place] for name, values in model.routes.constants.items()}
        flows = hot_metal(model.p, row)
        flows |= {"converter_gas_carbon": np.zeros(1)}
        value = carbon_dioxide(gross_carbon(model.p, flows))[0] / 1000
        assert 1.7 <= value <= 1.95


def test_more_metallisation_needs_more_hydrogen(modelled):
    model = modelled(CHINA)
    for name in ("hydrogen_shaft", "hydrogen_smelter"):
        # per tonne of steel, in which the iron is the same: oxide left over is reduced by carbon or lost
        need = [made(model, name, metallisation=m)["hydrogen"][0] for m in (0.85, 0.9, 0.94, 0.97, 1.0)]
        per_iron = [
            flows["hydrogen"][0] / flows["reduced_iron"][0]
            for flows in (made(model, name, metallisation=m) for m in (0.85, 0.94, 1.0))
        ]
        assert np.all(np.diff(per_iron) > 0)
        if name == "hydrogen_smelter":
            assert np.all(np.diff(need) > 0)


def test_hydrogen_of_a_tonne_of_steel_is_as_published(modelled):
    # Vogl has 51 kg a tonne of liquid steel without scrap and without losses
    flows = made(modelled(CHINA), "hydrogen_shaft", scrap=0.0)
    assert 50 <= flows["hydrogen"][0] <= 60


@pytest.mark.parametrize(
    ("attribute", "less", "more", "name"),
    [
        ("fuel_rate", 480, 530, "average_blast_furnace"),
        ("coke_oven_gas_share", 0.6, 0.0, "gas_shaft"),
        ("hydrogen_share", 0.7, 0.0, "gas_shaft"),
        ("injected_hydrogen", 25, 5, "blast_furnace_hydrogen"),
        ("scrap", 0.3, 0.1, "average_blast_furnace"),
        ("scrap", 0.3, 0.1, "gas_shaft"),
        ("electric_heating", 1.0, 0.0, "gas_shaft"),
    ],
)
def test_what_lowers_direct_carbon(modelled, attribute, less, more, name):
    model = modelled(CHINA)
    low, high = (
        gross_carbon(model.p, _all(made(model, name, **{attribute: value}))) for value in (less, more)
    )
    assert low[0] < high[0]


def _all(flows):
    return {stream: flows.get(stream, np.zeros(1)) for stream in STREAMS}


@pytest.mark.parametrize("metallisation", [1.0, 0.999999999])
def test_carbon_closes_where_it_only_passes_through_the_shaft(modelled, metallisation):
    # all of the coke-oven gas of others, and hardly any carbon besides: both sides are differences
    model = modelled(
        SITE,
        *("steel.steel_carbon=0", "steel.lime_ratio=0", "steel.pellet_gas=0 GJ/t"),
        *("steel.arc_furnace.electrodes=0 kg/t", "steel.arc_furnace.carbon=0 kg/t"),
        *("steel.arc_furnace.natural_gas=0 GJ/t", "steel.arc_furnace.slag_iron_oxide=0"),
    )
    flows = made(
        *(model, "zhanjiang_shaft"),
        **{"coke_oven_gas_share": 1.0, "hydrogen_share": 0.0, "dri_carbon": 0.0, "electric_heating": 1.0},
        **{"scrap": 0.0, "metallisation": metallisation, "ore_iron": 0.67},
    )
    gas = -flows["coke_oven_gas"] * model.p.coke_oven_gas.carbon
    assert flows["stack_carbon"] == pytest.approx(gas, rel=1e-6)
    with pytest.raises(BalanceError, match="leak"):
        check_carbon(model.p, flows | {"stack_carbon": flows["stack_carbon"] * (1 + 1e-7)}, "leak")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            ["steel.blast_furnace.pellets=1.9 t/t"],
            "average_blast_furnace: the pellets alone hold more iron than the hot metal",
        ),
        (
            ["steel.coke_oven.underfiring=8 GJ/t", "steel.coke_oven.gas=2 GJ/t"],
            "average_blast_furnace: stoves and ovens burn more gas than furnace and ovens leave",
        ),
        (
            [
                "steel.smelter.slag_iron_oxide=0.6",
                "steel.lime_ratio=5",
                "steel.routes.hydrogen_smelter.ore_iron=0.4",
            ],
            "hydrogen_smelter: the slag takes all iron of the reduced iron",
        ),
    ],
)
def test_what_no_furnace_can_do_is_told_with_the_route(modelled, changes, words):
    with pytest.raises(ImpossibleError) as caught:
        modelled(CHINA, *changes)
    assert caught.value.message == words
    assert caught.value.where.all()
