"""Magnitudes from outputs alone: a factor of 1000 or of 3.6 in any output of any sector is found.

Relations between what is reported, and between it and values that a user may set, hold in every shipped
scenario and its reference. Series are then made wrong one by one, and all of a unit at once: a relation
breaks each time.
"""

from pathlib import Path

import pytest

import carbonsim
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.sectors import sectors
from tests.engine.conftest import beside
from tests.sectors.magnitudes.amounts import base, common_dimension
from tests.sectors.magnitudes.cases import cases, run
from tests.sectors.magnitudes.relations import TABLES, relations_of_file
from tests.sectors.magnitudes.reported import MARKETS, Reported
from tests.sectors.magnitudes.slips import broken, is_there, names_of, never_broken, unfound, units_unfound

MADE_UP = Path(__file__).parent / "magnitudes" / "made_up"
NAMES = tuple(sector.name for sector in sectors())
FACTORS = (1000.0, 1 / 1000.0, 3.6, 1 / 3.6)
#: Series that no run can have other than 0, and why.
ALWAYS_0 = {
    "freight": {"Cost|Transportation|Truck|Fuel Supplier": "passes on all that it is paid"},
    "nev": {
        "Cost|Transportation|Light-Duty Vehicle|Charging Operator": "passes on all that it is paid",
        "Cost|Transportation|Light-Duty Vehicle|Fuel Supplier": "passes on all that it is paid",
        "Cost|Transportation|Light-Duty Vehicle|Grid Company": "passes on all that it is paid",
    },
    "steel": {
        "Cost Breakdown|Iron and Steel|Steel|Scrap-EAF|Hydrogen": "no iron is made",
        "Cost Breakdown|Iron and Steel|Steel|Scrap-EAF|Ore": "no iron is made",
        "Production Turned Down|Iron and Steel|Steel": "plants above demand are refused at central values",
    },
}
each_sector = pytest.mark.parametrize("sector", NAMES)
ALUMINIUM = """carbonsim: 1
region: China
years: [2023, 2025]
drivers: {grid_emission_factor: 0.5 kg CO2/kWh}
aluminium: {production: 40 Mt/yr, slip: SLIP 1}
"""


def both(reported):
    """A run and that of its reference."""
    reference = reported.results.reference
    return (reported,) if reference is None else (reported, Reported(reference))


def how_to_say(names, sector):
    return f"say in tests/sectors/{sector}/magnitudes.csv how their magnitude is known: {', '.join(names)}"


@pytest.mark.parametrize("scenario", shipped_scenarios())
def test_relations_hold_in_shipped_scenarios(scenario):
    for reported in both(run(scenario)):
        assert broken(reported, reported.scenario.sectors) == []


@each_sector
def test_relations_hold_in_the_runs_that_factors_are_looked_for_in(sector):
    assert cases(sector)
    for reported in cases(sector):
        assert broken(reported, reported.scenario.sectors) == []


@each_sector
def test_a_factor_in_any_output_is_found(sector):
    names = unfound(cases(sector), sector, FACTORS)
    assert not names, how_to_say(names, sector)


def test_a_factor_in_prices_totals_and_differences_is_found():
    runs = [reported for sector in NAMES for reported in cases(sector)]
    assert unfound(runs, MARKETS, FACTORS) == []


@each_sector
def test_a_factor_in_all_outputs_of_a_unit_is_found(sector):
    assert units_unfound(cases(sector), sector, FACTORS) == []


@each_sector
def test_every_relation_of_a_table_can_fail(sector):
    assert never_broken(cases(sector), sector, FACTORS) == []


def test_every_relation_of_the_markets_can_fail():
    assert never_broken([reported for sector in NAMES for reported in cases(sector)], MARKETS, FACTORS) == []


@each_sector
def test_what_is_0_in_all_runs_cannot_be_anything_else(sector):
    there = {
        name: any(is_there(each, name) for each in cases(sector) if name in each.variables)
        for reported in cases(sector)
        for name in names_of(reported, sector)
    }
    assert {name for name, seen in there.items() if not seen} == set(ALWAYS_0.get(sector, ()))


def test_differences_to_the_reference_are_among_what_is_tested():
    kinds = ("Emission Reduction|", "Cost Saving|", "Extra Cost|")
    for sector in NAMES:
        told = [name for each in cases(sector) for name in names_of(each, MARKETS) if is_there(each, name)]
        assert all(any(name.startswith(kind) for name in told) for kind in kinds)


@pytest.fixture
def aluminium(monkeypatch, tmp_path):
    """Run the made-up sector with emissions of power that are wrong by a factor."""

    def made(slip):
        path = tmp_path / f"{slip}.yaml"
        path.write_text(ALUMINIUM.replace("SLIP", str(slip)), encoding="utf-8")
        return Reported(carbonsim.run(carbonsim.load_scenario(path), draws=0))

    with beside(MADE_UP, monkeypatch):
        yield made


def test_a_new_sector_with_wrong_emissions_of_power_fails_without_a_table(aluminium):
    assert broken(aluminium(1), ["aluminium"]) == []
    for slip in FACTORS:
        (text,) = broken(aluminium(slip), ["aluminium"])
        assert "times the factor of the grid" in text


def test_outputs_of_a_new_sector_ask_for_a_relation(aluminium):
    assert unfound([aluminium(1)], "aluminium", FACTORS) == ["Production|Aluminium"]


def test_emissions_of_power_without_the_power_are_refused(aluminium, monkeypatch):
    reported = aluminium(1)
    without = {key: rows for key, rows in reported.rows.items() if key[1] != "bought"}
    monkeypatch.setattr(reported, "rows", without)
    with pytest.raises(ValueError, match="aluminium reports emissions of power and no power bought"):
        broken(reported, ["aluminium"])


def test_a_table_is_of_a_sector_and_says_why():
    tables = {path.parent.name for path in TABLES.glob("*/magnitudes.csv")}
    assert tables <= set(NAMES)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("stock_total,1,0,1,1,", "a relation says why it holds"),
        ("stock_total,1,0,1,kg,mass", "is not kg"),
        ("stock_total,energy_total,,,,both are sizes", "cannot be added"),
        ("no_such_key,1,,,,not reported", "no_such_key"),
    ],
)
def test_wrong_lines_of_a_table_are_refused(tmp_path, line, message):
    path = tmp_path / "magnitudes.csv"
    path.write_text(f"left,right,low,high,unit,reason\n{line}\n", encoding="utf-8")
    reported = cases("freight")[0]
    with pytest.raises((ValueError, NameError), match=message):
        all(each.holds(reported) for each in relations_of_file("freight", path))


def test_amounts_add_up_within_a_dimension_alone():
    co2, co2e, mass = (base(unit)[1] for unit in ("t CO2", "t CO2e", "t"))
    assert common_dimension(co2, co2e) == co2e == common_dimension(co2e, co2)
    with pytest.raises(ValueError, match="cannot be added"):
        common_dimension(co2, mass)
    assert base("truck/yr") == base("1/yr")
