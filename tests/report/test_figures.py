"""Figures: there, the same each time, and right for values of 0 and below."""

from __future__ import annotations

import warnings
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from carbonsim.report.figure_boundaries import boundary_figures
from carbonsim.report.figure_components import component_figures
from carbonsim.report.figure_costs import actor_figures, kind_figures
from carbonsim.report.figure_stock import stock_figures
from carbonsim.report.figures import FIGURES, drafts_of, figures_of, write_figures
from carbonsim.report.palette import PALETTE, colours
from carbonsim.report.placement import lay_out
from carbonsim.report.sheet import sheet
from carbonsim.report.stacks import largest_apart
from carbonsim.report.style import Look, drawing, look_of, name_panel

ALL = {
    "difference",
    "stock_by_powertrain",
    "emissions_by_component",
    "emissions_by_boundary",
    "cost_by_kind",
    "cost_by_actor",
}


def drawn(maker, results):
    with drawing():
        (draft,) = maker(results, look_of(results, "en"))
        lay_out(figure := draft.draw())
    return figure


def title_extent(axes):
    """Where the title of a panel stands."""
    title = axes.get_title(loc="left")
    (text,) = [
        child for child in axes.get_children() if isinstance(child, Text) and child.get_text() == title
    ]
    return text.get_window_extent()


def texts(figure) -> str:
    shown = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        shown += [axes.get_title(loc="left"), axes.get_ylabel()]
    for legend in figure.legends:
        shown += [text.get_text() for text in legend.get_texts()]
    return "\n".join(shown)


def test_figures_are_the_same_each_time(tmp_path, make_results):
    made = make_results(10)
    contents = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        names = write_figures(made, folder, formats=("png", "svg"))
        assert names == ("difference", "stock_by_powertrain")
        contents.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert set(contents[0]) == {f"{name}.{ending}" for name in names for ending in ("png", "svg")}
    assert contents[0] == contents[1]
    assert b"<dc:date>" not in contents[0]["difference.svg"]


def test_all_figures_are_there_where_they_are_asked_for(make_results):
    assert set(figures_of(make_results(10))) == ALL
    assert set(figures_of(make_results(10), ("difference", "cost_by_kind"))) == {"difference", "cost_by_kind"}


def test_without_a_reference_there_are_no_differences(make_results):
    names = figures_of(make_results(reference=False))
    assert set(names) == ALL - {"difference", "cost_by_kind", "cost_by_actor"}


def test_plan_and_reference_stand_on_one_scale(make_results):
    figure = drawn(stock_figures, make_results())
    plan, reference = figure.axes
    assert plan.get_ylim() == reference.get_ylim()
    assert plan.get_ylim()[0] == 0.0
    assert plan.get_ylim()[1] == pytest.approx(120 * 1.05)  # and a margin
    shown = texts(figure)
    for words in ("Plan: Trunk line", "Reference: No policy", "thousand vehicles", "scenario trunk-line"):
        assert words in shown
    assert "Hydrogen" not in shown


@pytest.mark.parametrize(
    ("plan", "reference"),
    [
        ("Hydrogen-based shaft furnace at Baosteel Zhanjiang, with all of its gas from coke ovens", "None"),
        (
            "Short",
            "Three blast furnaces at Baosteel Zhanjiang, relined at the end of each of their campaigns",
        ),
    ],
)
def test_long_titles_of_panels_are_broken_and_never_overlap(make_results, plan, reference):
    made = make_results()
    other = replace(
        made.reference, scenario=replace(made.reference.scenario, title={"en": reference, "zh": reference})
    )
    long = replace(made, scenario=replace(made.scenario, title={"en": plan, "zh": plan}), reference=other)
    figure = drawn(stock_figures, long)
    left, right = map(title_extent, figure.axes)
    assert left.x1 < right.x0
    for axes in figure.axes:
        assert title_extent(axes).width <= axes.get_window_extent().width + 1.0
        assert title_extent(axes).y1 < figure.texts[1].get_window_extent().y0, "below the subtitle"
    words = [" ".join(axes.get_title(loc="left").split()) for axes in figure.axes]
    assert words == [f"Plan: {plan}", f"Reference: {reference}"], "nothing is lost"


def test_titles_of_narrow_panels_stay_on_one_line_where_they_fit(make_results):
    row = drawn(boundary_figures, make_results(10)).axes
    extents = [title_extent(axes) for axes in row]
    assert all(one.x1 < other.x0 for one, other in pairwise(extents))
    assert not any("\n" in axes.get_title(loc="left") for axes in row)


def test_a_title_is_broken_between_chinese_characters():
    figure, (panels,) = sheet(Look("en", "", ""), "", 2)
    title = "宝钢湛江氢基竖炉与三座高炉并行的情景，等量钢水与等量铁水，另有两座电炉"
    for axes in panels:
        name_panel(axes, title)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of characters that the font here may not have
        lay_out(figure)
        one, other = (title_extent(axes) for axes in panels)
    assert one.x1 < other.x0
    lines = panels[0].get_title(loc="left").split("\n")
    assert len(lines) > 1 and "".join(lines) == title


def test_components_name_their_gas(make_results):
    shown = texts(drawn(component_figures, make_results()))
    for words in (
        "direct (CO₂)",
        "fuel supply (CO₂e)",
        "reference, direct (CO₂)",
        "reference, life-cycle (CO₂e)",
    ):
        assert words in shown
    assert "Mt/yr" in shown


def test_components_stack_up_to_the_life_cycle(make_results):
    made = make_results()
    figure = drawn(component_figures, made)
    tops = [area.get_paths()[0].vertices[:, 1].max() for area in figure.axes[0].collections]
    total = made.central["Emissions|Kyoto Gases|Energy|Demand|Transportation|Truck [Life Cycle]"]
    assert max(tops) == pytest.approx(total.max())


def test_each_boundary_has_its_panel_with_the_band_of_the_draws(make_results):
    figure = drawn(boundary_figures, make_results(10))
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    assert titles == ["direct (CO₂)", "operational (CO₂)", "well-to-wheel (CO₂e)", "life-cycle (CO₂e)"]
    assert all(len(axes.collections) in (1, 2) for axes in figure.axes[:4]), "a band of plan and of reference"
    assert len({axes.get_ylim() for axes in figure.axes[:4]}) == 1
    assert not drawn(boundary_figures, make_results(1)).axes[0].collections


def test_bars_of_kinds_add_up_to_the_net(make_results):
    made = make_results()
    (axes,) = drawn(kind_figures, made).axes
    heights = {}
    for layer in axes.collections:
        for (left, bottom), (_, top), (right, _), *_ in (path.vertices for path in layer.get_paths()):
            year = round((left + right) / 2)
            heights[year] = heights.get(year, 0.0) + top - bottom
    (line,) = [line for line in axes.lines if len(line.get_xdata()) == len(made.years)]
    net = dict(zip(made.years.tolist(), line.get_ydata().tolist(), strict=True))
    owner = "Cost|Transportation|Truck|Owner"
    assert net[2060] == pytest.approx(made.central[owner][-1] - made.reference.central[owner][-1])
    assert heights[2060] == pytest.approx(net[2060])


def test_actors_add_up_to_the_resource_cost(make_results):
    figure = drawn(actor_figures, make_results())
    assert "net: resource cost" in texts(figure)
    assert "Operating" not in texts(figure), "no actor"
    assert "bn CNY/yr, plan less reference" in texts(figure)


@pytest.mark.parametrize("factor", [0.0, -1.0])
@pytest.mark.parametrize("reference", [True, False])
def test_values_of_zero_and_below_are_drawn(make_results, factor, reference):
    made = make_results(10, reference)
    turned = replace(
        made,
        central={name: factor * values for name, values in made.central.items()},
        ensemble={name: factor * values for name, values in made.ensemble.items()},
    )
    assert len(figures_of(turned)) >= 3
    figure = drawn(component_figures, turned)
    low, high = figure.axes[0].get_ylim()
    assert low <= 0.0 < high or factor < 0


def test_a_single_year_is_drawn(tmp_path, make_results):
    made = make_results(reference=False)
    first = {name: values[:1] for name, values in made.central.items()}
    assert write_figures(replace(made, years=made.years[:1], central=first), tmp_path, every=True)


def test_a_second_sector_gets_figures_of_its_own(make_results):
    made = make_results(reference=False)
    cars = {name.replace("Truck", "Cars"): (name, v) for name, v in made.variables.items()}
    variables = {
        name: replace(v, name=name, stem=v.stem.replace("Truck", "Cars")) for name, (_, v) in cars.items()
    }
    central = {name: made.central[old] for name, (old, _) in cars.items()}
    both = replace(made, variables={**made.variables, **variables}, central={**made.central, **central})
    names = drafts_of(both, look_of(both, "en"))
    assert "stock_by_powertrain-transportation-cars" in names
    assert len(names) == len(set(names))


def test_powertrains_of_one_drive_share_a_hue_and_differ():
    names = ["Internal Combustion|Diesel", "Internal Combustion|LNG", "Battery-Electric|Swap", "Steam|Coal"]
    chosen = colours(names)
    assert len(set(chosen)) == 4
    grey = [max(to_rgb(colour)) - min(to_rgb(colour)) for colour in chosen[:2]]
    assert max(grey) < 0.05
    assert chosen[3] == PALETTE[0]


def test_small_parts_are_put_together_and_lose_nothing():
    series = {str(number): np.array([float(number), -1.0]) for number in range(12)}
    kept, rest = largest_apart(series, 8)
    assert len(kept) == 8
    np.testing.assert_allclose(sum(kept.values()) + rest, sum(series.values()))


def test_figures_have_the_names_that_the_documents_give():
    steel = {"capacity_by_kind", "production_by_kind", "savings_by_case", "levelised_cost"}
    trucks = {"sales_shares", "sales_share_ranges"}
    assert set(FIGURES) == ALL | steel | trucks | {"difference_by_sector", "claims"}
