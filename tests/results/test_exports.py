"""Results as data frames, labelled arrays and pages."""

import sys
from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ComputingError
from carbonsim.report.page import comparison_html, html_table, results_html

NAME = "Emissions|CO2|Energy|Demand|Transportation|Truck"
OVERRIDES = ["years=[2023, 2026]"]


@pytest.fixture(scope="module")
def results():
    return carbonsim.run(carbonsim.load_scenario("fujian-no-policy", OVERRIDES), draws=20)


@pytest.fixture(scope="module")
def streamed(results):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("carbonsim.engine.ensemble.MOST_KEPT", 10)
        return carbonsim.run(results.scenario, draws=20)


def test_a_frame_has_the_central_run(results):
    frame = results.to_frame()
    assert list(frame.columns) == ["model", "scenario", "region", "variable", "unit", "year", "value"]
    assert len(frame) == 4 * len(results.central)
    row = frame[(frame["variable"] == NAME) & (frame["year"] == 2024)].iloc[0]
    assert row["value"] == results.central[NAME][1]
    assert row["unit"] == results.unit(NAME)


def test_a_frame_with_bands(results, streamed):
    for run in (results, streamed):
        frame = run.to_frame(bands=True)
        row = frame[(frame["variable"] == NAME) & (frame["year"] == 2024)].iloc[0]
        low, *_, high = run.quantiles(NAME)
        assert (row["p05"], row["p95"]) == (low[1], high[1])
        assert row["mean"] == run.mean(NAME)[1]
        alone = set(run.central) - set(run.banded)
        assert frame[frame["variable"].isin(alone)]["p50"].isna().all()


def test_arrays_carry_their_units(results):
    data = results.to_xarray()
    assert data[NAME].dims == ("year", "draw")
    assert data[NAME].attrs["units"] == "Mt CO2/yr"
    assert data[NAME].attrs["boundary"] == "direct"
    assert np.array_equal(data[NAME].sel(year=2025), results.ensemble[NAME][2])
    assert data.attrs["scenario"] == "fujian-no-policy"
    assert set(data.data_vars) == set(results.variables)


def test_arrays_of_a_streamed_and_of_a_central_run(results, streamed):
    data = streamed.to_xarray()
    assert data[NAME].dims == ("quantile", "year")
    assert np.array_equal(data[NAME].sel(quantile=0.5), streamed.quantiles(NAME)[2])
    central = carbonsim.run(results.scenario, draws=1).to_xarray()
    assert central[NAME].dims == ("year",)
    assert "draw" not in central.coords


def test_a_missing_extra_is_named(results, monkeypatch):
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(ComputingError, match=r"pip install 'carbonsim\[xarray\]'"):
        results.to_xarray()


def test_a_page_shows_outcomes_claims_and_checks():
    scenario = carbonsim.load_scenario("fujian-trunk-line")
    result = carbonsim.run(scenario, draws=20)
    page = result._repr_html_()
    for words in ("Fujian battery-swap trunk line", "20 draws", "Cumulative Emissions", "probability", "<th"):
        assert words in page
    assert page.count("<table>") == page.count("</table>") == 2 + len(result.checks)
    assert all(check.text["en"] in page for check in result.checks)


def test_a_page_escapes_what_scenarios_say(results):
    evil = replace(results.scenario, title={"en": "<script>alert(1)</script>"}, region="<b>")
    page = results_html(replace(results, scenario=evil))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<b>," not in page
    assert html_table(("<i>",), [("&",)]).count("&lt;i&gt;") == 1


def test_a_page_of_a_comparison(results):
    other = replace(results, scenario=replace(results.scenario, name="<other>"))
    page = comparison_html(carbonsim.compare(results, other))
    assert "&lt;other&gt;" in page
    assert "below 0" in page
