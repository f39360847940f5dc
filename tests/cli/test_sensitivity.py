"""``carbonsim sensitivity``: what it prints, what it writes, what it refuses."""

import json

import pytest

from carbonsim.cli.main import main
from tests.cli.reading import made, rows

pytestmark = pytest.mark.usefixtures("folder")
RUN = ["sensitivity", "small.yaml", "--draws", "16", "--workers", "1"]
REDUCTION = "Cumulative Emission Reduction|CO2|Transportation|Truck"


def test_it_prints_what_matters_and_writes_its_folder(folder, capsys):
    assert main(RUN) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in (
        "Small plan (small): What decides the outcomes",
        "16 draws in each of two samples",
        "freight.powertrains.battery_swap.choice_constant",
        "Behind ± half an interval of 95 %",
    ):
        assert words in out
    assert made(folder).name.startswith("sensitivity-small+")
    names = {path.name for path in made(folder).iterdir()}
    assert names == {
        *("sensitivity.csv", "sensitivity_by_year.csv", "tornado.csv", "manifest.json", "figures")
    }
    assert {path.name for path in (made(folder) / "figures").glob("*.png")} == {
        "tornado_1.png",
        "tornado_2.png",
    }
    table = rows(made(folder) / "sensitivity.csv")
    assert {"outcome", "unit", "parameter", "first", "total_high"} <= set(table[0])
    yearly = rows(made(folder) / "sensitivity_by_year.csv")
    assert all(float(row["total"]) >= 0.01 for row in yearly)
    ends = [row for row in rows(made(folder) / "tornado.csv") if row["outcome"] == REDUCTION]
    assert len(ends) == len([row for row in table if row["outcome"] == REDUCTION])


def test_the_plain_way_has_the_plain_folder(folder, monkeypatch):
    monkeypatch.setattr("carbonsim.cli.sensitivity.DRAWS", {"sobol": 16, "pawn": 60})
    assert main(["sensitivity", "small.yaml", "--no-figures", "--quiet"]) == 0
    assert made(folder).name == "sensitivity-small"


def test_draws_of_one_ensemble_are_looked_at(folder, capsys):
    options = ["--method", "pawn", "--draws", "60", "--no-figures"]
    assert main(["sensitivity", "small.yaml", *options, "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "哪些参数决定结果" in out
    assert "毫无影响的参数中位数为" in out
    assert {"median", "maximum", "inert"} <= set(rows(made(folder) / "sensitivity.csv")[0])


def test_json_for_machines(capsys):
    assert main([*RUN, "--no-figures", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["method"] == "sobol"
    assert found["runs"] == 16 * (len(found["parameters"]) + 2)
    outcome = found["outcomes"][REDUCTION]
    assert len(outcome["total"]) == len(outcome["low"]) == len(found["parameters"])


def test_an_outcome_of_ones_own(capsys):
    name = "Discounted Extra Cost|Transportation|Truck [Owner]"
    assert main([*RUN, "--no-figures", "--outcome", name]) == 0
    assert "Discounted Extra Cost, Truck, owner" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--outcome", REDUCTION[:-1]], f"did you mean {REDUCTION!r}"),
        (["--draws", "4"], "--draws: found 4, expected at least 8 with --method sobol"),
        (["--method", "pawn", "--draws", "5"], "--draws: found 5, expected at least 20 with --method pawn"),
    ],
)
def test_what_cannot_be_done_is_a_clear_error(folder, capsys, options, words):
    assert main(["sensitivity", "small.yaml", "--workers", "1", *options]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err
    assert not (folder / "results").exists()
