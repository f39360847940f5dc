"""A small catalogue, and scenarios written into a temporary folder."""

from __future__ import annotations

import pytest

from carbonsim.core.errors import ScenarioError
from carbonsim.scenario.catalogue import read_catalogue
from carbonsim.scenario.reader import load_scenario

DEFINITIONS = {
    "drivers": """\
drivers.grid,quantity,kg CO2/kWh,world,0,2,,Direct CO2 of the grid
drivers.diesel_price,quantity,CNY/L,world,0,100,,Retail price
drivers.carbon_price,quantity,CNY/t CO2,world,0,,,Price of an allowance
""",
    "freight": """\
freight.stock,quantity,truck,world,1,,,Trucks in use
freight.growth,quantity,%/yr,world,-20,30,,Growth of activity
freight.toll_discount,quantity,1,plan,0,1,,Discount on tolls
freight.mode,option,,plan,,,given|choice,How shares come about
freight.powertrains.*.label,text,,world,,,,Name in results
freight.powertrains.*.consumption,quantity,L/100km,world,0,150,,Use of diesel
freight.powertrains.*.subsidy,quantity,CNY/truck,plan,0,1000000,,Paid to the buyer
freight.powertrains.battery.consumption,quantity,kWh/100km,world,0,500,,Use of power
freight.swap.stations,quantity,station,plan,0,100000,,Stations in service
""",
}
PARAMETERS = {
    "drivers": """\
drivers.diesel_price,2020,5,6,7,CNY_2020/L,2020,,pump,wri-2024,derived,
drivers.diesel_price,2030,6,7,9,CNY/L,,,pump,,estimate,
drivers.carbon_price,,,60,,CNY/t CO2,2023,,,cea-2026,published,
""",
    "freight": """\
freight.growth,,,2,,%/yr,,,,,estimate,
freight.toll_discount,,,0,,1,,,,,estimate,
freight.mode,,,given,,,,,,,,
freight.powertrains.diesel.label,,,Diesel,,,,,,,,
freight.powertrains.battery.label,,,Battery,,,,,,,,
freight.powertrains.diesel.consumption,,,33,,L/100km,,,,,estimate,
freight.powertrains.battery.consumption,,,1.5,,kWh/km,,,,,estimate,
freight.powertrains.diesel.subsidy,,,0,,CNY/truck,,,,,estimate,
freight.powertrains.battery.subsidy,,,0,,CNY/truck,,,,,estimate,
freight.swap.stations,,,4,,station,,,,,estimate,
""",
}
DEFINITION_HEADER = "pattern,kind,unit,role,minimum,maximum,options,description,drawn\n"
PARAMETER_HEADER = "address,year,low,central,high,unit,data_year,region,boundary,source,confidence,note\n"

GOOD = """\
carbonsim: 1
name: plan
title: {en: A plan, zh: 计划}
region: Fujian
years: [2023, 2060]
draws: 100
seed: 7
drivers:
  grid: {table: grid_factors, year: 2022, relative_path: {2022: 1, 2060: 0.1}, source: weo-2023}
  diesel_price: {value: 7.5, low: 6.5, high: 8.5, unit: CNY/L}
freight:
  stock: 120000 trucks
  growth: 1.5 %/yr
  toll_discount: 0.2
  mode: choice
  swap:
    stations: {path: {2023: 4, 2025: 60, 2030: 300}, unit: count, interpolation: s-curve}
claims:
  - name: eighteen
    text: {en: It saves 18 Mt}
    variable: Emission Reduction|CO2
    year: 2035
    at_least: 18 Mt CO2/yr
    source: catl-2023
"""
#: The least that a scenario must say.
MINIMUM = """\
carbonsim: 1
region: Fujian
years: [2023, 2060]
drivers: {grid: 0.4 kg CO2/kWh}
freight: {stock: 100 truck}
"""


def write_catalogue(root, definitions=DEFINITIONS, parameters=PARAMETERS):
    for name, rows in definitions.items():
        (root / name).mkdir(exist_ok=True)
        lines = "".join(f"{row},\n" for row in rows.splitlines())  # each row is drawn apart
        (root / name / "definitions.csv").write_text(DEFINITION_HEADER + lines, encoding="utf-8")
        (root / name / "parameters.csv").write_text(PARAMETER_HEADER + parameters[name], encoding="utf-8")
    return {name: root / name for name in definitions}


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory):
    return read_catalogue(write_catalogue(tmp_path_factory.mktemp("catalogue")))


@pytest.fixture(scope="session")
def catalogue_of_two(tmp_path_factory):
    """A catalogue with a second sector, which needs a value of its own."""
    definitions = "steel.output,quantity,Mt/yr,world,0,2000,,Steel made\n"
    definitions += "steel.hydrogen_share,quantity,1,plan,0,1,,Share made with hydrogen\n"
    parameters = "steel.hydrogen_share,,,0,,1,,,,,estimate,\n"
    folder = tmp_path_factory.mktemp("two")
    return read_catalogue(
        write_catalogue(folder, {**DEFINITIONS, "steel": definitions}, {**PARAMETERS, "steel": parameters})
    )


@pytest.fixture
def catalogue_with(tmp_path):
    """A catalogue with rows added to the freight section."""

    def catalogue_with(definition="", parameter=""):
        definitions = {**DEFINITIONS, "freight": DEFINITIONS["freight"] + definition}
        parameters = {**PARAMETERS, "freight": PARAMETERS["freight"] + parameter}
        return read_catalogue(write_catalogue(tmp_path, definitions, parameters))

    return catalogue_with


@pytest.fixture
def good():
    return GOOD


@pytest.fixture
def minimum():
    return MINIMUM


@pytest.fixture
def load(tmp_path, catalogue):
    """Write files by name and load the first of them."""

    def load(*overrides, **texts):
        paths = [tmp_path / f"{name.replace('__', '/')}.yaml" for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_scenario(paths[0], catalogue, overrides)

    return load


@pytest.fixture
def problems(load):
    """The problems of files, which there must be."""

    def problems(*overrides, **texts):
        with pytest.raises(ScenarioError) as caught:
            load(*overrides, **texts)
        return caught.value.problems

    return problems


@pytest.fixture
def marked(problems):
    """The problems of a file, and the line and column of the marks § in it."""

    def marked(text, *overrides, **others):
        places, plain = [], ""
        for piece in text.split("§"):
            plain += piece
            places.append((plain.count("\n") + 1, len(plain) - plain.rfind("\n")))
        return problems(*overrides, plan=plain, **others), places[:-1]

    return marked
