"""The works as one balance: gas diverted, replaced, missed and fermented, with carbon counted once."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsim.core.conversions import KWH_PER_GJ
from carbonsim.core.errors import BalanceError
from carbonsim.sectors.steel import works as module
from carbonsim.sectors.steel.flows import STREAMS, RowFlows
from carbonsim.sectors.steel.gas import replacement_shares
from carbonsim.sectors.steel.works import works

CHINA = "china-steel-current-policies"
ALL_POWER, ALL_GAS, ALL_COAL = (tuple(np.eye(3)[row][:, None]) for row in range(3))
NOTHING = (np.zeros(1), np.zeros(1))
SUMS = (
    "natural_gas",
    "coal",
    "diverted",
    "gas_power",
    "used_power",
    "bought_power",
    "captured",
    "direct_carbon",
    "process_carbon",
)


@pytest.fixture(scope="module")
def model(modelled):
    return modelled(CHINA)


def balance(model, outputs, replacement=ALL_POWER, fermented=NOTHING):
    """A works with steel [t] by route."""
    names = model.routes.names
    output = np.array([[float(outputs.get(name, 0.0))] for name in names])
    return works(model.p, model.made, output, model.capture, replacement, fermented)


def flow(model, route, stream):
    return model.made[stream][model.routes.names.index(route)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("average_blast_furnace", "scrap_furnace"),
        ("blast_furnace_capture", "gas_shaft"),
        ("hydrogen_shaft", "hydrogen_smelter"),
        ("blast_furnace_hydrogen", "best_blast_furnace"),
    ],
)
def test_works_without_diverted_gas_add_up(model, one, other):
    first, second = balance(model, {one: 3e6}), balance(model, {other: 2e6})
    both = balance(model, {one: 3e6, other: 2e6})
    for name in SUMS:
        assert np.allclose(getattr(both, name), getattr(first, name) + getattr(second, name), rtol=1e-12)
    for stream in STREAMS:
        alone = first.streams[stream] + second.streams[stream]
        assert np.allclose(both.streams[stream], alone, rtol=1e-12)


FURNACE, SHAFT = {"best_blast_furnace": 10e6}, {"coke_oven_gas_shaft": 1e6}


def test_carbon_of_diverted_gas_is_counted_once(model):
    alone, both = balance(model, FURNACE), balance(model, FURNACE | SHAFT)
    taken = -flow(model, "coke_oven_gas_shaft", "coke_oven_gas") * 1e6
    assert both.diverted == pytest.approx(taken, rel=1e-12)
    # the stack of the shaft holds the carbon of the gas, which power plants do not burn any more
    own = flow(model, "coke_oven_gas_shaft", "stack_carbon") * 1e6 - taken * model.p.coke_oven_gas.carbon
    assert own > 0
    assert both.direct_carbon == pytest.approx(alone.direct_carbon + own, rel=1e-12)
    # and the power that they do not make is bought
    lost = taken * (1 - model.p.steel["flared_share"]) * model.p.steel["power_efficiency"] * KWH_PER_GJ
    assert alone.gas_power - both.gas_power == pytest.approx(lost, rel=1e-9)
    shaft = flow(model, "coke_oven_gas_shaft", "electricity") * 1e6
    assert both.bought_power - alone.bought_power == pytest.approx(lost + shaft, rel=1e-9)


@pytest.mark.parametrize("choice", ["gas", "coal"])
def test_replacement_adds_exactly_its_carbon(model, choice):
    p = model.p
    plain = balance(model, FURNACE | SHAFT)
    replaced = balance(model, FURNACE | SHAFT, ALL_GAS if choice == "gas" else ALL_COAL)
    assert replaced.diverted == pytest.approx(plain.diverted, rel=1e-12)
    coal_carbon = p.steel["coal_carbon"] * 1000 / p.steel["coal_heating_value"]
    carbon = p.natural_gas.carbon if choice == "gas" else coal_carbon
    added = replaced.direct_carbon - plain.direct_carbon
    # of the gas a part would have been flared: that needs no replacement
    missed = plain.diverted * (1 - p.steel["flared_share"])
    assert added == pytest.approx(missed * carbon, rel=1e-9)
    burnt = replaced.natural_gas + replaced.coal * p.steel["coal_heating_value"]
    assert burnt == pytest.approx(missed, rel=1e-12)
    # it is in the emissions of the routes whose gas was taken, not of those that took it
    place = model.routes.names.index("best_blast_furnace")
    moved = replaced.route_direct - plain.route_direct
    assert moved[place] == pytest.approx(added * 44.009 / 12.011 / 1000, rel=1e-9)
    assert np.all(np.delete(moved, place, axis=0) == 0)


@pytest.mark.parametrize("replacement", [ALL_GAS, ALL_COAL])
def test_replacement_restores_the_power(modelled, replacement):
    # the shipped share of flared gas is not 0
    model = modelled(CHINA)
    assert np.all(model.p.steel["flared_share"] > 0)
    alone = balance(model, FURNACE)
    both = balance(model, FURNACE | SHAFT, replacement)
    assert both.gas_power == pytest.approx(alone.gas_power, rel=1e-12)


@pytest.mark.parametrize("furnace", [0.0, 2e5])
def test_shortage_of_coke_oven_gas_is_natural_gas(model, furnace):
    p = model.p
    wanted = -flow(model, "coke_oven_gas_shaft", "coke_oven_gas") * 1e6
    there = flow(model, "best_blast_furnace", "coke_oven_gas") * furnace
    assert there < wanted
    done = balance(model, {"best_blast_furnace": furnace} | SHAFT, ALL_COAL)
    assert done.diverted == pytest.approx(there, rel=1e-12)
    assert done.streams["coke_oven_gas"] == pytest.approx(0, abs=1e-6)
    planned = sum(
        flow(model, name, "natural_gas") * output
        for name, output in (("coke_oven_gas_shaft", 1e6), ("best_blast_furnace", furnace))
    )
    # as much oxygen is taken up
    extra = (done.streams["natural_gas"] - planned) * p.natural_gas.oxygen_capacity
    assert extra == pytest.approx((wanted - there) * p.coke_oven_gas.oxygen_capacity, rel=1e-9)
    if not furnace:
        own = flow(model, "coke_oven_gas_shaft", "stack_carbon") * 1e6
        gas = wanted * p.coke_oven_gas.oxygen_capacity / p.natural_gas.oxygen_capacity
        changed = gas * p.natural_gas.carbon - wanted * p.coke_oven_gas.carbon
        assert done.direct_carbon == pytest.approx(own + changed, rel=1e-12)
        assert done.coal == 0


def test_fermentation_lowers_power_only(model):
    plain = balance(model, FURNACE)
    gas, plant = np.array([2e6]), np.array([3e7])
    done = balance(model, FURNACE, fermented=(gas, plant))
    lost = gas * (1 - model.p.steel["flared_share"]) * model.p.steel["power_efficiency"] * KWH_PER_GJ
    assert plain.gas_power - done.gas_power == pytest.approx(lost, rel=1e-9)
    assert done.bought_power - plain.bought_power == pytest.approx(lost + plant, rel=1e-9)
    # what is in the products is released when they are burnt and eaten
    assert done.direct_carbon == plain.direct_carbon
    assert np.array_equal(done.route_direct, plain.route_direct)
    assert done.captured == plain.captured


def test_capture_takes_its_share_and_power(model):
    place = model.routes.names.index("blast_furnace_capture")
    share = model.capture[place]
    captured, plain = (
        balance(model, {"blast_furnace_capture": 1e6}),
        balance(model, {"best_blast_furnace": 1e6}),
    )
    assert captured.captured == pytest.approx(plain.direct_carbon * share, rel=1e-9)
    assert captured.direct_carbon == pytest.approx(plain.direct_carbon * (1 - share), rel=1e-9)
    power = captured.captured * 44.009 / 12.011 / 1000 * model.p.steel["capture_electricity"]
    assert captured.used_power - plain.used_power == pytest.approx(power, rel=1e-9)


OUTPUTS = st.lists(st.floats(0, 1e9), min_size=9, max_size=9).filter(lambda values: sum(values) > 1)
SHARES = st.sampled_from([ALL_POWER, ALL_GAS, ALL_COAL])
few = settings(max_examples=40, deadline=None)


@few
@given(outputs=OUTPUTS, replacement=SHARES, scale=st.floats(1e-3, 1e3))
def test_a_larger_works_is_the_same_works(model, outputs, replacement, scale):
    # carbon closes or the works raises
    output = np.array(outputs)[:, None]
    one = works(model.p, model.made, output, model.capture, replacement, NOTHING)
    more = works(model.p, model.made, output * scale, model.capture, replacement, NOTHING)
    size = output.sum() * 1e4
    for name in SUMS:
        close = {"rtol": 1e-9, "atol": 1e-12 * size * scale}
        assert np.allclose(getattr(more, name), getattr(one, name) * scale, **close), name
    # what routes emit is what the works emits
    total = one.route_direct.sum(axis=0) * 1000 * 12.011 / 44.009
    assert total == pytest.approx(one.direct_carbon, rel=1e-9)
    assert 0 <= one.process_carbon <= one.direct_carbon
    assert np.all(one.route_direct >= -1e-12 * size)


@few
@given(outputs=OUTPUTS, replacement=SHARES, order=st.permutations(range(9)))
def test_order_of_routes_does_not_matter(model, outputs, replacement, order):
    output = np.array(outputs)[:, None]
    one = works(model.p, model.made, output, model.capture, replacement, NOTHING)
    moved = RowFlows([{name: values[row] for name, values in model.made.items()} for row in order], 1)
    other = works(model.p, moved, output[order], model.capture[order], replacement, NOTHING)
    for name in SUMS:
        size = 1e-12 * output.sum() * 1e4
        assert np.allclose(getattr(one, name), getattr(other, name), rtol=1e-9, atol=size), name
    assert np.allclose(one.route_direct[order], other.route_direct, rtol=1e-9, atol=1e-9)


def test_draws_do_not_see_each_other(modelled):
    model = modelled(CHINA, draws=5)
    output = np.arange(1.0, 46.0).reshape(9, 5) * 1e6
    zeros = (np.zeros(5), np.zeros(5))
    full = works(model.p, model.made, output, model.capture, ALL_GAS, zeros)
    other = output.copy()
    other[:, 1:] *= 3
    again = works(model.p, model.made, other, model.capture, ALL_GAS, zeros)
    for name in SUMS:
        assert getattr(full, name)[0] == getattr(again, name)[0]


def test_the_cheapest_replaces():
    costs = (np.array([3.0, 1.0, 2.0]), np.array([2.0, 2.0, 1.0]), np.array([1.0, 3.0, 3.0]))
    power, gas, coal = replacement_shares("cheapest", costs)
    assert coal.tolist() == [1, 0, 0]
    assert power.tolist() == [0, 1, 0]
    assert gas.tolist() == [0, 0, 1]
    for place, choice in enumerate(("power", "natural_gas", "coal")):
        shares = replacement_shares(choice, costs)
        assert [share.sum() for share in shares] == [3.0 * (row == place) for row in range(3)]


@pytest.mark.parametrize("ovens", [0.0, 1e-6, 1.0])
def test_shafts_that_ask_for_gas_where_hardly_an_oven_runs_take_natural_gas(modelled, ovens):
    # what they ask for and do not get leaves a rounding of it, which may be more than all gas of the ovens
    shafts = {"coke_oven_gas_shaft": 0.9, "gas_shaft": 0.37, "hydrogen_shaft": 0.11}
    shares = [f"steel.routes.{name}.coke_oven_gas_share={share}" for name, share in shafts.items()]
    model = modelled(CHINA, *shares, "steel.routes.hydrogen_shaft.hydrogen_share=0.7", draws=40)
    output = np.zeros((len(model.routes.names), 40))
    for number, name in enumerate(shafts):
        output[model.routes.names.index(name)] = np.geomspace(1e6, 5e9, 40) / (1.0 + 0.37 * number)
    output[model.routes.names.index("average_blast_furnace")] = ovens
    one = works(model.p, model.made, output, model.capture, ALL_POWER, (np.zeros(40), np.zeros(40)))
    left = np.maximum(0.0, model.made["coke_oven_gas"] * output).sum(axis=0)
    assert one.diverted == pytest.approx(left)
    asked = np.maximum(0.0, -model.made["coke_oven_gas"] * output).sum(axis=0) - left
    capacity = model.p.coke_oven_gas.oxygen_capacity / model.p.natural_gas.oxygen_capacity
    usual = (model.made["natural_gas"] * output).sum(axis=0)
    assert one.streams["natural_gas"] - usual == pytest.approx(asked * capacity, rel=1e-9)


@pytest.mark.parametrize("part", ["diverted", "short", "left"])
def test_a_leak_of_gas_stops_the_run(model, monkeypatch, part):
    divert = module.divert

    def leaking(p, oven_gas):
        oven = divert(p, oven_gas)
        return replace(oven, **{part: getattr(oven, part) * (1.0 - 1e-6)})

    outputs = {"average_blast_furnace": 1e6, "coke_oven_gas_shaft": 5e6}
    if part == "short":
        outputs = {"coke_oven_gas_shaft": 5e6}  # no oven runs: both sides of the balance are rounding
    balance(model, outputs)
    monkeypatch.setattr(module, "divert", leaking)
    with pytest.raises(BalanceError, match="gas of the works"):
        balance(model, outputs)
