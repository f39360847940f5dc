"""A scenario that has been read and found good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from carbonsim.core.errors import OneValueError, Problem
from carbonsim.scenario.catalogue import rows_of
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.correlations import Correlation
from carbonsim.scenario.header import PLAIN
from carbonsim.scenario.levers import Lever
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.quantity import Quantity, Setting

#: Value of a parameter that columns of the draw axis set: `kernel.columns` has what it is in each.
SET_BY_COLUMN = "set by column"


@dataclass(frozen=True)
class Scenario:
    """A plan, complete with every parameter, and the reference that it is measured against.

    Attributes
    ----------
    name : str
        Also the results folder.
    title : mapping of str to str
        By language; ``en`` and ``zh`` are always there.
    file : str
        As named by the user.
    region : str
        Region of the values that come from tables.
    years : tuple of int
        First and last year.
    sectors : tuple of str
        Those whose section the file or a parent of it has, in order of the alphabet.
    draws, seed : int
        Size and seed of the ensemble; up to one draw means the central run alone.
    settings : mapping of str to Setting
        Every parameter of the drivers and of the sectors, by its address; those of rows that only what it is
        compared with has are among them, with `Setting.offered` False.
    claims : tuple of Claim
        What is put to the test.
    reference : Scenario or None
        In the plan's world: its own plan parameters, all else from the plan.
    files : tuple of Path
        Every file read.
    overrides : tuple of str
        ``KEY=VALUE``, as given.
    sampling : str
        How draws are made: one of `header.METHODS`.
    correlations : tuple of Correlation
        Of draws, for plan and reference alike.
    chosen_reference : str or None
        The reference that was chosen instead of what the file names, as given; ``none`` for none at all.
    shipped : mapping of str to Setting
        Default values, by key: what the parameters would be had no file stated anything.
    levers : tuple of Lever
        What a reader of its results may move.
    unused : tuple of Problem
        Warnings of what is stated and not used, or read and perhaps meant otherwise.
    removed : mapping of str to Origin
        Rows that its files and overrides take away, with the place.
    plan_removed : mapping of str to Origin
        Of a reference: the rows that the plan takes away.
    """

    name: str
    title: Mapping[str, str]
    file: str
    region: str
    years: tuple[int, int]
    sectors: tuple[str, ...]
    draws: int
    seed: int
    settings: Mapping[str, Setting]
    claims: tuple[Claim, ...]
    reference: Scenario | None
    files: tuple[Path, ...]
    overrides: tuple[str, ...]
    sampling: str = PLAIN
    correlations: tuple[Correlation, ...] = ()
    chosen_reference: str | None = None
    levers: tuple[Lever, ...] = ()
    shipped: Mapping[str, Setting] = field(default_factory=dict, compare=False, repr=False)
    unused: tuple[Problem, ...] = field(default=(), compare=False, repr=False)
    removed: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)
    plan_removed: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of all parameters."""
        return tuple(self.settings)

    @cached_property
    def quantities(self) -> Mapping[tuple[str, bool], tuple[str, ...]]:
        """Names of the quantities directly below each section: those that may be paths over years, or not."""
        found: dict[tuple[str, bool], list[str]] = {}
        for address, setting in self.settings.items():
            if setting.definition.kind == "quantity":
                section, _, name = address.rpartition(".")
                found.setdefault((section, setting.definition.varies), []).append(name)
        return {section: tuple(names) for section, names in found.items()}

    def until(self, last: int) -> Scenario:
        """The same scenario and its reference up to a last year, without claims."""
        reference = self.reference
        return replace(
            self,
            years=(self.years[0], last),
            claims=(),
            reference=None if reference is None else reference.until(last),
        )

    def reading_through(self, settings: Mapping[str, Setting]) -> Scenario:
        """The same scenario whose parameters are read through another mapping of the same keys."""
        same = replace(self, settings=settings)
        # which parameters there are is known already, and reading it is no reading of their values
        vars(same).update(
            keys=self.keys, quantities=self.quantities, _rows=self._rows, _attributes=self._attributes
        )
        return same

    def quantity(self, address: str) -> Quantity:
        """The quantity at an address; `KeyError` if there is none."""
        value = self.settings[address].value
        if value == SET_BY_COLUMN:
            raise OneValueError(address, "the model reads one value of it for all draws")
        if not isinstance(value, Quantity):
            raise KeyError(f"{address} is a text")
        return value

    def text(self, address: str) -> str:
        """The text or option at an address; `KeyError` if there is none."""
        value = self.settings[address].value
        if not isinstance(value, str):
            raise KeyError(f"{address} is a quantity")
        return value

    def offered(self, family: str) -> tuple[bool, ...]:
        """Whether the scenario has each row of a family, or only what it is compared with has it."""
        first = self._attributes.get(family, "")
        return tuple(self.settings[f"{family}.{row}.{first}"].offered for row in self.members(family))

    def present(self, family: str) -> tuple[str, ...]:
        """Rows of a family without those that only what the scenario is compared with has."""
        rows = zip(self.members(family), self.offered(family), strict=True)
        return tuple(row for row, offered in rows if offered)

    @property
    def is_world(self) -> bool:
        """Whether it has no sector: prices, grid and money of a place, for scenarios to extend."""
        return not self.sectors

    def members(self, family: str) -> tuple[str, ...]:
        """The rows of a family such as ``freight.powertrains``: the shipped, then the file's; or none.

        The axis of arrays and series: with the rows that only what the scenario is compared with has. What it
        has itself is `present`.
        """
        return self._rows.get(family, ())

    @cached_property
    def _rows(self) -> Mapping[str, tuple[str, ...]]:
        starred = (setting.definition.pattern.partition(".*.") for setting in self.settings.values())
        families = {family: None for family, star, _ in starred if star}
        return rows_of(families, self.settings)

    @cached_property
    def _attributes(self) -> Mapping[str, str]:
        """An attribute that every row of a family has."""
        attributes: dict[str, str] = {}
        for setting in self.settings.values():
            family, star, attribute = setting.definition.pattern.partition(".*.")
            if star:
                attributes.setdefault(family, attribute)
        return attributes


def same_ranges(one: Scenario, other: Scenario) -> bool:
    """Whether two cases of a comparison draw the same: what has a range in either is the same in both."""
    for address in dict.fromkeys([*one.settings, *other.settings]):
        mine, theirs = one.settings.get(address), other.settings.get(address)
        if mine is None or theirs is None:
            return False
        same = mine.value == theirs.value and mine.offered == theirs.offered
        if not same and (mine.ranged or theirs.ranged):
            return False
    return True
