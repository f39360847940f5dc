"""How numbers stand at axes, and how figures are laid out."""

import matplotlib.pyplot as plt
import pytest

from carbonsim.report.style import TicksAlike, save


@pytest.mark.parametrize(
    ("ticks", "labels"),
    [
        ((0.0, 2.0, 4.0), ["0", "2", "4"]),
        ((0.0, 0.5, 1.0), ["0.0", "0.5", "1.0"]),
        ((-2500.0, 0.0, 2500.0), ["\N{MINUS SIGN}2,500", "0", "2,500"]),
        ((-0.0, 0.25), ["0.00", "0.25"]),
    ],
)
def test_ticks_have_as_many_decimals_as_they_need(ticks, labels):
    assert TicksAlike().format_ticks(ticks) == labels


def test_a_figure_is_laid_out_as_if_it_had_been_drawn(tmp_path):
    def made():
        figure = plt.figure(layout="constrained", figsize=(5, 3))
        left, right = figure.subplots(1, 2)
        left.plot([0, 1], [0, 123456.0])
        left.set_ylabel("a label")
        right.set_title("a title\non two lines")
        return figure

    drawn, saved = made(), made()
    drawn.draw_without_rendering()
    save(saved, tmp_path, "one")
    assert {file.name for file in tmp_path.iterdir()} == {"one.png", "one.svg"}
    for one, other in zip(drawn.axes, saved.axes, strict=True):
        assert other.get_position().bounds == pytest.approx(one.get_position().bounds, abs=1e-3)
    plt.close("all")
