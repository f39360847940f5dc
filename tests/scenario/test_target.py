"""Targets and parameters to vary, as the command line states them."""

import pytest

from carbonsim.core.errors import ScenarioError
from carbonsim.scenario.quantity import Definition
from carbonsim.scenario.target import read_target
from carbonsim.scenario.vary import read_ends, read_vary

SHARE = Definition("a.b", "quantity", "1", "plan", 0.0, 1.0, (), "A share")
PRICE = Definition("a.c", "quantity", "CNY/kWh", "world", 0.0, None, (), "A price")


@pytest.mark.parametrize(
    ("text", "bound", "value", "unit", "tolerance", "years"),
    [
        ("A|B [Operational] >= 5 Mt CO2/yr in 2035", "at_least", 5.0, "Mt CO2/yr", 0.0, (2035,)),
        ("A|B [Operational] ≥ 5 Mt CO2/yr  in 2035", "at_least", 5.0, "Mt CO2/yr", 0.0, (2035,)),
        ("A|B [Operational]<=-5 bn CNY over 2026-2030", "at_most", -5.0, "bn CNY", 0.0, (2026, 2030)),
        ("A|B [Operational] ≤ −5 bn CNY over 2026..2030", "at_most", -5.0, "bn CNY", 0.0, (2026, 2030)),
        ('"A|B [Operational]" = 0.3 +- 5 % in 2035', "equals", 0.3, "", 0.05, (2035,)),
        ("“A|B [Operational] == 2 t ± 0.01 in 2035”", "equals", 2.0, "t", 0.01, (2035,)),
        ("A|B [Operational] >= 5 Mt CO2", "at_least", 5.0, "Mt CO2", 0.0, ()),
    ],
)
def test_a_target_is_read(text, bound, value, unit, tolerance, years):
    target = read_target(text)
    assert target.name == "A|B [Operational]"
    assert (target.bound, target.value, target.unit) == (bound, value, unit)
    assert (target.tolerance, target.years) == (tolerance, years)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "expected OUTCOME >= VALUE in YEAR"),
        (">= 5", "expected OUTCOME >= VALUE in YEAR"),
        ("A" * 100_000 + " >= 5 Mt in 2035", "expected OUTCOME >= VALUE in YEAR"),
        ("A 5 Mt in 2035", "expected OUTCOME >= VALUE in YEAR"),
        ("A > 5 Mt in 2035", "write >=: at the value itself"),
        ("A < 5 Mt in 2035", "expected >=, <= or ="),
        ("A >= in 2035", "expected a number with its unit"),
        ("A >= five Mt in 2035", "expected a number with its unit"),
        ("A >= 20,000 truck in 2035", "write 20000 without commas"),
        ("A >= 5 Mtt in 2035", "unknown unit"),
        ("A >= 5 Mt in 35", "a year such as `in 2035`"),
        ("A >= 5 Mt in", "a year such as `in 2035`"),
        ("A >= 5 Mt over 2035", "years such as `over 2026-2030`"),
        ("A >= 5 Mt over 2035-2030", "years such as `over 2026-2030`"),
        ("A >= 5 Mt +- 5 % in 2035", "expected it with = only"),
        ("A = 5 Mt +- 5 kg in 2035", "expected a share such as +- 5 %"),
        ("A = 5 Mt +- 0 % in 2035", "above 0 and below 100 %"),
        ("A = 0 Mt +- 5 % in 2035", "found a tolerance in per cent of 0 Mt, which is none\n    leave it out"),
    ],
)
def test_what_is_wrong_with_a_target_is_said_at_its_option(text, words):
    with pytest.raises(ScenarioError) as caught:
        read_target(text)
    (problem,) = caught.value.problems
    assert (problem.file, problem.key) == ("solve", "--until")
    assert len(str(problem)) < 400
    assert words in str(problem)


@pytest.mark.parametrize(
    ("text", "way", "key", "ends"),
    [
        ("a.b", "value", "a.b", None),
        ("a.b=0.2..0.8", "value", "a.b", (0.2, 0.8)),
        ("a.b = 20 %..80 %", "value", "a.b", (0.2, 0.8)),
        ("a.b=20..80 %", "value", "a.b", (0.2, 0.8)),
        ("times:a.b=0..3", "times", "a.b", (0.0, 3.0)),
        ("delay:a.b=-2..+10", "delay", "a.b", (-2.0, 10.0)),
        ("delay:a.b=-2..10 yr", "delay", "a.b", (-2.0, 10.0)),
    ],
)
def test_what_is_varied_is_read(text, way, key, ends):
    vary = read_vary(text)
    unit = {"value": "1", "times": "1", "delay": "yr"}[way]
    assert (vary.way, vary.key, read_ends(vary, SHARE, unit)) == (way, key, ends)


@pytest.mark.parametrize(
    ("text", "definition", "words"),
    [
        ("", SHARE, "expected a parameter"),
        ("=1..2", SHARE, "expected a parameter"),
        ("later:a.b", SHARE, "expected times: or delay:"),
        (":a.b", SHARE, "expected times: or delay:"),
        ("a.b=0.2", SHARE, "expected LOW..HIGH"),
        ("a.b=..0.2", SHARE, "expected LOW..HIGH"),
        ("a.b=0.8..0.2", SHARE, "expected the lower end first"),
        ("a.b=0..2", SHARE, "expected at most 1"),
        ("a.b=low..high", SHARE, "expected a number with its unit"),
        ("a.c=1..2", PRICE, "write CNY/kWh"),
        ("a.c=1..2 t", PRICE, "expected CNY/kWh"),
        ("times:a.b=-1..2", SHARE, "expected 0 or more"),
        ("times:a.b=0..1e300", SHARE, "expected a number between 1e-100 and 1e100, or 0"),
        ("delay:a.b=-500..2", SHARE, "expected at most 100 yr"),
    ],
)
def test_what_is_wrong_with_a_range_is_said_at_its_option(text, definition, words):
    with pytest.raises(ScenarioError) as caught:
        vary = read_vary(text)
        read_ends(vary, definition, {"times": "1", "delay": "yr"}.get(vary.way, definition.unit))
    (problem,) = caught.value.problems
    assert (problem.file, problem.key) == ("solve", "--vary")
    assert words in str(problem)
