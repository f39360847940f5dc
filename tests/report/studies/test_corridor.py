"""Page of a simulated line: waits, a day, designs, and lines on which nothing happens."""

from __future__ import annotations

import json

import numpy as np
import pytest

from carbonsim.analysis.corridor import plan_corridor, simulate_corridor
from carbonsim.analysis.corridor_stations import hourly_waits, station_uses
from carbonsim.corridor.designs import Design, Judged
from carbonsim.corridor.sizing import Sized
from carbonsim.engine.catalogue import load_scenario
from carbonsim.report.onepage.studies.corridor import corridor_page
from tests.report.studies.parts import (
    chart_of,
    section_of,
)
from tests.report.test_onepage import MADE


def test_a_line_shows_its_day_its_designs_and_its_target(pages, line, sized):
    page = pages["corridor"]
    day = chart_of(page, "day")["views"]
    assert [view["subject"]["en"] for view in day] == [
        "trucks waiting",
        "blocks ready",
        "power from the grid",
    ]
    power = np.array(page["series"][day[2]["traces"][1]["key"]][0], float)
    np.testing.assert_allclose(power, line.profiles.power[:, 1], rtol=1e-3)
    (limit,) = day[2]["marks"]
    assert limit["values"] == [
        pytest.approx(line.plan.station.power / line.plan.station.efficiency, rel=1e-3)
    ]
    (view,) = chart_of(page, "designs")["views"]
    edge = next(trace for trace in view["traces"] if trace["role"] == "steps")
    costs, waits = page["series"][edge["key"]]
    assert costs == [one.cost / 1e6 for one in sized.frontier()]
    assert waits == [one.wait_long for one in sized.frontier()]
    assert view["marks"][0]["values"] == [15]
    drawn = sum(len(page["series"][one["key"]][0]) for one in view["traces"] if one["role"] == "points")
    assert ("are not drawn" in chart_of(page, "designs")["note"]["en"]) == (drawn < len(sized.judged))
    cheapest, _ = section_of(page, "sizes")["tables"]
    assert cheapest["rows"][0][0] == "2"
    assert section_of(page, "most")["tables"]


def test_waits_by_hour_and_station_are_those_of_the_swaps(line):
    waits, uses = hourly_waits(line), station_uses(line)
    assert sum(use.swaps for use in uses) == pytest.approx(line.measures.swaps.mean())
    begun = line.journeys.begun >= line.plan.warm_up * 1440.0
    end = (line.plan.warm_up + line.plan.days) * 1440.0
    swapped = begun & (line.journeys.begun < end)
    hours = (line.journeys.passed[swapped] // 60).astype(int) % 24
    each = (line.journeys.begun - line.journeys.passed)[swapped]
    for hour in np.unique(hours).tolist():
        assert waits.mean[hour] == pytest.approx(each[hours == hour].mean())
    assert np.isfinite(waits.long).sum() == (np.bincount(hours, minlength=24) >= 20).sum()
    loads = [use.bays for use in uses]
    assert np.mean(loads) == pytest.approx(line.measures.bay_load.mean(), abs=0.02)


def test_a_line_on_which_nobody_comes_has_a_page():
    plan = plan_corridor(load_scenario("fujian-trunk-line"), traffic=0.001, days=1, replications=1)
    page = corridor_page(simulate_corridor(plan), None, None, 15.0, False, MADE)
    json.dumps(page, allow_nan=False)
    assert "no truck came for a swap" in page["answer"][0]["en"]
    assert [chart["id"] for chart in page["charts"]] == ["day", "rates"]


def test_designs_that_do_not_serve_have_a_page(line):
    nothing = Sized(None, (Judged(Design(2, 1, 1, 1, 100), 1e6, float("inf")),), float("nan"))
    page = corridor_page(line, nothing, None, 15.0, True, MADE)
    assert "designs" not in [chart["id"] for chart in page["charts"]]
    json.dumps(page, allow_nan=False)
