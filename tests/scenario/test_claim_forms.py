"""Forms of claims: what is read, what makes no sense together, and errors at their place."""

import json

import jsonschema
import pytest
import yaml

from carbonsim.scenario.claim_forms import FORMS, Form
from carbonsim.scenario.schema import json_schema

CLAIM = "claims:\n  - name: a\n    variable: V\n    at_most: 1 t\n"
NO_BOUND = "claims:\n  - name: a\n    variable: V\n"
NONE = "claims:\n  - name: a\n    kind: not-answerable\n    why: {en: No variable, zh: 没有}\n"

READ = {
    "over: 2026-2030": Form(over=(2026, 2030)),
    "over: 2026 – 2030": Form(over=(2026, 2030)),
    "over: 2035": Form(over=(None, 2035)),
    "per: W": Form(per="W"),
    "against: reference": Form(against="reference"),
    "against: 2025": Form(against=2025),
    "against: Emissions|B": Form(against="Emissions|B"),
    "by: 2028": Form(by=2028),
    "over: 2026-2030\n    per: W": Form(over=(2026, 2030), per="W"),
    "over: 2026-2030\n    against: reference": Form(over=(2026, 2030), against="reference"),
    "per: W\n    against: 2025\n    year: 2030": Form(per="W", against=2025),
    "by: 2030\n    against: 2025\n    per: W": Form(per="W", against=2025, by=2030),
}


@pytest.fixture(scope="module")
def validator(catalogue):
    return jsonschema.Draft202012Validator(json.loads(json.dumps(json_schema(catalogue))))


def faults(validator, text):
    return [*validator.iter_errors(json.loads(json.dumps(yaml.safe_load(text.replace("§", "")))))]


@pytest.mark.parametrize("lines", READ)
def test_a_form_is_read(load, validator, minimum, lines):
    text = f"{minimum}{CLAIM}    {lines}\n"
    (claim,) = load(plan=text).claims
    assert claim.form == READ[lines]
    assert (claim.bound, claim.value) == ("at_most", 1.0)
    assert claim.names_year == bool(claim.year or claim.form.over or claim.form.by)
    assert faults(validator, text) == []


def test_the_year_of_a_peak_is_its_own_bound(load, validator, minimum):
    text = f"{minimum}{NO_BOUND}    peak_by: 2029\n"
    (claim,) = load(plan=text).claims
    assert (claim.bound, claim.value, claim.unit, claim.form.last) == ("at_most", 2029.0, "yr", 2029)
    assert claim.names_year
    assert faults(validator, text) == []


def test_a_claim_that_nothing_answers_says_why(load, validator, minimum):
    text = f"{minimum}{NONE}    text: {{en: Gas feeds fish}}\n    source: somebody\n"
    (claim,) = load(plan=text).claims
    assert claim.why == {"en": "No variable", "zh": "没有"}
    assert (claim.variable, claim.bound, claim.is_modelled, claim.names_year) == ("", "", False, False)
    assert faults(validator, text) == []


WRONG = {
    "sum and year": (CLAIM + "    over: 2026-2030\n    year: §2030\n", "no single year"),
    "sum and by": (CLAIM + "    by: 2028\n    over: §2026-2030\n", "remove `over` or `by`"),
    "by and year": (CLAIM + "    by: 2028\n    year: §2030\n", "remove `year` or `by`"),
    "peak and year": (NO_BOUND + "    peak_by: 2028\n    year: §2030\n", "in all years"),
    "peak and sum": (NO_BOUND + "    peak_by: 2028\n    over: §2026-2030\n", "has no peak"),
    "peak and by": (NO_BOUND + "    peak_by: 2028\n    by: §2027\n", "has its year already"),
    "peak and per cent": (NO_BOUND + "    peak_by: 2028\n    against: §reference\n", "of the figure itself"),
    "peak and bound": (NO_BOUND + "    peak_by: 2028\n    at_least: §1 t\n", "remove `at_least`"),
    "peak and tolerance": (NO_BOUND + "    peak_by: 2028\n    tolerance: §5 %\n", "no `equals`"),
    "sum and base year": (
        CLAIM + "    over: 2026-2030\n    against: §2025\n",
        "instead of `over`",
    ),
    "base year after": (CLAIM + "    year: 2030\n    against: §2030\n", "expected a year before 2030"),
    "base year after by": (CLAIM + "    by: 2028\n    against: §2031\n", "expected a year before 2028"),
    "base year outside": (CLAIM + "    year: 2030\n    against: §2020\n", "within the horizon, 2023 to 2060"),
    "by outside": (CLAIM + "    by: §2061\n", "within the horizon"),
    "peak at the end": (NO_BOUND + "    peak_by: §2060\n", "expected an earlier one"),
    "peak outside": (NO_BOUND + "    peak_by: §2061\n", "within the horizon"),
    "sum outside": (CLAIM + "    over: §2020-2030\n", "years within the horizon, 2023 to 2060"),
    "sum to outside": (CLAIM + "    over: §2061\n", "within the horizon"),
    "sum backwards": (CLAIM + "    over: §2030-2026\n", "the earlier year first"),
    "sum of words": (CLAIM + "    over: §plan\n", "for example 2026-2030, or 2035"),
    "sum of nothing": (CLAIM + "    over: §{}\n", "expected years"),
    "number per": (CLAIM + "    per: §3\n", "expected a variable"),
    "empty base": (CLAIM + "    against: §[]\n", "expected a variable"),
    "two digits": (CLAIM + "    against: §25\n", "expected a year"),
    "misspelt": (CLAIM + "    §agianst: 2025\n", "did you mean against?"),
    "of a record": (
        "claims: [{name: a, kind: record, series: drivers.grid, at_least: 1 kg CO2/kWh, over: §2030}]\n",
        "answered from its `series`",
    ),
    "why of a model": (CLAIM + "    why: §nothing\n", "only a claim of `kind: not-answerable`"),
    "no why": ("claims: [§{name: a, kind: not-answerable}]\n", "add why:"),
    "bound of none": (NONE + "    at_least: §1 t\n", "name, text, source and why alone"),
    "variable of none": (NONE + "    variable: §V\n", "name, text, source and why alone"),
    "form of none": (NONE + "    by: §2028\n", "name, text, source and why alone"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_at_its_place(marked, minimum, case):
    text, words = WRONG[case]
    found, places = marked(minimum + text)
    assert (found[0].line, found[0].column) == places[0]
    assert words in f"{found[0].message} {found[0].hint}"
    assert found[0].key.startswith("claims.a.")
    assert len(found) == 1, "one fault, told once"


#: What the reader alone can tell.
READERS = ("base year", "outside", "at the end", "backwards", "tolerance")
OF_SCHEMA = [case for case in WRONG if not any(word in case for word in READERS)]


@pytest.mark.parametrize("case", OF_SCHEMA)
def test_the_schema_refuses_it_too(validator, minimum, case):
    assert faults(validator, minimum + WRONG[case][0])


def test_the_schema_has_every_form_of_the_table(validator):
    assert FORMS.keys() <= validator.schema["$defs"]["claim"]["properties"].keys()


@pytest.mark.parametrize(
    "line", ["over: 2026-2045", "against: 2045", "by: 2045", "per: W\n    against: 2045"]
)
def test_a_claim_whose_years_an_override_cuts_off_is_left_out(load, minimum, line):
    plan = load("years=[2023, 2040]", plan=f"{minimum}{CLAIM}    {line}\n")
    assert plan.claims == ()
    (warning,) = plan.unused
    assert "its year, 2045, is outside the horizon" in warning.message


def test_a_peak_by_the_year_at_which_an_override_ends_the_horizon_is_left_out(load, minimum):
    plan = load("years=[2023, 2040]", plan=f"{minimum}{NO_BOUND}    peak_by: 2040\n")
    assert plan.claims == ()
    (warning,) = plan.unused
    assert "a peak shows only later" in warning.message
    (kept,) = load("years=[2023, 2041]", plan=f"{minimum}{NO_BOUND}    peak_by: 2040\n").claims
    assert kept.form.peak_by == 2040


def test_a_sum_from_the_first_year_follows_the_horizon(load, minimum):
    plan = load("years=[2025, 2040]", plan=f"{minimum}{CLAIM}    over: 2035\n")
    assert plan.claims[0].form.period(plan.years[0]) == "2025-2035"
