"""Table of `docs/verdicts.md`: what has been said, and what the shipped scenarios find of it.

``python -m tests.table_of_claims`` rewrites it from `results/`.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import carbonsim

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "verdicts.md"
UNJUDGED = "cannot be judged here"
#: Claim -> the shipped scenario that judges it, or in which it stands until one does.
HOMES = {
    "trunk-line-co2": "fujian-full-conversion",
    "trunk-line-cost": "fujian-full-conversion",
    "trunk-line-trip": "fujian-full-conversion",
    "truck-hundred-cars": "fujian-full-conversion",
    "zhanjiang-500kt": "zhanjiang-shaft-furnace",
    "zhanjiang-500kt-steel": "zhanjiang-shaft-furnace",
    "zhanjiang-line-co2": "zhanjiang-shaft-furnace",
    "zhanjiang-line-cut": "zhanjiang-shaft-furnace",
    "zhangxuan-co2": "china-steel-hydrogen",
    "zhangxuan-cut": "china-steel-hydrogen",
    "mill-gas-feed": "china-steel-hydrogen",
    "nev-production-2023": "china-nev-no-policy",
    "nev-sales-2023": "china-nev-no-policy",
    "nev-production-growth-2023": "china-nev-no-policy",
    "nev-sales-growth-2023": "china-nev-no-policy",
    "nev-world-share-2023": "china-nev-no-policy",
    "plan-2030-sales": "china-trucks-current-policies",
    "plan-2030-stock": "china-trucks-current-policies",
    "plan-2030-stations": "china-trucks-current-policies",
}
HEAD = ("claim", "what is said", "source", "claimed", "judged in", "found", "verdict")
_TABLE = re.compile(r"\| claim \|.*?\n\n", re.DOTALL)


def rows_of(scenario, claim):
    """Answers to a claim that are committed for a scenario."""
    with (ROOT / "results" / scenario / "claims.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["claim"] == claim]


def table():
    """The table as Markdown."""
    lines = [HEAD, ("---",) * len(HEAD)]
    for name, home in HOMES.items():
        (claim,) = (one for one in carbonsim.load_scenario(home).claims if one.name == name)
        rows = rows_of(home, name)
        verdict = rows[0]["verdict_of_claim"]
        stands = "none can" if claim.why else "none yet"
        judged = f"`{home}`" if verdict != UNJUDGED else f"{stands} (in `{home}`)"
        source = f"`{claim.source}`" if claim.source else ""
        found = "" if verdict == UNJUDGED else found_of(rows)
        lines.append((f"`{name}`", claim.text["en"], source, claimed_of(rows[0]), judged, found, verdict))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def found_of(rows):
    """Figures of all answers by boundary; of several cases those from the lowest to the highest."""
    values = [float(row["p50"] or row["value"]) for row in rows]
    (unit,) = {row["unit"].replace("CO2e", "CO2").removesuffix("count") for row in rows}
    if any(row["variant"] for row in rows):
        ends = f"{digits(min(values), 2)} to {digits(max(values), 2)}"
        return f"{ends} {unit} by case ({rows[0]['boundary']})"
    figures = (
        f"{digits(value, 4 if row['answered_by'] else 3)} ({row['boundary']})".removesuffix(" ()")
        for value, row in zip(values, rows, strict=True)
    )
    return f"{', '.join(figures)} {unit}".strip()


def claimed_of(row):
    """Bound of a claim; names of variables, whose bars would part cells, are left out."""
    return row["bound"].partition(" per ")[0].removesuffix(" count")


def digits(value, kept):
    """A number with so many digits, and commas between thousands."""
    return f"{float(f'{value:.{kept}g}'):,g}"


def shown():
    """The table that the page has."""
    return _TABLE.search(PAGE.read_text(encoding="utf-8"))[0]


if __name__ == "__main__":
    PAGE.write_text(_TABLE.sub(lambda _: table(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
