"""``carbonsim corridor``: the swap stations of a line, minute by minute."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import ANSWER_IS_NO, DONE
from carbonsim.cli.folders import changes, folder_name
from carbonsim.cli.options import add_output, positive, seed, whole
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.pictures import formats_of, refuse_idle_pictures
from carbonsim.cli.written import refuse_file, written_lines
from carbonsim.core.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from carbonsim.analysis.corridor import Corridor, Plan
    from carbonsim.corridor.sizing import Sized
    from carbonsim.report.answer import Statement
    from carbonsim.scenario.scenario import Scenario

NAME = "corridor"
HELP = "simulate the swap stations of the line minute by minute"
DESCRIPTION = """Simulate the trucks and the swap stations of a scenario's line, minute by minute: who waits
how long, what binds (bays, batteries, chargers or power), what power costs, who is turned away.

--size finds the cheapest stations that keep the 95th percentile of waiting under --target.
--most finds the most traffic that the scenario's own stations carry under --target.

Writes results/corridor-SCENARIO/ with tables, figures and a page to hand over (report.html)."""
USUAL: dict[str, Any] = {
    "year": None,
    "traffic": None,
    "days": 7,
    "warm_up": 1,
    "replications": 10,
    "target": 15.0,
    "size": False,
    "stations": None,
    "most": False,
}
MOST_DAYS, MOST_REPLICATIONS, MOST_STATIONS = 366, 1_000, 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("scenario", metavar="SCENARIO", help="a YAML file or a shipped scenario")
    parser.add_argument("--year", type=int, help="whose values count (the scenario's first)")
    parser.add_argument("--traffic", type=positive, metavar="TRUCKS", help="trucks a day (the scenario's)")
    parser.add_argument("--days", type=whole(1, MOST_DAYS), default=USUAL["days"], help="days that count (7)")
    parser.add_argument(
        "--warm-up", type=whole(0, MOST_DAYS), default=USUAL["warm_up"], help="days before them (1)"
    )
    parser.add_argument(
        "--replications",
        type=whole(1, MOST_REPLICATIONS),
        default=USUAL["replications"],
        help="independent lines, which give the intervals (10)",
    )
    parser.add_argument("--seed", type=seed, help="of trips and failures (the scenario's)")
    parser.add_argument(
        "--target", type=positive, default=USUAL["target"], help="95th percentile of waiting in minutes (15)"
    )
    parser.add_argument("--size", action="store_true", help="find the cheapest stations for the target")
    parser.add_argument(
        "--stations",
        type=counts,
        metavar="N,N",
        help="numbers of stations in each direction that --size tries (the present one and two more)",
    )
    parser.add_argument("--most", action="store_true", help="find the most traffic for the target")
    add_output(parser)


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.analysis.corridor import plan_corridor
    from carbonsim.cli.corridor_fields import corridor_fields
    from carbonsim.cli.loading import load_one, tell_warnings
    from carbonsim.engine.readers import CORRIDOR
    from carbonsim.results.holding import held

    refuse_file(options.out)
    refuse_idle_pictures(NAME, options)
    _refuse_idle(options)
    started = time.perf_counter()
    scenario = load_one(options.scenario, options, options.overrides)
    _refuse_without_line(scenario)
    _refuse_year(scenario, options.year)
    tell_warnings([scenario], options, CORRIDOR)
    plan = plan_corridor(
        scenario,
        options.year,
        options.traffic,
        options.days,
        options.warm_up,
        options.replications,
        options.seed,
    )
    name = _folder_name(scenario, options)
    with held(options.out / name):
        found, sized, most = _simulate(plan, options)
        folder = _write(found, sized, most, options, name, time.perf_counter() - started)
    if options.json:
        said = _answer(found, sized, most, options)
        print_json({"answer": said, **corridor_fields(found, sized, most, folder)})
    elif not options.quiet:
        _print(found, sized, most, options, folder)
    unsized = sized is not None and (sized.best is None or sized.confirmed > options.target)
    unanswered = unsized or (options.most and most is None)
    return ANSWER_IS_NO if unanswered else DONE


def _simulate(plan: Plan, options: argparse.Namespace) -> tuple[Corridor, Sized | None, Corridor | None]:
    from carbonsim.analysis.corridor import simulate_corridor
    from carbonsim.analysis.corridor_sizing import most_traffic, size_corridor
    from carbonsim.cli.progress import progress_of

    with progress_of(plan.scenario.name, options) as progress:
        found = simulate_corridor(plan, progress)
    sized = most = None
    if options.size:
        with progress_of("sizing", options) as progress:
            sized = size_corridor(plan, options.target, options.stations or _usual_counts(plan), progress)
    if options.most:
        with progress_of("most traffic", options) as progress:
            most = most_traffic(plan, options.target, progress)
    return found, sized, most


def _usual_counts(plan: Plan) -> list[int]:
    present = max(len(ranked) for ranked in plan.line.rank.values())
    return [present, present + 1, present + 2]


def _refuse_without_line(scenario: Scenario) -> None:
    if "freight" not in scenario.sectors:
        message = "found no section freight, expected one: the line is a part of it"
        raise ScenarioError([Problem(scenario.file, 1, 1, "freight", message, "add the line `freight: {}`")])


def _refuse_idle(options: argparse.Namespace) -> None:
    if options.stations and not options.size:
        message = "found without --size, which tries these numbers"
        raise ScenarioError([Problem(NAME, 0, 0, "--stations", message, "add --size")])


def _refuse_year(scenario: Scenario, year: int | None) -> None:
    first, last = scenario.years
    if year is not None and not first <= year <= last:
        message = f"found {year}, expected a year from {first} to {last}"
        raise ScenarioError([Problem(NAME, 0, 0, "--year", message)])


def _folder_name(scenario: Scenario, options: argparse.Namespace) -> str:
    """The plain folder for the usual way; any other has its own."""
    asked = {name: getattr(options, name) for name in USUAL} | {"seed": options.seed}
    return folder_name(
        f"{NAME}-{scenario.name}", changes(options.overrides, asked, USUAL | {"seed": scenario.seed})
    )


def _write(
    found: Corridor,
    sized: Sized | None,
    most: Corridor | None,
    options: argparse.Namespace,
    name: str,
    seconds: float,
) -> Path:
    """Tables, manifest, figures and page, whole or not at all."""
    from carbonsim.report.corridor_tables import corridor_tables
    from carbonsim.results.manifest import made_from
    from carbonsim.results.store import write_folder

    figures = None
    if not options.no_figures:
        from carbonsim.report.figure_corridor import write_corridor_figures

        def figures(folder: Path) -> None:
            write_corridor_figures(found, sized, options.target, folder, options.lang, formats_of(options))

    plan = found.plan
    about = made_from(plan.scenario, plan.replications, plan.seed, seconds)
    asked = {name: getattr(options, name) for name in USUAL}
    manifest = about | {"corridor": asked | {"year": plan.year, "traffic": plan.line.traffic}}
    texts = {}
    if not options.no_page:
        from carbonsim.cli.pages import page_files
        from carbonsim.report.onepage.studies.corridor import corridor_page

        page = corridor_page(found, sized, most, options.target, options.most, manifest)
        texts = page_files(page, options.lang)
    return write_folder(options.out / name, corridor_tables(found, sized), manifest, figures, texts=texts)


def _print(
    found: Corridor, sized: Sized | None, most: Corridor | None, options: argparse.Namespace, folder: Path
) -> None:
    from carbonsim.report.corridor_tables import corridor_lines, most_lines, size_lines
    from carbonsim.report.terminal import answer_lines

    lines = corridor_lines(found, options.lang)
    if sized is not None:
        lines += size_lines(sized, options.target, options.lang)
    if options.most:
        lines += most_lines(most, options.target, options.lang)
    lines += ["", *answer_lines(_answer(found, sized, most, options), options.lang)]
    name = _folder_name(found.plan.scenario, options)
    print_text("\n".join([*lines, *written_lines(options.out / name, folder, options.lang)]))


def _answer(
    found: Corridor, sized: Sized | None, most: Corridor | None, options: argparse.Namespace
) -> tuple[Statement, ...]:
    from carbonsim.report.corridor_answer import corridor_answer

    return corridor_answer(found, sized, most, options.target, options.most)


def counts(text: str) -> list[int]:
    """Numbers of stations, separated by commas."""
    one = whole(1, MOST_STATIONS)
    return sorted({one(part.strip()) for part in text.split(",")})
