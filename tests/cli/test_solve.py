"""``carbonsim solve``: what it prints, what it writes, what it refuses."""

import json
import shlex

import pytest

from carbonsim.cli.main import main
from tests.cli.reading import made, rows

TRUCKS = "Emission Reduction|CO2|Transportation|Truck [Operational]"
UNTIL = f"{TRUCKS} >= 0.001 Mt CO2/yr in 2025"
VARY = ["--vary", "freight.toll_discount", "--until", UNTIL]


@pytest.fixture
def brief(folder):
    """The small scenario to its third year."""
    path = folder / "small.yaml"
    text = path.read_text(encoding="utf-8").replace("years: [2023, 2027]", "years: [2023, 2025]")
    path.write_text(text.partition("claims:")[0], encoding="utf-8")
    return folder


def test_it_says_what_it_takes_and_the_line_to_copy_gives_it(brief, capsys):
    assert main(["solve", "small.yaml", *VARY, "--draws", "0"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in (
        "Small plan (small): What it takes",
        "deterministic run (central values) only",
        "at least 0.001 Mt CO2/yr in 2025, boundary:",
        "looked at: 0 (bound) to 1 (bound), 129 values; as it is: 0",
        "a policy of this scenario; the baseline stays as it is",
        "To copy (a plain run gives 0.001 Mt CO2/yr):",
    ):
        assert words in out
    assert {path.name for path in made(brief).iterdir()} == {
        *("solve.csv", "scan.csv", "manifest.json", "figures"),
    }
    assert [path.name for path in (made(brief) / "figures").iterdir()] == ["solve_1.png"]
    (row,) = rows(made(brief) / "solve.csv")
    assert (row["kind"], row["side"], row["edge"]) == ("deterministic", "above", "crosses")
    assert float(row["figure"]) == pytest.approx(0.001)
    (line,) = [line.strip() for line in out.splitlines() if line.strip().startswith("carbonsim run")]
    assert main([*shlex.split(line)[1:], "--json", "--no-figures"]) == 0
    central = json.loads(capsys.readouterr().out)["runs"][0]["variables"][TRUCKS]["central"]
    assert central[-1] == pytest.approx(0.001, rel=1e-9)


def test_draws_have_their_median_and_their_share(brief, capsys):
    options = ["--draws", "6", "--share", "50 %", "--format", "svg", "--lang", "zh"]
    assert main(["solve", "small.yaml", *VARY, *options]) == 0
    out = capsys.readouterr().out
    for words in ("达到目标所需的取值", "确定性运行", "抽样中位数", "50 % 的抽样", "可复制（普通运行得到"):
        assert words in out
    scan = rows(made(brief) / "scan.csv")
    assert {"deterministic", "p05", "p50", "p95", "share"} < set(scan[0])
    assert len([row for row in scan if row["deterministic"]]) == 129
    assert len([row for row in scan if row["share"]]) == 65
    assert (made(brief) / "figures" / "solve_1.svg").is_file()
    manifest = json.loads((made(brief) / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["until"], manifest["vary"], manifest["share"]) == (UNTIL, VARY[1:2], 0.5)


def test_a_share_that_plays_no_part_is_not_told(brief, capsys):
    exactly = UNTIL.replace(">=", "=")
    asked = ["solve", "small.yaml", *VARY[:3], exactly, "--draws", "3", "--format", "svg"]
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in found["parameters"][0]["searches"]] == ["deterministic", "median"]
    manifest = json.loads((made(brief) / "manifest.json").read_text(encoding="utf-8"))
    assert found["share"] is manifest["share"] is None
    assert "share of draws" not in (made(brief) / "figures" / "solve_1.svg").read_text(encoding="utf-8")
    assert main([*asked, "--share", "80 %"]) == 2
    assert "--share: found with = and no tolerance" in capsys.readouterr().err


@pytest.mark.usefixtures("brief")
def test_json_has_all_of_it(capsys):
    assert main(["solve", "small.yaml", *VARY, "--draws", "0", "--no-figures", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["target"]["value"] == 0.001 and found["target"]["boundary"] == "operational"
    (one,) = found["parameters"]
    (search,) = one["searches"]
    assert one["moves"] and search["reached"] and not search["met_here"]
    (edge,) = search["edges"]
    assert edge["confirmed"] == pytest.approx(0.001)
    assert found["combination"] is None
    assert set(found["answer"][0]) == {"en", "zh"}


def test_several_parameters_have_their_combination(brief, capsys):
    vary = ["--vary", "freight.toll_discount=0..0.8", "freight.swap.stations=50..400"]
    assert main(["solve", "small.yaml", *vary, "--until", UNTIL, "--draws", "4", "--no-figures"]) == 0
    out = capsys.readouterr().out
    assert "All together: at least cost: Discounted Extra Cost, Truck, resource" in out
    assert "share of draws that meet it" in out
    table = rows(made(brief) / "solve.csv")
    assert [row["parameter"] for row in table if row["kind"] == "least cost"] == [
        "freight.toll_discount",
        "freight.swap.stations",
    ]


def test_each_question_has_a_folder_and_quiet_is_quiet(brief, capsys):
    common = ["--draws", "0", "--no-figures", "--quiet"]
    assert main(["solve", "small.yaml", *VARY, *common]) == 0
    assert main(["solve", "small.yaml", *VARY[:3], UNTIL.replace(">=", "<="), *common]) == 0
    assert capsys.readouterr() == ("", "")
    names = [path.name for path in (brief / "results").iterdir()]
    assert len(names) == 2 and all(name.startswith("solve-small+") for name in names)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--vary", "freight.tol_discount", "--until", UNTIL], "did you mean freight.toll_discount?"),
        (
            ["--vary", "freight.toll_discount", "--until", "Nothing >= 1 t in 2025"],
            "--until: found no outcome",
        ),
        ([*VARY, "--draws", "0", "--share", "80%"], "--share: found without draws"),
        ([*VARY, "--cost", "X"], "--cost: found with one parameter"),
        ([*VARY, "--no-figures", "--format", "svg"], "--format: found with --no-figures"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(brief, capsys, arguments, words):
    assert main(["solve", "small.yaml", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == "" and words in err
    assert not (brief / "results").exists()


@pytest.mark.parametrize("share", ["90", "0", "-10 %", "all"])
def test_a_share_is_a_share(brief, capsys, share):
    with pytest.raises(SystemExit):
        main(["solve", "small.yaml", *VARY, f"--share={share}"])
    assert "expected a share such as '90 %' or 0.9" in capsys.readouterr().err
    assert not (brief / "results").exists()


@pytest.mark.usefixtures("brief")
def test_a_target_with_a_tolerance_tells_the_value_of_the_figure_itself(capsys):
    until = UNTIL.replace(">= 0.001 Mt CO2/yr", "= 0.001 Mt CO2/yr +- 20 %")
    options = ["--draws", "0", "--no-figures"]
    assert main(["solve", "small.yaml", *VARY[:3], until, *options]) == 0
    out = capsys.readouterr().out
    assert "deterministic run just 0.001 Mt CO2/yr with “" in out
    copied = [line.strip() for line in out.splitlines() if line.strip().startswith("carbonsim run")]
    assert main([*shlex.split(copied[-1])[1:], "--json", "--no-figures"]) == 0
    central = json.loads(capsys.readouterr().out)["runs"][0]["variables"][TRUCKS]["central"]
    assert central[-1] == pytest.approx(0.001, rel=1e-9)
    assert main(["solve", "small.yaml", *VARY[:3], until, *options, "--lang", "zh"]) == 0
    assert "时恰为 1,000 吨CO2/年" in capsys.readouterr().out
