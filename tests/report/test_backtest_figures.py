"""Figures of backtests: what is drawn is what was forecast, and no words overlap or leave the sheet."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
import pytest
from matplotlib.text import Text

from carbonsim.analysis.backtest_cases import CASES
from carbonsim.analysis.backtest_summary import TARGETS, by_freeze
from carbonsim.analysis.whole_backtest import whole_backtest
from carbonsim.report.figure_backtest import forecast_figure, score_figure, write_backtest_figure
from carbonsim.report.placement import lay_out
from carbonsim.report.style import drawing, look_of_scenario
from carbonsim.report.texts import say
from carbonsim.report.texts_backtest import BACKTEST


@cache
def found_of(sector, several):
    """A backtest of one frozen year or of several, not before a test asks for it."""
    case = CASES[sector]()
    return whole_backtest(case, tuple(case.freezes) if several else (case.freezes[0],), 100, 1)


@pytest.fixture(params=[(sector, several) for several in (False, True) for sector in CASES], ids=str)
def found(request):
    return found_of(*request.param)


def drawn(found):
    make = forecast_figure if len(found.freezes) == 1 else score_figure
    with drawing():
        figure = make(found, look_of_scenario(found.case.scenario, "en"))
        lay_out(figure)
        figure.canvas.draw()
    return figure


def test_words_do_not_overlap_and_stay_on_the_sheet(found):
    figure = drawn(found)
    sheet = figure.bbox
    beyond = []
    for axes in figure.axes:
        low, high = axes.get_ylim()
        beyond += [label for label in axes.get_yticklabels() if not low <= label.get_position()[1] <= high]
    words = [text for text in figure.findobj(Text) if text.get_text().strip() and text not in beyond]
    boxes = [text.get_window_extent() for text in words if text.get_visible()]
    for box in boxes:
        assert box.x0 >= sheet.x0 and box.x1 <= sheet.x1 and box.y0 >= sheet.y0 and box.y1 <= sheet.y1
    for one, two in combinations(boxes, 2):
        assert not one.overlaps(two)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("sector", CASES)
def test_what_happened_is_drawn_beside_what_was_forecast(sector, target):
    found, fields = found_of(sector, False), TARGETS[target]
    axes = drawn(found).axes[list(TARGETS).index(target)]
    lines = {str(line.get_label()): line for line in axes.get_lines()}
    actual = lines["actual"].get_ydata()
    ours = [row for row in found.rows if row.model == "carbonsim"]
    size = getattr(ours[-1], fields.actual) / actual[-1]
    assert actual * size == pytest.approx([getattr(row, fields.actual) for row in ours])
    median = lines["carbonsim, median"].get_ydata()[1:] * size
    assert median == pytest.approx([getattr(row, fields.forecast) for row in ours])
    assert axes.get_ylabel().startswith(target)
    assert size in ((0.01,) if target == "share" else (1e3, 1e6))
    assert lines["history"].get_xdata()[-1] == found.freezes[0]
    assert np.array_equal(lines["actual"].get_xdata(), [row.year for row in ours])


@pytest.mark.parametrize("sector", CASES)
def test_every_frozen_year_of_every_model_is_drawn(sector):
    found = found_of(sector, True)
    panels = drawn(found).axes
    assert len(panels) == len(TARGETS)
    for axes, target in zip(panels, TARGETS, strict=True):
        lines = [line for line in axes.get_lines() if not str(line.get_label()).startswith("_")]
        scores = by_freeze(found.rows, target)
        for line in lines:
            freezes = {row.freeze for row in found.rows if row.model == line.get_label()}
            assert set(line.get_xdata()) == freezes
            (last,) = [one.crps for one in scores[max(freezes)] if one.model == line.get_label()]
            assert last / line.get_ydata()[-1] == pytest.approx(
                1.0 if target == "share" else 1e6 if found.case.sector == "nev" else 1e3
            )
        assert {line.get_label() for line in lines} == {row.model for row in found.rows}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_they_are_the_same_each_time(tmp_path, language):
    found = found_of("freight", False)
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_backtest_figure(found, tmp_path / name, language)
        made.append([path.read_bytes() for path in sorted((tmp_path / name).iterdir())])
    assert made[0] == made[1] and len(made[0]) == 1


def test_all_texts_have_chinese_with_the_same_gaps():
    for english, chinese in BACKTEST.items():
        assert say(english, "zh") == chinese and not chinese.isascii()
        for gap in ("{year}", "{unit}", "{name}", "{names}", "{years}"):
            assert (gap in english) == (gap in chinese)
