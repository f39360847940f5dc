"""Parameters that are declared once: what may be set, and the values that equations read."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.core.errors import DataError
from carbonsim.kernel.parameters import (
    EXOGENOUS,
    FREE,
    NEVER,
    POLICY,
    TOGETHER,
    YEARLY,
    Parameters,
    PartOf,
    constant,
    declared,
    definitions,
    horizon_series,
    member_options,
    member_series,
    member_texts,
    of_latest_year,
    option,
    series,
    shared_constant,
    shared_horizon_series,
    shared_series,
)
from carbonsim.scenario.definitions import read_definitions

SPAN = np.arange(2018, 2024)


class Kilns(Parameters):
    heat = constant("cement.kilns.*.heat", "GJ/t", EXOGENOUS, (0.0, 10.0), "Heat", TOGETHER)
    price = member_series("cement.kilns.*.price", "CNY", POLICY, FREE, "Price")
    fuel = member_options("cement.kilns.*.fuel", EXOGENOUS, ("coal", "gas"), "Fuel")
    label = member_texts("cement.kilns.*.label", EXOGENOUS, "Name")


class Cement(Parameters):
    production = series("cement.production", "Mt/yr", EXOGENOUS, (0.0, None), "Cement made")
    chance = horizon_series("cement.chance", "1", EXOGENOUS, FREE, "Score", YEARLY)
    life = constant("cement.life", "yr", EXOGENOUS, (1.0, 60.0), "Life", NEVER)
    form = option("cement.form", POLICY, ("wet", "dry"), "Process")
    kilns = PartOf(Kilns)
    tariff = shared_series("drivers.electricity_tariff")
    factor = shared_horizon_series("drivers.grid_emission_factor")
    rate = shared_constant("drivers.discount_rate")


class Wide(Cement):
    extra = constant("cement.extra", "1", EXOGENOUS, FREE, "More")


class Recorded:
    """Questions put to inputs, in order; each answer says what it is the answer to."""

    def __init__(self):
        self.asked = []
        self.scenario = SimpleNamespace(text=lambda key: self._answer("text", key))

    def _answer(self, *question):
        self.asked.append(question)
        return question

    def constant(self, key):
        return self._answer("constant", key)

    def series(self, key, years=None):
        return self._answer("series", key, None if years is None else tuple(years))

    def member_constants(self, members, name):
        return self._answer("member_constants", members, name)

    def member_series(self, members, name, years):
        return self._answer("member_series", members, name, tuple(years))

    def texts(self, members, name):
        return self._answer("texts", members, name)


def test_each_is_read_as_what_it_is():
    p, span = Cement(Recorded(), SPAN), tuple(SPAN)
    assert p.production == ("series", "cement.production", span)
    assert p.chance == ("series", "cement.chance", None)
    assert p.life == ("constant", "cement.life")
    assert p.form == ("text", "cement.form")
    assert p.kilns.heat == ("member_constants", "cement.kilns", "heat")
    assert p.kilns.price == ("member_series", "cement.kilns", "price", span)
    assert p.kilns.fuel == ("texts", "cement.kilns", "fuel")
    assert p.kilns.label == ("texts", "cement.kilns", "label")
    assert p.tariff == ("series", "drivers.electricity_tariff", span)
    assert p.factor == ("series", "drivers.grid_emission_factor", None)
    assert p.rate == ("constant", "drivers.discount_rate")


def test_what_is_not_asked_for_is_not_read_and_what_is_is_read_once():
    inputs = Recorded()
    p = Cement(inputs, SPAN)
    assert inputs.asked == []
    assert p.life is p.life
    assert p.kilns is p.kilns
    assert p.kilns.heat is p.kilns.heat
    assert inputs.asked == [("constant", "cement.life"), ("member_constants", "cement.kilns", "heat")]


def test_what_follows_from_a_year_is_kept_until_another_is_asked_for():
    asked = []

    @of_latest_year
    def doubled(p, year):
        asked.append((p.name, year))
        return 2 * year

    one, other = SimpleNamespace(name="one"), SimpleNamespace(name="other")
    assert [doubled(one, year) for year in (3, 3, 4, 3)] == [6, 6, 8, 6]
    assert doubled(other, 3) == 6
    assert asked == [("one", 3), ("one", 4), ("one", 3), ("other", 3)]


def test_a_declaration_stands_for_its_definition_in_the_order_of_the_class():
    found = {one.pattern: one for one in definitions(Cement)}
    assert list(found) == [
        "cement.production",
        "cement.chance",
        "cement.life",
        "cement.form",
        *(f"cement.kilns.*.{name}" for name in ("heat", "price", "fuel", "label")),
    ]
    production, chance, life = (found[f"cement.{name}"] for name in ("production", "chance", "life"))
    assert (production.kind, production.unit, production.role) == ("quantity", "Mt/yr", "world")
    assert (production.minimum, production.maximum) == (0.0, None)
    assert production.varies and not production.together and not production.yearly and production.drawn
    assert chance.yearly and chance.varies
    assert not life.varies and not life.drawn
    assert found["cement.form"].options == ("wet", "dry") and found["cement.form"].role == "plan"
    assert found["cement.kilns.*.heat"].together and not found["cement.kilns.*.heat"].varies
    assert found["cement.kilns.*.label"].kind == "text"


def test_a_class_has_what_the_classes_above_it_declare():
    assert definitions(Wide)[:-1] == definitions(Cement)
    assert definitions(Wide)[-1].pattern == "cement.extra"
    assert [one.key for one in declared(Cement)][-1] == "drivers.discount_rate"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (constant("life", "yr", EXOGENOUS, FREE, ""), "expected section.key"),
        (constant("cement.life", "furlong", EXOGENOUS, FREE, ""), "unit"),
        (constant("cement.life", "yr", EXOGENOUS, (2.0, 1.0), ""), "minimum 2.0 is above maximum 1.0"),
        (constant("cement.life", "yr", EXOGENOUS, FREE, "", YEARLY), "kind constant, which has no years"),
        (option("cement.form", POLICY, (), ""), "options: found ''"),
    ],
)
def test_a_wrong_declaration_is_named(wrong, message, tmp_path):
    with pytest.raises(DataError, match=rf"cement/parameters\.py: .*{message}"):
        read_definitions({"cement": tmp_path}, {"cement": [wrong.definition]})


def test_a_key_that_is_declared_twice_is_named(tmp_path):
    twice = [Cement.life.definition, Cement.life.definition]
    with pytest.raises(DataError, match=r"cement/parameters\.py: cement\.life occurs twice"):
        read_definitions({"cement": tmp_path}, {"cement": twice})
