"""Every command and every line of Python that README shows works as shown.

Commands run in this process, with fewer draws than README asks for: what they give is what the golden runs
give (`test_golden`, `test_readme_figures`). One that README shows as a large run is a large run here.
"""

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from carbonsim.cli.main import main
from carbonsim.engine import ensemble
from tests.engine.small_shards import LARGE, make_shards_small

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent
#: What a command gets where README asks for more, or for the number that is usual.
FEWER = {
    "run": {"--draws": 4},
    "compare": {"--draws": 4},
    "sensitivity": {"--draws": 100},
    "backtest": {"--draws": 200},
    "corridor": {"--days": 1, "--replications": 2},
}
#: Whose figures are drawn and whose levers are run here; `make run` does both for the trunk line.
#: `tests/report` draws every kind of figure, and `tests/engine/test_lever_runs.py` moves the levers of all.
DRAWN = ("zhanjiang-shaft-furnace",)


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands(block):
    """The lines of a block without what they say of themselves."""
    return [line.split("  #")[0].split(" # ")[0].strip() for line in block.splitlines()]


def arguments(block):
    """Arguments that the lines of a block hand to carbonsim."""
    lines = [line for line in commands(block) if line.startswith(".venv/bin/carbonsim")]
    return [shlex.split(line)[1:] for line in lines]


def with_fewer(words):
    """A command with fewer draws or days and, of most runs, without figures and levers.

    A run beyond the draws that are kept has as many as make it large here.
    """
    given = [*words]
    if words[0] == "run" and words[1] not in DRAWN:
        given += [option for option in ("--no-figures", "--no-levers") if option not in words]
    for option, few in FEWER.get(words[0], {}).items():
        if option not in words:
            given += [option, str(few)]
            continue
        place = words.index(option) + 1
        asked = int(words[place])
        given[place] = str(2 * LARGE + LARGE // 2 if asked > ensemble.MOST_KEPT else min(few, asked))
    return given


BLOCKS = [block for block in blocks("sh") if arguments(block)]


def test_all_commands_are_known_to_this_test():
    assert BLOCKS
    lines = [line for block in blocks("sh") for line in commands(block)]
    others = [line for line in lines if line and not line.startswith(".venv/bin/carbonsim")]
    assert others == ["make run", "make test"]


def test_what_has_fewer_draws_is_still_what_readme_shows():
    plain = ["run", "x", "--no-figures", "--no-levers"]
    assert with_fewer(plain) == with_fewer(plain[:2]) == [*plain, "--draws", "4"]
    assert with_fewer([*plain, "--draws", "1"]) == [*plain, "--draws", "1"]
    assert with_fewer([*plain, "--draws", "50", "--quiet"]) == [*plain, "--draws", "4", "--quiet"]
    assert with_fewer([*plain, "--draws", "25000"]) == [*plain, "--draws", "250"]
    assert with_fewer(["run", DRAWN[0]]) == ["run", DRAWN[0], "--draws", "4"]
    assert with_fewer(["list"]) == ["list"]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: " ".join(arguments(block)[0][:2]))
def test_commands_run_in_order(block, tmp_path, monkeypatch, capsys):
    # those of a block in one folder and in order: `new` makes the file that `check` and `run` read
    monkeypatch.chdir(tmp_path)
    shown = [with_fewer(words) for words in arguments(block)]
    make_shards_small(monkeypatch)
    for words in shown:
        assert main(words) == 0, (words, capsys.readouterr().err)
        out, err = capsys.readouterr()
        assert out
        assert "Traceback" not in err


def test_a_run_says_what_readme_shows(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (printed,) = blocks("text")
    place = README.index(printed)
    (words,) = arguments(re.findall(r"```sh\n(.*?)```", README[:place], re.DOTALL)[-1])
    assert main(words) == 0
    assert capsys.readouterr().out.startswith(printed)


@pytest.mark.parametrize("target", ["run", "test"])
def test_make_knows_its_words(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is what README asks for")
def test_make_run_runs_the_trunk_line(tmp_path):
    # the recipe itself, in another folder, with this environment and a copy that asks for few draws
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    trunk_line = tmp_path / "scenarios" / "fujian-trunk-line.yaml"
    trunk_line.write_text(trunk_line.read_text(encoding="utf-8") + "\ndraws: 4\n", encoding="utf-8")
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "carbonsim").symlink_to(BIN / "carbonsim")
    (tmp_path / "venv" / "run").touch()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "run", "VENV=venv"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "results" / "fujian-trunk-line" / "timeseries.csv").exists()
    assert list((tmp_path / "results" / "fujian-trunk-line" / "figures").glob("*.png"))


@pytest.mark.parametrize("block", blocks("python"))
def test_python_runs(block, tmp_path, monkeypatch):
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})


CASES = {
    "hydrogen, zero-carbon power": "Hydrogen, Zero-Carbon Power",
    "hydrogen, grid power": "Hydrogen, Grid Power",
    "natural gas": "Natural Gas",
    "coke-oven gas, replaced by power": "COG for Power",
    "coke-oven gas, replaced by natural gas": "COG for Natural Gas",
    "coke-oven gas, replaced by coal": "COG for Coal",
}


def test_savings_in_the_readme_of_steel_are_those_of_the_results():
    text = (ROOT / "src/carbonsim/sectors/steel/README.md").read_text(encoding="utf-8")
    with (ROOT / "results/zhanjiang-shaft-furnace/claims.csv").open(encoding="utf-8") as file:
        rows = {(row["variant"], row["product"]): row for row in csv.DictReader(file)}
    for words, case in CASES.items():
        cells = []
        for product in ("hot metal", "liquid steel"):
            value, low, high = (float(rows[case, product][key]) for key in ("p50", "p05", "p95"))
            cells.append(f"{value:z.2f} ({low:z.2f} to {high:z.2f})")
        assert f"| {words} | {' | '.join(cells)} |" in text
