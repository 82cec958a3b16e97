"""Charts to try: a series of whole numbers, each written as it is."""

from __future__ import annotations

from portal.charts.chart import Chart, Kind, Outline, Series


def series(name: str, *values: float | None, link: str = "") -> Series:
    """``link``: what each of its numbers opens, with its place behind it."""
    shown = tuple("–" if value is None else f"{value:g}" for value in values)
    return Series(name, values, shown, tuple(f"{link}{place}" for place in range(len(values))) if link else ())


def chart(kind: Kind, *series: Series, categories: int = 3) -> Chart:
    """``categories``: how many; named A1, A2 …"""
    return Chart(kind, "What it shows", tuple(f"A{place + 1}" for place in range(categories)), series, heading="Agency")


def square(x: float, y: float, size: float = 1) -> Outline:
    """The outline of a square, from its south-west corner."""
    return [[[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]]
