"""The shipped numbers: each says which region it is of, or nothing where it holds in all."""

import csv
import re
from pathlib import Path

import pytest

import carbonsim
from carbonsim.engine.catalogue import catalogue
from carbonsim.reference.regions import region_names

ROOT = Path(carbonsim.__file__).parent
TABLES = sorted(ROOT.rglob("parameters.csv"))
RECORDS = [
    (address, record) for address, setting in catalogue().defaults.items() for record in setting.records
]
MONEY = re.compile("(CNY|USD|EUR)")

#: Money that is of no region of China, and whose it is.
ABROAD = {
    "steel.cbam.price": "European allowances",
    "steel.prices.dr_pellet_premium": "contracts of the world market",
}
#: Physics, chemistry, and what is by definition.
EVERYWHERE = re.compile(
    r"""
    .*\.(heating_value|emission_factor|\w+_heating_value)
    | drivers\.methane_gwp
    | drivers\.(battery|electrolyser)\.(cumulative_output|learning_rate)
    | drivers\.electrolyser\.electricity_use
    | freight\.powertrains\.\w+\.relative_efficiency
    | nev\.surprise
    | steel\.(gases|shaft)\..*
    | steel\.(slag_enthalpy|lime_ratio|quoted_iron|steel_carbon|carbonate_carbon|coke_carbon|coal_carbon)
    | steel\.coke_oven\.by_product_carbon
    | steel\.fermentation\.(protein_carbon|protein_electrons|petrol_factor)
    """,
    re.VERBOSE,
)
PROVINCIAL = {
    "drivers.electricity_tariff": "Fujian",
    "drivers.fuels.diesel.price": "Fujian",
    "drivers.fuels.hydrogen.price": "Guangdong",
    "freight.toll_discount": "Fujian",
    "freight.duties.tractor_trunk.toll": "Guangdong",
    "freight.swap.capacity_charge": "Fujian",
    "freight.line.length": "Fujian",
    "freight.line.hours.h10.price_ratio": "Fujian",
    "steel.prices.electricity": "Guangdong",
    "steel.prices.natural_gas": "Guangdong",
}
NATIONAL = (
    *("drivers.carbon_price", "drivers.vat_rate", "drivers.battery.price", "drivers.fuels.petrol.price"),
    *("freight.past_sales", "freight.survival_scale", "freight.record.stations"),
    *(
        "nev.population",
        "nev.imitation",
        "nev.choice.price_elasticity",
        "steel.casting_yield",
        "steel.prices.scrap",
    ),
    "steel.routes.average_blast_furnace.fuel_rate",
)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.parent.name)
def test_every_row_has_the_column(path):
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            assert row["region"] == "" or row["region"] in region_names(), f"{path.name}:{number}"


def test_all_tables_are_looked_at():
    assert [path.parent.name for path in TABLES] == ["drivers", "freight", "nev", "steel"]
    lines = sum(path.read_text(encoding="utf-8").count("\n") - 1 for path in TABLES)
    assert len(RECORDS) == lines


def test_a_setting_and_its_rows_are_of_one_region():
    for address, setting in catalogue().defaults.items():
        assert {record.region for record in setting.records} == {setting.region}, address


def test_money_is_of_a_region_or_named_here():
    money = [(address, record) for address, record in RECORDS if MONEY.match(record.unit)]
    assert {address for address, record in money if not record.region} == set(ABROAD)


def test_what_holds_everywhere_is_of_no_region():
    found = [(address, record) for address, record in RECORDS if EVERYWHERE.fullmatch(address)]
    assert len({address for address, _ in found}) > 60
    assert [address for address, record in found if record.region] == []


def test_options_and_labels_are_of_no_region():
    assert [address for address, record in RECORDS if not record.unit and record.region] == []


@pytest.mark.parametrize(("address", "region"), (PROVINCIAL | dict.fromkeys(NATIONAL, "China")).items())
def test_some_that_a_planner_would_replace(address, region):
    assert catalogue().defaults[address].region == region


def test_a_boundary_that_names_a_region_agrees():
    for address, record in RECORDS:
        assert record.region or "China" not in record.boundary, f"{address}, {record.year}"
        for name in ("Fujian", "Guangdong"):
            if record.boundary.startswith(name) and "taken for" not in record.boundary:
                assert record.region == name, f"{address}, {record.year}"
