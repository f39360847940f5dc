"""A small made-up run: a fleet that goes from engines to batteries, beside one that does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.core.types import Array
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.notes import Note
from carbonsim.results.records import Check, CheckRow, Outcome, Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.scenario import Scenario

YEARS = np.arange(2023, 2061)
TRUCK = "Transportation|Truck"
EMISSIONS = f"Emissions|CO2|{TRUCK}"
STATED = "Energy|Demand|Transportation|Truck"
REDUCTION = f"Emission Reduction|CO2|{TRUCK}"


def scenario(name: str, en: str, zh: str, reference: Scenario | None = None) -> Scenario:
    """A scenario without settings."""
    return Scenario(
        name=name,
        title={"en": en, "zh": zh},
        file=f"{name}.yaml",
        region="Fujian",
        years=(2023, 2060),
        sectors=("freight",),
        draws=40,
        seed=7,
        settings={},
        claims=(),
        reference=reference,
        files=(),
        overrides=(),
    )


def variables() -> dict[str, Variable]:
    """The names that the freight sector gives."""
    rows = [
        (f"Stocks|{TRUCK}", "million", "", "", ""),
        (f"Stocks|{TRUCK}|Internal Combustion", "million", "", "", ""),
        (f"Stocks|{TRUCK}|Battery-Electric", "million", "", "", ""),
        (f"Stocks|{TRUCK}|Internal Combustion|Diesel", "million", "", "", ""),
        (f"Stocks|{TRUCK}|Battery-Electric|Swap", "million", "", "", ""),
        (f"Stocks|{TRUCK}|Fuel-Cell-Electric|Hydrogen", "million", "", "", ""),
        (f"Emissions|CO2|{STATED}", "Mt CO2/yr", "direct", EMISSIONS, "direct"),
        (f"Emissions|CO2|{STATED} [Electricity]", "Mt CO2/yr", "electricity", "", ""),
        (f"Emissions|Kyoto Gases|{STATED} [Fuel Supply]", "Mt CO2e/yr", "fuel supply", "", ""),
        (f"Emissions|Kyoto Gases|{STATED} [Manufacturing]", "Mt CO2e/yr", "manufacturing", "", ""),
        (f"Emissions|CO2|{STATED} [Operational]", "Mt CO2/yr", "", EMISSIONS, "operational"),
        (f"Emissions|Kyoto Gases|{STATED} [Well-to-Wheel]", "Mt CO2e/yr", "", EMISSIONS, "well-to-wheel"),
        (f"Emissions|Kyoto Gases|{STATED} [Life Cycle]", "Mt CO2e/yr", "", EMISSIONS, "life-cycle"),
        (f"Final Energy|{TRUCK}", "EJ/yr", "", "", ""),
        (f"Final Energy|{TRUCK}|Electricity", "EJ/yr", "", "", ""),
        (f"Cost|{TRUCK}|Owner|Fuel", "bn CNY/yr", "", "", ""),
        (f"Cost|{TRUCK}|Owner|Swapping", "bn CNY/yr", "", "", ""),
        (f"Cost|{TRUCK}|Operating", "bn CNY/yr", "", f"Cost|{TRUCK}", "operating"),
        (f"Cost|{TRUCK}|Owner", "bn CNY/yr", "", "", ""),
        (f"Cost|{TRUCK}|State", "bn CNY/yr", "", "", ""),
        (f"Cost|{TRUCK} [Owner]", "bn CNY/yr", "", f"Cost|{TRUCK}", "owner"),
        (f"Cost|{TRUCK} [Resource]", "bn CNY/yr", "", f"Cost|{TRUCK}", "resource"),
        (f"Swap Stations|{TRUCK}", "count", "", "", ""),
        (f"Swaps|{TRUCK}", "1/day", "", "", ""),
    ]
    return {
        name: Variable(name, unit, component, name, "carbonsim", stem, boundary)
        for name, unit, component, stem, boundary in rows
    }


def series(share: Array) -> dict[str, Array]:
    """Series of a fleet with this share of battery trucks."""
    stock = np.full(len(share), 0.12)
    direct, grid = 18.0 * (1 - share), 9.0 * share * np.linspace(1, 0.1, len(share))
    supply, making = 4.0 - 2.0 * share, 0.4 + 0.3 * share
    fuel, swapping = 50.0 * (1 - share), 38.0 * share
    state = 0.5 * share - 0.8 * share
    values = [
        *(stock, stock * (1 - share), stock * share, stock * (1 - share), stock * share, 0 * share),
        *(
            direct,
            grid,
            supply,
            making,
            direct + grid,
            direct + grid + supply,
            direct + grid + supply + making,
        ),
        *(0.25 - 0.15 * share, 0.1 * share, fuel, swapping, fuel + swapping, fuel + swapping, state),
        *(fuel + swapping, fuel + swapping + state, 300 * share, 21500 * share),
    ]
    return dict(zip(variables(), values, strict=True))


def results(draws: int = 1, reference: bool = True, share: float = 0.9) -> Results:
    """The plan's results, with or without an ensemble and a reference."""
    rising = share * np.linspace(0, 1, len(YEARS))
    base = scenario("no-policy", "No policy", "无政策")
    plan = scenario("trunk-line", "Trunk line", "换电干线", base)
    low = series(0.1 * rising)
    other = Results(base, YEARS, variables(), low, _spread(low, draws), seed=7, draws=draws)
    central = series(rising)
    found = Results(plan, YEARS, variables(), central, _spread(central, draws), seed=7, draws=draws)
    return _compared(found, other) if reference else found


def _spread(central: dict[str, Array], draws: int) -> dict[str, Array]:
    if draws <= 1:
        return {}
    factors = np.random.default_rng(7).normal(1.0, 0.1, draws)
    return {name: values[:, None] * factors for name, values in central.items()}


def _compared(plan: Results, reference: Results) -> Results:
    known, central, many = dict(plan.variables), dict(plan.central), dict(plan.ensemble)
    for variable in plan.variables.values():
        kind, sign = (
            ("Emission Reduction", 1) if variable.stem.startswith("Emissions|") else ("Extra Cost", -1)
        )
        if not variable.stem:
            continue
        stem = f"{kind}|{variable.stem.partition('|')[2]}"
        name = stem if variable.boundary == "direct" else f"{stem} [{variable.boundary.title()}]"
        known[name] = replace(variable, name=name, stem=stem, component="")
        central[name] = sign * (reference.central[variable.name] - plan.central[variable.name])
        if plan.ensemble:
            many[name] = sign * (reference.ensemble[variable.name] - plan.ensemble[variable.name])
    row = CheckRow({"en": "road freight by statistics", "zh": "公路货运周转量"}, 123.4, "bn tkm/yr")
    check = Check("top-down", {"en": "Against statistics", "zh": "与统计对比"}, (row,))
    return replace(
        plan, variables=known, central=central, ensemble=many, reference=reference, checks=(check,)
    )


def claim(name: str = "eighteen") -> Claim:
    """The claim of 18 Mt."""
    return Claim(
        name=name,
        text={"en": "It can cut 18 Mt a year", "zh": "每年可减排1800万吨"},
        variable=REDUCTION,
        year=2035,
        bound="at_least",
        value=18.0,
        unit="Mt CO2/yr",
        tolerance=0.0,
        boundary=None,
        source="catl-2023",
        origin=Origin("trunk-line.yaml", 20, 5),
    )


def claim_results() -> tuple[ClaimResult, ...]:
    """Holds at one boundary, fails at the next, cannot be compared at the third."""
    made, bound = claim(), "at least 18 Mt CO2/yr"
    return (
        ClaimResult(made, "direct", 2035, 18.2049, "Mt CO2/yr", bound, True, verdict="holds"),
        ClaimResult(made, "operational", 2035, 4.4012, "Mt CO2/yr", bound, False, verdict="fails"),
        ClaimResult(
            *(made, "well-to-wheel", 2035, 5.1, "Mt CO2e/yr", bound, None, "units do not match"),
            verdict="cannot be judged here",
        ),
    )


def outcomes(ranged: bool = True) -> tuple[Outcome, ...]:
    """Two headline figures, one with a note."""
    quantiles = (400.0, 450.0, 500.0, 550.0, 600.0) if ranged else None
    return (
        Outcome(
            f"Cumulative Emissions|CO2|{STATED}",
            "Mt CO2",
            512.3,
            509.8 if ranged else None,
            quantiles,
            (),
            1.0,
        ),
        Outcome(
            f"Abatement Cost|{TRUCK} [direct]",
            "CNY/t CO2",
            -812.0,
            None,
            None,
            (Note("91.2 % of draws reduce"),),
        ),
    )


@pytest.fixture
def make_results():
    """Builds the made-up run: `make_results(draws, reference, share)`."""
    return results


@pytest.fixture
def make_outcomes():
    """Builds its headline figures."""
    return outcomes


@pytest.fixture
def answered():
    """What became of its claim."""
    return claim_results()
