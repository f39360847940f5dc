"""Statistics of a region that freight is held against, by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.reference.tables import look_up, read_table
from carbonsim.sectors.freight import checks
from carbonsim.sectors.freight.checks import DISTANCE, INTENSITY, NATION, REDUCTION, TURNOVER, top_down

FUJIAN = SimpleNamespace(region="Fujian")
YEARS = np.array([2023, 2024, 2025])
#: 100,000 trucks drive 8 billion km in two duties and do 120 billion tkm in the first year.
CENTRAL = {
    "Stocks|Transportation|Truck": np.array([0.1, 9.0, 9.0]),
    f"{DISTANCE}Trunk Line": np.array([6.0, 9.0, 9.0]),
    f"{DISTANCE}Construction": np.array([2.0, 9.0, 9.0]),
    "Energy Service|Transportation|Freight|Truck": np.array([120.0, 9.0, 9.0]),
    REDUCTION: np.array([0.0, 3.0, 2.0]),
}
#: The largest reduction of draw i is i + 1.
DRAWN = {REDUCTION: np.stack([np.zeros(21), np.arange(1.0, 22.0), np.zeros(21)])}


@pytest.fixture(scope="module")
def statistics():
    """The latest year of the region: tonne-kilometres [bn tkm], and grams of CO2 for each."""
    latest = max((row for row in read_table(TURNOVER) if row.region == "Fujian"), key=lambda row: row.year)
    return latest, look_up(INTENSITY, NATION, latest.year)


def rows(central=CENTRAL, ensemble=DRAWN, scenario=FUJIAN):
    (check,) = top_down(scenario, central, ensemble, YEARS)
    return check, {row.label["en"]: row for row in check.rows}


def test_each_row_by_hand(statistics):
    latest, grams = statistics
    check, found = rows()
    values = {name: (row.value, row.unit) for name, row in found.items()}
    emitted = latest.central * grams.central / 1e3  # g/tkm x bn tkm are kt, and Mt a thousandth
    assert values["road freight by statistics"] == (latest.central, "bn tkm/yr")
    assert values["tonne-kilometres of this scenario"] == (120.0, "bn tkm/yr")
    assert values["CO2 of all road freight, central"] == (pytest.approx(emitted), "Mt CO2/yr")
    assert values["largest reduction at the tailpipe in this scenario"] == (3.0, "Mt CO2/yr")
    assert values["the same over CO2 of all road freight"] == (pytest.approx(3.0 / emitted), "times")
    assert values["mileage of a truck in this scenario"] == (pytest.approx(80_000), "km/yr")
    assert values["mean load implied by the statistics"] == (pytest.approx(latest.central / 8), "t")
    assert values["mean load of this scenario"] == (pytest.approx(15.0), "t")
    assert str(latest.year) in check.text["en"] and "2023" in check.text["en"]
    assert "福建" in check.text["zh"]


def test_low_and_high_of_the_intensity_are_rows_where_they_are_known(statistics):
    latest, grams = statistics
    _, found = rows()
    for word, value in (("low", grams.low), ("high", grams.high)):
        name = f"CO2 of all road freight, {word}"
        assert (name in found) == (value is not None)
        if value is not None:
            assert found[name].value == pytest.approx(latest.central * value / 1e3)


def test_an_intensity_without_range_leaves_the_central_row_alone(statistics, monkeypatch):
    latest, grams = statistics
    monkeypatch.setattr(checks, "look_up", lambda *_: replace(grams, low=None, high=None))
    _, found = rows()
    assert [name for name in found if name.startswith("CO2 of all")] == ["CO2 of all road freight, central"]
    central = found["CO2 of all road freight, central"].value
    assert central == pytest.approx(latest.central * grams.central / 1e3)


def test_the_range_of_the_largest_reduction_is_that_of_the_draws():
    row = rows()[1]["largest reduction at the tailpipe in this scenario"]
    assert (row.low, row.high) == (pytest.approx(2.0), pytest.approx(20.0))
    row = rows(ensemble={})[1]["largest reduction at the tailpipe in this scenario"]
    assert (row.low, row.high) == (None, None)


def test_without_a_reference_nothing_is_reduced():
    _, found = rows({name: values for name, values in CENTRAL.items() if name != REDUCTION})
    assert not any("reduction" in name or "the same over" in name for name in found)


def test_a_region_without_statistics_has_no_check():
    assert top_down(SimpleNamespace(region="nowhere"), CENTRAL, DRAWN, YEARS) == ()
