"""What is wrong between parameters that are each allowed: a clear word for it, and no traceback."""

import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError

FAULTS = {
    "a split too many": (
        "nev.powertrains.battery.past_split=0.5",
        "nev.powertrains.battery.past_split",
        "add up to",
    ),
    "more exported than sold": (
        "nev.history.exports={path: {2011: 0, 2025: 30000000}, unit: vehicle/yr}",
        "nev.history.exports",
        "more exported than sold in",
    ),
    "more new energy than all": (
        "nev.history.market={path: {2011: 18505100, 2025: 9000000}, unit: vehicle/yr}",
        "nev.history.sales",
        "more new energy vehicles than vehicles of all drives",
    ),
    "a history that ends at once": (
        "nev.history.registrations={path: {2022: 5360000, 2024: 11250000}, unit: vehicle/yr}",
        "nev.history.registrations",
        "found a path to 2024, expected one to 2025",
    ),
    "no path to compare with": (
        "nev.history.displaced_oil=1000000 barrel/day",
        "nev.history.displaced_oil",
        "expected a path over years",
    ),
    "no path": ("nev.history.sales=9495000 vehicle/yr", "nev.history.sales", "expected a path over years"),
    "battery without a plug": (
        "nev.powertrains.battery.energy=pump",
        "nev.powertrains.battery.energy",
        "'plug'",
    ),
    "a petrol truck": ("nev.powertrains.petrol.group=commercial", "nev.powertrains.petrol.group", "'car'"),
    "no pack": (
        "nev.powertrains.battery.battery_capacity=0 kWh/vehicle",
        "nev.powertrains.battery.battery_capacity",
        "it has a plug",
    ),
    "no range": (
        "nev.powertrains.battery.range=0 km",
        "nev.powertrains.battery.range",
        "it has a plug",
    ),
    "a part of a year": ("nev.maximum_age=30.5 yr", "nev.maximum_age", "a whole number of years"),
    "written off late": ("nev.depreciation_years=28 yr", "nev.depreciation_years", "at most the maximum age"),
    "another region": ("region=Fujian", "nev.history.sales", "the shipped history is that of China"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_key(fault):
    override, key, words = FAULTS[fault]
    more = ["nev.maximum_age=20 yr"] if fault == "written off late" else []
    with pytest.raises(ScenarioError) as caught:
        carbonsim.load_scenario("china-nev-no-policy", [override, *more])
    problems = [problem for problem in caught.value.problems if problem.key == key]
    assert problems, str(caught.value)
    assert words in problems[0].message


def test_what_has_a_tank_needs_no_range():
    carbonsim.load_scenario("china-nev-no-policy", ["nev.powertrains.plugin_hybrid.range=0 km"])


@pytest.mark.parametrize("years", ["[2009, 2030]", "[2026, 2060]"])
def test_the_horizon_begins_within_the_history(years):
    # the claim of 2023 would be outside, too: all faults come at once
    with pytest.raises(ScenarioError, match=r"it must begin within the history|within the horizon"):
        carbonsim.load_scenario("china-nev-no-policy", [f"years={years}"])


def test_a_second_battery_car_needs_no_code(tmp_path):
    """A row of one's own: it competes by its price, and takes its part of the history."""
    like = carbonsim.load_scenario("china-nev-no-policy")
    stem = "nev.powertrains.battery"
    lines = []
    for address, setting in like.settings.items():
        name = address.removeprefix(f"{stem}.")
        if not address.startswith(f"{stem}.") or name in {"label", "past_split"}:
            continue
        value = setting.value
        if isinstance(value, str):
            lines.append(f"      {name}: {value}")
        else:
            at = value.central[-1]
            unit = value.unit or "1"
            lines.append(f'      {name}: {{value: {at}, unit: "{unit}"}}')
    split = like.quantity(f"{stem}.past_split")
    points = ", ".join(f"{year}: {part / 2}" for year, part in zip(split.years, split.central, strict=True))
    half = f'{{path: {{{points}}}, unit: "1"}}'
    path = tmp_path / "mine.yaml"
    path.write_text(
        "carbonsim: 1\nname: mine\nextends: carbonsim:china-nev-no-policy\nyears: [2023, 2030]\nnev:\n"
        f"  powertrains:\n    battery: {{past_split: {half}}}\n    sodium:\n      label: Sodium\n"
        f"      past_split: {half}\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )
    sold = "Sales|Transportation|Light-Duty Vehicle|Battery-Electric|{}"

    def run(*overrides):
        central = carbonsim.run(carbonsim.load_scenario(path, overrides), draws=1).central
        return central[sold.format("Sodium")], central[sold.format("Battery Car")]

    mine, shipped = run()
    assert mine[:3] == pytest.approx(shipped[:3])
    # a price that falls after the history wins buyers; one that always was so is in the calibration
    price = (
        "nev.powertrains.sodium.body_price={{path: {{2023: {0}, 2025: {0}, 2028: {1}}}, unit: CNY/vehicle}}"
    )
    cheaper, _ = run(price.format(120_000, 60_000))
    steady, _ = run(price.format(120_000, 120_000))
    assert cheaper[-1] > steady[-1]
