"""Reports of runs with blanks: gaps in lines, dashes in tables, and nothing of what is not there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.comparison import compare
from carbonsim.analysis.outcomes import outcomes
from carbonsim.analysis.sensitivity import PAWN, Sensitivity
from carbonsim.analysis.tornado import Tornado
from carbonsim.core.blank import BLANK
from carbonsim.report.claim_table import claim_lines
from carbonsim.report.comparison_tables import comparison_lines
from carbonsim.report.figure_compare import comparison_figures
from carbonsim.report.figure_tornado import tornado_figure
from carbonsim.report.figures import FIGURES, figures_of
from carbonsim.report.layout import display_width
from carbonsim.report.notebook import plot
from carbonsim.report.page import comparison_html, results_html
from carbonsim.report.rows import scale_rows
from carbonsim.report.sensitivity_tables import sensitivity_lines
from carbonsim.report.stacks import largest_apart, stack_areas
from carbonsim.report.style import drawing, look_of
from carbonsim.report.terminal import check_lines, summary
from carbonsim.report.trajectories import Block, Line, _rows
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Check, CheckRow

STEEL = "china-steel-hydrogen"
TRUCK = "Transportation|Truck"
STATED = f"Emissions|CO2|Energy|Demand|{TRUCK}"


def never(values):
    return np.full_like(values, BLANK)


def at_first(values):
    gaps = values.copy()
    gaps[: len(values) // 2] = BLANK
    return gaps


def in_between(values):
    gaps = values.copy()
    gaps[1::3] = BLANK
    return gaps


def in_some_draws(values):
    gaps = values.copy()
    if gaps.ndim > 1:
        gaps[..., ::2] = BLANK
    return gaps


GAPS = (never, at_first, in_between, in_some_draws)
each_gap = pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.__name__)


def with_gaps(results, gap, beginning=""):
    """Results whose series of that beginning, plan's and reference's, have gaps."""

    def holed(series):
        return {n: gap(values) if n.startswith(beginning) else values for n, values in series.items()}

    reference = results.reference and with_gaps(results.reference, gap, beginning)
    headline = {name: gap(totals) for name, totals in results.headline.items()} if not beginning else {}
    return replace(
        results,
        central=holed(results.central),
        ensemble=holed(results.ensemble),
        reference=reference,
        headline=headline or results.headline,
    )


@pytest.fixture(scope="module")
def trucks():
    """Trucks over a few years, of two plans."""
    names = ("fujian-trunk-line", "fujian-full-conversion")
    scenarios = (carbonsim.load_scenario(name, ["years=[2023, 2031]"]) for name in names)
    return [carbonsim.run(scenario, draws=6, seed=1) for scenario in scenarios]


@pytest.fixture(scope="module")
def works():
    """Steel over a few years: levelised costs, savings by case, capacities."""
    return carbonsim.run(carbonsim.load_scenario(STEEL, ["years=[2023, 2031]"]), draws=5)


@each_gap
@pytest.mark.parametrize("beginning", ["", "Cost"])
def test_a_run_with_blanks_is_told_and_drawn(trucks, monkeypatch, gap, beginning):
    # the figures of what has no blanks are as ever
    drawn = {kind: make for kind, make in FIGURES.items() if kind.startswith(beginning.lower())}
    monkeypatch.setattr("carbonsim.report.figures.FIGURES", drawn)
    found = with_gaps(trucks[0], gap, beginning)
    told = summary(found, outcomes(found), evaluate(found), "en")
    assert " nan" not in told
    assert max(display_width(line) for line in told.splitlines()) <= 100
    figures_of(found)
    assert ">nan" not in results_html(found)


@each_gap
def test_a_works_with_blanks_is_told_and_drawn(works, gap):
    found = with_gaps(works, gap)
    for language in ("en", "zh"):
        told = summary(found, outcomes(found), evaluate(found), language)
        assert " nan" not in told
    figures_of(found)
    assert ">nan" not in results_html(found)


def test_what_is_never_there_has_no_figure_of_its_own(works):
    look = look_of(works, "en")
    with drawing():
        for beginning, kind in (("Cost Breakdown|", "levelised_cost"), ("Works Saving|", "savings_by_case")):
            assert list(FIGURES[kind](works, look))
            assert not list(FIGURES[kind](with_gaps(works, never, beginning), look))


def test_a_case_without_a_figure_has_no_row(works):
    look = look_of(works, "en")
    saving = [v for v in works.variables.values() if v.stem.startswith("Works Saving|")]
    (case, *others) = dict.fromkeys(v.variant for v in saving)
    names = [name for name, v in works.variables.items() if v.variant == case]
    central = {name: never(v) if name in names else v for name, v in works.central.items()}
    with drawing():
        (figure,) = (
            draft.draw() for draft in FIGURES["savings_by_case"](replace(works, central=central), look)
        )
        (whole,) = (draft.draw() for draft in FIGURES["savings_by_case"](works, look))
    rows = [len(each.axes[0].get_yticks()) for each in (figure, whole)]
    assert rows == [len(others), len(others) + 1]


def test_the_first_year_of_savings_is_one_that_has_them(works):
    with drawing():
        (draft,) = FIGURES["savings_by_case"](
            with_gaps(works, at_first, "Works Saving|"), look_of(works, "en")
        )
        figure = draft.draw()
    assert labels_of(figure)[0] == "2030"


def test_a_row_without_its_sum_is_on_the_scale_of_the_others(works):
    names = [
        name for name in works.central if name.startswith("Cost Breakdown|") and name.endswith("|Fixed Cost")
    ]
    *dear, _ = sorted(
        names, key=lambda name: -sum(works.central[other][2] for other in parts_of(works, name))
    )
    central = {name: never(values) if name in dear else values for name, values in works.central.items()}
    look, plain = look_of(works, "en"), replace(works, ensemble={})
    with drawing():
        (figure,) = (
            draft.draw() for draft in FIGURES["levelised_cost"](replace(plain, central=central), look)
        )
        (whole,) = (draft.draw() for draft in FIGURES["levelised_cost"](plain, look))
    ends = [each.axes[0].get_xlim()[1] for each in (figure, whole)]
    most = max(works.central[name].max() for name in dear)
    assert ends[1] - 1.1 * most <= ends[0] <= ends[1]


def parts_of(results, name):
    """All parts of the cost that a part belongs to."""
    return [other for other in results.central if other.startswith(name.rpartition("|")[0] + "|")]


def labels_of(figure):
    return [text.get_text() for text in figure.legends[0].get_texts()]


def test_a_line_has_a_gap_and_one_that_is_never_there_has_no_legend(trucks):
    found = trucks[0]
    look = look_of(found, "en")
    gone = replace(found, reference=with_gaps(found.reference, never, "Emissions|"))
    with drawing():
        (figure,) = (draft.draw() for draft in FIGURES["emissions_by_boundary"](gone, look))
        (components,) = (draft.draw() for draft in FIGURES["emissions_by_component"](gone, look))
        (gaps,) = (
            draft.draw()
            for draft in FIGURES["emissions_by_boundary"](with_gaps(found, in_between, STATED), look)
        )
    assert "reference" not in labels_of(figure)
    assert "plan" in labels_of(figure)
    assert not any("reference" in label for label in labels_of(components))
    line = gaps.axes[0].lines[0].get_ydata()
    assert np.isnan(line[1::3]).all()
    assert np.isfinite(line[0::3]).all()


def test_a_picture_of_what_is_never_there_is_empty(trucks):
    found = trucks[0]
    axes = plot(with_gaps(found, never, STATED), STATED, Figure().add_subplot())
    assert len(axes.lines) == 0
    assert axes.get_legend() is None
    axes = plot(with_gaps(found, in_between, STATED), STATED, Figure().add_subplot())
    assert len(axes.lines) == 2


@each_gap
def test_comparisons_with_blanks(trucks, gap):
    base, other = trucks
    found = compare(base, with_gaps(other, gap))
    assert " nan" not in "\n".join(comparison_lines(found, "en"))
    assert ">nan" not in comparison_html(found)
    with drawing():
        figures = dict(comparison_figures(found, look_of(base, "en")))
    (labels,) = {tuple(labels_of(figure)) for figure in figures.values()}
    assert len(labels) == 3, "every scenario is named"
    assert any("no such" in label for label in labels) == (gap is never)


def test_a_blank_part_leaves_the_stack_where_it_is():
    years, axes = np.arange(2020, 2023), Figure().add_subplot()
    stack_areas(axes, years, [np.array([1.0, BLANK, 1.0]), np.full(3, 2.0)], ["red", "blue"])
    assert axes.dataLim.y1 == 3.0
    above = axes.collections[1].get_paths()[0].vertices
    assert above[above[:, 0] == 2021, 1].tolist() == [0.0, 2.0]
    kept, rest = largest_apart({"a": np.array([BLANK, 3.0]), "b": np.full(2, BLANK), "c": np.full(2, 1.0)}, 1)
    assert list(kept) == ["a"]
    assert rest.tolist() == [1.0, 1.0]


def test_a_scale_has_room_for_what_is_there():
    axes = Figure().add_subplot()
    scale_rows([axes], [np.array([BLANK, 4.0]), BLANK], "t")
    assert axes.get_xlim() == pytest.approx((0.0, 4.2))


def test_counts_with_gaps_are_still_counts():
    values = np.array([BLANK, 4.0, 12.0])
    (row,) = _rows(Block("Stations", (Line("stations", "count", values),)), (0, 1, 2), "en")
    assert row[2:] == ("–", "4", "12")


def test_a_check_without_a_figure_is_a_dash_without_a_range():
    row = CheckRow({"en": "carbon at", "zh": "碳价"}, BLANK, "CNY/t", BLANK, BLANK)
    other = CheckRow({"en": "power at", "zh": "电价"}, 2.0, "CNY/t", 1.0, 3.0)
    lines = check_lines([Check("prices", {"en": "Prices", "zh": "价格"}, (row, other))], "en")
    assert lines[2].split() == ["carbon", "at", "–", "CNY/t"]
    assert "(1.00 – 3.00)" in lines[3]


def test_a_claim_without_a_figure_is_a_dash_and_says_so(answered):
    blank = replace(
        answered[0],
        value=BLANK,
        holds=None,
        p05=BLANK,
        p95=BLANK,
        note="bound; no such figure in this run",
        verdict="cannot be judged here",
    )
    lines = claim_lines((blank, answered[1]), "en")
    (row,) = [line for line in lines if line.strip().startswith("direct  ")]
    assert row.split()[1:3] == ["2035", "–"]
    assert row.strip().endswith("cannot be judged here")
    assert any(line.strip() == "direct: no such figure in this run" for line in lines)
    assert isinstance(blank, ClaimResult)
    assert "本次运行无此数值" in "\n".join(claim_lines((blank,), "zh"))


@pytest.mark.parametrize("missing", ["low", "both", "middle"])
def test_a_tornado_has_bars_for_the_ends_that_are_there(missing):
    scenario = carbonsim.load_scenario("fujian-trunk-line")
    moved = Tornado(
        ("a", "b"), {"Total": "t"}, np.array([5.0]), np.array([[4.0], [3.0]]), np.full((2, 1), 6.0)
    )
    if missing == "middle":
        moved = replace(moved, middle=np.array([BLANK]))
    else:
        moved.low[1] = BLANK
        moved.high[1] = BLANK if missing == "both" else 6.0
    measures = dict.fromkeys(("median", "maximum", "inert", "chance"), np.full((2, 1), 0.2))
    found = Sensitivity(
        PAWN, scenario, 1, 40, 0, ("a", "b"), {"Total": "t"}, {}, np.arange(2023, 2025), measures, {}
    )
    with drawing():
        figure = tornado_figure(found, moved, "Total", look_of(run_of(scenario), "en"))
        figure.canvas.draw()
    rows = len(figure.axes[0].get_yticks())
    assert rows == {"low": 2, "both": 1, "middle": 0}[missing]


def test_an_outcome_that_too_few_draws_have_is_told(monkeypatch):
    monkeypatch.setattr("carbonsim.report.sensitivity_tables.outcome_title", lambda *_: "Total")
    scenario = carbonsim.load_scenario("fujian-trunk-line")
    measures = dict.fromkeys(("median", "maximum", "inert", "chance"), np.full((2, 1), BLANK))
    found = Sensitivity(
        PAWN, scenario, 1, 40, 0, ("a", "b"), {"Total": "t"}, {}, np.arange(2023, 2025), measures, {}
    )
    moved = Tornado(("a", "b"), {"Total": "t"}, np.array([BLANK]), *np.full((2, 2, 1), BLANK))
    assert "  too few draws have such a figure" in sensitivity_lines(found, moved, ["Total"], "en")
    some = replace(found, of_outcomes=dict.fromkeys(measures, np.full((2, 1), 0.2)))
    lines = sensitivity_lines(some, replace(moved, high=np.full((2, 1), 5.0)), ["Total"], "en")
    assert [line.split()[-2:] for line in lines if line.startswith("  a ")] == [["–", "5.00"]]


def run_of(scenario):
    """The little of a run that a figure's look needs."""
    return carbonsim.Results(scenario, np.arange(2023, 2025), {}, {}, {})
