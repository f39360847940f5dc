"""Everything that can be wrong with a scenario: where it is said to be, and what is said."""

import pytest

from carbonsim.core.errors import ScenarioError
from carbonsim.scenario.problems import Problems, did_you_mean, shown
from carbonsim.scenario.reader import load_scenario

#: name -> text to take out of the good file, text to put in with § before the fault, words of the message.
FAULTS = {
    "unknown key": ("  mode:", "  §mod:", ("freight.mod: unknown key", "did you mean mode?")),
    "unknown section": ("drivers:", "§driver:", ("driver: unknown key", "did you mean drivers?")),
    "unknown key of a quantity": ("low: 6.5", "§lo: 6.5", ("diesel_price.lo", "did you mean low?")),
    "unknown key of a claim": ("    year:", "    §yer:", ("claims.eighteen.yer", "did you mean year?")),
    "misplaced key": ("  growth:", "  §stations: 4\n  growth:", ("belongs under freight.swap",)),
    "dotted key": ("  growth:", "  §swap.stations: 4\n  growth:", ("not with dots",)),
    "duplicate key": ("  mode:", "  §growth: 1 %/yr\n  mode:", ("found twice, first in line 13",)),
    "duplicate year": ("2025: 60", "§2023: 60", ("found twice",)),
    "duplicate section": ("claims:", "§drivers: {}\nclaims:", ("found twice, first in line 8",)),
    "no is no region": ("region: Fujian", "region: §no", ("found no, which YAML reads as false", '"no"')),
    "yes is no title": ("{en: A plan", "{en: §yes", ("which YAML reads as true",)),
    "on is no option": ("mode: choice", "mode: §on", ("which YAML reads as true", "given or choice")),
    "a number is no region": ("region: Fujian", "region: §35", ("found the number 35", '"35"')),
    "nothing is no region": (
        "region: Fujian",
        "region: §~",
        ("found nothing, expected the name of a region",),
    ),
    "a list is no region": ("region: Fujian", "region: §[Fujian]", ("found a list",)),
    "wrong option": ("mode: choice", "mode: §choise", ("did you mean choice?",)),
    "wrong dimension": ("1.5 %/yr", "§1.5 L/100km", ("found L/100km, expected %/yr",)),
    "wrong unit of a mapping": ("unit: CNY/L", "unit: §CNY/km", ("found CNY/km, expected CNY/L",)),
    "unknown unit": ("120000 trucks", "§120000 trcks", ("unknown unit 'trcks'", "did you mean trucks?")),
    "currency without a year": ("unit: CNY/L", "unit: §USD/L", ("USD needs its year",)),
    "number without unit": ("1.5 %/yr", "§1.5", ("without a unit", "write it in %/yr")),
    "thousands": ("120000 trucks", "§120,000 trucks", ("write 120000 without commas",)),
    "low above value": ("low: 6.5", "low: §7.6", ("found low 7.6 above the value 7.5",)),
    "high below value": ("high: 8.5", "high: §7.4", ("found high 7.4 below the value 7.5",)),
    "low without high": ("low: 6.5, high: 8.5", "low: §6.5", ("found without high",)),
    "below minimum": ("120000 trucks", "§0 trucks", ("found 0 truck, expected at least 1 truck",)),
    "above maximum": ("toll_discount: 0.2", "toll_discount: §120 %", ("found 1.2, expected at most 1",)),
    "not a number": ("value: 7.5", "value: §.nan", ("expected a finite number",)),
    "infinite": ("120000 trucks", "§1e999 trucks", ("expected a finite number",)),
    "a truth is no number": ("toll_discount: 0.2", "toll_discount: §yes", ("YAML reads as true",)),
    "a list is no number": ("toll_discount: 0.2", "toll_discount: §[0.2]", ("found a list",)),
    "empty mapping": ("toll_discount: 0.2", "toll_discount: §{}", ("expected one of value, path and table",)),
    "value and path": ("value: 7.5", "path: {2023: 7.5}, value: §7.5", ("found path and value",)),
    "nothing is no number": ("toll_discount: 0.2", "toll_discount: §~", ("found nothing",)),
    "text for a section": ("drivers:\n", "x: 1\ndrivers:\n", ("unknown key",)),
    "empty path": ("{2023: 4, 2025: 60, 2030: 300}", "§{}", ("found an empty path",)),
    "path that is a list": (
        "{2023: 4, 2025: 60, 2030: 300}",
        "§[4, 60]",
        ("expected years with their values",),
    ),
    "path year outside": ("2025: 60", "§2125: 60", ("expected a year from 1990 to 2100",)),
    "path year a word": ("2025: 60", "§soon: 60", ("found 'soon'",)),
    "path value a word": ("2025: 60", "2025: §many", ("expected a number with its unit",)),
    "wrong interpolation": ("s-curve", "§scurve", ("did you mean s-curve?",)),
    "interpolation of a value": ("unit: CNY/L", "unit: CNY/L, interpolation: §step", ("only with a path",)),
    "unknown table": ("table: grid_factors", "table: §grid_factor", ("did you mean grid_factors?",)),
    "table year without data": ("year: 2022", "year: §1999", ("has no 1999 for Fujian; it has",)),
    "table without year": (
        "{table: grid_factors, year: 2022,",
        "{table: §grid_factors,",
        ("without a year",),
    ),
    "table of another dimension": (
        "grid_factors",
        "§road_freight_intensity",
        ("no row for the region Fujian",),
    ),
    "unit of a table": ("year: 2022", "year: 2022, unit: §kg CO2/kWh", ("the table has its own",)),
    "relative path with a unit": ("2060: 0.1", "2060: §0.1 kg", ("expected 1",)),
    "unknown region": ("region: Fujian", "region: §Fujan", ("found 'Fujan'", "did you mean Fujian?")),
    "years reversed": ("[2023, 2060]", "§[2060, 2023]", ("expected the earlier year first",)),
    "years outside": ("[2023, 2060]", "[2023, §2101]", ("expected a year from 1990 to 2100",)),
    "years a word": ("[2023, 2060]", "§2023-2060", ("expected the first and the last year",)),
    "three years": ("[2023, 2060]", "§[2023, 2030, 2060]", ("found 3 items",)),
    "year with a point": ("[2023, 2060]", "[2023, §2060.5]", ("expected a year",)),
    "negative draws": ("draws: 100", "draws: §-1", ("found '-1', expected a whole number from 0",)),
    "quoted draws": ("draws: 100", 'draws: §"100"', ("without quotes",)),
    "huge draws": ("draws: 100", "draws: §" + "9" * 100_000, ("...', expected a whole number",)),
    "draws with a point": ("draws: 100", "draws: §1e3", ("expected a whole number",)),
    "octal draws": ("draws: 100", "draws: §0100", ("expected a whole number",)),
    "negative seed": ("seed: 7", "seed: §-7", ("expected a whole number from 0",)),
    "other version": ("carbonsim: 1", "carbonsim: §2", ("expected the version 1",)),
    "unsafe name": ("name: plan", "name: §../plan", ("expected a name fit for a folder",)),
    "device as a name": ("name: plan", "name: §nul", ("expected a name fit for a folder",)),
    "name a number": ("name: plan", "name: §2030", ("found the number 2030",)),
    "language": ("zh: 计划", "§fr: plan", ("unknown language",)),
    "long number": ("120000 trucks", "§" + "1" * 100_000 + " trucks", ("100000 digits",)),
    "long unit": ("120000 trucks", "§1 " + "x" * 1000, ("is too long",)),
    "claim year outside": ("year: 2035", "year: §2061", ("within the horizon, 2023 to 2060",)),
    "claim without bound": ("  - name: eighteen", "  - §name: x", ("expected one of",)),
    "two bounds": ("at_least: 18", "at_most: 1 t\n    at_least: §18", ("found at_most and at_least",)),
    "bound without number": ("18 Mt CO2/yr", "§many", ("expected a number with its unit",)),
    "bound with a wrong unit": ("18 Mt CO2/yr", "§18 Mt CO3/yr", ("unknown unit",)),
    "equals without tolerance": ("  - name: eighteen", "  - §name: x", ("tolerance", "5 %")),
    "tolerance of nothing": (
        "at_least: 18 Mt CO2/yr",
        "equals: §0 Mt CO2/yr\n    tolerance: 5 %",
        ("found '0 Mt CO2/yr', of which a tolerance in per cent is nothing", "write at_least or at_most"),
    ),
    "tolerance of zero": (
        "at_least: 18 Mt CO2/yr",
        "equals: 18 Mt CO2/yr\n    tolerance: §0 %",
        ("expected one above 0",),
    ),
    "tolerance without equals": ("    year: 2035", "    tolerance: §5 %", ("found with no `equals`",)),
    "unknown boundary": ("    year: 2035", "    boundary: §tailpipe", ("direct or market-covered",)),
    "unknown product": ("    year: 2035", "    product: §hot metel", ("eighteen.product", "hot metal?")),
    "claim without a variable": ("  - name: eighteen", "  - §name: x", ("claims.x.variable",)),
    "claims a mapping": ("claims:\n", "claims:\n  §x: 1\nclaims2:\n", ("expected a list",)),
    "a claim that is a word": ("  - name: eighteen", "  - §hello\n  - name: eighteen", ("expected a claim",)),
    "data of no year": ("unit: CNY/L", "unit: CNY/L, data_year: §soon", ("the year that the data are of",)),
    "data of a year to come": ("unit: CNY/L", "unit: CNY/L, data_year: §2205", ("the year that the data",)),
    "unknown confidence": ("unit: CNY/L", "unit: CNY/L, confidence: §sure", ("published or derived",)),
    "published without a source": (
        "unit: CNY/L",
        "unit: CNY/L, confidence: §published",
        ("without a source",),
    ),
    "row name": ("  growth:", "  powertrains: {§a b: {}}\n  growth:", ("expected a name of letters",)),
    "star as a row": (
        "  growth:",
        "  powertrains: {§'*': {label: x}}\n  growth:",
        ("expected a name of letters",),
    ),
    "incomplete row": (
        "  growth:",
        "  powertrains: {§gas: {label: G}}\n  growth:",
        ("lacks consumption, subsidy",),
    ),
    "misspelt row": (
        "  growth:",
        "  powertrains: {§deisel: {label: G}}\n  growth:",
        ("did you mean diesel?",),
    ),
    "a word for keys": (
        "  swap:\n",
        "  powertrains: §x\n  swap:\n",
        ("expected keys such as diesel, battery",),
    ),
}
EXTRA = {
    "claim without bound": ("    at_least: 18 Mt CO2/yr\n", ""),
    "equals without tolerance": ("at_least:", "equals:"),
    "claim without a variable": ("    variable: Emission Reduction|CO2\n", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_found_at_its_place(marked, good, fault):
    before, after, words = FAULTS[fault]
    assert before in good
    text = good.replace(before, after, 1).replace(*EXTRA.get(fault, ("", "")))
    if fault == "text for a section":
        text = good.replace(before, "§x: 1\ndrivers:\n", 1)
    found, ((line, column),) = marked(text)
    said = [str(problem) for problem in found if (problem.line, problem.column) == (line, column)]
    assert any(all(word in text for word in words) for text in said), found
    assert all(len(text) < 600 for text in said)
    assert all(problem.file.endswith("plan.yaml") for problem in found)


@pytest.mark.parametrize(
    ("year", "words"), [("soon", ["found 'soon', expected a year"]), ("2061", []), ("any", [])]
)
def test_where_the_horizon_is_wrong_no_year_of_a_claim_is_outside_of_it(problems, good, year, words):
    found = problems(plan=good.replace("[2023, 2060]", "[2023, 2101]").replace("year: 2035", f"year: {year}"))
    assert [each.message for each in found if each.key.startswith("claims")] == words


@pytest.mark.parametrize(
    ("bounds", "hint"),
    [("", "for example at_least: 18 Mt CO2/yr"), ("at_least: 1 t, at_most: 2 t", "")],
)
def test_a_bound_is_suggested_where_there_is_none(problems, minimum, bounds, hint):
    (found,) = problems(plan=f"{minimum}claims: [{{name: a, variable: V, {bounds}}}]\n")
    assert (found.key, found.hint) == ("claims.a", hint)


def test_a_claim_without_a_name_is_told_by_its_number(problems, minimum):
    claims = "claims: [{name: a, variable: V, at_least: 1 t}, hello, {variable: V, at_least: 1 t}]\n"
    found = problems(plan=minimum + claims)
    assert [each.key for each in found] == ["claims[2]", "claims[3].name"]


@pytest.mark.parametrize(("letters", "fit"), [("x" * 80, True), ("x" * 81, False)])
@pytest.mark.parametrize("key", ["name", "file"])
def test_a_name_has_80_letters_at_most(load, problems, minimum, letters, fit, key):
    texts = {letters: minimum} if key == "file" else {"plan": f"{minimum}name: {letters}\n"}
    if fit:
        assert load(**texts).name == letters
    else:
        (found,) = problems(**texts)
        assert (found.key, "fit for a folder" in found.message) == ("name", True)


@pytest.mark.parametrize(("length", "fit"), [(80, True), (81, False)])
def test_a_unit_has_80_letters_at_most(load, problems, minimum, length, fit):
    unit = "CNY/L".ljust(length)
    text = minimum.replace("{grid", f"{{diesel_price: {{value: 7, unit: '{unit}'}}, grid")
    if fit:
        assert load(plan=text).quantity("drivers.diesel_price").central == (7.0,)
    else:
        (found,) = problems(plan=text)
        assert found.key == "drivers.diesel_price.unit"
        assert found.message.endswith("expected a unit like CNY/L")


@pytest.mark.parametrize("unit", ["[CNY/L]", "''"])
def test_a_unit_that_cannot_be_read_is_told_once(problems, minimum, unit):
    text = minimum.replace("{grid", f"{{diesel_price: {{value: 7, unit: {unit}}}, grid")
    (found,) = problems(plan=text)
    assert found.key == "drivers.diesel_price.unit"
    assert found.message.endswith("expected a unit like CNY/L")


def test_all_problems_come_at_once_and_in_order(marked, good):
    text = good.replace("Fujian", "§no").replace("[2023", "[§1023").replace("draws: 100", "draws: §-1")
    text = text.replace("low: 6.5", "low: §66").replace("120000 trucks", "§12 L").replace("choice", "§chance")
    text = (
        text.replace("2025: 60", "§2525: 60")
        .replace("    year", "    §jahr")
        .replace("18 Mt CO2/yr", "§lots")
    )
    found, places = marked(text)
    assert [(problem.line, problem.column) for problem in found] == places
    assert len(set(found)) == len(places) == 9


def test_missing_keys_are_said_at_the_top(problems):
    found = problems(plan="drivers: {}\nfreight: {}\n")
    assert {problem.key for problem in found} == {
        "carbonsim",
        "region",
        "years",
        "drivers.grid",
        "freight.stock",
    }
    assert {(problem.line, problem.column) for problem in found} == {(1, 1)}


def test_problem_of_a_parent_is_said_once_in_its_file(problems, good):
    parent = good.replace("1.5 %/yr", "1.5 km")
    found = problems(child="extends: plan.yaml\nreference: plan.yaml\nname: child\n", plan=parent)
    assert len(found) == 1
    assert found[0].file.endswith("plan.yaml")
    assert found[0].line == 13


def test_plan_values_of_the_reference_are_checked(problems, good):
    mine = good.replace("name: plan", "name: mine") + "reference: plan.yaml\n"
    (found,) = problems(mine=mine, plan=good.replace("toll_discount: 0.2", "toll_discount: 2"))
    assert (found.line, found.column) == (14, 18)
    assert found.file.endswith("plan.yaml")


def test_plan_and_reference_have_names_of_their_own(marked, good):
    found, places = marked(good + "reference: §other.yaml\n", other=good)
    assert [(problem.line, problem.column) for problem in found] == places
    assert "also the name" in found[0].message


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("freight.swap.station=4", ("unknown key", "did you mean freight.swap.stations?")),
        ("stations=4", ("unknown key", "did you mean freight.swap.stations?")),
        ("regoin=Fujian", ("did you mean region?",)),
        ("name=x", ("cannot be set", "region, years, draws, seed")),
        ("freight.growth", ("expected KEY=VALUE",)),
        ("=4", ("expected KEY=VALUE",)),
        ("freight.growth=", ("found nothing",)),
        ("freight.growth=4 km", ("found km, expected %/yr",)),
        ("freight.growth={value: 1", ("this is no YAML",)),
        ("freight.growth=!!python/object:os.system 1", ("found the tag",)),
        ("freight.growth=*a", ("no anchors or aliases",)),
        ("freight.powertrains.gas.label=Gas", ("this row lacks consumption, subsidy",)),
        ("freight=4", ("expected keys such as",)),
        ("seed=-1", ("expected a whole number",)),
        ("region=off", ("which YAML reads as false",)),
        ("." * 50 + "=1", ("unknown key",)),
        ("freight.growth=" + "9" * 100_000, ("expected KEY=VALUE",)),
    ],
)
def test_faults_of_overrides(problems, minimum, override, words):
    found = problems(override, plan=minimum)
    assert any(all(word in str(problem) for word in words) for problem in found), found
    assert all(problem.file.startswith("--set ") for problem in found)
    assert {(problem.line, problem.column) for problem in found} == {(0, 0)}


def test_problems_of_file_and_overrides_come_together(problems, good):
    found = problems("freight.growth=1 km", "nonsense=1", plan=good.replace("choice", "chance"))
    assert len(found) == 3


@pytest.mark.parametrize(("there", "hint"), [(".yaml", ".yaml"), (".yml", ".yml"), (".txt", "")])
def test_a_file_that_is_not_there(catalogue, tmp_path, there, hint):
    (tmp_path / f"plan{there}").write_text("")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(tmp_path / "plam.yaml", catalogue)
    (problem,) = caught.value.problems
    assert "no such file" in problem.message
    assert problem.hint == (f"did you mean plan{hint}?" if hint else "")


def test_messages_are_short_and_printable():
    assert shown("a\x00b\nc") == "a\\x00b c"
    assert len(shown("x" * 10_000)) == 60
    assert did_you_mean("x" * 10_000, ["x"]) == ""


def test_hints_stop_where_nobody_reads_on():
    problems = Problems()
    hints = [problems.suggest("statons", ["stations"]) for _ in range(200)]
    assert hints == ["did you mean stations?"] * 100 + [""] * 100


@pytest.mark.parametrize("title", ["Q {region} {foo}", "{Region}", "{}"])
def test_a_title_takes_nothing_but_the_region(problems, minimum, title):
    (found,) = problems(plan=f"title: {{en: '{title}', zh: '{{region}}'}}\n{minimum}")
    assert (found.line, found.column, found.key) == (1, 13, "title.en")
    assert "expected {region}, the one thing that is put into a title" in found.message
    assert found.hint == "write {region} for the region of the scenario, or leave the braces out"
