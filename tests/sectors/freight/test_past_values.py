"""Values of years whose sales are known: they are told, and it is true that they change costs and no sale."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.catalogue import catalogue, load_scenario
from carbonsim.engine.warnings import scenario_warnings
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.sectors.freight.past_values import PAID, PAID_BY_POWERTRAIN, paid, past_values

NO_POLICY = "fujian-no-policy"
SWAP = "freight.powertrains.battery_swap"
EXEMPTION = f"{SWAP}.purchase_tax_exemption"
#: Tailpipes are covered, in known years, too: told of itself.
COVERAGE = "freight.carbon_coverage"
COVERED = f"{COVERAGE}=0.5"
#: Parameters of policy that buyers do not pay: what stations are there, who bought what, what rules ask for.
NOT_PAID = {
    *(
        f"freight.swap.{name}"
        for name in ("stations", "stations_per_place", "bays", "blocks", "chargers", "grid_connection")
    ),
    *(f"freight.powertrains.*.{name}" for name in ("past_sales_share", "sales_share")),
    "freight.rule_share",
}


def told(*overrides, name=NO_POLICY):
    return past_values(load_scenario(name, overrides))


def path(points, unit="1"):
    return f"{{path: {{{points}}}, unit: '{unit}'}}"


def test_a_value_of_a_known_year_is_told_at_its_place(tmp_path):
    file = tmp_path / "past.yaml"
    head = f"carbonsim: 1\nname: past\nextends: carbonsim:{NO_POLICY}\nclaims: []\nfreight:\n  powertrains:\n"
    stated = "    battery_swap:\n      purchase_tax_exemption: {path: {2020: 1, 2024: 0}, unit: '1'}\n"
    file.write_text(head + stated, encoding="utf-8")
    problem, *others = scenario_warnings(load_scenario(file))
    assert not others
    assert (problem.line, problem.key) == (8, EXEMPTION)
    assert problem.message == (
        "the values of 2023, 2024 and 2025 change what owners pay and no sale to 2025: sales to 2025 are as"
        " they happened (freight.powertrains.*.past_sales_share)"
    )
    assert problem.hint == (
        "keep the shipped values to 2025 and change it from 2026 on, or end past_sales_share earlier"
    )


def test_only_years_that_differ_from_what_is_shipped_are_named():
    assert "the value of 2025 changes" in told(f"{EXEMPTION}={path('2023: 1, 2024: 1, 2025: 0')}")[0].message
    assert "of 2023 and 2024 change" in told(f"{EXEMPTION}={path('2023: 0, 2024: 0, 2025: 1')}")[0].message


@pytest.mark.parametrize(
    "stated",
    [
        path("2023: 1, 2025: 1, 2026: 0"),  # as shipped until it may change a sale
        path("2023: 1, 2024: 1, 2025: 0.5, 2030: 0"),  # where the path sets out from
        path("2015: 0, 2020: 1, 2026: 1"),  # before the horizon
        "1",  # a constant as shipped in the years that are known
    ],
)
def test_what_begins_with_the_choice_is_not_told(stated):
    assert told(f"{EXEMPTION}={stated}") == []


@pytest.mark.parametrize(
    ("stated", "years"),
    [
        ("2020: 0.4, 2025: 0.4, 2026: 0.2", "the values of 2023, 2024 and 2025 change"),  # points of no year
        ("2015: 0.4, 2026: 1", "the values of 2023, 2024 and 2025 change"),  # no point in a known year
        ("2023: 1, 2030: 0", "the values of 2024 and 2025 change"),  # between two points
        ("2023: 1, 2025: 0.5, 2030: 0", "the values of 2024 and 2025 change"),
        (
            "2023: 1, 2024: 1, 2025: 0.5, 2026: 0",
            "the value of 2025 changes",
        ),  # no later year follows from it
    ],
)
def test_what_a_path_gives_in_a_known_year_is_told_wherever_its_points_are(stated, years):
    (problem,) = told(f"{EXEMPTION}={path(stated)}")
    assert problem.message.startswith(years)


def test_a_constant_that_differs_in_known_years_is_told():
    for stated in ("0.5", "{value: 0, low: 0, high: 1, unit: '1'}"):
        (problem,) = told(f"{EXEMPTION}={stated}")
        assert problem.key == EXEMPTION
        assert problem.message == (
            "a constant is for all years: it changes what owners pay in 2023, 2024 and 2025; sales to 2025"
            " are as they happened (freight.powertrains.*.past_sales_share)"
        )
        assert "a path that keeps the shipped values to 2025" in problem.hint


def test_constants_of_a_file_are_told_in_one_line(tmp_path):
    file = tmp_path / "constants.yaml"
    head = f"carbonsim: 1\nname: constants\nextends: carbonsim:{NO_POLICY}\nclaims: []\nfreight:\n"
    rows = "  powertrains:\n    battery_swap: {purchase_subsidy: 20000 CNY/truck}\n"
    file.write_text(f"{head}  toll_discount: 0.3\n{rows}", encoding="utf-8")
    (problem,) = told(name=file)
    assert (problem.line, problem.key) == (6, "freight.toll_discount")
    assert f"and so does {SWAP}.purchase_subsidy; sales to 2025" in problem.message


def test_a_constant_of_the_world_in_place_of_one_is_not_told():
    assert told("drivers.electricity_tariff=0.7 CNY/kWh") == []
    assert told("freight.motor_price=300 CNY/kW") != []  # it stands for a path


def test_the_past_does_not_end_with_the_horizon(tmp_path):
    file = tmp_path / "short.yaml"
    head = f"carbonsim: 1\nname: short\nextends: carbonsim:{NO_POLICY}\nyears: [2023, 2024]\nclaims: []\n"
    stated = "{path: {2023: 1, 2024: 0, 2030: 1}, unit: '1'}"
    body = f"freight: {{powertrains: {{battery_swap: {{purchase_tax_exemption: {stated}}}}}}}\n"
    file.write_text(head + body, encoding="utf-8")
    (problem,) = past_values(load_scenario(file))
    assert "the value of 2024 changes" in problem.message
    assert "sales to 2025" in problem.message


def test_nothing_is_told_where_sales_are_given_or_the_past_ends_before_the_horizon():
    changed = f"{EXEMPTION}={path('2023: 1, 2024: 0')}"
    rows = ("diesel", "lng", "battery_plugin", "battery_swap", "fuel_cell")
    given = [f"freight.powertrains.{row}.sales_share={0.2}" for row in rows]
    assert told(changed, "freight.sales=given", *given) == []
    ended = [f"freight.powertrains.{row}.past_sales_share={path('2000: 0.2, 2022: 0.2')}" for row in rows]
    assert told(changed, *ended) == []
    earlier = [f"freight.powertrains.{row}.past_sales_share={path('2000: 0.2, 2023: 0.2')}" for row in rows]
    assert "the value of 2023 changes" in told(f"{EXEMPTION}={path('2020: 0, 2023: 0')}", *earlier)[0].message


def test_allowances_are_told_only_where_a_tailpipe_needs_them():
    free = f"freight.free_allocation={path('2023: 0.9, 2024: 0.5')}"
    assert told(free) == []
    assert [each.key for each in told(free, COVERED)] == ["freight.free_allocation", COVERAGE]


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_shipped_scenario_is_warned_of(name):
    scenario = load_scenario(name)
    cases = [scenario] if scenario.reference is None else [scenario, scenario.reference]
    assert [warning for case in cases if "freight" in case.sectors for warning in past_values(case)] == []


def test_what_is_told_changes_costs_and_no_sale():
    # of the nation whose sales were counted: a province buys for its own mix of duties
    short, name = "years=[2023, 2027]", "china-trucks-current-policies"
    scenario = load_scenario(name, (COVERED, short))
    years = "2023: {0}, 2024: {0}, 2025: {0}, 2026: {1}, 2060: {1}"
    before = carbonsim.run(scenario, draws=1).central
    for key in paid(scenario):
        definition, quantity = scenario.settings[key].definition, scenario.quantity(key)
        usual = float(quantity.series(np.array([2024]))[0][0])
        least, most = definition.minimum, definition.maximum
        other = usual * 1.2 if usual else least + 0.01 * (most - least)
        other = other if other <= most else usual * 0.5
        later = float(quantity.series(np.array([2026]))[0][0])
        stated = path(years.format(other, later), definition.unit)
        overrides = (COVERED, short, f"{key}={stated}")
        changed = load_scenario(name, overrides)
        assert {warning.key for warning in past_values(changed)} == {key, COVERAGE}
        after = carbonsim.run(changed, draws=1).central
        costs, sales = _moved(before, after, "Total Cost of Ownership"), _moved(before, after, "Sales|")
        assert costs[:3].any(), key
        assert not sales[:3].any(), key


def _moved(before, after, stem):
    """In which years figures of this name moved."""
    names = [name for name in before if name.startswith(stem)]
    return np.any([~np.isclose(before[name], after[name], rtol=1e-12, atol=0) for name in names], axis=0)


def test_every_policy_that_varies_is_paid_by_buyers_or_is_known_not_to_be():
    definitions = {setting.definition for setting in load_scenario(NO_POLICY).settings.values()}
    policy = {
        each.pattern
        for each in definitions
        if each.pattern.startswith("freight.")
        and (each.role, each.kind) == ("plan", "quantity")
        and each.varies
    }
    of_rows = {f"freight.powertrains.*.{name}" for name in PAID_BY_POWERTRAIN}
    assert policy <= {*PAID, *of_rows, *NOT_PAID}
    assert all(catalogue().definition(key) is not None for key in PAID)


def test_shares_add_up_in_the_years_that_all_rows_know_and_are_not_asked_to_later():
    name = "freight.powertrains.lng.past_sales_share"
    known = carbonsim.load_scenario("fujian-no-policy").quantity(name)
    points = dict(zip(known.years, known.central, strict=True))

    def stated(year):
        return f"{name}={{path: {{{', '.join(f'{at}: {share}' for at, share in (points | year).items())}}}}}"

    assert max(points) == 2025
    carbonsim.load_scenario("fujian-no-policy", [stated({2026: 0.9})])
    with pytest.raises(carbonsim.ScenarioError, match="add up to"):
        carbonsim.load_scenario("fujian-no-policy", [stated({2025: 0.9})])
