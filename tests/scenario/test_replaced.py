"""Keys that are no more: the error stands where they do, and says what replaced them."""

import pytest

from carbonsim.core.errors import DataError, ScenarioError
from carbonsim.engine.catalogue import catalogue, load_scenario
from carbonsim.scenario.catalogue import read_catalogue
from carbonsim.scenario.replaced import REPLACED, read_replaced

from .conftest import write_catalogue

FILE = "carbonsim: 1\nextends: carbonsim:fujian-trunk-line\n"
#: name -> text with § before the key, the key in the error, words of what replaced it.
OF_FREIGHT = {
    "segments": (
        "freight:\n  §segments:\n    trunk: {mileage: 100000 km/truck/yr}\n",
        "freight.segments",
        ("freight.duties", "tractor_trunk (trunk)", "cargo (short_haul)"),
    ),
    "served by line": (
        "freight: {duties: {cargo: {§served_by_line: 0.5}}}\n",
        "freight.duties.cargo.served_by_line",
        ("freight.duties.*.on_network",),
    ),
    "choice constant": (
        "freight:\n  powertrains:\n    battery_swap:\n      §choice_constant: 1\n",
        "freight.powertrains.battery_swap.choice_constant",
        ("freight.swap_constant", "freight.imitation", "niche_share"),
    ),
    "rent": (
        "freight: {swap: {§battery_rent: 200 CNY/kWh/yr}}\n",
        "freight.swap.battery_rent",
        ("freight.swap.rent_return", "freight.swap.rent_residual", "freight.swap.rent_margin"),
    ),
    "fee": (
        "freight: {swap: {§service_fee: 0.4 CNY/kWh}}\n",
        "freight.swap.service_fee",
        ("freight.swap.fee_swaps",),
    ),
    "world of a claim": (
        "claims:\n  - name: a\n    text: {en: A}\n    variable: V\n    at_least: 1 t\n    source: catl-2023\n"
        "    world:\n      §freight.segments.trunk.served_by_line: {at_least: 0.5}\n",
        "claims.a.world.freight.segments.trunk.served_by_line",
        ("freight.duties.*.on_network",),
    ),
    "correlation": (
        "correlations:\n  - between: [§freight.powertrains.gas.choice_constant, freight.choice_exponent]\n"
        "    rank: 0.5\n    source: catl-2023\n",
        "correlations[1].between",
        ("freight.powertrains.gas.choice_constant: this key is no more", "freight.battery_constant"),
    ),
}


def problems_of(path, *overrides):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, overrides)
    return caught.value.problems


@pytest.mark.parametrize("name", OF_FREIGHT)
def test_a_key_that_went_is_answered_with_what_replaced_it(tmp_path, name):
    text, key, words = OF_FREIGHT[name]
    before = (FILE + text).split("§")[0]
    path = tmp_path / "mine.yaml"
    path.write_text((FILE + text).replace("§", ""), encoding="utf-8")
    (problem,) = problems_of(path)
    assert (problem.line, problem.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert problem.key == key
    said = f"{problem.message}: {problem.hint}"
    assert REPLACED in said
    assert all(word in said for word in words)


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("freight.segments.trunk.mileage=1 km/truck/yr", "tractor_trunk (trunk)"),
        ("freight.segments.trunk.served_by_line=1", "on_network"),
        ("freight.segments={}", "freight.duties"),
        ("freight.powertrains.gas.choice_constant=1", "freight.battery_constant"),
        ("freight.swap.battery_rent=1 CNY/kWh/yr", "rent_margin"),
        ("freight.swap.service_fee=1 CNY/kWh", "fee_swaps"),
    ],
)
def test_a_set_of_a_key_that_went_says_what_replaced_it(override, words):
    (problem,) = problems_of("fujian-trunk-line", override)
    assert problem.file == f"--set {override}"
    assert problem.message == REPLACED
    assert words in problem.hint


def test_each_word_for_a_replacement_names_a_key_that_there_is():
    known = catalogue()
    assert known.replaced
    for pattern, words in known.replaced.items():
        assert known.definition(pattern) is None and not known.children(pattern), pattern
        named = [word.strip(".,:;()") for word in words.split() if word.startswith("freight.")]
        assert named
        assert [word for word in named if word not in known.definitions and not known.children(word)] == []


def test_a_replaced_key_stands_once(tmp_path):
    folders = write_catalogue(tmp_path)
    table = folders["freight"] / "replaced.csv"
    table.write_text("pattern,replacement\nfreight.old,freight.stock\n", encoding="utf-8")
    assert read_catalogue(folders).replaced == {"freight.old": "freight.stock"}
    table.write_text("pattern,replacement\nfreight.old,a\nfreight.old,b\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"replaced\.csv:3: freight\.old occurs twice"):
        read_replaced({"freight/replaced.csv": table})
