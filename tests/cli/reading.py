"""What a command wrote, read again."""

import csv


def made(folder):
    """The one results folder that there is."""
    (found,) = (folder / "results").iterdir()
    return found


def rows(path):
    """The rows of a table by the names of their columns."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
