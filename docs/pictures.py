"""Pictures of README and docs, made anew by the commands that their texts show: ``make pictures``.

The page is photographed by Chromium; without it that picture is left as it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from carbonsim.cli.main import main

DOCS = Path(__file__).parent
#: Picture -> the command, and the file of its results folder.
FIGURES: dict[str, tuple[Sequence[str], str]] = {
    "full-conversion": (("run", "fujian-full-conversion", "--draws", "1000", "--figures"), "figures/difference.png"),
    "shaft-furnace": (("run", "zhanjiang-shaft-furnace", "--figures"), "figures/savings_by_case.png"),
    "truck-sales-shares": (
        ("run", "china-trucks-current-policies", "--set", "years=[2023, 2035]", "--figures"),
        "figures/sales_share_ranges.png",
    ),
    "nev-backtest": (("backtest", "nev", "--freeze", "2021"), "figures/forecasts.png"),
    "corridor-space-time": (("corridor", "fujian-trunk-line"), "figures/space_time.png"),
}
#: Whose page is photographed, how wide, and how far down.
PAGE, WIDTH, HEIGHT = "fujian-trunk-line", 1280, 1960
#: Pictures of thousands of thin lines, which are made smaller [pixel].
NARROW = {"corridor-space-time": 1000}
#: Colours that a picture keeps: enough for lines and bands, few enough for a small file.
COLOURS = 128


def _page(target: Path, folder: Path) -> None:
    """Photograph the head of a page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return
    main(["run", PAGE, "--no-figures", "--quiet", "--out", str(folder)])
    (page,) = folder.glob("*/report.html")
    taken = folder / "page.png"
    options = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}")
    subprocess.run([chromium, *options, f"--screenshot={taken}", page.as_uri()], check=True)
    _keep(taken, target)


def _keep(taken: Path, target: Path) -> None:
    """Write a picture with a palette of few colours."""
    with Image.open(taken) as picture:
        kept = picture.convert("RGB")
        wide = NARROW.get(target.stem, kept.width)
        kept = kept.resize((wide, round(kept.height * wide / kept.width)))
        kept.quantize(COLOURS).save(target, optimize=True)


def draw(names: Sequence[str]) -> None:
    """Draw pictures by their names; all if none is given."""
    for name in names or (*FIGURES, "page"):
        with TemporaryDirectory() as place:
            folder = Path(place)
            if name == "page":
                _page(DOCS / "page.png", folder)
                continue
            command, file = FIGURES[name]
            main([*command, "--out", place])
            (taken,) = folder.glob(f"*/{file}")
            _keep(taken, DOCS / f"{name}.png")


if __name__ == "__main__":
    draw(sys.argv[1:])
