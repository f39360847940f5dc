"""A policy case and its baseline side by side: the policy case's world, and each its own policy and rows.

A row that only one of the two has is there in both as an axis, so that differences and draws have the same.
The one that does not have it has nothing of it: `Setting.offered` is False.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.definitions import PLAN
from carbonsim.scenario.draft import Draft
from carbonsim.scenario.membership import row_of, rows_in
from carbonsim.scenario.nodes import Scalar
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.settings import check_row, no_value, read_leaf, shipped


@dataclass(frozen=True)
class Pairing:
    """The drafts of a policy case and of its baseline, and what may be set in the sectors that they run."""

    plan: Draft
    reference: Draft
    catalogue: Catalogue
    region: Scalar | None
    problems: Problems

    @cached_property
    def _shipped(self) -> dict[str, Setting]:
        """Default values of the baseline."""
        return shipped(self.reference, self.catalogue)

    @cached_property
    def _only(self) -> tuple[frozenset[str], frozenset[str]]:
        """Rows that only the policy case has, and that only the baseline has."""
        plan, reference = (self._rows(draft) for draft in (self.plan, self.reference))
        return frozenset(plan - reference), frozenset(reference - plan)

    def _rows(self, draft: Draft) -> set[str]:
        families = rows_in(draft, self.catalogue).items()
        return {
            f"{family}.{name}"
            for family, names in families
            if self.catalogue.is_policy(family)
            for name in names
        }

    def policy_case(self, settings: Mapping[str, Setting]) -> dict[str, Setting]:
        """Parameters of the policy case, with the rows that only the baseline has.

        Parameters
        ----------
        settings : mapping of str to Setting
            Those that it has of itself.

        Returns
        -------
        dict of str to Setting
        """
        extra = dict(settings)
        if not self._only[1]:
            return extra
        for key in (*self._shipped, *self.reference.leaves):
            if row_of(key, self.catalogue) in self._only[1] and (setting := self._own(key)) is not None:
                extra[key] = replace(setting, offered=False)
        return extra

    def baseline(self, settings: Mapping[str, Setting]) -> dict[str, Setting]:
        """Parameters of the baseline: its own policy, and all else from the policy case.

        Parameters
        ----------
        settings : mapping of str to Setting
            From `policy_case`.

        Returns
        -------
        dict of str to Setting
            With the same keys in the same order.
        """
        if self.reference.complete:
            self._check_rows()
        return {key: self._in_baseline(key, setting) for key, setting in settings.items()}

    def _in_baseline(self, key: str, setting: Setting) -> Setting:
        if any(self._only):
            row = row_of(key, self.catalogue)
            if row in self._only[0]:
                return replace(setting, offered=False)
            if row in self._only[1]:
                return replace(setting, offered=True)
        if setting.definition.role != PLAN:
            return setting
        own = self._own(key)
        stated = key in self.reference.leaves  # and then what is wrong with it is told already
        if own is None and not stated and self.reference.complete and key in self.catalogue.single:
            no_value(self.reference, key, self.catalogue, self.problems)
        return own or setting

    def _own(self, key: str) -> Setting | None:
        """Setting that the files of the baseline state, or its default; None if there is neither."""
        if (leaf := self.reference.leaves.get(key)) is not None:
            return read_leaf(leaf, self.catalogue, self.region, self.problems)
        return self._shipped.get(key)

    def _check_rows(self) -> None:
        """Whether rows that the baseline states have all that is not of the world of the policy case."""
        for row in self.reference.rows:
            family = row.rpartition(".")[0]
            if family not in self.catalogue.families() or not self.catalogue.is_policy(family):
                continue
            attributes = self.catalogue.attributes(family)
            if row not in self._only[1]:
                roles = self.catalogue.definitions
                attributes = tuple(name for name in attributes if roles[f"{family}.*.{name}"].role == PLAN)
            check_row(self.reference, row, attributes, self.catalogue, self.problems)
