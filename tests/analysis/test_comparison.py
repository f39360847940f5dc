"""Scenarios compared draw by draw."""

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.core.blank import quantiles
from carbonsim.results.records import QUANTILE_NAMES, QUANTILES

NAME = "Emissions|CO2|Energy|Demand|Transportation|Truck"
TOTAL = f"Cumulative {NAME}"
SMALL = """\
carbonsim: 1
name: {name}
title: Small plan
extends: carbonsim:fujian-no-policy
years: [{years}]
claims: []
seed: 3
freight:
  swap:
    stations: {{path: {{2023: 4, 2025: {stations}}}, unit: station, note: many at once}}
"""


@pytest.fixture(scope="module")
def make(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")

    def run(name, stations=300, years="2023, 2027", draws=40, seed=3, more=""):
        path = folder / f"{name}.yaml"
        path.write_text(SMALL.format(name=name, years=years, stations=stations) + more, encoding="utf-8")
        return carbonsim.run(carbonsim.load_scenario(str(path)), draws=draws, seed=seed)

    return run


@pytest.fixture(scope="module")
def pair(make):
    return make("few", 8), make("many", 300)


def test_a_band_is_that_of_the_differences_of_draws(pair):
    few, many = pair
    found = carbonsim.compare(few, many)
    (one,) = found.others
    assert found.paired
    for name in few.ensemble:
        apart = many.ensemble[name] - few.ensemble[name]
        assert np.array_equal(one.series[name].band, quantiles(apart, QUANTILES))
        assert np.array_equal(one.series[name].central, many.central[name] - few.central[name])
    sums = (many.ensemble[NAME] - few.ensemble[NAME]).sum(axis=0)
    outcome = one.outcomes[TOTAL]
    assert outcome.band == pytest.approx(np.quantile(sums, QUANTILES), rel=1e-9)
    assert outcome.below == (sums < 0).mean()
    assert outcome.central == pytest.approx((many.central[NAME] - few.central[NAME]).sum(), rel=1e-9)
    # both share what is not known: they are closer than their ranges say
    alone = np.ptp(np.quantile(few.headline[TOTAL], (0.05, 0.95)))
    assert outcome.band[-1] - outcome.band[0] < 0.8 * alone


def test_a_copy_differs_in_nothing(make, pair):
    few, _ = pair
    found = carbonsim.compare(few, make("copy", 8)).others[0]
    assert found.changes == ()
    assert all(np.all(series.band == 0) for series in found.series.values() if series.band is not None)
    assert all(outcome.central == 0 for outcome in found.outcomes.values())
    assert all(outcome.below == 0 for outcome in found.outcomes.values())


def test_the_other_way_round_has_the_other_sign(pair):
    few, many = pair
    there, back = carbonsim.compare(few, many).others[0], carbonsim.compare(many, few).others[0]
    for name, series in there.series.items():
        assert np.array_equal(series.central, -back.series[name].central)
        if series.band is not None:
            assert np.allclose(series.band, -back.series[name].band[::-1], rtol=1e-9, atol=1e-12)
    assert there.outcomes[TOTAL].below == pytest.approx(1 - back.outcomes[TOTAL].below)


def test_what_differs_is_what_was_set(pair):
    found = carbonsim.compare(*pair)
    assert [change.address for change in found.others[0].changes] == ["freight.swap.stations"]
    (record,) = found.parameters().to_dict("records")
    assert record["base_value"] == "2023: 4; 2025: 8"
    assert record["value"] == "2023: 4; 2025: 300"
    # neither has a range
    assert [record[f"{case}{end}"] for case in ("base_", "") for end in ("low", "high")] == [""] * 4
    assert record["role"] == "plan"


def test_a_range_or_a_text_is_a_difference_too(make, pair):
    fit = "{value: 0.5, low: 0.4, high: 0.6, unit: 1}"
    more = f"  duties:\n    cargo:\n      block_fit: {fit}\n"
    found = carbonsim.compare(pair[0], make("narrow", 8, more=more)).others[0]
    (change,) = found.changes
    assert change.address == "freight.duties.cargo.block_fit"


def test_frames_hold_every_difference(pair):
    found = carbonsim.compare(*pair)
    frame = found.to_frame()
    assert {"scenario", "variable", "unit", "year", "base", "value", "difference", *QUANTILE_NAMES} == set(
        frame.columns
    )
    row = frame[(frame["variable"] == NAME) & (frame["year"] == 2026)].iloc[0]
    assert row["p95"] == found.others[0].series[NAME].band[-1, 3]
    outcomes = found.outcomes().set_index("outcome")
    assert outcomes.loc[TOTAL, "difference"] == found.others[0].outcomes[TOTAL].central
    assert "Comparison of many with few, 2023-2027" in repr(found)


def test_only_years_that_both_have_are_compared(make, pair):
    longer = make("longer", 300, years="2023, 2030")
    found = carbonsim.compare(longer, pair[0])
    assert found.years.tolist() == [2023, 2024, 2025, 2026, 2027]
    series = found.others[0].series[NAME]
    assert np.array_equal(series.base, longer.central[NAME][:5])
    assert np.array_equal(series.other, pair[0].central[NAME])
    assert not found.others[0].outcomes, "totals over other years are not to be compared"


@pytest.mark.parametrize("unlike", [{"draws": 30}, {"seed": 4}])
def test_other_draws_leave_differences_without_a_range(make, pair, unlike):
    found = carbonsim.compare(pair[0], make("unlike", 300, **unlike))
    assert not found.paired
    assert found.others[0].series[NAME].band is None
    assert found.others[0].outcomes[TOTAL].below is None
    assert found.outcomes()["p50"].isna().all()


def test_a_streamed_run_has_bands_of_its_totals(make, pair, monkeypatch):
    monkeypatch.setattr("carbonsim.engine.ensemble.MOST_KEPT", 10)
    streamed = make("streamed", 300)
    found = carbonsim.compare(pair[0], streamed)
    expected = carbonsim.compare(*pair).others[0].outcomes[TOTAL]
    assert found.others[0].outcomes[TOTAL] == expected
    assert found.others[0].series[NAME].band is None


def test_what_cannot_be_compared(pair):
    with pytest.raises(ValueError, match="found one run"):
        carbonsim.compare(pair[0])
    with pytest.raises(ValueError, match="two runs of one name"):
        carbonsim.compare(pair[0], pair[0])
    with pytest.raises(ValueError, match="no year in common"):
        carbonsim.compare(pair[0], replace(pair[1], years=pair[1].years + 20))


def test_totals_of_other_horizons_are_not_compared_and_it_is_said_why(make):
    few, many, short = (
        make("few", 8, draws=1),
        make("many", draws=1),
        make("short", years="2023, 2025", draws=1),
    )
    with pytest.warns(
        UserWarning, match="few is of 2023-2027, short is of 2023-2025; run them over the same"
    ):
        empty = carbonsim.compare(few, short).outcomes()
    assert empty.empty
    assert list(empty.columns) == list(carbonsim.compare(few, many).outcomes().columns)
    with pytest.warns(UserWarning, match="short is of 2023-2025"):
        found = carbonsim.compare(few, many, short).outcomes()
    assert set(found["scenario"]) == {"many"}
    assert carbonsim.compare(few, many).without_outcomes == ""
