"""Scenarios that judge claims: of all that state a claim the one in which it is put to the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.lever_answers import answered_claims
from carbonsim.engine.run import run
from carbonsim.results.audit_records import Audit
from carbonsim.results.results import Results
from carbonsim.scenario.places import SHIPPED
from carbonsim.scenario.scenario import Scenario


def judges(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """Scenario that judges each claim, by the name of the claim.

    Claims of one name are one claim. It is judged where it says so (``judged_in``), else in a scenario whose
    own file states it: one that judges another claim, too, if there is one, else the first by name.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        By name.

    Returns
    -------
    dict of str to str
        Claim to scenario, in the order of the scenarios.
    """
    named: dict[str, str] = {}
    stating: dict[str, list[str]] = {}
    for name, scenario in scenarios.items():
        for claim in scenario.claims:
            if claim.judged_in in scenarios:
                named[claim.name] = claim.judged_in
            own = claim.origin.file in (SHIPPED + name, scenario.file)
            stating.setdefault(claim.name, []).extend([name] if own else [])
    found = {}
    for claim_name, names in stating.items():
        first = next((one for one in names if one in named.values()), names[0] if names else "")
        found[claim_name] = named.get(claim_name, first)
    return {claim: name for claim, name in found.items() if name}


def judging(scenarios: Mapping[str, Scenario]) -> list[Scenario]:
    """Scenarios that judge claims, each with those that it judges and with no others.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        By name.

    Returns
    -------
    list of Scenario
    """
    of_claim = judges(scenarios)
    return [
        replace(scenario, claims=claims)
        for name, scenario in scenarios.items()
        if (claims := tuple(claim for claim in scenario.claims if of_claim.get(claim.name) == name))
    ]


def no_longer_than_needed(scenario: Scenario) -> Scenario:
    """A scenario whose horizon ends with the last year that its claims are answered in.

    Nothing of a year hangs on what comes later, so that answers are the same.

    Parameters
    ----------
    scenario : Scenario
        With claims.

    Returns
    -------
    Scenario
        The very one where claims are answered from records alone.
    """
    results = run(scenario, 1)
    last = max((claimed.last for claimed in answered_claims(results)), default=None)
    if last is None:
        return scenario
    return replace(scenario.until(int(results.years[last])), claims=scenario.claims)


def with_verdicts(found: Audit, results: Results) -> Audit:
    """An audit of a deterministic run with the answers that an ensemble of the same scenario gives.

    Parameters
    ----------
    found : Audit
        Whose needs are those with central values.
    results : Results
        Of the same scenario, with draws.

    Returns
    -------
    Audit
        Without pairs of claims.
    """
    rows = zip(found.answers, evaluate(results), strict=True)
    answers = tuple(replace(answer, result=row) for answer, row in rows)
    return replace(found, results=results, answers=answers, joint=())
