"""``carbonsim run``: what it prints, what it writes and where."""

from __future__ import annotations

import csv
import json
from collections import Counter
from cProfile import Profile

import pytest

from carbonsim.cli.folders import changes, folder_name
from carbonsim.cli.main import main
from tests.cli.conftest import give_lever

pytestmark = pytest.mark.usefixtures("folder")
TABLES = {"timeseries.csv", "bands.csv", "outcomes.csv", "claims.csv", "checks.csv", "manifest.json"}
TABLES |= {"levers.csv"}


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_run_prints_its_table_and_writes_its_folder(folder, capsys):
    give_lever(folder)
    assert main(["run", "small.yaml", "--no-figures", "--details"]) == 0
    out, err = capsys.readouterr()
    assert err == "", "no progress bar where there is no terminal"
    for words in (
        "Small plan (small)",
        "direct, plan",
        "It cuts some",
        "verdict: fails",
        "results/small/",
    ):
        assert words in out
    assert set(names(folder / "results" / "small")) == TABLES | {"page.json", "report.html"}
    with (folder / "results" / "small" / "claims.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["boundary"] for row in rows if row["claim"] == "much"] == ["direct"]
    words = {"holds": "yes", "fails": "no", "surpassed": "no"}
    assert all(row["holds"] == words.get(row["verdict"], "") for row in rows)
    assert all(row["verdict"] and row["verdict_of_claim"] for row in rows)


def test_the_folder_holds_figures_unless_they_are_not_wanted(folder, capsys):
    assert main(["run", "small.yaml", "--draws", "1"]) == 0
    (made,) = (folder / "results").iterdir()
    assert {path.name for path in (made / "figures").iterdir()} == {"difference.png", "sales_shares.png"}
    assert not (made / "bands.csv").exists(), "no bands of a central run"
    assert "figures/ (2 figures, PNG)" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_what_page_figures_and_cross_checks_share_is_found_once():
    profile = Profile()
    profile.runcall(main, ["run", "small.yaml", "--draws", "120", "--no-levers", "--quiet"])
    calls = Counter()
    for entry in profile.getstats():
        calls[getattr(entry.code, "co_name", "")] += entry.callcount
    for name in ("find_deciding", "chart_titles", "outcomes", "page_data", "write_figures"):
        assert calls[name] == 1, name


def test_another_reference_has_a_folder_of_its_own_and_is_told(folder, capsys):
    base = ["run", "small.yaml", "--no-figures", "--draws", "1"]
    assert main([*base, "--reference", "fujian-no-line"]) == 0
    (made,) = (folder / "results").iterdir()
    assert made.name.startswith("small+")
    written = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    assert written["reference"] == written["chosen_reference"] == "fujian-no-line"
    assert "(fujian-no-line)" in capsys.readouterr().out
    assert folder_name("small", changes([], {}, {}, "a")) != folder_name("small", changes([], {}, {}, "b"))


def test_without_a_reference_claims_on_reductions_say_what_they_lack(folder, capsys):  # noqa: ARG001
    assert main(["run", "fujian-trunk-line", "--draws", "1", "--reference", "none"]) == 2
    assert "--reference none leaves out what it is measured against" in capsys.readouterr().err
    assert main(["run", "fujian-no-policy", "--draws", "1", "--no-figures", "--reference", "none"]) == 0
    assert "no reference" in capsys.readouterr().out


def test_a_changed_run_never_goes_over_the_plain_one(folder, capsys):
    base = ["run", "small.yaml", "--no-figures", "--quiet"]
    assert main(base) == 0
    plain = (folder / "results" / "small" / "timeseries.csv").read_bytes()
    changed = [
        ["--seed", "9"],
        ["--draws", "2"],
        ["--set", "freight.swap.stations=7"],
        ["--set", "region=Fujian"],
    ]
    for change in changed:
        assert main([*base, *change]) == 0
    assert (folder / "results" / "small" / "timeseries.csv").read_bytes() == plain
    assert len(names(folder / "results")) == 1 + len(changed)
    assert main([*base, "--seed", "3", "--draws", "4"]) == 0, "the scenario's own seed and draws"
    assert len(names(folder / "results")) == 1 + len(changed)
    assert capsys.readouterr().out == "", "--quiet"


def test_the_same_run_writes_the_same_bytes(folder):
    give_lever(folder)
    for out in ("one", "two"):
        assert main(["run", "small.yaml", "--no-figures", "--quiet", "--out", out]) == 0
    for name in TABLES - {"manifest.json"}:
        assert (folder / "one/small" / name).read_bytes() == (folder / "two/small" / name).read_bytes()


def test_a_set_parameter_reaches_the_run(folder):
    assert (
        main(["run", "small.yaml", "--no-figures", "--quiet", "--set", "freight.swap.stations=7 station"])
        == 0
    )
    (made,) = (folder / "results").iterdir()
    with (made / "timeseries.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["variable"].startswith("Swap Stations|")]
    assert {row["value"] for row in rows if row["scenario"] == "small"} == {"7"}
    assert {row["value"] for row in rows if row["scenario"] != "small"} == {"4"}, (
        "a plan key: not the reference's"
    )


def test_json_is_one_valid_document_and_nothing_else(capsys):
    assert main(["run", "small.yaml", "fujian-no-policy", "--draws", "1", "--no-figures", "--json"]) == 0
    out, err = capsys.readouterr()
    runs = json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))["runs"]
    assert err == ""
    assert [run["scenario"] for run in runs] == ["small", "fujian-no-policy"]
    assert runs[0]["claims"][-1]["holds"] is False
    assert all(set(sentence) == {"en", "zh"} for run in runs for sentence in run["answer"])
    assert "no range" in runs[0]["answer"][0]["en"] and "no reference" in runs[1]["answer"][0]["en"]
    assert runs[0]["claims"][-1]["verdict"] == runs[0]["claims"][-1]["verdict_of_claim"] == "fails"
    stock = runs[0]["variables"]["Stocks|Transportation|Truck"]
    assert len(stock["central"]) == len(stock["reference"]) == len(runs[0]["years"]) == 5
    assert runs[1]["reference"] is None


def test_chinese(folder, capsys):
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    # more than the reduction over the whole life
    (folder / "small.yaml").write_text(text.replace("0.001 Mt", "0.03 Mt"), encoding="utf-8")
    assert main(["run", "small.yaml", "--draws", "1", "--no-figures", "--lang", "zh", "--details"]) == 0
    out = capsys.readouterr().out
    assert "小方案 (small)" in out and "略有减排" in out and "不成立的边界" in out


def test_problems_of_all_scenarios_come_at_once_and_nothing_runs(folder, capsys):
    (folder / "bad.yaml").write_text("carbonsim: 1\nextends: small.yaml\nyeers: 3\n", encoding="utf-8")
    assert main(["run", "small.yaml", "bad.yaml", "missing.yaml", "--no-figures"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "bad.yaml:3:1" in err and "yeers" in err and "missing.yaml" in err
    assert not (folder / "results").exists()


def test_names_that_differ_in_capitals_alone_are_refused(folder, capsys):
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    (folder / "other.yaml").write_text(text.replace("name: small", "name: SMALL"), encoding="utf-8")
    assert main(["run", "small.yaml", "other.yaml", "--no-figures"]) == 2
    assert "found 'SMALL' more than once" in capsys.readouterr().err


def test_two_scenarios_of_one_name_are_refused(folder, capsys):
    assert main(["run", "small.yaml", "./small.yaml", "--no-figures"]) == 2
    assert "more than once" in capsys.readouterr().err
    assert not (folder / "results").exists()


def test_a_folder_that_cannot_be_written_is_bad_input(folder, capsys):
    (folder / "file").write_text("mine", encoding="utf-8")
    assert main(["run", "small.yaml", "--draws", "1", "--no-figures", "--out", "file"]) == 2
    err = capsys.readouterr().err
    assert "file" in err and "Traceback" not in err


def test_names_of_folders_depend_on_what_differs_alone():
    written = {"draws": 4, "seed": 3}
    none = {"draws": None, "seed": None}
    assert folder_name("a", changes([], {"draws": 4, "seed": 3}, written)) == "a"
    one = folder_name("a", changes(["b=1", "c=2"], none, written))
    assert one == folder_name("a", changes(["c = 2", "b=0", "b=1"], none, written))
    assert one != folder_name("a", changes(["b=2", "c=2"], none, written))
    assert folder_name("a", changes([], {"draws": 0, "seed": 0}, written)) != "a", "0 is a number like others"
