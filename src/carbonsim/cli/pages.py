"""Pages of runs and studies: made beside their tables, and read back from results folders."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.report.onepage import data, html
from carbonsim.report.onepage.sentences import sentences
from carbonsim.report.onepage.words import harmless_texts

if TYPE_CHECKING:
    from carbonsim.results.claim_results import ClaimResult
    from carbonsim.results.lever_grid import LeverGrid
    from carbonsim.results.records import Outcome
    from carbonsim.results.results import Results

#: What the page of any run or study has, of which type, and what only those of runs or of studies have.
SHAPE: Mapping[str, type] = (
    dict.fromkeys(("name", "kind"), str)
    | dict.fromkeys(("title", "names", "series"), dict)
    | dict.fromkeys(("about", "answer", "warnings", "claims", "years", "boundaries", "charts"), list)
)
OF_RUNS: Mapping[str, type] = dict.fromkeys(
    ("outcomes", "deciding", "assumptions", "manifest", "trust"), dict
) | {"checks": list}
OF_STUDIES: Mapping[str, type] = {"sections": list}
AGAIN = "make it again with this version of carbonsim"


def page_of(
    results: Results,
    outcomes: Sequence[Outcome],
    claims: Sequence[ClaimResult],
    made: Mapping[str, Any],
    grid: LeverGrid | None = None,
) -> dict[str, Any]:
    """The data of the page of a run with this manifest, with its answer, findings and levers."""
    return data.page_data(results, outcomes, claims, sentences(results, outcomes, claims), made, grid)


def page_files(page: dict[str, Any], language: str) -> dict[str, str]:
    """The page of a run or a study, and the data that it is made of: file name -> text."""
    return {data.FILE: data.page_text(page), html.FILE: html.page_html([page], language)}


def read_page(folder: Path) -> dict[str, Any]:
    """The data of a page as a run or a study left them in its results folder.

    Raises
    ------
    ScenarioError
        If there is none, it is of another format, or parts of it are not there.
    """
    path = folder / data.FILE
    if not path.is_file():
        message = f"found no {data.FILE}, expected a results folder of `carbonsim run` or of a study"
        raise _problem(folder, message, f"{AGAIN}, without --no-page")
    try:
        page = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
        found = page.get("format") if isinstance(page, dict) else None
    except ValueError:
        raise _problem(path, "found no JSON, expected the data of a page", AGAIN) from None
    if found != data.FORMAT:
        raise _problem(path, f"found the format {found}, expected {data.FORMAT}", AGAIN)
    shape = {**SHAPE, **(OF_RUNS if page.get("kind") == "run" else OF_STUDIES)}
    torn = [key for key, kind in shape.items() if not isinstance(page.get(key), kind)]
    rows = [key for key in ("answer", "claims") if key not in torn]
    torn += [key for key in rows if not all(isinstance(one, dict) for one in page[key])]
    if torn:
        raise _problem(path, f"found no {', '.join(torn)} that a page can show, expected a whole page", AGAIN)
    return dict(harmless_texts(page))  # anybody may have written in it


def _refuse_constant(name: str) -> None:
    """Refusal of NaN and Infinity, which are no JSON."""
    raise ValueError(name)


def _problem(path: Path, message: str, hint: str) -> ScenarioError:
    return ScenarioError([Problem(str(path), 0, 0, "", message, hint)])
