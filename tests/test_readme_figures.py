"""The figures that README quotes are those of the results."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
TRUCKS = "Emission Reduction|CO2|Transportation|Truck"
CARS = "Emission Reduction|{gases}|Transportation|Light-Duty Vehicle{boundary}"


def rows(scenario, table):
    with (ROOT / "results" / scenario / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def band(scenario, variable, year, quantile="0.5"):
    (found,) = (
        row
        for row in rows(scenario, "bands")
        if (row["variable"], row["year"], row["quantile"]) == (variable, str(year), quantile)
    )
    return float(found["value"])


def central(scenario, variable, year):
    wanted = scenario, variable, str(year)
    (found,) = (
        row
        for row in rows(scenario, "timeseries")
        if (row["scenario"], row["variable"], row["year"]) == wanted
    )
    return float(found["value"])


def outcome(scenario, name, column="p50"):
    (found,) = (row for row in rows(scenario, "outcomes") if row["outcome"] == name)
    return float(found[column])


def answer(scenario, name, which):
    (found,) = (
        row
        for row in rows(scenario, "claims")
        if row["claim"] == name and all(row[key] == value for key, value in which.items())
    )
    return found


def claim(scenario, name, column, **which):
    return float(answer(scenario, name, which)[column])


def other_grid(scenario, name, grid, **which):
    """The figure of a claim with another factor of the grid."""
    text = answer(scenario, name, which)["other_grids"]
    return float(re.search(rf"{grid} [^:]*: ([-.\d]+)", text)[1])


def furnace(claimed, case, column="p50"):
    return claim("zhanjiang-shaft-furnace", claimed, column, variant=case)


def cars(year, boundary="", gases="CO2", quantile="0.5"):
    return band("china-nev-effect", CARS.format(gases=gases, boundary=boundary), year, quantile)


LIFE = {"boundary": " [Life Cycle]", "gases": "Kyoto Gases"}
TRUNK = f"Cumulative {TRUCKS}"
HOT, STEEL = "zhanjiang-500kt", "zhanjiang-500kt-steel"
FULL = "fujian-full-conversion"

#: What README says, with `#` for each figure, and what the results say.
QUOTED = {
    "emit # Mt less, but # Mt less once the grid that charges the batteries is counted, by its official "
    "factor of 2022, and # by that of 2023": lambda: (
        central(FULL, TRUCKS, 2023),
        central(FULL, f"{TRUCKS} [Operational]", 2023),
        other_grid(FULL, "trunk-line-co2", "official 2023", boundary="operational"),
    ),
    "the fleet modelled here #.": lambda: (
        central("fujian-no-policy", "Emissions|CO2|Energy|Demand|Transportation|Truck", 2023),
    ),
    "save # bn CNY of *running* cost a year, 0.26 CNY each, and # bn on the account of resources": lambda: (
        claim(FULL, "trunk-line-cost", "value", boundary="operating"),
        claim(FULL, "trunk-line-cost", "value", boundary="resource"),
    ),
    "holds for natural gas (# Mt a year), coke-oven gas (# to # Mt,": lambda: (
        furnace(HOT, "Natural Gas"),
        furnace(HOT, "COG for Coal"),
        furnace(HOT, "COG for Power"),
    ),
    "hydrogen from zero-carbon power (# Mt), not for hydrogen made with Guangdong's grid (# Mt)": lambda: (
        furnace(HOT, "Hydrogen, Zero-Carbon Power"),
        furnace(HOT, "Hydrogen, Grid Power"),
    ),
    "just below the claim (# Mt, with # % of the draws above it; # Mt with the factor projected": lambda: (
        furnace(STEEL, "COG for Coal"),
        100 * furnace(STEEL, "COG for Coal", "probability"),
        other_grid("zhanjiang-shaft-furnace", STEEL, "projected", variant="COG for Coal"),
    ),
    "# Mt CO2 at the tailpipe, # Mt once the grid is counted": lambda: (
        cars(2025),
        cars(2025, " [Operational]"),
    ),
    "about nothing yet (# Mt CO2e; # to #); by 2035 it is #, # and # Mt": lambda: (
        *(cars(2025, **LIFE, quantile=quantile) for quantile in ("0.5", "0.05", "0.95")),
        *(cars(2035), cars(2035, " [Operational]"), cars(2035, **LIFE)),
    ),
    "from # stations to # saves # Mt of tailpipe CO2 to 2060, in nine of ten draws from # to #,": lambda: (
        central("fujian-no-policy", "Swap Stations|Transportation|Truck", 2060),
        central("fujian-trunk-line", "Swap Stations|Transportation|Truck", 2060),
        *(outcome("fujian-trunk-line", TRUNK, column) for column in ("p50", "p05", "p95")),
    ),
    "and money: # bn CNY on the account of resources, a sign that # % of the draws have": lambda: (
        -outcome("fujian-trunk-line", "Discounted Extra Cost|Transportation|Truck [Resource]"),
        100
        * outcome("fujian-trunk-line", "Discounted Extra Cost|Transportation|Truck [Resource]", "sign_share"),
    ),
    "country emit # Gt CO2 a year; a push for electric ones saves # Gt to 2060, # with the grid": lambda: (
        central("china-trucks-current-policies", "Emissions|CO2|Energy|Demand|Transportation|Truck", 2023)
        / 1e3,
        outcome("china-trucks-electric", TRUNK) / 1e3,
        outcome("china-trucks-electric", f"{TRUNK} [Operational]") / 1e3,
    ),
}
NUMBER = r"(-?\d+(?:\.\d+)?|four)"
WORDS = {"four": "4"}


@pytest.mark.parametrize("sentence", QUOTED)
def test_quoted_figures_are_those_of_the_results(sentence):
    pattern = NUMBER.join(map(re.escape, sentence.split("#")))
    found = re.search(pattern, README, re.IGNORECASE)
    assert found, "README says it in other words"
    values = QUOTED[sentence]()
    assert len(found.groups()) == len(values)
    for quoted, value in zip((WORDS.get(word, word) for word in found.groups()), values, strict=True):
        places = len(quoted.partition(".")[2])
        assert abs(float(quoted) - value) <= 0.5 * 10**-places + 1e-9, (quoted, value)
