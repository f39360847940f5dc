"""What a scenario takes over from its parent, its reference from it, and both from overrides."""

CHILD = "carbonsim: 1\nextends: plan.yaml\n"


def test_child_states_only_the_difference(load, good):
    child = CHILD + "freight: {swap: {stations: 9}, growth: 0 %/yr}\ntitle: A child\n"
    scenario = load(child=child, plan=good)
    assert (scenario.name, scenario.seed, scenario.title["en"]) == ("child", 7, "A child")
    assert scenario.quantity("freight.swap.stations").years == ()
    assert scenario.quantity("freight.stock").central == (120_000.0,)
    assert [claim.name for claim in scenario.claims] == ["eighteen"]
    assert scenario.claims[0].origin.file.endswith("plan.yaml")
    assert load(child=child + "claims: []\n", plan=good).claims == ()
    assert [path.name for path in scenario.files] == ["child.yaml", "plan.yaml"]


def test_grandchild_in_a_folder_below(load, good):
    top = CHILD.replace("plan", "sub/middle")
    scenario = load(
        top=top, sub__middle="extends: ../plan.yaml\nseed: 8\nfreight: {growth: 3 %/yr}", plan=good
    )
    assert (scenario.name, scenario.seed, scenario.draws) == ("top", 8, 100)
    assert scenario.quantity("freight.growth").central == (3.0,)


def test_reference_keeps_its_plan_in_the_world_of_the_plan(load, good):
    other = CHILD + "freight: {toll_discount: 0.1, growth: 9 %/yr}\nregion: Shanxi\ntitle: Other\n"
    scenario = load(
        mine=good.replace("name: plan", "name: mine") + "reference: other.yaml\n", other=other, plan=good
    )
    reference = scenario.reference
    assert (reference.name, reference.title["en"], reference.region) == ("other", "Other", "Fujian")
    assert reference.quantity("freight.toll_discount").central == (0.1,)
    assert reference.quantity("freight.growth").central == (1.5,)
    assert reference.settings["drivers.grid"] == scenario.settings["drivers.grid"]
    assert (reference.reference, reference.claims, reference.overrides) == (None, (), ())
    assert list(reference.settings) == list(scenario.settings)
    assert [path.name for path in scenario.files] == ["mine.yaml", "other.yaml", "plan.yaml"]


def test_overrides_of_the_world_reach_both_and_of_the_plan_the_plan_alone(load, good):
    mine = good.replace("name: plan", "name: mine") + "reference: plan.yaml\n"
    overrides = ("freight.growth=5 %/yr", "freight.toll_discount=0.9", "years=[2025, 2040]", "seed=0")
    scenario = load(*overrides, mine=mine, plan=good)
    assert scenario.overrides == overrides
    for run in (scenario, scenario.reference):
        assert run.quantity("freight.growth").central == (5.0,)
        assert (run.years, run.seed) == ((2025, 2040), 0)
    assert scenario.quantity("freight.toll_discount").central == (0.9,)
    assert scenario.reference.quantity("freight.toll_discount").central == (0.2,)


def test_overrides_take_mappings_and_the_last_one_holds(load, minimum):
    stations = "freight.swap.stations={path: {2023: 4, 2030: 8}}"
    scenario = load("freight.swap.stations=1", stations, "freight.mode=choice", plan=minimum)
    setting = scenario.settings["freight.swap.stations"]
    assert setting.value.central == (4.0, 8.0)
    assert setting.origin.file == f"--set {stations}"
    assert scenario.text("freight.mode") == "choice"
    nested = load("freight.swap={stations: 3}", plan=minimum)
    assert nested.quantity("freight.swap.stations").central == (3.0,)


def test_a_row_that_only_the_plan_adds_is_in_both(load, minimum):
    row = "powertrains: {gas: {label: Gas, consumption: 40 L/100km, subsidy: 5 CNY/truck}}"
    mine = minimum.replace("100 truck}", f"100 truck, {row}}}") + "reference: plan.yaml\n"
    scenario = load(mine=mine, plan=minimum)
    assert scenario.reference.members("freight.powertrains") == scenario.members("freight.powertrains")


def test_no_reference(load, minimum):
    assert load(plan=minimum + "reference: plan.yaml\n").reference is None
    parent = minimum + "reference: other.yaml\n"
    assert load(child=CHILD, plan=parent, other=minimum).reference.name == "other"
    assert load(child=CHILD + "reference: ~\n", plan=parent, other=minimum).reference is None
