"""How long commands take against what they must import: medians of whole processes, as ratios in one run.

Run with the interpreter that carbonsim is installed in: ``.venv/bin/python benchmarks/startup.py [rounds]``.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
HERE = Path(__file__).parents[1]
CASES = {
    "import numpy": [sys.executable, "-c", "import numpy"],
    "import numpy, pandas": [sys.executable, "-c", "import numpy, pandas"],
    "carbonsim --help": [str(BIN / "carbonsim"), "--help"],
    "carbonsim run": [
        str(BIN / "carbonsim"), "run", str(HERE / "scenarios/fujian-trunk-line.yaml"),
        "--draws", "1", "--no-figures", "--quiet", "--out",
    ],
}  # fmt: skip
BARS = (("carbonsim --help", "import numpy", 3.0), ("carbonsim run", "import numpy, pandas", 4.0))


def seconds(command: list[str]) -> float:
    """Wall time of one process."""
    with tempfile.TemporaryDirectory() as folder:
        whole = [*command, folder] if command[-1] == "--out" else command
        started = time.perf_counter()
        subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - started


def main(rounds: int) -> None:
    """Measure in turns, so that a busy moment of the machine hits all cases alike."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(rounds + 1):
        for name, command in CASES.items():
            times[name].append(seconds(command))
    medians = {
        name: statistics.median(values[1:]) for name, values in times.items()
    }  # the first warms caches
    for name, value in medians.items():
        print(f"{name:24s} {value * 1000:7.0f} ms")
    for name, base, bar in BARS:
        ratio = medians[name] / medians[base]
        print(f"{name} / {base}: {ratio:.2f} (bar {bar:g}) {'ok' if ratio <= bar else 'MISSED'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
