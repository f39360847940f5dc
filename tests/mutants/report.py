"""Report of a sample: a table by package, and the survivors one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from tests.mutants.trial import Verdict

STAGES = ("near", "far", "golden", "")
HEAD = ("package", "mutants", "own tests", "other tests", "golden", "survived", "killed", "without golden")


def report(verdicts: Sequence[Verdict], equivalent: Collection[str] = ()) -> str:
    """Table and list as text.

    Parameters
    ----------
    verdicts : sequence of Verdict
    equivalent : collection of str
        Names of mutants that compute the same; they are left out of all counts.
    """
    counted = [one for one in verdicts if one.mutant.name not in equivalent]
    packages = list(dict.fromkeys(one.mutant.file.split("/")[1] for one in counted))
    rows = [
        _row(name, [one for one in counted if one.mutant.file.split("/")[1] == name]) for name in packages
    ]
    rows.append(_row("all", counted))
    widths = [max(len(row[place]) for row in (HEAD, *rows)) for place in range(len(HEAD))]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (HEAD, *rows)
    ]
    for title, stage in (("survived", ""), ("killed by golden runs alone", "golden")):
        found = [one for one in counted if one.stage == stage]
        lines += ["", f"{title}: {len(found)}", *(f"  {one.mutant.name}" for one in found)]
    seconds = sum(one.seconds for one in verdicts)
    left_out = len(verdicts) - len(counted)
    lines += ["", f"{seconds / 60:.0f} minutes of one process; {left_out} left out as equivalent"]
    return "\n".join(lines) + "\n"


def _row(name: str, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    stages = Counter(one.stage for one in verdicts)
    whole = len(verdicts)
    killed, without = whole - stages[""], stages["near"] + stages["far"]
    shares = (f"{100 * part / whole:.1f} %" if whole else "" for part in (killed, without))
    return (name, str(whole), *(str(stages[stage]) for stage in STAGES), *shares)
