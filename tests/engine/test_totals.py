"""Totals over sectors: trucks and steel of one country in one run."""

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claim_check import check
from carbonsim.core.errors import BoundaryError, DataError, ScenarioError
from carbonsim.engine import run as engine_run
from carbonsim.engine import totals as engine_totals
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets, ReplayedMarkets
from carbonsim.engine.reported import reported_variables
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.reference.tables import look_up
from carbonsim.sectors import sectors_of

BASE = """\
carbonsim: 1
extends: [carbonsim:china-trucks-current-policies, carbonsim:china-steel-current-policies]
years: [2023, 2041]
"""
PLAN = """\
carbonsim: 1
extends: [carbonsim:china-trucks-electric, carbonsim:china-steel-hydrogen]
reference: base.yaml
years: [2023, 2041]
"""
CLAIM = """\
claims:
  - name: too-wide
    variable: Emission Reduction|CO2|All Sectors
    boundary: {boundary}
    at_least: 10 Mt CO2e/yr
"""
ALL, ALL_OPERATIONAL = "Emissions|CO2|All Sectors", "Emissions|CO2|All Sectors [Operational]"
COST, POWER = "Cost|All Sectors [Resource]", "Electricity Bought|All Sectors"
TRUCKS, STEEL = "Emissions|CO2|Energy|Demand|Transportation|Truck", "Emissions|CO2|Iron and Steel"
PARTS = {
    ALL: (TRUCKS, STEEL),
    ALL_OPERATIONAL: (f"{TRUCKS} [Operational]", f"{STEEL} [Operational]"),
    COST: ("Cost|Transportation|Truck [Resource]", "Cost|Iron and Steel [Resource]"),
    "Emission Reduction|CO2|All Sectors": (
        "Emission Reduction|CO2|Transportation|Truck",
        "Emission Reduction|CO2|Iron and Steel",
    ),
    "Extra Cost|All Sectors [Resource]": (
        "Extra Cost|Transportation|Truck [Resource]",
        "Extra Cost|Iron and Steel [Resource]",
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("joint")
    for name, text in (("base", BASE), ("plan", PLAN)):
        (made / f"{name}.yaml").write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def scenario(folder):
    return carbonsim.load_scenario(folder / "plan.yaml")


@pytest.fixture(scope="module")
def result(scenario):
    return carbonsim.run(scenario, draws=6)


@pytest.mark.parametrize("total", PARTS)
def test_a_total_is_the_sum_of_its_sectors(result, total):
    for series in (result.central, result.ensemble):
        expected = sum(series[name] for name in PARTS[total])
        assert np.allclose(series[total], expected, rtol=1e-12, atol=1e-9)
    assert np.any(result.central[total] != 0)


def test_the_power_of_all_sectors_times_the_grid_is_what_it_emits(result):
    for series in (result.central, result.ensemble):
        grid = series["Emission Factor|CO2|Electricity"]  # kg/kWh are Mt/TWh
        emitted = series[ALL_OPERATIONAL] - series[ALL]
        assert np.allclose(series[POWER] * grid, emitted, rtol=1e-9, atol=1e-6)


def test_sectors_bear_the_boundaries_at_which_they_add_up_and_no_others(result):
    totals = {name: one for name, one in result.variables.items() if "All Sectors" in name}
    boundaries = {one.boundary for one in totals.values() if one.stem.startswith("Emission")}
    assert boundaries == {"direct", "operational"}
    assert set(totals) <= set(result.central) & set(result.ensemble)
    assert set(reported_variables(result.scenario)) == set(result.variables)


def test_a_run_of_one_sector_has_no_totals():
    assert not [
        name for name in reported_variables(carbonsim.load_scenario("fujian-trunk-line")) if "All" in name
    ]


def test_totals_have_the_same_bits_whatever_the_block(scenario, monkeypatch):
    monkeypatch.setattr(engine_run, "BLOCK", 4)
    small = carbonsim.run(scenario, draws=6)
    monkeypatch.setattr(engine_run, "BLOCK", 250)
    large = carbonsim.run(scenario, draws=6)
    for name in PARTS:
        assert np.array_equal(small.ensemble[name], large.ensemble[name]), name


def test_a_sector_alone_in_the_markets_of_the_joint_run_gives_the_same_numbers(scenario):
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    inputs = Inputs(scenario, years, 3, block_scores(scenario, 1, 0, 3))
    joint = simulate(inputs, sectors_of(scenario), Markets(inputs))
    seen = set()
    for sector in sectors_of(scenario):
        alone = simulate(inputs, [sector], ReplayedMarkets(joint.prices)).series
        seen |= set(alone)
        for name, values in alone.items():
            assert np.array_equal(values, joint.series[name]), name
    assert seen == set(joint.series)


@pytest.mark.parametrize("boundary", ["life-cycle", "well-to-wheel", "upstream"])
def test_a_claim_on_a_total_that_would_count_twice_says_where_and_why(folder, boundary):
    path = folder / "claims.yaml"
    path.write_text(PLAN + CLAIM.format(boundary=boundary), encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        check(carbonsim.load_scenario(path))
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == (6, 11)
    assert "expected one of direct, operational" in problem.message
    assert "would count twice: vehicles hold steel" in problem.message


def test_a_claim_on_a_total_of_a_single_sector_says_what_it_takes(tmp_path):
    path = tmp_path / "one.yaml"
    path.write_text(
        "carbonsim: 1\nextends: carbonsim:fujian-trunk-line\n" + CLAIM.format(boundary="direct"),
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError, match="sections of at least two"):
        check(carbonsim.load_scenario(path))


# What sectors declare --------------------------------------------------------------------------------------


class Declaring:
    """A sector that declares the rows given."""

    name = "declaring"

    def __init__(self, rows):
        self.rows = rows

    def variables(self, scenario):  # noqa: ARG002
        return self.rows


def declared(scenario, monkeypatch, change):
    """Totals where the rows of the first sector are changed."""
    first, second = sectors_of(scenario)
    rows = change(first.variables(scenario))
    monkeypatch.setattr(engine_totals, "sectors_of", lambda _: (Declaring(rows), second))
    return engine_totals.totals_of(scenario)


def test_a_total_needs_a_part_of_every_sector(scenario, monkeypatch):
    found = declared(
        scenario,
        monkeypatch,
        lambda rows: [row for row in rows if row.total not in ("resource", "electricity")],
    )
    assert [total.variable.name for total in found] == [ALL, ALL_OPERATIONAL]


def test_two_parts_of_one_total_are_refused(scenario, monkeypatch):
    def twice(rows):
        return [
            replace(row, total="direct" if row.variable.boundary == "direct" else row.total) for row in rows
        ]

    with pytest.raises(DataError, match="two parts of the total"):
        declared(scenario, monkeypatch, twice)


def test_a_part_at_another_boundary_is_refused(scenario, monkeypatch):
    def other(rows):
        wide = {"direct": "operational", "operational": "direct"}
        return [replace(row, total=wide.get(row.total, row.total)) for row in rows]

    with pytest.raises(BoundaryError, match=r"\(operational\) cannot be part of .*\(direct\)"):
        declared(scenario, monkeypatch, other)


def test_a_total_that_there_is_not_is_refused(scenario, monkeypatch):
    with pytest.raises(DataError, match="there are direct, operational, resource, electricity"):
        declared(scenario, monkeypatch, lambda rows: [replace(row, total="water") for row in rows])


# Power beside the country's generation ----------------------------------------------------------------------


def test_extra_electricity_stands_beside_the_generation_of_the_country(result):
    (table,) = [one for one in result.checks if one.name == "electricity"]
    assert [row.label["en"][:4] for row in table.rows] == ["2030"] * 4 + ["2040"] * 4
    extra, drawn, generated, share = table.rows[:4]
    at = 2030 - 2023
    before = result.reference.central[POWER][at]
    assert drawn.value == result.central[POWER][at]
    assert extra.value == pytest.approx(drawn.value - before)
    assert generated.value == look_up("electricity_generation", "China", 2030).central
    assert share.value == pytest.approx(100 * extra.value / generated.value)
    assert extra.low <= extra.high
    assert all("年" in row.label["zh"] for row in table.rows)


def test_without_a_reference_only_the_power_drawn_is_shown(scenario):
    alone = carbonsim.run(replace(scenario, reference=None), draws=1)
    (table,) = [one for one in alone.checks if one.name == "electricity"]
    assert len(table.rows) == 4
    assert all(row.low is None for row in table.rows if "drawn" in row.label["en"])


def test_a_region_that_the_table_has_not_gets_no_such_check(scenario):
    elsewhere = carbonsim.run(replace(scenario, region="Fujian", reference=None), draws=1)
    assert not [one for one in elsewhere.checks if one.name == "electricity"]
