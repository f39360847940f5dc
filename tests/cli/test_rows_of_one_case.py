"""Rows that one scenario lacks, as commands tell them: none of its own, whatever its reference has."""

import json

import pytest

from carbonsim.cli.main import main
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.other_regions import other_regions
from carbonsim.report.heading import sureness
from carbonsim.results.manifest import scenario_hash
from tests.cli.reading import made, rows

PLANT = "steel.plants.naiman"
HEAD = "carbonsim: 1\nname: {name}\nextends: carbonsim:china-steel-current-policies\nyears: [2023, 2024]\n"
NEW = "steel: {plants: {new: {label: New, route: gas_shaft, capacity: 1 Mt/yr, load: 0.9}}}\n"


@pytest.fixture(autouse=True)
def files(folder):
    """A base, and what it is without a plant, measured against it."""
    gone = "reference: base.yaml\nclaims: []\nsteel: {plants: {naiman: null}}\n"
    bodies = {"base": "claims: []\n", "gone": gone}
    for name, body in bodies.items():
        (folder / f"{name}.yaml").write_text(HEAD.format(name=name) + body, encoding="utf-8")


def told(capsys, *arguments):
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("one", "other"), [("base", "gone"), ("gone", "base")])
def test_a_comparison_tells_a_row_that_one_lacks(folder, capsys, one, other):
    arguments = ["compare", f"{one}.yaml", f"{other}.yaml", "--draws", "1", "--no-figures"]
    text = told(capsys, *arguments)
    (line,) = (line.split() for line in text.splitlines() if PLANT in line)
    assert line[1:] == (["there", "not", "there"] if one == "base" else ["not", "there", "there"])
    differing = rows(made(folder) / "parameters.csv")
    assert {row["parameter"] for row in differing} == {
        f"{PLANT}.{name}" for name in ("label", "route", "capacity", "load")
    }
    assert {row["only_in"] for row in differing} == {"base"}
    assert {row["base_value" if one == "gone" else "value"] for row in differing} == {""}
    records = json.loads(told(capsys, *arguments, "--json"))["parameters"]
    assert {record["only_in"] for record in records} == {"base"}
    assert "有" in told(capsys, *arguments, "--lang", "zh")


def test_what_the_reference_of_one_has_is_no_difference_of_two_plans(folder, capsys):
    body = NEW.replace("plants: {", "plants: {naiman: null, ")
    (folder / "without.yaml").write_text(HEAD.format(name="without") + body, encoding="utf-8")
    text = told(capsys, "compare", "gone.yaml", "without.yaml", "--draws", "1", "--no-figures", "--json")
    changed = {record["parameter"] for record in json.loads(text)["parameters"]}
    assert {name.rpartition(".")[0] for name in changed} == {"steel.plants.new"}


def test_explain_says_that_only_the_reference_has_a_row(capsys):
    text = told(capsys, "explain", "gone.yaml", f"{PLANT}.load")
    assert "only the reference has it: the plan has nothing of it" in text
    assert "the reference's own" in text
    listed = told(capsys, "explain", "gone.yaml", "steel.plants").splitlines()
    marked = [line for line in listed if "only the reference has this row" in line]
    assert [line.split()[0].rpartition(".")[0] for line in marked] == [PLANT] * 4
    found = json.loads(told(capsys, "explain", "gone.yaml", "steel.plants", "--json"))["parameters"]
    assert {one["address"].rpartition(".")[0] for one in found if one["only_in_reference"]} == {PLANT}
    assert "only the reference" not in told(capsys, "explain", "base.yaml", "steel.plants")


def test_counts_leave_out_rows_of_the_reference_alone(capsys):
    base, gone = (load_scenario(f"{name}.yaml", ["region=Sichuan"]) for name in ("base", "gone"))
    own = [key for numbers in other_regions(gone).values() for key in (one.address for one in numbers)]
    assert own
    assert not any(key.startswith(PLANT) for key in own)
    assert any(
        one.address.startswith(PLANT) for numbers in other_regions(base).values() for one in numbers
    ), "the plant has numbers of another region"
    total, fewer = (int(sureness(one, "en").split()[2]) for one in (base, gone))
    assert total - fewer == 4
    sets = [told(capsys, "check", f"{name}.yaml").split("; ")[1].split(", ")[:2] for name in ("base", "gone")]
    totals = [sum(int(part.split()[0]) for part in parts) for parts in sets]
    assert totals[0] - totals[1] == 4


def test_a_row_of_both_and_one_of_the_reference_alone_are_not_the_same_scenario(folder):
    hashes = []
    for body in ("", "steel: {plants: {naiman: null}}\n"):
        text = HEAD.format(name="one") + f"reference: base.yaml\nclaims: []\n{body}"
        (folder / "one.yaml").write_text(text, encoding="utf-8")
        hashes.append(scenario_hash(load_scenario("one.yaml")))
    assert hashes[0] != hashes[1]
