"""Golden runs: what the shipped scenarios give is what is committed (`make golden` rewrites it)."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from carbonsim.cli.main import main
from carbonsim.scenario.places import WORLD

#: Digits that the tables keep.
SIGNIFICANT = 6
ROOT = Path(__file__).parents[1]
SCENARIOS = sorted(path for path in (ROOT / "scenarios").glob("*.yaml") if not path.stem.startswith(WORLD))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_shipped_scenario_gives_what_is_committed(path, tmp_path, capsys):
    # in this process: `make run` of test_readme starts one, and what a run leaves behind shows in the next
    code = main(["run", str(path), "--no-figures", "--quiet", "--out", str(tmp_path)])
    assert code == 0, capsys.readouterr().err
    made = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / path.stem).glob("*.csv")}
    kept = {
        file.name: file.read_text(encoding="utf-8") for file in (ROOT / "results" / path.stem).glob("*.csv")
    }
    assert set(made) == set(kept)
    for name, text in made.items():
        lines = zip(text.splitlines(), kept[name].splitlines(), strict=True)
        moved = [(new, old) for new, old in lines if not same(new, old)]
        assert not moved, f"{name}: {len(moved)} lines moved, first {moved[0]}; `make golden` rewrites them"


def same(new, old):
    """Whether two lines are alike but for the way their numbers are rounded.

    Processors differ by 1e-12 of a number, so that what lies between two roundings may go either way.
    """
    if new == old:
        return True
    cells = list(zip(new.split(","), old.split(","), strict=False))
    return new.count(",") == old.count(",") and all(one == two or neighbours(one, two) for one, two in cells)


def neighbours(one, two):
    """Whether two numbers differ by one in the last of the digits that are kept."""
    try:
        first, second = Decimal(one), Decimal(two)
    except InvalidOperation:
        return False
    if not (first.is_finite() and second.is_finite()) or first == 0 or second == 0:
        return False
    place = min(first.adjusted(), second.adjusted()) + 1 - SIGNIFICANT
    return abs(first - second) <= Decimal(1).scaleb(place)


def test_a_line_may_differ_by_one_rounding_and_no_more():
    assert same("a,2026,-2.42285e-08", "a,2026,-2.42286e-08")
    assert same("a,1", "a,0.999999")
    assert not same("a,-2.42285e-08", "a,-2.42287e-08")
    assert not same("a,2", "a,3")
    assert not same("a,1", "b,1")
    assert not same("a,0", "a,1e-12")
    assert not same("a,", "a,1")


def test_nothing_is_committed_that_no_scenario_gives():
    stems = {path.stem for path in SCENARIOS}
    folders = (folder.name for folder in (ROOT / "results").iterdir() if folder.is_dir())
    # what git ignores may lie there: runs with changes, backtests, and the past with other policies
    kept = {name for name in folders if "+" not in name and not name.startswith(("backtest-", "counterf"))}
    assert kept == stems
