"""The part of the contract that sectors made up for tests leave empty."""


class MadeUpSector:
    """Sector without cross-checks, warnings or limits; it adds name, variables and start."""

    def problems(self, scenario):  # noqa: ARG002
        return []

    def warnings(self, scenario):  # noqa: ARG002
        return []

    def whole(self, scenario, key):  # noqa: ARG002
        return ()

    def prepare(self, scenario, progress):
        pass

    def limits(self, scenario, central, years):  # noqa: ARG002
        return ()

    def checks(self, scenario, central, ensemble, years):  # noqa: ARG002
        return ()
