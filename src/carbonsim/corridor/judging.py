"""Designs simulated side by side on the same trips and failures: what they cost and how long trucks wait."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from carbonsim.corridor.designs import MOST, Design, Judged, Question
from carbonsim.corridor.fast_line import simulate_line
from carbonsim.corridor.fast_station import FastStations
from carbonsim.corridor.journeys import Journeys
from carbonsim.corridor.measures import measure, waits_of
from carbonsim.corridor.trips import Trips, draw_outages, draw_trips

#: Where a search begins.
START = (1, 24, 24, 4000)


class Judge:
    """Simulates designs of one number of stations, each once, on the same trips."""

    def __init__(self, question: Question) -> None:
        self.question = question
        q = question
        self.trips = draw_trips(q.line, q.days, q.replications, q.seed)
        self.outages = draw_outages(q.line, q.days, q.replications, q.seed)
        self.known: dict[Design, Judged] = {}

    def first(self, count: int, aim: float) -> Judged | None:
        """The cheapest known design that serves, or one that is doubled until it does; None if none does."""
        serving = [one for one in self.known.values() if one.wait_long <= aim]
        if serving:
            return min(serving, key=lambda one: one.cost)
        design = Design(count, *START)
        while all(part <= most for part, most in zip(design.parts, MOST, strict=True)):
            found = self.judge([design])[0]
            if found.wait_long <= aim:
                return found
            design = Design(count, *(2 * part for part in design.parts))
        return None

    def judge(self, designs: Sequence[Design]) -> list[Judged]:
        """Cost and waiting of designs that have as many blocks as a truck carries."""
        most = max(blocks for blocks, share in self.question.line.packs if share > 0)
        designs = [design for design in designs if design.blocks >= most]
        new = [design for design in designs if design not in self.known]
        if new:
            for design, one in zip(new, self._simulate(new), strict=True):
                self.known[design] = one
        return [self.known[design] for design in designs]

    def _simulate(self, designs: Sequence[Design]) -> list[Judged]:
        q, count = self.question, len(designs)
        stations = [q.station_of(design) for design in designs for _ in range(q.replications)]
        trips = repeated(self.trips, count, q.replications)
        outages = np.tile(self.outages, (1, count))
        journeys, fleet = simulate_line(q.line, stations, trips, q.days, outages, q.warm_up)
        found = SideBySide(q, trips, journeys, fleet, count)
        return [found.judged(number, design) for number, design in enumerate(designs)]


class SideBySide:
    """What came of designs that were simulated side by side."""

    def __init__(
        self, question: Question, trips: Trips, journeys: Journeys, fleet: FastStations, count: int
    ) -> None:
        q, self.question = question, question
        shape, prices = (count, q.replications), q.costs.electricity
        waits = waits_of(trips, journeys, (q.warm_up, q.days))
        measures, _ = measure(q.line, q.station.efficiency, prices, trips, journeys, fleet, waits)
        self.swaps = measures.swaps.reshape(shape).mean(axis=1)
        self.electricity = measures.electricity_cost.reshape(shape).mean(axis=1)
        design = trips.replication // q.replications
        self.waits = [waits.long(design == number) for number in range(count)]

    def judged(self, number: int, design: Design) -> Judged:
        """Cost and waiting of one of them."""
        swaps, electricity = float(self.swaps[number]), float(self.electricity[number])
        places = len(self.question.line.places)
        cost = self.question.costs.yearly(places, design.parts, swaps, electricity)
        return Judged(design, cost, self.waits[number])


def repeated(trips: Trips, count: int, replications: int) -> Trips:
    """The trips of some replications, so many times side by side."""
    tiled = {name: np.concatenate([values] * count) for name, values in vars(trips).items()}
    shift = np.repeat(np.arange(count), len(trips.entry)) * replications
    return Trips(**(tiled | {"replication": tiled["replication"] + shift}))
