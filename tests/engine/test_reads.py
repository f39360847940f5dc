"""Who reads which parameter, and which of them moves anything: the tables are as the code is."""

import pytest

from carbonsim.engine.catalogue import catalogue, load_scenario
from carbonsim.engine.moves import expected_unmoved, moved_keys, unmoved
from carbonsim.engine.readers import BACKTEST, CHECK, CORRIDOR, COUNTERFACTUAL, ENGINE, readers
from carbonsim.engine.reads import recorded_readers
from carbonsim.engine.unread import _convertible, unread
from carbonsim.engine.warnings import scenario_warnings
from carbonsim.scenario.places import shipped_scenarios


@pytest.mark.usefixtures("rough_curves")
def test_the_table_of_readers_is_as_the_code_reads():
    assert recorded_readers() == readers()  # `make reads` writes it anew


def test_every_parameter_has_a_reader():
    assert [pattern for pattern, read_by in readers().items() if not read_by] == []
    assert set(readers()) == set(catalogue().definitions)


def test_what_moves_nothing_stands_in_a_table_with_its_reason():
    assert expected_unmoved() == set(unmoved())
    assert all(len(reason) > 20 for reason in unmoved().values())


def test_a_parameter_that_matters_moves_and_one_that_does_not_stays():
    moved = moved_keys(load_scenario("fujian-full-conversion", ["years=[2023, 2025]"]))
    assert {
        "freight.swap.fee_swaps",
        "drivers.discount_rate",
        "freight.duties.tractor_trunk.mileage",
    } <= moved
    assert "freight.choice_exponent" not in moved  # sales are given


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_shipped_scenario_has_a_warning(name):
    assert scenario_warnings(load_scenario(name)) == ()


@pytest.mark.parametrize(
    ("scenario", "override", "meant"),
    [
        ("china-steel-hydrogen", "drivers.electricity_tariff=0.5 CNY/kWh", "steel.prices.electricity"),
        ("china-steel-hydrogen", "drivers.fuels.petrol.price=9 CNY/L", ""),
        ("china-nev", "drivers.electrolyser.full_load_hours=4000 h/yr", ""),
        ("china-nev", "drivers.fuels.diesel.price=9 CNY/L", "drivers.fuels.petrol.price"),
    ],
)
def test_an_override_that_nothing_reads_is_told(scenario, override, meant):
    (warning,) = unread(load_scenario(scenario, [override]))
    assert warning.file == f"--set {override}"
    assert "nothing reads it" in warning.message
    assert warning.hint == (f"did you mean {meant}?" if meant else "")


def test_what_the_engine_reads_is_read_in_every_scenario():
    shared = [pattern for pattern, read_by in readers().items() if ENGINE in read_by]
    assert "drivers.carbon_price" in shared
    assert list(unread(load_scenario("china-steel-hydrogen", ["drivers.carbon_price=90 CNY/t CO2"]))) == []


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ((CORRIDOR,), "carbonsim corridor alone does"),
        ((CORRIDOR, BACKTEST), "carbonsim corridor and carbonsim backtest (of shipped data) alone do"),
        ((COUNTERFACTUAL, CHECK), "carbonsim counterfactual (of shipped data) alone does"),
    ],
)
def test_commands_that_alone_read_a_parameter_are_told(monkeypatch, reading, words):
    key = "freight.toll_discount"
    changed = {**readers(), key: frozenset(reading)}
    for module in ("readers", "unread"):
        monkeypatch.setattr(f"carbonsim.engine.{module}.readers", lambda: changed)
    (warning,) = unread(load_scenario("fujian-trunk-line", [f"{key}=0.3"]))
    assert warning.message == f"a run does not read it: {words}"


@pytest.mark.parametrize(
    ("unit", "other", "alike"),
    [("t/t", "kg/kg", True), ("t/t", "1", False), ("1", "1", True), ("CNY/L", "CNY/kWh", False)],
)
def test_a_share_is_not_meant_where_something_per_tonne_is(unit, other, alike):
    assert _convertible(unit, other) == _convertible(other, unit) == alike
