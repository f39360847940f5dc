"""Claims in each form, against arithmetic on the series of their run: kept, streamed and by vintage."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.cli.main import main
from carbonsim.core.types import Array
from carbonsim.engine.run import run
from carbonsim.scenario.claim_forms import FORMS
from tests.engine.small_shards import LARGE, make_shards_small

TRUCK = "Emissions|CO2|Energy|Demand|Transportation|Truck"
CUT = "Emission Reduction|CO2|Transportation|Truck"
WORK = "Energy Service|Transportation|Freight|Truck"
SHARE = "Sales Share|Transportation|Truck|Battery-Electric|Plug-In"
TCO = "Total Cost of Ownership|Transportation|Truck|Cargo|{}"
FIRST, LAST = 2023, 2031
DRAWS = 2 * LARGE + 30
#: Boundary -> series of emissions and of their reduction.
AT = {
    "direct": (TRUCK, CUT),
    "operational": (f"{TRUCK} [Operational]", f"{CUT} [Operational]"),
    "well-to-wheel": tuple(
        f"{name.replace('|CO2|', '|Kyoto Gases|')} [Well-to-Wheel]" for name in (TRUCK, CUT)
    ),
    "life-cycle": tuple(f"{name.replace('|CO2|', '|Kyoto Gases|')} [Life Cycle]" for name in (TRUCK, CUT)),
}
HEAD = f"""\
carbonsim: 1
name: made
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [{FIRST}, {LAST}]
levers: []
claims:
"""
CLAIMS = {
    "plain": f"variable: {TRUCK}, year: 2030, at_most: 5 Mt CO2/yr",
    "reference": f"variable: {TRUCK}, year: 2030, against: reference, at_most: -5 %",
    "base": f"variable: {TRUCK}, year: 2030, against: 2024, at_most: -10 %",
    "any": f"variable: {TRUCK}, against: 2024, at_most: -10 %",
    "sum": f"variable: {CUT}, over: 2026-2030, at_least: 500 kt CO2",
    "whole": f"variable: {CUT}, over: 2030, at_least: 1 Mt CO2",
    "sum-reference": f"variable: {TRUCK}, over: 2026-2030, against: reference, at_most: -2 %",
    "work": f"variable: {TRUCK}, per: {WORK}, year: 2030, at_most: 62 g CO2/tkm",
    "work-sum": f"variable: {TRUCK}, per: {WORK}, over: 2026-2030, at_most: 62 g CO2/tkm",
    "work-base": f"variable: {TRUCK}, per: {WORK}, year: 2030, against: 2024, at_most: -20 %",
    "most": f"variable: {SHARE}, by: 2028, at_least: 20 %",
    "least": f"variable: {TRUCK}, by: 2028, at_most: 6 Mt CO2/yr",
    "nearest": f"variable: {TRUCK}, by: 2028, equals: 6 Mt CO2/yr, tolerance: 5 %",
    "peak": f"variable: {TRUCK}, peak_by: 2027",
    "work-peak": f"variable: {TRUCK}, per: {WORK}, peak_by: 2027",
    "rising": f"variable: {WORK}, peak_by: 2030",
    "route": f"variable: {TCO.format('Plug-In')}, year: 2030, against: {TCO.format('Diesel')}, at_most: -2 %",
    "fish": "kind: not-answerable, why: {en: no variable counts fish feed, zh: 没有变量统计鱼饲料}",
}


class OfRun(NamedTuple):
    """Emissions, reductions, work and share of sales of a run, (years, ...)."""

    e: Array
    c: Array
    w: Array
    s: Array


#: Claim -> its figure at a boundary.
WORDS = {
    "plain": lambda x: x.e[7],
    "reference": lambda x: -100 * x.c[7] / (x.e[7] + x.c[7]),
    "base": lambda x: 100 * (x.e[7] - x.e[1]) / x.e[1],
    "sum": lambda x: x.c[3] + x.c[4] + x.c[5] + x.c[6] + x.c[7],
    "whole": lambda x: x.c[:8].sum(axis=0),
    "sum-reference": lambda x: -100 * x.c[3:8].sum(axis=0) / (x.e[3:8] + x.c[3:8]).sum(axis=0),
    # Mt over billion tkm are kg/tkm
    "work": lambda x: 1000 * x.e[7] / x.w[7],
    "work-sum": lambda x: 1000 * x.e[3:8].sum(axis=0) / x.w[3:8].sum(axis=0),
    "work-base": lambda x: 100 * (x.e[7] / x.w[7] / (x.e[1] / x.w[1]) - 1),
    "most": lambda x: x.s[:6].max(axis=0),
    "least": lambda x: x.e[:6].min(axis=0),
    "peak": lambda x: FIRST + x.e.argmax(axis=0),
    "work-peak": lambda x: FIRST + (x.e / x.w).argmax(axis=0),
    "rising": lambda x: FIRST + x.w.argmax(axis=0),
}


def scenario(folder, claims=CLAIMS, head=HEAD):
    path = folder / "made.yaml"
    path.write_text(head + "".join(f"  - {{name: {name}, {text}}}\n" for name, text in claims.items()))
    return carbonsim.load_scenario(str(path))


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return scenario(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def kept(plan):
    """A run whose draws are kept, with a block for all of them."""
    return run(plan, draws=DRAWS)


@pytest.fixture(scope="module")
def streamed(plan):
    """The same draws, made in small shards and blocks, of which figures alone are kept."""
    with pytest.MonkeyPatch.context() as patch:
        make_shards_small(patch)
        return run(plan, draws=DRAWS)


def rows_of(results, name):
    return [row for row in evaluate(results) if row.claim.name == name]


def words(name, series, boundary):
    emissions, cut = AT[boundary or "direct"]
    return WORDS[name](OfRun(series[emissions], series[cut], series[WORK], series[SHARE]))


@pytest.mark.parametrize("name", WORDS)
def test_a_figure_is_that_of_its_definition(kept, name):
    rows = rows_of(kept, name)
    assert [row.boundary for row in rows] == (list(AT) if name not in ("most", "rising") else [""])
    for row in rows:
        assert row.value == pytest.approx(float(words(name, kept.central, row.boundary)), rel=1e-9)
        draws = words(name, kept.ensemble, row.boundary)
        expected = np.quantile(draws, (0.05, 0.5, 0.95))
        assert (row.p05, row.p50, row.p95) == pytest.approx(tuple(expected), rel=1e-9)
        bound = row.claim.value / (1000 if name == "sum" else 1)  # kt
        held = draws >= bound if row.claim.bound == "at_least" else draws <= bound
        assert row.probability == held.mean()
        assert row.draws == DRAWS


UNITS = {
    "plain": ["Mt CO2/yr", "Mt CO2e/yr"],
    "reference": ["%"],
    "sum": ["Mt CO2", "Mt CO2e"],
    "work": ["g CO2/tkm", "g CO2e/tkm"],
    "work-base": ["%"],
    "most": ["%"],
    "peak": ["yr"],
}


@pytest.mark.parametrize("name", UNITS)
def test_an_answer_has_the_unit_of_its_figure(kept, name):
    assert list(dict.fromkeys(row.unit for row in rows_of(kept, name))) == UNITS[name]


def test_any_year_is_the_first_in_which_the_change_holds_anywhere(kept):
    rows = rows_of(kept, "any")
    (year,) = {row.year for row in rows}
    changes = {place: kept.central[name] / kept.central[name][1] - 1 for place, (name, _) in AT.items()}
    held = [FIRST + i for i in range(2, LAST - FIRST + 1) if any(c[i] <= -0.1 for c in changes.values())]
    assert year == held[0]
    for row in rows:
        assert row.value == pytest.approx(100 * changes[row.boundary][year - FIRST])


def test_the_nearest_year_is_nearest_to_what_is_claimed(kept):
    for row in rows_of(kept, "nearest"):
        values = kept.central[AT[row.boundary][0]][:6]
        assert row.value == values[np.argmin(abs(values - 6))]


def test_the_year_in_which_a_bound_is_reached_is_told_where_it_holds(kept):
    (row,) = rows_of(replace(kept, ensemble={}, points={}), "most")
    share = kept.central[SHARE][:6]
    assert (row.verdict, row.year) == ("holds", 2028)
    assert row.note == f"reached in {FIRST + int(np.argmax(share >= 20))}"


def test_another_variable_is_compared_with_the_same_case(kept):
    (row,) = rows_of(kept, "route")
    mine, other = (kept.central[TCO.format(kind)][7] for kind in ("Plug-In", "Diesel"))
    assert (row.value, row.unit) == (pytest.approx(100 * (mine / other - 1)), "%")


def test_what_rises_to_the_end_has_no_peak(kept):
    (row,) = rows_of(kept, "rising")
    assert (row.value, row.verdict) == (LAST, "fails")
    assert "no peak within it" in row.note


def test_what_nothing_answers_has_its_reason(kept):
    (row,) = rows_of(kept, "fish")
    assert (row.verdict, row.note) == ("cannot be judged here", "no variable counts fish feed")
    assert (row.year, row.unit, row.holds) == (None, "", None)


def test_streamed_draws_have_the_bits_of_kept_ones(kept, streamed):
    assert not streamed.ensemble
    assert len(streamed.points) > len(WORDS)
    for figure, draws in streamed.points.items():
        assert draws.shape == (DRAWS,)
        assert draws.tobytes() == figure.of(kept.ensemble).tobytes() == kept.points[figure].tobytes()
    for one, other in zip(evaluate(kept), evaluate(streamed), strict=True):
        assert repr((one.p05, one.p50, one.p95, one.probability, one.draws)) == repr(
            (other.p05, other.p50, other.p95, other.probability, other.draws)
        )
        assert (one.verdict, one.other_grids) == (other.verdict, other.other_grids)


def test_the_figures_of_one_year_are_the_series_themselves(kept):
    (row, *_) = rows_of(kept, "plain")
    assert row.value == kept.central[TRUCK][7]
    assert kept.draws_at(TRUCK, 7).tobytes() == kept.ensemble[TRUCK][7].tobytes()


# The grid --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["base", "reference", "sum", "work-sum", "least", "peak"])
def test_an_answer_with_another_factor_is_that_of_a_run_with_it(kept, name):
    factor = kept.vintages[2023].central
    assert len(factor[TRUCK]) == LAST - FIRST + 1, "a peak needs all years"
    for row in rows_of(kept, name):
        others = [other.answer for other in row.other_grids if other.grid.year == 2023]
        expected = float(words(name, factor, row.boundary)) if name in WORDS else None
        for other in others:
            assert other.value == pytest.approx(expected, rel=1e-9)
            assert other.draws == DRAWS
    operational = next(row for row in rows_of(kept, "base") if row.boundary == "operational")
    assert operational.grid.kind == "projected" and operational.other_grids, "its verdict hangs on the grid"


def test_a_figure_that_the_factor_moves_keeps_its_draws_with_it(kept):
    moved = kept.vintages[2023].points
    figures = {figure.series for figure in moved}
    assert f"{TRUCK} [Operational]" in figures and TRUCK not in figures
    assert all(draws.shape == (DRAWS,) for draws in moved.values())


# What is told ----------------------------------------------------------------------------------------------


def test_a_run_tells_all_forms_to_machines(tmp_path, capsys):
    scenario(tmp_path)
    options = ["--json", "--draws", "0", "--no-figures", "--no-page", "--out", str(tmp_path)]
    assert main(["run", str(tmp_path / "made.yaml"), *options, "--strict"]) == 1
    told = json.loads(capsys.readouterr().out)
    (told,) = told["runs"]
    bounds = {one["claim"]: one["bound"] for one in told["claims"]}
    assert bounds["plain"] == "at most 5 Mt CO2/yr"
    assert bounds["reference"] == "at most -5 % against the reference"
    assert bounds["base"] == "at most -10 % against 2024"
    assert bounds["sum-reference"] == "at most -2 % against the reference over 2026-2030"
    assert bounds["work"] == f"at most 62 g CO2/tkm per {WORK}"
    assert bounds["most"] == "at least 20 % by 2028"
    assert bounds["peak"] == "peak by 2027"
    assert bounds["route"] == f"at most -2 % against {TCO.format('Diesel')}"
    fish = next(one for one in told["claims"] if one["claim"] == "fish")
    assert (fish["year"], fish["note"]) == (None, "no variable counts fish feed")
    table = next(tmp_path.glob("*/claims.csv")).read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("sum,direct,,,2026-2030,") for line in table)
    assert any(line.startswith("fish,,,,,,,,,,,,,no variable counts fish feed,") for line in table)


def test_the_docs_show_claims_that_can_be_answered(tmp_path, capsys):
    docs = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\nclaims:\n(.*?)```", docs, re.DOTALL)
    (tmp_path / "made.yaml").write_text(HEAD + block, encoding="utf-8")
    assert main(["check", str(tmp_path / "made.yaml")]) == 0
    assert "6 claims" in capsys.readouterr().out
    assert all(f"| `{form}: " in docs for form in FORMS), "the table has every form"
