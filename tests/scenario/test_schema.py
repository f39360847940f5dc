import json

import jsonschema
import pytest
import yaml

from carbonsim.scenario.header import LARGEST_SEED, MOST_DRAWS
from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR
from carbonsim.scenario.schema import json_schema


@pytest.fixture(scope="module")
def validator(catalogue):
    schema = json.loads(json.dumps(json_schema(catalogue)))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def errors(validator, text):
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(yaml.safe_load(text))))]


def test_good_files_pass(validator, good, minimum):
    assert errors(validator, good) == []
    assert errors(validator, minimum) == []
    typed = "claims: [{name: a, variable: b, at_least: 1 t, product: hot metal, boundary: market-covered}]\n"
    assert errors(validator, minimum + typed) == []
    world = "world: {freight.stock: {at_least: 1 truck}, freight.mode: given}, judged_in: other"
    for claim in (
        f"variable: b, year: any, at_least: 1 t, {world}",
        "kind: record, series: a.b, at_least: 1 t",
        "kind: record, series: {growth_of: [a.b, a.c]}, at_least: 1 %",
        "kind: record, series: {share_of: a.b, in: a.c, counting: a.d}, at_least: 1 %",
    ):
        assert errors(validator, f"{minimum}claims: [{{name: a, {claim}}}]\n") == []
    assert errors(validator, "extends: [x.yaml, y.yaml]\n") == []
    assert errors(validator, "sampling: sobol\ncorrelations: [{between: [a.b, a.c], rank: 0.7}]\n") == []
    price = "drivers: {diesel_price: {value: 7, low: 6, high: 9, unit: CNY/L, distribution: log-normal}}\n"
    assert errors(validator, price) == []
    price = "drivers: {diesel_price: {value: 7 CNY/L, distribution: {values: [7 CNY/L], weights: [1]}}}\n"
    assert errors(validator, price) == []
    assert errors(validator, "extends: x.yaml\nreference: ~\nfreight:\nclaims: []\nlevers: []\n") == []
    lever = (
        "name: a, title: {en: A}, low: -50 %, high: 2, steps: 5, set: {a.b: 3 %/yr, a.c: {times: {2025: 2}}}"
    )
    assert (
        errors(validator, f"levers: [{{{lever}}}, {{name: b, set: {{a.d: {{path: {{2025: 1}}}}}}}}]\n") == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "carbonsim: 2",
        "extends: [1]",
        "regoin: Fujian",
        "years: [2023]",
        "years: [2023, 2200]",
        "draws: -1",
        "sampling: sobel",
        "correlations: [{between: [a.b], rank: 0.7}]",
        "correlations: [{between: [a.b, a.c], rank: 1}]",
        "correlations: [{between: [a.b, a.c]}]",
        "levers: [{name: a}]",
        "levers: [{set: {a.b: 1}}]",
        "levers: [{name: a, set: {}}]",
        "levers: [{name: a, set: {a.b: 1}, steps: 2}]",
        "levers: [{name: a, set: {a.b: {times: 2, unit: t}}}]",
        "levers: [{name: a, set: {a.b: 1}}, 1]",
        "freight: {mode: chance}",
        "freight: {growth: 2}",
        "freight: {growth: {value: 2, path: {2023: 1}}}",
        "freight: {swap: {stations: {path: {}}}}",
        "freight: {swap: {stations: {path: {soon: 1}}}}",
        "freight: {powertrains: {gas: {colour: red}}}",
        "drivers: {grid: {table: grid, year: 2022}}",
        "drivers: {grid: {value: 1 kg/kWh, distribution: gauss}}",
        "drivers: {grid: {value: 1 kg/kWh, distribution: {values: [1 kg/kWh]}}}",
        "drivers: {grid: {path: {2023: 1 kg/kWh}, distribution: {values: [1 kg/kWh], weights: [1]}}}",
        "claims: [{name: a, variable: b}]",
        "claims: [{name: a, variable: b, at_least: 1 t, product: pig iron}]",
        "claims: [{name: a, variable: b, at_least: 1 t, boundary: tailpipe}]",
        "claims: [{name: a, variable: b, at_least: 1 t, at_most: 2 t}]",
        "claims: [{name: a, variable: b, at_least: 1 t, year: some}]",
        "claims: [{name: a, variable: b, at_least: 1 t, world: {}}]",
        "claims: [{name: a, variable: b, at_least: 1 t, world: {a.b: {above: 1}}}]",
        "claims: [{name: a, kind: record, at_least: 1 t}]",
        "claims: [{name: a, series: a.b, at_least: 1 t}]",
        "claims: [{name: a, kind: record, series: {share_of: a.b}, at_least: 1 t}]",
    ],
)
def test_wrong_files_fail(validator, text):
    assert errors(validator, text)


def test_rows_are_completed_by_name_and_new_ones_allowed(catalogue):
    rows = json_schema(catalogue)["properties"]["freight"]["properties"]["powertrains"]
    assert list(rows["properties"]) == ["diesel", "battery"]
    assert list(rows["additionalProperties"]["properties"]) == ["label", "consumption", "subsidy"]
    diesel, battery = (
        rows["properties"][name]["properties"]["consumption"] for name in ("diesel", "battery")
    )
    assert "[L/100km]" in diesel["description"]
    assert "[kWh/100km]" in battery["description"]


ENDS = {
    "draws": (0, MOST_DRAWS),
    "seed": (0, LARGEST_SEED),
    "years": (FIRST_YEAR, LAST_YEAR),
}


@pytest.mark.parametrize("key", ENDS)
def test_ends_of_whole_numbers_are_those_of_the_reader(validator, load, problems, minimum, key):
    def text(*ends):
        head = minimum.replace("years: [2023, 2060]\n", "")
        years = "" if key == "years" else "years: [2023, 2060]\n"
        return f"{head}{years}{key}: {list(ends) if key == 'years' else ends[0]}\n"

    least, most = ENDS[key]
    for good in ((least, most), (most, most)):
        assert errors(validator, text(*good)) == []
        load(plan=text(*good))
    for wrong in ((least - 1, most), (most + 1, most)):
        assert errors(validator, text(*wrong))
        assert problems(plan=text(*wrong))
