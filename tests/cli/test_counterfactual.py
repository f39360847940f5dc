"""``carbonsim counterfactual``: table, JSON, file and wrong input."""

import csv
import json

import pytest

from carbonsim.cli.counterfactual import POLICIES
from carbonsim.cli.main import main
from carbonsim.sectors.nev import counterfactual as sector

pytestmark = pytest.mark.usefixtures("folder")
FAST = ("--draws", "100")


def answer(capsys, *arguments, code=0):
    assert main(["counterfactual", *FAST, *arguments]) == code
    return capsys.readouterr()


def test_the_policies_of_the_command_are_those_of_the_sector():
    assert POLICIES == sector.POLICIES


def test_the_table_has_every_year_and_what_was_published(capsys):
    out = answer(capsys).out
    assert [line.split()[0] for line in out.splitlines() if line[:2] == "20"] == [
        str(year) for year in range(2011, 2026)
    ]
    assert "without subsidies, relief of purchase tax, limits on plates" in out
    assert "Li et al. 2020" in " ".join(out.split())


def test_json_and_the_file_say_the_same(capsys, folder):
    found = json.loads(answer(capsys, "--without", "subsidies", "--json").out)
    assert found["removed"] == ["subsidies"]
    (place,) = (folder / "results").iterdir()
    with (place / "counterfactual.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(found["rows"]) == 15
    for told, written in zip(found["rows"], rows, strict=True):
        assert int(written["year"]) == told["year"]
        assert float(written["due_p50"]) == pytest.approx(told["due"][1], rel=1e-5)
    assert (place / "manifest.json").is_file()


def test_chinese(capsys):
    out = answer(capsys, "--without", "tax-relief", "--lang", "zh").out
    assert "若无购置税减免" in out and "已发表的研究" in out and "Plug-in" not in out


def test_too_few_draws_are_an_error(capsys):
    assert main(["counterfactual", "--draws", "1"]) == 2
    assert "--draws: found 1, expected at least 2" in capsys.readouterr().err
