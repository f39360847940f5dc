"""``carbonsim compare``: what it prints, what it writes, what it refuses."""

import json

import pytest

from carbonsim.cli.main import main
from tests.cli.reading import made, rows

pytestmark = pytest.mark.usefixtures("folder")
TOTAL = "Cumulative Emissions|CO2|Energy|Demand|Transportation|Truck"


@pytest.fixture
def scenarios(folder):
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    changed = text.replace("name: small", "name: more", 1).replace("2025: 300", "2025: 30")
    (folder / "more.yaml").write_text(changed, encoding="utf-8")
    return ["small.yaml", "more.yaml"]


def test_it_prints_and_writes_what_differs(folder, scenarios, capsys):
    assert main(["compare", *scenarios]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in ("4 draws, the same of all, seed 3", "freight.swap.stations", "below 0", "difference"):
        assert words in out
    assert made(folder).name == "compare-small-more"
    assert {path.name for path in made(folder).iterdir()} == {
        *("parameters.csv", "differences.csv", "compared_outcomes.csv", "manifest.json", "figures"),
        *("page.json", "report.html"),
    }
    names = {path.name for path in (made(folder) / "figures").glob("*.png")}
    assert names == {"emissions_truck.png", "cost_truck.png"}
    (row,) = rows(made(folder) / "parameters.csv")
    assert row["parameter"] == "freight.swap.stations"
    outcome = next(row for row in rows(made(folder) / "compared_outcomes.csv") if row["outcome"] == TOTAL)
    assert float(outcome["difference"]) == pytest.approx(
        float(outcome["value"]) - float(outcome["base"]), abs=1e-3
    )
    assert len(rows(made(folder) / "differences.csv")) % 5 == 0


def test_more_than_two_in_chinese_and_for_machines(folder, scenarios, capsys):
    asked = ["compare", *scenarios, "fujian-no-policy", "--draws", "3", "--no-figures"]
    assert main([*asked, "--lang", "zh"]) == 0
    assert "参数差异" in capsys.readouterr().out
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["scenarios"] == ["more", "fujian-no-policy"]
    assert found["years"] == [2023, 2024, 2025, 2026, 2027]
    assert len(found["series"]["more"][TOTAL.removeprefix("Cumulative ")]["band"]) == 5
    assert made(folder).name.startswith("compare-small-more-fujian-no-policy+")


def test_a_central_run_has_no_ranges(scenarios, capsys):
    assert main(["compare", *scenarios, "--draws", "1", "--no-figures"]) == 0
    out = capsys.readouterr().out
    assert "p05" not in out
    assert "difference" in out


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        (["small.yaml"], "found 1 scenario, expected at least 2"),
        (["small.yaml", "small.yaml"], "found 'small' more than once"),
        (["small.yaml", "nonsense"], "nonsense"),
        (["small.yaml", "late.yaml"], "found a horizon from 2040, after the 2027 of another"),
    ],
)
def test_what_cannot_be_compared_is_a_clear_error(folder, capsys, paths, words):
    late = [
        *("carbonsim: 1", "name: late", "title: Late", "extends: carbonsim:fujian-no-policy", "claims: []"),
        *("years: [2040, 2042]", "freight:", "  stock: 120 thousand", "  stock_year: 2040"),
    ]
    (folder / "late.yaml").write_text("\n".join(late), encoding="utf-8")
    assert main(["compare", *paths]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err
    assert not (folder / "results").exists()
