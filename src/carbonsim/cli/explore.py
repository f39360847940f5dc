"""``carbonsim explore``: the page of a run with the model behind it, in a browser on this machine."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import DONE
from carbonsim.cli.options import add_set, draws, seed
from carbonsim.cli.output import print_json, print_text

if TYPE_CHECKING:
    from carbonsim.cli.explore_server import Answer

NAME = "explore"
HELP = "move the levers of a scenario in a browser"
DESCRIPTION = """Show the page of a scenario in a browser on this machine, with its levers and any other
parameter to be moved: each move is a run of the model, of fewer draws than the scenario's. Nothing is
written, and nothing leaves this machine. Ctrl-C ends it.

  carbonsim explore fujian-trunk-line               open the address that it prints
  carbonsim explore my-plan.yaml --draws 400        smoother bands, slower moves"""
#: Draws of a move: enough for a band, few enough to wait for.
DRAWS = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("scenario", metavar="SCENARIO", help="a YAML file or a shipped scenario")
    parser.add_argument(
        "--draws", type=draws, help=f"size of the ensembles; the scenario's, or {DRAWS} where it has more"
    )
    parser.add_argument("--seed", type=seed, help="of the draws")
    add_set(parser)
    parser.add_argument("--open", action="store_true", help="open the address in the browser of this machine")


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.cli.explore_runs import ExploredRuns
    from carbonsim.cli.explore_server import ExploreServer
    from carbonsim.cli.latest import Latest
    from carbonsim.cli.loading import load_one, prepare
    from carbonsim.report.onepage.html import page_html

    options.quiet = False
    scenario = load_one(options.scenario, options, options.overrides)
    prepare([scenario], options)
    count = min(scenario.draws, DRAWS) if options.draws is None else options.draws
    runs = ExploredRuns(options.scenario, tuple(options.overrides), scenario, count, options.seed)
    page = page_html([runs.page({}, {})], options.lang, explore=runs.movable())
    latest: Latest[dict[str, Any], Answer] = Latest(lambda request: _answer(runs, request))
    with ExploreServer(page, latest.answer) as server:
        try:
            _tell(server.address, options)
            server.serve_forever()
        except KeyboardInterrupt:
            pass
    return DONE


def _tell(address: str, options: argparse.Namespace) -> None:
    """Say where the page is, and open it if that is wanted."""
    from carbonsim.report.texts import say

    if options.json:
        print_json({"address": address}, now=True)
    else:
        print_text(f"{say('Open in a browser', options.lang)}: {address}")
        print_text(say("Ctrl-C ends it", options.lang), now=True)
    if options.open:
        import webbrowser

        webbrowser.open(address)


def _answer(runs: Any, request: dict[str, Any]) -> Answer:
    from carbonsim.cli.explore_runs import RequestError
    from carbonsim.core.errors import CarbonsimError, ScenarioError

    try:
        return 200, {"page": runs.page(request.get("set", {}), request.get("levers", {}))}
    except RequestError as error:
        return 400, {"problems": [str(error)]}
    except ScenarioError as error:
        return 422, {"problems": [str(problem) for problem in error.told]}
    except CarbonsimError as error:
        return 422, {"problems": [str(error)]}
