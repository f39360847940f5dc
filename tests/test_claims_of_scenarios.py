"""Claims of shipped scenarios: what each says, where it is judged, and what `docs/verdicts.md` shows."""

import re
from dataclasses import replace

import pytest

import carbonsim
from carbonsim.reference.tables import sources
from tests.table_of_claims import HOMES, PAGE, ROOT, UNJUDGED, rows_of, shown, table

SCENARIOS = sorted(path.name for path in (ROOT / "results").iterdir() if "+" not in path.name)
#: Claims of which no source says who made them first, and why they ship.
NO_CLAIMANT = {
    "zhanjiang-500kt-steel": "asks what the maker's claim would be at equal steel",
    "nev-world-share-2023": "goes through the press without a count or a world",
}
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def stated():
    """Claims by scenario and name."""
    scenarios = {
        name: carbonsim.load_scenario(name)
        for name in SCENARIOS
        if (ROOT / "scenarios" / f"{name}.yaml").exists()
    }
    return {(name, claim.name): claim for name, one in scenarios.items() for claim in one.claims}


def test_the_page_has_the_verdicts_and_figures_that_are_committed():
    assert shown() == table(), "`python -m tests.table_of_claims` rewrites it"


def test_every_claim_that_ships_is_on_the_page(stated):
    assert {claim for _, claim in stated} == set(HOMES)
    assert all((home, claim) in stated for claim, home in HOMES.items())


def test_claims_of_one_name_are_one_claim(stated):
    for (scenario, name), claim in stated.items():
        home = stated[HOMES[name], name]
        alike = replace(claim, origin=home.origin, year=home.year, judged_in=home.judged_in)
        assert repr(alike) == repr(home), (scenario, name)


def test_a_claim_has_a_source_or_is_known_to_have_none(stated):
    for (_, name), claim in stated.items():
        assert (claim.source in sources()) != (name in NO_CLAIMANT), name


def test_texts_are_in_both_languages(stated):
    for claim in stated.values():
        for text in filter(None, (claim.text, claim.why)):
            assert HAN.search(text["zh"]), claim.name
            assert not HAN.search(text["en"]), claim.name


def test_what_is_not_judged_here_names_the_scenario_that_judges_it(stated):
    named = 0
    for (scenario, name), claim in stated.items():
        if rows_of(scenario, name)[0]["verdict_of_claim"] != UNJUDGED:
            continue
        judges = rows_of(HOMES[name], name)[0]["verdict_of_claim"] != UNJUDGED
        assert claim.judged_in == (HOMES[name] if judges else ""), (scenario, name)
        assert claim.world or claim.why, "what it would take is said"
        named += judges
    assert named >= 3


def test_sum_and_trip_of_the_trunk_line_are_one_at_the_mileage_of_its_world(stated):
    full = "fujian-full-conversion"
    cost, trip = (stated[full, f"trunk-line-{name}"] for name in ("cost", "trip"))
    scenario = carbonsim.load_scenario(full)
    trucks, mileage = (
        scenario.quantity(key).central[0] for key in ("freight.stock", "freight.duties.tractor_trunk.mileage")
    )
    assert trip.value * 840 == pytest.approx(120, rel=2e-3)
    trips = cost.value * 1e9 / trucks / 120
    assert trips == pytest.approx(208, abs=0.5)
    assert trips * 840 == pytest.approx(mileage)
    # one run, two figures: the saving over its kilometres
    (saving,) = (row for row in rows_of(full, cost.name) if row["boundary"] == "operating")
    (row,) = rows_of(full, trip.name)
    assert float(row["value"]) == pytest.approx(float(saving["value"]) * 1e9 / trucks / mileage, rel=1e-5)
    # by the length of the expressways, too
    assert f"{120 / 656:.2f} CNY a kilometre, and surpassed as well" in PAGE.read_text(encoding="utf-8")
    assert float(row["value"]) > 120 / 656 * (1 + trip.tolerance)


def test_a_hundred_cars_are_the_mileage_that_the_page_says():
    scenario = carbonsim.load_scenario("fujian-full-conversion")

    def ends(key):
        value = scenario.quantity(key)
        return [each[0] for each in (value.low, value.central, value.high)]

    keys = ("freight.car.mileage", "freight.car.consumption", "drivers.fuels.petrol.emission_factor")
    car = [km * litres / 100 * factor / 1000 for km, litres, factor in zip(*map(ends, keys), strict=True)]
    per_km = 0.33 * scenario.quantity("drivers.fuels.diesel.emission_factor").central[0] / 1000
    low, middle, high = (round(tonnes, 1) for tonnes in car)
    text = PAGE.read_text(encoding="utf-8").replace("\n  ", " ")
    assert f"{low} to {high} t a year" in text
    assert f"{middle} in the middle" in text
    assert (
        f"{round(100 * low / per_km, -3):,.0f} to {round(100 * high / per_km, -3):,.0f} km at 33 L/100 km"
        in text
    )
    assert f"a hundred cars of {175_000 * per_km / 100:.1f} t" in text
    # "about" is a tenth either way
    held = [11_300 * 175_000 * per_km / (100 * share) / car[1] for share in (1.1, 0.9)]
    assert f"to drive {round(held[0], -2):,.0f} to {round(held[1], -2):,.0f} km, it would hold" in text


def test_plant_figures_in_the_reason_are_those_of_the_model(stated):
    scenario = carbonsim.load_scenario("china-steel-hydrogen")
    made = [
        360 * scenario.quantity(f"steel.fermentation.{each}").central[0] for each in ("ethanol", "protein")
    ]
    assert made == pytest.approx([45, 5], rel=2e-3)
    why = stated["china-steel-hydrogen", "mill-gas-feed"].why["en"]
    assert re.findall(r"\d+ (?:million Nm3|kt)", why) == ["360 million Nm3", "45 kt", "5 kt"]
