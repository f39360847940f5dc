"""What is wrong between parameters that are each allowed: where it is said to be, and what is said."""

import pytest

import carbonsim
from carbonsim.cli.main import main

HEAD = """\
carbonsim: 1
name: mine
title: {en: Mine, zh: 我的}
extends: carbonsim:zhanjiang-blast-furnace
years: [2023, 2026]
draws: 20
steel:
"""
#: name -> text below `steel:` with § before the fault, key, words of the message.
FAULTS = {
    "label twice": (
        "  routes:\n    best_blast_furnace: {label: §BF-BOF Average}\n",
        "steel.routes.best_blast_furnace.label",
        ("found the label 'BF-BOF Average' twice", "steel.routes.average_blast_furnace.label has it, too"),
    ),
    "label of two cases": (
        "  cases:\n    as_operated: {label: §Natural Gas}\n",
        "steel.cases.as_operated.label",
        ("found the label 'Natural Gas' twice", "steel.cases.natural_gas.label"),
    ),
    "label with a sign": (
        "  cases:\n    as_operated: {label: §'Own [mix]'}\n",
        "steel.cases.as_operated.label",
        ("found the label 'Own [mix]'", "expected a name without | [ ] { }"),
    ),
    "converter after a shaft": (
        "  routes:\n    gas_shaft: {melt: §converter}\n",
        "steel.routes.gas_shaft.melt",
        ("found converter after iron from shaft", "expected arc_furnace or smelter"),
    ),
    "smelter after scrap": (
        "  routes:\n    scrap_furnace: {melt: §smelter}\n",
        "steel.routes.scrap_furnace.melt",
        ("found smelter after iron from none", "expected arc_furnace"),
    ),
    "arc furnace after a blast furnace": (
        "  routes:\n    best_blast_furnace: {melt: §arc_furnace}\n",
        "steel.routes.best_blast_furnace.melt",
        ("found arc_furnace after iron from blast_furnace", "expected converter"),
    ),
    "more gas than all": (
        "  routes:\n    gas_shaft: {hydrogen_share: §0.7, coke_oven_gas_share: 0.4}\n",
        "steel.routes.gas_shaft.hydrogen_share",
        ("add up to 1.1 of the reducing gas", "expected 1 at most", "the rest is natural gas"),
    ),
    "more coal than fuel": (
        "  routes:\n    best_blast_furnace: {coal_rate: §495 kg/t}\n",
        "steel.routes.best_blast_furnace.coal_rate",
        ("found more coal than fuel", "coke and coal together"),
    ),
    "route of a plant": (
        "  plants:\n    zhanjiang: {route: §zhanjiang_shatf}\n",
        "steel.plants.zhanjiang.route",
        ("found route 'zhanjiang_shatf'", "expected one of average_blast_furnace", "zhanjiang_shaft"),
    ),
    "route of a case": (
        "  cases:\n    as_operated: {route: §hydrogen}\n",
        "steel.cases.as_operated.route",
        ("found route 'hydrogen'", "expected one of", "add the route under steel.routes"),
    ),
    "case without a shaft": (
        "  cases:\n    as_operated: {route: §best_blast_furnace}\n",
        "steel.cases.as_operated.route",
        ("found route 'best_blast_furnace', which has no shaft", "a case says what a shaft saves"),
    ),
    "plants above demand": (
        "  demand: §1 Mt/yr\n"
        "  plants:\n    zhanjiang: {capacity: {path: {2023: 0, 2025: 2}, unit: Mt/yr}, load: 0.9}\n",
        "steel.demand",
        ("plants make 1.8 Mt in 2025, above the demand of 1 Mt", "lower the plants' load or raise demand"),
    ),
    "gas that does not burn": (
        "  gases:\n    coke_oven: {hydrogen: §0, carbon_monoxide: 0, methane: 0, ethylene: 0}\n",
        "steel.gases.coke_oven.hydrogen",
        ("found a gas in which nothing burns", "state its composition"),
    ),
    "no capacity": (
        "  routes:\n    average_blast_furnace: {initial_share: §0}\n"
        "    best_blast_furnace: {initial_share: 0}\n",
        "steel.routes.average_blast_furnace.initial_share",
        (
            "the shares of the first capacity add up to 0, expected 1",
            "steel.routes.*.initial_share: all 0",
        ),
    ),
    "no blast furnace": (
        "  routes:\n    average_blast_furnace: {initial_share: §0}\n"
        "    best_blast_furnace: {initial_share: 0}\n"
        "    scrap_furnace: {initial_share: 1}\n",
        "steel.routes.average_blast_furnace.initial_share",
        ("no blast furnace has capacity in the first year", "shafts have nothing to save against"),
    ),
}


@pytest.fixture
def marked(tmp_path):
    """A file, and the line and column of the mark § in it."""

    def marked(text):
        before, _, after = (HEAD + text).partition("§")
        path = tmp_path / "mine.yaml"
        path.write_text(before + after, encoding="utf-8")
        return path, before.count("\n") + 1, len(before) - before.rfind("\n")

    return marked


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_found_at_its_place(marked, fault):
    text, key, words = FAULTS[fault]
    path, line, column = marked(text)
    with pytest.raises(carbonsim.ScenarioError) as caught:
        carbonsim.load_scenario(path)
    said = [str(problem) for problem in caught.value.problems]
    start = f"{path}:{line}:{column}: {key}: "
    assert any(each.startswith(start) and all(word in each for word in words) for each in said), said
    assert all(len(each) < 600 for each in said)
    # the text of the error is what a terminal shows
    assert all(each in str(caught.value) for each in said)


def test_all_faults_come_at_once(marked):
    path, *_ = marked(
        "  demand: 0.5 Mt/yr\n"
        "  routes:\n"
        "    best_blast_furnace: {label: BF-BOF Average, coal_rate: 495 kg/t}\n"
        "    gas_shaft: {melt: converter}\n"
        "  plants:\n    zhanjiang: {capacity: 1 Mt/yr, load: 1}\n"
    )
    with pytest.raises(carbonsim.ScenarioError) as caught:
        carbonsim.load_scenario(path)
    assert {problem.key for problem in caught.value.problems} == {
        "steel.demand",
        "steel.routes.best_blast_furnace.label",
        "steel.routes.best_blast_furnace.coal_rate",
        "steel.routes.gas_shaft.melt",
    }


def test_faults_of_overrides_name_the_override():
    with pytest.raises(carbonsim.ScenarioError, match=r"^--set steel\.routes\.gas_shaft\.melt=converter"):
        carbonsim.load_scenario("zhanjiang-blast-furnace", ["steel.routes.gas_shaft.melt=converter"])


def test_a_good_file_has_no_faults(marked):
    path, *_ = marked("  demand: 14 Mt/yr§\n")
    assert carbonsim.load_scenario(path).name == "mine"


#: Each value is allowed, and so is the middle, but some draws leave an equation without an answer: text below
#: `steel:` with § before what is blamed, key, cause, what to do.
NO_ANSWER = {
    "blast furnace": (
        "  routes:\n    best_blast_furnace: {fuel_rate: §{value: 490, low: 250, high: 505, unit: kg/t}}\n",
        "steel.routes.best_blast_furnace.fuel_rate",
        "best_blast_furnace: the fuel is too little to make hot metal",
        "most of them draw this parameter low: raise the low end of its range",
    ),
    "scrap": (
        "  routes:\n    gas_shaft: {scrap: §{value: 0.5, low: 0.2, high: 1.3, unit: t/t}}\n",
        "steel.routes.gas_shaft.scrap",
        "gas_shaft: the scrap alone holds more iron than the steel",
        "most of them draw this parameter high: lower the high end of its range",
    ),
    "support above the cost of hydrogen": (
        "  renewal: choice\n  hydrogen:\n    subsidy: §{value: 80, low: 60, high: 100, unit: CNY/kg}\n",
        "steel.hydrogen.subsidy",
        "a tonne of steel costs nothing or less, mostly by support of hydrogen above its cost",
        "most of them draw this parameter high: lower the high end of its range",
    ),
    "shares": (
        "  routes:\n"
        "    average_blast_furnace: {initial_share: 0}\n"
        "    best_blast_furnace: {initial_share: §{value: 1, low: 0, high: 1}}\n",
        "steel.routes.best_blast_furnace.initial_share",
        "no route has a share of the first capacity",
        "most of them draw this parameter low: raise the low end of its range",
    ),
}


@pytest.mark.parametrize("case", NO_ANSWER)
def test_draws_without_an_answer_are_a_clean_error(marked, tmp_path, monkeypatch, capsys, case):
    monkeypatch.delenv("CARBONSIM_TRACEBACK", raising=False)
    text, key, cause, hint = NO_ANSWER[case]
    path, line, column = marked(text)
    arguments = ["run", str(path), "--no-figures", "--quiet", "--out", str(tmp_path / "out")]
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"{path}:{line}:{column}: {key}: ")
    assert "of 20 draws have no answer, expected 1 at most" in err
    assert cause in err
    assert hint in err
    assert "Traceback" not in out + err


@pytest.mark.parametrize(
    ("setting", "value", "words", "shipped"),
    [
        (
            "steel.routes.best_blast_furnace.scrap",
            "1.3 t/t",
            "there is no answer for steel: best_blast_furnace: "
            "the scrap alone holds more iron than the steel",
            "with 0.16 t/t, as shipped, there is one",
        ),
        (
            "steel.hydrogen.subsidy",
            "100 CNY/kg",
            "there is no answer in 2024: hydrogen_smelter: a tonne of steel costs nothing or less, "
            "mostly by support of hydrogen above its cost",
            "with 0 CNY/kg, as shipped, there is one",
        ),
        (
            "steel.blast_furnace.pellets",
            "1.9 t/t",
            "average_blast_furnace: the pellets alone hold more iron than the hot metal",
            "as shipped, there is one",
        ),
        (
            "steel.blast_furnace.blast_heat",
            "5 GJ/t",
            "average_blast_furnace: stoves and ovens burn more gas than furnace and ovens leave",
            "as shipped, there is one",
        ),
    ],
)
def test_a_middle_without_an_answer_is_a_clean_error(
    tmp_path, monkeypatch, capsys, setting, value, words, shipped
):
    monkeypatch.delenv("CARBONSIM_TRACEBACK", raising=False)
    arguments = ["run", "zhanjiang-blast-furnace", "--no-figures", "--quiet", "--draws", "1"]
    arguments += ["--out", str(tmp_path), "--set", f"{setting}={value}", "--set", "years=[2023, 2026]"]
    arguments += ["--set", "steel.renewal=choice"]
    if setting.endswith("blast_heat"):
        arguments += ["--set", "steel.blast_furnace.stove_efficiency=0.3"]
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert f"{setting}: with this value {words}" in err or words in err
    assert shipped in err
    assert "Traceback" not in out + err
