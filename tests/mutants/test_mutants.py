"""Faults are where they should be, the same for each seed, and counted right."""

import ast
from pathlib import Path

import pytest

from tests.mutants.report import report
from tests.mutants.selection import importing
from tests.mutants.sites import Mutant, mutants_of, sampled
from tests.mutants.trial import Verdict

SOURCE = Path(__file__).parents[2] / "src"


def changes(text):
    return {f"{one.before} -> {one.after}" for place in mutants_of(text, "f.py") for one in place}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b", {"a + b -> a - b"}),
        ("a <= b", {"a <= b -> a < b", "a <= b -> not a <= b"}),
        ("0 < a < b", {"0 < a < b -> 0 <= a < b", "0 < a < b -> 0 < a <= b", "0 -> 1"}),
        ("a is not b", {"a is not b -> a is b"}),
        ("a and not b", {"a and not b -> a or not b", "not b -> b"}),
        ("0.5", {"0.5 -> 1.0"}),
        ("1e-12", {"1e-12 -> 1e-06"}),
        ("np.minimum(a, b)", {"np.minimum(a, b) -> np.maximum(a, b)"}),
        ("a.sum(axis=b)", {"a.sum(axis=b) -> a.mean(axis=b)", "a.sum(axis=b) -> a.sum()"}),
        ("a[b:]", {"b -> b + 1"}),
        ("a if b else c", {"a if b else c -> a", "a if b else c -> c"}),
        ("[a for a in b if c]", {"c -> True"}),
        ("if a:\n    pass", {"a -> True", "a -> False"}),
        ("def f():\n    return a * b", {"a * b -> a / b", "a * b -> -(a * b)"}),
        ("def f():\n    return a", {"a -> None"}),
    ],
)
def test_known_faults(text, expected):
    assert changes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"""1 + 2"""',
        "def f(a: int | None) -> tuple[int, 3]: pass",
        "x: Literal[1]",
        "Cell = str | int | None",
        "if TYPE_CHECKING:\n    x = 1",
        'raise ValueError(f"{a + 1}", 2)',
        "assert a + 1 == 2",
        'f"{a + 1}"',
        "@dataclass(frozen=True)\nclass A: pass",
        "zip(a, b, strict=True)",
        "warnings.warn(a, stacklevel=2)",
        'root / "name"',
        "return_value = None",
        "__all__ = [1]",
    ],
)
def test_what_no_result_hangs_on_is_left_alone(text):
    assert changes(text) == set()


def test_the_file_with_a_fault_differs_there_alone():
    text = 'label = "稅率"; x = (a +\n    b) * 2\ny = 3\n'
    sums = [one for place in mutants_of(text, "f.py") for one in place if one.kind == "arithmetic"]
    changed = {one.apply(text) for one in sums}
    assert changed == {
        'label = "稅率"; x = ((a - b)) * 2\ny = 3\n',
        'label = "稅率"; x = ((a + b) / 2)\ny = 3\n',
    }


def test_a_mutant_of_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        Mutant("f.py", 1, 1, 0, "constant", "3", "4").apply("12\n")


def test_a_seed_makes_a_sample_and_packages_have_their_part():
    chosen = sampled(SOURCE, ("core", "results"), 30, 1)
    assert len({one.name for one in chosen}) == 30
    assert chosen == sampled(SOURCE, ("core", "results"), 30, 1)
    assert chosen != sampled(SOURCE, ("core", "results"), 30, 2)
    core = [one for one in chosen if one.file.startswith("carbonsim/core/")]
    # core has about five times as many places
    assert 20 <= len(core) <= 28
    for one in chosen:
        text = (SOURCE / one.file).read_text(encoding="utf-8")
        assert ast.dump(ast.parse(one.apply(text))) != ast.dump(ast.parse(text)), one.name


def test_who_imports_a_module(tmp_path):
    texts = {
        "a.py": "from carbonsim.core import finance, choice as how\n",
        "b/c.py": "x = 1\nfrom carbonsim.core.finance import (\n    annuity,\n    other,\n)\n",
        "d.py": "import carbonsim\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = importing(tmp_path, "**/*.py")
    assert found["carbonsim.core.finance"] == ("a.py", "b/c.py")
    assert found["carbonsim.core.choice"] == ("a.py",)
    assert importing(tmp_path, "**/*.py", ("b/",))["carbonsim.core.finance"] == ("a.py",)


def test_the_table_counts_each_stage():
    mutants = [
        Mutant(f"carbonsim/{package}/f.py", line, line, 0, "constant", "1", "2")
        for package, line in (("core", 1), ("core", 2), ("core", 3), ("core", 4), ("engine", 5))
    ]
    stages = ("near", "far", "golden", "", "near")
    verdicts = [Verdict(one, stage, "t", 60.0) for one, stage in zip(mutants, stages, strict=True)]
    assert [Verdict.read(one.line()) for one in verdicts] == verdicts
    lines = report(verdicts).splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines[1:4]}
    assert rows["core"] == ["4", "1", "1", "1", "1", "75.0", "%", "50.0", "%"]
    assert rows["engine"] == ["1", "1", "0", "0", "0", "100.0", "%", "100.0", "%"]
    assert rows["all"] == ["5", "2", "1", "1", "1", "80.0", "%", "60.0", "%"]
    assert f"  {mutants[3].name}" in lines
    assert "5 minutes of one process; 0 left out as equivalent" in lines
    without = report(verdicts, {mutants[3].name})
    assert "100.0 %" in without.splitlines()[3] and "1 left out" in without
