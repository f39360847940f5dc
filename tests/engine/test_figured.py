"""Parts of the figure of an answer: series of its boundary, product and case, and its unit."""

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.claimed import answers, claimed_series
from carbonsim.engine.figured import figure_of
from carbonsim.engine.run import run
from carbonsim.results.claim_figures import Base, Figure, Pick
from carbonsim.results.records import Variable
from carbonsim.scenario.claim_forms import Form
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.units import convert, divided, parse_unit, summed

YEARS = np.arange(2023, 2031)
ORIGIN = Origin("plan.yaml", 7, 5)


def variable(name, unit, boundary="", product="", variant="", stem=""):
    return Variable(name, unit, "", "", "carbonsim", stem or name, boundary, product, variant)


def several(stem, unit, *marks):
    """Series of one figure, the first with the plain name."""
    names = [stem, *(f"{stem} [{', '.join(mark)}]" for mark in marks[1:])]
    return [variable(name, unit, *mark, stem=stem) for name, mark in zip(names, marks, strict=True)]


STEEL = ("direct", "steel"), ("operational", "steel"), ("direct", "iron"), ("life-cycle", "steel")
KNOWN = {
    one.name: one
    for one in (
        *several("E", "Mt CO2/yr", ("direct",), ("operational",), ("life-cycle",)),
        *several("D", "Mt/yr", ("direct",), ("operational",)),
        *several("A", "t CO2/t", *STEEL),
        *several("B", "kg CO2/t", *STEEL[:3]),
        variable("Made", "Mt/yr"),
        variable("Sold", "million"),
        variable("Oil", "million barrel/day"),
        variable("Of Case", "Mt/yr", variant="wet"),
    )
}


def claim(name, form, year=2030, **changes):
    base = Claim("a", {}, name, year, "at_most", 1.0, "", 0.0, None, "", ORIGIN, form=form)
    return replace(base, **changes)


def figured(name, form, year=2030, **changes):
    problems = []
    asked = claim(KNOWN[name].stem, form, year, **changes)
    found = figure_of(KNOWN, asked, KNOWN[name], YEARS, problems)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("name", "other", "beside"),
    [
        ("A", "B", "B"),
        ("A [operational, steel]", "B", "B [operational, steel]"),
        ("A [direct, iron]", "B", "B [direct, iron]"),
        ("A [operational, steel]", "B [operational, steel]", "B [operational, steel]"),
    ],
)
def test_a_comparison_is_at_the_same_boundary_and_of_the_same_product(name, other, beside):
    answer, figure = figured(name, Form(against=other), unit="%")
    assert (figure.base, figure.beside, answer.unit) == (Base.SERIES, beside, "%")
    assert figure.beside_scale == 1e-3, "kg in t"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("A [life-cycle, steel]", "B"),
        ("A", "B [operational, steel]"),
        ("A [direct, iron]", "B [operational, steel]"),
    ],
)
def test_what_has_no_figure_at_the_boundary_is_not_compared(name, other):
    assert figured(name, Form(against=other), unit="%") is None


def test_without_any_such_boundary_the_claim_is_refused():
    asked = replace(claim("A", Form(against="B [operational, steel]")), boundary="direct", unit="%")
    problems = []
    assert answers(KNOWN, load_scenario("fujian-no-policy"), asked, YEARS, problems) == []
    (problem,) = problems
    assert "has no figure at direct" in problem.message


@pytest.mark.parametrize(
    ("name", "per", "by"),
    [
        ("E [operational]", "D", "D [operational]"),
        ("E [life-cycle]", "D", "D"),  # it has none of that boundary: as it is named
        ("E [operational]", "Made", "Made"),
        ("E", "Of Case", "Of Case"),
    ],
)
def test_a_denominator_is_that_of_the_answer_or_the_plain_one(name, per, by):
    answer, figure = figured(name, Form(per=per), unit="t CO2/t")
    assert (figure.per, figure.scale, answer.unit) == (by, 1.0, "t CO2/t")


@pytest.mark.parametrize(
    ("name", "form", "unit", "stated", "scale"),
    [
        ("E", Form(per="Made"), "kg CO2/t", "kg CO2/t", 1e3),
        ("E", Form(per="Made"), "kg CO2e/t", "kg CO2/t", 1e3),
        ("E", Form(per="Sold"), "t CO2/truck/yr", "t CO2/truck/yr", 1.0),
        ("E", Form(per="Sold"), "t CO2/swap/yr", "t CO2/swap/yr", 1.0),
        ("E", Form(per="Sold"), "CNY", "Mt CO2/yr/million", 1.0),
        ("E", Form(over=(2026, 2030)), "kt CO2", "Mt CO2", 1.0),
        ("Oil", Form(over=(2026, 2030)), "million barrel", "million barrel", 365.0),
        ("Sold", Form(over=(2026, 2030)), "million", "million", 1.0),
    ],
)
def test_a_ratio_comes_in_the_unit_of_the_claim(name, form, unit, stated, scale):
    answer, figure = figured(name, form, None if form.over else 2030, unit=unit)
    assert (answer.unit, figure.scale) == (stated, pytest.approx(scale))


@pytest.mark.parametrize(
    ("form", "bound", "expected"),
    [
        (Form(over=(2026, 2029)), "at_most", Figure("Made", 3, 6, Pick.SUM)),
        (Form(over=(None, 2029)), "at_most", Figure("Made", 0, 6, Pick.SUM)),
        (Form(by=2028), "at_least", Figure("Made", 0, 5, Pick.MOST)),
        (Form(by=2028), "at_most", Figure("Made", 0, 5, Pick.LEAST)),
        (Form(by=2028), "equals", Figure("Made", 0, 5, Pick.NEAREST)),
        (Form(peak_by=2029), "at_most", Figure("Made", 0, 7, Pick.PEAK, start=2023)),
        (Form(against=2025), "at_most", Figure("Made", 3, 7, base=Base.YEAR, base_index=2)),
        (
            Form(against=2025, by=2028),
            "at_least",
            Figure("Made", 3, 5, Pick.MOST, base=Base.YEAR, base_index=2),
        ),
    ],
)
def test_years_of_a_figure(form, bound, expected):
    _, figure = figured("Made", form, None, bound=bound, unit="Mt/yr")
    assert figure == expected


def test_of_any_year_all_answers_are_of_the_first_in_which_one_holds():
    central = {name: np.ones(len(YEARS)) for name in KNOWN}
    central["E"] = np.array([9, 9, 10, 9, 8, 7, 6, 5.0])
    central["E [operational]"] = np.full(len(YEARS), 10.0)
    central["E [life-cycle]"] = np.full(len(YEARS), 10.0)
    asked = claim("E", Form(against=2025), None, value=-15.0, unit="%")
    found = claimed_series(load_scenario("fujian-no-policy"), asked, KNOWN, central, YEARS, [])
    assert (found.index, found.last) == (4, 4)
    assert [float(found.figure(one, central)) for one in found.variables] == [pytest.approx(-20), 0, 0]
    assert found.names == ("E", "E [operational]", "E [life-cycle]")


def test_a_peak_has_vintages_to_the_end_of_the_horizon():
    scenario = load_scenario("fujian-trunk-line", ["years=[2023, 2026]"])
    name = "Emissions|CO2|Energy|Demand|Transportation|Truck"
    asked = claim(name, Form(peak_by=2024), None, value=2024.0, unit="yr")
    results = run(replace(scenario, claims=(asked,)), draws=1)
    assert {len(vintage.years) for vintage in results.vintages.values()} == {4}


# Units -----------------------------------------------------------------------------------------------------

UNITS = (
    "Mt CO2/yr",
    "million",
    "CNY/t CO2",
    "billion tkm/yr",
    "1/day",
    "kg CO2/kWh",
    "EJ/yr",
    "GW",
    "%",
    "1",
)


@pytest.mark.parametrize("by", UNITS)
@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_over_another_is_their_ratio(unit, by):
    ratio, above, below = (parse_unit(one) for one in (divided(unit, by), unit, by))
    assert ratio.ratio * below.ratio == above.ratio
    powers = {
        name: above.dimension.get(name, 0) - below.dimension.get(name, 0)
        for name in (*above.dimension, *below.dimension)
    }
    assert ratio.dimension == {name: power for name, power in powers.items() if power}


def test_sums_over_years_are_of_what_flows():
    assert convert(1.0, summed("million barrel/day"), "million barrel") == 365.0
    assert [summed(unit) for unit in ("EJ/yr", "GW", "CNY/t", "g CO2/km", "min", "1")] == ["EJ", *[""] * 5]
