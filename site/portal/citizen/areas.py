"""Outlines of governorates and places of the country, as a browser fetches them to find where it is by itself."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_safe

from content.forms.limited import network_behind, tell_when
from permissions.areas.outlines import outlines_kept
from permissions.areas.place_map import (
    CLOSE_BAR_KM,
    CLOSE_KM,
    FAR_BAR_KM,
    FONT_PIXELS,
    KEY_HEIGHT,
    KEY_WIDTH,
    NARROW_PIXELS,
    UNITS_PER_KM,
    PlaceMap,
    place_map,
)
from permissions.areas.places import (
    ABROAD_KM,
    NEAR_KM,
    NEAREST_DECIDES_KM,
    NO_OUTLINES_KM,
    SHORE_KM,
    CountryPlaces,
    country_name,
    country_places,
    words_of_locations,
)
from permissions.areas.selectors import gazetteer
from permissions.limits.asking import ask
from permissions.limits.catalogue import OUTLINES
from permissions.translated_text import in_language, languages
from permissions.writing import written_number

LIMITS_KM: Final = {
    "near": NEAR_KM,
    "nearest_decides": NEAREST_DECIDES_KM,
    "shore": SHORE_KM,
    "abroad": ABROAD_KM,
    "no_outlines": NO_OUTLINES_KM,
}
"""The distances of ``CountryPlaces.locate``, by the names that the script reads."""


@require_safe
def outlines(request: HttpRequest) -> HttpResponse:
    """GeoJSON, the same for everybody; empty where nobody has given any. Fetched too often, the list is there still."""
    return _refused(request) or _for_all(outlines_kept())


@require_safe
def places(request: HttpRequest, language: str) -> HttpResponse:
    """The country's places with the keys of their areas, its borders and its drawing, in one language.

    The rules by which a browser reads it are those of ``CountryPlaces.locate``.
    """
    drawing = place_map(language) if language in languages() else None
    if drawing is None:
        raise Http404
    with override(language):
        return _refused(request) or _for_all(_places(country_places(), drawing, language))


def _places(country: CountryPlaces, drawing: PlaceMap, language: str) -> dict[str, Any]:
    areas = gazetteer()
    keys = {code: areas.key_of_name(division.name) for code, division in country.divisions.items()}
    context = {
        "drawing": drawing,
        "view": drawing.far,
        "labels": drawing.labels,
        "words": _("Map of the country’s places"),
    }
    return {
        "country": country_name(country.country),
        "divisions": {
            code: {"name": in_language(division.name, language), "key": keys[code], "outline": division.outline}
            for code, division in country.divisions.items()
        },
        "places": [
            {
                "name": in_language(place.name, language),
                "point": place.point,
                "division": place.division,
                "key": areas.key_of_name(place.name, under) if (under := keys.get(place.division, "")) else "",
            }
            for place in country.places
        ],
        "abroad": country.abroad,
        "limits": LIMITS_KM,
        "sheet": {
            "west": drawing.west,
            "north": drawing.north,
            "narrow": drawing.narrow,
            "pixels": NARROW_PIXELS,
            "font": FONT_PIXELS,
            "key": (KEY_WIDTH, KEY_HEIGHT),
        },
        "units": UNITS_PER_KM,
        "close": CLOSE_KM,
        "words": words_of_locations(),
        "scale": {
            view: {"km": km, "words": pgettext("on a map", "%(count)s km") % {"count": written_number(km)}}
            for view, km in (("far", FAR_BAR_KM), ("close", CLOSE_BAR_KM))
        },
        "drawing": render_to_string("components/place_map.html", context),
    }


def _refused(request: HttpRequest) -> HttpResponse | None:
    asked = ask(OUTLINES, network_behind(request))
    if asked.may:
        return None
    refused = HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    tell_when(refused, asked)
    return refused


def _for_all(content: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(content)
    patch_cache_control(response, public=True, max_age=600)
    return response
