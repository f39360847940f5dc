"""Reports of a run without vehicles: a steel works, with products and cases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from carbonsim.report.figures import figures_of, write_figures
from carbonsim.report.layout import display_width
from carbonsim.report.notebook import plot
from carbonsim.report.pick import by_boundary
from carbonsim.report.style import drawing
from carbonsim.report.terminal import summary
from carbonsim.report.trajectories import blocks
from carbonsim.results.records import Variable

STEEL = "Iron and Steel"
MADE = f"Production|{STEEL}|Steel"
SAVING = f"Works Saving|CO2|{STEEL}|Shaft Furnace"
CASES = ("as built", "dry gas", "wet gas")
WORDS = ("truck", "vehicle", "powertrain", "swap", "owner", "Stock")


def variables() -> dict[str, Variable]:
    """Names as a steel sector would give them."""
    plain = [
        (MADE, "Mt/yr"),
        (f"{MADE}|Blast Furnace", "Mt/yr"),
        (f"{MADE}|Shaft Furnace", "Mt/yr"),
        (f"Capacity|{STEEL}|Blast Furnace", "Mt/yr"),
        (f"Capacity|{STEEL}|Shaft Furnace", "Mt/yr"),
        (f"Levelised Cost|{STEEL}|Blast Furnace", "CNY/t"),
        (f"Levelised Cost|{STEEL}|Shaft Furnace", "CNY/t"),
    ]
    emissions = [
        (f"Emissions|CO2|{STEEL}", "Mt CO2/yr", "direct"),
        (f"Emissions|CO2|{STEEL} [Market-Covered]", "Mt CO2/yr", "market-covered"),
        (f"Emissions|Kyoto Gases|{STEEL} [Upstream]", "Mt CO2e/yr", "upstream"),
    ]
    found = [Variable(name, unit, "", name, "carbonsim") for name, unit in plain]
    found = [replace(v, product="liquid steel") if v.unit == "CNY/t" else v for v in found]
    found += [
        Variable(
            *(name, unit, "direct" if at == "direct" else "", name, "carbonsim", f"Emissions|CO2|{STEEL}", at)
        )
        for name, unit, at in emissions
    ]
    found += [
        Variable(
            *(f"{SAVING} [{case}, {product}, {boundary}]", "kg CO2/t", "", "", "carbonsim"),
            *(SAVING, boundary, product, case),
        )
        for case in CASES
        for product in ("liquid steel", "hot metal")
        for boundary in ("operational", "direct")
    ]
    return {variable.name: variable for variable in found}


@pytest.fixture
def make_works(make_results):
    """Builds a run of such a sector: `make_works(draws, reference)`."""

    def make(draws: int = 1, reference: bool = True):
        base, known = make_results(reference=reference), variables()
        central = {name: np.full(len(base.years), 10.0 + row) for row, name in enumerate(known)}
        central[MADE] = central[f"{MADE}|Blast Furnace"] + central[f"{MADE}|Shaft Furnace"]
        spread = np.linspace(0.8, 1.2, draws)
        many = {name: values[:, None] * spread for name, values in central.items()} if draws > 1 else {}
        made = replace(base, variables=known, central=central, ensemble=many, draws=draws, checks=())
        return replace(made, reference=replace(made, reference=None) if reference else None)

    return make


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("draws", "reference"), [(1, True), (8, False)])
def test_the_terminal_shows_what_there_is_and_no_empty_heading(make_works, language, draws, reference):
    made = make_works(draws, reference)
    text = summary(made, language=language)
    assert max(display_width(line) for line in text.splitlines()) <= 100
    assert not any(word in text for word in ("Swap", "Stock", "换电站", "保有量"))
    shown = [block for block in blocks(made, language) if block.lines]
    # what is not compared has one line; levels of emissions have two where there is a reference
    assert sum(len(block.lines) for block in shown) == len(made.variables) + (3 if reference else 0)
    assert ("钢水" in text) is (language == "zh")


def test_savings_stand_by_product_and_boundary_with_a_line_for_each_case(make_works):
    found = {block.title: [line.label for line in block.lines] for block in blocks(make_works(), "en")}
    savings = [title for title in found if title.startswith("Works saving")]
    assert savings == [
        "Works saving, hot metal, direct",
        "Works saving, hot metal, operational",
        "Works saving, liquid steel, direct",
        "Works saving, liquid steel, operational",
    ]
    assert all(found[title] == list(CASES) for title in savings)
    assert found["Levelised cost, liquid steel"] == ["Blast Furnace", "Shaft Furnace"]
    assert found["Capacity"] == ["Iron and Steel, Blast Furnace", "Iron and Steel, Shaft Furnace"]
    assert found["Production"] == ["total", "Blast Furnace", "Shaft Furnace"]
    assert found["Stock"] == [] and found["Swap stations"] == []


def test_one_furnace_among_several_is_named_beside_the_case(make_works):
    made = make_works()
    other = {
        name.replace("Shaft", "Smelting"): replace(v, stem=v.stem.replace("Shaft", "Smelting"))
        for name, v in made.variables.items()
        if v.stem == SAVING
    }
    other = {name: replace(variable, name=name) for name, variable in other.items()}
    central = made.central | dict.fromkeys(other, made.central[MADE])
    both = replace(made, variables={**made.variables, **other}, central=central)
    labels = [line.label for block in blocks(both, "en") for line in block.lines]
    assert {"Shaft Furnace, dry gas", "Smelting Furnace, dry gas"} <= set(labels)


def test_two_sectors_are_told_apart_block_by_block(make_works, make_results):
    works, trucks = make_works(), make_results()
    both = replace(
        trucks,
        variables={**trucks.variables, **works.variables},
        central={**trucks.central, **works.central},
        reference=replace(trucks.reference, central={**trucks.reference.central, **works.central}),
    )
    told = {block.title: [line.label for line in block.lines] for block in blocks(both, "en")}
    assert "Emissions" not in told
    assert "upstream, plan" in told["Emissions: Iron and Steel"]
    assert "direct, plan" in told["Emissions: Truck"]
    assert all(len(labels) == len(set(labels)) for labels in told.values())


@pytest.mark.parametrize(("draws", "reference"), [(1, True), (8, False)])
def test_figures_are_made_of_what_there_is_and_speak_of_no_trucks(tmp_path, make_works, draws, reference):
    names = write_figures(make_works(draws, reference), tmp_path, every=True, formats=("svg",))
    emissions = {"emissions_by_component", "emissions_by_boundary"}
    assert set(names) == {"production_by_kind", "savings_by_case"} | emissions
    for path in tmp_path.glob("*.svg"):
        shown = path.read_text(encoding="utf-8")
        assert not any(f"<!-- {word}" in shown or f"{word} -->" in shown for word in WORDS)
    shown = (tmp_path / "production_by_kind.svg").read_text(encoding="utf-8")
    assert "<!-- Production: Iron and Steel, Steel -->" in shown
    assert "<!-- Mt/yr -->" in shown


def test_capacity_is_drawn_where_it_has_a_total(make_works):
    made, total = make_works(), f"Capacity|{STEEL}"
    known = {**made.variables, total: Variable(total, "Mt/yr", "", "", "carbonsim")}
    assert "capacity_by_kind" in figures_of(
        replace(made, variables=known, central=made.central | {total: made.central[MADE]})
    )


def test_parts_in_another_unit_are_not_stacked(make_works):
    made = make_works(reference=False)
    known = {
        name: replace(variable, unit="PJ/yr") if name.startswith(f"{MADE}|") else variable
        for name, variable in made.variables.items()
    }
    assert "production_by_kind" not in figures_of(replace(made, variables=known))


def test_a_run_that_reports_nothing_known_is_told_and_not_drawn(tmp_path, make_works):
    made = make_works(reference=False)
    name = f"Injection|{STEEL}"
    one = {name: Variable(name, "kg/t", "", "", "carbonsim")}
    bare = replace(made, variables=one, central={name: made.central[MADE]})
    assert summary(bare).count("\n\n") == 1, "the heading, and that there is nothing to say"
    assert "This run has no emissions of 2023-2060 to state." in summary(bare)
    assert write_figures(bare, tmp_path) == ()


def test_a_series_is_plotted_in_a_notebook(make_works):
    made = make_works(8)
    name = f"{SAVING} [dry gas, hot metal, direct]"
    with drawing():
        axes = plot(made, name, Figure().add_subplot())
    title = "Works Saving, CO₂, Iron and Steel, Shaft Furnace [dry gas, hot metal, direct]"
    assert axes.get_ylabel() == "kg CO₂/t" and axes.get_title(loc="left") == title
    assert len(axes.lines) == 2


def test_cases_of_one_stem_are_kept_apart_at_each_boundary(make_works):
    found = by_boundary(make_works().variables, "Works Saving|")
    assert len(found) == len(CASES) * 2
    assert all(list(group) == ["direct", "operational"] for group in found.values())
