"""Files kept between runs that a run rests on."""

from __future__ import annotations

from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of


def kept_files(scenario: Scenario) -> dict[str, str]:
    """Name and SHA-256 of what the user's cache gave to a scenario and its reference, for the manifest.

    Parameters
    ----------
    scenario : Scenario
        That was run.

    Returns
    -------
    dict of str to str
        Nothing where all that was needed travels with the package.
    """
    both = (scenario,) if scenario.reference is None else (scenario, scenario.reference)
    found: dict[str, str] = {}
    for one in both:
        for sector in sectors_of(one):
            found.update(sector.kept(one))
    return dict(sorted(found.items()))
