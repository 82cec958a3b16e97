"""The library ``places`` of templates: a position that somebody kept, in words and on a drawing of our own."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.exceptions import ValidationError

from content.forms.area_fields import read_position
from permissions.areas.place_map import place_map
from permissions.areas.places import position_in_words
from permissions.writing import active_language

register = template.Library()


@register.filter
def in_place_words(position: str) -> str:
    """``31.954,35.911`` in the reader's language: near which place, in which governorate.

    What somebody typed instead, on a page that was not checked yet, stays as it is.
    """
    try:
        return position_in_words(read_position(position))
    except (ValidationError, ValueError):
        return position


@register.inclusion_tag("components/place_map.html")
def map_around(position: str) -> dict[str, Any]:
    """The drawing around a kept position, with its pin."""
    drawing = place_map(active_language())
    if drawing is None:
        return {"view": None}
    latitude, longitude = map(float, position.split(","))
    point = (longitude, latitude)
    view = drawing.close(point)
    return {
        "drawing": drawing,
        "view": view,
        "labels": list(drawing.labels_in(view)),
        "pin": drawing.at(point),
        "words": position_in_words(position),
    }
