"""``carbonsim backtest``: tables, JSON, files and wrong input."""

from __future__ import annotations

import csv
import json
import re

import pytest

from carbonsim.cli.backtest import SECTORS
from carbonsim.cli.main import main

pytestmark = pytest.mark.usefixtures("folder")
FAST = ("--draws", "200", "--no-figures")
#: Sector -> first and last frozen year, the usual one, and the last year known.
YEARS = {"freight": (2021, 2024, 2024, 2025), "nev": (2017, 2024, 2021, 2025)}
KEYS = {"freeze", "year", "model", "forecast", "actual", "error_percent", "crps", "covered_80"}
MODELS = {
    "freight": (
        *("carbonsim", "own market", "persistence", "linear", "logistic"),
        *("linear, 3 years", "borrowed rate"),
    ),
    "nev": ("carbonsim", "persistence", "linear", "logistic"),
}

sectors = pytest.mark.parametrize("sector", SECTORS)


def answer(capsys, *arguments: str, code: int = 0) -> str:
    assert main(["backtest", *arguments]) == code
    return capsys.readouterr().out


def told(capsys, *arguments: str):
    return json.loads(answer(capsys, *arguments, "--json"))


@sectors
def test_json_of_the_usual_year(capsys, sector):
    _, _, usual, last = YEARS[sector]
    found = told(capsys, sector, *FAST)
    assert found["sector"] == sector and found["freezes"] == [usual]
    assert {(row["model"], row["year"]) for row in found["rows"]} == {
        (model, year) for model in MODELS[sector] for year in range(usual + 1, last + 1)
    }
    for row in found["rows"]:
        assert set(row) >= KEYS and isinstance(row["covered_80"], bool)
        assert row["covered_80"] == (row["low_80"] <= row["actual"] <= row["high_80"])
        assert row["error_percent"] == pytest.approx(100 * (row["forecast"] / row["actual"] - 1))
        assert row["share_error"] == pytest.approx(100 * (row["share"] - row["actual_share"]))
    for row in found["estimates"]:
        assert set(row) == {"name", "central", "low", "high", "identified", "note"}
    assert {row["identified"] for row in found["estimates"]} == {True, False}


@sectors
def test_rolling_is_every_year_and_each_as_alone(capsys, sector):
    first, last, _, _ = YEARS[sector]
    found = told(capsys, sector, "--rolling", *FAST)
    assert found["freezes"] == list(range(first, last + 1))
    assert {row["freeze"] for row in found["rows"]} == set(found["freezes"])
    assert set(found["scores"]["by_freeze"]) == set(map(str, found["freezes"]))
    assert {score["model"] for score in found["scores"]["pooled"]} == set(MODELS[sector])
    alone = told(capsys, sector, "--freeze", str(last), *FAST)["rows"]
    assert [row for row in found["rows"] if row["freeze"] == last] == alone


@sectors
def test_the_table_of_one_year(capsys, sector):
    out = answer(capsys, sector, *FAST)
    lines = [line.split() for line in out.splitlines()]
    assert sum(line[:2] == ["2025", "carbonsim"] for line in lines) == 1
    assert out.count(" *\n") + out.count(" * ") >= 1  # the best is marked
    assert "Mean CRPS" in out and "Estimated on data to" in out
    assert f"Written to results/backtest-{sector}" in out


@sectors
def test_the_table_of_all_years_marks_the_best_of_each(capsys, sector):
    first, last, _, _ = YEARS[sector]
    out = answer(capsys, sector, "--rolling", *FAST)
    # one table each
    tables = out.split("Mean CRPS of the ")[1:]
    assert [table.split()[0] for table in tables][:3] == ["volume", "share", "market"]
    for table in tables[:3]:
        lines = table.splitlines()
        alone = 0
        for year in range(first, last + 1):
            (line,) = [line for line in lines if line.startswith(f"{year} ")]
            names = re.split(r", (?!3 years)", re.split(r"  +", line)[-1])
            assert set(names) <= set(MODELS[sector]) and line.count("*") == len(names), line
            alone += len(names) == 1
        (wins,) = [line.split()[1:] for line in lines if line.startswith("wins")]
        assert sum(map(int, wins)) == alone
        assert any(line.startswith("pooled from") for line in lines)


def test_trucks_say_which_years_lines_cannot_be_laid_through(capsys):
    out = answer(capsys, "freight", "--freeze", "2021", *FAST)
    assert "linear needs 3, logistic needs 3" in out
    assert "freight.powertrains.lng.purchase_subsidy" in out  # its path begins later
    assert {row["model"] for row in told(capsys, "freight", "--freeze", "2021", *FAST)["rows"]} == {
        *("carbonsim", "own market", "persistence", "borrowed rate"),
    }


def test_trucks_show_powertrains_parts_and_the_year_ahead(capsys):
    out = answer(capsys, "freight", *FAST)
    assert "Shares of sales by powertrain" in out and "Forecast of 2026, on data to 2025 alone" in out
    assert "When inputs were known" in out
    found = told(capsys, "freight", *FAST)
    assert {row["year"] for row in found["hindcast"]["rows"]} == {2025}
    assert set(found["parts"]) == {"swap share of battery trucks", "gas share of engines"}
    assert {row["year"] for row in found["ahead"]} == {2026}
    assert all(row["remark"] for row in found["inputs"])


def test_trucks_are_measured_against_the_borrowed_rate(capsys):
    out = answer(capsys, "freight", "--rolling", *FAST)
    assert "CRPS of the volume less that of borrowed rate" in out
    found = told(capsys, "freight", "--rolling", *FAST)["differences"]
    assert {row["model"] for row in found} == set(MODELS["freight"]) - {"borrowed rate"}


@sectors
def test_chinese(capsys, sector):
    for more in ((), ("--rolling",)):
        out = answer(capsys, sector, "--lang", "zh", *more, *FAST)
        assert out.startswith("中国") and "平均 CRPS" in out and "可识别" in out
        assert "of the survey" not in out and "calibration" not in out
        assert "Mean CRPS" not in out and "vehicles" not in out and "share of" not in out


@sectors
def test_the_folder_holds_the_table_and_the_figure(folder, capsys, sector):
    found = told(capsys, sector, "--draws", "200", "--seed", "7")
    place = folder / found["folder"]
    assert place.name.startswith(f"backtest-{sector}+")
    with (place / "backtest.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(found["rows"]) and set(rows[0]) == set(found["rows"][0])
    for row, said in zip(rows, found["rows"], strict=True):
        assert float(row["crps"]) == pytest.approx(said["crps"], rel=1e-5)
        assert row["covered_80"] == ("yes" if said["covered_80"] else "no")
    assert {path.name for path in (place / "figures").iterdir()} == {"forecasts.png"}
    assert json.loads((place / "manifest.json").read_text(encoding="utf-8"))["seed"] == 7


@sectors
def test_the_plain_folder_is_that_of_the_usual_year(folder, capsys, sector):
    told(capsys, sector, "--no-figures")
    told(capsys, sector, "--freeze", str(YEARS[sector][2]), "--no-figures")
    assert [path.name for path in (folder / "results").iterdir()] == [f"backtest-{sector}"]


@sectors
def test_same_seed_same_answer(capsys, sector):
    once, again = (told(capsys, sector, "--seed", "3", *FAST)["rows"] for _ in range(2))
    assert once == again
    assert once != told(capsys, sector, "--seed", "4", *FAST)["rows"]


@sectors
@pytest.mark.parametrize("off", [-1, 1])
def test_a_year_that_cannot_be_frozen_says_which_can(folder, capsys, sector, off):
    first, last, _, _ = YEARS[sector]
    year = first - 1 if off < 0 else last + 1
    assert main(["backtest", sector, "--freeze", str(year)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and f"found {year}, expected a year from {first} to {last}" in err
    assert not (folder / "results").exists()


def test_one_year_and_every_year_exclude_each_other(capsys):
    assert main(["backtest", "freight", "--rolling", "--freeze", "2022"]) == 2
    assert "2021 to 2024" in capsys.readouterr().err


def test_a_failure_is_told_to_machines_too(capsys):
    out = answer(capsys, "freight", "--freeze", "1999", "--json", code=2)
    (problem,) = json.loads(out)["error"]["problems"]
    assert problem["key"] == "--freeze" and "1999" in problem["message"]


def test_a_file_in_the_way_is_refused(folder, capsys):
    (folder / "results").write_text("mine", encoding="utf-8")
    assert main(["backtest", "freight", *FAST]) == 2
    assert "expected a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [("--draws", "0"), ("--draws", "x"), ("--freeze", "soon"), ("--seed", "-1")]
)
def test_wrong_options_are_bad_input(arguments):
    with pytest.raises(SystemExit) as stop:
        main(["backtest", "freight", *arguments])
    assert stop.value.code == 2
