"""Figures that lie on their side: what cases save, and what a tonne costs by kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_hex

from carbonsim.report.figure_levelised import levelised_figures
from carbonsim.report.figure_savings import saving_figures
from carbonsim.report.palette import OTHERS, PALETTE
from carbonsim.report.placement import lay_out
from carbonsim.report.style import INK, drawing, look_of
from carbonsim.report.texts import say, say_name
from carbonsim.results.records import Variable
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.origin import Origin

STEM = "Works Saving|CO2|Iron and Steel|Shaft Furnace"
CASES = ("Hydrogen, Grid Power", "Natural Gas")
PRODUCTS = ("liquid steel", "hot metal")
STEEL = "Iron and Steel|Steel"
KINDS = ("Ore", "Coal", "Electricity")
ROUTES = ("Blast", "Shaft")


def figure_of(maker, results):
    with drawing():
        (draft,) = maker(results, look_of(results, "en"))
        lay_out(figure := draft.draw())
    return figure


def lines(axes, style):
    return [line for line in axes.lines if line.get_linestyle() == style]


def dots(axes):
    """Centre, height and colour of each dot."""
    marked = [line for line in axes.lines if line.get_marker() != "None"]
    return [
        (float(x), float(y), line.get_color())
        for line in marked
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def labels(figure):
    (legend,) = figure.legends
    return [text.get_text() for text in legend.get_texts()]


def rows(axes):
    return [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()]


def claim(**changes):
    made = Claim(
        name="saves",
        text={"en": "It saves 5 kt", "zh": "减排"},
        variable=STEM,
        year=2025,
        bound="at_least",
        value=5.0,
        unit="kt CO2/yr",
        tolerance=0.0,
        boundary=None,
        source="somebody",
        origin=Origin("works.yaml", 1, 1),
    )
    return replace(made, **changes)


def run_with(results, variables, central, draws, claims=()):
    spread = np.linspace(0.5, 1.5, draws)
    many = {name: values[:, None] * spread for name, values in central.items()} if draws > 1 else {}
    scenario = replace(results.scenario, claims=tuple(claims))
    known = {variable.name: variable for variable in variables}
    return replace(
        results,
        scenario=scenario,
        variables=known,
        central=central,
        ensemble=many,
        reference=None,
        draws=draws,
    )


@pytest.fixture
def make_savings(make_results):
    """Builds a run that saves from 2024 on, more each year: `make_savings(draws, boundaries, claims)`."""

    def make(draws=1, boundaries=("direct", "operational", "upstream"), claims=()):
        base = make_results()
        variables, central = [], {}
        for place, case in enumerate(CASES):
            for product in PRODUCTS:
                for boundary in boundaries:
                    gas = "CO2e" if boundary == "upstream" else "CO2"
                    name = f"{STEM} [{case}, {product}, {boundary}]"
                    variables.append(
                        Variable(name, f"Mt {gas}/yr", "", "", "carbonsim", STEM, boundary, product, case)
                    )
                    # thousandths for the boundary, so that one can tell which was drawn
                    wide = 0.001 * boundaries.index(boundary)
                    central[name] = (base.years >= 2024) * (
                        0.0001 * (base.years - 2023) + wide + 0.01 * place
                    )
        return run_with(base, variables, central, draws, claims)

    return make


@pytest.fixture
def make_costs(make_results):
    """Builds a run with routes, and kinds of their cost: `make_costs(draws, kinds)`."""

    def make(draws=1, kinds=KINDS):
        base = make_results()
        variables, central = [], {}
        for place, route in enumerate(ROUTES):
            total = np.zeros(len(base.years))
            for number, kind in enumerate(kinds):
                sign = -1.0 if (place, number) == (0, len(KINDS) - 1) else 1.0
                values = sign * (100.0 * (number + 1) + (base.years - 2023.0))
                name = f"Cost Breakdown|{STEEL}|{route}|{kind}"
                variables.append(Variable(name, "CNY/t", "", "", "carbonsim", product="liquid steel"))
                central[name], total = values, total + values
            name = f"Levelised Cost|{STEEL}|{route}"
            variables.append(Variable(name, "CNY/t", "", "", "carbonsim", product="liquid steel"))
            central[name] = total
        made = run_with(base, variables, central, draws)
        kept = {name: values for name, values in made.ensemble.items() if name.startswith("Levelised")}
        return replace(made, ensemble=kept)

    return make


def test_savings_have_a_panel_for_each_product_and_a_row_for_each_case(make_savings):
    figure = figure_of(saving_figures, make_savings(9))
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["hot metal", "liquid steel"]
    assert rows(figure.axes[0]) == list(CASES)
    assert figure.axes[0].get_ylim() == figure.axes[1].get_ylim()
    assert figure.axes[0].get_ylim()[0] > figure.axes[0].get_ylim()[1], "the first case is on top"
    assert figure.axes[0].get_xlim() == figure.axes[1].get_xlim()
    assert labels(figure) == ["2025", "2035", "2060", "5th to 95th\npercentile"]
    title, subtitle, _ = (text.get_text() for text in figure.texts)
    assert title == "Works saving by case: Iron and Steel, Shaft Furnace"
    assert subtitle == "Trunk line, Fujian; boundary: operational; at full load"
    assert figure.axes[0].get_xlabel() == "kt CO₂/yr"


def test_savings_are_the_operational_ones_with_the_range_of_the_draws(make_savings):
    made = make_savings(9)
    hot_metal, _ = figure_of(saving_figures, made).axes
    found = dots(hot_metal)
    assert len(found) == len(CASES) * 3
    for place, case in enumerate(CASES):
        values = made.central[f"{STEM} [{case}, hot metal, operational]"]
        shown = [(x, colour) for x, y, colour in found if round(y) == place]
        years = (2025, 2035, 2060)
        assert [x for x, _ in shown] == pytest.approx([1e3 * values[year - 2023] for year in years])
        assert [colour for _, colour in shown] == list(PALETTE[:3])
    ranges = [line.get_xdata() for line in lines(hot_metal, "-") if line.get_color() in PALETTE]
    assert len(ranges) == len(found)
    for (low, high), (x, _, _) in zip(ranges, found, strict=True):
        assert (low, high) == pytest.approx((0.55 * x, 1.45 * x))
    heights = sorted(y for _, y, _ in found)
    assert all(b - a > 0.1 for a, b in pairwise(heights)), "no dot hides another"


def test_without_draws_there_are_no_ranges(make_savings):
    figure = figure_of(saving_figures, make_savings())
    assert labels(figure) == ["2025", "2035", "2060"]
    assert not [line for line in lines(figure.axes[0], "-") if line.get_color() in PALETTE]


@pytest.mark.parametrize(
    ("boundaries", "shown"), [(("upstream", "direct"), "upstream"), (("direct",), "direct")]
)
def test_without_an_operational_boundary_the_widest_is_shown(make_savings, boundaries, shown):
    figure = figure_of(saving_figures, make_savings(boundaries=boundaries))
    assert f"boundary: {shown};" in figure.texts[1].get_text()
    assert figure.axes[0].get_xlabel() == ("kt CO₂e/yr" if shown == "upstream" else "kt CO₂/yr")


def test_a_claim_is_drawn_where_it_speaks_of_the_panel(make_savings):
    claims = (claim(product="hot metal", value=500.0), claim(name="other", variable="Emissions|CO2"))
    figure = figure_of(saving_figures, make_savings(claims=claims))
    hot_metal, steel = figure.axes
    (line,) = lines(hot_metal, "--")
    assert list(line.get_xdata()) == pytest.approx([500.0, 500.0])
    assert hot_metal.get_xlim()[1] > 500.0, "inside the panel, however far it is"
    assert lines(steel, "--") == []
    assert labels(figure)[-1] == "claimed"


@pytest.mark.parametrize(
    ("changes", "panels"),
    [
        ({}, 2),
        ({"boundary": "operational", "unit": "t CO2/yr", "value": 5000.0}, 2),
        ({"boundary": "direct"}, 0),
        ({"unit": "kt CO2e/yr"}, 0),
        ({"unit": "CNY/t"}, 0),
    ],
)
def test_a_claim_of_all_products_or_of_another_figure(make_savings, changes, panels):
    figure = figure_of(saving_figures, make_savings(claims=(claim(**changes),)))
    drawn = [line for axes in figure.axes for line in lines(axes, "--")]
    assert [line.get_xdata()[0] for line in drawn] == pytest.approx([5.0] * panels)
    assert ("claimed" in labels(figure)) is (panels > 0)


@pytest.mark.parametrize(("years", "shown"), [(1, ["2023"]), (4, ["2024", "2026"]), (13, ["2025", "2035"])])
def test_a_short_horizon_shows_the_years_it_has(make_savings, years, shown):
    made = make_savings()
    central = {name: values[:years] + (years == 1) for name, values in made.central.items()}
    figure = figure_of(saving_figures, replace(made, years=made.years[:years], central=central))
    assert labels(figure) == shown


def test_losses_stand_left_of_zero(make_savings):
    made = make_savings(9)
    turned = replace(
        made,
        central={name: -values for name, values in made.central.items()},
        ensemble={name: -values for name, values in made.ensemble.items()},
    )
    axes = figure_of(saving_figures, turned).axes[0]
    assert axes.get_xlim()[0] < min(x for x, _, _ in dots(axes))
    assert axes.get_xlim()[1] == 0.0


def test_a_run_that_saves_nothing_has_no_such_figure(make_savings, make_results):
    made = make_savings()
    none = replace(made, central={name: 0.0 * values for name, values in made.central.items()})
    for results in (none, make_results(10)):
        assert list(saving_figures(results, look_of(results, "en"))) == []


def test_levelised_cost_stacks_kinds_by_route_in_two_years(make_costs):
    made = make_costs(9)
    figure = figure_of(levelised_figures, made)
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["2025", "2050"]
    assert rows(figure.axes[0]) == list(ROUTES)
    assert figure.texts[0].get_text() == "Levelised cost by kind: Iron and Steel, Steel"
    assert figure.axes[0].get_xlabel() == "CNY/t, liquid steel"
    assert figure.axes[0].get_xlim() == figure.axes[1].get_xlim()
    assert labels(figure) == ["total", "5th to 95th\npercentile", *KINDS]
    for axes, year in zip(figure.axes, (2025, 2050), strict=True):
        for place, route in enumerate(ROUTES):
            total = made.central[f"Levelised Cost|{STEEL}|{route}"][year - 2023]
            bars = [bar for bar in axes.patches if round(bar.get_y() + bar.get_height() / 2) == place]
            assert sum(bar.get_width() for bar in bars) == pytest.approx(total)
            (dot,) = [x for x, y, _ in dots(axes) if y == place]
            assert dot == pytest.approx(total)
            (band,) = [
                line.get_xdata()
                for line in lines(axes, "-")
                if line.get_color() == INK and list(line.get_ydata()) == [place, place]
            ]
            assert band == pytest.approx([0.55 * total, 1.45 * total])


def test_negative_parts_stand_left_of_zero(make_costs):
    axes = figure_of(levelised_figures, make_costs()).axes[0]
    (bar,) = [bar for bar in axes.patches if bar.get_width() < 0.0]
    assert (bar.get_x(), bar.get_width()) == pytest.approx((0.0, -302.0))
    assert to_hex(bar.get_facecolor()).upper() == PALETTE[KINDS.index("Electricity")]
    assert axes.get_xlim()[0] < -302.0


def test_without_draws_of_the_sum_there_is_no_range(make_costs):
    figure = figure_of(levelised_figures, make_costs())
    assert labels(figure) == ["total", *KINDS]


def test_small_kinds_are_put_together(make_costs):
    made = make_costs(kinds=[f"Kind {number}" for number in range(20)])
    figure = figure_of(levelised_figures, made)
    assert labels(figure)[-1] == "others" and "Kind 19" in labels(figure) and "Kind 0" not in labels(figure)
    assert OTHERS in {to_hex(bar.get_facecolor()).upper() for bar in figure.axes[0].patches}
    shaft = [x for x, y, _ in dots(figure.axes[0]) if y == 1]
    assert shaft == pytest.approx([made.central[f"Levelised Cost|{STEEL}|Shaft"][2]])


def test_a_kind_keeps_its_colour_where_another_one_is_zero(make_costs):
    made = make_costs()
    none = {name: 0.0 * values if name.endswith("|Ore") else values for name, values in made.central.items()}
    figure = figure_of(levelised_figures, replace(made, central=none))
    assert labels(figure) == ["total", "Coal", "Electricity"]
    first = figure.legends[0].get_patches()[0]
    assert to_hex(first.get_facecolor()).upper() == PALETTE[1]


@pytest.mark.parametrize(("first", "last", "shown"), [(0, 1, ["2023"]), (5, 20, ["2028", "2042"])])
def test_the_years_of_another_horizon(make_costs, first, last, shown):
    made = make_costs()
    central = {name: values[first:last] for name, values in made.central.items()}
    figure = figure_of(levelised_figures, replace(made, years=made.years[first:last], central=central))
    assert [axes.get_title(loc="left") for axes in figure.axes] == shown


def test_a_run_without_kinds_of_cost_has_no_such_figure(make_costs, make_results):
    made = make_costs()
    none = replace(made, central={name: 0.0 * values for name, values in made.central.items()})
    for results in (none, make_results(10)):
        assert list(levelised_figures(results, look_of(results, "en"))) == []


def test_names_of_steel_are_said_in_chinese():
    assert say("Hydrogen, Grid Power", "zh") == "网电制氢"
    assert say_name("Primary|DRI-EAF Hydrogen", "zh") == "矿石钢 氢竖炉-电炉"
    assert say("at full load", "zh") == "满负荷"
