"""Page of a backtest: forecasts beside what came, and scores against rivals."""

from __future__ import annotations

import numpy as np
import pytest

from carbonsim.analysis.backtest_cases import nev_case
from carbonsim.analysis.whole_backtest import whole_backtest
from carbonsim.report.onepage.studies.backtest import backtest_page
from tests.report.studies.parts import (
    chart_of,
    section_of,
)
from tests.report.test_onepage import MADE


def test_forecasts_stand_beside_what_came_and_rivals(pages, tested):
    page = pages["backtest"]
    assert page["years"] == tested.case.past.years.tolist()
    (view,) = chart_of(page, "share")["views"]
    series = {trace["name"]["en"]: page["series"][trace["key"]] for trace in view["traces"]}
    assert set(series) == {"carbonsim", "persistence", "linear", "logistic", "history", "actual"}
    ours = [row for row in tested.rows if row.model == "carbonsim"]
    place = page["years"].index(ours[0].year)
    shown = [values[place:] for values in series["carbonsim"]]
    wanted = [[getattr(row, key) for row in ours] for key in ("share_low_80", "share", "share_high_80")]
    np.testing.assert_allclose(shown, wanted, rtol=1e-3)
    np.testing.assert_allclose(series["actual"][0][place:], [row.actual_share for row in ours], rtol=1e-3)
    assert series["actual"][0][place - 1] is None
    assert series["history"][0][place] is None
    held = sum(row.share_covered_80 for row in ours)
    assert f"held what came in {held} of {len(ours)} years" in chart_of(page, "share")["title"]["en"]
    scores = {row["label"]["en"]: row["values"] for row in chart_of(page, "scores")["views"][1]["rows"]}
    assert scores["carbonsim"] == [pytest.approx(np.mean([row.share_crps for row in ours]), rel=1e-3)]


def test_trust_is_scores_against_rivals(pages, tested):
    trust = section_of(pages["backtest"], "trust")
    assert trust["texts"][0]["en"].startswith("Closest on average: volume: ")
    (table,) = trust["tables"]
    assert [row[0]["en"] for row in table["rows"]] == ["carbonsim", "persistence", "linear", "logistic"]
    years = len({row.year for row in tested.rows})
    assert all(row[2].endswith(f"/ {years}") for row in table["rows"])


def test_several_frozen_years_have_scores_by_year():
    found = whole_backtest(nev_case(), (2017, 2019, 2022), 60, 3)
    page = backtest_page(found, None, MADE)
    assert [view["subject"]["en"] for view in chart_of(page, "volume")["views"]] == [
        "data to 2017",
        "data to 2019",
        "data to 2022",
    ]
    # a year after both frozen years is forecast twice: its forecasts are no years
    ours = [row for row in found.rows if row.model == "carbonsim"]
    assert len(ours) > len({row.year for row in ours})
    assert f" of {len(ours)} yearly forecasts" in chart_of(page, "volume")["title"]["en"]
    assert f" {len(ours)} 个逐年预测中" in page["answer"][0]["zh"]
    (volume, *_) = chart_of(page, "scores")["views"]
    assert volume["axis"]["labels"] == ["2017", "2019", "2022"]
    trust = section_of(page, "trust")
    assert len(trust["tables"]) == 4
    assert trust["texts"][0]["en"] == "Frozen years 2019 to 2022 together:"
