"""Claims on plants that no shipped scenario is: what one that judges them has to be."""

from dataclasses import replace

import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate

#: A works of one plant beside blast furnaces with as much steel.
WORKS = """\
carbonsim: 1
name: {name}
title: {{en: A works, zh: 钢厂}}
extends: carbonsim:zhanjiang-blast-furnace
years: [2023, 2027]
draws: 0
steel:
  demand: {demand} Mt/yr
  routes: {{{route}}}
  plants:
    {plant}: {{label: The plant, route: {of}, capacity: 0 Mt/yr, load: 1 1}}
"""
PLAN = """\
carbonsim: 1
name: plan
title: {{en: With its shaft, zh: 有竖炉}}
extends: works.yaml
reference: works.yaml
steel:
  plants:
    {plant}:
      capacity: {{path: {{2023: 0, 2024: {capacity}}}, unit: Mt/yr}}
"""
PLANTS = {
    "zhangxuan": {
        "shipped": "china-steel-hydrogen",
        "of": "coke_oven_gas_shaft",
        "demand": 0.62,
        "capacity": 0.6,
        "route": "coke_oven_gas_shaft: {scrap: 0.16 t/t}",
    },
    "zhanjiang": {
        "shipped": "zhanjiang-shaft-furnace",
        "of": "zhanjiang_shaft",
        "demand": 1.84,
        "capacity": 1,
        "route": "zhanjiang_shaft: {scrap: 0.54 t/t}",
    },
}
SHORT = "years=[2023, 2027]"
NAMES = {
    "zhangxuan": ("zhangxuan-co2", "zhangxuan-cut"),
    "zhanjiang": ("zhanjiang-line-co2", "zhanjiang-line-cut"),
}


def claims_of(plant):
    """Claims on a plant that a shipped scenario states."""
    scenario = carbonsim.load_scenario(PLANTS[plant]["shipped"])
    return tuple(claim for claim in scenario.claims if claim.name in NAMES[plant])


@pytest.fixture(params=sorted(PLANTS))
def answers(request, tmp_path):
    """Plant, and answers of a scenario that is its works alone."""
    plant = PLANTS[request.param]
    for name, text in (("works", WORKS), ("plan", PLAN)):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text.format(name=name, plant=request.param, **plant), encoding="utf-8")
    scenario = replace(carbonsim.load_scenario(tmp_path / "plan.yaml"), claims=claims_of(request.param))
    return request.param, evaluate(carbonsim.run(scenario))


def test_the_works_alone_judges_them(answers):
    plant, rows = answers
    assert {row.claim.name for row in rows} == set(NAMES[plant])
    assert all(row.verdict in ("holds", "fails", "surpassed") and not row.differences for row in rows)
    assert {row.boundary for row in rows} == {"direct", "operational", "upstream", "market-covered"}
    figures = {(row.claim.name.rpartition("-")[2], row.boundary): row.value for row in rows}
    # a cut in per cent is the reduction over what blast furnaces emit, 1.8 t a tonne of liquid steel
    of_reference = figures["co2", "direct"] / PLANTS[plant]["demand"] / 1.772
    assert figures["cut", "direct"] == pytest.approx(-100 * of_reference, rel=1e-3)
    # power that melts and no gas sold take a part of it
    assert figures["cut", "direct"] < figures["cut", "operational"] < -30


@pytest.mark.parametrize("plant", sorted(PLANTS))
def test_where_they_ship_they_are_not_judged(ran, plant):
    shipped = PLANTS[plant]["shipped"]
    rows = [row for row in evaluate(ran(shipped, SHORT, draws=2)) if row.claim.name in NAMES[plant]]
    assert len(rows) == 8
    for row in rows:
        assert row.verdict == "cannot be judged here"
        assert {each.key for each in row.differences} >= {"steel.demand"}
