"""Outputs of a sector: each declared where it is computed, with its name, unit and boundary.

An output is a function of the parameters and of what happened in a year, below the decorator `output`. Which
of them are wanted is known before the first year, and no other is called.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, lru_cache, wraps
from types import ModuleType
from typing import Any, Generic, TypeVar, cast

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.sector import Figures, ReportedVariable
from carbonsim.results.records import Variable
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import convert

P = TypeVar("P")
F = TypeVar("F")
T = TypeVar("T")

#: Place in the name of an output for the member of its set.
MEMBER = "{member}"


@dataclass(frozen=True)
class OutputSet:
    """Set of which an output has a row for each member.

    Attributes
    ----------
    members : callable
        Names in results, under a scenario, in the order of the rows.
    offered : callable, optional
        Whether a scenario has each of them, or only what it is compared with; None where all are its own.
        Of two members of one name its own is reported.
    """

    members: Callable[[Scenario], tuple[str, ...]]
    offered: Callable[[Scenario], tuple[bool, ...]] | None = None

    def of(self, scenario: Scenario) -> tuple[tuple[str, bool], ...]:
        """Members under a scenario, and whether each is its own."""
        names = self.members(scenario)
        own = (True,) * len(names) if self.offered is None else self.offered(scenario)
        return tuple(zip(names, own, strict=True))


@dataclass(frozen=True)
class Output(Generic[P, F]):
    """An output: where it goes, and the function that computes it, in `computed_in` of its unit.

    Attributes
    ----------
    compute : callable
        Of parameters and flows: array (D,), or (members, D) of a set.
    name : str
        In results, with ``{member}`` for the member of a set.
    unit, computed_in : str
        Of results, and of the function.
    over : OutputSet, or None
    component, base, boundary, total : str
        Of emissions: the component. Of a figure that is told at several boundaries: the name without them,
        and the boundary. The total over sectors that it is a part of.
    iamc : bool
        Whether the name is one of the IAMC tables.
    ensemble : bool
        Whether draws keep it, or only the deterministic run.
    """

    compute: Callable[[P, F], Array]
    name: str
    unit: str
    computed_in: str
    over: OutputSet | None
    component: str
    base: str
    boundary: str
    total: str
    iamc: bool
    ensemble: bool

    @cached_property
    def key(self) -> str:
        """Name of the function."""
        return self.compute.__name__

    @cached_property
    def _place(self) -> str:
        """Where a year keeps it once it is computed."""
        return f"output {self.key}"

    @property
    def description(self) -> str:
        """First paragraph of the function's docstring."""
        sentence = (self.compute.__doc__ or "").partition("\n\n")[0]
        return " ".join(sentence.split()).removesuffix(".")

    def __call__(self, p: P, flows: F) -> Array:
        """The output of a year, computed once: what is reported is what balances check."""
        return _once(self._place, self.compute, p, flows)

    def variables(self, members: tuple[tuple[str, bool], ...] | None) -> Iterator[ReportedVariable]:
        """Its rows in results: one, or one for each member; see `OutputSet.of`."""
        factor = convert(1.0, self.computed_in, self.unit)
        for row, (member, own) in enumerate((("", True),) if members is None else members):
            if members is not None and not own and (member, True) in members:
                continue
            variable = Variable(
                name=self.name.replace(MEMBER, member),
                unit=self.unit,
                component=self.component,
                description=self.description,
                origin="iamc" if self.iamc else "carbonsim",
                stem=self.base.replace(MEMBER, member),
                boundary=self.boundary,
            )
            place = -1 if members is None else row
            yield ReportedVariable(self.key, place, factor, variable, self.ensemble, self.total, own)


def output(
    name: str,
    unit: str,
    computed_in: str,
    *,
    over: OutputSet | None = None,
    component: str = "",
    base: str = "",
    boundary: str = "",
    total: str = "",
    iamc: bool = False,
    ensemble: bool = True,
) -> Callable[[Callable[[P, F], Array]], Output[P, F]]:
    """Declare the function below it to be an output; see `Output`."""

    def declare(compute: Callable[[P, F], Array]) -> Output[P, F]:
        return Output(
            compute, name, unit, computed_in, over, component, base, boundary, total, iamc, ensemble
        )

    return declare


def computed_once(compute: Callable[[P, F], T]) -> Callable[[P, F], T]:
    """Let what several outputs of a year are taken from be computed for the first of them alone."""

    place = f"taken from {compute.__name__}"

    @wraps(compute)
    def computed(p: P, f: F) -> T:
        return _once(place, compute, p, f)

    return computed


def _once(name: str, compute: Callable[[P, F], T], p: P, flows: F) -> T:
    kept = vars(flows)
    if name in kept:
        return cast("T", kept[name])
    value = kept[name] = compute(p, flows)
    return value


def outputs_of(module: ModuleType) -> tuple[Output[Any, Any], ...]:
    """Outputs that a module declares, in their order."""
    found = (value for value in vars(module).values() if isinstance(value, Output))
    return tuple(one for one in found if one.compute.__module__ == module.__name__)


def wanted_figures(
    outputs: Sequence[Output[P, F]], p: P, flows: F, wanted: Collection[str]
) -> tuple[Figures, ...]:
    """Outputs of a year whose keys are wanted, not computed yet."""
    chosen = {one.key: one for one in outputs if one.key in wanted}
    return (Figures(lambda: {key: one(p, flows) for key, one in chosen.items()}, frozenset(chosen)),)


def reported(outputs: Sequence[Output[Any, Any]], scenario: Scenario) -> tuple[ReportedVariable, ...]:
    """Variables that outputs report under a scenario, one for each row of a set."""
    members = tuple(one.over and one.over.of(scenario) for one in outputs)
    return _reported(tuple(outputs), members)


@lru_cache(maxsize=64)
def _reported(
    outputs: tuple[Output[Any, Any], ...], members: tuple[tuple[tuple[str, bool], ...] | None, ...]
) -> tuple[ReportedVariable, ...]:
    """Variables of scenarios with the same sets: policy case and baseline ask several times."""
    return tuple(
        variable for one, names in zip(outputs, members, strict=True) for variable in one.variables(names)
    )
