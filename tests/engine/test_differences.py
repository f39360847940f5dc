"""Differences: of one name, one boundary and one product."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.core.errors import BoundaryError
from carbonsim.engine.differences import difference_variables, differences
from carbonsim.results.records import Variable

STEM = "Emissions|CO2|Iron and Steel"
MADE = Variable(
    "Emissions|CO2|Works [A, hot metal, Operational]",
    "Mt CO2/yr",
    "",
    "Of the works",
    "carbonsim",
    STEM,
    "operational",
    "hot metal",
    "A",
)


def test_a_difference_keeps_product_and_variant_and_says_them():
    ((key, made),) = difference_variables({MADE.name: MADE}, {MADE.name: MADE}).items()
    assert (made.product, made.variant, made.boundary) == ("hot metal", "A", "operational")
    assert made.name == "Emission Reduction|CO2|Iron and Steel [A, hot metal, Operational]"
    plan, reference = ({MADE.name: np.array([value])} for value in (2.0, 5.0))
    assert differences({key: made}, plan, reference)[made.name] == 3.0


def test_cases_and_products_of_one_stem_have_names_of_their_own():
    several = [
        replace(
            MADE, name=f"{variant}{product}{boundary}", variant=variant, product=product, boundary=boundary
        )
        for variant in ("", "A", "B")
        for product in ("", "DRI", "hot metal")
        for boundary in ("direct", "operational", "life-cycle")
    ]
    known = {variable.name: variable for variable in several}
    names = {made.name for made in difference_variables(known, known).values()}
    assert len(names) == len(several)
    assert "Emission Reduction|CO2|Iron and Steel" in names
    assert "Emission Reduction|CO2|Iron and Steel [Life Cycle]" in names


@pytest.mark.parametrize("change", [{"product": "liquid steel"}, {"boundary": "direct"}])
def test_one_name_for_two_kinds_of_figure_is_refused(change):
    with pytest.raises(BoundaryError, match="cannot be compared"):
        difference_variables({MADE.name: MADE}, {MADE.name: replace(MADE, **change)})


def test_what_only_the_plan_has_is_not_compared():
    assert difference_variables({MADE.name: MADE}, {}) == {}
