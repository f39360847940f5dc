"""A scenario that extends several others."""

import pytest


def test_later_parents_win_and_the_file_itself_over_all(load, minimum):
    files = {
        "one": minimum + "seed: 1\ndraws: 10\n",
        "two": "seed: 2\nfreight: {growth: 2 %/yr, toll_discount: 0.2}\n",
        "three": "freight: {growth: 3 %/yr}\n",
    }
    scenario = load(child="extends: [one.yaml, two.yaml, three.yaml]\nfreight: {stock: 9 truck}\n", **files)
    assert (scenario.name, scenario.seed, scenario.draws, scenario.region) == ("child", 2, 10, "Fujian")
    for address, value in (("growth", 3.0), ("toll_discount", 0.2), ("stock", 9.0)):
        assert scenario.quantity(f"freight.{address}").central == (value,)
    assert scenario.settings["freight.growth"].origin.file.endswith("three.yaml")
    assert [path.stem for path in scenario.files] == ["child", "three", "two", "one"]
    other = load(child="extends: [three.yaml, two.yaml, one.yaml]\n", **files)
    assert (other.seed, other.quantity("freight.growth").central) == (1, (2.0,))


def test_a_parent_that_two_of_them_share_lies_under_both(load, minimum):
    base = minimum.replace("100 truck}", "100 truck, growth: 1 %/yr, toll_discount: 0.1}")
    files = {
        "base": base,
        "one": "extends: base.yaml\nfreight: {growth: 5 %/yr}\n",
        "two": "extends: base.yaml\nfreight: {toll_discount: 0.5}\n",
    }
    scenario = load(child="extends: [one.yaml, two.yaml]\n", **files)
    assert scenario.quantity("freight.growth").central == (5.0,)
    assert scenario.quantity("freight.toll_discount").central == (0.5,)
    assert [path.stem for path in scenario.files] == ["child", "two", "one", "base"]


def test_what_parents_state_differently_is_that_of_the_last_that_states_it(load, minimum):
    files = {
        "base": minimum + "reference: r1.yaml\n",
        "one": "extends: base.yaml\nreference: r2.yaml\ntitle: One\nyears: [2025, 2030]\n",
        "two": "extends: base.yaml\nregion: Shanxi\n",
        "r1": minimum,
        "r2": minimum,
    }
    scenario = load(child="extends: [one.yaml, two.yaml]\n", **files)
    assert (scenario.name, scenario.title["en"], scenario.reference.name) == ("child", "One", "r2")
    assert (scenario.years, scenario.region) == ((2025, 2030), "Shanxi")
    assert load(child="extends: [one.yaml, two.yaml]\nreference: r1.yaml\n", **files).reference.name == "r1"
    # the common file lies under the one that extends it, wherever it is named
    assert load(child="extends: [one.yaml, base.yaml]\n", **files).years == (2025, 2030)


def test_a_number_is_of_the_region_of_the_file_that_states_it(load, minimum):
    head, _, stock = minimum.rpartition("freight:")
    files = {"one": head, "two": f"freight:{stock}"}
    settings = load(child="extends: [one.yaml, two.yaml]\nregion: Shanxi\n", **files).settings
    # a file that states no region is read for that of its child
    assert settings["drivers.grid"].region == "Fujian"
    assert settings["freight.stock"].region == "Shanxi"


def claim(name, value=1):
    return f"claims: [{{name: {name}, variable: V, at_least: {value} t}}]\n"


def test_claims_of_parents_are_joined_by_name(load, minimum):
    files = {
        "a": "extends: top.yaml\n" + claim("one"),
        "b": "extends: top.yaml\n",
        "c": claim("one", 3),
        "top": minimum + claim("top"),
    }

    def found(text):
        return [(one.name, one.value) for one in load(child=text, **files).claims]

    assert found("extends: [a.yaml, b.yaml]\n") == [("one", 1.0), ("top", 1.0)]
    assert found("extends: [a.yaml, b.yaml, c.yaml]\n") == [("top", 1.0), ("one", 3.0)]
    assert found("extends: [c.yaml, a.yaml]\n") == [("one", 1.0)]
    assert found("extends: [a.yaml, b.yaml]\n" + claim("own")) == [("own", 1.0)]
    assert found("extends: [a.yaml, b.yaml]\nclaims: []\n") == []
    assert found("extends: [b.yaml, b.yaml]\n") == [("top", 1.0)]


def test_a_claim_named_twice_in_one_parent_is_still_an_error(problems, minimum):
    two = "claims: [{name: x, variable: V, at_least: 1 t}, {name: x, variable: V, at_least: 1 t}]\n"
    (found,) = problems(child="extends: [a.yaml, b.yaml]\n", a=minimum + two, b=claim("y"))
    assert found.key == "claims.x" and found.file.endswith("a.yaml")
    (found,) = problems(child="extends: [a.yaml, b.yaml]\n", a=minimum + "claims: 7\n", b=claim("y"))
    assert found.key == "claims" and found.file.endswith("a.yaml")


def test_a_list_of_one_and_an_empty_list(load, minimum):
    assert load(child="extends: [plan.yaml]\n", plan=minimum).quantity("freight.stock").central == (100.0,)
    assert load(plan=minimum + "extends: []\n").name == "plan"


@pytest.mark.parametrize(
    ("listed", "column", "words"),
    [
        ("[plan.yaml, missing.yaml]", 22, "no such file"),
        ("[plan.yaml, ~]", 22, "found nothing"),
        ("[plan.yaml, 7]", 22, "found the number 7"),
        ("[plan.yaml, child.yaml]", 22, "found a circle"),
        ("[plan.yaml, [plan.yaml]]", 22, "found a list"),
        ("{plan.yaml: 1}", 10, "found keys"),
    ],
)
def test_a_wrong_parent_is_named_by_its_place_in_the_list(problems, minimum, listed, column, words):
    (found,) = problems(child=f"extends: {listed}\n", plan=minimum)
    assert (found.line, found.column, found.key) == (1, column, "extends")
    assert words in found.message


def test_each_wrong_parent_is_said(problems, minimum):
    found = problems(child="extends: [a.yaml, plan.yaml, b.yaml]\n", plan=minimum)
    assert [(problem.line, problem.column) for problem in found] == [(1, 11), (1, 30)]


def test_a_circle_through_a_list(problems, minimum):
    (found,) = problems(a="extends: [plan.yaml, b.yaml]\n", b="extends: [a.yaml]\n", plan=minimum)
    assert found.file.endswith("b.yaml")
    assert "a.yaml > " in found.message


def test_no_tower_is_too_high_to_be_refused(problems, minimum):
    files = {f"s{n}": f"extends: s{n + 1}.yaml\n" for n in range(300)}
    (found,) = problems(**files, s300=minimum)
    assert "more than 200 files" in found.message


def test_a_reference_is_one_file(problems, minimum):
    (found,) = problems(plan=f"{minimum}reference: [other.yaml]\n", other=minimum)
    assert (found.line, found.column, found.key) == (6, 12, "reference")
    assert "found a list" in found.message
