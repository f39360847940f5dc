"""``carbonsim corridor``: what it prints, what it writes, what it refuses."""

import json

import pytest

from carbonsim.analysis import corridor_sizing
from carbonsim.cli.corridor import USUAL
from carbonsim.cli.main import main
from carbonsim.corridor import sizing
from tests.cli.reading import made, rows

pytestmark = pytest.mark.usefixtures("folder")
QUICK = ["corridor", "small.yaml", "--days", "1", "--replications", "2", "--traffic", "120"]
#: From an empty line on, whose trucks are told of queues every half hour: this is simulated sooner.
COLD = [*QUICK, "--warm-up", "0", "--set", "freight.line.information_interval=30 min"]
MEASURES = {
    *("trucks", "swaps", "wait_mean", "wait_long", "kept_waiting", "turned_away", "stranded", "energy"),
    *("electricity_cost", "bay_load", "power_load", "busiest_power", "rate_bays", "rate_batteries"),
    *("rate_power", "busiest_hour", "cost", "trucks_supplied", "diesel_emissions"),
}


def test_it_prints_what_matters_and_writes_its_folder(folder, capsys):
    assert main(QUICK) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in (
        "Small plan (small): The line, minute by minute",
        "2023: 4 stations, each with 1 bay(s), 24 blocks, 24 chargers, 4,000 kVA; 120 trucks a day",
        "1 days after 1 to warm up, 2 replications, seed 3",
        "95th percentile of waiting",
        "First to bind: bays",
    ):
        assert words in out
    assert made(folder).name.startswith("corridor-small+")
    assert {path.name for path in made(folder).iterdir()} == {
        *("corridor.csv", "day.csv", "manifest.json", "figures"),
        *("page.json", "report.html"),
    }
    figures = {path.name for path in (made(folder) / "figures").iterdir()}
    assert figures == {"day.png", "space_time.png"}
    table = {row["measure"]: row for row in rows(made(folder) / "corridor.csv")}
    assert set(table) == MEASURES
    # a Poisson count over two days: four standard errors of its mean
    assert float(table["trucks"]["mean"]) == pytest.approx(120, abs=4 * (120 / 2) ** 0.5)
    day = rows(made(folder) / "day.csv")
    assert len(day) == 4 * 96
    assert day[95]["time"] == "23:45"
    energy = sum(float(row["power_kW"]) for row in day) / 4
    assert energy / 1000 == pytest.approx(float(table["energy"]["mean"]), rel=1e-4)


def test_the_usual_way_has_the_plain_folder_and_the_same_seed_the_same_tables(folder, monkeypatch):
    usual = USUAL | {"days": 1, "replications": 2, "traffic": 120.0}
    monkeypatch.setattr("carbonsim.cli.corridor.USUAL", usual)
    first = None
    for _ in range(2):
        assert main([*QUICK, "--no-figures", "--quiet"]) == 0
        assert made(folder).name == "corridor-small"
        tables = {path.name: path.read_bytes() for path in made(folder).glob("*.csv")}
        assert first is None or tables == first
        first = tables


@pytest.fixture
def few_trucks(monkeypatch):
    """Sizing in coarse steps on few trucks and in one go, and the most traffic roughly."""
    for name, value in {"SIZING_TRUCKS": 150, "LEAST_LINES": 1, "SIZING_DAYS": 1, "PRECISION": 0.3}.items():
        monkeypatch.setattr(corridor_sizing, name, value)
    monkeypatch.setattr(sizing, "STEPS", sizing.STEPS[:1])
    monkeypatch.setattr(sizing, "TRIALS", 1)


@pytest.mark.usefixtures("few_trucks")
def test_sizing_and_most_traffic(folder, capsys):
    options = ["--size", "--stations", "2", "--most", "--target", "30", "--no-figures"]
    assert main([*COLD, *options]) in (0, 1)  # few trucks: the design may miss the target on new ones
    out = capsys.readouterr().out
    assert "The cheapest stations with the 95th percentile of waiting under 30.0 min" in out
    assert "the stations carry" in out
    assert "of what the claim much asks for" in out
    designs = rows(made(folder) / "designs.csv")
    costs = [float(row["cost_CNY_per_yr"]) for row in designs]
    assert costs == sorted(costs)


@pytest.mark.usefixtures("few_trucks")
def test_json(folder, capsys):
    assert main([*COLD, "--json", "--no-figures", "--most"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["binding"] == "bays"
    assert len(found["measures"]["wait_mean"]) == 2
    assert found["most"]["traffic"] > 120
    assert found["folder"] == str(made(folder))


def test_chinese(capsys):
    assert main([*COLD, "--lang", "zh", "--no-figures"]) == 0
    out = capsys.readouterr().out
    for words in ("逐分钟模拟", "等待时间第 95 百分位", "每日"):
        assert words in out


@pytest.mark.usefixtures("few_trucks")
def test_no_design_is_an_answer_too(capsys):
    loads = (f"freight.line.loads.{load}.consumption=6 kWh/km" for load in ("laden", "empty"))
    heavy = [word for load in loads for word in ("--set", load)]
    assert main([*COLD, *heavy, "--size", "--stations", "1", "--no-figures"]) == 1
    assert "No design keeps" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--set", "freight.line.flows.xiamen_ningde.share=0.9"], "shares add up to 1.65, expected 1"),
        (["--set", "freight.line.stations.changle_up.position=0.7"], "found the place of changle_up"),
        (["--set", "freight.line.flows.fuzhou_xiamen.destination=0.38"], "the place where the trip begins"),
        (["--set", "freight.line.charge_curve.full.filled=0.9"], "rising shares that end with 1"),
        (["--set", "freight.line.stations.changle_up.direction=left"], "expected up or down"),
        (["--year", "2050"], "expected a year from 2023 to 2027"),
        (["--stations", "2"], "found without --size"),
        (["--set", "freight.swap.blocks=2 block"], "found 2 blocks in a station, expected at least 3"),
    ],
)
def test_what_is_wrong_is_said(capsys, options, said):
    assert main(["corridor", "small.yaml", *options]) == 2
    err = capsys.readouterr().err
    assert said in " ".join(err.split())
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("option", "value"), [("--traffic", "0"), ("--days", "0"), ("--target", "x"), ("--stations", "2,0")]
)
def test_options_that_cannot_be(capsys, option, value):
    with pytest.raises(SystemExit) as stop:
        main(["corridor", "small.yaml", option, value])
    assert stop.value.code == 2
    assert "found" in capsys.readouterr().err


def test_a_scenario_without_trucks_has_no_line(capsys):
    assert main(["corridor", "zhanjiang-shaft-furnace"]) == 2
    assert "found no section freight" in capsys.readouterr().err


def test_a_row_of_a_file_is_a_station(folder, capsys):
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    more = "    stations: {path: {2023: 4, 2025: 300}, unit: station, note: many at once}\n"
    line = "  line:\n    stations:\n      putian_up: {position: 0.5, direction: up}\n"
    (folder / "small.yaml").write_text(text.replace(more, more + line), encoding="utf-8")
    assert main([*COLD, "--no-figures"]) == 0
    assert "2023: 5 stations" in capsys.readouterr().out
    assert "putian_up" in {row["station"] for row in rows(made(folder) / "day.csv")}
