"""Files that are broken or mean harm: always a ScenarioError with a place, soon, and nothing else happens."""

import os
import time

import pytest
import yaml

from carbonsim.core.errors import MOST_TOLD, ScenarioError
from carbonsim.scenario import places
from carbonsim.scenario.reader import load_scenario

BOMB = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(9))
FAULTS = {
    "empty": ("", "empty file", (1, 1)),
    "only a comment": ("# nothing\n", "empty file", (1, 1)),
    "only nothing": ("---\n~\n", "empty file", (1, 1)),
    "a list": ("\n- a\n- b\n", "found a list, expected keys", (2, 1)),
    "a word": ("hello\n", "found 'hello', expected keys", (1, 1)),
    "not UTF-8": (b"carbonsim: 1\nregion: \xb8\xa3\n", "found the byte 0xb8, expected UTF-8", (2, 9)),
    "UTF-16": ("carbonsim: 1\n".encode("utf-16"), "expected UTF-8", (1, 1)),
    "control character": ("a: 1\nb: \x00\n", "control character U+0000", (2, 4)),
    "control character in the first line": ("a: \x07\n", "control character U+0007", (1, 4)),
    "surrogate pair escape": ('region: "\\ud800"\n', "", None),
    "escaped control character": ('a: 1\nextends: "a\\0b"\n', "invisible character U+0000", (2, 10)),
    "escaped key": ('"a\\eb": 1\n', "invisible character U+001B", (1, 1)),
    "sign that turns the way of writing": ("a: b\u202ec\n", "invisible character U+202E", (1, 4)),
    "tab": ("freight:\n\tstock: 1 truck\n", "found a tab, expected spaces", (2, 1)),
    "tab after spaces": ("freight:\n  stock: 1 truck\n \tmode: given\n", "found a tab", None),
    "colon in a text": ("title: a: b\n", "this is no YAML", (1, 9)),
    "open quote": ('title: "a\n', "this is no YAML", None),
    "open bracket": ("years: [2023, 2060\nregion: x\n", "this is no YAML", None),
    "bad indentation": ("freight:\n    a: 1\n  b: 1\n", "this is no YAML", (3, 3)),
    "two documents": ("a: 1\n---\nb: 1\n", "found a second document", (2, 1)),
    "expansion bomb": (BOMB, "found &a, expected no anchors", (1, 4)),
    "alias": ("a: *b\n", "found *b, expected no anchors", (1, 4)),
    "anchor on a key": ("&k a: 1\n", "expected no anchors", (1, 1)),
    "python tag": ("a: !!python/object/apply:os.system ['true']\n", "found the tag", (1, 4)),
    "own tag": ("a: !include b.yaml\n", "found the tag !include", (1, 4)),
    "deep brackets": ("a: " + "[" * 100_000, "more than 20 levels", (1, 23)),
    "deep braces": ("a: " + "{a: " * 30, "more than 20 levels", None),
    "deep lists": ("- " * 50_000 + "a\n", "more than 20 levels", (1, 41)),
    "deep keys": ("? " * 50_000 + "a\n", "more than 20 levels", None),
    "a list as a key": ("? [a, b]\n: 1\n", "as a key, expected a word", (1, 3)),
    "merge key": ("<<: {region: Fujian}\n", "unknown key", (1, 1)),
    "very long key": ("x" * 900 + ": 1\n", "unknown key", (1, 1)),
    "100,000 wrong keys": ("".join(f"key{n}: 1\n" for n in range(80_000)), "unknown key", None),
    "100,000 times one key": ("a: 1\n" * 100_000, "found twice", None),
    "quotes without end": ('a: ："' + '\\"' * 400_000, "", None),
    "wide signs": ("，" * 300_000, "", (1, 1)),
    "many lines of wide signs": ("：\n" * 100_000, "", None),
    "too large": ("# " + "x" * 1_000_000, "expected at most 1,000,000", (1, 1)),
}


#: The reader written in Python is slow and tried on short texts only.
READERS = [(fault, True) for fault in FAULTS] + [
    (fault, False) for fault in FAULTS if len(FAULTS[fault][0]) < 50_000
]


@pytest.mark.parametrize(("fault", "with_c"), READERS)
def test_hostile_text(problems, fault, with_c, monkeypatch):
    text, words, place = FAULTS[fault]
    if not with_c:
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    begin = time.process_time()  # of this process: others may keep the machine busy
    found = problems(plan=text)
    assert time.process_time() - begin < 20
    match = [problem for problem in found if words in problem.message]
    assert match, found[:3]
    assert all(problem.line >= 1 and problem.column >= 1 for problem in found)
    assert all(len(str(problem)) < 1000 for problem in found)
    if place and with_c:
        assert place in [(problem.line, problem.column) for problem in match]


WIDE_SIGNS = {
    "colon of a section": ("freight：\n  stock: 5 truck\n", "：", None),
    "colon of a group": ("freight:\n  swap：\n    stations: 5 station\n", "：", None),
    "colon within brackets": ("freight: {stock：5 truck}\n", "：", (1, 11)),
    "colon of a year": ("freight:\n  swap: {stations: {path: {2023：4}}}\n", "：", (2, 28)),
    "comma of a list": ("years: [2023，2060]\n", "，", (1, 8)),
    "comma between fields": ("freight: {stock: 5 truck，growth: 2 %/yr}\n", "，", None),
    "brackets": ("years: ［2023, 2060］\n", "［", (1, 8)),
    "braces": ("freight: ｛stock: 5 truck｝\n", "｛", None),
    "quotes": ("freight: {stock: “5 truck”}\n", "“", (1, 18)),
    "digits": ("seed: ３\n", "３", (1, 7)),
    "digits of a year": ("freight: {swap: {stations: {path: {２０２３: 4}}}}\n", "２", (1, 36)),
}


@pytest.mark.parametrize("fault", WIDE_SIGNS)
def test_wide_signs_are_named_with_what_to_write_instead(problems, minimum, fault):
    text, sign, place = WIDE_SIGNS[fault]
    start = "extends: minimum.yaml\n# 注释：，\n"
    found = problems(plan=start + text, minimum=minimum)
    told = [one for one in found if f"wide sign {sign}" in one.message + one.hint]
    assert told, found
    assert "write " in told[0].hint
    if place:
        assert (told[0].line - 2, told[0].column) == place


def test_wide_signs_in_texts_and_comments_are_none_of_a_problem(problems, minimum):
    text = f'{minimum}title: "福建：重卡"  # １，２\nsampling: "x"  # ：\n'
    assert not any("wide" in one.message + one.hint for one in problems(plan=text))


@pytest.mark.parametrize("value", ["0,45", "0,45 }", "1,000 truck", "0,45, mode: choice"])
def test_a_comma_within_brackets_is_no_decimal_one(problems, minimum, value):
    found = problems(
        plan=f"extends: minimum.yaml\nfreight: {{toll_discount: {value} }}\n".replace("} }", "}"),
        minimum=minimum,
    )
    assert ["behind a comma" in one.message and (one.line, one.column) == (2, 28) for one in found] == [True]
    (found,) = problems("freight.toll_discount={value: 0,45}", minimum=minimum)
    assert "behind a comma" in found.message


def test_a_year_without_a_value_is_no_decimal(problems, minimum):
    for path in ("{2023: 4, 2030: }", "\n      2023: 4\n      2030:\n"):
        text = f"extends: minimum.yaml\nfreight:\n  swap:\n    stations:\n     path: {path}\n"
        assert not any("comma" in one.message for one in problems(plan=text, minimum=minimum))


@pytest.mark.parametrize("key", ["extends", "reference"])
@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("missing.yaml", "no such file"),
        ("/etc/passwd", "in this folder or below"),
        ("../../outside.yaml", "in this folder or below"),
        ("link.yaml", "in this folder or below"),
        ("loop.yaml", "loop.yaml"),
        (".", "found a folder"),
        ("pipe", "found a device or pipe"),
        ("carbonsim:../secret", "no shipped scenario"),
        ("'carbonsim:'", "no shipped scenario"),
        ("x" * 5000, "cannot be opened"),
        ("{a: b}", "found keys with values"),
        ("7", "found the number 7"),
        ('""', "expected a scenario file"),
    ],
)
def test_what_a_file_may_not_name(problems, tmp_path, minimum, key, target, words):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "outside.yaml").write_text(minimum)
    (inner / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (inner / "loop.yaml").symlink_to(inner / "loop.yaml")
    os.mkfifo(inner / "pipe")
    found = problems(inner__plan=f"{minimum}{key}: {target}\n")
    assert [(problem.line, problem.column, problem.key) for problem in found] == [(6, len(key) + 3, key)]
    assert words in found[0].message


def test_circle(problems, minimum):
    files = {"a": "extends: b.yaml\n", "b": "extends: c.yaml\n", "c": minimum + "extends: a.yaml\n"}
    (found,) = problems(**files)
    assert found.file.endswith("c.yaml")
    assert (found.line, found.column) == (6, 10)
    assert "found a circle" in found.message
    (found,) = problems(a="extends: a.yaml\n")
    assert "found a circle" in found.message


def test_a_hundred_parents(load, minimum):
    files = {f"s{n}": f"extends: s{n + 1}.yaml\n" for n in range(100)}
    assert load(**files, s100=minimum).name == "s0"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (".", "found a folder"),
        ("/dev/zero", "found a device"),
        ("a\0b", "no such file"),
        ("x" * 5000, "too long"),
    ],
)
def test_what_a_user_may_not_name(catalogue, name, words):
    with pytest.raises(ScenarioError, match=words):
        load_scenario(name, catalogue)


def test_a_file_without_end_is_not_read(catalogue, tmp_path, monkeypatch):
    monkeypatch.setattr(places, "LARGEST", 10)
    (tmp_path / "plan.yaml").write_text("carbonsim: 1\n")
    with pytest.raises(ScenarioError, match="expected at most 10"):
        load_scenario(tmp_path / "plan.yaml", catalogue)


def test_shipped_scenarios_by_name(load, problems, tmp_path, monkeypatch, catalogue, minimum):
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "base.yaml").write_text(minimum)
    (shipped / "plan.yaml").write_text("extends: base.yaml\n")
    (shipped / "escapes.yaml").write_text("extends: ../mine.yaml\n")
    monkeypatch.setattr(places, "shipped_folder", lambda: shipped)
    monkeypatch.chdir(tmp_path)
    scenario = load_scenario("plan", catalogue)
    assert (scenario.name, scenario.file) == ("plan", "carbonsim:plan")
    assert [path.name for path in scenario.files] == ["plan.yaml", "base.yaml"]
    assert load(mine="extends: carbonsim:plan\n").region == "Fujian"
    (found,) = problems(mine="extends: carbonsim:escapes\n")
    assert (found.file, found.line, found.column) == ("carbonsim:escapes", 1, 10)
    (found,) = problems(mine="extends: carbonsim:bse\n")
    assert found.hint == "did you mean base?"


def test_of_very_many_problems_the_first_are_shown_and_the_others_counted(load):
    with pytest.raises(ScenarioError) as caught:
        load(plan="".join(f"key{number}: 1\n" for number in range(1000)))
    shown = str(caught.value).splitlines()
    assert len(caught.value.problems) > 1000
    assert sum("plan.yaml:" in line for line in shown) == MOST_TOLD
    assert shown[-1] == f"... and {len(caught.value.problems) - MOST_TOLD:,} more problems"
