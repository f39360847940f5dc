"""Every notebook runs from its first cell to its last, and finds what it says."""

import re
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest

import carbonsim

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.py"))


def run_cells(path, draws=None):
    """Run a notebook, one with draws with so many; the names that it leaves."""
    text = path.read_text(encoding="utf-8")
    text, changed = re.subn(r"DRAWS, SEED = \d+", f"DRAWS, SEED = {draws}", text)
    assert changed == (draws is not None)
    names = {}
    for cell in re.split(r"^# %%.*$", text, flags=re.MULTILINE):
        exec(compile(cell, str(path), "exec"), names)
    return names


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """What runs a notebook, in an empty folder and with figures that need no screen."""
    monkeypatch.chdir(tmp_path)
    with mpl.rc_context({"backend": "agg"}):
        yield run_cells
        from matplotlib import pyplot  # noqa: PLC0415 - the notebook has loaded it by now

        pyplot.close("all")


@pytest.fixture
def found(notebook):
    return notebook(NOTEBOOKS[0], 60)


def test_notebooks_are_those_that_are_tested_here():
    assert [path.stem for path in NOTEBOOKS] == ["compare_two_scenarios", "trunk_line_claims"]


def test_an_analyst_finds_what_decides_the_difference(found):
    comparison, outcome = found["comparison"], found["OUTCOME"]
    assert comparison.paired
    row = comparison.outcomes().set_index("outcome").loc[outcome]
    # the push saves in every draw, and its range is narrower than those of both scenarios
    assert row["difference"] < 0
    assert row["probability_below"] == 1.0
    assert found["apart"] < min(found["alone"].values())
    deciding = found["deciding"]
    assert deciding.abs().iloc[0] > 2 * found["noise"]
    assert deciding.index[0] == "drivers.carbon_price"


def said(path):
    """What the cells of text of a notebook say, in one line."""
    text = path.read_text(encoding="utf-8")
    cells = re.findall(r"^# %% \[markdown\]\n((?:#.*\n)*)", text, flags=re.MULTILINE)
    return " ".join(re.sub(r"^#\s*", "", line) for cell in cells for line in cell.splitlines())


def test_the_notebook_of_the_trunk_line_says_what_its_cells_find(notebook):
    names, text = notebook(NOTEBOOKS[1]), said(NOTEBOOKS[1])
    sums, at, by = names["arithmetic"], names["mileage_at"], names["by_mileage"]
    for key, words in {
        "round trips a truck and year": "{:.0f} round trips",
        "kilometres from the 3 bn CNY": "round trips, or {:,.0f} km",
        "tonnes of CO2 a truck from the 18 Mt": "shared among the trucks, are {:.0f} t",
    }.items():
        assert words.format(sums[key]) in text
    assert f"the diesel of {thousands(sums['kilometres from the 18 Mt'])} km" in text

    found = {(row.claim, row.counted): row.found for row in names["found"].itertuples()}
    carbon, cost = (
        {counted: value for (claim, counted), value in found.items() if claim == f"trunk-line-{each}"}
        for each in ("co2", "cost")
    )
    assert carbon["direct"] > names["MT"]
    assert f"a quarter of it is left, {carbon['operational']:.1f} Mt" in text
    assert carbon["operational"] / carbon["direct"] == pytest.approx(0.25, abs=0.01)
    assert f"from the well it is {carbon['well-to-wheel']:.1f} Mt" in text
    trip = found["trunk-line-trip", "operating"] * names["KM"]
    assert f"by {cost['operating']:.1f} bn CNY a year and {round(trip, -1):.0f} CNY a trip" in text
    assert f"it is still {cost['owner']:.1f} bn" in text
    fuel = names["result"].reference.central["Cost|Transportation|Truck|Owner|Fuel"][0] * 1e9
    assert f"with diesel at {fuel / (names['TRUCKS'] * 175_000 * names['LITRES']):.2f} CNY a litre" in text

    assert f"below {thousands(at('saving', 0.0))} km a truck that swaps costs more" in text
    assert f"the mean heavy truck of Fujian drives {thousands(names['mean_truck'])} km" in text
    province = names["province"]
    tractor = province.scenario.quantity("freight.duties.tractor_trunk.mileage").central[0]
    assert f"a new tractor on long hauls {thousands(tractor)}" in text
    emitted = province.central["Emissions|CO2|Energy|Demand|Transportation|Truck"][0]
    assert f"all trucks together emit {emitted:.1f} Mt" in text

    both = names["together"].drop("18 Mt at the tailpipe")
    low, high = both["from km"].max(), both["to km"].min()
    assert f"some {low:,.0f} to {high:,.0f} km a year" in text
    per_km = carbon["direct"] / 175_000
    assert f"the tailpipes save {low * per_km:.0f} to {high * per_km:.0f} Mt" in text
    there = np.interp(at("tailpipe", names["MT"]), by.index, by["saving"])
    assert (
        f"The 18 Mt want {thousands(at('tailpipe', names['MT']))} km, where the saving is {there:.1f} bn"
        in text
    )
    assert thousands(sums["kilometres from the 3 bn CNY"]) == "175,000"


def test_with_power_free_of_carbon_the_18_mt_hold_with_the_grid():
    changes = ["drivers.grid_emission_factor=0 kg CO2/kWh", "years=[2023, 2024]"]
    clean = carbonsim.run(carbonsim.load_scenario("fujian-full-conversion", changes), draws=1)
    assert clean.central["Emission Reduction|CO2|Transportation|Truck [Operational]"][0] > 18


def thousands(value):
    """A number to the nearest thousand, as texts write it."""
    return f"{round(value, -3):,.0f}"
