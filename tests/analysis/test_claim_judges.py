"""Who judges which claim: named judges, those that state it, one for several, and no year too many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carbonsim.analysis.claim_judges import judges, judging, no_longer_than_needed
from carbonsim.analysis.claims import evaluate
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.scenario.places import shipped_scenarios


@pytest.fixture(scope="module")
def scenarios():
    return {name: load_scenario(name) for name in shipped_scenarios()}


def test_each_claim_has_one_judge_that_has_it(scenarios):
    found = judges(scenarios)
    assert set(found) == {claim.name for scenario in scenarios.values() for claim in scenario.claims}
    for claim, name in found.items():
        assert claim in {one.name for one in scenarios[name].claims}


def test_a_named_judge_goes_before_those_who_state_a_claim(scenarios):
    found = judges(scenarios)
    assert found["trunk-line-co2"] == "fujian-full-conversion"
    # several state it: one that judges others, too
    assert found["truck-hundred-cars"] == "fujian-full-conversion"
    assert found["plan-2030-sales"] == "china-trucks-current-policies"
    alone = {name: scenarios[name] for name in ("fujian-all-diesel", "fujian-no-policy", "fujian-line")}
    assert judges(alone) == {"truck-hundred-cars": "fujian-all-diesel"}


def test_judges_have_no_other_claims(scenarios):
    found = judging(scenarios)
    names = [claim.name for scenario in found for claim in scenario.claims]
    assert len(names) == len(set(names)) == len(judges(scenarios))
    assert all(scenario.claims for scenario in found)


@pytest.mark.parametrize("name", ["china-trucks-current-policies", "fujian-full-conversion"])
def test_a_shorter_horizon_gives_the_same_answers(scenarios, name):
    shorter = no_longer_than_needed(scenarios[name])
    assert shorter.years[1] < scenarios[name].years[1]
    whole, part = (evaluate(run(one, 30)) for one in (scenarios[name], shorter))
    told = [[(row.value, row.p05, row.p50, row.p95, row.verdict) for row in each] for each in (whole, part)]
    assert told[0] == told[1]


def test_records_need_no_shorter_horizon(scenarios):
    (of_records,) = (one for one in judging(scenarios) if one.name == "china-nev-no-policy")
    claims = tuple(claim for claim in of_records.claims if claim.series)
    recorded = replace(of_records, claims=claims)
    assert no_longer_than_needed(recorded) is recorded
