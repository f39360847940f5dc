"""Loading a scenario: the one way from files and overrides to a `Scenario`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from carbonsim.core.errors import Problem
from carbonsim.core.plain_text import harmless
from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.claim_world import scenario_finder
from carbonsim.scenario.claims import Surroundings, read_claims
from carbonsim.scenario.correlations import Known, read_correlations
from carbonsim.scenario.draft import Draft
from carbonsim.scenario.header import (
    Header,
    read_header,
    read_name,
    read_own_title,
    read_version,
    warn_of_draws,
)
from carbonsim.scenario.left_out import claims_in, is_inherited, years_are_overridden
from carbonsim.scenario.lever_reader import read_levers
from carbonsim.scenario.lever_values import Movable
from carbonsim.scenario.library import Library
from carbonsim.scenario.membership import check_needed, check_removed
from carbonsim.scenario.nodes import Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.overrides import read_override
from carbonsim.scenario.pairing import Pairing
from carbonsim.scenario.places import Location, PlaceError, locate
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.sections import check_present, check_same, check_some, sectors_in
from carbonsim.scenario.settings import check_complete, read_settings
from carbonsim.scenario.titles import in_region
from carbonsim.scenario.unused import unused

#: Says that a plan is run without what its file compares it with.
NO_REFERENCE = "none"


def load_scenario(
    path_or_name: str | Path,
    catalogue: Catalogue,
    overrides: Sequence[str] = (),
    reference: str | Path | None = None,
) -> Scenario:
    """Read a scenario with its parents, its reference and overrides.

    Parameters
    ----------
    path_or_name : str or Path
        A YAML file; or the name of a shipped scenario, with or without ``carbonsim:`` before it.
    catalogue : Catalogue
        What may be set and what it is by default.
    overrides : sequence of str
        ``KEY=VALUE``; of two for the same key the later one holds.
    reference : str or Path, optional
        What the plan is compared with instead of what its file names: a file, a shipped scenario, or
        `NO_REFERENCE`.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        With every problem of all files and overrides, each with its place.
    """
    problems = Problems()
    try:
        location = locate(path_or_name)
    except PlaceError as error:
        problems.add(Origin(harmless(str(path_or_name)), 0, 0), "", error.message, error.hint)
        problems.raise_if_any()
        raise
    library = Library(catalogue, problems)
    draft = library.draft(location, Origin(location.display, 0, 0), "")
    for override in overrides:
        contents = read_override(override, catalogue, problems)
        if check_present(draft, contents, catalogue, problems):
            check_removed(draft, contents, catalogue, problems)
            # an override speaks of the scenario's region, whichever that comes to be
            draft.overlay(contents, location, own=False, region="")
    chosen = None if reference is None else os.fspath(reference)
    scenario = _Loader(library, chosen).plan(draft, tuple(overrides))
    problems.raise_if_any()
    return replace(scenario, unused=(*scenario.unused, *problems.warnings))


class _Loader:
    """From drafts to scenarios."""

    def __init__(self, library: Library, chosen: str | None) -> None:
        self.library = library
        #: The reference that was chosen from outside, if any.
        self.chosen = chosen
        self.catalogue = library.catalogue
        self.problems = library.problems

    def plan(self, draft: Draft, overrides: tuple[str, ...]) -> Scenario:
        """The scenario asked for; full of holes where there are problems, which end in an error."""
        header = read_header(draft, self.problems)
        warn_of_draws(draft, header, self.problems)
        check_some(draft, self.catalogue, self.problems)
        scenario = Scenario(
            name=header.name,
            title=in_region(header.title, header.region),
            file=draft.location.display,
            region=header.region.text if header.region else "",
            years=header.years or (0, 0),
            sectors=sectors_in(draft, self.catalogue),
            draws=header.draws,
            seed=header.seed,
            settings=self._settings(draft, header.region),
            claims=(),
            reference=None,
            files=draft.files,
            overrides=overrides,
            sampling=header.sampling,
            shipped=self.catalogue.defaults,
            removed=draft.taken_away(),
            chosen_reference=self.chosen,
        )
        left_out: list[Problem] = []
        if "claims" in draft.header:
            stated = draft.header["claims"]
            finds = scenario_finder(stated.location, draft.files)
            may_be_left_out = is_inherited(draft, "claims") or years_are_overridden(draft)
            around = Surroundings(None if may_be_left_out else header.years, self.catalogue, finds)
            claims = read_claims(stated.node, around, self.problems)
            if may_be_left_out and header.years:
                claims, left_out = claims_in(claims, header.years)
            scenario = replace(scenario, claims=claims)
        plan = self._with_correlations(self._with_reference(scenario, draft, header), draft, left_out)
        plan = self._with_levers(plan, draft, header, left_out)
        return replace(plan, unused=(*plan.unused, *left_out))

    def _with_correlations(self, plan: Scenario, draft: Draft, left_out: list[Problem]) -> Scenario:
        """Plan and reference with the plan's correlations; `left_out` takes those that cannot hold."""
        if "correlations" not in draft.header:
            return plan
        read = {address: setting.origin for address, setting in plan.settings.items()}
        broken = {address for address, leaf in draft.leaves.items() if read.get(address) != leaf.node.origin}
        other = plan.reference
        baseline = {} if other is None else other.settings
        inherited = left_out if is_inherited(draft, "correlations") or plan.overrides else None
        known = Known(plan.settings, baseline, broken, self.catalogue.replaced, inherited)
        found = read_correlations(draft.header["correlations"].node, known, self.problems)
        reference = None if other is None else replace(other, correlations=found)
        return replace(plan, correlations=found, reference=reference)

    def _with_levers(self, plan: Scenario, draft: Draft, header: Header, left_out: list[Problem]) -> Scenario:
        """The plan with its levers; `left_out` takes inherited ones that it cannot have."""
        if "levers" not in draft.header:
            return plan
        inherited = is_inherited(draft, "levers") or bool(plan.overrides)
        catalogue = self.catalogue if not inherited else self.catalogue.only(plan.sectors)
        broken = draft.leaves.keys() - plan.settings.keys()
        around = Movable(plan.settings, broken, catalogue, header.region, inherited)
        levers = read_levers(draft.header["levers"].node, around, left_out, self.problems)
        return replace(plan, levers=levers)

    def _settings(self, draft: Draft, region: Scalar | None) -> dict[str, Setting]:
        catalogue = self.catalogue.only(sectors_in(draft, self.catalogue))
        check_needed(draft, catalogue, self.problems)
        if draft.complete:
            check_complete(draft, catalogue, self.problems)
        return read_settings(draft, catalogue, region, self.problems)

    def _with_reference(self, plan: Scenario, draft: Draft, header: Header) -> Scenario:
        named = self._named_reference(draft) if self.chosen is None else self._chosen_reference(draft)
        if named is None:
            return plan
        location, origin = named
        other = self.library.draft(location, origin, "reference")
        check_same(draft, other, origin, self.catalogue, self.problems)
        pairing = Pairing(draft, other, self.catalogue.only(plan.sectors), header.region, self.problems)
        plan, reference = self._paired(plan, other, location, pairing)
        if reference.name == plan.name:
            message = f"found {plan.name!r}, which is also the name of the scenario itself"
            self.problems.add(origin, "reference", message, "give one of them another name")
        files = tuple(dict.fromkeys((*plan.files, *reference.files)))
        return replace(plan, reference=reference, files=files)

    def _named_reference(self, draft: Draft) -> tuple[Location, Origin] | None:
        """The reference that the file names; none where it names itself."""
        entry = draft.header.get("reference")
        if entry is None or is_empty(entry.node):
            return None
        location = self.library.locate_beside(entry.node, entry.location, "reference")
        if location is None or location.path == draft.location.path:
            return None
        return location, entry.node.origin

    def _chosen_reference(self, draft: Draft) -> tuple[Location, Origin] | None:
        """The reference that was chosen from outside, instead of what the file names."""
        assert self.chosen is not None
        if self.chosen == NO_REFERENCE:
            return None
        origin = Origin(f"--reference {harmless(self.chosen)}", 0, 0)
        try:
            location = locate(self.chosen)
        except PlaceError as error:
            self.problems.add(origin, "", error.message, error.hint)
            return None
        if location.path == draft.location.path:
            message = "found the scenario itself, expected another one to compare it with"
            self.problems.add(origin, "", message, f"or --reference {NO_REFERENCE}")
            return None
        return location, origin

    def _paired(
        self, plan: Scenario, draft: Draft, location: Location, pairing: Pairing
    ) -> tuple[Scenario, Scenario]:
        """The plan, and the reference in its world: it differs in policy, rows, name and title alone."""
        if draft.complete:
            read_version(draft, self.problems)
        name = read_name(draft, self.problems)
        settings = pairing.policy_case(plan.settings)
        told = unused(pairing.plan, draft, settings, pairing.region, pairing.catalogue)
        in_order = sorted(told, key=lambda one: (one.file, one.line, one.column))
        plan = replace(plan, settings=settings, unused=tuple(in_order))
        reference = replace(
            plan,
            name=name,
            title=in_region(read_own_title(draft, name, self.problems), pairing.region),
            file=location.display,
            settings=pairing.baseline(plan.settings),
            claims=(),
            files=draft.files,
            overrides=(),
            unused=(),
            removed=draft.taken_away(),
            plan_removed=plan.removed,
        )
        return plan, reference
