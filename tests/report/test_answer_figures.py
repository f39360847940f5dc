"""Which figures carry the answer, and what they say: differences, claims, findings as titles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

import carbonsim
from carbonsim.analysis.factors import factors_of
from carbonsim.analysis.verdicts import Verdict
from carbonsim.report import figure_claims
from carbonsim.report.bands import alike
from carbonsim.report.drafts import Draft
from carbonsim.report.figures import drafts_of, figures_of, of_answer, write_figures
from carbonsim.report.notebook import plot
from carbonsim.report.parameter_names import parameter_name
from carbonsim.report.purchases import purchase_remark
from carbonsim.report.style import look_of
from carbonsim.report.texts import say
from carbonsim.report.texts_figures import FIGURES
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Variable
from tests.report.conftest import claim

TRUCK = "Transportation|Truck"
FIRST = f"Emission Reduction|CO2|{TRUCK}"
SALES = f"Sales|{TRUCK}"
EMISSIONS = "emissions_by_boundary"


def drafts(*names: str) -> dict[str, Draft]:
    """Drafts named ``kind-subject:parts``."""
    found = {}
    for name in names:
        key, _, parts = name.partition(":")
        subject = key.partition("-")[2] or "truck"
        found[key] = Draft("All Sectors" if subject == "all" else subject, Figure, int(parts or 0))
    return found


@pytest.mark.parametrize(
    ("there", "answer"),
    [
        (("difference", "emissions_by_boundary", "sales_shares", "stock_by_powertrain"), (0, 2)),
        (("difference", "cost_by_kind", "stock_by_powertrain"), (0, 2)),
        (("emissions_by_boundary", "cost_by_kind", "stock_by_powertrain"), (0, 2)),
        (("emissions_by_boundary",), (0,)),
        (("cost_by_kind",), ()),
        # several stocks: the sector's own; several products: that of most parts
        (("difference", "stock_by_powertrain-fleet:9", "stock_by_powertrain-truck:2"), (0, 2)),
        (("difference", "production_by_kind-iron:2", "production_by_kind-steel:9"), (0, 2)),
        # several sectors: what they come to, and each
        (("difference-all", "difference-a", "difference-b", "difference_by_sector", "sales_shares"), (0, 3)),
        (("difference-a", "difference-b", "difference_by_sector", "sales_shares"), (2,)),
        ((f"{EMISSIONS}-all", f"{EMISSIONS}-a", f"{EMISSIONS}-b", "sales_shares"), (0,)),
        ((f"{EMISSIONS}-a", f"{EMISSIONS}-b", f"{EMISSIONS}-c"), (0, 1)),
    ],
)
def test_one_or_two_figures_carry_the_answer(there, answer):
    named = [name.partition(":")[0] for name in there]
    assert of_answer(drafts(*there)) == tuple(named[place] for place in answer)


def test_they_are_written_unless_all_are_asked_for(tmp_path, make_results):
    made = make_results(8)
    assert write_figures(made, tmp_path, formats=("svg",)) == ("difference", "stock_by_powertrain")
    assert {path.name for path in tmp_path.iterdir()} == {"difference.svg", "stock_by_powertrain.svg"}
    assert set(drafts_of(made, look_of(made, "en"))) > {"difference", "stock_by_powertrain"}


def lines_of(axes, years):
    return [line for line in axes.lines if len(line.get_xdata()) == len(years)]


def test_the_difference_is_its_median_and_range_at_each_boundary(make_results):
    made = make_results(41)
    panels = figures_of(made, ("difference",))["difference"].axes
    assert [axes.get_title(loc="left") for axes in panels] == [
        *("direct (CO₂)", "operational (CO₂)", "well-to-wheel (CO₂e)", "life-cycle (CO₂e)")
    ]
    (line,) = lines_of(panels[0], made.years)
    assert line.get_ydata() == pytest.approx(made.quantiles(FIRST, (0.5,))[0])
    assert not np.allclose(line.get_ydata(), made.central[FIRST]), "the median, not the deterministic run"
    (band,) = panels[0].collections
    heights = band.get_paths()[0].vertices[:, 1]
    low, high = made.quantiles(FIRST, (0.05, 0.95))
    assert (heights.min(), heights.max()) == pytest.approx((min(low.min(), 0.0), high.max()))
    assert "medians of 41 draws" in panels[0].figure.texts[2].get_text()
    central = figures_of(make_results(), ("difference",))["difference"]
    assert "deterministic run" in central.texts[2].get_text() and not central.axes[0].collections


def said(axes):
    return [text.get_text() for text in axes.texts]


def test_where_plan_and_reference_do_not_differ_it_is_said(make_results):
    made = make_results(8)
    same = replace(
        made,
        central={**made.reference.central, **{n: 0.0 * v for n, v in made.central.items() if "Reduct" in n}},
        ensemble={
            **made.reference.ensemble,
            **{name: 0.0 * values for name, values in made.ensemble.items() if "Reduction" in name},
        },
    )
    drawn = figures_of(same, ("difference", "cost_by_kind", "cost_by_actor"))
    assert all(said(axes) == ["no difference"] for axes in drawn["difference"].axes)
    assert said(drawn["cost_by_kind"].axes[0]) == said(drawn["cost_by_actor"].axes[0]) == ["no difference"]
    assert not any(said(axes) for axes in figures_of(made, ("difference",))["difference"].axes)


@pytest.mark.parametrize("draws", [1, 8])
def test_what_is_nothing_is_said_on_a_scale_of_0_alone(make_results, draws):
    made = make_results(draws)

    def none(one):
        central = {name: 0.0 * values for name, values in one.central.items()}
        return replace(one, central=central, ensemble={name: 0.0 * v for name, v in one.ensemble.items()})

    drawn = figures_of(replace(none(made), reference=none(made.reference)))
    assert len(drawn) == 6
    for name, figure in drawn.items():
        words = "no difference" if name.startswith(("difference", "cost")) else "none in any year"
        for axes in figure.axes:
            assert said(axes) == [words]
            assert list(axes.get_yticks()) == [0.0]
    below = [figure.texts[1].get_text() for figure in drawn.values()]
    assert not any("coincide" in words or "below 0" in words for words in below)


def test_what_lies_below_zero_is_explained(make_results):
    made = make_results(8)
    # at one boundary of four
    turned = {
        name: -values if name.startswith("Emission Reduction") and "Life" in name else values
        for name, values in made.ensemble.items()
    }
    for results, there in ((replace(made, ensemble=turned), True), (made, False)):
        figure = figures_of(results, ("difference",))["difference"]
        assert ("below 0: the plan emits more" in figure.texts[1].get_text()) is there


def test_sectors_stand_beside_each_other_at_a_boundary_that_all_have(make_results):
    made = make_results(8)
    cars = {name.replace("Truck", "Car"): name for name in made.variables if name.startswith("Emission Red")}
    more = {
        new: replace(made.variables[old], name=new, stem=made.variables[old].stem.replace("Truck", "Car"))
        for new, old in cars.items()
    }
    assert "difference_by_sector" not in drafts_of(made, look_of(made, "en"))
    both = replace(
        made,
        variables={**made.variables, **more},
        central={**made.central, **{new: 2.0 * made.central[old] for new, old in cars.items()}},
        ensemble={**made.ensemble, **{new: 2.0 * made.ensemble[old] for new, old in cars.items()}},
    )
    figure = figures_of(both, ("difference_by_sector",))["difference_by_sector"]
    assert figure.texts[0].get_text() == "Reduction by sector: operational (CO₂)"
    titles = [" ".join(axes.get_title(loc="left").split()) for axes in figure.axes]
    assert titles == ["Truck", "Car"]
    ends = [lines_of(axes, made.years)[0].get_ydata()[-1] for axes in figure.axes]
    assert ends[1] == pytest.approx(2.0 * ends[0])


def test_ranges_that_nearly_coincide_are_drawn_once_and_it_is_said(make_results):
    made = make_results(20, share=0.02)
    figure = figures_of(made, ("emissions_by_boundary",))["emissions_by_boundary"]
    assert [len(axes.collections) for axes in figure.axes] == [1] * 4
    assert "of ranges that nearly coincide" in " ".join(figure.texts[1].get_text().split())
    far = figures_of(make_results(20, share=1.0), ("emissions_by_boundary",))["emissions_by_boundary"]
    assert len(far.axes[0].collections) == 2
    band = np.array([[0.0, 0.0], [1.0, 1.0]])
    assert alike(band, band) and not alike(band, band + 0.5) and not alike(band, band + 9.0)


def with_sales(made, more):
    """A run whose plan sells so much more than its reference, year by year."""
    known = {**made.variables, SALES: Variable(SALES, "million", "", SALES, "carbonsim")}
    sold = np.full(len(made.years), 10.0)
    reference = replace(made.reference, central={**made.reference.central, SALES: sold})
    return replace(made, variables=known, central={**made.central, SALES: sold + more}, reference=reference)


def test_a_year_of_many_purchases_is_named(make_results):
    made = make_results()
    look, none = look_of(made, "en"), np.zeros(len(made.years))
    once = none.copy()
    once[3] = 4.2
    assert purchase_remark(with_sales(made, once), TRUCK, look) == (
        "sales of 2026: 4.2 million more than in the reference"
    )
    assert "4.2 million fewer" in purchase_remark(with_sales(made, -once), TRUCK, look)
    assert purchase_remark(with_sales(made, none), TRUCK, look) == ""
    assert purchase_remark(with_sales(made, none + 4.0), TRUCK, look) == "", "no year stands out"
    assert purchase_remark(made, TRUCK, look) == ""
    figure = figures_of(with_sales(made, once), ("cost_by_kind",))["cost_by_kind"]
    assert "paid in equal amounts" in " ".join(figure.texts[1].get_text().split())


def answers_to(place, boundaries, **changes):
    """Answers to a claim at several boundaries, a tenth of it higher from one to the next."""
    asked = replace(claim(f"claim-{place}"), **changes)
    middles = [asked.value * (0.8 + 0.1 * step) for step in range(len(boundaries))]
    return [
        ClaimResult(
            *(asked, boundary, 2035, middle - 0.05, "Mt CO2/yr", f"at least {asked.value:g} Mt CO2/yr", None),
            **{"p05": middle - 1.0, "p50": middle, "p95": middle + 1.5, "verdict": verdict},
        )
        for boundary, middle, verdict in zip(boundaries, middles, Verdict, strict=False)
    ]


@pytest.fixture
def draw_claims(monkeypatch, make_results):
    """The figure of claims of a run with these answers: `draw_claims(answers)`."""

    def draw(answers):
        made = make_results(40)
        claims = tuple(one.claim for one in answers)
        monkeypatch.setattr(figure_claims, "evaluate", lambda _: tuple(answers))
        results = replace(made, scenario=replace(made.scenario, claims=claims))
        return figures_of(results, ("claims",))["claims"]

    return draw


def test_each_claim_has_a_panel_with_its_answers_and_its_bound(draw_claims):
    boundaries = ("direct", "operational", "life-cycle")
    several = answers_to(1, boundaries, value=20.0)
    figure = draw_claims([*several, *answers_to(2, ("direct",), value=9000.0, unit="kt CO2/yr")])
    first, second = figure.axes
    assert [label.get_text() for label in first.get_yticklabels()] == list(boundaries)
    assert [label.get_text() for label in second.get_yticklabels()] == ["direct"]
    for axes, bound in ((first, 20.0), (second, 9.0)):
        (line,) = [line for line in axes.lines if line.get_linestyle() == "--"]
        assert line.get_xdata() == pytest.approx([bound, bound])
        assert axes.get_xlim()[0] <= bound <= axes.get_xlim()[1]
    for place, one in enumerate(several):
        at = [line for line in first.lines if set(line.get_ydata()) == {place}]
        (dot,) = [line.get_xdata()[0] for line in at if len(line.get_xdata()) == 1]
        (ends,) = [list(line.get_xdata()) for line in at if len(line.get_xdata()) == 2]
        assert (dot, ends) == (pytest.approx(one.p50), pytest.approx([one.p05, one.p95]))
    assert "It can cut 18 Mt a year (claimed: at least 20 Mt" in first.get_title(loc="left").replace(
        "\n", " "
    )
    labels = [text.get_text().replace("\n", " ") for text in figure.legends[0].get_texts()]
    assert labels == [*(str(one.verdict) for one in several), "claimed", "where it would hold"]


def test_claims_without_a_number_are_told(draw_claims, make_results):
    blank = [replace(one, value=np.nan, p50=None) for one in answers_to(1, ("direct",))]
    (axes,) = draw_claims(blank).axes
    assert said(axes) == ["no such figure"]
    assert "claims" not in figures_of(make_results(), ("claims",))


def test_a_finding_is_the_title_of_its_chart(make_results):
    findings = {"difference": {"en": "It cuts CO2", "zh": "减排"}, "cost": {"en": "It saves", "zh": "节省"}}
    drawn = figures_of(make_results(8), ("difference", "cost_by_actor", "cost_by_kind"), "en", findings)
    titles = {name: figure.texts[0].get_text() for name, figure in drawn.items()}
    assert titles["difference"] == "It cuts CO₂" and titles["cost_by_actor"] == "It saves"
    assert titles["cost_by_kind"] == "Owner's cost against the reference, by kind: Truck"
    below = drawn["difference"].texts[1].get_text()
    assert below.startswith("Reduction against the reference: Truck; Trunk line")


def test_a_finding_on_a_subject_goes_before_that_on_the_run(make_results):
    subjects = {f"difference|{TRUCK}": {"en": "Trucks emit less"}, "owner_cost": {"en": "Owners pay less"}}
    findings = {"difference": {"en": "It cuts CO2"}, **subjects, f"cost|{TRUCK}s": {"en": "Of others"}}
    drawn = figures_of(make_results(8), ("difference", "cost_by_actor", "cost_by_kind"), "en", findings)
    titles = {name: figure.texts[0].get_text() for name, figure in drawn.items()}
    assert titles["difference"] == "Trucks emit less" and titles["cost_by_kind"] == "Owners pay less"
    assert titles["cost_by_actor"] == "Cost against the reference, by actor: Truck"


def test_plot_gives_figures_by_name_or_a_series():
    made = carbonsim.run(carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2026]"]), draws=4)
    assert set(plot(made)) == set(figures_of(made))
    assert list(plot(made, "cost_by_actor")) == ["cost_by_actor"]
    assert plot(made, FIRST, Figure().add_subplot()).get_ylabel() == "Mt CO₂/yr"
    with pytest.raises(KeyError, match="did you mean 'difference'"):
        plot(made, "diference")
    with pytest.raises(KeyError, match="did you mean 'Stocks"):
        plot(made, f"Stock|{TRUCK}")


def test_parameters_are_named_by_what_they_are():
    scenario = carbonsim.load_scenario("fujian-trunk-line")
    names = {factor.name: parameter_name(scenario, factor.name, "en") for factor in factors_of(scenario)}
    assert names["freight.swap.labour"] == "Staff"
    assert names["drivers.fuels.lng.emission_factor"] == "LNG: CO2 of burning it"
    assert names["freight.duties.cargo.block_fit"].startswith("Cargo: Share of its trucks")
    (group,) = [name for name in names if " & " in name]
    assert names[group].endswith("(+ 3)")
    assert not [name for key, name in names.items() if name == key or ".*" in name]
    assert parameter_name(scenario, "nothing.like.it", "en") == "nothing.like.it"


def test_all_texts_have_chinese_with_the_same_gaps():
    for english, chinese in FIGURES.items():
        assert say(english, "zh") == chinese and not chinese.isascii()
        for gap in ("{draws}", "{amount}", "{year}", "{name}"):
            assert (gap in english) == (gap in chinese)
