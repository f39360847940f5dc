"""Which parameter is named where values have no answer together."""

import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import load_scenario

LNG = "freight.powertrains.lng"


def test_a_shipped_value_that_would_not_load_beside_the_others_is_not_tried(tmp_path):
    path = tmp_path / "no-lng.yaml"
    path.write_text(
        "carbonsim: 1\nname: no-lng\nextends: carbonsim:fujian-no-policy\nyears: [2023, 2028]\nclaims: []\n"
        "drivers: {fuels: {lng: null}}\n"
        "freight:\n  powertrains:\n    lng:\n      fuel: hydrogen\n"
        "      purchase_subsidy: {path: {2023: 0, 2026: 2000000}, unit: CNY/truck}\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError, match="a cost is not positive") as caught:
        carbonsim.run(load_scenario(path), draws=1)
    problem = caught.value.problems[0]
    assert (problem.line, problem.key) == (11, f"{LNG}.purchase_subsidy")
