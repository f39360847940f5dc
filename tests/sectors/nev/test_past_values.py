"""Values of years that have happened: told where they do less than they seem to, and there alone."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.catalogue import catalogue
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.sectors.nev import SECTOR
from carbonsim.sectors.nev.past_values import COSTS_OF_HISTORY, past_values, read_after
from carbonsim.sectors.nev.sets import car_names

BASE = "china-nev"
RELIEF = "nev.tax_relief"
SUBSIDY = "nev.powertrains.battery.purchase_subsidy"


def told(*overrides, name=BASE):
    """Key and message of each warning."""
    scenario = carbonsim.load_scenario(name, overrides)
    return [(problem.key, problem.message) for problem in SECTOR.warnings(scenario)]


def path(points, unit="1"):
    return f"{{path: {points}, unit: {unit!r}}}"


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_shipped_scenario_is_warned_of(name):
    scenario = carbonsim.load_scenario(name)
    for case in (scenario, scenario.reference):
        if case is not None and "nev" in case.sectors:
            assert not past_values(case)


@pytest.mark.parametrize(
    ("key", "points", "unit", "history"),
    [
        (
            "nev.scrappage",
            "{2021: 0.3, 2022: 0.6, 2024: 0.9, 2025: 0.3, 2027: 0.2}",
            "1",
            "nev.history.scrappage",
        ),
        (
            "nev.public_chargers",
            "{2021: 4000000, 2022: 5000000, 2024: 6000000, 2025: 4000000, 2030: 12000000}",
            "count",
            "nev.history.public_chargers",
        ),
        (
            "nev.minimum_share",
            "{2021: 0, 2022: 0.3, 2024: 0.4, 2025: 0.5, 2030: 0.7}",
            "1",
            "nev.history.sales",
        ),
        ("nev.surprise", "{2021: 0, 2022: 1, 2024: -1, 2025: 0, 2026: 2}", "1", "nev.history.sales"),
        (
            SUBSIDY,
            "{2021: 0, 2022: 9000, 2024: 8000, 2025: 0, 2026: 5000}",
            "CNY/vehicle",
            "nev.powertrains.battery.past_subsidy",
        ),
        (
            "nev.income",
            "{2021: 82400, 2022: 95000, 2024: 99000, 2025: 98700, 2060: 230000}",
            "CNY/yr",
            "nev.history.car_sales",
        ),
    ],
)
def test_values_of_years_that_happened_act_on_nothing(key, points, unit, history):
    ((found, message),) = told(f"{key}={path(points, unit)}")
    assert found == key
    assert message == (
        f"the values of 2022 and 2024 act on nothing: years to 2025 are as they happened ({history})"
    )


def test_what_is_told_to_act_on_nothing_acts_on_nothing():
    changed = path("{2021: 0.3, 2022: 0.6, 2024: 0.9, 2025: 0.3, 2027: 0.2}")
    plain = path("{2021: 0.3, 2025: 0.3, 2027: 0.2}")
    runs = [
        carbonsim.run(
            carbonsim.load_scenario(BASE, [f"nev.scrappage={value}", "years=[2021, 2030]"]), draws=1
        )
        for value in (changed, plain)
    ]
    assert all((values == runs[1].central[name]).all() for name, values in runs[0].central.items())


def test_ownership_given_is_told_as_other_paths_are():
    given = "nev.ownership_form=given"
    values = path("{2021: 0.3, 2025: 0.23, 2040: 0.3}")
    ((key, message),) = told(given, f"nev.ownership={values}")
    assert key == "nev.ownership"
    assert message.startswith("the value of 2021 acts on nothing")
    assert not told(given, f"nev.ownership={path('{2021: 0.2, 2040: 0.3}')}")


def test_ownership_that_its_form_does_not_read_is_told():
    assert told("nev.ownership=0.3") == [("nev.ownership", "acts on nothing: nev.ownership_form is income")]
    given = "nev.ownership_form=given"
    assert told(given) == []
    assert told(given, "nev.market_elasticity=-0.3", "nev.income_elasticity=0.5") == [
        ("nev.income_elasticity", "acts on nothing: nev.ownership_form is given"),
        ("nev.market_elasticity", "acts on nothing: nev.ownership_form is given"),
    ]


@pytest.mark.parametrize(
    "override",
    [
        "nev.scrappage=0.5",  # a constant is for all years after
        f"{SUBSIDY}=3000 CNY/vehicle",
        f"nev.scrappage={path('{2021: 0.3, 2026: 0.3, 2027: 0.2}')}",  # the first point is where it sets out
        f"nev.scrappage={path('{2021: 0.3, 2024: 0.3, 2025: 0.3, 2027: 0.2}')}",
        f"nev.scrappage={path('{2021: 0.242, 2025: 0.5, 2027: 0.2}')}",  # as shipped, then where it sets out
        f"nev.surprise={path('{2021: 0, 2029: 0, 2030: -10, 2031: 0}')}",
        f"{RELIEF}={path('{2015: 1, 2025: 1, 2026: 0}')}",
    ],
)
def test_where_a_path_sets_out_from_is_not_told(override):
    assert not told(override)


def test_a_tax_relief_that_ends_early_is_told_with_what_it_changes_and_what_not():
    ((key, message),) = told(f"{RELIEF}={path('{2015: 1, 2023: 1, 2024: 0}')}")
    assert key == RELIEF
    assert "the values of 2024 and 2025" in message
    assert "what prices after 2025 are held against and no sale to 2025: sales to 2025" in message


def test_it_changes_what_owners_paid_and_no_sale_of_the_history():
    early = f"{RELIEF}={path('{2015: 1, 2023: 1, 2024: 0}')}"
    usual = f"{RELIEF}={path('{2015: 1, 2025: 1, 2026: 0}')}"
    runs = [
        carbonsim.run(carbonsim.load_scenario(BASE, [one, "years=[2021, 2030]"]), draws=1)
        for one in (early, usual)
    ]
    sold, paid, share = (
        [run.central[name] for run in runs]
        for name in (
            "Sales|Transportation|New Energy Vehicle",
            "Cost|Transportation|Light-Duty Vehicle [Owner]",
            "Appeal|Transportation|Light-Duty Vehicle|Plug-In",
        )
    )
    assert (sold[0][:5] == sold[1][:5]).all()
    assert (paid[0][:3] == paid[1][:3]).all()
    assert (paid[0][3:5] > paid[1][3:5]).all()
    assert (share[0][3:5] < share[1][3:5]).all()


def test_the_place_is_that_of_the_setting(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "carbonsim: 1\nname: mine\nextends: carbonsim:china-nev\nnev:\n"
        f"  scrappage: {path('{2021: 0.3, 2023: 1, 2025: 0.3, 2027: 0.2}')}\n",
        encoding="utf-8",
    )
    (problem,) = past_values(carbonsim.load_scenario(file))
    assert (problem.file, problem.line, problem.key) == (str(file), 5, "nev.scrappage")
    assert problem.column > 1
    assert "the value of 2023 acts on nothing" in problem.message
    assert "nev.history.scrappage" in problem.hint


def test_a_constant_relief_is_told_and_constants_that_move_no_figure_of_the_past_are_not():
    ((key, message),) = told(f"{RELIEF}=0.5")
    assert key == RELIEF
    assert message.startswith("a constant is for all years: it changes what owners paid")
    assert message.endswith("sales to 2025 are as they happened (nev.history.sales)")
    assert not told("nev.public_chargers=9000000 count", f"{SUBSIDY}=3000 CNY/vehicle")


def test_every_policy_that_varies_acts_after_the_history_or_on_its_costs():
    scenario = carbonsim.load_scenario(BASE)
    policy = {
        key
        for key, setting in scenario.settings.items()
        if key.startswith("nev.")
        and (setting.definition.role, setting.definition.kind) == ("plan", "quantity")
        and setting.definition.varies
    }
    commercial = {f"nev.powertrains.{row}.purchase_subsidy" for row in car_names(scenario, "commercial")}
    assert policy - commercial <= {*read_after(scenario), *COSTS_OF_HISTORY}
    assert not {*read_after(scenario)}.intersection(COSTS_OF_HISTORY)
    assert all(catalogue().definition(key) is not None for key in (*read_after(scenario), *COSTS_OF_HISTORY))


def test_what_is_read_after_the_history_alone_is_so_and_costs_of_the_history_are_not():
    years = "years=[2021, 2027]"
    for key in (*read_after(carbonsim.load_scenario(BASE)), *COSTS_OF_HISTORY):
        form = ["nev.ownership_form=given"] if key == "nev.ownership" else []
        scenario = carbonsim.load_scenario(BASE, [*form, years])
        definition, quantity = scenario.settings[key].definition, scenario.quantity(key)
        at = np.arange(2021, 2028)
        usual, steps = quantity.series(at)[0], np.linspace(0.5, 0.4, len(at))
        share = np.where(usual < 0.9, 0.95, 0.5)
        other = (
            share
            if definition.maximum == 1.0
            # by another part each year: what acts by its growth alone is moved, too
            else np.where(
                usual > 0, usual * steps, usual + 0.02 * steps * max(definition.maximum or 1.0, 1.0)
            )
        )
        moved = {}
        for name, until in (("past", 2024), ("later", 2027)):
            points = np.where(at <= until, other, usual)
            first = f"{min(at[0], 2010)}: {float(points[0])!r}, " if quantity.years else ""
            stated = ", ".join(f"{year}: {value!r}" for year, value in zip(at, points.tolist(), strict=True))
            value = path(f"{{{first}{stated}}}", definition.unit)
            runs = [
                carbonsim.run(carbonsim.load_scenario(BASE, [*form, years, *one]), draws=1).central
                for one in ([], [f"{key}={value}"])
            ]
            moved[name] = any(
                not np.allclose(runs[0][each], runs[1][each], rtol=1e-12, atol=0, equal_nan=True)
                for each in runs[0]
            )
        assert moved["past"] == (key in COSTS_OF_HISTORY), key
        assert moved["later"], key
