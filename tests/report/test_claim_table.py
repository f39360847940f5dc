"""Claims in a terminal: columns only where they say something, and never wider than a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carbonsim.report.claim_grids import grid_notes
from carbonsim.report.claim_table import claim_lines
from carbonsim.report.layout import WIDTH, display_width
from carbonsim.results.claim_results import Answer, ClaimResult, Difference, GridAnswer, GridFactor, GridKind

CASES = ("as built", "dry gas", "top-gas recycling with hydrogen from surplus wind power, 60 % of the gas")
NOTE = "bound read as CO2e: the boundary holds other gases"


@pytest.fixture
def many(answered):
    """Three cases, two products and two boundaries, with ranges."""
    bound, claim = "at least 319 kg CO2/t", replace(answered[0].claim, value=319.0, unit="kg CO2/t")
    return [
        ClaimResult(
            *(claim, boundary, 2024, 1234.5, "kg CO2e/t", bound, case == "as built"),
            *(NOTE if boundary == "upstream" else "", product, case, 1000.0, 1200.0, 1500.0, 0.003, 1000),
            verdict="holds" if case == "as built" else "fails",
        )
        for case in CASES
        for product in ("hot metal", "liquid steel")
        for boundary in ("direct", "upstream")
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_long_tables_fit_the_page(many, language):
    lines = claim_lines(many, language)
    assert max(display_width(line) for line in lines) <= WIDTH
    assert sum("1,200 " in line for line in lines) == len(many), "the median, not the deterministic run"


def test_the_bound_is_said_once_where_the_table_is_too_wide_for_it(many, answered):
    text = "\n".join(claim_lines(many, "en"))
    assert text.count("at least 319 kg CO2/t") == 1
    assert "claimed: at least 319 kg CO2/t" in text
    assert text.count(NOTE) == 1 and f"upstream: {NOTE}" in text
    assert "\n".join(claim_lines(answered, "en")).count("at least 18 Mt CO2/yr") == len(answered)


def test_columns_are_there_only_where_they_say_something(many, answered):
    def head(claims):
        return next(line.split() for line in claim_lines(claims, "en") if "boundary" in line.split())

    assert head(answered) == ["boundary", "year", "value", "claimed", "verdict"]
    assert head(many)[:3] == ["case", "product", "boundary"]
    assert head(many)[-2:] == ["verdict", "probability"]
    plain = [replace(row, variant="", p05=None, p50=None, p95=None, probability=None) for row in many]
    assert head(plain) == ["product", "boundary", "year", "value", "claimed", "verdict"]


def test_verdicts_name_case_and_product(many):
    text = " ".join(line.strip() for line in claim_lines(many, "en"))
    assert (
        "holds for as built (hot metal, direct / upstream, 2024); "
        "as built (liquid steel, direct / upstream, 2024) "
    ) in text
    assert "fails for dry gas (hot metal, direct / upstream, 2024); dry gas (liquid steel," in text
    none = [replace(row, verdict="fails") for row in many]
    assert "verdict: fails (all 12 answers)" in [line.strip() for line in claim_lines(none, "en")]
    steel = [replace(row, variant="") for row in many[:3]]
    assert any(line.strip() == "verdict: holds (all 3 answers)" for line in claim_lines(steel, "en"))
    mixed = [steel[0], replace(steel[2], verdict="fails")]
    assert "fails for liquid steel (direct, 2024)" in [line.strip() for line in claim_lines(mixed, "en")]


def test_probabilities_are_never_rounded_to_certainty(many):
    row = next(line for line in claim_lines(many, "en") if "as built" in line and "1,000" in line)
    assert row.endswith("<1 %")
    for share in (0.0, 1.0):
        sure = claim_lines([replace(many[0], probability=share)], "en")
        assert sure[-2].endswith("all 1,000 draws")
        assert sure[-1].strip() == "all 1,000 draws, inside the stated ranges"
        assert not any("100 %" in line or " 0 %" in line for line in sure)


def test_what_is_not_the_world_of_a_claim_is_told_with_its_value_and_no_probability(many):
    claim = replace(many[0].claim, judged_in="full")
    unlike = (Difference("a.mileage", "87 km", "at_least", "150 km"), Difference("a.kind", "", "equals", "x"))
    here = [
        replace(row, claim=claim, verdict="cannot be judged here", differences=unlike, probability=0.0)
        for row in many[:2]
    ]
    lines = [line.strip() for line in claim_lines(here, "en")]
    for words in (
        "verdict: cannot be judged here (all 2 answers)",
        "a.mileage is 87 km, required at least 150 km",
        "a.kind is not there, required x",
        "judged in full",
    ):
        assert words.replace(" (all 2 answers)", "") in lines
    assert not any("0 %" in line or "probability" in line for line in lines)
    assert any("1,200 " in line for line in lines)
    chinese = "\n".join(claim_lines(here, "zh"))
    assert "本情景无法评判" in chinese and "须不低于 150 公里" in chinese and "在情景 full 中评判" in chinese


def test_parameters_and_counts_of_a_claim_are_named_in_chinese(many):
    unlike = (
        Difference(
            "freight.duties.tractor_trunk.mileage", "99000 km/truck/yr", "at_least", "150000 km/truck/yr"
        ),
        Difference("freight.sales", "choice", "equals", "given"),
        Difference("nev.history.production", "", "equals", "a record of 2023"),
    )
    note = "nev.history.production of 2022 is derived, base of the growth"
    here = [replace(many[0], verdict="cannot be judged here", differences=unlike, note=note)]
    lines = [line.strip() for line in claim_lines(here, "zh")]
    for words in (
        "干线牵引车：单车年行驶里程为99,000 公里/辆/年，须不低于 150,000 公里/辆/年",
        "重卡销量占比的确定方式为选择模型，须为给定路径",
    ):
        assert words in lines
    assert any("新能源汽车产量" in line and "2023 年的统计" in line for line in lines)
    assert any("“新能源汽车产量” 2022 年为推算值（base of the growth）" in line for line in lines)
    assert "freight.sales is choice, required given" in [line.strip() for line in claim_lines(here, "en")]


@pytest.fixture
def by_grid(answered):
    """Two boundaries, one of which hangs on the grid; with another factor its verdict is another."""
    official = GridFactor(GridKind.OFFICIAL, 2023, 0.4419, held=True)
    projected = GridFactor(GridKind.PROJECTED, None, 0.4)
    other = GridAnswer(projected, Answer(19.0, "holds", 18.5, 18.9, 19.5, 1.0, 9))
    direct = replace(answered[0], verdict="fails", year=2024)
    return [direct, replace(direct, boundary="operational", grid=official, other_grids=(other,))]


@pytest.mark.parametrize(
    ("language", "verdict", "cell", "note"),
    [
        (
            *("en", "as projected: holds at operational only", "18.9, holds"),
            "grid: judged with 0.4419 kg CO2/kWh, official for 2023, the last before; 0.4 is projected",
        ),
        (
            *("zh", "按预测值：仅在运行排放（含电力）成立", "1,890，成立"),
            "电网排放因子：以 0.4419 千克CO2/千瓦时评判（此前最近的 2023 年官方值）；0.4 为预测值",
        ),
    ],
)
def test_the_grid_behind_a_claim_is_told_once_and_another_verdict_stands_beside(
    by_grid, language, verdict, cell, note
):
    lines = [line.strip() for line in claim_lines(by_grid, language)]
    assert verdict in lines
    assert lines.count(note) == 1
    assert sum(line.endswith(cell) for line in lines) == 1
    (other,) = by_grid[1].other_grids
    same = replace(other, answer=replace(other.answer, verdict="fails"))
    agreeing = "\n".join(claim_lines([by_grid[0], replace(by_grid[1], other_grids=(same,))], language))
    assert cell.replace("，", ", ").partition(", ")[0] in agreeing
    assert verdict[: 1 + verdict.index("：" if language == "zh" else ":")] not in agreeing


@pytest.mark.parametrize(
    ("grid", "words"),
    [
        (GridFactor(GridKind.OFFICIAL, 2024, 0.4), "judged with 0.4 kg CO2/kWh, official for 2024"),
        (GridFactor(GridKind.PROJECTED, None, 0.4), "judged with 0.4 kg CO2/kWh, projected for 2024"),
        (GridFactor(GridKind.SET, None, 0.4), "judged with 0.4 kg CO2/kWh, set by the scenario"),
        (
            GridFactor(GridKind.SET, 2022, 0.4),
            "judged with 0.4 kg CO2/kWh, official for 2022 and set by the scenario",
        ),
    ],
)
def test_which_factor_judges_is_said_by_its_kind(by_grid, grid, words):
    assert f"grid: {words}" in grid_notes([replace(by_grid[1], grid=grid, other_grids=())], "en")


def test_chinese(many):
    text = "\n".join(claim_lines(many, "zh"))
    for words in ("情形", "产品", "铁水", "钢水", "概率", "含上游排放", "成立：as built"):
        assert words in text
    assert "hot metal" not in text and "probability" not in text
