"""Claims that name their world, any year, or a record: what is read, and errors at their place."""

import pytest

from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR

CLAIM = """\
claims:
  - name: a
    variable: V
    at_least: 1 t
"""
RECORD = "claims: [{name: a, kind: record, series: §SERIES§, at_least: 1 CNY/L}]\n"


def test_the_world_of_a_claim_is_read_in_the_units_of_the_parameters(load, minimum):
    world = (
        "    world:\n"
        "      freight.stock: {at_least: 1 thousand trucks, at_most: 5000 trucks}\n"
        "      freight.toll_discount: 0.2\n"
        "      freight.mode: given\n"
        "      freight.powertrains.other.subsidy: {equals: 3 CNY/truck}\n"
        "    judged_in: other\n"
    )
    (claim,) = load(plan=minimum + CLAIM + world, other=minimum).claims
    read = [(each.key.rpartition(".")[2], each.bound, each.required) for each in claim.world]
    assert read == [
        *(("stock", "at_least", 1000.0), ("stock", "at_most", 5000.0)),
        *(("toll_discount", "equals", 0.2), ("mode", "equals", "given"), ("subsidy", "equals", 3.0)),
    ]
    assert claim.world[0].written == "1 thousand trucks"
    assert claim.judged_in == "other"


@pytest.mark.parametrize("name", ["fujian-full-conversion", "carbonsim:fujian-full-conversion", "other.yaml"])
def test_a_judge_is_shipped_or_a_file_beside(load, minimum, name):
    text = f"{minimum}{CLAIM}    world: {{freight.stock: 1 truck}}\n    judged_in: {name}\n"
    (claim,) = load(plan=text, other=minimum).claims
    assert claim.judged_in == name


WRONG = {
    "unknown key": ("    world: {§freight.stok: 1 truck}\n", "did you mean freight.stock?"),
    "all rows": ("    world: {§freight.powertrains.*.subsidy: 1 CNY/truck}\n", "found no parameter"),
    "wrong unit": ("    world: {freight.stock: {at_least: §5 km}}\n", "truck"),
    "no unit": ("    world: {drivers.diesel_price: §5}\n", "CNY/L"),
    "no number": ("    world: {freight.stock: §many}\n", "expected a number"),
    "unknown bound": ("    world: {freight.stock: {atleast: §5 truck}}\n", "did you mean at_least?"),
    "no bound": ("    world: {freight.stock: §{}}\n", "found no keys"),
    "unknown option": ("    world: {freight.mode: §givn}\n", "did you mean given?"),
    "empty": ("    world: §\n", "expected parameters"),
    "unknown scenario": (
        "    world: {freight.stock: 1 truck}\n    judged_in: §fujian-full-convrsion\n",
        "fujian-full-conversion",
    ),
    "no world": ("    judged_in: §fujian-full-conversion\n", "no `world`"),
    "a series": ("    series: §freight.stock\n", "only a claim of `kind: record`"),
    "unknown kind": ("    kind: §recrd\n", "did you mean record?"),
    "year": ("    year: §some\n", "or any"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_at_its_place(marked, minimum, case):
    text, words = WRONG[case]
    found, places = marked(minimum + CLAIM + text.rstrip(" "))
    if case != "empty":
        assert (found[0].line, found[0].column) == places[0]
    assert words in f"{found[0].message} {found[0].hint}"
    assert found[0].key.startswith("claims.a.")


def test_any_year_may_be_said(load, minimum):
    (claim,) = load(plan=minimum + CLAIM + "    year: any\n").claims
    assert claim.year is None


def test_a_record_names_its_series(load, minimum):
    series = "{share_of: [drivers.diesel_price, drivers.grid], in: freight.growth, counting: freight.growth}"
    text = "claims: [{name: a, kind: record, series: SERIES, at_least: 1 %, year: 2020}]\n"
    (claim,) = load(plan=minimum + text.replace("SERIES", series)).claims
    assert claim.series.keys == ("drivers.diesel_price", "drivers.grid")
    assert (claim.series.form, claim.series.whole, claim.series.unit) == ("share_of", "freight.growth", "%")
    assert claim.year == 2020, "a record is older than the horizon"
    (claim,) = load(plan=minimum + text.replace("SERIES", "{growth_of: freight.growth}")).claims
    assert (claim.series.form, claim.series.keys) == ("growth_of", ("freight.growth",))


SERIES = {
    "unknown": ("§drivers.diesel_prise", "did you mean drivers.diesel_price?"),
    "an option": ("§freight.mode", "no values by year"),
    "no form": ("§{mean_of: drivers.grid}", "found neither growth_of"),
    "other keys": ("{growth_of: drivers.grid, §in: drivers.grid}", "unknown key"),
    "half a share": ("§{share_of: drivers.grid}", "found no in and no counting"),
    "two wholes": (
        "{share_of: drivers.grid, in: §[drivers.grid, drivers.grid], counting: drivers.grid}",
        "a list",
    ),
    "another unit": ("drivers.grid", "CNY/L"),
}


@pytest.mark.parametrize("case", SERIES)
def test_what_is_wrong_with_a_series_is_told_at_its_place(marked, minimum, case):
    series, words = SERIES[case]
    found, places = marked(minimum + RECORD.replace("§SERIES§", series))
    if places:
        assert (found[0].line, found[0].column) == places[0]
    assert words in f"{found[0].message} {found[0].hint}"


def test_a_record_has_a_series_and_no_variable(problems, minimum):
    found = problems(plan=minimum + "claims: [{name: a, kind: record, variable: V, at_least: 1 t}]\n")
    assert [each.key for each in found] == ["claims.a.series", "claims.a.variable"]


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1, "soon"])
def test_a_year_of_a_record_is_one_of_all_years(problems, minimum, year):
    text = f"claims: [{{name: a, kind: record, series: freight.growth, at_least: 1 %/yr, year: {year}}}]\n"
    (found,) = problems(plan=minimum + text)
    assert found.key == "claims.a.year"
    assert found.message.endswith(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}, or any")


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
def test_a_record_may_be_of_the_first_and_of_the_last_year_that_can_be_said(load, minimum, year):
    text = f"claims: [{{name: a, kind: record, series: freight.growth, at_least: 1 %/yr, year: {year}}}]\n"
    (claim,) = load(plan=minimum + text).claims
    assert claim.year == year
