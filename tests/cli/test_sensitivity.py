"""``carbonsim sensitivity``: what it prints, what it writes, what it refuses."""

import json
import re

import pytest

from carbonsim.analysis import given_data, tornado, variance_shares
from carbonsim.analysis.factors import factors_of
from carbonsim.cli.main import main
from tests.cli.reading import made, rows

pytestmark = pytest.mark.usefixtures("brief")
RUN = ["sensitivity", "small.yaml", "--draws", "8", "--workers", "1"]
REDUCTION = "Cumulative Emission Reduction|CO2|Transportation|Truck"


def one_in_eight(scenario):
    """Some of the parameters; that none is left out is seen in tests of the analysis."""
    return factors_of(scenario)[::8]


@pytest.fixture
def brief(folder, monkeypatch):
    """The small scenario to the year after the record, and few of its parameters: each runs it once more."""
    for module in (variance_shares, tornado, given_data):
        monkeypatch.setattr(module, "factors_of", one_in_eight)
    path = folder / "small.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"years: .*", "years: [2023, 2026]", text).replace("2025: 300", "2026: 300")
    path.write_text(text.partition("claims:")[0], encoding="utf-8")


def test_it_prints_what_matters_and_writes_its_folder(folder, capsys):
    assert main(RUN) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in (
        "Small plan (small): What decides the outcomes",
        "8 draws in each of two samples",
        "Behind ± half an interval of 95 %",
    ):
        assert words in out
    assert made(folder).name.startswith("sensitivity-small+")
    names = {path.name for path in made(folder).iterdir()}
    assert names == {
        *("sensitivity.csv", "sensitivity_by_year.csv", "tornado.csv", "manifest.json", "figures"),
        *("page.json", "report.html"),
    }
    assert {path.name for path in (made(folder) / "figures").glob("*.png")} == {
        "tornado_1.png",
        "tornado_2.png",
    }
    table = rows(made(folder) / "sensitivity.csv")
    assert {"outcome", "unit", "parameter", "first", "total_high"} <= set(table[0])
    first = max((row for row in table if row["outcome"] == REDUCTION), key=lambda row: float(row["total"]))
    assert first["parameter"] in out
    yearly = rows(made(folder) / "sensitivity_by_year.csv")
    assert all(float(row["total"]) >= 0.01 for row in yearly)
    ends = [row for row in rows(made(folder) / "tornado.csv") if row["outcome"] == REDUCTION]
    assert len(ends) == len([row for row in table if row["outcome"] == REDUCTION])


def test_the_plain_way_has_the_plain_folder_and_an_outcome_of_ones_own(folder, capsys, monkeypatch):
    monkeypatch.setattr("carbonsim.cli.sensitivity.DRAWS", {"sobol": 8, "pawn": 60})
    name = "Discounted Extra Cost|Transportation|Truck [Owner]"
    assert main(["sensitivity", "small.yaml", "--no-figures", "--workers", "1", "--outcome", name]) == 0
    assert made(folder).name == "sensitivity-small"
    assert "Discounted Extra Cost, Truck, owner" in capsys.readouterr().out


def test_draws_of_one_ensemble_are_looked_at(folder, capsys):
    options = ["--method", "pawn", "--draws", "60", "--no-figures"]
    assert main(["sensitivity", "small.yaml", *options, "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "哪些参数决定结果" in out
    assert "仅凭偶然，二十次抽样中有一次会有某个参数达到" in out
    assert {"median", "maximum", "inert", "chance"} <= set(rows(made(folder) / "sensitivity.csv")[0])


def test_json_for_machines(capsys):
    assert main([*RUN, "--no-figures", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["method"] == "sobol"
    assert found["runs"] == 8 * (len(found["parameters"]) + 2)
    outcome = found["outcomes"][REDUCTION]
    assert len(outcome["total"]) == len(outcome["low"]) == len(found["parameters"])


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
