"""Published forecasts beside a scenario: each year with its figures, and the range of the draws."""

from importlib.resources import files
from types import SimpleNamespace

import numpy as np
import pytest

import carbonsim
from carbonsim.core.blank import BLANK
from carbonsim.reference.tables import ReferenceTables, published_forecasts
from carbonsim.sectors.freight.checks import all_checks
from carbonsim.sectors.freight.forecast_checks import SUBJECTS, against_forecasts

CHINA = SimpleNamespace(region="China")
SHARE, STOCK = SUBJECTS
YEARS = np.arange(2025, 2031)
CENTRAL = {SHARE: np.arange(30.0, 36.0), STOCK: np.linspace(0.4, 1.4, 6)}
#: Draw i of the share lies i above its value of the year; 0 to 20.
DRAWN = {SHARE: CENTRAL[SHARE][:, None] + np.arange(21.0)}


def rows(scenario=CHINA, central=CENTRAL, ensemble=DRAWN, years=YEARS):
    (check,) = against_forecasts(scenario, central, ensemble, years)
    return {row.label["en"]: row for row in check.rows}


def own(found):
    return {label: row for label, row in found.items() if label.endswith("this scenario")}


def test_each_published_figure_has_a_row_and_each_year_the_scenario():
    found = rows()
    bank = found["new energy in heavy trucks sold 2027: J.P. Morgan, made in 2026"]
    assert (bank.value, bank.unit, bank.low, bank.high) == (42.0, "%", None, None)
    assert bank.label["zh"] == "2027 年新能源重卡销量占比：J.P. Morgan，2026 年发布"
    published = [row for name in SUBJECTS for row in published_forecasts(name, "China")]
    assert len(found) == len(published) + len({(row.variable, row.year) for row in published})
    values = sorted(row.value for label, row in found.items() if label not in own(found))
    assert values == sorted(row.central for row in published)


def test_the_scenario_stands_behind_the_figures_of_its_year_with_the_range_of_its_draws():
    found = rows()
    share = found["new energy in heavy trucks sold 2027: this scenario"]
    # 32 in 2027 and draws of 0 to 20 above it
    assert (share.low, share.value, share.high) == pytest.approx((33.0, 42.0, 51.0))
    stock = found["new energy heavy trucks in use 2030: this scenario"]
    assert (stock.low, stock.value, stock.high, stock.unit) == (None, pytest.approx(1.4), None, "million")
    labels = list(found)
    place = labels.index("new energy in heavy trucks sold 2027: this scenario")
    assert [label.split(":")[0][-4:] for label in labels[place - 2 : place + 2]] == ["2027"] * 3 + ["2028"]


def test_draws_without_a_figure_have_no_part_in_the_range():
    gaps = {SHARE: np.hstack([np.full((6, 3), BLANK), DRAWN[SHARE]])}
    assert own(rows(ensemble=gaps)) == own(rows())


def test_a_published_range_is_that_of_its_row(monkeypatch):
    row = published_forecasts(STOCK, "China")[0]
    ranged = SimpleNamespace(**{**vars(row), "low": 1.2, "high": 2.0})
    monkeypatch.setattr(
        "carbonsim.sectors.freight.forecast_checks.published_forecasts",
        lambda name, _: (ranged,) if name == STOCK else (),
    )
    aim, scenario = rows(ensemble={}).values()
    assert (aim.low, aim.value, aim.high) == (1.2, 1.6, 2.0)
    assert (scenario.low, scenario.high) == (None, None)


def test_years_outside_the_horizon_are_left_out():
    found = rows(years=YEARS[:3], central={SHARE: CENTRAL[SHARE][:3]}, ensemble={})
    assert {label.split(":")[0][-4:] for label in found} == {"2026", "2027"}
    assert against_forecasts(CHINA, {SHARE: np.array([28.9])}, {}, np.array([2025])) == ()


def test_other_regions_have_no_such_check():
    assert against_forecasts(SimpleNamespace(region="Fujian"), CENTRAL, DRAWN, YEARS) == ()


def test_every_variable_that_has_forecasts_has_a_name():
    assert {row.variable for row in ReferenceTables(files("carbonsim.reference")).forecasts} == set(SUBJECTS)


@pytest.mark.parametrize(
    ("name", "there"), [("china-trucks-current-policies", True), ("fujian-no-policy", False)]
)
def test_a_run_has_it_where_the_region_has_forecasts(name, there):
    result = carbonsim.run(carbonsim.load_scenario(name, ["years=[2023, 2028]"]), draws=4)
    checks = {check.name: check for check in result.checks}
    assert ("published-forecasts" in checks) is there
    if there:
        check = checks["published-forecasts"]
        assert "China" in check.text["en"] and "中国" in check.text["zh"]
        (row,) = [row for row in check.rows if row.label["en"].endswith("2028: this scenario")]
        low, middle, high = np.quantile(result.ensemble[SHARE][-1], (0.05, 0.5, 0.95))
        assert (row.low, row.value, row.high) == pytest.approx((low, middle, high))
        assert not any("2030" in row.label["en"] for row in check.rows)
    assert all_checks(result.scenario, result.central, {}, result.years)[-1].name == (
        "published-forecasts" if there else "top-down"
    )
