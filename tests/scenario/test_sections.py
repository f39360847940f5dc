"""A scenario's sectors are those whose section its file, or a parent of it, has."""

import pytest

HEAD = "carbonsim: 1\nregion: Fujian\nyears: [2023, 2060]\ndrivers: {grid: 0.4 kg CO2/kWh}\n"
FREIGHT = "freight: {stock: 100 truck}\n"
STEEL = "steel: {output: 10 Mt/yr}\n"


@pytest.fixture
def catalogue(catalogue_of_two):
    """Two sectors, freight and steel."""
    return catalogue_of_two


@pytest.mark.parametrize(
    ("sections", "sectors"),
    [(FREIGHT, ("freight",)), (STEEL, ("steel",)), (STEEL + FREIGHT, ("freight", "steel"))],
)
def test_only_the_parameters_of_the_drivers_and_of_these_sectors_are_set(load, sections, sectors):
    scenario = load(plan=HEAD + sections)
    assert scenario.sectors == sectors
    found = {address.partition(".")[0] for address in scenario.settings}
    assert found == {"drivers", *sectors}


@pytest.mark.parametrize("nothing", ["{}", "", "~"])
def test_an_empty_section_counts(load, problems, nothing):
    child = f"extends: plan.yaml\nfreight: {nothing}\n"
    assert load(child=child, plan=HEAD + FREIGHT).sectors == ("freight",)
    (found,) = problems(child=child, plan=HEAD + STEEL)
    assert found.key == "freight.stock" and "found no value" in found.message


def test_a_child_has_the_sections_of_its_parents_and_its_own(load):
    child = "extends: plan.yaml\n"
    assert load(child=child, plan=HEAD + STEEL).sectors == ("steel",)
    assert load(child=child + FREIGHT, plan=HEAD + STEEL).sectors == ("freight", "steel")


@pytest.mark.parametrize("run", ["draws: 100", "seed: 1", "sampling: sobol", "claims: []"])
def test_no_sector_is_a_problem_that_lists_those_there_are(problems, run):
    (found,) = problems(plan=f"{HEAD}{run}\n")
    assert (found.line, found.column) == (1, 1)
    assert "expected one or more of freight, steel" in found.message
    assert "a line like `freight: {}`" in found.hint


def test_what_says_nothing_of_runs_and_has_no_sector_is_a_world(load):
    world = load(plan=HEAD)
    assert world.is_world and world.sectors == ()
    child = load(child="extends: plan.yaml\n" + FREIGHT, plan=HEAD)
    assert not child.is_world and child.quantity("drivers.grid").central == (0.4,)


@pytest.mark.parametrize("override", ["steel.output=5 Mt/yr", "steel={output: 5 Mt/yr}"])
def test_an_override_of_an_absent_sector_is_a_problem(problems, override):
    (found,) = problems(override, plan=HEAD + FREIGHT)
    assert found.file == f"--set {override}"
    assert found.key == "steel.output"
    assert "found no section steel in" in found.message and "plan.yaml, which has freight" in found.message
    assert "add the line `steel: {}`" in found.hint


def test_an_override_of_no_sector_says_so(problems):
    found = problems("steel.output=5 Mt/yr", plan=HEAD)
    assert ["which has no sector" in one.message for one in found].count(True) == 1


@pytest.mark.parametrize(
    ("plan", "other"), [(FREIGHT, STEEL), (FREIGHT, FREIGHT + STEEL), (STEEL + FREIGHT, STEEL)]
)
def test_a_reference_with_other_sectors_is_a_problem(marked, plan, other):
    found, places = marked(HEAD + plan + "reference: §other.yaml\n", other=HEAD + other)
    assert [(one.line, one.column) for one in found] == places
    assert found[0].key == "reference"
    assert "other.yaml, expected the plan's own" in found[0].message


def test_where_a_parent_cannot_be_read_nobody_knows_its_sections(problems):
    found = problems("steel.output=5 Mt/yr", plan="extends: missing.yaml\n")
    assert len(found) == 1 and found[0].key == "extends"
