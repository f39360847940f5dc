"""Where a run could go wrong at its edges: no answer, negative steel, more gas than there is."""

import numpy as np
import pytest

import carbonsim

SITE, CHINA = "zhanjiang-shaft-furnace", "china-steel-current-policies"
SHORT = "years=[2023, 2027]"


def load(name, *overrides):
    return carbonsim.load_scenario(name, [SHORT, *overrides])


@pytest.mark.parametrize("seed", [0, 1, 3, 4])
def test_any_seed_runs(seed):
    result = carbonsim.run(load(CHINA), draws=1000, seed=seed)
    assert all(np.isfinite(values).all() for values in result.ensemble.values())


@pytest.mark.parametrize("change", ["capture_share=0.5", "injected_hydrogen=10 kg/t"])
def test_the_first_route_is_not_compared_with_itself(change):
    result = carbonsim.run(load(CHINA, f"steel.routes.average_blast_furnace.{change}"), draws=1)
    assert not any(name.startswith("Break-Even") and "Average" in name for name in result.variables)


def test_plants_run_less_where_they_would_make_more_than_is_asked_for(tmp_path):
    text = f"""carbonsim: 1
name: small
extends: carbonsim:{SITE}
years: [2023, 2027]
steel:
  demand: {{value: 1.1, low: 0.6, high: 1.3, unit: Mt/yr}}
claims: []
"""
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    result = carbonsim.run(carbonsim.load_scenario(path), draws=60)
    steel = [name for name in result.ensemble if name.startswith("Production|Iron and Steel")]
    assert steel
    for name in steel:
        assert result.ensemble[name].min() >= 0
    made = result.ensemble["Production|Iron and Steel|Steel|Primary|Zhanjiang Shaft"][-1]
    assert np.isclose(made, result.ensemble["Production|Iron and Steel|Steel"][-1], rtol=1e-9).any()


def test_fermentation_takes_no_more_gas_than_there_is():
    with pytest.raises(carbonsim.ScenarioError, match="more converter gas than the converters leave"):
        carbonsim.run(load(SITE, "steel.fermentation.gas=5000 million Nm3/yr"), draws=1)


def test_a_route_that_earns_more_than_its_steel_costs_has_all_buyers():
    # free allowances at the mean of all routes, at a price that makes those of captured carbon worth more
    # than the steel: where nothing limits it, everything that ends is followed by that route
    dear = ("drivers.carbon_price=9000 CNY/t CO2", "steel.carbon_market.free_share=1")
    free = ("steel.storage_supply=2000 Mt CO2/yr", "steel.routes.blast_furnace_capture.build_rate=2000 Mt/yr")
    plain = carbonsim.run(load(CHINA, *free), draws=1).central
    rich = carbonsim.run(load(CHINA, *free, *dear), draws=1).central
    assert rich["Levelised Cost|Iron and Steel|Steel|BF-BOF CCUS"][-1] < 0
    captured = "Production|Iron and Steel|Steel|Primary|BF-BOF CCUS"
    assert rich[captured][-1] > 10 * plain[captured][-1]
    # no route but those that are announced gains from then on
    for name in rich:
        if name.startswith("Capacity|Iron and Steel|Steel|BF-BOF") and "CCUS" not in name:
            assert rich[name][-1] < rich[name][1] + 1e-9, name
    total = "Production|Iron and Steel|Steel"
    assert np.allclose(rich[total], plain[total], rtol=1e-9)


def test_capture_counts_in_the_cases():
    name = "Works Saving|CO2|Iron and Steel|Shaft Furnace [Own Gas Mix, hot metal]"
    plain = carbonsim.run(load(SITE), draws=1).central[name][-1]
    captured = carbonsim.run(load(SITE, "steel.routes.zhanjiang_shaft.capture_share=0.9"), draws=1)
    assert captured.central[name][-1] > plain


def test_case_and_works_agree():
    # one plant at full load: what the fleet saves is what the case says, whatever replaces the gas
    for choice in ("power", "natural_gas", "coal"):
        overrides = (
            "steel.plants.zhanjiang.load=1",
            f"steel.replacement={choice}",
            f"steel.cases.as_operated.replacement={choice}",
        )
        result = carbonsim.run(load(SITE, *overrides), draws=1)
        for boundary, word in (("", ""), (" [Operational]", ", Operational")):
            saved = result.central[f"Emission Reduction|CO2|Iron and Steel{boundary}"][-1]
            case = f"Works Saving|CO2|Iron and Steel|Shaft Furnace [Own Gas Mix, liquid steel{word}]"
            assert saved == pytest.approx(result.central[case][-1], rel=1e-9)


def test_nothing_is_built_beyond_limits_while_demand_falls():
    result = carbonsim.run(carbonsim.load_scenario(CHINA), draws=1)
    assert np.all(result.central["Capacity Beyond Limits|Iron and Steel|Steel"] < 1e-9)
