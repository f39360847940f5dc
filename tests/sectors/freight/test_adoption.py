"""Who considers a battery truck and who buys one, after the record; over whole runs, too."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.choice import logit_shares
from carbonsim.core.diffusion import log_odds, share_of_log_odds
from carbonsim.engine.catalogue import load_scenario
from carbonsim.sectors.freight.access import access, access_of_nation
from carbonsim.sectors.freight.adoption import Buyers, buyers_of_record, buyers_of_year, wanted_shares
from carbonsim.sectors.freight.choice import cost_utility, with_constants
from tests.sectors.freight.buyers import DUTIES, FIRST, costs, of_sales, trucks, vintage
from tests.sectors.unasked import run_unasked

TRUCK = "Transportation|Truck"
SEED = st.integers(0, 10_000)
ROAD = 5635.0
#: All buyers could use both battery trucks.
BOTH = np.array([0.0, 0.0, 0.0, 1.0])[:, None, None]
PLAIN = ("freight.rule_share=0", "freight.powertrains.fuel_cell.niche_share=0")


def buyers(p, considering, appeal=0.5, own=0.2, ruled=0.0, swap=0.0):
    one = np.ones(p.inputs.draws)
    engines = np.zeros((len(p.powertrains.names), p.inputs.draws))
    odds = considering * one if np.abs(considering) > 1 else log_odds(considering * one)
    return Buyers(odds, appeal * one, ruled * one, engines, swap * one, own * one, one)


def wanted(p, before, sets, year=2026, seed=None):
    now, choice = buyers_of_year(p, before, year - FIRST, costs(p, seed, year=year))
    return wanted_shares(p, now, year - FIRST, choice, sets)


# Known values


@given(seed=SEED)
def test_where_all_consider_and_could_use_all_a_nest_of_one_is_a_plain_logit(seed):
    p = trucks(*PLAIN, "freight.nest=1")
    before = buyers(p, 60.0)
    shares, _ = wanted(p, before, BOTH, seed=seed)
    utility = with_constants(p, cost_utility(p, costs(p, seed, year=2026)), before.engines, before.swap)
    chosen = p.powertrains.chosen
    assert shares[chosen] == pytest.approx(logit_shares(utility[chosen], axis=0), abs=1e-12)
    assert np.all(shares[~chosen] == 0.0)


def test_where_none_considers_one_engines_are_chosen_alone():
    p = trucks(*PLAIN)
    shares, _ = wanted(p, buyers(p, -80.0), BOTH)
    engines = p.powertrains.engine
    assert np.all(shares[p.powertrains.battery] < 1e-30)
    utility = cost_utility(p, costs(p, year=2026))
    assert shares[engines] == pytest.approx(logit_shares(utility[engines], axis=0), abs=1e-12)


def test_awareness_by_hand():
    p = trucks("freight.imitation=1.5 1/yr", "freight.volatility=0.4", "freight.surprise=0.5")
    _, after = wanted(p, buyers(p, 0.3, appeal=0.6, ruled=0.1), BOTH)
    odds = np.log(0.3 / 0.7) + 1.5 * 0.6
    share = share_of_log_odds(odds)
    share = 1.0 - (1.0 - share) * np.exp(-1.5 * 0.1)  # rules win over those who do not consider one yet
    assert after.awareness == pytest.approx(np.log(share / (1 - share)) + 0.4 * 0.5, rel=1e-9)


def test_fuel_cells_have_their_niche_whatever_buyers_choose():
    p = trucks("freight.powertrains.fuel_cell.niche_share=0.07")
    for considering in (0.01, 0.9):
        shares, _ = wanted(p, buyers(p, considering), BOTH)
        assert shares[p.powertrains.names.index("fuel_cell")] == pytest.approx(0.07)
        assert shares.sum(axis=0) == pytest.approx(1.0, abs=1e-12)


def test_a_rule_brings_what_is_missing_to_it_as_far_as_trucks_could_do_the_work():
    sets = np.array([0.4, 0.3, 0.1, 0.2])[:, None, None] * np.ones((4, 6, 1))
    under = tuple(f"freight.duties.{row}.under_rule=0.5" for row in DUTIES)
    free = trucks(*PLAIN, *under)
    before = buyers(free, 0.2)
    chosen = wanted(free, before, sets)[0][free.powertrains.battery].sum(axis=0)
    for asked, share in ((0.3, 0.3), (0.9, 0.6)):  # six of ten could
        p = trucks(PLAIN[1], *under, f"freight.rule_share={asked}")
        shares, after = wanted(p, before, sets)
        bought = shares[p.powertrains.battery].sum(axis=0)
        assert bought - chosen == pytest.approx(0.5 * (share - chosen), rel=1e-9)
        ruled = ((bought - chosen) * p.duties.share_of_sales).sum(axis=0)
        assert after.ruled == pytest.approx(ruled, rel=1e-9)


# What no draw may do


@given(
    seed=SEED,
    considering=st.floats(0.001, 0.999),
    stations=st.floats(0.0, 1000.0),
    asked=st.sampled_from([0.0, 0.8, 1.0]),
)
def test_no_draw_buys_more_than_is_feasible(seed, considering, stations, asked):
    p = trucks(PLAIN[1], f"freight.rule_share={asked}", draws=10)
    before = buyers(p, considering)
    sets = access(p, vintage(p, 2026), stations / 2.0, ROAD).sets(before.own)
    shares, after = wanted(p, before, sets, seed=seed)
    assert np.all(shares >= 0)
    assert shares.sum(axis=0) == pytest.approx(1.0, abs=1e-12)
    bought = shares[p.powertrains.battery].sum(axis=0)
    assert np.all(bought <= 1.0 - sets[0] + 1e-12)
    if not asked:
        assert np.all(bought <= share_of_log_odds(after.awareness) + 1e-12)


@given(
    seed=SEED, considering=st.floats(0.001, 0.999), fewer=st.floats(0.0, 300.0), more=st.floats(0.0, 300.0)
)
def test_at_given_awareness_more_stations_never_mean_fewer_trucks_in_a_year(seed, considering, fewer, more):
    p = trucks(PLAIN[1], draws=10)
    before, found = buyers(p, considering), []
    for stations in (fewer, fewer + more):
        sets = access(p, vintage(p, 2026), stations / 2.0, ROAD).sets(before.own)
        found.append(wanted(p, before, sets, seed=seed)[0])
    for rows in (p.powertrains.swap, p.powertrains.battery):
        assert np.all(found[1][rows].sum(axis=0) >= found[0][rows].sum(axis=0) - 1e-12)


def test_no_stations_leave_own_ones_and_very_many_all_that_they_fit():
    p = trucks(*PLAIN, *(f"freight.duties.{row}.on_network=1" for row in DUTIES))
    before = buyers(p, 60.0)
    none, many = (
        wanted(p, before, access(p, vintage(p, 2026), stations / 2.0, ROAD).sets(before.own))[0]
        for stations in (0.0, 1e9)
    )
    swap = p.powertrains.swap
    assert np.all(none[swap] > 0)
    assert np.all(many[swap] > none[swap])
    alone = wanted(p, buyers(p, 60.0, own=0.0), access(p, vintage(p, 2026), 0.0, ROAD).sets(0.0))[0]
    assert np.all(alone[swap] == 0.0)


@given(seed=SEED, considering=st.floats(0.001, 0.9), stations=st.floats(0.0, 300.0))
def test_with_costs_and_network_as_they_are_the_share_never_falls(seed, considering, stations):
    p = trucks(*PLAIN)
    before, cost = buyers(p, considering), costs(p, seed)
    sets = access(p, vintage(p, 2026), stations / 2.0, ROAD).sets(before.own)
    earlier = 0.0
    for year in range(4, 8):
        now, choice = buyers_of_year(p, before, year, cost)
        shares, before = wanted_shares(p, now, year, choice, sets)
        bought = shares[p.powertrains.battery].sum(axis=0)
        assert np.all(bought >= earlier)
        earlier = bought


def test_the_year_after_the_record_sets_out_from_it():
    p = trucks(*PLAIN, "freight.imitation=0 1/yr", "freight.bought_ahead=0")
    year = vintage(p, 2025)
    nation = access_of_nation(p, year)
    before = buyers_of_record(p, year, costs(p), nation)
    now, choice = buyers_of_year(p, before, 3, costs(p))
    shares, _ = wanted_shares(p, now, 3, choice, nation.sets(before.own))
    recorded = p.record_share(year)
    for rows in (p.powertrains.battery, p.powertrains.swap):
        expected = recorded[rows].sum(axis=0)
        assert of_sales(p, shares)[rows].sum(axis=0) == pytest.approx(expected, rel=0.02)


# Whole runs

#: Hardly a battery truck was sold to the end of the record.
LOW = tuple(
    f"freight.powertrains.{row}.past_sales_share="
    f"{{path: {{2000: {first}, 2021: {first}, 2025: {last}}}, unit: '1'}}"
    for row, first, last in (
        ("diesel", 0.9, 0.89),
        ("lng", 0.1, 0.1),
        ("battery_plugin", 0.0, 0.006),
        ("battery_swap", 0.0, 0.004),
        ("fuel_cell", 0.0, 0.0),
    )
)
STATIONS = (0, 4, 20, 56, 113, 500)
#: Sales of swapping, and of all battery trucks; of new energy it is the share, which total sales do not move.
SALES = {
    "swap": f"Sales|{TRUCK}|Battery-Electric|Swap",
    "battery": f"Sales|{TRUCK}|Battery-Electric",
    "new energy": f"Sales Share|{TRUCK}|New Energy",
}


@cache
def run_with(stations, low, draws, *overrides):
    past = LOW if low else ()
    stated = (f"freight.swap.stations={stations} station", *past, *overrides)
    result = run_unasked("fujian-no-policy", *stated, draws=draws)
    series = result.central if draws == 1 else result.ensemble
    return {name: series[key] for name, key in SALES.items()}


@pytest.mark.parametrize("draws", [1, 12])
@pytest.mark.parametrize("low", [False, True], ids=["awareness of today", "low awareness"])
@pytest.mark.parametrize(("fewer", "more"), list(pairwise(STATIONS)))
def test_over_time_more_stations_never_mean_fewer_trucks_in_any_year(fewer, more, low, draws):
    # what is bought ahead of a known step is missing in the year after it: moved, and not lost (test below)
    first, second = (run_with(stations, low, draws, "freight.anticipation=0") for stations in (fewer, more))
    for name in SALES:
        # what happened is the nation's, hardly moved by the costs of the province
        assert second[name][:3] == pytest.approx(first[name][:3], rel=1e-3), name
        assert np.all(second[name][3:] >= first[name][3:] * (1.0 - 1e-9)), name


@pytest.mark.parametrize(("fewer", "more"), [(4, 20), (113, 500)])
def test_of_what_is_moved_across_a_step_more_stations_lose_nothing(fewer, more):
    first, second = (run_with(stations, False, 12) for stations in (fewer, more))
    for name in ("swap", "battery"):
        before, after = (np.cumsum(found[name][3:], axis=0) for found in (first, second))
        assert np.all(after >= before * (1.0 - 1e-9)), name


def test_in_a_run_with_costs_chargers_and_network_held_constant_the_share_never_falls():
    name, last = "fujian-no-policy", 2026
    kept = ("past_sales", "past_sales_share", "record.stations", "surprise")
    overrides = ["freight.swap.stations=500 station", "drivers.battery.learning_rate=0"]
    for key, setting in load_scenario(name).settings.items():
        path = not isinstance(setting.value, str) and setting.value.years
        if not path or not key.startswith("freight.") or key.endswith(kept) or key == "freight.swap.stations":
            continue
        value = setting.value.series(np.array([last]))[0][0]
        overrides.append(f"{key}={float(value)!r} {setting.definition.unit}")
    drivers = ("electricity_tariff", "fuels.diesel.price", "fuels.lng.price", "carbon_price", "vat_rate")
    settings = load_scenario(name).settings
    for key in (f"drivers.{driver}" for driver in drivers):
        value = settings[key].value.series(np.array([last]))[0][0]
        overrides.append(f"{key}={float(value)!r} {settings[key].definition.unit}")
    # waits at stations that more and more trucks come to are a cost, too
    overrides += ["freight.work_growth=0 %/yr", "freight.value_of_time=0 CNY/h"]
    series = run_unasked(name, *overrides).central
    # of each duty: the share of all of them together also moves with which of them buy in a year
    stem = f"Sales Share|{TRUCK}|"
    shares = [key for key in series if key.startswith(stem) and key.endswith("|New Energy")]
    shares.remove(SALES["new energy"])
    assert len(shares) == len(DUTIES)
    for key in shares:
        assert np.all(np.diff(series[key][4:]) >= -1e-9), key
