"""What docs/trunk-line.md states is what the committed results hold."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "trunk-line.md").read_text(encoding="utf-8")
TRUCK = "Transportation|Truck"
REDUCTION = f"Emission Reduction|CO2|{TRUCK}"
SCENARIOS = {
    "none": "fujian-no-line",
    "four": "fujian-no-policy",
    "line": "fujian-line",
    "market-built": "fujian-market-built",
    "rolled out": "fujian-trunk-line",
    "same places": "fujian-same-places",
    "fees by use": "fujian-fees-by-use",
}
COLUMNS = (
    f"Sales Share|{TRUCK}|Battery-Electric|Swap",
    f"Sales Share|{TRUCK}|New Energy",
    f"Swaps per Station|{TRUCK}",
    f"Result per Swap Station|{TRUCK}",
)
PARTS = {"all": "fujian-trunk-line", "waiting": "fujian-same-places", "fees": "fujian-fees-by-use"}


@cache
def bands(scenario):
    with (ROOT / "results" / scenario / "bands.csv").open(encoding="utf-8", newline="") as file:
        return {(row["variable"], row["year"], row["quantile"]): row["value"] for row in csv.DictReader(file)}


def found(scenario, variable, year):
    return [float(bands(scenario)[variable, year, quantile]) for quantile in ("0.5", "0.05", "0.95")]


def numbers(cell):
    """Numbers of a cell, and the half of the last digit of each."""
    texts = re.findall(r"-?\d+(?:\.\d+)?", cell)
    return [float(text) for text in texts], [0.5 * 10.0 ** -len(text.partition(".")[2]) for text in texts]


def row(start, heading):
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    (line,) = [line for line in section.splitlines() if line.startswith(f"| {start}")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def same(cell, values):
    stated, halves = numbers(cell)
    assert len(stated) == len(values), cell
    for number, half, value in zip(stated, halves, values, strict=True):
        assert number == pytest.approx(value, abs=half * 1.001), cell


@pytest.mark.parametrize("year", ["2030", "2035"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_shares_swaps_and_results(name, year):
    cells = row(name, f"In {year}")[1:]
    for cell, variable in zip(cells, COLUMNS, strict=True):
        if cell:
            same(cell, found(SCENARIOS[name], variable, year))
        else:
            assert bands(SCENARIOS[name])[variable, year, "0.5"] == "", "no station has no swaps"


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_what_is_saved(part):
    for cell, year in zip(
        row(part, "What the roll-out saves, and by what")[2:], ("2030", "2035"), strict=True
    ):
        same(cell, found(PARTS[part], REDUCTION, year))


def test_what_is_left_is_coverage():
    cells = row("coverage", "What the roll-out saves, and by what")[2:]
    for cell, year in zip(cells, ("2030", "2035"), strict=True):
        whole, waiting = (found(PARTS[part], REDUCTION, year)[0] for part in ("all", "waiting"))
        assert float(cell) == pytest.approx(whole - waiting, abs=1e-3)


def test_what_the_market_builds():
    stated = re.search(
        r"builds (\d+) stations \((\d+) to (\d+)\) by 2030, and (\d+) \((\d+) to (\d+)\)", PAGE
    )
    stations = f"Swap Stations|{TRUCK}"
    values = [
        *found("fujian-market-built", stations, "2030"),
        *found("fujian-market-built", stations, "2035"),
    ]
    assert [int(number) for number in stated.groups()] == [round(value) for value in values]


def test_how_long_trucks_wait_at_four_stations():
    stated = re.search(r"waiting (\d+) minutes in the mean of 2035 \((\d+) to (\d+)\)", PAGE)
    values = found("fujian-no-policy", f"Swap Waiting Time|{TRUCK}", "2035")
    assert [int(number) for number in stated.groups()] == [round(value) for value in values]
