"""Levers on the command line: written by `run`, told by `explain`, refused by `check`."""

import csv
import json

import pytest

from carbonsim.cli.main import main
from tests.cli.conftest import LEVER, NO_LEVERS, give_lever

pytestmark = pytest.mark.usefixtures("folder")


def test_a_run_writes_its_levers_unless_they_are_not_wanted(folder):
    give_lever(folder)
    assert main(["run", "small.yaml", "--no-figures", "--quiet"]) == 0
    with (folder / "results" / "small" / "levers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["tolls", "outcome", "unit", "p05", "p50", "p95"]
    assert {row["tolls"] for row in rows} > {"0", "0.5"}
    first = (folder / "results" / "small" / "levers.csv").read_bytes()
    page = json.loads((folder / "results" / "small" / "page.json").read_text(encoding="utf-8"))
    assert [lever["name"] for lever in page["levers"]["levers"]] == ["tolls"]
    assert main(["run", "small.yaml", "--no-figures", "--quiet"]) == 0
    assert (folder / "results" / "small" / "levers.csv").read_bytes() == first
    assert main(["run", "small.yaml", "--no-figures", "--quiet", "--no-levers"]) == 0
    assert not (folder / "results" / "small" / "levers.csv").exists()
    assert "levers" not in json.loads(
        (folder / "results" / "small" / "page.json").read_text(encoding="utf-8")
    )
    (folder / "small.yaml").write_text(
        (folder / "small.yaml").read_text(encoding="utf-8").replace(LEVER, NO_LEVERS), encoding="utf-8"
    )
    assert main(["run", "small.yaml", "--no-figures", "--quiet", "--draws", "1"]) == 0
    (other,) = (path for path in (folder / "results").iterdir() if "+" in path.name)
    assert not (other / "levers.csv").exists()


def test_explain_tells_levers(folder, capsys):
    give_lever(folder)
    assert main(["explain", "small.yaml", "levers", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "tolls: 通行费" in out
    assert "自 0 至 0.5，9 个点" in out
    assert "freight.toll_discount：原为 0，杠杆设为 0.5" in out
    assert main(["explain", "small.yaml", "levers"]) == 0
    out = capsys.readouterr().out
    assert "from 0 to 0.5, 9 points" in out
    assert "freight.toll_discount: 0 as it is, 0.5 as the lever sets it" in out
    assert main(["explain", "small.yaml", "levers", "--json"]) == 0
    (lever,) = json.loads(capsys.readouterr().out)["levers"]
    assert (lever["name"], lever["base"], lever["target"], lever["steps"]) == ("tolls", 0.0, 0.5, 9)
    assert main(["explain", "fujian-no-policy", "levers"]) == 0
    assert "no levers" in capsys.readouterr().out


def test_check_counts_levers_and_refuses_what_none_can_move(folder, capsys):
    give_lever(folder)
    assert main(["check", "small.yaml"]) == 0
    assert ", 1 levers" in capsys.readouterr().out
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    moved = "{freight.duties.tractor_trunk.share_of_stock: 0.5}"
    (folder / "small.yaml").write_text(text.replace("{freight.toll_discount: 0.5}", moved), encoding="utf-8")
    assert main(["check", "small.yaml"]) == 2
    assert "small.yaml:" in capsys.readouterr().err


def test_a_lever_that_an_override_spoils_is_left_out_with_a_word(folder, capsys):
    give_lever(folder)
    assert main(["check", "small.yaml", "--set", "freight.toll_discount=0.5"]) == 0
    assert "lever left out: found the value that the scenario has" in capsys.readouterr().out
