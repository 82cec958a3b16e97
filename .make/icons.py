"""Draws the icons that browsers and phones ask for by name, from the drawing of the mark: run it when that changes."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
MARK = ROOT / "site" / "static" / "icons" / "mark.svg"
SERVED = ROOT / "site" / "root"
SIZE = 40  # the mark's own measure
CARD = (1200, 630)  # what those ask for who draw links
FINE = 8  # drawn so much larger, then made smaller: smooth edges
STEP = re.compile(r"([MhvHVz])([\d. -]*)")

Point = tuple[float, float]


def corners(path: str) -> list[Point]:
    """The corners of a path of straight lines, along or across."""
    found: list[Point] = []
    for act, figures in STEP.findall(path):
        numbers = [float(figure) for figure in figures.split()]
        x, y = found[-1] if found else (0.0, 0.0)
        match act:
            case "M":
                found.append((numbers[0], numbers[1]))
            case "h":
                found.append((x + numbers[0], y))
            case "H":
                found.append((numbers[0], y))
            case "v":
                found.append((x, y + numbers[0]))
            case "V":
                found.append((x, numbers[0]))
    return found


def drawn(pixels: int, *, rounded: bool) -> Image.Image:
    """The mark in a square of ``pixels``; phones round the corners of theirs by themselves."""
    scale = pixels * FINE / SIZE
    picture = Image.new("RGBA", (pixels * FINE, pixels * FINE))
    pen = ImageDraw.Draw(picture)
    for shape in etree.parse(str(MARK)).getroot():
        fill, path = shape.get("fill"), str(shape.get("d"))
        if shape.tag.endswith("rect"):
            pen.rounded_rectangle(
                (0, 0, *(side - 1 for side in picture.size)),
                float(str(shape.get("rx"))) * scale if rounded else 0,
                fill,
            )
        else:
            pen.polygon([(x * scale, y * scale) for x, y in corners(path)], fill)
    return picture.resize((pixels, pixels), Image.Resampling.LANCZOS)


def card() -> Image.Image:
    """The picture of a shared link: the mark on its own ground. It says nothing, and so stands in every language."""
    mark = drawn(420, rounded=False).convert("RGB")
    width, height = CARD
    picture = Image.new("RGB", CARD, mark.getpixel((0, 0)))
    picture.paste(mark, ((width - mark.width) // 2, (height - mark.height) // 2))
    return picture


def maskable(pixels: int) -> Image.Image:
    """The mark on its own ground, far enough from the edge that a phone may cut any shape out of it."""
    mark = drawn(pixels * 3 // 4, rounded=False).convert("RGB")
    picture = Image.new("RGB", (pixels, pixels), mark.getpixel((0, 0)))
    edge = (pixels - mark.width) // 2
    picture.paste(mark, (edge, edge))
    return picture


def badge(pixels: int) -> Image.Image:
    """The stairs alone, white on nothing: the small sign that Android draws in its own colour."""
    scale = pixels * FINE / SIZE
    picture = Image.new("RGBA", (pixels * FINE, pixels * FINE))
    for shape in etree.parse(str(MARK)).getroot():
        if shape.get("fill") == "#fff":
            points = [(x * scale, y * scale) for x, y in corners(str(shape.get("d")))]
            ImageDraw.Draw(picture).polygon(points, "#fff")
    return picture.resize((pixels, pixels), Image.Resampling.LANCZOS)


def main() -> None:
    SERVED.mkdir(exist_ok=True)
    sizes = [drawn(pixels, rounded=True) for pixels in (48, 32, 16)]
    sizes[0].save(SERVED / "favicon.ico", append_images=sizes[1:], sizes=[picture.size for picture in sizes])
    touch = drawn(180, rounded=False).convert("RGB")
    touch.save(SERVED / "apple-touch-icon.png", optimize=True)
    for pixels in (192, 512):
        drawn(pixels, rounded=True).save(SERVED / f"icon-{pixels}.png", optimize=True)
    maskable(512).save(SERVED / "icon-maskable.png", optimize=True)
    badge(96).save(SERVED / "icon-badge.png", optimize=True)
    card().save(SERVED / "card.png", optimize=True)


if __name__ == "__main__":
    main()
