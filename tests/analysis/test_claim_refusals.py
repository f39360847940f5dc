"""Claims whose form no run could answer: refused before one is made, at the key that is wrong."""

import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.cli.main import main
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.run import run
from tests.analysis.test_claims_as_made import CLAIMS, CUT, HEAD, LAST, SHARE, TCO, TRUCK, WORK, scenario

REFUSED = {
    f"variable: {TRUCK}, per: {WORK}s, year: 2030, at_most: 1 g CO2/tkm": ("per", f"did you mean '{WORK}'?"),
    f"variable: {TRUCK}, per: {WORK}, year: 2030, at_most: 1 CNY/tkm": ("", "expected Mt CO2/billion tkm"),
    f"variable: {SHARE}, against: reference, year: 2030, at_most: 1 %": (
        "against",
        "has no difference to it",
    ),
    f"variable: {TRUCK}, per: {WORK}, against: reference, year: 2030, at_most: 1 %": (
        "against",
        "leave out `per`",
    ),
    f"variable: {TRUCK}, against: {WORK}, year: 2030, at_most: 1 %": ("against", "is compared with"),
    f"variable: {TRUCK}, against: {TRUCK}s, year: 2030, at_most: 1 %": (
        "against",
        f"did you mean '{TRUCK}'?",
    ),
    f"variable: {TRUCK}, against: 2025, year: 2030, at_most: 1 Mt CO2/yr": ("", "expected %"),
    f"variable: {TRUCK}, against: {LAST}, at_most: -1 %": ("against", "before the last of the horizon"),
    f"variable: {SHARE}, over: 2026-2030, at_least: 1 %": ("over", "which has no meaning"),
    f"variable: {TCO.format('Diesel')}, over: 2026-2030, at_least: 1 CNY": ("over", "which has no meaning"),
    "variable: Stocks|Transportation|Truck|Battery-Electric, over: 2026-2030, at_least: 1 million": (
        "over",
        "which has no meaning",
    ),
    f"variable: {TRUCK}, per: {SHARE}, over: 2026-2030, at_least: 1 Mt CO2": ("over", "which has no meaning"),
    f"variable: {CUT}, over: 2026-2030, at_least: 1 Mt CO2/yr": ("", "expected Mt CO2"),
    f"variable: Cumulative {CUT}, year: 2030, at_least: 1 Mt CO2": ("", "its years by `over`"),
}


@pytest.mark.parametrize("claim", REFUSED)
def test_what_no_run_could_answer_is_told_at_its_key(tmp_path, capsys, claim):
    key, said = REFUSED[claim]
    scenario(tmp_path, {"wrong": claim})
    assert main(["check", str(tmp_path / "made.yaml")]) == 2
    told = capsys.readouterr().err
    assert said in told
    line = f"  - {{name: wrong, {claim}}}"
    column = line.index(f"{key}: ") + len(key) + 3 if key else line.index("wrong") + 1
    at = f"made.yaml:{HEAD.count(chr(10)) + 1}:{column}: claims.wrong{'.' * bool(key)}{key}: "
    assert at in told
    assert told.count("claims.wrong") == 1, "once, not at every boundary"


def test_without_a_reference_there_is_nothing_against_it(tmp_path):
    plan = scenario(tmp_path, {"a": CLAIMS["reference"]}, HEAD.replace("carbonsim:fujian-no-policy", "~"))
    with pytest.raises(ScenarioError, match="the scenario has none"):
        evaluate(run(plan, draws=1))
