"""Attributes of powertrains that vehicles of their group do not have: they act on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from carbonsim.core.errors import Problem
from carbonsim.scenario.places import is_of_user
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.labels import problem_at
from carbonsim.sectors.nev.powertrains import POWERTRAINS
from carbonsim.sectors.nev.sets import car_names

#: Attributes that only vehicles of a group have; prices, costs and making of commercial vehicles are outside.
OF_GROUP = {
    "car": (
        *("appeal", "past_split", "fast_leaving_share", "past_subsidy", "purchase_subsidy"),
        *("body_price", "maintenance", "insurance", "manufacturing_emissions"),
    ),
    "commercial": ("sales", "displaced_diesel"),
}


def unread_of_rows(scenario: Scenario) -> Iterator[Problem]:
    """Warnings of attributes, other than 0, of powertrains of a group that does not have them."""
    for group, other in (("car", "commercial"), ("commercial", "car")):
        for name in car_names(scenario, group):
            for attribute in OF_GROUP[other]:
                setting = scenario.settings[f"{POWERTRAINS}.{name}.{attribute}"]
                if _is_stated(setting):
                    message = f"acts on nothing: {name} is of the group {group}, which has none of it"
                    yield problem_at(setting, message, f"state it of a powertrain of the group {other}")


def _is_stated(setting: Setting) -> bool:
    """Whether a user's file or override states a number other than 0."""
    if isinstance(setting.value, str):
        return False
    return is_of_user(setting.origin) and any(setting.value.central)
