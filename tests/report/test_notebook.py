"""What an analyst does with results in a notebook."""

import json

import numpy as np
import pytest
from matplotlib.figure import Figure

import carbonsim

STOCK = "Stocks|Transportation|Truck|Battery-Electric"


@pytest.fixture(scope="module")
def result():
    return carbonsim.run(carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2026]"]), draws=8)


def test_a_plot_shows_plan_and_reference_with_their_bands(result):
    axes = result.plot(STOCK, Figure().add_subplot())
    plan, reference = axes.lines
    assert np.array_equal(plan.get_ydata(), result.central[STOCK])
    assert np.array_equal(reference.get_ydata(), result.reference.central[STOCK])
    assert len(axes.collections) == 2
    assert axes.get_ylabel() == "million"


def test_figures_are_titled_with_what_was_found(result):
    drawn = result.plot("difference")["difference"]
    assert " ".join(drawn.texts[0].get_text().split()).startswith("The plan ")


def test_a_difference_is_drawn_alone(result):
    axes = result.plot("Emission Reduction|CO2|Transportation|Truck", Figure().add_subplot())
    assert len(axes.lines) == 1


def test_a_name_that_is_not_there_is_met_with_one_that_is(result):
    with pytest.raises(KeyError, match="did you mean"):
        result.plot("Stocks|Transportation|Trucks", Figure().add_subplot())
    with pytest.raises(KeyError, match="did you mean"):
        result["Stocks|Transportation|Trucks"]


def test_save_writes_the_folder_that_run_writes(result, tmp_path):
    written = {path.name for path in result.save(tmp_path / "mine", figures=False).iterdir()}
    tables = {"timeseries.csv", "bands.csv", "outcomes.csv", "claims.csv", "checks.csv", "manifest.json"}
    assert written == tables | {"report.html", "page.json"}
    bare = result.save(tmp_path / "bare", figures=False, page=False)
    assert {path.name for path in bare.iterdir()} == tables


def test_the_page_of_a_result_is_that_of_its_folder(result, tmp_path):
    folder = result.save(tmp_path / "mine", figures=False)
    file = result.page(tmp_path / "mine.html")
    assert file.read_bytes() == (folder / "report.html").read_bytes()
    assert result.page(file, language="zh") == file, "a page of ours is replaced"
    assert '<html lang="zh-CN"' in file.read_text(encoding="utf-8")


def test_a_page_with_levers_moves_them(tmp_path):
    scenario = carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2026]"])
    result = carbonsim.run(scenario, draws=2)
    folder = result.save(tmp_path / "mine", figures=False, levers=carbonsim.levers(result))
    assert (folder / "levers.csv").is_file()
    assert json.loads((folder / "page.json").read_text(encoding="utf-8"))["levers"]


def test_a_page_goes_over_nothing_that_is_no_page(result, tmp_path):
    notes = tmp_path / "notes.html"
    notes.write_text("mine", encoding="utf-8")
    for place in (notes, tmp_path):
        with pytest.raises(FileExistsError, match="no page of carbonsim"):
            result.page(place)
    assert notes.read_text(encoding="utf-8") == "mine"


def test_the_frame_is_the_central_run_in_iamc_form(result):
    frame = result.to_frame()
    assert list(frame.columns) == ["model", "scenario", "region", "variable", "unit", "year", "value"]
    values = frame[frame.variable == STOCK].value.to_numpy()
    assert np.array_equal(values, result.central[STOCK])


def test_quantiles_are_those_of_the_draws(result):
    assert np.allclose(result.quantiles(STOCK, (0.5,))[0], np.median(result.ensemble[STOCK], axis=1))
