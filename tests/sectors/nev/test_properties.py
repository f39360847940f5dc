"""Within all bounds nothing is lost, shares are shares, and more of a cause is more of its effect."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import carbonsim
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.quantity import Quantity
from carbonsim.sectors import sectors_of

CARS = "Transportation|Light-Duty Vehicle"
SHARE, SOLD = f"Sales Share|{CARS}|Plug-In", f"Sales|{CARS}"
DIRECT = f"Emissions|CO2|Energy|Demand|{CARS}"
BASE = carbonsim.load_scenario("china-nev-no-policy", ["years=[2023, 2033]"])
YEARS = np.arange(2023, 2034)
#: Years of the history at the beginning.
KNOWN = 3
#: Parameter -> what is tried of it.
TRIED = {
    "nev.imitation": st.floats(0.0, 4.0),
    "nev.surprise": st.floats(-3.0, 3.0),
    "nev.minimum_share": st.floats(0.0, 1.0),
    "nev.scrappage": st.floats(0.0, 3.0),
    "nev.ownership_saturation": st.floats(0.05, 0.8),
    "nev.tax_relief_cap": st.floats(0.0, 60_000.0),
    "nev.mileage_decline": st.floats(0.0, 20.0),
    "nev.battery_replacement": st.floats(0.0, 0.2),
    "drivers.fuels.petrol.price": st.floats(1.0, 40.0),
    "drivers.grid_emission_factor": st.floats(0.0, 1.5),
    "nev.powertrains.battery.body_price": st.floats(20_000.0, 500_000.0),
    "nev.powertrains.plugin_hybrid.utility_factor": st.floats(0.0, 1.0),
}


def run(values):
    """Central series with parameters set to constants; vehicles, energy and money are balanced in the run."""
    changed = dict(BASE.settings)
    for address, value in values.items():
        old = changed[address]
        flat = Quantity((), (value,), None, None, "linear", old.definition.unit)
        changed[address] = replace(old, value=flat)
    scenario = replace(BASE, settings=changed)
    inputs = Inputs(scenario, YEARS, 1, {})
    return simulate(inputs, sectors_of(scenario), Markets(inputs)).series


@settings(max_examples=40)
@given(values=st.fixed_dictionaries({}, optional=TRIED))
def test_nothing_is_lost_and_shares_are_shares(values):
    series = run(values)
    assert all(np.isfinite(value).all() for value in series.values())
    assert np.all((series[SHARE] >= 0) & (series[SHARE] <= 100 + 1e-9))
    stock, gone = series[f"Stocks|{CARS}"], series[f"Retirements|{CARS}"]
    # after the history what is sold is what enters the stock
    later = slice(KNOWN, None)
    moved = stock[KNOWN - 1 : -1] + series[SOLD][later] - gone[later]
    assert stock[later] == pytest.approx(moved, rel=1e-9)
    for name in (
        DIRECT,
        f"{DIRECT} [Operational]",
        SOLD,
        "Battery Demand|Transportation|New Energy Vehicle",
    ):
        assert np.all(series[name] >= 0), name


@settings(max_examples=15)
@given(price=st.floats(2.0, 20.0), more=st.floats(0.5, 20.0))
def test_dearer_petrol_sells_no_fewer_plug_in_cars(price, more):
    cheap, dear = (run({"drivers.fuels.petrol.price": value}) for value in (price, price + more))
    assert np.all(dear[SHARE][KNOWN:] >= cheap[SHARE][KNOWN:] - 1e-9)


@settings(max_examples=15)
@given(least=st.floats(0.0, 0.9), more=st.floats(0.01, 0.1))
def test_a_stricter_rule_never_raises_emissions_at_the_tailpipe(least, more):
    mild, strict = (run({"nev.minimum_share": value}) for value in (least, least + more))
    assert np.all(strict[DIRECT] <= mild[DIRECT] * (1 + 1e-9))


@settings(max_examples=15)
@given(factor=st.floats(0.0, 1.4), more=st.floats(0.01, 0.1))
def test_a_dirtier_grid_emits_more_by_exactly_the_power_drawn(factor, more):
    clean, dirty = (run({"drivers.grid_emission_factor": value}) for value in (factor, factor + more))
    power = clean[f"Final Energy|{CARS}|Electricity"] / 3.6e-3 * 1e3  # EJ -> GWh -> GWh x kg/kWh = kt
    rise = dirty[f"{DIRECT} [Operational]"] - clean[f"{DIRECT} [Operational]"]
    assert rise * 1e3 == pytest.approx(power * more, rel=1e-9)
