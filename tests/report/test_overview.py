"""What a run prints on a screen: the answer, few figures, verdicts in a line or two, warnings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.report.claim_verdicts import verdict_lines
from carbonsim.report.headline_table import headline_lines
from carbonsim.report.layout import display_width
from carbonsim.report.terminal import overview
from tests.report.made_answers import TRUCK, alone, claimed, made

EVERY = ("direct", "operational", "well-to-wheel", "life-cycle")
SURE = np.linspace(0.8, 1.2, 41)
HARDLY = np.r_[np.full(5, -0.1), np.full(36, 1.0)]


def everywhere(draws, sector=TRUCK):
    return {(sector, boundary): draws for boundary in EVERY}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits_a_screen(language):
    costs = {(TRUCK, "owner"): -1000 * SURE, (TRUCK, "resource"): HARDLY}
    found, outcomes = made(everywhere(-1000 * SURE), costs, years=(2023, 2060))
    claims = [
        one
        for name in "abc"
        for one in claimed(name, "It cuts a very large number of tonnes a year " * 4, {"direct": "fails"})
    ]
    lines = overview(found, outcomes, claims, language).splitlines()
    assert len(lines) <= 40
    assert max(display_width(line) for line in lines) <= 100


def test_figures_are_medians_with_their_band_and_a_mark_where_they_are_undecided():
    costs = {(TRUCK, "owner"): -SURE, (TRUCK, "resource"): HARDLY}
    lines = headline_lines(*made(everywhere(SURE), costs), "en")
    assert lines[0].split() == ["Change", "unit", "2030", "2035", "2026-2030"]
    direct = next(line for line in lines if line.startswith("  direct"))
    assert direct.split(maxsplit=3)[1:3] == ["Mt", "CO2"]
    assert "-1.0 (-1.2 / -0.82)" in direct and "-5.0 (-5.9 / -4.1)" in direct
    assert "?" not in direct
    resource = next(line for line in lines if line.startswith("  cost, resource"))
    assert "1.0 (-0.10 / 1.0)?" in resource
    assert "fewer than nine of ten draws agree" in " ".join(map(str.strip, lines))


def test_of_several_sectors_the_sum_comes_first_and_each_has_a_line():
    cuts = everywhere(SURE) | {("All Sectors", "direct"): SURE, ("All Sectors", "operational"): SURE}
    lines = headline_lines(*made(cuts), "en")
    assert [line[2:24].strip().partition(" (")[0] for line in lines[1:4]] == [
        "all sectors, direct",
        "all sectors, operation",
        "trucks, operational",
    ]


def test_a_deterministic_run_has_no_band_in_its_table():
    lines = headline_lines(*made(everywhere(SURE), drawn=False), "en")
    assert "(" not in lines[1] and "deterministic run: no range" in " ".join(map(str.strip, lines))


def test_a_run_without_reference_shows_its_emissions():
    found, outcomes = made(everywhere(SURE))
    lines = headline_lines(alone(found), outcomes, "en")
    assert lines[0].split() == ["Emissions", "unit", "2025", "2030", "2035"]
    assert "9.0 (8.8 to 9.2)" in lines[1]


def test_verdicts_take_two_lines_and_state_no_best_year():
    long = "It cuts a very large number of tonnes in a year that nobody names " * 5
    claims = claimed("a", long, {"direct": "fails"}, year=None)
    lines = verdict_lines(claims, "en")
    assert len(lines) == 3 and lines[1].startswith("  fails: It cuts")
    assert all(display_width(line) <= 100 for line in lines)
    brief = verdict_lines(claimed("a", "It cuts", {"direct": "fails"}, year=None), "en")
    assert brief[1] == "  fails: It cuts", "no figure: it would be that of the best year"
    dated = verdict_lines(claimed("a", "It cuts", {"direct": "fails"}), "en")
    assert dated[1].startswith("  fails: It cuts; 4.4 Mt CO2/yr in 2035 (direct), claimed at least 18")
    chinese = verdict_lines(claimed("a", "It cuts", {"direct": "fails"}), "zh")
    assert chinese[1].startswith("  不成立：宣传：It cuts；2035 年直接排放 440 万吨CO2/年，宣传值至少 1,800")


def test_a_plan_that_changes_nothing_has_no_table():
    found, outcomes = made(everywhere(np.zeros(41)))
    emissions = {name: one for name, one in found.variables.items() if name.startswith("Emissions|")}
    of_plan = {name: found.central[name] for name in emissions}
    drawn = {name: found.ensemble[name] for name in emissions}
    other = replace(found.reference, central=of_plan, ensemble=drawn)
    same = replace(found, central=of_plan, ensemble=drawn, variables=emissions, reference=other)
    assert headline_lines(same, outcomes, "en") == []
    assert "WARNING: every result equals that of the reference" in overview(same, outcomes)
