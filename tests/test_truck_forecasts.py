"""What docs/truck-forecasts.md states is what the model gives."""

import csv
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis import scoring
from carbonsim.analysis.backtest import rolling
from carbonsim.analysis.backtest_cases import freight_case
from carbonsim.analysis.backtest_summary import means, poolable
from carbonsim.analysis.scoring import scores_of
from carbonsim.analysis.trust import forecast_scores, written
from carbonsim.engine.catalogue import load_scenario
from carbonsim.reference.tables import published_forecasts

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "truck-forecasts.md"
DRAWS, YEAR, THOUSAND = 10_000, 2026, 1e3
#: Row of the page -> what is forecast.
AHEAD = {
    "| share of new energy [": "share of new energy",
    "| swap share of battery trucks [": "swap share of battery trucks",
    "| gas share": "gas share of engines",
    "| all heavy trucks, if": "market that stays",
    "| all heavy trucks, by": "market by the sector's law",
    "| new energy trucks, if": "new energy trucks in the market that stays",
    "| new energy trucks, by": "new energy trucks in the market by the sector's law",
}
SCORED = {
    "| carbonsim |": "carbonsim",
    "| carbonsim with its own market": "own market",
    "| borrowed rate": "borrowed rate",
    "| line through three": "linear, 3 years",
    "| line through all": "linear",
    "| logistic": "logistic",
    "| persistence": "persistence",
}
SHARE, STOCK = "Sales Share|Transportation|Truck|New Energy", "New Energy Stock|Transportation|Truck"
CURRENT, PUSH = "china-trucks-current-policies", "china-trucks-electric"
#: Who forecasts -> the source, in the table of published forecasts.
SOURCES = {
    "BMI": "bmi-2025",
    "an analyst's model of swapping": "swap-valuation-2026",
    "J.P. Morgan": "jpm-2026",
    "CATL, maker of batteries": "catl-forecast-2025",
    "ministries, an aim": "plan-2026",
    "ministries, an aim for the stock [million]": "plan-2026",
}


def stated(row):
    (found,) = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(row)]
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", found)]


@pytest.fixture(scope="module")
def case():
    return freight_case()


def test_the_year_ahead(case):
    found = {row.name: row for row in case.ahead(DRAWS, case.scenario.seed)}
    for start, name in AHEAD.items():
        row, numbers = found[name], stated(start)[-3:]
        size = 1.0 if row.unit == "%" else THOUSAND
        expected = [value / size for value in (row.central, row.low_80, row.high_80)]
        assert numbers == pytest.approx(expected, abs=0.06 if row.unit == "%" else 1.1), start


@pytest.fixture(scope="module")
def rows(case):
    return rolling(case.past, (case.model, *case.others), case.freezes, DRAWS, case.scenario.seed)


def test_shipped_scores_are_those_of_the_model(case, rows):
    assert DRAWS == scoring.DRAWS
    found = written(scores_of(case, rows))
    assert written(forecast_scores("freight")) == found, "make scores"


def test_scores(case, rows):
    pooled = poolable(rows, case.pooled_from)
    found = {
        target: {one.model: one for one in means(pooled, target)} for target in ("volume", "share", "market")
    }
    for start, model in SCORED.items():
        volume, hits, _, share, of_share, _, market = stated(start)
        scores = [found[target][model] for target in found]
        assert (volume, share, market) == pytest.approx(
            (scores[0].crps / THOUSAND, scores[1].crps, scores[2].crps / THOUSAND), abs=0.06
        ), start
        assert (hits, of_share) == pytest.approx((6 * scores[0].covered, 6 * scores[1].covered)), start


def test_the_scenario():
    result = carbonsim.run(load_scenario("china-trucks-current-policies", ["years=[2023, 2030]"]))
    place = result.years.tolist().index(YEAR)
    draws = {name: values[place] for name, values in result.ensemble.items()}
    engines = [name for name in draws if name.startswith("Sales Share|Transportation|Truck|Internal")]
    share, sales = (
        100.0 - sum(draws[name] for name in engines),
        draws["Sales|Transportation|Truck"] * THOUSAND,
    )
    swap = draws["Sales Share|Transportation|Truck|Swap in Battery-Electric"]
    rows = {
        "| share of new energy, scenario": (share, 0.06),
        "| swap share of battery trucks, scenario": (swap, 0.06),
        "| all heavy trucks, scenario": (sales, 1.0),
        "| new energy trucks, scenario": (share * sales / 100, 1.0),
    }
    for start, (values, digit) in rows.items():
        expected = np.quantile(values, (0.5, 0.1, 0.9))
        assert stated(start)[-3:] == pytest.approx(expected, abs=digit), start


@cache
def results(scenario, table):
    with (ROOT / "results" / scenario / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def interval(scenario, variable, year):
    """Median, 5th and 95th percentile of the committed results."""
    found = {
        row["quantile"]: float(row["value"])
        for row in results(scenario, "bands")
        if (row["variable"], row["year"]) == (variable, str(year))
    }
    return found["0.5"], found["0.05"], found["0.95"]


def beside_others():
    """Cells of the table of what others forecast."""
    section = PAGE.read_text(encoding="utf-8").split("## Beside what others forecast")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_all_published_forecasts_are_in_the_table_and_no_others():
    found = {
        (STOCK if "stock" in who else SHARE, SOURCES[who], int(year), float(theirs), made[-4:])
        for who, made, year, theirs, *_ in beside_others()
    }
    assert found == {
        (row.variable, row.source, row.year, row.central, str(row.made))
        for variable in (SHARE, STOCK)
        for row in published_forecasts(variable, "China")
    }


@pytest.mark.parametrize("cells", beside_others(), ids=lambda cells: " ".join(cells[:3:2]))
def test_what_stands_beside_others_is_what_the_results_have(cells):
    who, _, year, _, *own = cells
    variable, digit = (STOCK, 0.006) if "stock" in who else (SHARE, 0.06)
    for cell, scenario in zip(own, (CURRENT, PUSH), strict=True):
        numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", cell)]
        assert numbers == pytest.approx(interval(scenario, variable, year), abs=digit), scenario


def said(pattern):
    """Numbers of a sentence of the page."""
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    return [float(number) for number in re.search(pattern, text).groups()]


def test_what_is_said_of_others():
    forecasts = published_forecasts(SHARE, "China")
    outside = [
        row.source
        for row in (*forecasts, *published_forecasts(STOCK, "China"))
        if not interval(CURRENT, row.variable, row.year)[1]
        <= row.central
        <= interval(CURRENT, row.variable, row.year)[2]
    ]
    assert outside == ["bmi-2025"]
    short = [
        row.central - interval(CURRENT, SHARE, row.year)[0] for row in forecasts if row.year in (2027, 2028)
    ]
    least, most = said(r"median is (\d+) to (\d+) points lower")
    assert (min(short), max(short)) == pytest.approx((least, most), abs=0.5)
    median, low, high = interval(CURRENT, SHARE, 2030)
    assert abs(median - 50.0) < said(r"lies within (\d+) points of the 50 %")[0]
    assert (low, high) == pytest.approx(said(r"interval of (\d+) to (\d+) % is their width"), abs=0.6)
    chances = {row["claim"]: 100 * float(row["probability"]) for row in results(CURRENT, "claims")}
    expected = said(r"Some (\d+) % of the draws reach 40 % in 2030 and some (\d+) % reach 1.6 million")
    assert [chances["plan-2030-sales"], chances["plan-2030-stock"]] == pytest.approx(expected, abs=0.6)


def test_support_that_went_on_would_win_buyers_in_2027_and_2028():
    past = {2020: 50_000, 2021: 40_000, 2022: 32_000, 2023: 0}
    paths = {"path": (5_700, 19_000), "low": (2_800, 9_500), "high": (9_500, 47_500)}
    subsidy = {name: {**past, 2024: of_2024, 2025: later} for name, (of_2024, later) in paths.items()}
    relief = {"path": {2020: 1, 2025: 1, 2026: 0.5, 2030: 0.5}, "unit": "1"}
    support = [
        f"freight.powertrains.{row}.{key}={value}"
        for row in ("battery_plugin", "battery_swap")
        for key, value in (
            ("purchase_subsidy", {**subsidy, "unit": "CNY/truck"}),
            ("purchase_tax_exemption", relief),
        )
    ]
    medians = []
    for changes in ([], support):
        result = carbonsim.run(load_scenario(CURRENT, ["years=[2023, 2028]", *changes]), draws=200)
        medians.append(np.median(result.ensemble[SHARE][-2:], axis=1))
    expected = said(r"the medians of 2027 and 2028 would be some (\d+) and (\d+) points higher")
    assert medians[1] - medians[0] == pytest.approx(expected, abs=1.0)
