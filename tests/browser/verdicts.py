"""Verdicts of a page whose levers are moved, beside those of the grid behind it."""


def moved_verdicts(opened, grid):
    """Verdicts on all answers at each point of a grid: as the open page and as the grid has them."""
    shown = opened.run(
        "const { levers, claims } = state.page; return arguments[0].map((place) =>"
        " claims.flatMap((claim) => answersAt(levers, claim, [[place, 1]])).map((one) => one.verdict))",
        list(range(len(grid.points))),
    )
    return shown, [[one.verdicts[place] for one in grid.answers] for place in range(len(grid.points))]
