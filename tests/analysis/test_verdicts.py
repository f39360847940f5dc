"""Verdicts: by hand, and of random claims on small made-up runs, where no word contradicts a number."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.verdicts import Verdict, verdict_of_draws, verdict_of_value
from carbonsim.core.bounds import BOUNDS
from carbonsim.engine.vintage_runs import claimed_figures
from carbonsim.report.claim_words import whole_words
from carbonsim.report.page import results_html
from carbonsim.report.texts import CHINESE
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claim_world import Requirement
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.origin import Origin
from tests.analysis.agreement import answer_agrees, claim_agrees

STEM = "Figure"
PLACES = (("direct", "", ""), ("operational", "", ""), ("direct", "DRI", "dry"), ("", "DRI", "wet, old"))
YEARS = np.arange(2023, 2027)
NEVER = (Requirement("freight.stock", "at_least", 1e7, "10000000 truck"),)


@cache
def plan():
    return carbonsim.load_scenario("fujian-all-diesel", ["years=[2023, 2026]"])


def claim(bound="at_least", value=10.0, tolerance=0.0, year=2023, **more):
    origin, text = Origin("f", 1, 1), {"en": "x", "zh": "x"}
    return Claim("c", text, STEM, year, bound, value, "t", tolerance, None, "", origin, **more)


def made_up(asked, central, draws=None):
    """A run with a series for each place: central values (places, years), draws (places, years, draws)."""
    names = [f"{STEM} [{index}]" for index in range(len(central))]
    variables = {
        name: Variable(name, "t", "", "", "carbonsim", STEM, *place)
        for name, place in zip(names, PLACES, strict=False)
    }
    return Results(
        replace(plan(), claims=(asked,), reference=None),
        YEARS,
        variables,
        dict(zip(names, central, strict=True)),
        {} if draws is None else dict(zip(names, draws, strict=True)),
        draws=1 if draws is None else draws.shape[-1],
    )


@pytest.mark.parametrize(
    ("bound", "value", "verdict"),
    [
        *(("at_least", 10.0, "holds"), ("at_least", 9.9, "fails")),
        *(("at_most", 10.0, "holds"), ("at_most", 10.1, "fails")),
        *(("equals", 10.9, "holds"), ("equals", 11.1, "surpassed"), ("equals", 8.9, "fails")),
        *(("equals", -11.1, "fails"), ("equals", float("nan"), "cannot be judged here")),
    ],
)
def test_the_verdict_on_a_figure(bound, value, verdict):
    assert verdict_of_value(bound, value, 10.0, 0.1) == verdict


@pytest.mark.parametrize(
    ("bound", "median", "probability", "surpassing", "verdict"),
    [
        *(("at_least", 11.0, 0.9, 0.0, "holds"), ("at_least", 11.0, 0.89, 0.0, "undecided")),
        *(("at_least", 9.0, 0.1, 0.0, "fails"), ("at_least", 9.0, 0.11, 0.0, "undecided")),
        *(("equals", 12.0, 0.05, 0.95, "surpassed"), ("equals", 12.0, 0.44, 0.56, "undecided")),
        *(("equals", 12.0, 0.05, 0.9, "surpassed"), ("equals", 8.0, 0.05, 0.05, "fails")),
        # draws on either side of a claim do not agree that it does not hold
        *(("equals", 12.0, 0.05, 0.55, "undecided"), ("equals", 8.0, 0.05, 0.4, "undecided")),
        # the middle of wide draws is near the claim, and few of them are
        ("equals", 10.0, 0.05, 0.5, "undecided"),
    ],
)
def test_the_verdict_of_draws(bound, median, probability, surpassing, verdict):
    assert verdict_of_draws(bound, median, probability, surpassing, 10.0, 0.1) == verdict


@pytest.mark.parametrize(("below", "verdict"), [(45, "undecided"), (10, "surpassed"), (90, "fails")])
def test_draws_on_either_side_of_a_claim_do_not_agree(below, verdict):
    draws = np.repeat([5.0, 20.0], [below, 100 - below])
    central = np.full((1, len(YEARS)), 15.0)
    (row,) = evaluate(made_up(claim("equals", tolerance=0.1), central, np.tile(draws, (1, len(YEARS), 1))))
    assert row.probability == 0.0
    assert row.verdict == verdict


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((11.0, 11.0), "holds"),
        ((11.0, 9.0), "holds at direct only"),
        ((9.0, 9.0), "fails"),
        ((11.0, 9.0, 9.0), "holds for direct only"),
        ((9.0, 11.0, 9.0), "holds at operational only"),
        ((11.0, 9.0, 11.0), "holds at direct only"),
        ((9.0, 9.0, 9.0, 11.0), "holds for wet, old / DRI only"),
        ((9.0, np.nan), "fails"),
        ((np.nan, np.nan), "cannot be judged here"),
    ],
)
def test_the_claim_as_a_whole(values, told):
    central = np.repeat(np.array(values)[:, None], len(YEARS), axis=1)
    rows = evaluate(made_up(claim(), central))
    assert {row.verdict_of_claim for row in rows} == {told}
    assert whole_words(rows, "en") == told


@pytest.mark.parametrize(
    ("values", "told"), [((20.0, 30.0), "surpassed"), ((20.0, 1.0), "surpassed at direct only")]
)
def test_a_claim_that_is_surpassed_does_not_fail(values, told):
    central = np.repeat(np.array(values)[:, None], len(YEARS), axis=1)
    rows = evaluate(made_up(claim("equals", tolerance=0.1), central))
    assert {row.verdict_of_claim for row in rows} == {told}
    assert rows[0].holds is False, "the old column says no"


def test_what_is_not_the_world_of_a_claim_is_not_judged():
    central = np.full((2, len(YEARS)), 11.0)
    rows = evaluate(made_up(claim(world=NEVER, judged_in="other"), central))
    assert [(row.verdict, row.holds, row.value) for row in rows] == [
        ("cannot be judged here", None, 11.0)
    ] * 2
    assert rows[0].needs == (
        "freight.stock is 120000 truck, required at least 10000000 truck; judged in other"
    )
    missing = replace(NEVER[0], key="freight.stocks")
    (row, _) = evaluate(made_up(claim(world=(missing,)), central))
    assert row.needs == "freight.stocks is not there, required at least 10000000 truck"
    met = replace(NEVER[0], required=120000.0)
    (row, _) = evaluate(made_up(claim(world=(met,)), central))
    assert (row.verdict, row.needs) == ("holds", "")


def test_a_world_is_that_of_the_year_of_the_claim():
    key, setting = next(
        (key, setting)
        for key, setting in plan().settings.items()
        if not isinstance(setting.value, str) and np.ptp(setting.value.series(YEARS)[0]) > 0
    )
    early, late = setting.value.series(YEARS)[0][[0, -1]]
    between = Requirement(key, "at_least" if late > early else "at_most", (early + late) / 2, "some")
    central = np.full((1, len(YEARS)), 11.0)
    verdicts = [
        evaluate(made_up(claim(year=year, world=(between,)), central))[0].verdict for year in (2023, 2026)
    ]
    assert verdicts == ["cannot be judged here", "holds"]


def test_shipped_claims_of_a_world_are_judged_there_and_not_elsewhere():
    for name, judged in (("fujian-trunk-line", False), ("fujian-full-conversion", True)):
        results = carbonsim.run(carbonsim.load_scenario(name, ["years=[2023, 2025]"]), draws=1)
        rows = {row.claim.name: row for row in evaluate(results)}
        for claimed in ("trunk-line-co2", "trunk-line-cost"):
            assert (rows[claimed].verdict_of_claim != Verdict.UNJUDGED) is judged
            assert ("judged in fujian-full-conversion" in rows[claimed].needs) is not judged


def test_every_verdict_has_chinese():
    for verdict in Verdict:
        assert any(ord(letter) > 0x2E80 for letter in CHINESE[verdict])
        assert CHINESE[verdict].count("{}") == verdict.count("{}")
    for verdict in (Verdict.HOLDS, Verdict.SURPASSED, Verdict.FAILS, Verdict.UNDECIDED):
        assert f"{verdict} at" in CHINESE and f"{verdict} for" in CHINESE


FIGURES = st.one_of(st.sampled_from([0.0, 9.0, 10.0, 11.0, 20.0, -10.0, float("nan")]), st.floats(-30, 30))


@st.composite
def answered(draw):
    """A claim, central values of some places and years, and draws or none."""
    places, count = draw(st.integers(1, len(PLACES))), draw(st.sampled_from([0, 2, 3, 11, 40]))
    bound = draw(st.sampled_from(BOUNDS))
    tolerance = draw(st.sampled_from([0.0, 0.1, 0.5])) if bound == "equals" else 0.0
    asked = claim(
        bound,
        draw(st.sampled_from([10.0, -10.0, 0.0])),
        tolerance,
        draw(st.sampled_from([None, 2023, 2026])),
        world=draw(st.sampled_from([(), (), (), NEVER])),
    )
    central = np.array([[draw(FIGURES) for _ in YEARS] for _ in range(places)])
    if not count:
        return asked, central, None
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    draws = central[..., None] + rng.normal(
        0, draw(st.sampled_from([0.1, 2.0, 20.0])), (*central.shape, count)
    )
    draws[rng.random(draws.shape) < draw(st.sampled_from([0.0, 0.3]))] = np.nan
    return asked, central, draws


@settings(max_examples=150, deadline=None)
@given(case=answered())
def test_no_word_contradicts_a_number(case):
    asked, central, draws = case
    results = made_up(asked, central, draws)
    rows = evaluate(results)
    for row in rows:
        assert row.verdict != Verdict.UNJUDGED or asked.world or np.isnan(row.value)
        answer_agrees(row, asked, asked.value)
    claim_agrees(rows)
    assert results_html(results).count(f">{rows[0].verdict}<") >= 1


@settings(max_examples=60, deadline=None)
@given(case=answered(), seed=st.integers(0, 99))
def test_order_and_duplication_of_draws_change_nothing(case, seed):
    asked, central, draws = case
    if draws is None:
        return
    before = evaluate(made_up(asked, central, draws))
    order = np.random.default_rng(seed).permutation(np.repeat(np.arange(draws.shape[-1]), 2))
    after = evaluate(made_up(asked, central, draws[..., order]))
    for one, other in zip(before, after, strict=True):
        assert (one.verdict, one.verdict_of_claim, one.year) == (
            other.verdict,
            other.verdict_of_claim,
            other.year,
        )
        for name in ("probability", "p50"):
            assert getattr(one, name) == pytest.approx(getattr(other, name), nan_ok=True, rel=1e-12)


@settings(max_examples=100, deadline=None)
@given(case=answered())
def test_the_points_that_are_kept_are_those_of_the_answers(case):
    asked, central, draws = case
    results = made_up(asked, central, draws)
    points = claimed_figures(results, results.vintages)
    rows = evaluate(results)
    assert len(points) == len(rows)
    assert {YEARS[figure.last] for figure in points} == {row.year for row in rows}
