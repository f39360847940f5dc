"""Warnings and draws without an answer, which every command that runs a scenario tells before any figure."""

import json

import pytest

from carbonsim.cli.main import main
from tests.cli.reading import made

pytestmark = pytest.mark.usefixtures("folder")
#: It comes too late to change what was bought.
PAST = "  powertrains: {battery_swap: {purchase_subsidy: {path: {2023: 9000, 2026: 0}, unit: CNY/truck}}}\n"
FEW = "steel.routes.best_blast_furnace.fuel_rate={value: 495, low: 420, high: 520, unit: kg/t}"
DRAWS, LEFT = 600, 3
STEEL = ("--set", FEW, "--set", "years=[2023, 2024]", "--draws", str(DRAWS), "--no-figures", "--workers", "1")
COMMANDS = {
    "run": ("--draws", "2"),
    "compare": ("fujian-no-policy", "--draws", "2", "--workers", "1"),
    "sensitivity": ("--draws", "40", "--method", "pawn", "--workers", "1"),
    "corridor": ("--days", "1", "--warm-up", "0", "--replications", "2"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_warnings_are_told_by_all(folder, capsys, command):
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    (folder / "small.yaml").write_text(text.replace("claims:", f"{PAST}claims:"), encoding="utf-8")
    asked = [command, "small.yaml", *COMMANDS[command], "--no-figures"]
    assert main(asked) == 0
    err = capsys.readouterr().err
    assert err.startswith("warning: small.yaml:")
    assert "purchase_subsidy" in err
    assert err.count("warning:") == 1
    assert main([*asked, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main([*asked, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found = json.loads(out)
    told = found["runs"][0] if command == "run" else found.get("told", {}).get("small", found)
    assert "purchase_subsidy" in told["warnings"][0]["key"]


def test_a_comparison_tells_draws_without_an_answer(folder, capsys):
    asked = ["compare", "zhanjiang-shaft-furnace", "zhanjiang-blast-furnace", *STEEL]
    assert main(asked) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert f"zhanjiang-shaft-furnace: {LEFT} of {DRAWS} draws have no answer and are left out" in out
    manifest = json.loads((made(folder) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["left_out"]["draws"] == LEFT
    assert [other["left_out"]["draws"] for other in manifest["compared"]] == [LEFT]
    assert main([*asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["told"]
    assert [one["left_out"]["draws"] for one in told.values()] == [LEFT, LEFT]


def test_a_sensitivity_tells_draws_without_an_answer_and_how_many_have_an_outcome(folder, capsys):
    asked = ["sensitivity", "zhanjiang-shaft-furnace", "--method", "pawn", *STEEL]
    assert main(asked) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert f"{LEFT} of {DRAWS} draws have no answer and are left out" in out
    assert f"of the {DRAWS - LEFT} draws that have it" in out
    manifest = json.loads((made(folder) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["left_out"]["draws"] == LEFT
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["left_out"]["draws"] == LEFT
    assert {one["draws"] for one in found["outcomes"].values()} == {DRAWS - LEFT}


def test_what_the_corridor_alone_reads_is_no_warning_to_it(capsys):
    traffic = ["small.yaml", "--set", "freight.line.traffic=90 truck/day", "--no-figures"]
    assert main(["run", *traffic, "--draws", "1"]) == 0
    assert "carbonsim corridor alone does" in capsys.readouterr().err
    assert main(["corridor", *traffic, *COMMANDS["corridor"]]) == 0
    assert capsys.readouterr().err == ""
