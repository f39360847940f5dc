"""Claims of all forms where levers are moved: at a point they are what a run there gives."""

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.levers import levers
from carbonsim.core.blank import smooth_quantiles
from carbonsim.engine.claimed import claimed_series
from carbonsim.engine.lever_runs import SAMPLING, overrides_at
from carbonsim.results.lever_grid import QUANTILES

TRUCK = "Emissions|CO2|Energy|Demand|Transportation|Truck"
WORK = "Energy Service|Transportation|Freight|Truck"
TEXT = f"""\
carbonsim: 1
name: made
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [2023, 2031]
claims:
  - {{name: reference, variable: {TRUCK}, year: 2030, against: reference, at_most: -5 %}}
  - {{name: base, variable: {TRUCK}, year: 2030, against: 2024, at_most: -20 %}}
  - {{name: sum, variable: {TRUCK}, over: 2026-2030, against: reference, at_most: -2 %}}
  - {{name: work, variable: {TRUCK}, per: {WORK}, over: 2026-2030, at_most: 62 g CO2/tkm}}
  - {{name: by, variable: {TRUCK}, by: 2028, at_most: 6 Mt CO2/yr}}
  - {{name: peak, variable: {TRUCK}, peak_by: 2027}}
  - {{name: fish, kind: not-answerable, why: {{en: no variable, zh: 没有变量}}}}
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "made.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def grid(path):
    return levers(carbonsim.run(carbonsim.load_scenario(path), draws=8))


def test_answers_at_a_point_are_those_of_a_run_there(grid, path):
    place = len(grid.points) - 2
    overrides = [f"sampling={SAMPLING}", *overrides_at(grid.levers, grid.points[place])]
    alone = carbonsim.run(carbonsim.load_scenario(path, overrides), grid.draws)
    compared = 0
    for claim in alone.scenario.claims:
        claimed = claimed_series(alone.scenario, claim, alone.variables, alone.central, alone.years, [])
        for variable in claimed.variables:
            (answer,) = (one for one in grid.answers if (one.claim, one.variable) == (claim.name, variable))
            expected = smooth_quantiles(claimed.figure(variable, alone.ensemble), QUANTILES)
            np.testing.assert_allclose(answer.values[:, place], expected, rtol=1e-9, err_msg=claim.name)
            compared += 1
    assert compared == len(grid.answers) == 6 * 4, "at each boundary; what nothing answers has no answer"


def test_figures_of_one_series_are_told_apart(grid):
    names = [answer.outcome for answer in grid.answers if answer.variable.boundary == "direct"]
    assert names == [
        f"2030 {TRUCK} against the reference",
        f"2030 {TRUCK} against 2024",
        f"2026-2030 {TRUCK} against the reference",
        f"2026-2030 {TRUCK} per {WORK}",
        f"by 2028 {TRUCK}",
        f"2027 {TRUCK} peak",
    ]
    rows = grid.table().rows
    told = [row[len(grid.levers)] for row in rows if row[: len(grid.levers)] == grid.points[0]]
    assert len(told) == len(set(told))


def test_verdicts_are_those_of_the_median(grid):
    for answer in grid.answers:
        median = answer.values[1]
        held = answer.probability >= 0.9
        assert all(verdict == "holds" for verdict, sure in zip(answer.verdicts, held, strict=True) if sure), (
            answer.claim
        )
        assert (median[held] <= answer.target).all()
