"""Plan against reference: reductions of emissions and extra costs, each within one boundary and product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from carbonsim.core.carbon import require_comparable
from carbonsim.core.types import Array
from carbonsim.results.records import Variable

#: Stem of a compared figure -> stems of its differences, with the sign of (reference - plan).
DIFFERENCES = {
    "Emissions|": (("Emission Reduction|", 1.0),),
    "Cost|": (("Cost Saving|", 1.0), ("Extra Cost|", -1.0)),
}


def difference_variables(
    plan: Mapping[str, Variable], reference: Mapping[str, Variable]
) -> dict[tuple[str, str], Variable]:
    """Variables of the differences, by the name of what is compared and the stem of the difference.

    Only series that stand at a stated boundary are compared, each with the one of the same name, boundary and
    product; what only the plan has (a row of its own) is not compared.

    Parameters
    ----------
    plan, reference : mapping of str to Variable
        What each of the two reports.

    Returns
    -------
    dict of (str, str) to Variable

    Raises
    ------
    BoundaryError
        If one name stands for figures of different boundaries or products.
    """
    result = {}
    for variable in plan.values():
        for prefix, kinds in DIFFERENCES.items():
            if not variable.stem.startswith(prefix) or variable.name not in reference:
                continue
            require_comparable(variable, reference[variable.name])
            for kind, _ in kinds:
                stem = kind + variable.stem.removeprefix(prefix)
                result[variable.name, kind] = replace(
                    variable,
                    name=_name(stem, variable),
                    component="",
                    origin="carbonsim",
                    stem=stem,
                    description=f"{variable.description}; against the reference",
                )
    return result


def difference_of(variable: Variable) -> str:
    """Name of the series of the baseline less the policy case of another; nothing if there is none."""
    for prefix, ((kind, _), *_) in DIFFERENCES.items():
        if variable.stem.startswith(prefix):
            return _name(kind + variable.stem.removeprefix(prefix), variable)
    return ""


def _name(stem: str, variable: Variable) -> str:
    """The stem with its gas, and in brackets what else tells a figure from others of the stem."""
    # the name says which gas, as that of the levels does; the stem ties the boundaries together
    gases = stem.replace("|CO2|", "|Kyoto Gases|") if "CO2e" in variable.unit else stem
    boundary = variable.boundary.title().replace("Life-Cycle", "Life Cycle").replace("-To-", "-to-")
    marks = (variable.variant, variable.product, "" if variable.boundary == "direct" else boundary)
    told = ", ".join(mark for mark in marks if mark)
    return f"{gases} [{told}]" if told else gases


def differences(
    compared: Mapping[tuple[str, str], Variable],
    plan: Mapping[str, Array],
    reference: Mapping[str, Array],
) -> dict[str, Array]:
    """Series of the differences, where both have drawn the figure; blank where either is."""
    signs = {kind: sign for kinds in DIFFERENCES.values() for kind, sign in kinds}
    return {
        variable.name: signs[kind] * (reference[name] - plan[name])
        for (name, kind), variable in compared.items()
        if name in reference and name in plan
    }
