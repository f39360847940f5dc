"""Good files changed at random: always a scenario, or problems with their place."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carbonsim.core.errors import ScenarioError
from carbonsim.scenario.reader import load_scenario
from carbonsim.scenario.scenario import Scenario

ODD = [
    "no",
    "yes",
    "~",
    "nan",
    ".inf",
    "-1",
    "1e999",
    "[]",
    "{}",
    "[[1]]",
    "{a: {b: c}}",
    '"',
    "'",
    "&x",
    "*x",
]
ODD += [
    "!!int 3",
    "|",
    ">",
    "?",
    "- a",
    "5 L/100km",
    "3 bn CNY",
    "10 %",
    "9" * 400,
    "a: b",
    "#",
    "%",
    "@",
    "\t",
]
ODD += [
    "extends: plan.yaml",
    "reference: plan.yaml",
    "福建",
    "\u2028",
    "1990",
    "2101",
    "x" * 300,
    "--- ",
    "...",
]


def mutate(text, draw):
    """One small change of a text."""
    lines = text.split("\n")
    place = draw.randrange(len(lines))
    line = lines[place]
    kind = draw.randrange(9)
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines.insert(draw.randrange(len(lines)), line)
    elif kind == 2:
        lines[place] = line.partition(":")[0] + ": " + draw.choice(ODD)
    elif kind == 3:
        lines[place] = " " * draw.randrange(6) + line.lstrip()
    elif kind == 4:
        other = draw.choice(lines)
        lines[place] = line.partition(":")[0] + ":" + other.partition(":")[2]
    elif kind == 5:
        at = draw.randrange(len(line) + 1)
        lines[place] = line[:at] + draw.choice([*"{}[],:#&*!|>'\"%@`-?\t \n\x00\x85é"]) + line[at:]
    elif kind == 6:
        at = draw.randrange(len(line) + 1)
        lines[place] = line[:at] + line[at + 1 :]
    elif kind == 7:
        lines.insert(place, draw.choice(ODD))
    else:
        words = line.split(" ")
        words[draw.randrange(len(words))] = draw.choice(ODD)
        lines[place] = " ".join(words)
    return "\n".join(lines)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 4), noise=st.booleans())
def test_any_change_gives_a_scenario_or_problems_with_their_place(
    tmp_path, catalogue, good, seed, changes, noise
):
    draw = random.Random(seed)
    text = good
    for _ in range(changes):
        text = mutate(text, draw)
    data = bytearray(text.encode())
    if noise and data and draw.random() < 0.3:
        data[draw.randrange(len(data))] = draw.randrange(256)
    (tmp_path / "plan.yaml").write_bytes(bytes(data))
    try:
        scenario = load_scenario(tmp_path / "plan.yaml", catalogue)
    except ScenarioError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.file.endswith("plan.yaml")
            assert problem.line >= 1
            assert problem.column >= 1
            assert problem.message
    else:
        assert isinstance(scenario, Scenario)
        assert scenario.years[0] <= scenario.years[1]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_any_bytes_give_problems(tmp_path, catalogue, data):
    (tmp_path / "plan.yaml").write_bytes(data)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(tmp_path / "plan.yaml", catalogue)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in caught.value.problems)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_override_gives_a_scenario_or_problems(tmp_path, catalogue, minimum, text):
    (tmp_path / "plan.yaml").write_text(minimum)
    for override in (text, f"freight.growth={text}", f"region={text}", f"freight={text}"):
        try:
            load_scenario(tmp_path / "plan.yaml", catalogue, [override])
        except ScenarioError as error:
            assert error.problems
