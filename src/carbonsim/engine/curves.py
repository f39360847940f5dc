"""The service curves of the shipped scenarios, which travel in the package.

``python -m carbonsim.engine.curves`` (`make curves`) makes those that are missing and removes those that no
shipped scenario has any more.
"""

from __future__ import annotations

from pathlib import Path

from carbonsim.corridor import curve_store
from carbonsim.corridor.service_curves import CurveDesign
from carbonsim.engine.catalogue import load_scenario
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.sectors.freight.stations import designs

SECTOR = "freight"
FOLDER = Path(curve_store.__file__).parent / "curves"


def shipped_designs() -> dict[str, CurveDesign]:
    """The designs of all shipped scenarios and their references, by their hash."""
    found: dict[str, CurveDesign] = {}
    for name in shipped_scenarios():
        scenario = load_scenario(name)
        for one in (scenario, scenario.reference):
            if one is not None and SECTOR in one.sectors:
                found |= {curve_store.design_hash(design): design for design in designs(one)}
    return found


def write(folder: Path) -> None:
    """Bring a folder of curves up to date."""
    wanted = shipped_designs()
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.csv"):
        if path.stem not in wanted:
            path.unlink()
    for name, design in wanted.items():
        if not (folder / f"{name}.csv").exists():
            curve_store.write_curves(design, folder)


if __name__ == "__main__":
    write(FOLDER)
