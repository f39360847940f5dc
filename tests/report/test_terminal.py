"""What a run prints."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.report.layout import display_width
from carbonsim.report.pick import by_component, families, milestones
from carbonsim.report.terminal import summary
from carbonsim.report.texts import CHINESE
from carbonsim.results.records import CheckRow


def line_with(text: str, *words: str) -> str:
    found = [line for line in text.splitlines() if all(word in line for word in words)]
    assert found, f"no line with {words} in\n{text}"
    return found[0]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("draws", [1, 40])
def test_it_fits_a_hundred_columns(make_results, make_outcomes, answered, language, draws):
    text = summary(make_results(draws), make_outcomes(draws > 1), answered, language)
    assert max(display_width(line) for line in text.splitlines()) <= 100
    assert "\x1b" not in text


def test_the_heading_says_what_was_run(make_results):
    text = summary(make_results(40))
    assert text.startswith(
        "Trunk line (trunk-line)\nFujian, 2023-2060; 40 draws, seed 7; reference: No policy"
    )
    assert summary(make_results(40), language="zh").splitlines()[1].startswith("福建, 2023-2060; ")
    assert "deterministic run (central values) only" in summary(make_results(1))
    assert "no reference" in summary(make_results(1, reference=False))


def test_trajectories_stand_at_a_handful_of_years(make_results):
    text = summary(make_results())
    head = line_with(text, "Deterministic run", "unit").split()
    assert head == ["Deterministic", "run", "unit", "2023", "2025", "2030", "2035", "2040", "2050", "2060"]
    assert line_with(text, "total", "thousand").split()[2:] == ["120.0"] * 7
    assert line_with(text, "Battery-Electric, Swap").split()[-1] == "108.0"
    assert line_with(text, "direct, plan").split()[-1] == "1.8"
    assert line_with(text, "direct, reference").split()[-1] == "16.4"
    assert line_with(text, "Swaps", "1/day").split()[-1] == "19,350"
    assert "Hydrogen" not in text, "a powertrain that nobody has is left out"


def test_numbers_of_a_year_stand_below_it(make_results):
    lines = summary(make_results()).splitlines()
    lines = lines[lines.index(line_with("\n".join(lines), "Deterministic run", "unit")) :]
    table = [line for line in lines[: lines.index("")] if "calorific" not in line]
    ends = {display_width(line) for line in table if line[:1].isspace() or "unit" in line}
    assert len(ends) == 1


def test_wide_numbers_take_the_gaps_and_not_the_labels(make_results):
    made = make_results()
    busy = {name: values * (10 if name.startswith("Swaps|") else 1) for name, values in made.central.items()}
    text = summary(replace(made, central=busy))
    assert "well-to-wheel, reference" in text and "193,500" in text
    assert max(display_width(line) for line in text.splitlines()) <= 100


def test_a_short_horizon_is_shown_whole(make_results):
    made = make_results(reference=False)
    short = replace(made, years=np.arange(2020, 2026))
    assert [int(short.years[index]) for index in milestones(short)] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert [int(made.years[index]) for index in milestones(made)] == [
        2023,
        2025,
        2030,
        2035,
        2040,
        2050,
        2060,
    ]


def test_a_claim_is_told_once_and_answered_boundary_by_boundary(make_results, answered):
    text = summary(make_results(), (), answered)
    assert text.count("It can cut 18 Mt a year") == 2, "once in the answer and once among the claims"
    assert "verdict: holds at direct only" in text
    assert "holds at direct (2035)" in text
    assert "fails at operational (2035)" in text
    assert line_with(text, "direct", "18.2 Mt CO2/yr").endswith("at least 18 Mt CO2/yr  holds")
    assert line_with(text, "operational", "4.4 Mt CO2/yr").endswith("fails")
    assert line_with(text, "well-to-wheel", "5.1 Mt CO2e/yr").endswith("cannot be judged here")
    assert "units do not match" in text


def test_outcomes_show_their_range_only_with_an_ensemble(make_results, make_outcomes):
    ranged = summary(make_results(40), make_outcomes())
    head = "Outcomes unit median 5 % – 95 % same sign deterministic mean"
    assert line_with(ranged, "Outcomes").split() == head.split()
    row = line_with(ranged, "Cumulative Emissions, direct")
    assert row.split()[-8:] == ["500.0", "400.0", "–", "600.0", "100", "%", "512.3", "509.8"]
    assert line_with(ranged, "Abatement Cost, direct").split()[-5:] == ["–", "–", "–", "-812.0", "–"]
    assert "91.2 % of draws reduce" in ranged
    assert "median" not in summary(make_results(), make_outcomes(False))


def test_cross_checks_are_printed(make_results):
    assert line_with(summary(make_results()), "road freight by statistics").split()[-3:] == [
        "123.4",
        "bn",
        "tkm/yr",
    ]


def test_a_cross_check_with_a_range_shows_it(make_results):
    made = make_results()
    (check,) = made.checks
    row = CheckRow({"en": "emissions of a works " * 5}, 12.34, "Mt CO2/yr", 10.0, 15.0)
    text = summary(replace(made, checks=(replace(check, rows=(*check.rows, row)),)))
    line = line_with(text, "emissions of a works")
    assert "12.3  (10.0 – 15.0)  Mt CO2/yr" in line
    assert display_width(line) <= 100


def test_chinese(make_results, make_outcomes, answered):
    text = summary(make_results(), make_outcomes(False), answered, "zh")
    for words in (
        "换电干线",
        "每年可减排1800万吨",
        "公路货运周转量",
        "至少 1,800 万吨CO2/年",
        "万辆",
        "累计排放",
    ):
        assert words in text
    assert "reference" not in text and "holds" not in text


def test_a_run_of_nothing_but_zeros_is_printed(make_results):
    made = make_results(reference=False)
    empty = replace(made, central={name: 0.0 * values for name, values in made.central.items()}, checks=())
    text = summary(empty)
    assert "Swap Stations" not in text
    assert line_with(text, "  direct", "CO2/yr").split()[-1] == "0"


def test_variables_are_found_by_the_shape_of_their_names(make_results):
    variables = make_results().variables
    (family,) = families(variables, "Stocks|")
    assert family.root == "Stocks|Transportation|Truck"
    assert family.label(family.leaves[0]) == "Internal Combustion|Diesel"
    assert "Stocks|Transportation|Truck|Battery-Electric" not in family.leaves
    assert list(by_component(variables, "Transportation|Truck")) == [
        "direct",
        "electricity",
        "fuel supply",
        "manufacturing",
    ]


def test_every_chinese_label_is_chinese():
    plain = {"net", "unit"}
    assert all(
        any(ord(letter) > 0x2E80 for letter in words) for key, words in CHINESE.items() if key not in plain
    )


def test_how_many_numbers_rest_on_judgement_is_said_first(make_results):
    made = make_results()
    sure = [setting.confidence for setting in made.scenario.settings.values() if setting.confidence]
    unsure = sum(confidence in ("estimate", "assumed") for confidence in sure)
    assert f"{unsure} of {len(sure)} numbers are estimates or assumed" in summary(made)
    assert f"{len(sure)} 个参数中 {unsure} 个" in summary(made, language="zh")
