"""Cross-checks of all sectors where some draws have no figures."""

import numpy as np
import pytest

import carbonsim
from carbonsim.core.blank import BLANK
from carbonsim.sectors import sectors_of

NAMES = ("fujian-trunk-line", "china-nev", "china-steel-hydrogen")


@pytest.mark.parametrize("name", NAMES)
def test_ranges_are_those_of_the_draws_that_have_the_figures(name):
    scenario = carbonsim.load_scenario(name, ["years=[2023, 2031]"] if "nev" not in name else [])
    result = carbonsim.run(scenario, draws=12)
    (sector,) = sectors_of(scenario)
    gaps = {key: np.where(np.arange(12) < 4, BLANK, values) for key, values in result.ensemble.items()}
    rest = {key: values[:, 4:] for key, values in result.ensemble.items()}
    found, expected = (
        sector.checks(scenario, result.central, ensemble, result.years) for ensemble in (gaps, rest)
    )
    ranges = [[(row.low, row.high) for check in checks for row in check.rows] for checks in (found, expected)]
    assert ranges[0] == ranges[1]
    assert any(low is not None for low, _ in ranges[0])


@pytest.mark.parametrize(
    ("name", "region"), [("fujian-trunk-line", "福建"), ("zhanjiang-shaft-furnace", "广东")]
)
def test_checks_name_the_region_in_the_language(name, region):
    result = carbonsim.run(carbonsim.load_scenario(name, ["years=[2023, 2026]"]), draws=1)
    first = result.checks[0]
    assert region in first.text["zh"]
    assert result.scenario.region in first.text["en"]
    assert result.scenario.region not in first.text["zh"]
