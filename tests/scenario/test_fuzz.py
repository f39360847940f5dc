"""Shipped scenarios changed by chance: a clear word, in time, and nothing that steers a terminal."""

import sys
from itertools import cycle

import pytest

from carbonsim.engine import loop
from carbonsim.scenario.places import shipped_files
from tests.scenario.fuzz.cases import formulas, outcomes, tried

SEED, MUTATIONS, RUNS = "1", 130, 5


@pytest.mark.usefixtures("rough_curves")
def test_mutations_of_shipped_scenarios(tmp_path, monkeypatch):
    monkeypatch.setattr(loop, "FLOATING", "ignore")  # as whoever runs a scenario has it
    checked, ran = [], []
    for number, name in zip(range(MUTATIONS), cycle(shipped_files()), strict=False):
        folder = tmp_path / str(number)
        folder.mkdir()
        for one in outcomes(name, f"{SEED}:{number}", folder, run=len(ran) < RUNS):
            assert not one.faults, f"{one.case}: {one.faults}\n{one.text}\n{one.said}"
            {"check": checked, "run": ran}.get(one.command, []).append(one.code)
    assert len(ran) >= RUNS
    assert {0, 2} == set(checked), "some are fine, most are not"


def test_what_the_fuzzer_looks_for_is_found(tmp_path):
    def says(words, code=0):
        def command(_):
            sys.stdout.write(words)
            return code

        return command

    with pytest.MonkeyPatch.context() as patch:
        for words, code in (
            ("\x1b[31m", 0),
            ("Traceback (most", 2),
            ("x", 3),
            ("", 2),
            ("RuntimeWarning: x", 0),
        ):
            patch.setattr("tests.scenario.fuzz.cases.main", says(words, code))
            assert tried(("check", "x"), "case", "text").faults, words
        patch.setattr("tests.scenario.fuzz.cases.main", says("fine: 重卡"))
        assert tried(("check", "x"), "case", "text").faults == ()
    (tmp_path / "a.csv").write_text("name,value\n=1+1,-0.5\nx,+3\n@a,1e-3\n", encoding="utf-8")
    assert formulas(tmp_path / "a.csv") == ["=1+1", "@a"]
