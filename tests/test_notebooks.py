"""Every notebook runs from its first cell to its last, and finds what it says."""

import re
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate

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
    """Runner of a notebook, in an empty folder and with figures that need no screen."""
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
    """Text of the cells of a notebook, in one line."""
    text = path.read_text(encoding="utf-8")
    cells = re.findall(r"^# %% \[markdown\]\n((?:#.*\n)*)", text, flags=re.MULTILINE)
    return " ".join(re.sub(r"^#\s*", "", line) for cell in cells for line in cell.splitlines())


def test_the_notebook_of_the_trunk_line_says_what_its_cells_find(notebook):
    names, text = notebook(NOTEBOOKS[1]), said(NOTEBOOKS[1])
    for words in (*of_arithmetic(names), *of_boundaries(names), *of_mileage(names), *of_audit(names)):
        assert words in text
    carbon, _ = found_of(names)
    assert carbon["direct"] > names["MT"]
    assert carbon["operational"] / carbon["direct"] == pytest.approx(0.25, abs=0.01)
    assert names["mean_truck"] / 175_000 == pytest.approx(1 / 3, abs=0.03)


def found_of(names):
    """Figures of the reduction and of the saving by boundary."""
    rows = names["found"].itertuples()
    figures = {(row.claim, row.counted): row.found for row in rows}
    return [
        {counted: value for (claim, counted), value in figures.items() if claim == f"trunk-line-{each}"}
        for each in ("co2", "cost")
    ]


def of_arithmetic(names):
    sums = names["arithmetic"]
    yield (
        f"are {sums['round trips a truck and year']:.0f} round trips, "
        f"or {sums['kilometres from the 3 bn CNY']:,.0f} km"
    )
    yield f"shared among the trucks, are {sums['tonnes of CO2 a truck from the 18 Mt']:.0f} t"
    yield f"the diesel of {thousands(sums['kilometres from the 18 Mt'])} km"


def of_boundaries(names):
    carbon, cost = found_of(names)
    yield f"a quarter of it is left, {carbon['operational']:.1f} Mt"
    yield f"from the well it is {carbon['well-to-wheel']:.1f} Mt"
    trip = cost["operating"] * 1e9 / names["TRUCKS"] / 175_000 * names["KM"]
    yield f"by {cost['operating']:.1f} bn CNY a year and {round(trip, -1):.0f} CNY a trip"
    yield f"it is still {cost['owner']:.1f} bn"
    fuel = paid(names["result"].reference, "Fuel")
    litre = fuel * 1e9 / (names["TRUCKS"] * 175_000 * names["LITRES"])
    yield f"with diesel at {litre:.2f} CNY a litre"
    yield f"{fuel:.0f} bn CNY of diesel against"
    swaps = sum(paid(names["result"], kind) for kind in ("Swapping", "Battery Rent"))
    yield f"{swaps:.0f} bn of swaps and rent"


def paid(results, kind):
    """Cost of owners of one kind in the first year [bn CNY]."""
    return results.central[f"Cost|Transportation|Truck|Owner|{kind}"][0]


def of_mileage(names):
    at, by, province = names["mileage_at"], names["by_mileage"], names["province"]
    yield f"below {thousands(at('saving', 0.0))} km a truck that swaps costs more"
    yield f"the mean heavy truck of Fujian drives {thousands(names['mean_truck'])} km"
    tractor = province.scenario.quantity("freight.duties.tractor_trunk.mileage").central[0]
    yield f"a new tractor on long hauls {thousands(tractor)}"
    emitted = province.central["Emissions|CO2|Energy|Demand|Transportation|Truck"][0]
    yield f"all trucks together emit {emitted:.1f} Mt"
    there = np.interp(at("tailpipe", names["MT"]), by.index, by["saving"])
    yield f"18 Mt want {thousands(at('tailpipe', names['MT']))} km, where the saving is {there:.1f} bn"


def of_audit(names):
    needs = names["needs"].set_index(["claim", "parameter"])
    grid = needs.loc[("trunk-line-co2", "drivers.grid_emission_factor")]
    yield f"less than {grid['to']:.3f} kg CO2/kWh, where the grid of 2022 has {grid['is']:.3f}"
    farther = needs.loc[("trunk-line-co2", names["MILEAGE"])]
    yield f"or {thousands(farther['from'])} km a truck, which no truck"
    price = needs.loc[("trunk-line-cost", names["DIESEL"])]
    yield f"diesel at {price['from']:.2f} to {price['to']:.2f} CNY a litre, which is inside its range"
    moved = [need.parameter for answer in names["audited"].answers for need in answer.needs]
    diesel = next(each for each in moved if each.key == names["DIESEL"])
    assert diesel.ranged
    assert diesel.low < price["from"] < price["to"] < diesel.high

    spans = {
        (frozenset(answer.result.claim.name for answer in pair.answers), each.parameter.key): each.both
        for pair in names["audited"].joint
        for each in pair.together
    }
    cost, trip, carbon = (f"trunk-line-{each}" for each in ("cost", "trip", "co2"))
    (money,) = spans[frozenset({cost, trip}), names["DIESEL"]]
    dearer = next(
        need
        for answer in names["audited"].answers
        if (answer.result.claim.name, answer.result.boundary) == (cost, "owner")
        for need in answer.needs
        if need.parameter.key == names["DIESEL"]
    ).spans[0]
    low, high = max(money.low, dearer.low), min(money.high, dearer.high)
    yield f"{low:.2f} to {high:.2f} CNY a litre, with the dearer trucks"
    for each in (cost, trip):
        assert spans[frozenset({carbon, each}), names["MILEAGE"]] == ()
    ranges = [
        names["mileage_at"](column, value * share)
        for column, value in (("saving", 3), ("CNY a trip", 120))
        for share in (0.75, 1.25)
    ]
    yield f"or {thousands(ranges[0])} to {thousands(ranges[1])} km"
    both = max(ranges[0], ranges[2]), min(ranges[1], ranges[3])
    yield f"from {thousands(both[0])} to {thousands(both[1])} km, where"
    saved = [np.interp(km, names["by_mileage"].index, names["by_mileage"]["tailpipe"]) for km in both]
    yield f"the tailpipes save {saved[0]:.0f} to {saved[1]:.0f} Mt"


def test_at_the_price_of_diesel_that_the_notebook_names_all_claims_of_the_line_hold():
    changes = ["drivers.fuels.diesel.price=7.25 CNY/L", "years=[2023, 2024]"]
    rows = evaluate(carbonsim.run(carbonsim.load_scenario("fujian-full-conversion", changes), draws=1))
    verdicts = {(row.claim.name, row.boundary): row.verdict for row in rows}
    held = [("co2", "direct"), ("cost", "operating"), ("cost", "owner"), ("trip", "operating")]
    assert {verdicts[f"trunk-line-{name}", boundary] for name, boundary in held} == {"holds"}


def test_with_power_free_of_carbon_the_18_mt_hold_with_the_grid():
    changes = ["drivers.grid_emission_factor=0 kg CO2/kWh", "years=[2023, 2024]"]
    clean = carbonsim.run(carbonsim.load_scenario("fujian-full-conversion", changes), draws=1)
    assert clean.central["Emission Reduction|CO2|Transportation|Truck [Operational]"][0] > 18


def thousands(value):
    """A number to the nearest thousand, as texts write it."""
    return f"{round(value, -3):,.0f}"
