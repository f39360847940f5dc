"""Random claims on drawn scenarios: no word contradicts a number, with any factor of the grid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.core.bounds import BOUNDS
from carbonsim.engine.claimed import bound_of
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.origin import Origin
from tests.analysis.agreement import answer_agrees, claim_agrees
from tests.sectors.drawn_scenarios import drawn_text

SEEDS = range(320, 326)
#: Claims of a scenario.
CLAIMS = 8
#: What a claim may speak of, the grid's part of it first.
STEMS = ("Emission Reduction|", "Works Saving|", "Emissions|", "Extra Cost|", "Stocks|", "Production|")


def ran(sector, seed, folder):
    """A drawn scenario with random claims, run; None where it is refused or has no answer."""
    path = folder / "drawn.yaml"
    path.write_text(drawn_text(sector, seed), encoding="utf-8")
    try:
        scenario = carbonsim.load_scenario(path)
        first = carbonsim.run(scenario)
    except carbonsim.ScenarioError:
        return None
    claims = tuple(random_claims(first, np.random.default_rng([seed, *sector.encode()])))
    return carbonsim.run(replace(scenario, claims=claims))


def random_claims(results, generator):
    """Claims near what a run gives, about a year or any, at a boundary or all."""
    names = [name for name in results.variables if name.startswith(STEMS) and name in results.ensemble]
    for index in range(CLAIMS):
        variable = results.variables[str(generator.choice(names))]
        bound = str(generator.choice(BOUNDS))
        year = int(generator.choice(results.years)) if generator.random() < 0.7 else None
        figures = results.ensemble[variable.name]
        figures = figures[~np.isnan(figures)]
        value = float(generator.choice(figures)) if figures.size else 1.0
        yield Claim(
            f"claim-{index}",
            {"en": "x", "zh": "x"},
            *(variable.stem or variable.name, year, bound, value * generator.choice([0.8, 1.0, 1.25])),
            *(variable.unit, 0.1 if bound == "equals" else 0.0, None, "", Origin("f", 1, 1)),
        )


@pytest.mark.parametrize("sector", ["freight", "nev", "steel"])
def test_no_word_contradicts_a_number(sector, tmp_path):
    answered = grids = 0
    for seed in SEEDS:
        results = ran(sector, seed, tmp_path)
        if results is None:
            continue
        rows = evaluate(results)
        for claim in results.scenario.claims:
            mine = [row for row in rows if row.claim is claim]
            claim_agrees(mine)
            for row in mine:
                variable = next(
                    variable
                    for variable in results.variables.values()
                    if (variable.stem or variable.name) == claim.variable
                    and (variable.boundary, variable.product, variable.variant)
                    == (row.boundary, row.product, row.variant)
                )
                answer_agrees(row, claim, bound_of(claim, variable, [])[0])
                answered += 1
                grids += row.grid is not None
        for outcome in outcomes(results):
            if outcome.sign_share is not None:
                assert outcome.quantiles[0] <= outcome.headline <= outcome.quantiles[-1]
                assert (
                    outcome.sign_share >= 0.5 or outcome.headline == 0.0 or "no such figure" in outcome.note
                )
    assert answered > 50
    assert grids > 5, "some hang on the grid"
