"""Shares of sales with their range: published forecasts are marked where the region has any."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.reference.tables import published_forecasts
from carbonsim.report import figure_shares
from carbonsim.report.dips import dip_words
from carbonsim.report.figure_shares import PUBLISHED, share_figures, share_range_figures
from carbonsim.report.figures import figures_of
from carbonsim.report.onepage.lines import line_charts
from carbonsim.report.placement import lay_out
from carbonsim.report.style import drawing, look_of
from carbonsim.report.texts import say
from carbonsim.results.records import Variable

NEW_ENERGY = "Sales Share|Transportation|Truck|New Energy"
NAMES = ("Sales Share|Transportation|Truck|Swap in Battery-Electric", NEW_ENERGY)
LEGEND = "published\nforecasts"


@pytest.fixture
def make_shares(make_results):
    """Builds a run with two shares in a region: `make_shares(region, draws, last)`."""

    def make(region: str, draws: int = 8, last: int = 2060):
        base = make_results(reference=False)
        years = base.years[base.years <= last]
        central = {name: np.linspace(10.0, 60.0, len(years)) for name in NAMES}
        spread = np.linspace(0.8, 1.2, draws)
        many = {name: values[:, None] * spread for name, values in central.items()} if draws > 1 else {}
        return replace(
            base,
            scenario=replace(base.scenario, region=region),
            years=years,
            variables={name: Variable(name, "%", "", name, "carbonsim") for name in NAMES},
            central=central,
            ensemble=many,
            draws=draws,
        )

    return make


def drawn(results):
    with drawing():
        (draft,) = share_range_figures(results, look_of(results, "en"))
        lay_out(figure := draft.draw())
    return figure


def marks(axes):
    """Year and value of each marker of a panel."""
    lines = [line for line in axes.lines if line.get_marker() == PUBLISHED["marker"]]
    return sorted((x, y) for line in lines for x, y in zip(*line.get_data(), strict=True))


def in_legend(figure):
    return [text.get_text() for legend in figure.legends for text in legend.get_texts()]


def test_each_forecast_for_china_is_marked_in_the_panel_of_its_variable(make_shares):
    figure = drawn(make_shares("China"))
    other, new_energy = figure.axes[:2]
    published = sorted((row.year, row.central) for row in published_forecasts(NEW_ENERGY, "China"))
    assert marks(new_energy) == published and len(published) > 5
    assert marks(other) == []
    assert LEGEND in in_legend(figure)


def test_markers_lie_on_top_of_lines_and_bands(make_shares):
    axes = drawn(make_shares("China")).axes[1]
    (mark,) = [line for line in axes.lines if line.get_marker() == PUBLISHED["marker"]]
    others = [artist for artist in (*axes.lines, *axes.collections) if artist is not mark]
    assert all(artist.get_zorder() < mark.get_zorder() for artist in others)


def test_there_are_none_for_fujian(make_shares):
    figure = drawn(make_shares("Fujian"))
    assert [marks(axes) for axes in figure.axes[:2]] == [[], []]
    assert LEGEND not in in_legend(figure)


def test_years_outside_the_horizon_are_not_marked(make_shares):
    assert {year for year, _ in marks(drawn(make_shares("China", last=2027)).axes[1])} == {2026, 2027}
    figure = drawn(make_shares("China", last=2025))
    assert marks(figure.axes[1]) == [] and LEGEND not in in_legend(figure)


def test_a_published_range_is_a_bar(make_shares, monkeypatch):
    forecast = published_forecasts(NEW_ENERGY, "China")[0]
    ranged = replace(forecast, year=2030, low=30.0, central=45.0, high=50.0)
    rows = {NEW_ENERGY: (forecast, ranged)}
    monkeypatch.setattr(figure_shares, "published_forecasts", lambda name, _: rows.get(name, ()))
    axes = drawn(make_shares("China", draws=1)).axes[1]
    assert marks(axes) == [(forecast.year, forecast.central), (2030, 45.0)]
    (bars,) = axes.collections
    assert [bar.tolist() for bar in bars.get_segments()] == [[[2030, 30.0], [2030, 50.0]]]


def test_a_powertrain_has_its_colour_whatever_else_is_sold(make_results):
    base = make_results(reference=False)
    truck = "Sales Share|Transportation|Truck|Battery-Electric"
    names = (f"{truck}|Plug-In", f"{truck}|Swap")

    def colours_of(plug_in, swap):
        central = {
            name: np.full(len(base.years), share) for name, share in zip(names, (plug_in, swap), strict=True)
        }
        known = {name: Variable(name, "%", "", name, "carbonsim") for name in names}
        made = replace(base, variables=known, central=central)
        (draft,) = share_figures(made, look_of(made, "en"))
        with drawing():
            figure = draft.draw()
        (legend,) = figure.legends
        patches, texts = legend.get_patches(), legend.get_texts()
        return {text.get_text(): patch.get_facecolor() for text, patch in zip(texts, patches, strict=True)}

    alone, both = colours_of(0.0, 100.0), colours_of(40.0, 60.0)
    assert len(set(both.values())) == 2
    assert alone == {"Battery-Electric, Swap": both["Battery-Electric, Swap"]}


def test_the_legend_has_its_chinese():
    assert say(LEGEND, "zh") == "已发布\n的预测"


def dipping(made, share, sold):
    """A run with these shares of new energy and sales of trucks."""
    means = "Transportation|Truck"
    series = {f"Sales Share|{means}|New Energy": np.array(share), f"Sales|{means}": np.array(sold)}
    years = np.arange(2028, 2028 + len(share))
    return replace(made, years=years, central={**made.central, **series})


@pytest.mark.parametrize(
    ("share", "sold", "told"),
    [
        ([50.0, 55.0, 60.0, 54.0, 61.0, 63.0], [1.0, 1.0, 1.2, 0.8, 1.0, 1.0], "2031"),
        # rises all the way; dips without sales that were made before; dips a little
        ([50.0, 55.0, 60.0, 61.0, 62.0, 63.0], [1.0, 1.0, 1.2, 0.8, 1.0, 1.0], ""),
        ([50.0, 55.0, 60.0, 54.0, 61.0, 63.0], [1.0, 1.0, 1.0, 1.0, 1.0, 1.0], ""),
        ([50.0, 55.0, 60.0, 59.0, 61.0, 63.0], [1.0, 1.0, 1.2, 0.8, 1.0, 1.0], ""),
        ([50.0, np.nan, 60.0], [1.0, 1.0, 1.2], ""),
    ],
)
def test_a_dip_is_explained_by_what_was_bought_before(make_results, share, sold, told):
    made = dipping(make_results(1), share, sold)
    for language in ("en", "zh"):
        words = dip_words(made, "Transportation|Truck", language)
        assert words[:4] == told and (not told or "2030" in words)
        assert not dip_words(made, "Transportation|Light-Duty Vehicle", language)


def test_figures_and_page_tell_it():
    made = run(load_scenario("china-trucks-electric", ["years=[2023, 2034]"]), draws=3)
    words = "2031 dips: some of its vehicles were bought in 2030 already"
    drawn = figures_of(made, ("sales_shares", "sales_share_ranges", "stock_by_powertrain"))
    told = {name: words in " ".join(figure.texts[1].get_text().split()) for name, figure in drawn.items()}
    assert told == {"sales_shares": True, "sales_share_ranges": True, "stock_by_powertrain": False}
    charts = {chart.id: chart for chart in line_charts(made, {})}
    assert all(words in view.note["en"] for view in charts["sales_shares"].views)
