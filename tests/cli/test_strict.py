"""``run --strict``: the exit code is the answer."""

import pytest

from carbonsim.cli.main import main

HEAD = "carbonsim: 1\nextends: carbonsim:fujian-all-diesel\nyears: [2023, 2024]\nclaims:\n"
CLAIM = "  - {{name: {}, variable: Car Equivalents|Transportation|Truck, boundary: direct, year: 2023, {}}}\n"
WORLD = "world: {freight.stock: {at_least: 1e6 truck}}, judged_in: fujian-all-diesel"
CLAIMS = {
    "holds": "at_least: 80 count",
    "surpassed": "equals: 20 count, tolerance: 10 %",
    "fails": "at_least: 100 count",
    "elsewhere": f"at_least: 100 count, {WORLD}",
}
NO_ANSWER = "  - {name: fish, kind: not-answerable, why: {en: no variable counts fish, zh: 没有变量统计鱼}}\n"


def test_what_nothing_answers_is_told_with_its_reason(folder, capsys):
    (folder / "mine.yaml").write_text(HEAD + NO_ANSWER, encoding="utf-8")
    assert main(["run", "mine.yaml", "--no-figures", "--quiet", "--strict"]) == 0
    assert "claim fish cannot be judged here: no variable counts fish" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("names", "code", "told"),
    [
        (("holds", "surpassed"), 0, ""),
        (("holds", "fails"), 1, "claim fails fails"),
        (("elsewhere",), 0, "claim elsewhere cannot be judged here: freight.stock is 120000 truck, required"),
        (("elsewhere", "fails"), 1, "judged in fujian-all-diesel"),
    ],
)
def test_the_exit_code_is_the_answer(folder, capsys, names, code, told):
    text = HEAD + "".join(CLAIM.format(name, CLAIMS[name]) for name in names)
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    run = ["run", "mine.yaml", "--no-figures", "--quiet"]
    assert main([*run, "--strict"]) == code
    err = capsys.readouterr().err
    assert told in err if told else err == ""
    assert main(run) == 0, "without --strict a run is done when it is done"
