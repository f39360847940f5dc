"""The parameters of a scenario by their keys: as its files state them, else as shipped."""

from __future__ import annotations

from dataclasses import replace

from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.draft import Draft
from carbonsim.scenario.flatten import Leaf
from carbonsim.scenario.membership import row_of
from carbonsim.scenario.nodes import Scalar
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.values import read_setting


def shipped(draft: Draft, catalogue: Catalogue) -> dict[str, Setting]:
    """Default values, without those of rows that the files of a scenario remove."""
    if not draft.removed:
        return dict(catalogue.defaults)
    return {
        key: setting
        for key, setting in catalogue.defaults.items()
        if row_of(key, catalogue) not in draft.removed
    }


def read_settings(
    draft: Draft, catalogue: Catalogue, region: Scalar | None, problems: Problems
) -> dict[str, Setting]:
    """All parameters of a scenario.

    Parameters
    ----------
    draft : Draft
        The scenario with its parents.
    catalogue : Catalogue
        What may be set in the sectors that it runs.
    region : Scalar or None
        For values that come from tables; None if there is a problem with it.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    dict of str to Setting
        By key; without those that have a problem.
    """
    settings = shipped(draft, catalogue)
    for key, leaf in draft.leaves.items():
        setting = read_leaf(leaf, catalogue, region, problems)
        if setting is not None:
            settings[key] = setting
    return settings


def read_leaf(leaf: Leaf, catalogue: Catalogue, region: Scalar | None, problems: Problems) -> Setting | None:
    """Read the value of one key, with the region that it is of.

    A number that a file states is of the region of that file, unless it says otherwise or the shipped value
    holds in all regions, as physics does.

    Returns
    -------
    Setting or None
        None if there is a problem.
    """
    setting = read_setting(leaf, region, problems)
    shipped = catalogue.defaults.get(leaf.address)
    if setting is None or setting.region or isinstance(setting.value, str):
        return setting
    if shipped is not None and not shipped.region:
        return setting
    return replace(setting, region=leaf.region or ("" if region is None else region.text))


def check_complete(draft: Draft, catalogue: Catalogue, problems: Problems) -> None:
    """Whether every single parameter has a value, and every row all that its family asks for."""
    given = shipped(draft, catalogue).keys() | draft.leaves.keys()
    for key in catalogue.single:
        if key not in given:
            no_value(draft, key, catalogue, problems)
    for row in draft.rows:
        check_row(draft, row, catalogue.attributes(row.rpartition(".")[0]), catalogue, problems)


def check_row(
    draft: Draft, row: str, attributes: tuple[str, ...], catalogue: Catalogue, problems: Problems
) -> None:
    """Whether a row that a file states has all of some attributes."""
    bare = row in draft.removed
    missing = [
        name
        for name in attributes
        if f"{row}.{name}" not in draft.leaves and (bare or f"{row}.{name}" not in catalogue.defaults)
    ]
    if missing:
        family, _, name = row.rpartition(".")
        message = f"this row lacks {', '.join(missing)}"
        if bare:
            place = draft.removed[row]
            removed = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
            message = f"{message}: {removed} removed it, so that it begins anew here"
            hint = "state all of them, or take the null back"
        else:
            hint = problems.suggest(name, catalogue.members.get(family, ()))
        problems.add(draft.rows[row], row, message, hint or "a new row states all of them")


def no_value(draft: Draft, key: str, catalogue: Catalogue, problems: Problems) -> None:
    """Note a parameter that has neither a value nor a default."""
    unit = catalogue.definitions[key].unit
    example = f"add {key.replace('.', ': ')}: ... {unit}".rstrip()
    problems.add(draft.start(), key, "found no value, and it has no default", example)
