"""Needs alone are those of an audit, of answers that the scenario judges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carbonsim.analysis.audit import audit
from carbonsim.analysis.claim_judges import with_verdicts
from carbonsim.analysis.needs_alone import needs_alone
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run

YEARS = ["years=[2023, 2024]"]


def scenario_of(*names):
    found = load_scenario("fujian-full-conversion", YEARS)
    return replace(found, claims=tuple(claim for claim in found.claims if claim.name in names))


@pytest.fixture(scope="module")
def results():
    return run(scenario_of("trunk-line-co2"), 1)


def test_they_are_those_of_an_audit(results):
    alone, whole = needs_alone(results), audit(results)
    assert [one.needs for one in alone.answers] == [one.needs for one in whole.answers]
    assert [one.target for one in alone.answers] == [one.target for one in whole.answers]
    assert all(one.needs for one in alone.answers)
    assert not any(one.change or one.box for one in alone.answers)


def test_what_cannot_be_judged_has_none():
    found = load_scenario("fujian-trunk-line", YEARS)
    claims = tuple(claim for claim in found.claims if claim.judged_in)
    (first, *_) = needs_alone(run(replace(found, claims=claims), 1)).answers
    assert (first.result.verdict, first.needs) == ("cannot be judged here", ())


def test_records_need_no_search():
    scenario = load_scenario("china-nev-no-policy")
    records = tuple(claim for claim in scenario.claims if claim.series)
    found = needs_alone(run(replace(scenario, claims=records), 1))
    assert found.answers
    assert not any(one.needs for one in found.answers)


def test_verdicts_of_draws_stand_on_needs_with_central_values(results):
    drawn = run(scenario_of("trunk-line-co2"), 40)
    found = with_verdicts(needs_alone(results), drawn)
    assert found.results is drawn
    assert all(one.result.draws == 40 for one in found.answers)
    assert [one.needs for one in found.answers] == [one.needs for one in needs_alone(results).answers]
