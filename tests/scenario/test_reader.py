"""What a scenario says once it is read."""

import pickle
import time

import numpy as np
import pytest

from carbonsim.scenario.reader import load_scenario


def test_a_whole_file(load, good):
    scenario = load(plan=good)
    assert (scenario.name, scenario.region, scenario.years) == ("plan", "Fujian", (2023, 2060))
    assert (scenario.draws, scenario.seed) == (100, 7)
    assert scenario.title == {"en": "A plan", "zh": "计划"}
    assert scenario.quantity("freight.stock").central == (120_000.0,)
    assert scenario.quantity("freight.growth").unit == "%/yr"
    assert scenario.text("freight.mode") == "choice"
    stations = scenario.quantity("freight.swap.stations")
    assert (stations.years, stations.central) == ((2023, 2025, 2030), (4.0, 60.0, 300.0))
    assert (stations.interpolation, stations.unit) == ("s-curve", "station")
    price = scenario.quantity("drivers.diesel_price")
    assert (price.low, price.central, price.high) == ((6.5,), (7.5,), (8.5,))
    assert scenario.quantity("drivers.carbon_price").central == (60.0,)
    assert [path.name for path in scenario.files] == ["plan.yaml"]
    assert scenario.reference is None


def test_claims(load, good):
    (claim,) = load(plan=good).claims
    assert (claim.name, claim.bound, claim.value, claim.unit) == ("eighteen", "at_least", 18.0, "Mt CO2/yr")
    assert (claim.year, claim.boundary, claim.tolerance) == (2035, None, 0.0)
    assert claim.text == {"en": "It saves 18 Mt", "zh": "It saves 18 Mt"}
    assert (claim.origin.line, claim.origin.column) == (19, 11)


def test_equals_has_a_tolerance(load, minimum):
    claim = "claims: [{name: a, variable: V, equals: 3 bn CNY, tolerance: 10 %, boundary: operational}]\n"
    (claim,) = load(plan=minimum + claim).claims
    assert (claim.bound, claim.tolerance, claim.boundary, claim.text["en"]) == (
        "equals",
        0.1,
        "operational",
        "a",
    )


def test_a_claim_may_name_its_product(load, minimum):
    claim = "claims: [{name: a, variable: V, at_least: 1 t, product: liquid steel, boundary: upstream}]\n"
    (claim,) = load(plan=minimum + claim).claims
    assert (claim.product, claim.boundary) == ("liquid steel", "upstream")


def test_least_that_must_be_said(load, minimum):
    scenario = load(plan=minimum)
    assert (scenario.name, scenario.draws, scenario.seed, scenario.claims) == ("plan", 0, 0, ())
    assert scenario.title == {"en": "plan", "zh": "plan"}


def test_value_of_a_table_follows_the_region(load, good):
    scenario = load(plan=good)
    grid = scenario.settings["drivers.grid"]
    assert grid.value.central[-2:] == pytest.approx((0.4092, 0.04092))
    assert (grid.data_year, grid.source, grid.confidence) == ("2022", "weo-2023", "assumed")
    assert (grid.region, grid.records[0].region) == ("Fujian", "Fujian")
    elsewhere = load("region=Shanxi", plan=good).quantity("drivers.grid").central
    assert elsewhere[0] > 0.6


def test_value_of_a_table_keeps_its_source(load, minimum):
    text = minimum.replace("0.4 kg CO2/kWh", "{table: grid_factors, year: 2022}")
    grid = load(plan=text).settings["drivers.grid"]
    assert (grid.value.years, grid.value.central) == ((), (0.4092,))
    assert (grid.confidence, grid.source) == ("published", "mee-2024-factors-2022")


def test_range_relative_to_a_table(load, minimum):
    spread = "relative_path: {2022: 1, 2060: 0.1}, low: {2022: 1, 2060: 0}, high: {relative: 1.2}"
    text = minimum.replace("0.4 kg CO2/kWh", f"{{table: grid_factors, year: 2022, {spread}}}")
    grid = load(plan=text).quantity("drivers.grid")
    assert grid.low[-2:] == pytest.approx((0.4092, 0))
    assert grid.high[-2:] == pytest.approx((0.4092 * 1.2, 0.4092 * 0.12))


def test_the_figures_of_earlier_years_stand_before_a_relative_path(load, minimum):
    path = "year: 2023, relative_path: {2023: 1, 2060: 0.1}, low: {relative: 0.5}, high: {relative: 2}"
    text = minimum.replace("0.4 kg CO2/kWh", f"{{table: grid_factors, {path}}}")
    grid = load(plan=text).quantity("drivers.grid")
    assert grid.years == (2021, 2022, 2023, 2060)
    assert grid.central == pytest.approx((0.4711, 0.4092, 0.4211, 0.04211))
    assert grid.low == pytest.approx((0.4711, 0.4092, 0.21055, 0.021055))
    assert grid.high == pytest.approx((0.4711, 0.4092, 0.8422, 0.08422))


@pytest.mark.parametrize("first", [2019, 2021])
def test_a_relative_path_goes_before_the_figures_of_its_own_years(load, minimum, first):
    path = f"{{table: grid_factors, year: 2023, relative_path: {{{first}: 1.5, 2023: 1}}}}"
    grid = load(plan=minimum.replace("0.4 kg CO2/kWh", path)).quantity("drivers.grid")
    assert grid.years == (first, 2023)
    assert grid.central == pytest.approx((1.5 * 0.4211, 0.4211))


def test_low_and_high_may_be_multiples_of_the_path(load, minimum):
    spread = "low: {relative: 0.75}, high: {relative: 125 %}"
    price = f"  diesel_price: {{path: {{2030: 16, 2020: 8}}, {spread}, unit: CNY/L}}\n"
    text = minimum.replace("{grid: 0.4 kg CO2/kWh}", "\n  grid: 0.4 kg CO2/kWh\n" + price.rstrip())
    quantity = load(plan=text).quantity("drivers.diesel_price")
    assert (quantity.years, quantity.central) == ((2020, 2030), (8.0, 16.0))
    assert (quantity.low, quantity.high) == ((6.0, 12.0), (10.0, 20.0))


def test_one_number_is_low_of_a_path_whose_values_are_alike(load, minimum):
    price = "  diesel_price: {path: {2030: 8, 2020: 8}, low: 6, high: 10 CNY/L, unit: CNY/L}\n"
    text = minimum.replace("{grid: 0.4 kg CO2/kWh}", "\n  grid: 0.4 kg CO2/kWh\n" + price.rstrip())
    quantity = load(plan=text).quantity("drivers.diesel_price")
    assert (quantity.low, quantity.high) == ((6.0, 6.0), (10.0, 10.0))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("path: {2020: 8, 2030: 16}, low: §6, high: {relative: 1.1}", "found one number for a path whose"),
        ("path: {2020: 8, 2030: 16}, low: {relative: §0.9 CNY/L}, high: {relative: 1.1}", "found CNY/L"),
        ("path: {2020: 8, 2030: 16}, low: {relative: 0.9}, high: {relative: §20}", "expected at most 100"),
        (
            "path: {2020: 8, 2030: 16}, low: {relative: 0.9, §2020: 1}, high: {relative: 2}",
            "found 2020 beside",
        ),
        (
            "path: {2020: 8, 2030: 16}, low: {relative: §1.2}, high: {relative: 2}",
            "found low 9.6 above",
        ),
        ("value: 8, low: {relative: 0.5}, high: {relative: §-2}", "found -16 CNY/L, expected at least 0"),
    ],
)
def test_a_bound_that_cannot_be_meant_is_refused_at_its_place(marked, minimum, text, words):
    price = f"\n  grid: 0.4 kg CO2/kWh\n  diesel_price: {{{text}, unit: CNY/L}}"
    found, places = marked(minimum.replace("{grid: 0.4 kg CO2/kWh}", price))
    assert [(problem.line, problem.column) for problem in found] == places
    assert words in found[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("low: 6, high: {relative: 1.1}", "low: {2020: ..., 2030: ...}, or {} low: {relative: 0.9}"),
        ("low: {relative: 0.9}, high: 20", "high: {2020: ..., 2030: ...}, or {} high: {relative: 1.1}"),
        ("low: {2020: 7, 2030: 17}, high: {relative: 2}", "found low 17 above the value 16 in 2030"),
        ("low: {relative: 0.5}, high: {2020: 7, 2030: 17}", "found high 7 below the value 8 in 2020"),
    ],
)
def test_a_range_of_a_path_is_told_with_its_year_and_what_to_write(problems, minimum, text, words):
    price = f"\n  grid: 0.4 kg CO2/kWh\n  diesel_price: {{path: {{2020: 8, 2030: 16}}, {text}, unit: CNY/L}}"
    (found,) = problems(plan=minimum.replace("{grid: 0.4 kg CO2/kWh}", price))
    words = words.replace("{}", "a multiple of the path,")
    assert f"{found.message}; {found.hint}".rstrip("; ").endswith(words)


def test_a_range_of_one_value_is_told_without_a_year(problems, minimum):
    price = "\n  grid: 0.4 kg CO2/kWh\n  diesel_price: {value: 8, low: 9, high: 10, unit: CNY/L}"
    (found,) = problems(plan=minimum.replace("{grid: 0.4 kg CO2/kWh}", price))
    assert found.message == "found low 9 above the value 8"


@pytest.mark.parametrize(
    ("written", "central"),
    [
        ("7.5 CNY/L", 7.5),
        ("7500 CNY/m3", 7.5),
        ('"7.5 CNY/L"', 7.5),
        ("{value: 7.5 CNY/L}", 7.5),
        ("{value: 1 USD_2024/L}", 7.1957 / 0.993),
    ],
)
def test_prices(load, minimum, written, central):
    text = minimum.replace("kWh}", f"kWh, diesel_price: {written}}}")
    assert load(plan=text).quantity("drivers.diesel_price").central[0] == pytest.approx(central)


@pytest.mark.parametrize(
    "written", ["20 %", "20%", "0.2", "{value: 20, unit: '%'}", '{value: 0.2, unit: "1"}']
)
def test_shares(load, minimum, written):
    text = minimum.replace("100 truck", f"100 truck, toll_discount: {written}")
    assert load(plan=text).quantity("freight.toll_discount").central == (0.2,)


@pytest.mark.parametrize(
    ("provenance", "confidence"),
    [
        ("", "assumed"),
        (", source: catl-2023", "assumed"),
        (", source: catl-2023, confidence: published", "published"),
        (", source: a friend", "assumed"),
        (", confidence: estimate", "assumed"),
    ],
)
def test_confidence_needs_a_listed_source(load, minimum, provenance, confidence):
    text = minimum.replace("100 truck", f"{{value: 100, unit: truck{provenance}}}")
    assert load(plan=text).settings["freight.stock"].confidence == confidence


def test_a_new_row(load, minimum):
    row = "powertrains: {gas: {label: Gas, consumption: 40 L/100km, subsidy: 0 CNY/truck}}"
    scenario = load(plan=minimum.replace("100 truck}", f"100 truck, {row}}}"))
    assert scenario.members("freight.powertrains") == ("diesel", "battery", "gas")
    assert scenario.text("freight.powertrains.gas.label") == "Gas"


def test_missing_address_is_a_key_error(load, minimum):
    scenario = load(plan=minimum)
    with pytest.raises(KeyError, match="quantity"):
        scenario.text("freight.stock")
    with pytest.raises(KeyError, match="text"):
        scenario.quantity("freight.mode")


def test_a_scenario_travels_to_other_processes(load, good):
    scenario = load(mine=good.replace("name: plan", "name: mine") + "reference: plan.yaml\n", plan=good)
    scenario.members("freight.powertrains")
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_byte_order_mark_and_windows_lines(load, minimum):
    text = ("\ufeff" + minimum.replace("\n", "\r\n")).encode()
    assert load(plan=text).region == "Fujian"


def test_empty_sections_are_fine(load, minimum):
    assert load(plan=minimum.replace("{stock: 100 truck}", "\n  stock: 100 truck\n  swap:\n")).years == (
        2023,
        2060,
    )


def test_relative_paths_are_shown_as_named(tmp_path, catalogue, minimum, monkeypatch):
    (tmp_path / "plan.yaml").write_text(minimum)
    monkeypatch.chdir(tmp_path)
    scenario = load_scenario("plan.yaml", catalogue)
    assert scenario.file == "plan.yaml"
    assert scenario.settings["freight.stock"].origin.file == "plan.yaml"
    assert scenario.files[0].is_absolute()


def test_a_link_to_a_scenario_may_be_named(tmp_path, catalogue, minimum):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "plan.yaml").write_text(minimum)
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real" / "plan.yaml")
    assert load_scenario(tmp_path / "link.yaml", catalogue).name == "plan"


def test_loading_is_fast(load, good):
    load(plan=good)
    durations = []
    for _ in range(5):
        begin = time.perf_counter()
        load(plan=good)
        durations.append(time.perf_counter() - begin)
    assert min(durations) < 0.06


def test_series_of_a_default_path(load, minimum):
    central, low, high = load(plan=minimum).quantity("drivers.diesel_price").series(np.arange(2019, 2032))
    assert np.all((low <= central) & (central <= high))


@pytest.mark.parametrize("region", ["福建", "福建省", '" Fujian "', '"福建省 "'])
def test_a_region_is_named_in_chinese_or_with_blanks_at_its_ends(load, minimum, region):
    text = minimum.replace("Fujian", region).replace(
        "0.4 kg CO2/kWh", "{value: 0.4 kg CO2/kWh, region: 上海市}"
    )
    table = "{table: grid_factors, year: 2022}"
    assert load(plan=text).region == "Fujian"
    assert load(plan=text).settings["drivers.grid"].region == "Shanghai"
    assert load(plan=text).settings["freight.stock"].region == "Fujian"
    assert load(f"region={region}", f"drivers.grid={table}", plan=minimum).region == "Fujian"


BLANKS = ["  {}", "{}  ", "\\t{}", "{}\\n", "\\n {} ", "\u3000{}", "{}\u00a0"]


@pytest.mark.parametrize("around", BLANKS)
def test_texts_that_become_names_have_no_blanks_at_their_ends(load, good, around):
    def quoted(text):
        return '"' + around.format(text) + '"'

    text = good.replace("A plan", quoted("A plan")).replace("eighteen", quoted("eighteen"))
    text = text.replace("weo-2023", quoted("weo-2023")).replace("It saves 18 Mt", quoted("It saves 18 Mt"))
    text = text.replace("catl-2023", quoted("catl-2023")).replace("choice", quoted("choice"))
    text = text.replace("freight:", f"freight:\n  powertrains: {{diesel: {{label: {quoted('Diesel')}}}}}")
    scenario = load(plan=text)
    (claim,) = scenario.claims
    assert (scenario.title["en"], claim.name, claim.text["en"]) == ("A plan", "eighteen", "It saves 18 Mt")
    assert claim.source == "catl-2023"
    assert scenario.settings["drivers.grid"].source == "weo-2023"
    assert scenario.settings["freight.mode"].value == "choice"
    assert scenario.settings["freight.powertrains.diesel.label"].value == "Diesel"


def test_blanks_within_a_name_are_single(load, good):
    label = r'{label: "Swap \t\n  truck"}'
    scenario = load(plan=good.replace("freight:", f"freight:\n  powertrains: {{diesel: {label}}}"))
    assert scenario.settings["freight.powertrains.diesel.label"].value == "Swap truck"


@pytest.mark.parametrize(
    "name", ["COM¹", "com²", "Lpt³", "nul.plan", "ＣＯＮ", "plan.", '"plan "', "../plan", "a/b"]
)
def test_a_name_is_fit_for_a_folder_on_every_system(load, problems, minimum, name):
    if name == '"plan "':  # trimmed
        assert load(plan=f"{minimum}name: {name}\n").name == "plan"
        return
    (found,) = problems(plan=f"{minimum}name: {name}\n")
    assert "fit for a folder" in found.message


def test_a_year_in_chinese_is_told_what_to_write(problems, minimum):
    (found,) = problems(plan=minimum.replace("2060", "2060年"))
    assert found.hint == "write 2060"
    (found,) = problems("freight.swap.stations={path: {2023: 4 station, 2030年: 9 station}}", plan=minimum)
    assert found.hint == "write 2030"


def test_a_region_that_no_table_knows_is_told_what_may_be_meant_in_chinese_too(problems, minimum):
    table = "drivers.grid={table: grid_factors, year: 2022}"
    for region, meant in {"fujian": "Fujian", "福健省": "福建省"}.items():
        (found,) = problems(table, plan=minimum.replace("Fujian", region))
        assert found.hint == f"did you mean {meant}?"
