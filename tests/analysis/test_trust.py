"""How far to trust a run: shipped scores of forecasts, and what the parameters that decide rest on."""

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.backtest_cases import CASES
from carbonsim.analysis.trust import COLUMNS, evidence, forecast_scores, written
from carbonsim.core.errors import DataError
from carbonsim.engine.deciding import LEAST_DRAWS, MOST
from carbonsim.engine.deciding_check import NAME
from carbonsim.results.deciding import DataYear, DecidingData
from carbonsim.sectors import sectors


@pytest.fixture(scope="module")
def results():
    scenario = carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2026]"])
    return carbonsim.run(scenario, draws=300, seed=3)


def test_sectors_that_can_be_put_to_the_test_have_scores_and_no_others():
    for name in (sector.name for sector in sectors()):
        scores = forecast_scores(name)
        assert [score.quantity for score in scores] == (
            ["volume", "share", "market"] if name in CASES else []
        )
        for score in scores:
            assert score.difference == pytest.approx(score.crps - score.line_crps, rel=1e-4)
            assert 0 <= score.inside_80 <= score.forecasts
            assert score.first_frozen < score.last_frozen < score.last_year


def test_a_share_in_the_future_of_cars_is_told_with_its_number():
    share = forecast_scores("nev")[1]
    assert (share.unit, share.first_frozen, share.last_frozen, share.forecasts) == ("points", 2018, 2024, 28)
    assert share.crps < share.line_crps < share.persistence_crps


def test_the_table_has_a_line_for_each_score():
    lines = written(forecast_scores("freight")).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert [line.split(",")[:3] for line in lines[1:]] == [
        ["freight", "volume", "vehicle/yr"],
        ["freight", "share", "points"],
        ["freight", "market", "vehicle/yr"],
    ]


def test_a_quantity_that_nobody_forecasts_is_refused(tmp_path, monkeypatch):
    from carbonsim.analysis import trust  # noqa: PLC0415

    text = written(forecast_scores("nev")).replace("share", "price")
    (tmp_path / trust.FILE).write_text(text, encoding="utf-8")
    monkeypatch.setattr(trust, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"forecast_scores\.csv:3: quantity: found 'price'"):
        trust._shipped.__wrapped__()


def test_evidence_says_what_the_cross_check_says(results):
    found = evidence(results)
    assert 0 < len(found.named) <= MOST
    (check,) = [one for one in results.checks if one.name == NAME]
    median, *named = check.rows
    assert (median.label["en"], median.value) == (f"{found.outcome}, median", found.median)
    years = [None if np.isnan(row.value) else row.value for row in named[: len(found.named)]]
    assert years == [one.data.year for one in found.named]
    assert [row.value for row in named[len(found.named) :]] == [found.median_year, found.unsourced]
    levels = [one.setting.confidence for one in found.named]
    assert found.judged == sum(level in ("estimate", "assumed") for level in levels) >= found.unsourced
    assert min(abs(one.correlation) for one in found.named) > found.chance
    assert found.largest == abs(found.named[0].correlation)


@pytest.mark.parametrize(
    ("levels", "judged", "unsourced"),
    [
        (("published", "derived"), 0, 0),
        (("estimate", "assumed"), 2, 2),
        (("estimate with source", "assumed"), 2, 1),
    ],
)
def test_estimates_and_assumptions_are_judgement(results, levels, judged, unsourced):
    one = evidence(results).named[0]
    named = [
        replace(
            one,
            setting=replace(one.setting, confidence=level.split()[0]),
            data=DataYear(year, "iea-2024" if "source" in level else ""),
        )
        for level, year in zip(levels, (2020, 2024), strict=True)
    ]
    found = DecidingData("CO2", "Mt", 1.0, 300, named=tuple(named))
    assert (found.judged, found.unsourced, found.years, found.median_year) == (
        *(judged, unsourced),
        (2020, 2024),
        2020,
    )


def test_a_run_of_few_draws_has_no_evidence(results):
    assert evidence(carbonsim.run(results.scenario, draws=LEAST_DRAWS - 1)) is None
    assert evidence(carbonsim.run(results.scenario, draws=1)) is None
