"""Outputs that are declared where they are computed: names, units, rows, and each computed once."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.kernel.outputs import OutputSet, computed_once, output, outputs_of, reported, wanted_figures

KILNS = OutputSet(lambda scenario: scenario.kilns)
CALLS = []


@computed_once
def heat(p, f):
    """Heat of kilns."""
    CALLS.append("heat")
    return p.heat * f.made


@output("Energy|Cement|{member}", "PJ/yr", "GJ/yr", over=KILNS, base="Energy|{member}", ensemble=False)
def energy(p, f):
    """Heat of kilns
    by kiln.

    Not told.
    """
    return heat(p, f)


@output(
    "Emissions|CO2|Cement",
    "Mt CO2/yr",
    "t CO2/yr",
    component="direct",
    boundary="direct",
    total="x",
    iamc=True,
)
def direct(p, f):
    """CO2 of kilns."""
    CALLS.append("direct")
    return heat(p, f).sum(axis=0) * 0.1


OUTPUTS = outputs_of(sys.modules[__name__])


@pytest.fixture
def year():
    CALLS.clear()
    p = SimpleNamespace(heat=np.array([[3.0], [4.0]]))
    return p, SimpleNamespace(made=np.array([[1.0, 2.0], [5.0, 5.0]]))


def test_a_module_has_those_that_it_declares_in_their_order():
    assert [one.key for one in OUTPUTS] == ["energy", "direct"]
    assert outputs_of(SimpleNamespace(__name__="other", energy=energy)) == ()


def test_rows_have_names_units_and_what_else_is_told():
    first, second, single = reported(OUTPUTS, SimpleNamespace(kilns=("Wet", "Dry")))
    assert (first.key, first.row, second.row, single.row) == ("energy", 0, 1, -1)
    assert (first.variable.name, second.variable.name) == ("Energy|Cement|Wet", "Energy|Cement|Dry")
    assert (second.variable.stem, first.variable.unit) == ("Energy|Dry", "PJ/yr")
    assert first.factor == pytest.approx(1e-6, rel=1e-12)
    assert first.variable.description == "Heat of kilns by kiln"
    assert (first.variable.origin, single.variable.origin) == ("carbonsim", "iamc")
    assert (first.ensemble, single.ensemble) == (False, True)
    assert (single.variable.component, single.variable.boundary, single.total) == ("direct", "direct", "x")


def test_an_output_is_computed_once_a_year_and_so_is_what_several_are_taken_from(year):
    p, f = year
    assert direct(p, f) is direct(p, f)
    assert energy(p, f).tolist() == [[3.0, 6.0], [20.0, 20.0]]
    assert direct(p, f) == pytest.approx([2.3, 2.6])
    assert CALLS == ["direct", "heat"]
    # another year has its own
    energy(p, SimpleNamespace(made=f.made))
    assert CALLS == ["direct", "heat", "heat"]


def test_what_is_computed_once_may_have_the_name_of_a_flow():
    @computed_once
    def made(p, f):  # noqa: ARG001 - there are no parameters
        return f.made.sum()

    assert [made(None, f) for f in [SimpleNamespace(made=np.array([1.0, 2.0]))] * 2] == [3.0, 3.0]


def test_figures_are_the_outputs_that_are_wanted_and_are_computed_when_asked_for(year):
    p, f = year
    (figures,) = wanted_figures((direct, energy), p, f, {"direct", "of another sector"})
    assert CALLS == [] and figures.keys == {"direct"}
    computed = figures.compute()
    assert computed.keys() == {"direct"}
    assert computed["direct"] is direct(p, f)
