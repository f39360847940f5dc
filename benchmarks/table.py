"""The table of README: rows, ratios and the machine, between two markers."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from math import isnan
from pathlib import Path

from benchmarks.cases import Ratio
from benchmarks.rows import Row

README = Path(__file__).with_name("README.md")
START, END = "<!-- measured -->", "<!-- end of what was measured -->"
PACKAGES = ("numpy", "scipy", "flodym", "ema_workbench")
UNKNOWN = "-"


def text(rows: Sequence[Row], ratios: Iterable[Ratio]) -> str:
    """Machine, rows and ratios in Markdown."""
    lines = [
        f"Measured on {machine()}.", "",
        "| benchmark | size | seconds | a second | peak memory |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(_line(row) for row in rows), "",
        "| times as fast | as | ratio | |",
        "| --- | --- | ---: | --- |",
        *(line for ratio in ratios if (line := _compared(ratio, rows))),
    ]  # fmt: skip
    return "\n".join(lines)


def write(measured: str, readme: Path = README) -> None:
    """Put it between the markers."""
    before, _, rest = readme.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{START}\n\n{measured}\n\n{END}{after}", encoding="utf-8")


def machine() -> str:
    """Cores, processor, memory and versions; nothing that names the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    model = _field(Path("/proc/cpuinfo"), "model name") or platform.machine()
    memory = _field(Path("/proc/meminfo"), "MemTotal")
    size = f", {int(memory.split()[0]) / 1024**2:.0f} GiB" if memory else ""
    versions = [f"Python {platform.python_version()}", *filter(None, map(_version, PACKAGES))]
    return f"{cores} cores ({model}){size}, {platform.system()}; {', '.join(versions)}"


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _field(path: Path, key: str) -> str:
    """A line of a file of ``/proc``; nothing where there is none."""
    if not path.is_file():
        return ""
    found = re.search(rf"^{key}\s*:\s*(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].strip() if found else ""


def _line(row: Row) -> str:
    memory = UNKNOWN if isnan(row.memory) else f"{row.memory:,.0f} MB"
    return f"| {row.name} | {row.size:,} | {row.seconds:.3g} | {_short(row.rate)} {row.unit} | {memory} |"


def _short(rate: float) -> str:
    """Three digits: 55.3 million, 2,330 or 18.3."""
    if rate >= 1e6:
        return f"{rate / 1e6:.3g} million"
    return f"{float(f'{rate:.3g}'):,.0f}" if rate >= 100 else f"{rate:.3g}"


def _compared(ratio: Ratio, rows: Sequence[Row]) -> str:
    """A ratio at the best size of each; nothing where one of the two was not measured."""
    speeds = [
        max((row.size / row.seconds for row in rows if row.name == name), default=0.0)
        for name in (ratio.faster, ratio.slower)
    ]
    if not all(speeds):
        return ""
    value = speeds[0] / speeds[1]
    notes = [ratio.note] if ratio.note else []
    if ratio.bar is not None:
        notes.append(f"bar {ratio.bar:g}: {'kept' if value <= ratio.bar else 'MISSED'}")
    return f"| {ratio.faster} | {ratio.slower} | {value:.3g} | {'; '.join(notes)} |"
