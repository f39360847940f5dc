"""How numbers stand at axes, and how figures are laid out."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text

from carbonsim.report.placement import lay_out
from carbonsim.report.sheet import entitle, legend, save, sheet
from carbonsim.report.style import Look, TicksAlike, dress, scale


@pytest.mark.parametrize(
    ("ticks", "labels"),
    [
        ((0.0, 2.0, 4.0), ["0", "2", "4"]),
        ((0.0, 0.5, 1.0), ["0.0", "0.5", "1.0"]),
        ((-2500.0, 0.0, 2500.0), ["\N{MINUS SIGN}2,500", "0", "2,500"]),
        ((-0.0, 0.25), ["0.00", "0.25"]),
    ],
)
def test_ticks_have_as_many_decimals_as_they_need(ticks, labels):
    assert TicksAlike().format_ticks(ticks) == labels


def test_years_that_would_touch_are_left_out_but_for_the_ends():
    figure, (panels,) = sheet(Look("en", "", ""), "", 4)
    for axes in panels:
        axes.plot([2023, 2060], [0.0, 1.0])
        dress(axes, np.arange(2023, 2061))
    lay_out(figure)
    figure.canvas.draw()
    labels = [label.get_window_extent() for axes in panels for label in axes.get_xticklabels()]
    assert all(one.x1 < other.x0 for one, other in pairwise(labels)), "in a panel, and of neighbours"
    assert [panels[0].get_xticks()[at] for at in (0, -1)] == [2023.0, 2060.0]


@pytest.mark.parametrize(("rows", "panels"), [(1, 1), (1, 4), (3, 1), (2, 3)])
def test_nothing_on_a_figure_overlaps_or_leaves_it(rows, panels):
    figure, grid = sheet(Look("en", "A subtitle", "a note"), "A title " * 8, panels, rows)
    for axes in (axes for row in grid for axes in row):
        axes.plot([2023, 2060], [0.0, 123456.0])
        dress(axes, np.arange(2023, 2061), "a title of a panel that takes more than one line " * 2)
    for row in grid:
        scale(row, "a label")
    legend(figure, [Line2D([], [])] * 9, ["an entry"] * 9)
    lay_out(figure)
    figure.canvas.draw()
    words = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    boxes = [text.get_window_extent() for text in words]
    panes = [axes.get_window_extent() for row in grid for axes in row]
    sheet_box = figure.bbox
    for box in boxes:
        assert box.x0 >= sheet_box.x0 and box.x1 <= sheet_box.x1
        assert box.y0 >= sheet_box.y0 and box.y1 <= sheet_box.y1
    for one, two in combinations([*boxes, *panes], 2):
        assert not one.overlaps(two)


@pytest.mark.parametrize(
    ("formats", "names"), [(("png",), {"one.png"}), (("svg", "png"), {"one.png", "one.svg"})]
)
def test_a_figure_is_written_in_the_formats_asked_for(tmp_path, formats, names):
    figure, ((axes,),) = sheet(Look("en", "", ""), "")
    dress(axes, np.arange(2023, 2031))
    save(figure, tmp_path, "one", formats)
    assert {file.name for file in tmp_path.iterdir()} == names


@pytest.mark.parametrize(
    ("finding", "title", "lines"),
    [
        ("", "What it shows", 1),
        ("It falls by 3 Mt CO2", "It falls by 3 Mt CO\N{SUBSCRIPT TWO}", 1),
        ("In 2035 the plan reduces direct emissions by 18 Mt " * 3, None, 2),
        ("A finding that is far too long to be the title of a figure " * 9, "What it shows", 1),
    ],
)
def test_a_finding_is_the_title_where_it_fits_on_two_lines(finding, title, lines):
    figure, _ = sheet(Look("en", "A scenario", ""), "What it shows")
    entitle(figure, finding)
    lay_out(figure)
    shown, subtitle = (text.get_text() for text in figure.texts[:2])
    assert len(shown.split("\n")) == lines
    assert " ".join(shown.split()) == (title or finding.strip())
    assert subtitle == ("A scenario" if shown == "What it shows" else "What it shows; A scenario")
